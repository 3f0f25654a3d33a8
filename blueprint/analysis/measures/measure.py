"""The measures of a document: outcomes, visits, effort, waiting, elapsed time and cost, per persona and for all."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import fsum, sqrt

from visavis.blueprint.analysis.figures import (
    UNKNOWN,
    ClockMeasures,
    Figure,
    JourneyMeasures,
    Measures,
    MissingInputs,
)
from visavis.blueprint.analysis.markov.chain import NotExact, solve
from visavis.blueprint.analysis.markov.legal_clock import ClockDistribution, ClockSteps, clock_steps, solve_clock
from visavis.blueprint.analysis.measures.data_gaps import data_gaps
from visavis.blueprint.analysis.measures.population import (
    ClockPart,
    cases_of,
    clock_of,
    decided_parts,
    started_parts,
)
from visavis.blueprint.analysis.measures.results import (
    Distribution,
    Estimate,
    Result,
    remove_chance,
    remove_elapsed,
    remove_guesses,
    result_of_sample,
    result_of_solution,
    share_of,
)
from visavis.blueprint.analysis.semantics.journeys import Journey, journey
from visavis.blueprint.analysis.semantics.ledger import Ledger, find_missing
from visavis.blueprint.analysis.semantics.token_rules import BY_GRAVITY, CompiledJourney
from visavis.blueprint.analysis.simulation.agent_pools import Staff, pools, staff
from visavis.blueprint.analysis.simulation.queueing import simulate_together
from visavis.blueprint.analysis.simulation.run_limits import DEFAULT_SEED, LAW_RUNS, default_runs
from visavis.blueprint.analysis.simulation.samples import Sample
from visavis.blueprint.analysis.simulation.simulate import simulate
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.model import BlueprintDocument, Outcome, Persona

EXACT, SIMULATED = "exact", "simulated"
# Playing a legal clock takes longer than all else, and most edits change only words and places: what was played
# lately is kept, a few journeys of a few documents.
MOST_COURSES = 32
_COURSES: dict[Hashable, tuple[ClockDistribution | None, tuple[Distribution, int]]] = {}
_NO_PART = {"title": "", "detail": "", "plain": "", "phase": "", "column": 0}
_GRANTED = BY_GRAVITY.index(Outcome.GRANTED)


class Cancelled(Exception):
    """Whoever asked does not want the answer any more."""


@dataclass(frozen=True)
class MeasuredJourney:
    """One person's journey with what the solver or the simulation found. Weights of all walks sum to 1."""

    document: BlueprintDocument
    journey: Journey
    weight: float
    ledger: Ledger
    result: Result
    clock: ClockSteps | None
    seed: int
    # What was played only to know the law of the elapsed time; people whose journeys are equal share it.
    distributions: dict[str, tuple[Distribution, int]] = field(default_factory=dict)

    @property
    def persona(self) -> str | None:
        """The persona's id."""
        return self.journey.persona.id if self.journey.persona is not None else None

    @cached_property
    def measures(self) -> JourneyMeasures:
        """The measures of this person."""
        return _measure_population(self.persona, self.weight, [self])

    @property
    def endless(self) -> tuple[str, ...]:
        """The steps where it goes round for ever."""
        compiled = self.ledger.compiled
        return tuple(compiled.stops[number].step.id for number in self.result.endless if number not in compiled.asker)

    def longer_than(self, minutes: float) -> Figure:
        """Return the share of the started cases that take longer than so many calendar minutes.

        Where the law of the elapsed time is not known exactly, journeys are played, and the share has its error.
        """
        if self.result.started.elapsed.value is None or self.measures.started.elapsed.mean_minutes.value is None:
            return UNKNOWN
        distribution, independent = self._elapsed_distribution()
        share = min(1.0, fsum(chance for taken, chance in distribution if taken > minutes + 1e-6))
        bound = self.measures.started.elapsed.mean_minutes.at_least
        return Figure(share, bound, None if independent is None
                      else share_of(share * independent, independent).error)

    def _elapsed_distribution(self) -> tuple[Distribution, float | None]:
        """Return the law of the elapsed time, and how many independent journeys tell it (None: it is exact)."""
        if self.result.started.distribution:
            return self.result.started.distribution, self.result.started.independent
        if self.result.sampled is not None:
            return self.result.sampled
        if "elapsed" not in self.distributions:
            compiled = self.ledger.compiled
            self.distributions["elapsed"] = _sampled_distribution(simulate(compiled, default_runs(compiled, LAW_RUNS),
                                                                           self.seed))
        return self.distributions["elapsed"]


