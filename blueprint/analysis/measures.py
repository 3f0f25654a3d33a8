"""The measures of a document: visits, effort, waiting, elapsed time, outcomes and cost, per persona and for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum, sqrt

from blueprint.analysis import moments
from blueprint.analysis.absorption import Solution
from blueprint.analysis.chain import NotExact, solve
from blueprint.analysis.finding import Elapsed, JourneyMeasures, Measures, SideMeasures
from blueprint.analysis.gaps import gaps
from blueprint.analysis.journeys import Journey, journey
from blueprint.analysis.queues import Staff, staff
from blueprint.analysis.simulation import DEFAULT_SEED, Sample, default_runs, quantile, simulate
from blueprint.analysis.simulation_queues import simulate_together
from blueprint.analysis.tokens import BY_GRAVITY, Board
from blueprint.model import BlueprintDocument, Outcome, Persona, Side, Step, StepKind, mean_minutes

EXACT, SIMULATED = "exact", "simulated"
COMPLETED = (Outcome.GRANTED.value, Outcome.REFUSED.value)
Law = Sequence[tuple[float, float]]
_TIMELESS = (StepKind.START, StepKind.OUTCOME)


class Cancelled(Exception):
    """Whoever asked does not want the answer any more."""


@dataclass(frozen=True)
class Walk:
    """One person's journey with what the solver or the simulation found.

    `law` are (elapsed minutes, probability) pairs: exact where all times are fixed, or of simulated journeys, else
    none. `variance` is that of the elapsed time, in square minutes.
    """

    journey: Journey
    weight: float
    measures: JourneyMeasures
    law: Law = ()
    variance: float = 0.0
    endless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measurement:
    """The walks of all personas (or of one anonymous person), and what they come to together."""

    document: BlueprintDocument
    walks: tuple[Walk, ...]

    @cached_property
    def measures(self) -> Measures:
        """The measures that drawings, panels and exports show."""
        personas = tuple(walk.measures for walk in self.walks if walk.measures.persona is not None)
        everybody = _together(self.walks) if self.walks else None
        return Measures(everybody, personas, gaps(self.document, [walk.journey for walk in self.walks],
                                                  [step for walk in self.walks for step in walk.endless]))


def measures(document: BlueprintDocument, runs: int | None = None, seed: int = DEFAULT_SEED, *,
             queues: bool = False) -> Measures:
    """Return the measures of a document: exact where possible, simulated when `runs` is given or nothing else works.

    With `queues` journeys wait for each other and are simulated, if actors have a capacity and the service says how
    many cases there are a year; else nothing changes. A document without a journey has no measures; its `gaps` say
    why. Nothing in a valid document raises.
    """
    return measurement(document, runs=runs, seed=seed, queues=queues).measures


def measure(document: BlueprintDocument, persona_id: str | None = None, runs: int | None = None,
            seed: int = DEFAULT_SEED) -> JourneyMeasures | None:
    """Return the measures of one persona, or of everybody. Raises KeyError for a persona that does not exist."""
    if persona_id is None:
        return measures(document, runs=runs, seed=seed).everybody
    chosen = document.replaced(head=document.head.model_copy(
        update={"personas": (document.persona_by_id[persona_id],)}))
    found = measures(chosen, runs=runs, seed=seed).personas
    return replace(found[0], weight=_weights(document.head.personas)[persona_id]) if found else None


def measurement(document: BlueprintDocument, runs: int | None = None, seed: int = DEFAULT_SEED,
                cancelled: Callable[[], bool] | None = None, *, queues: bool = False) -> Measurement:
    """Walk every persona through the document. Raises Cancelled when `cancelled` says so."""
    personas: tuple[Persona | None, ...] = document.head.personas or (None,)
    weights = _weights(document.head.personas)
    journeys = [journey(document, persona) for persona in personas]
    if not all(walked.starts for walked in journeys):
        return Measurement(document, ())
    shares = [weights[persona.id] if persona else 1.0 for persona in personas]
    people = staff(document) if queues else None
    if people is None:
        found = _alone(document, journeys, runs, seed, cancelled)
    else:
        found = _on_one_clock(document, journeys, shares, people, runs, seed, cancelled)
    walks = []
    for persona, walked, share, walk in zip(personas, journeys, shares, found, strict=True):
        name = persona.id if persona else None
        told = replace(walk.measures, persona=name, weight=share)
        walks.append(replace(walk, journey=walked, weight=share, measures=told))
    return Measurement(document, tuple(walks))


def _alone(document: BlueprintDocument, journeys: Sequence[Journey], runs: int | None, seed: int,
           cancelled: Callable[[], bool] | None) -> list[Walk]:
    """Walk each persona as if nobody else did; personas whose journeys do not differ share one solution."""
    known: dict[tuple[object, ...], Walk] = {}
    for walked in journeys:
        if cancelled is not None and cancelled():
            raise Cancelled
        if walked.shape not in known:
            known[walked.shape] = _walk(document, walked, runs, seed, cancelled)
    return [known[walked.shape] for walked in journeys]


def _on_one_clock(document: BlueprintDocument, journeys: Sequence[Journey], shares: Sequence[float], people: Staff,
                  runs: int | None, seed: int, cancelled: Callable[[], bool] | None) -> list[Walk]:
    """Walk all personas at once, as they wait for the same people; one whom no journey was walks alone."""
    boards = [Board(walked) for walked in journeys]
    count = runs or default_runs(boards[0])
    shared = simulate_together(boards, shares, people, count, seed, cancelled)
    samples = [sample if sample.elapsed else simulate(board, count, seed, cancelled)
               for board, sample in zip(boards, shared, strict=True)]
    if cancelled is not None and cancelled():
        raise Cancelled
    # It is one simulation of so many journeys, whoever's they are.
    together = sum(len(sample.elapsed) for sample in shared) or count
    walks = [_played(document, board, sample, seed) for board, sample in zip(boards, samples, strict=True)]
    return [replace(walk, measures=replace(walk.measures, runs=together)) for walk in walks]


def _weights(personas: Sequence[Persona]) -> dict[str, float]:
    """Return the personas' shares, which sum to 1; personas that all weigh nothing count alike."""
    total = sum(persona.weight for persona in personas)
    return {persona.id: persona.weight / total if total else 1 / len(personas) for persona in personas}


