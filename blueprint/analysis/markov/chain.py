"""The exact measures of a journey: every situation its tokens can be in, as one absorbing Markov chain.

A situation says which steps are under way, how much time each still needs, which steps hold tokens, and the gravest
outcome so far. While one token is alive a situation is a step and the chain is that of the journey's own graph;
parallel branches add the situations of their block. So the later of two branches is taken situation by situation:
the expectation of the maximum, never the maximum of the expectations.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import inf, prod
from typing import NamedTuple

from visavis.blueprint.analysis.markov.parallel_blocks import ParallelBlocks
from visavis.blueprint.analysis.markov.solve import NOWHERE, ChainMove, Solution, solve_chain
from visavis.blueprint.analysis.semantics.distributions import POINTS, points
from visavis.blueprint.analysis.semantics.token_rules import (
    NO_OUTCOME,
    UNSPECIFIED,
    CompiledJourney,
    Transition,
    update_counts,
)
from visavis.blueprint.model.durations import elapsed_minutes

# Situations less likely than this are followed only if, in the end, more than LOST of all journeys came to them.
UNLIKELY = 1e-14
LOST = 1e-12
LEAST_LIKELY = 1e-28
# Beyond so many situations, or moves between them, simulating is quicker.
MOST_SITUATIONS = 8_000
MOST_MOVES = 40_000
MOST_PER_STEP = 5
MOST_TOKENS = 24
MOST_COMBINATIONS = 4_096
# Remaining times closer than this (minutes) are the same moment.
TICK = 1e-9


class NotExact(Exception):
    """The chain of this journey is not finite, or too large, or mixes laws that have no exact solution."""


class Situation(NamedTuple):
    """Where the tokens are between two events: `active` are (minutes left, step), shortest first.

    `varies` says that the only step under way has just begun: the minutes are the mean of its law.
    """

    active: tuple[tuple[float, int], ...]
    waiting: tuple[int, ...] = ()
    used: tuple[tuple[str, int], ...] = ()
    worst: int = NO_OUTCOME
    varies: bool = False


class Event(NamedTuple):
    """What may happen next: after how long, what goes on beside it, which step is over, and what it turns to.

    `transition_index` is the index of the transition among those of the step.
    """

    minutes: float
    variance: float
    rest: Situation
    transition: Transition
    step: int = NOWHERE
    transition_index: int = 0


def solve(compiled: CompiledJourney, apart: frozenset[int] = frozenset()) -> Solution:
    """Return the exact measures of a journey, or raise NotExact. No block with a step of `apart` is collapsed."""
    for count in (POINTS, POINTS // 4):
        try:
            return _ChainBuilder(compiled, count, apart).solve()
        except _TooLarge:
            continue
    raise NotExact


class _TooLarge(NotExact):
    """There are too many situations; with coarser times there may be fewer."""


@dataclass
class _ChainBuilder:
    compiled: CompiledJourney
    points: int
    apart: frozenset[int]
    numbers: dict[Situation, int] = field(default_factory=dict)
    moves: list[list[ChainMove]] = field(default_factory=list)
    likely: list[float] = field(default_factory=list)
    todo: deque[Situation] = field(default_factory=deque)
    cut: float = UNLIKELY

    def __post_init__(self) -> None:
        self.blocks = ParallelBlocks(self.compiled, self.apart)

    def solve(self) -> Solution:
        """Explore, solve, and explore further while too much was cut off."""
        while True:
            self.explore()
            active = [(), *(tuple(number for _, number in situation.active) for situation in self.numbers)]
            solution, lost = solve_chain(self.compiled, self.moves, active)
            if lost <= LOST:
                return solution
            if self.cut < LEAST_LIKELY:
                raise NotExact
            self.cut *= 1e-4

    def explore(self) -> None:
        """Find every situation that journeys come to and number them, the entrance first."""
        self.numbers, self.moves, self.likely = {}, [[]], [1.0]
        for name, chance in self.compiled.journey.starts:
            enters = Transition(chance, (self.compiled.number[name],))
            self.moves[0].extend(self._list_moves(0, Event(0.0, 0.0, Situation(()), enters)))
        made = 0
        while self.todo:
            situation = self.todo.popleft()
            number = self.numbers[situation]
            self.moves[number] = [move for event in self._events(situation)
                                  for move in self._list_moves(number, event)]
            made += len(self.moves[number])
            room = MOST_PER_STEP * len(self.compiled.stops)
            if len(self.moves) > MOST_SITUATIONS + room or made > MOST_MOVES + 4 * room:
                self.todo.clear()
                raise _TooLarge

    def _events(self, situation: Situation) -> Iterator[Event]:
        left, number = situation.active[0]
        if left == inf:
            yield from self._race_exponentials(situation)
            return
        if left > TICK and situation.active[-1][0] == inf:
            raise NotExact  # an exponential time beside another one: what is left of it has no finite description
        others = tuple((round(max(0.0, other - left), 9), index) for other, index in situation.active[1:])
        variance = self.compiled.variances[number] if situation.varies else 0.0
        for branch, transition in enumerate(self.compiled.transitions(number, dict(situation.used))):
            yield Event(left, variance, situation._replace(active=others, varies=False), transition, number, branch)

    def _race_exponentials(self, situation: Situation) -> Iterator[Event]:
        """Yield who of several exponential times is over first (they have no memory)."""
        rates = [1 / self.compiled.means[number] for _, number in situation.active]
        total = sum(rates)
        for index, (_, number) in enumerate(situation.active):
            rest = situation._replace(active=situation.active[:index] + situation.active[index + 1:])
            for branch, transition in enumerate(self.compiled.transitions(number, dict(situation.used))):
                chance = transition.chance * rates[index] / total
                yield Event(1 / total, 1 / total**2, rest, transition._replace(chance=chance), number, branch)

    def _list_moves(self, source: int, event: Event) -> Iterator[ChainMove]:
        """Yield the moves that an event makes: tokens arrive, steps begin, and their times are known."""
        rest, transition = event.rest, event.transition
        block = None if rest.active or rest.waiting else self.blocks.find_block(transition)
        if block is not None:
            passed = event._replace(transition=transition._replace(targets=(block.exit,)))
            for move in self._list_moves(source, passed):
                yield move._replace(block=block)
            return
        waiting = set(rest.waiting)
        begun = self.compiled.settle((index for _, index in rest.active), waiting, transition.targets)
        worst = max(rest.worst, transition.outcome)
        alone = not rest.active and len(begun) == 1
        move = ChainMove(transition.chance, event.minutes, event.variance, None, worst, tuple(begun),
                         transition.outcome != NO_OUTCOME, event.step, event.transition_index, alone)
        if not rest.active and not begun:
            yield move._replace(outcome=UNSPECIFIED if worst == NO_OUTCOME else worst)
            return
        if len(rest.active) + len(begun) > MOST_TOKENS:
            raise NotExact
        indices = (*(index for _, index in rest.active), *begun, *waiting)
        used = self.compiled.prune_counts(update_counts(dict(rest.used), transition), indices)
        varies = alone and self.compiled.variances[begun[0]] > 0
        for chance, times in self._times(begun, alone=alone):
            active = tuple(sorted((*rest.active, *zip(times, begun, strict=True))))
            reached = Situation(active, tuple(sorted(waiting)), tuple(sorted(used.items())), worst, varies)
            target = self._number_situation(reached, self.likely[source] * transition.chance * chance)
            yield move._replace(chance=transition.chance * chance, target=target)

    def _number_situation(self, situation: Situation, likely: float) -> int | None:
        number = self.numbers.get(situation)
        if number is None:
            if likely < self.cut and (situation.used or len(situation.active) > 1):
                return None
            number = self.numbers[situation] = len(self.moves)
            self.moves.append([])
            self.likely.append(0.0)
            self.todo.append(situation)
        self.likely[number] += likely
        return number

    def _times(self, begun: Sequence[int], *, alone: bool) -> Iterator[tuple[float, tuple[float, ...]]]:
        """Yield the times that steps which begin together may take; a step that is alone needs only its mean."""
        if alone:
            yield 1.0, (self.compiled.means[begun[0]],)
            return
        distributions = [self._step_distribution(number) for number in begun]
        if prod(len(distribution) for distribution in distributions) > MOST_COMBINATIONS:
            raise _TooLarge
        for combination in product(*distributions):
            chance = 1.0
            for part, _ in combination:
                chance *= part
            yield chance, tuple(minutes for _, minutes in combination)

    def _step_distribution(self, number: int) -> Sequence[tuple[float, float]]:
        stop = self.compiled.stops[number]
        if stop.blocked or not self.compiled.means[number]:
            return ((1.0, 0.0),)
        work, wait = points(stop.step.work, elapsed_minutes, self.points), points(stop.step.wait, count=self.points)
        if work is None or wait is None:
            distributions = self.compiled.distributions[number]
            if not any(distribution.is_zero for distribution in distributions):
                raise NotExact
            return ((1.0, inf),)
        if len(work) > 1 and len(wait) > 1:
            work = points(stop.step.work, elapsed_minutes, 8) or work
            wait = points(stop.step.wait, count=8) or wait
        return [(first * second, round(one + other, 9)) for first, one in work for second, other in wait]