@dataclass(frozen=True)
class Measurement:
    """The walks of all personas (or of one anonymous person), and what they come to together."""

    document: BlueprintDocument
    journeys: tuple[MeasuredJourney, ...]

    @cached_property
    def measures(self) -> Measures:
        """The measures that drawings, panels and exports show."""
        personas = tuple(walk.measures for walk in self.journeys if walk.persona is not None)
        everybody = _measure_population(None, 1.0, self.journeys) if self.journeys else None
        return Measures(everybody, personas, data_gaps(self.document, [walk.journey for walk in self.journeys],
                                                       [step for walk in self.journeys for step in walk.endless]))


def measure_all(document: BlueprintDocument, runs: int | None = None, seed: int = DEFAULT_SEED, *,
                queues: bool = False) -> Measures:
    """Return the measures of a document: exact where possible, simulated when `runs` is given or nothing else works.

    With `queues` journeys wait for each other and are simulated, if actors have a capacity and the service says how
    many cases there are a year; else nothing changes. A document without a journey has no measures, and their `gaps`
    say why. Nothing in a valid document raises.
    """
    return measure_journeys(document, runs=runs, seed=seed, queues=queues).measures


def measure(document: BlueprintDocument, persona_id: str | None = None, runs: int | None = None,
            seed: int = DEFAULT_SEED) -> JourneyMeasures | None:
    """Return the measures of one persona, or of everybody. Raises KeyError for a persona that does not exist."""
    if persona_id is None:
        return measure_all(document, runs=runs, seed=seed).everybody
    chosen = document.replace(head=document.head.model_copy(
        update={"personas": (document.persona_by_id[persona_id],)}))
    measured = measure_all(chosen, runs=runs, seed=seed).personas
    return replace(measured[0], weight=_weights(document.head.personas)[persona_id]) if measured else None


def measure_journeys(document: BlueprintDocument, runs: int | None = None, seed: int = DEFAULT_SEED,
                     cancelled: Callable[[], bool] | None = None, *, queues: bool = False) -> Measurement:
    """Walk every persona through the document. Raises Cancelled when `cancelled` says so."""
    personas: tuple[Persona | None, ...] = document.head.personas or (None,)
    weights = _weights(document.head.personas)
    journeys = [journey(document, persona) for persona in personas]
    if not all(walked.starts for walked in journeys):
        return Measurement(document, ())
    shares = [weights[persona.id] if persona else 1.0 for persona in personas]
    walking = _JourneyMeasurer(document, runs, seed, cancelled)
    people = staff(document) if queues else None
    measured = (walking.measure_apart(journeys) if people is None
                else walking.measure_together(journeys, shares, people))
    return Measurement(document, tuple(
        replace(walk, journey=walked, weight=share)
        for walked, share, walk in zip(journeys, shares, measured, strict=True)))


def _weights(personas: Sequence[Persona]) -> dict[str, float]:
    """Return the personas' shares, which sum to 1; personas that all weigh nothing count alike."""
    total = sum(persona.weight for persona in personas)
    return {persona.id: persona.weight / total if total else 1 / len(personas) for persona in personas}