def _walk(document: BlueprintDocument, walked: Journey, runs: int | None, seed: int,
          cancelled: Callable[[], bool] | None) -> Walk:
    board = Board(walked)
    if runs is None:
        try:
            return _solved(document, board, solve(board))
        except NotExact:
            runs = default_runs(board)
    sample = simulate(board, runs, seed, cancelled)
    if cancelled is not None and cancelled():
        raise Cancelled
    return _played(document, board, sample, seed)


def _played(document: BlueprintDocument, board: Board, sample: Sample, seed: int) -> Walk:
    count = len(sample.elapsed)
    mean = fsum(sample.elapsed) / count
    found = _measured(document, board, sample.visits, sample.outcomes, mean)
    law = tuple((minutes, 1 / count) for minutes in sample.elapsed)
    spread = fsum((minutes - mean)**2 for minutes in sample.elapsed) / max(1, count - 1)
    found = replace(found, method=SIMULATED, runs=count, seed=seed, elapsed=_elapsed(mean, spread, law))
    return Walk(board.journey, 1.0, found, law, spread, _names(board, sample.endless))


def _solved(document: BlueprintDocument, board: Board, solution: Solution) -> Walk:
    found = _measured(document, board, solution.visits, solution.outcomes, solution.elapsed)
    law, spread = moments.law(solution) or (), moments.variance(solution)
    found = replace(found, elapsed=_elapsed(solution.elapsed, spread, law))
    return Walk(board.journey, 1.0, found, law, spread, _names(board, solution.endless))


def _names(board: Board, numbers: Iterable[int]) -> tuple[str, ...]:
    return tuple(board.stops[number].step.id for number in numbers)


