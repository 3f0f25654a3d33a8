"""How the exact measures of one journey change with the time of a step and with the chances of a decision.

Where a step is all that is under way, a minute less at it is worth its expected visits, and moving probability from
one branch to another is worth the visits of the decision times the difference of what is still to come after each
(Kemeny and Snell, Finite Markov Chains, 1960). Beside other steps a minute is worth less, as far as the others are
later; there the exact solution is taken again with the change, of the parallel block alone where it can be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from visavis.blueprint.analysis.markov.chain import NotExact, solve
from visavis.blueprint.analysis.markov.parallel_blocks import ParallelBlock, ParallelBlocks
from visavis.blueprint.analysis.markov.solve import ChainMove, Solution
from visavis.blueprint.analysis.semantics.journeys import Stop
from visavis.blueprint.analysis.semantics.token_rules import BY_GRAVITY, CompiledJourney, Transition
from visavis.blueprint.model import BlueprintDocument, Exponential, Outcome, Pert, Side, Span, Time, minutes
from visavis.blueprint.model.durations import elapsed_minutes

# Where a change of probability cannot be followed move by move, central differences at this distance and at half of
# it are extrapolated (Richardson): what remains is of the fourth order, some 1e-9 of the measure.
DISTANCE = 0.01
_COMPLETED = tuple(BY_GRAVITY.index(outcome) for outcome in (Outcome.GRANTED, Outcome.REFUSED))


class MeasureVector(NamedTuple):
    """Elapsed minutes, minutes of work of citizens and of agents, completion: absolute, or as a difference."""

    elapsed: float = 0.0
    citizen: float = 0.0
    agent: float = 0.0
    completion: float = 0.0

    def add(self, other: MeasureVector, times: float = 1.0) -> MeasureVector:
        """Return this and `times` the other."""
        return MeasureVector(*(one + times * two for one, two in zip(self, other, strict=True)))


class Derivatives:
    """The slopes of one journey's exact measures. Raises NotExact only where a change makes it unsolvable."""

    def __init__(self, document: BlueprintDocument, solution: Solution) -> None:
        self._solution, self._chain, self._compiled = solution, solution.chain, solution.chain.compiled
        self._citizen, self._agent = (
            [document.effort_of(stop.step) if not stop.blocked and document.side_of(stop.step) is side else 0.0
             for stop in self._compiled.stops] for side in (Side.CITIZEN, Side.AGENT))

    def minute(self, number: int) -> float:
        """Return the elapsed minutes that a journey saves for each minute less at a step (or for all it takes)."""
        chain, blocks = self._chain, self._in_blocks.get(number, ())
        if number not in self._parallel_steps and not blocks:
            return self._solution.visits[number]
        mean = self._compiled.means[number]
        less = min(1.0, mean)
        varied = _replace_stop(self._compiled, number, _shorten_stop(self._compiled.stops[number], 1 - less / mean))
        if number in self._parallel_steps:
            return (self._solution.elapsed - solve(varied).elapsed) / less
        inside = ParallelBlocks(varied)
        return sum(chain.amounts[state] * move.chance * chain.counting_chance(state, move)
                   * (block.minutes - _rebuild_block(inside, block).minutes) / less for state, move, block in blocks)

    def branch(self, number: int, branch: int) -> MeasureVector:
        """Return how the measures change for each unit of probability moved to a way from its siblings."""
        stop, events = self._compiled.stops[number], self._events.get(number, ())
        blocks = self._in_blocks.get(number, ())
        limited = any(one.limit is not None for one in stop.branches)
        if not limited and not blocks and not any(self._chain.outcome_reached[state] for state, _ in events):
            return self._sum_moves(stop, branch, events)
        if events or limited:
            return _derivative(stop, branch, lambda varied: self._solution_measures(
                solve(_replace_stop(self._compiled, number, varied))))
        return _derivative(stop, branch,
                           lambda varied: self._block_measures(ParallelBlocks(_replace_stop(self._compiled, number,
                                                                                            varied)),
                                                               blocks))

    def _sum_moves(self, stop: Stop, branch: int, events: Sequence[tuple[int, ChainMove]]) -> MeasureVector:
        """Sum over every turn of a decision: how much likelier it gets, times what is still to come after it."""
        transitions = self._compiled.transitions(self._compiled.number[stop.step.id], {})
        first = len(transitions) - len(stop.branches)
        total = MeasureVector()
        for state, move in events:
            if move.transition_index < first:
                continue  # a failure: its chance stays
            value = stop.branches[move.transition_index - first].probability
            others = 1 - stop.branches[branch].probability
            # Beside a way that takes everybody there is nothing left to take from.
            rises = 1.0 if move.transition_index - first == branch else -value / others if others > 0 else 0.0
            after = self._gain(state, move)
            if move.target is not None:
                after = after.add(MeasureVector(*(part[move.target] for part in self._measures_to_go)))
            total = total.add(after, self._chain.amounts[state] * move.chance * rises / value)
        return total

    def _gain(self, state: int, move: ChainMove) -> MeasureVector:
        """Return what a move itself adds to each measure."""
        reached = move.target is None and not move.begun and move.outcome in _COMPLETED
        return self._measure_visits(move.visits, move.mean * self._chain.counting_chance(state, move), float(reached))

    def _measure_visits(self, visits: Mapping[int, float], elapsed: float, completion: float) -> MeasureVector:
        """Return what some visits come to on both sides."""
        return MeasureVector(elapsed, sum(times * self._citizen[number] for number, times in visits.items()),
                             sum(times * self._agent[number] for number, times in visits.items()), completion)

    @cached_property
    def _measures_to_go(self) -> tuple[Sequence[float], ...]:
        """Each measure still to come, by situation."""
        gains = [MeasureVector() for _ in self._chain.moves]
        for state, row in enumerate(self._chain.moves):
            if state not in self._chain.endless:
                for move in row:
                    gains[state] = gains[state].add(self._gain(state, move), move.chance)
        return tuple(self._chain.solve_backward(part) for part in zip(*gains, strict=True))

    @cached_property
    def _events(self) -> dict[int, list[tuple[int, ChainMove]]]:
        """The moves by which each step is over, outside collapsed blocks."""
        found: dict[int, list[tuple[int, ChainMove]]] = {}
        for state, row in enumerate(self._chain.moves):
            if state not in self._chain.endless:
                for move in row:
                    found.setdefault(move.step, []).append((state, move))
        return found

    @cached_property
    def _in_blocks(self) -> dict[int, list[tuple[int, ChainMove, ParallelBlock]]]:
        """The moves that pass a collapsed block with the step inside."""
        found: dict[int, list[tuple[int, ChainMove, ParallelBlock]]] = {}
        for state, row in enumerate(self._chain.moves):
            for move in row if state not in self._chain.endless else ():
                if move.block is not None:
                    for number in move.block.visits:
                        found.setdefault(number, []).append((state, move, move.block))
        return found

    @cached_property
    def _parallel_steps(self) -> frozenset[int]:
        """Steps that run beside others outside collapsed blocks, or after an outcome was reached."""
        return frozenset(number for row in self._chain.moves for move in row for number in move.begun
                         if not move.alone or (move.target is not None and self._chain.outcome_reached[move.target]))

    def _solution_measures(self, solution: Solution) -> MeasureVector:
        completion = sum(solution.outcomes.get(number, 0.0) for number in _COMPLETED)
        return self._measure_visits(dict(enumerate(solution.visits)), solution.elapsed, completion)

    def _block_measures(self, inside: ParallelBlocks,
                        blocks: Sequence[tuple[int, ChainMove, ParallelBlock]]) -> MeasureVector:
        """Return what some blocks come to, with changed chances inside; what follows a block does not change."""
        total = MeasureVector()
        for state, move, block in blocks:
            again = _rebuild_block(inside, block)
            part = self._measure_visits(again.visits, again.minutes * self._chain.counting_chance(state, move), 0.0)
            total = total.add(part, self._chain.amounts[state] * move.chance)
        return total


