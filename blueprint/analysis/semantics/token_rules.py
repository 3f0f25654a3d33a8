"""The rules of the token game: what a journey does next, and which waiting steps may begin.

A journey is one token or, after a step that goes on all ways at once, several. A step that joins by waiting holds
its tokens until nothing is under way to it any more, then begins once. The exact solution (`markov.chain`) and the
simulation play by these same rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from visavis.blueprint.analysis.semantics.distributions import NO_TIME, TimeDistribution, time_distribution
from visavis.blueprint.analysis.semantics.journeys import Branch, Journey, Stop
from visavis.blueprint.model import Outcome, mean_elapsed, mean_minutes
from visavis.blueprint.model.durations import elapsed_minutes

# When parallel branches reach different outcomes, the gravest one is the journey's.
BY_GRAVITY = (Outcome.GRANTED, Outcome.REFUSED, Outcome.UNSPECIFIED, Outcome.EXPIRED, Outcome.ABANDONED,
              Outcome.BLOCKED)
NO_OUTCOME = -1
BLOCKED = BY_GRAVITY.index(Outcome.BLOCKED)
UNSPECIFIED = BY_GRAVITY.index(Outcome.UNSPECIFIED)
DECIDED = frozenset(BY_GRAVITY.index(outcome) for outcome in (Outcome.GRANTED, Outcome.REFUSED))


class Transition(NamedTuple):
    """One thing that may happen when a step is over: where tokens go, which outcome is reached, what it counts."""

    chance: float
    targets: tuple[int, ...]
    outcome: int = NO_OUTCOME
    counted: tuple[str, ...] = ()


@dataclass(frozen=True)
class CompiledJourney:
    """A journey with its steps numbered in reading order; after them come the resumptions of those who ask."""

    journey: Journey

    @property
    def game(self) -> Journey:
        """The graph that tokens walk."""
        return self.journey.game

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """The stops by number."""
        return tuple(self.game.stops.values())

    @property
    def number(self) -> Mapping[str, int]:
        """The number of each stop."""
        return self.game.number

    @cached_property
    def asker(self) -> Mapping[int, int]:
        """For each resumption, by number, the step that goes on there."""
        return {self.number[name]: self.number[asker] for name, asker in self.game.askers.items()}

    def may_run_together(self, number: int, others: Iterable[int]) -> bool:
        """Return whether some of the other stops may be under way at the same time as one."""
        mask = 0
        for other in others:
            mask |= 1 << other
        return self.game.may_run_together(self.stops[number].step.id, mask)

    @cached_property
    def means(self) -> Sequence[float]:
        """The mean calendar minutes of work and wait at each step; none where the persona cannot do it."""
        return [0.0 if stop.blocked else mean_elapsed(stop.step.work) + mean_minutes(stop.step.wait)
                for stop in self.stops]

    @cached_property
    def traps(self) -> frozenset[int]:
        """The steps that lead only to each other; no token ever comes out of them."""
        names = [name for loop in self.game.loops if self.game.is_trap(loop) for name in loop]
        return frozenset(self.number[name] for name in names)

    @cached_property
    def distributions(self) -> Sequence[tuple[TimeDistribution, TimeDistribution]]:
        """How the work and the wait of each step vary; a step that the persona cannot do takes no time."""
        return [(NO_TIME, NO_TIME) if stop.blocked
                else (time_distribution(stop.step.work, elapsed_minutes), time_distribution(stop.step.wait))
                for stop in self.stops]

    @cached_property
    def variances(self) -> Sequence[float]:
        """The variance of each step's minutes (square minutes), work and wait being independent."""
        return [work.variance + wait.variance for work, wait in self.distributions]

    @cached_property
    def limits(self) -> Mapping[str, tuple[int, int]]:
        """The flows that may be taken a limited number of times: the step they leave, and that number."""
        return {branch.flow: (number, branch.limit) for number, stop in enumerate(self.stops)
                for branch in stop.branches if branch.limit is not None}

    @cached_property
    def _fixed_transitions(self) -> Sequence[tuple[Transition, ...] | None]:
        limited = {number for number, _ in self.limits.values()}
        return [None if number in limited else self._compute_transitions(stop, {}) for number,
                stop in enumerate(self.stops)]

    def transitions(self, number: int, used: Mapping[str, int]) -> tuple[Transition, ...]:
        """Return what may happen when a step is over, given how often limited flows were used."""
        known = self._fixed_transitions[number]
        return self._compute_transitions(self.stops[number], used) if known is None else known

    def _compute_transitions(self, stop: Stop, used: Mapping[str, int]) -> tuple[Transition, ...]:
        failing = 1.0 if stop.blocked else stop.fails
        turns = []
        if failing > 0:
            turns.append(Transition(failing, (), BLOCKED) if stop.fallback is None
                         else Transition(failing, (self.number[stop.fallback],)))
        if failing < 1:
            turns.extend(self._onward_transitions(stop, 1 - failing, used))
        return tuple(turns)

    def _onward_transitions(self, stop: Stop, chance: float, used: Mapping[str, int]) -> Iterable[Transition]:
        if stop.ends:
            yield Transition(chance, (), BY_GRAVITY.index(stop.step.outcome or Outcome.UNSPECIFIED))
            return
        branches = [branch for branch in stop.branches
                    if branch.limit is None or used.get(branch.flow, 0) < branch.limit]
        if not branches:
            yield Transition(chance, () if stop.resumes is None else (self.number[stop.resumes],))
        elif stop.one:
            total = sum(branch.probability for branch in branches) + stop.short
            if stop.short:
                yield Transition(chance * stop.short / total, ())
            for branch in branches:
                yield Transition(chance * branch.probability / total, (self.number[branch.target],), NO_OUTCOME,
                                 _limited_flows([branch]))
        else:
            yield Transition(chance, tuple(self.number[branch.target] for branch in branches), NO_OUTCOME,
                             _limited_flows(branches))

    def settle(self, active: Iterable[int], waiting: set[int], arrivals: Iterable[int]) -> list[int]:
        """Take arrivals, take out of `waiting` the steps that may begin, and return those that begin.

        A step that waits begins when no other token can still come to it. Steps that wait for each other begin in
        reading order once nothing else is under way.
        """
        begun = []
        for number in arrivals:
            if self.stops[number].each:
                begun.append(number)
            else:
                waiting.add(number)
        active = list(active)
        if not active and not begun and len(waiting) == 1:
            return [waiting.pop()]
        while waiting:
            ready = self._find_ready([*active, *begun], waiting)
            if ready is None:
                if active or begun:
                    break
                ready = min(waiting)
            waiting.remove(ready)
            begun.append(ready)
        return begun

    def _find_ready(self, active: Iterable[int], waiting: set[int]) -> int | None:
        moving = 0
        for number in active:
            moving |= 1 << number
        held = 0
        for number in waiting:
            held |= 1 << number
        mask_of = self.game.reachability.mask
        for number in sorted(waiting):
            if not mask_of(number) & (moving | (held & ~(1 << number))):
                return number
        return None

    def prune_counts(self, used: Mapping[str, int], indices: Iterable[int]) -> dict[str, int]:
        """Drop the counts of flows that no token can come to any more."""
        if not used:
            return {}
        mask = 0
        for index in indices:
            mask |= 1 << index
        return {flow: count for flow, count in used.items()
                if mask & (self.game.reachability.ancestors[self.limits[flow][0]] | 1 << self.limits[flow][0])}


def _limited_flows(branches: Iterable[Branch]) -> tuple[str, ...]:
    return tuple(branch.flow for branch in branches if branch.limit is not None)


def update_counts(used: Mapping[str, int], transition: Transition) -> dict[str, int]:
    """Return the counts of limited flows after a turn."""
    counts = dict(used)
    for flow in transition.counted:
        counts[flow] = counts.get(flow, 0) + 1
    return counts
