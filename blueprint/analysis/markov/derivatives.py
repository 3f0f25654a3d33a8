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
from visavis.blueprint.analysis.markov.parallel_blocks import Block, Blocks
from visavis.blueprint.analysis.markov.solve import Move, Solution
from visavis.blueprint.analysis.semantics.journeys import Stop
from visavis.blueprint.analysis.semantics.token_rules import BY_GRAVITY, Board, Turn
from visavis.blueprint.model import BlueprintDocument, Exponential, Outcome, Pert, Side, Span, Time, minutes
from visavis.blueprint.model.durations import elapsed_minutes

# Where a change of probability cannot be followed move by move, central differences at this distance and at half of
# it are extrapolated (Richardson): what remains is of the fourth order, some 1e-9 of the measure.
DISTANCE = 0.01
_COMPLETED = tuple(BY_GRAVITY.index(outcome) for outcome in (Outcome.GRANTED, Outcome.REFUSED))


class Change(NamedTuple):
    """Elapsed minutes, minutes of work of citizens and of agents, completion: absolute, or as a difference."""

    elapsed: float = 0.0
    citizen: float = 0.0
    agent: float = 0.0
    completion: float = 0.0

    def plus(self, other: Change, times: float = 1.0) -> Change:
        """Return this and `times` the other."""
        return Change(*(one + times * two for one, two in zip(self, other, strict=True)))


class Slopes:
    """The slopes of one journey's exact measures. Raises NotExact only where a change makes it unsolvable."""

    def __init__(self, document: BlueprintDocument, solution: Solution) -> None:
        self._solution, self._chain, self._board = solution, solution.chain, solution.chain.board
        self._citizen, self._agent = (
            [document.effort_of(stop.step) if not stop.blocked and document.side_of(stop.step) is side else 0.0
             for stop in self._board.stops] for side in (Side.CITIZEN, Side.AGENT))

    def minute(self, number: int) -> float:
        """Return the elapsed minutes that a journey saves for each minute less at a step (or for all it takes)."""
        chain, blocks = self._chain, self._in_blocks.get(number, ())
        if number not in self._beside and not blocks:
            return self._solution.visits[number]
        mean = self._board.means[number]
        less = min(1.0, mean)
        varied = _varied(self._board, number, _shorter(self._board.stops[number], 1 - less / mean))
        if number in self._beside:
            return (self._solution.elapsed - solve(varied).elapsed) / less
        inside = Blocks(varied)
        return sum(chain.amounts[state] * move.chance * chain.counted(state, move)
                   * (block.minutes - _again(inside, block).minutes) / less for state, move, block in blocks)

    def branch(self, number: int, way: int) -> Change:
        """Return how the measures change for each unit of probability moved to a way from its siblings."""
        stop, events = self._board.stops[number], self._events.get(number, ())
        blocks = self._in_blocks.get(number, ())
        limited = any(one.limit is not None for one in stop.ways)
        if not limited and not blocks and not any(self._chain.over[state] for state, _ in events):
            return self._followed(stop, way, events)
        if events or limited:
            return _slope(stop, way, lambda varied: self._figures(solve(_varied(self._board, number, varied))))
        return _slope(stop, way,
                      lambda varied: self._block_figures(Blocks(_varied(self._board, number, varied)), blocks))

    def _followed(self, stop: Stop, way: int, events: Sequence[tuple[int, Move]]) -> Change:
        """Sum over every turn of a decision: how much likelier it gets, times what is still to come after it."""
        turns = self._board.turns(self._board.number[stop.step.id], {})
        first = len(turns) - len(stop.ways)
        total = Change()
        for state, move in events:
            if move.way < first:
                continue  # a failure: its chance stays
            told = stop.ways[move.way - first].probability
            others = 1 - stop.ways[way].probability
            # Beside a way that takes everybody there is nothing left to take from.
            rises = 1.0 if move.way - first == way else -told / others if others > 0 else 0.0
            after = self._gain(state, move)
            if move.target is not None:
                after = after.plus(Change(*(part[move.target] for part in self._to_go)))
            total = total.plus(after, self._chain.amounts[state] * move.chance * rises / told)
        return total

    def _gain(self, state: int, move: Move) -> Change:
        """Return what a move itself adds to each measure."""
        reached = move.target is None and not move.begun and move.outcome in _COMPLETED
        return self._done(move.visits, move.mean * self._chain.counted(state, move), float(reached))

    def _done(self, visits: Mapping[int, float], elapsed: float, completion: float) -> Change:
        """Return what some visits come to on both sides."""
        return Change(elapsed, sum(times * self._citizen[number] for number, times in visits.items()),
                      sum(times * self._agent[number] for number, times in visits.items()), completion)

    @cached_property
    def _to_go(self) -> tuple[Sequence[float], ...]:
        """Each measure still to come, by situation."""
        gains = [Change() for _ in self._chain.moves]
        for state, row in enumerate(self._chain.moves):
            if state not in self._chain.endless:
                for move in row:
                    gains[state] = gains[state].plus(self._gain(state, move), move.chance)
        return tuple(self._chain.to_go(part) for part in zip(*gains, strict=True))

    @cached_property
    def _events(self) -> dict[int, list[tuple[int, Move]]]:
        """The moves by which each step is over, outside collapsed blocks."""
        found: dict[int, list[tuple[int, Move]]] = {}
        for state, row in enumerate(self._chain.moves):
            if state not in self._chain.endless:
                for move in row:
                    found.setdefault(move.step, []).append((state, move))
        return found

    @cached_property
    def _in_blocks(self) -> dict[int, list[tuple[int, Move, Block]]]:
        """The moves that pass a collapsed block with the step inside."""
        found: dict[int, list[tuple[int, Move, Block]]] = {}
        for state, row in enumerate(self._chain.moves):
            for move in row if state not in self._chain.endless else ():
                if move.block is not None:
                    for number in move.block.visits:
                        found.setdefault(number, []).append((state, move, move.block))
        return found

    @cached_property
    def _beside(self) -> frozenset[int]:
        """Steps that run beside others outside collapsed blocks, or after an outcome was reached."""
        return frozenset(number for row in self._chain.moves for move in row for number in move.begun
                         if not move.alone or (move.target is not None and self._chain.over[move.target]))

    def _figures(self, solution: Solution) -> Change:
        completion = sum(solution.outcomes.get(number, 0.0) for number in _COMPLETED)
        return self._done(dict(enumerate(solution.visits)), solution.elapsed, completion)

    def _block_figures(self, inside: Blocks, blocks: Sequence[tuple[int, Move, Block]]) -> Change:
        """Return what some blocks come to, with changed chances inside; what follows a block does not change."""
        total = Change()
        for state, move, block in blocks:
            again = _again(inside, block)
            part = self._done(again.visits, again.minutes * self._chain.counted(state, move), 0.0)
            total = total.plus(part, self._chain.amounts[state] * move.chance)
        return total


