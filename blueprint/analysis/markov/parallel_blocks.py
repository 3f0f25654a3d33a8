"""Parallel blocks whose branches meet only where the block ends: one law of duration a branch, and the latest of all.

Such a block is collapsed into one passage, with the expected visits of its steps. The law of each branch is followed
path by path, loops included, until less than UNLIKELY of it is left; the block's law is that of the maximum of
independent times, P(max ≤ t) = ∏ P(branch ≤ t). Blocks inside branches are collapsed first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush

from visavis.blueprint.analysis.semantics.token_rules import NO_OUTCOME, CompiledJourney, Transition
from visavis.blueprint.graph.queries import dominators

UNLIKELY = 1e-15
# A branch with more different moments than this is left to the chain of situations, or to the simulation.
MOST_MOMENTS = 20_000

DiscreteDistribution = Mapping[float, float]


@dataclass(frozen=True)
class ParallelBlock:
    """A collapsed block: where its branches begin, its law (minutes: probability), and the visits inside it.

    The step `exit`, where it ends, is no part of it.
    """

    begins: tuple[int, ...]
    exit: int
    distribution: DiscreteDistribution
    visits: Mapping[int, float]

    @cached_property
    def minutes(self) -> float:
        """The expectation of the block's duration."""
        return sum(minutes * chance for minutes, chance in self.distribution.items())

    @cached_property
    def variance(self) -> float:
        """The variance of the block's duration (square minutes)."""
        return sum((minutes - self.minutes)**2 * chance for minutes, chance in self.distribution.items())


class ParallelBlocks:
    """The collapsible blocks of one journey, found when a step first goes on several ways.

    A block with a step of `apart` inside is none.
    """

    def __init__(self, compiled: CompiledJourney, apart: frozenset[int] = frozenset()) -> None:
        self._compiled, self._apart = compiled, apart
        self._known: dict[tuple[int, ...], ParallelBlock | None] = {}

    def find_block(self, transition: Transition) -> ParallelBlock | None:
        """Return the block that begins with the targets of a turn, or None when it cannot be collapsed."""
        if len(transition.targets) < 2 or transition.counted:
            return None
        if transition.targets not in self._known:
            self._known[transition.targets] = None  # a block inside itself is none
            self._known[transition.targets] = self._collapse(transition.targets)
        return self._known[transition.targets]

    @cached_property
    def _before(self) -> list[set[int]]:
        before: list[set[int]] = [set() for _ in self._compiled.stops]
        for number, stop in enumerate(self._compiled.stops):
            for name in stop.next_steps:
                before[self._compiled.number[name]].add(number)
        return before

    @cached_property
    def _post_dominators(self) -> Sequence[int]:
        """For each step the first one that all ways from it to an end pass (its immediate post-dominator)."""
        ends = [number for number, stop in enumerate(self._compiled.stops) if not stop.next_steps]
        return dominators([sorted(sources) for sources in self._before], ends)

    def _collapse(self, targets: tuple[int, ...]) -> ParallelBlock | None:
        forks = set.intersection(*(self._before[target] for target in targets))
        for fork in sorted(forks):
            end = self._post_dominators[fork]
            if end >= 0 and not self._compiled.stops[end].each and len(set(targets)) == len(targets):
                return self._build_block(fork, targets, end)
        return None

    def _build_block(self, fork: int, targets: tuple[int, ...], end: int) -> ParallelBlock | None:
        visits: dict[int, float] = {}
        distributions: list[DiscreteDistribution] = []
        for target in targets:
            branch = _BranchTracer(self, self._compiled, end).follow(target)
            if branch is None or branch.visits.keys() & (visits.keys() | self._apart):
                return None
            if any(self._before[number] - branch.visits.keys() - {fork} for number in branch.visits):
                return None
            visits.update(branch.visits)
            distributions.append(branch.distribution)
        return ParallelBlock(targets, end, _latest_of(distributions), visits)


class _BranchTracer:
    """One branch on its way to the end of its block."""

    def __init__(self, blocks: ParallelBlocks, compiled: CompiledJourney, end: int) -> None:
        self.blocks, self.compiled, self.end = blocks, compiled, end
        self.distribution: dict[float, float] = {}
        self.visits: dict[int, float] = {}
        self._pending: dict[tuple[float, int], float] = {}
        self._queue: list[tuple[float, int]] = []

    def follow(self, target: int) -> _BranchTracer | None:
        """Follow a token from `target` to the end; None when it may stop elsewhere or its law is not discrete."""
        self._arrive(0.0, target, 1.0)
        for _ in range(MOST_MOMENTS):
            if not self._queue:
                return self
            moment, number = heappop(self._queue)
            chance = self._pending.pop((moment, number))
            if chance > UNLIKELY and not self._finish_step(moment, number, chance):
                return None
        return None

    def _arrive(self, moment: float, number: int, chance: float) -> None:
        if number == self.end:
            self.distribution[moment] = self.distribution.get(moment, 0.0) + chance
            return
        event = (moment, number)
        if event not in self._pending:
            heappush(self._queue, event)
        self._pending[event] = self._pending.get(event, 0.0) + chance

    def _finish_step(self, moment: float, number: int, chance: float) -> bool:
        stop = self.compiled.stops[number]
        fixed = not any(law.scale for law in self.compiled.distributions[number])
        if not fixed or stop.ends or any(branch.limit is not None for branch in stop.branches):
            return False
        self.visits[number] = self.visits.get(number, 0.0) + chance
        over = round(moment + self.compiled.means[number], 9)
        for transition in self.compiled.transitions(number, {}):
            if transition.outcome != NO_OUTCOME or not transition.targets:
                return False
            if len(transition.targets) == 1:
                self._arrive(over, transition.targets[0], chance * transition.chance)
            elif not self._pass_block(over, transition, chance * transition.chance):
                return False
        return True

    def _pass_block(self, moment: float, transition: Transition, chance: float) -> bool:
        inner = self.blocks.find_block(transition)
        if inner is None:
            return False
        for number, times in inner.visits.items():
            self.visits[number] = self.visits.get(number, 0.0) + chance * times
        for minutes, part in inner.distribution.items():
            self._arrive(round(moment + minutes, 9), inner.exit, chance * part)
        return True


def _latest_of(distributions: Sequence[DiscreteDistribution]) -> DiscreteDistribution:
    """Return the law of the maximum of independent times."""
    found: DiscreteDistribution = {0.0: 1.0}
    for law in distributions:
        moments = sorted({*found, *law})
        latest: dict[float, float] = {}
        one = other = before = 0.0
        for moment in moments:
            one += found.get(moment, 0.0)
            other += law.get(moment, 0.0)
            if one * other > before:
                latest[moment] = one * other - before
            before = one * other
        found = latest
    return found