@dataclass(frozen=True)
class _JourneyMeasurer:
    """How journeys are walked: exactly, or so many times by chance."""

    document: BlueprintDocument
    runs: int | None
    seed: int
    cancelled: Callable[[], bool] | None

    def measure_apart(self, journeys: Sequence[Journey]) -> list[MeasuredJourney]:
        """Walk each persona as if no one else did; personas whose journeys do not differ share one walk."""
        known: dict[tuple[object, ...], MeasuredJourney] = {}
        for walked in journeys:
            self._check_cancelled()
            if walked.shape not in known:
                known[walked.shape] = self._measure_journey(walked)
        return [known[walked.shape] for walked in journeys]

    def measure_together(self, journeys: Sequence[Journey], shares: Sequence[float],
                         people: Staff) -> list[MeasuredJourney]:
        """Walk all personas at once, as they wait for the same people; one whom no journey was walks alone."""
        ledgers = [Ledger(self.document, CompiledJourney(walked)) for walked in journeys]
        boards = [ledger.compiled for ledger in ledgers]
        clocks = [clock_steps(self.document, compiled) for compiled in boards]
        amounts = [_amounts(ledger) for ledger in ledgers]
        count = self.runs or default_runs(boards[0])
        shared = simulate_together(boards, shares, people, count, self.seed, self.cancelled, amounts=amounts,
                                   clocks=clocks)
        samples = [sample if sample.started.count else self._simulate(ledger, clock, count)
                   for ledger, clock, sample in zip(ledgers, clocks, shared, strict=True)]
        self._check_cancelled()
        # It is one simulation of so many journeys, whoever's they are.
        together = sum(sample.started.count for sample in shared) or count
        walks = [self._build_journey(ledger, clock, replace(self._result_of_sample(ledger, sample), runs=together))
                 for ledger, clock, sample in zip(ledgers, clocks, samples, strict=True)]
        flooded = self._find_overloaded_steps(walks, shares)
        return [replace(walk, result=remove_elapsed(walk.result)) if flooded & _steps_of(walk) else walk
                for walk in walks]

    def _find_overloaded_steps(self, walks: Sequence[MeasuredJourney], shares: Sequence[float]) -> frozenset[str]:
        """Return the steps of those who are asked for more than they can do: the wait for them grows for ever."""
        weighed = [replace(walk, weight=share) for walk, share in zip(walks, shares, strict=True)]
        found = pools(self.document, Measurement(self.document, tuple(weighed)).measures)
        flooded = {pool.actor for pool in found if not pool.is_stable}
        return frozenset(step.id for step in self.document.steps
                         if self.document.lane_by_id[step.lane].actor in flooded and step.work is not None)

    def _measure_journey(self, walked: Journey) -> MeasuredJourney:
        ledger = Ledger(self.document, CompiledJourney(walked))
        clock = clock_steps(self.document, ledger.compiled)
        if self.runs is None:
            try:
                return self._build_journey(ledger, clock, self._solve_exactly(ledger, clock))
            except NotExact:
                pass
        sample = self._simulate(ledger, clock, self.runs or default_runs(ledger.compiled))
        return self._build_journey(ledger, clock, self._result_of_sample(ledger, sample))

    def _solve_exactly(self, ledger: Ledger, clock: ClockSteps | None) -> Result:
        walked = ledger.compiled.journey
        result = self._solve_once(ledger, clock)
        if not walked.guessed_flows:
            return result
        other = Ledger(self.document, CompiledJourney(walked.alternative))
        return remove_guesses(result, self._solve_once(other, clock))

    def _solve_once(self, ledger: Ledger, clock: ClockSteps | None) -> Result:
        result = result_of_solution(ledger, solve(ledger.compiled))
        if clock is None or result.chain is None:
            return result
        distribution = solve_clock(ledger.compiled, result.chain, clock)
        # A played clock could not be told to be the same whatever the guesses: it is not worth its time.
        if distribution is not None or ledger.compiled.journey.guessed_flows:
            return replace(result, clock=distribution)
        key = _course_key(ledger.compiled.journey), clock, self.seed
        course = _COURSES.get(key)
        if course is None:
            runs = default_runs(ledger.compiled, LAW_RUNS)
            sample = simulate(ledger.compiled, runs, self.seed, self.cancelled, clock=clock)
            self._check_cancelled()
            course = sample.clock, _sampled_distribution(sample)
            _cache_course(key, course)
        distribution, sampled = course
        return replace(result, clock=distribution, sampled=sampled)

    def _simulate(self, ledger: Ledger, clock: ClockSteps | None, runs: int) -> Sample:
        sample = simulate(ledger.compiled, runs, self.seed, self.cancelled, amounts=_amounts(ledger), clock=clock)
        self._check_cancelled()
        return sample

    def _result_of_sample(self, ledger: Ledger, sample: Sample) -> Result:
        result = result_of_sample(sample)
        walked = ledger.compiled.game
        if not walked.guessed_flows:
            return result
        unknown = 0
        for name, stop in walked.stops.items():
            if stop.guessed:
                unknown |= walked.reachability.descendants[walked.number[name]]
        return replace(remove_chance(result, lambda number: not unknown >> number & 1), clock=None)

    def _build_journey(self, ledger: Ledger, clock: ClockSteps | None, result: Result) -> MeasuredJourney:
        return MeasuredJourney(self.document, ledger.compiled.journey, 1.0, ledger, result, clock, self.seed)

    def _check_cancelled(self) -> None:
        if self.cancelled is not None and self.cancelled():
            raise Cancelled


