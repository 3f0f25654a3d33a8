"""Journeys that wait for the same people, played on one clock, one event after the other, by `semantics.token_rules`.

Journeys begin at random moments. A step of a pool begins when someone of the pool is free, first come first served.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import accumulate
from random import Random

from visavis.blueprint.analysis.markov.legal_clock import ClockDistribution, ClockReading, ClockSteps, is_late
from visavis.blueprint.analysis.semantics.token_rules import (
    BLOCKED,
    DECIDED,
    NO_OUTCOME,
    UNSPECIFIED,
    CompiledJourney,
    Transition,
    update_counts,
)
from visavis.blueprint.analysis.simulation.agent_pools import Staff
from visavis.blueprint.analysis.simulation.batch_means import count_independent
from visavis.blueprint.analysis.simulation.run_limits import ENOUGH, MOST_TOKENS, step_limit
from visavis.blueprint.analysis.simulation.samples import Sample, Tally, merge_clocks

# Before and after the journeys that count so many more are played, as a part of them: no one counts who found the
# pools empty because the simulation had just begun, or because it was about to end.
UNCOUNTED = 0.2
PATIENCE = 1000
_NOW = -1


@dataclass
class _Case:
    """One journey: where its tokens are, and what it came to."""

    compiled: int
    arrived: float
    counts: bool
    active: list[int] = field(default_factory=list)
    waiting: set[int] = field(default_factory=set)
    used: dict[str, int] = field(default_factory=dict)
    worst: int = NO_OUTCOME
    ended: float | None = None
    begun: list[int] = field(default_factory=list)
    over: bool = False
    reading: ClockReading = field(default_factory=ClockReading)
    read_at: float = 0.0


@dataclass
class _JourneyTally:
    """What the journeys of one board came to; `amounts` are what each visit adds to the sums."""

    compiled: CompiledJourney
    amounts: Mapping[str, Mapping[int, float]]
    clock: ClockSteps | None
    queued: list[float]
    started: Tally = field(default_factory=Tally)
    decided: Tally = field(default_factory=Tally)
    outcomes: Counter[int] = field(default_factory=Counter)
    endless: set[int] = field(default_factory=set)
    clocks: list[ClockDistribution] = field(default_factory=list)
    # When each began, how long it took, and whether it was decided.
    lived: list[tuple[float, float, bool]] = field(default_factory=list)

    def add(self, case: _Case, elapsed: float, outcome: int) -> None:
        """Add a journey that is over."""
        visits = [0.0] * len(self.compiled.stops)
        for index in case.begun:
            visits[index] += 1
        totals = {name: sum(each.get(index, 0.0) for index in case.begun) for name, each in self.amounts.items()}
        one = Tally(1, visits, [elapsed], {name: (total, total**2) for name, total in totals.items()})
        self.started.add(one)
        self.lived.append((case.arrived, elapsed, outcome in DECIDED))
        if outcome in DECIDED:
            self.decided.add(one)
        self.outcomes[outcome] += 1
        if self.clock is not None:
            self.clocks.append(_clock_of(case.reading, self.clock))

    def sample(self) -> Sample:
        count = self.started.count or 1
        for tally in (self.started, self.decided):
            tally.visits = tally.visits or [0.0] * len(self.compiled.stops)
        # In the order in which they began: who is over first was quick, and would be like whoever is over next.
        self.lived.sort()
        self.started.independent = count_independent([minutes for _, minutes, _ in self.lived])
        self.decided.independent = count_independent([minutes for _, minutes, is_decided in self.lived if is_decided])
        distribution = merge_clocks(self.clocks)
        return Sample(self.started, self.decided, dict(sorted(self.outcomes.items())), tuple(sorted(self.endless)),
                      [minutes / count for minutes in self.queued],
                      None if distribution is None else replace(distribution, independent=self.started.independent))


def _clock_of(reading: ClockReading, clock: ClockSteps) -> ClockDistribution:
    if reading.minutes is None:
        return ClockDistribution(runs=1)
    late = is_late(reading.minutes if reading.stopped or reading.noted is None else reading.noted, clock)
    return ClockDistribution(1.0, float(late), float(not reading.stopped and not late),
                             ((reading.minutes, 1.0),) if reading.stopped else (), 1)


def simulate_together(boards: Sequence[CompiledJourney], weights: Sequence[float], staff: Staff, runs: int, seed: int,
                      cancelled: Callable[[], bool] | None = None, *,
                      amounts: Sequence[Mapping[str, Mapping[int, float]]] = (),
                      clocks: Sequence[ClockSteps | None] = ()) -> tuple[Sample, ...]:
    """Play `runs` journeys that share the same people; each is on one of the boards, as likely as its weight.

    Return a sample a board, `queued` being the mean minutes that a journey waits for someone, by step number.
    `amounts` are, board by board, what each visit adds to the sums, `clocks` its legal clock. Equal arguments give
    equal samples; there are fewer journeys when `cancelled` says so, or when they never end.
    """
    played = [_JourneyTally(compiled, amounts[number] if amounts else {}, clocks[number] if clocks else None,
                            [0.0] * len(compiled.stops)) for number, compiled in enumerate(boards)]
    clock = _QueueSimulation(played, weights, staff, Random(seed), runs)  # noqa: S311 - a simulation, nothing secret
    clock.play(cancelled)
    return tuple(one.sample() for one in played)


class _QueueSimulation:
    """All journeys and all people at one moment after the other."""

    def __init__(self, played: Sequence[_JourneyTally], weights: Sequence[float], staff: Staff, random: Random,
                 runs: int) -> None:
        boards = [one.compiled for one in played]
        self._boards, self._chances, self._staff, self._random = boards, list(accumulate(weights)), staff, random
        extra = round(runs * UNCOUNTED)
        self._first, self._last, self._all = extra, extra + runs, 2 * extra + runs
        self._arrivals = self._given_up = self._order = 0
        self._pools = [[staff.pool_of.get(stop.step.id, _NOW) for stop in compiled.stops] for compiled in boards]
        self._free = list(staff.people)
        self._lines: list[deque[tuple[_Case, int, float]]] = [deque() for _ in staff.people]
        self._events: list[tuple[float, int, int, _Case | int | None]] = []
        self.played = played

    def play(self, cancelled: Callable[[], bool] | None) -> None:
        """Play until everybody has come and gone."""
        self._next_arrival(0.0)
        done = 0
        while self._events and self._given_up < ENOUGH:
            done += 1
            if cancelled is not None and done % PATIENCE == 0 and cancelled():
                return
            now, index, _, whose = heappop(self._events)
            if isinstance(whose, _Case):
                if not whose.over:
                    self._finish(whose, index, now)
            elif whose is None:
                self._arrive(now)
            else:
                self._release(whose, now)

    def _push(self, moment: float, index: int, whose: _Case | int | None) -> None:
        self._order += 1
        heappush(self._events, (moment, index, self._order, whose))

    def _next_arrival(self, now: float) -> None:
        if self._arrivals < self._all:
            self._push(now + self._random.expovariate(self._staff.per_minute), _NOW, None)

    def _arrive(self, now: float) -> None:
        counts = self._first <= self._arrivals < self._last
        self._arrivals += 1
        self._next_arrival(now)
        drawn = self._random.random() * self._chances[-1]
        which = next((number for number, upto in enumerate(self._chances) if drawn < upto), len(self._chances) - 1)
        compiled = self._boards[which]
        case = _Case(which, now, counts, read_at=now)
        starts = [Transition(chance, (compiled.number[name],)) for name, chance in compiled.journey.starts]
        self._go_on(case, self._draw(starts), now)

    def _finish(self, case: _Case, index: int, now: float) -> None:
        """End a step: draw its turn, let begin what may, and see whether the journey is over."""
        compiled = self._boards[case.compiled]
        trapped = index in compiled.traps
        transition = Transition(1.0, (), BLOCKED) if trapped else self._draw(compiled.transitions(index, case.used))
        self._read_clock(case, index, transition, now)
        case.active.remove(index)
        if transition.outcome != NO_OUTCOME:
            case.worst, case.ended = max(case.worst, transition.outcome), now
        if trapped:
            self.played[case.compiled].endless.add(index)
        else:
            self._go_on(case, transition, now)
        lost = len(case.begun) > step_limit(compiled) or len(case.active) > MOST_TOKENS
        if case.active and lost:
            self.played[case.compiled].endless.update(case.active)
            self._given_up += 1
        if lost or not case.active:
            self._close_case(case, now, lost=bool(case.active))

    def _read_clock(self, case: _Case, index: int, transition: Transition, now: float) -> None:
        """Let the legal clock of a case go on until now, when a step is over by some turn."""
        clock = self.played[case.compiled].clock
        if clock is None:
            return
        paused = any(other in clock.pauses for other in case.active)
        case.reading = case.reading.finish_step(index, now - case.read_at, clock, paused=paused,
                                                reaches=transition.outcome != NO_OUTCOME)
        case.read_at = now

    def _close_case(self, case: _Case, now: float, *, lost: bool) -> None:
        case.over = True
        if case.counts:
            ended = now if case.ended is None or lost else case.ended
            worst = BLOCKED if lost else UNSPECIFIED if case.ended is None else case.worst
            self.played[case.compiled].add(case, ended - case.arrived, worst)

    def _go_on(self, case: _Case, transition: Transition, now: float) -> None:
        compiled = self._boards[case.compiled]
        if transition.counted:
            case.used = update_counts(case.used, transition)
        for index in compiled.settle(case.active, case.waiting, transition.targets):
            case.active.append(index)
            case.begun.append(index)
            pool = self._pools[case.compiled][index]
            if index in compiled.traps:
                self._push(now, index, case)
            elif pool == _NOW or compiled.stops[index].blocked:
                self._push(now + sum(distribution.draw(self._random)
                                     for distribution in compiled.distributions[index]), index, case)
            else:
                self._lines[pool].append((case, index, now))
                self._serve(pool, now)

    def _serve(self, pool: int, now: float) -> None:
        """Let the first in line be served while someone is free."""
        line = self._lines[pool]
        while line and self._free[pool]:
            case, index, since = line.popleft()
            if case.over:
                continue
            self._free[pool] -= 1
            work, wait = (distribution.draw(self._random)
                          for distribution in self._boards[case.compiled].distributions[index])
            self.played[case.compiled].queued[index] += (now - since) * case.counts
            self._push(now + work * self._staff.pace[pool], _NOW, pool)
            self._push(now + work + wait, index, case)

    def _release(self, pool: int, now: float) -> None:
        self._free[pool] += 1
        self._serve(pool, now)

    def _draw(self, transitions: Sequence[Transition]) -> Transition:
        if len(transitions) == 1:
            return transitions[0]
        left = self._random.random()
        for transition in transitions:
            left -= transition.chance
            if left < 0:
                return transition
        return transitions[-1]