def _slope(stop: Stop, way: int, figures: Callable[[Stop], Change]) -> Change:
    told = stop.ways[way].probability
    distance = min(DISTANCE, told, 1 - told) / 2

    def central(far: float) -> Change:
        above, below = figures(_likelier(stop, way, far)), figures(_likelier(stop, way, -far))
        return Change().plus(above, 1 / (2 * far)).plus(below, -1 / (2 * far))

    return Change().plus(central(distance / 2), 4 / 3).plus(central(distance), -1 / 3)


def _likelier(stop: Stop, way: int, more: float) -> Stop:
    told = stop.ways[way].probability
    return replace(stop, ways=tuple(
        replace(one, probability=told + more if place == way else one.probability * (1 - more / (1 - told)))
        for place, one in enumerate(stop.ways)))


def _again(inside: Blocks, block: Block) -> Block:
    """Return a block as it is after a change. Raises NotExact where it then has too many moments."""
    found = inside.after(Turn(1.0, block.begins))
    if found is None:
        raise NotExact
    return found


def _varied(board: Board, number: int, stop: Stop) -> Board:
    """Return a board with another stop in the place of one."""
    stops = dict(board.journey.stops)
    stops[board.stops[number].step.id] = stop
    return Board(replace(board.journey, stops=MappingProxyType(stops)))


def _shorter(stop: Stop, part: float) -> Stop:
    """Return a stop whose times are a part of what they are on the calendar, laws and all."""
    times = {"work": _scaled(stop.step.work, part, elapsed_minutes), "wait": _scaled(stop.step.wait, part, minutes)}
    return replace(stop, step=stop.step.model_copy(update=times))


def _scaled(time: Time | None, part: float, length: Callable[[Span], float]) -> Time | None:
    def scaled(span: Span) -> str:
        return f"PT{length(span) * part:.9f}M"

    match time:
        case None:
            return None
        case Pert():
            return Pert(min=scaled(time.min), mode=scaled(time.mode), max=scaled(time.max))
        case Exponential():
            return Exponential(mean=scaled(time.mean), distribution=time.distribution)
        case _:
            return scaled(time)