def _steps_of(walk: MeasuredJourney) -> set[str]:
    compiled, visits = walk.ledger.compiled, walk.result.started.visits
    return {stop.step.id for number, stop in enumerate(compiled.stops) if not visits[number] <= 0
            and not stop.blocked}


def _course_key(walked: Journey) -> Hashable:
    """Return all that the course of a played journey depends on; words and places of steps are no part of it."""
    return walked.starts, tuple(
        (stop.step.model_copy(update=_NO_PART), stop.branches, stop.one, stop.each, stop.fails, stop.fallback,
         stop.blocked, stop.resumes, stop.short) for stop in walked.game.stops.values())


def _cache_course(key: Hashable, course: tuple[ClockDistribution | None, tuple[Distribution, int]]) -> None:
    while len(_COURSES) >= MOST_COURSES:
        # Several threads analyse: another one may have made room already.
        _COURSES.pop(next(iter(_COURSES), None), None)
    _COURSES[key] = course


def _sampled_distribution(sample: Sample) -> tuple[Distribution, int]:
    """Return the law of the elapsed time as it was played, and in how many journeys."""
    elapsed = sample.started.elapsed
    return [(taken, 1 / len(elapsed)) for taken in elapsed], len(elapsed)


def _amounts(ledger: Ledger) -> Mapping[str, Mapping[int, float]]:
    return {name: entry.amounts for name, entry in ledger.entries.items()}


def _measure_population(persona: str | None, weight: float, walks: Sequence[MeasuredJourney]) -> JourneyMeasures:
    """Return the measures of one walk, or of a population of walks, weighted."""
    people = _merge_equal_results(walks)
    started, decided = started_parts(people), decided_parts(people)
    outcomes = _outcomes(people)
    bound = outcomes.get(Outcome.UNSPECIFIED.value, Figure(0.0)).value != 0
    granted = _share(people, [result.share(_GRANTED) for *_, result in people])
    completion = _share(people, [result.completion for *_, result in people])
    runs = next((result.runs for *_, result in people if result.runs is not None), None)
    return JourneyMeasures(
        persona, weight, EXACT if runs is None else SIMULATED, outcomes,
        replace(granted, at_least=bound and granted.value is not None),
        replace(completion, at_least=bound and completion.value is not None),
        cases_of(started), cases_of(decided) if decided else None, _clock(walks),
        _missing(walks), runs, walks[0].seed if runs is not None else None)