def _elapsed(mean: float, variance: float, law: Law) -> Elapsed:
    if not law:
        return Elapsed(mean, sd_minutes=sqrt(variance))
    return Elapsed(mean, quantile(law, 0.5), quantile(law, 0.9), quantile(law, 0.95), sqrt(variance))


def _measured(document: BlueprintDocument, board: Board, visits: Sequence[float], outcomes: Mapping[int, float],
              elapsed: float) -> JourneyMeasures:
    done = [(stop.step, count) for stop, count in zip(board.stops, visits, strict=True)
            if count > 0 and not stop.blocked]
    sides = {side: _side(document, [(step, count) for step, count in done if document.side_of(step) is side])
             for side in (Side.CITIZEN, Side.AGENT, Side.PARTNER)}
    citizen = sides[Side.CITIZEN]
    # Two things that the citizen does at once may add up to more than the time that passes.
    waiting = max(0.0, elapsed - citizen.work_minutes)
    shares = {BY_GRAVITY[number].value: share for number, share in outcomes.items()}
    return JourneyMeasures(
        None, 1.0, EXACT, Elapsed(elapsed), replace(citizen, wait_minutes=waiting), sides[Side.AGENT],
        sides[Side.PARTNER], shares, sum(shares.get(name, 0.0) for name in COMPLETED),
        {stop.step.id: count for stop, count in zip(board.stops, visits, strict=True)})


def _side(document: BlueprintDocument, done: Sequence[tuple[Step, float]]) -> SideMeasures:
    work = fsum(count * mean_minutes(step.work) for step, count in done)
    wait = fsum(count * mean_minutes(step.wait) for step, count in done)
    costs = []
    for step, count in done:
        actor = document.actor_by_id.get(document.lane_by_id[step.lane].actor or "")
        if actor is not None and actor.hourly_cost is not None:
            costs.append(count * mean_minutes(step.work) / 60 * actor.hourly_cost)
    untimed = sum(step.work is None and step.wait is None and step.kind not in _TIMELESS for step, _ in done)
    return SideMeasures(work, wait, sum(costs) if costs else None, untimed)


def _together(walks: Sequence[Walk]) -> JourneyMeasures:
    """Return the measures of the population: the personas' weighted means."""
    def mean(numbers: Iterable[float]) -> float:
        return sum(walk.weight * number for walk, number in zip(walks, numbers, strict=True))

    each = [walk.measures for walk in walks]
    total = mean(one.elapsed.mean_minutes for one in each)
    # The law of the population is the personas' laws, mixed; its variance that within each and that between them.
    spread = mean(walk.variance + (walk.measures.elapsed.mean_minutes - total)**2 for walk in walks)
    mixed = all(walk.law for walk in walks)
    law = [(minutes, walk.weight * share) for walk in walks for minutes, share in walk.law] if mixed else ()
    elapsed = _elapsed(total, spread, law)
    simulated = next((one for one in each if one.method == SIMULATED), None)
    names = [outcome.value for outcome in BY_GRAVITY if any(outcome.value in one.outcomes for one in each)]
    return JourneyMeasures(
        None, 1.0, SIMULATED if simulated else EXACT, elapsed,
        _sides_together(walks, "citizen"), _sides_together(walks, "agent"), _sides_together(walks, "partner"),
        outcomes={name: mean(one.outcomes.get(name, 0.0) for one in each) for name in names},
        completion=mean(one.completion for one in each),
        visits={step: mean(one.visits.get(step, 0.0) for one in each) for step in each[0].visits},
        runs=simulated.runs if simulated else None, seed=simulated.seed if simulated else None)


def _sides_together(walks: Sequence[Walk], name: str) -> SideMeasures:
    sides: list[tuple[float, SideMeasures]] = [(walk.weight, getattr(walk.measures, name)) for walk in walks]
    costs = [weight * side.cost for weight, side in sides if side.cost is not None]
    return SideMeasures(sum(weight * side.work_minutes for weight, side in sides),
                        sum(weight * side.wait_minutes for weight, side in sides),
                        sum(costs) if costs else None, max(side.untimed for _, side in sides))
