"""What small changes are worth: a minute less at a step, a point of probability more for a branch of a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from visavis.blueprint.analysis.markov.chain import NotExact, solve
from visavis.blueprint.analysis.markov.derivatives import Derivatives, MeasureVector
from visavis.blueprint.analysis.measures.measure import Cancelled, MeasuredJourney, measure_journeys
from visavis.blueprint.analysis.semantics.journeys import Branch, Stop
from visavis.blueprint.analysis.semantics.token_rules import CompiledJourney
from visavis.blueprint.model import BlueprintDocument, Side

POINT = 0.01


@dataclass(frozen=True, slots=True)
class StepWorth:
    """What one minute less at a step saves a started case, in minutes: elapsed, citizens' work, agents' work.

    Where the step takes less than a minute it is the same rate. `elapsed_minutes` is None where someone's journey
    has no exact solution. Efforts count work only: a minute less of a step that only waits saves none.
    """

    step: str
    visits: float
    elapsed_minutes: float | None
    citizen_minutes: float
    agent_minutes: float


@dataclass(frozen=True, slots=True)
class BranchWorth:
    """What one point of probability (0.01) more for a branch changes, taken from its siblings in proportion.

    Minutes a started case (negative: saved), and the share of cases that come to a decision, granted or refused. It
    is the slope at today's `probability`, which is the mean of the personas that have the choice.
    """

    step: str
    flow: str
    target: str
    probability: float
    elapsed_minutes: float
    citizen_minutes: float
    agent_minutes: float
    completion: float


@dataclass(frozen=True, slots=True)
class Sensitivities:
    """Steps and branches of everybody's journey, personas weighted, what is worth most first.

    Steps are ranked by all the minutes that they save, elapsed and on both sides; branches by completion, then by
    those minutes. Where someone's journey has no exact solution `is_exact` is false: then elapsed times and branches
    that it concerns are not told.
    """

    steps: tuple[StepWorth, ...] = ()
    branches: tuple[BranchWorth, ...] = ()
    is_exact: bool = True


@dataclass(frozen=True)
class _Worths:
    """What one journey says: of each step visits, elapsed, citizen and agent; of each branch its chance and slope."""

    steps: dict[str, tuple[float, float | None, float, float]]
    branches: dict[tuple[str, str, str], tuple[float, MeasureVector | None]]


def sensitivities(document: BlueprintDocument, cancelled: Callable[[], bool] | None = None) -> Sensitivities:
    """Return what small changes are worth. Raises Cancelled when `cancelled` says so.

    Steps that are never visited or take no time, and ways that are the only ones, are left out.
    """
    known: dict[tuple[object, ...], _Worths] = {}
    found = []
    for walk in measure_journeys(_remove_clock(document), cancelled=cancelled).journeys:
        if walk.journey.shape not in known:
            known[walk.journey.shape] = _worths(document, walk, cancelled or (lambda: False))
        found.append((walk.weight, known[walk.journey.shape]))
    steps = sorted(_step_worths(found), key=lambda one: -round(
        (one.elapsed_minutes or 0.0) + one.citizen_minutes + one.agent_minutes, 9))
    branches = sorted(_branch_worths(found), key=lambda one: (
        -round(abs(one.completion), 9),
        -round(abs(one.elapsed_minutes) + abs(one.citizen_minutes) + abs(one.agent_minutes), 9)))
    exact = all(worth[1] is not None for _, one in found for worth in one.steps.values()) and all(
        slope is not None for _, one in found for _, slope in one.branches.values())
    return Sensitivities(tuple(steps), tuple(branches), exact)


def _remove_clock(document: BlueprintDocument) -> BlueprintDocument:
    """Return the document without its legal clock, of which no sensitivity tells: it would be played for nothing."""
    service = document.head.service.model_copy(update={"legal_clock": None})
    return document.replace(head=document.head.model_copy(update={"service": service}))


def _worths(document: BlueprintDocument, walk: MeasuredJourney, cancelled: Callable[[], bool]) -> _Worths:
    compiled = CompiledJourney(walk.journey)
    try:
        slopes = Derivatives(document, solve(compiled))
    except NotExact:
        slopes = None
    found = _Worths({}, {})
    for number, stop in enumerate(compiled.stops):
        visits = walk.result.started.visits[number]
        if not visits > 0 or stop.blocked or number in compiled.asker:
            continue
        if cancelled():
            raise Cancelled
        if compiled.means[number]:
            done = visits if stop.step.work is not None and document.effort_of(stop.step) else 0.0
            side = document.side_of(stop.step)
            found.steps[stop.step.id] = (visits, _minute_worth(slopes, number), done if side is Side.CITIZEN else 0.0,
                                         done if side is Side.AGENT else 0.0)
        for choice, branch in _choices(stop):
            slope = _branch_worth(slopes, number, choice)
            found.branches[stop.step.id, branch.flow, branch.target] = branch.probability, slope
    return found


def _choices(stop: Stop) -> Sequence[tuple[int, Branch]]:
    """Return the ways whose probability may be changed; of one that no one gave, no one knows what changes."""
    known = stop.one and len(stop.branches) > 1 and not stop.ends and not stop.guessed
    return list(enumerate(stop.branches)) if known else []


def _minute_worth(slopes: Derivatives | None, number: int) -> float | None:
    try:
        return None if slopes is None else slopes.minute(number)
    except NotExact:
        return None


def _branch_worth(slopes: Derivatives | None, number: int, branch: int) -> MeasureVector | None:
    try:
        return None if slopes is None else slopes.branch(number, branch)
    except NotExact:
        return None


def _step_worths(found: Sequence[tuple[float, _Worths]]) -> Iterable[StepWorth]:
    for step in dict.fromkeys(step for _, one in found for step in one.steps):
        figures = [(weight, *one.steps[step]) for weight, one in found if step in one.steps]
        elapsed = [weight * worth for weight, _, worth, _, _ in figures if worth is not None]
        yield StepWorth(step, fsum(weight * visits for weight, visits, *_ in figures),
                        fsum(elapsed) if len(elapsed) == len(figures) else None,
                        fsum(weight * citizen for weight, _, _, citizen, _ in figures),
                        fsum(weight * agent for weight, *_, agent in figures))


def _branch_worths(found: Sequence[tuple[float, _Worths]]) -> Iterable[BranchWorth]:
    for step, flow, target in dict.fromkeys(branch for _, one in found for branch in one.branches):
        figures = [(weight, *one.branches[step, flow, target]) for weight, one in found
                   if (step, flow, target) in one.branches]
        total, slope = sum(weight for weight, _, _ in figures), MeasureVector()
        for weight, _, part in figures:
            if part is None or not total:
                break
            slope = slope.add(part, weight * POINT)
        else:
            probability = fsum(weight * chance for weight, chance, _ in figures) / total
            yield BranchWorth(step, flow, target, probability, *slope)