def _derivative(stop: Stop, branch: int, figures: Callable[[Stop], MeasureVector]) -> MeasureVector:
    value = stop.branches[branch].probability
    distance = min(DISTANCE, value, 1 - value) / 2

    def central(far: float) -> MeasureVector:
        above, below = figures(_shift_probability(stop, branch, far)), figures(_shift_probability(stop, branch, -far))
        return MeasureVector().add(above, 1 / (2 * far)).add(below, -1 / (2 * far))

    return MeasureVector().add(central(distance / 2), 4 / 3).add(central(distance), -1 / 3)


def _shift_probability(stop: Stop, branch: int, more: float) -> Stop:
    value = stop.branches[branch].probability
    return replace(stop, branches=tuple(
        replace(one, probability=value + more if index == branch else one.probability * (1 - more / (1 - value)))
        for index, one in enumerate(stop.branches)))


def _rebuild_block(inside: ParallelBlocks, block: ParallelBlock) -> ParallelBlock:
    """Return a block as it is after a change. Raises NotExact where it then has too many moments."""
    parallel_block = inside.find_block(Transition(1.0, block.begins))
    if parallel_block is None:
        raise NotExact
    return parallel_block


def _replace_stop(compiled: CompiledJourney, number: int, stop: Stop) -> CompiledJourney:
    """Return a board with another stop in the place of one."""
    stops = dict(compiled.journey.stops)
    stops[compiled.stops[number].step.id] = stop
    return CompiledJourney(replace(compiled.journey, stops=MappingProxyType(stops)))


def _shorten_stop(stop: Stop, part: float) -> Stop:
    """Return a stop whose times are a part of what they are on the calendar, laws and all."""
    times = {"work": _scale_time(stop.step.work, part, elapsed_minutes),
             "wait": _scale_time(stop.step.wait, part, minutes)}
    return replace(stop, step=stop.step.model_copy(update=times))


def _scale_time(time: Time | None, part: float, length: Callable[[Span], float]) -> Time | None:
    def scale(span: Span) -> str:
        return f"PT{length(span) * part:.9f}M"

    match time:
        case None:
            return None
        case Pert():
            return Pert(min=scale(time.min), mode=scale(time.mode), max=scale(time.max))
        case Exponential():
            return Exponential(mean=scale(time.mean), distribution=time.distribution)
        case _:
            return scale(time)