def _merge_equal_results(walks: Sequence[MeasuredJourney]) -> list[tuple[float, Ledger, Result]]:
    """Return the weights and results of walks; people who share a result are one part of the population."""
    found: dict[int, tuple[float, Ledger, Result]] = {}
    total = fsum(walk.weight for walk in walks)
    for walk in walks:
        before = found.get(id(walk.result))
        weight = walk.weight / total if total else 1 / len(walks)
        found[id(walk.result)] = (weight + (before[0] if before else 0.0), walk.ledger, walk.result)
    return [part for part in found.values() if part[0] > 0]


def _outcomes(people: Sequence[tuple[float, Ledger, Result]]) -> dict[str, Figure]:
    reached = {outcome for *_, result in people for outcome in result.outcomes}
    return {BY_GRAVITY[outcome].value: _share(people, [result.share(outcome) for *_, result in people])
            for outcome in sorted(reached)}


def _share(people: Sequence[tuple[float, Ledger, Result]], estimates: Sequence[Estimate]) -> Figure:
    if any(estimate.value is None for estimate in estimates):
        return UNKNOWN
    weights = [weight for weight, *_ in people]
    value = fsum(weight * (one.value or 0.0) for weight, one in zip(weights, estimates, strict=True))
    errors = [weight * one.error for weight, one in zip(weights, estimates, strict=True) if one.error is not None]
    return Figure(min(1.0, value), standard_error=sqrt(fsum(error**2 for error in errors)) if errors else None)


def _missing(walks: Iterable[MeasuredJourney]) -> MissingInputs:
    """Return what the figures of some walks lack, of steps that they come to."""
    reached, flows = set(), dict[str, None]()
    document = None
    for walk in walks:
        document = walk.document
        compiled, visits = walk.ledger.compiled, walk.result.started.visits
        reached |= {stop.step.id for number, stop in enumerate(compiled.stops)
                    if not stop.blocked and number not in compiled.asker and not visits[number] <= 0}
        flows.update(dict.fromkeys(walk.journey.guessed_flows))
    if document is None:
        return MissingInputs()
    return find_missing(document, (step for step in reading_order(document) if step.id in reached), flows)


def _clock(walks: Sequence[MeasuredJourney]) -> ClockMeasures | None:
    if all(walk.clock is None for walk in walks):
        return None
    parts = [_clock_part(walk) for walk in walks if walk.weight > 0 or len(walks) == 1]
    if any(part is None for part in parts):
        return ClockMeasures(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
    known = [part for part in parts if part is not None]
    total = fsum(part.weight for part in known)
    return clock_of([replace(part, weight=part.weight / total) for part in known])


def _clock_part(walk: MeasuredJourney) -> ClockPart | None:
    """Return the clock of one walk; None where it rests on probabilities that no one gave."""
    distribution, clock = walk.result.clock, walk.clock
    if distribution is None or clock is None:
        return None
    running = _running_steps(walk.ledger.compiled, clock)
    minutes, visits = walk.ledger.minutes, walk.result.started.visits
    timed, untimed = ({number for number in running.intersection(steps) if not visits[number] <= 0}
                      for steps in (minutes.amounts, minutes.missing))
    # How long a pause takes matters only to what goes on beside it, of which it takes time off.
    paused = untimed & clock.pauses
    shorter = any(walk.ledger.compiled.may_run_together(number, timed) for number in paused)
    missing = bool(untimed if shorter else untimed - paused)
    return ClockPart(walk.weight or 1.0, distribution, bool(timed), missing, clock.deadline is not None, shorter)


def _running_steps(compiled: CompiledJourney, clock: ClockSteps) -> set[int]:
    """Return the steps that may be under way while the clock runs: those after its start, up to its stop."""
    found: set[int] = set()
    todo = [clock.starts] if clock.starts in range(len(compiled.stops)) else []
    while todo:
        for name in compiled.stops[todo.pop()].next_steps:
            number = compiled.number[name]
            if number not in found:
                found.add(number)
                if number != clock.stops:
                    todo.append(number)
    return found
