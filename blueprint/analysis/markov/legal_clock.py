"""The legal clock of a journey: how long the law has counted when it is stopped, and which journeys are late.

Each end of the step that starts it sets it to zero, the next end of the step that stops it freezes it; what passes
while a pausing step is under way does not count. Where all times are fixed its law is followed along the exact chain;
else journeys are played.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from visavis.blueprint.analysis.markov.chain import NotExact, solve
from visavis.blueprint.analysis.markov.solve import ChainMove, MarkovChain
from visavis.blueprint.analysis.semantics.token_rules import CompiledJourney
from visavis.blueprint.model import BlueprintDocument, minutes

# Courses of the clock less likely than this are not followed further.
UNLIKELY = 1e-15
# A clock that may show more different things than this is left to the simulation.
MOST_READINGS = 20_000
# Two moments closer than this (minutes) are the same: a decision on the last day is in time.
TICK = 1e-6


@dataclass(frozen=True)
class ClockSteps:
    """The steps of the legal clock by number, and the deadline in minutes (None: the service has none)."""

    starts: int
    stops: int
    pauses: frozenset[int]
    deadline: float | None

    @property
    def steps(self) -> frozenset[int]:
        """All of them."""
        return self.pauses | {self.starts, self.stops}


@dataclass(frozen=True)
class ClockDistribution:
    """What the clock comes to: parts of all started cases, or counts of `runs` played ones.

    `stopped` are (minutes, part) pairs of the journeys in which it was stopped; `independent` is how many
    independent journeys tell as much, where those played waited for each other.
    """

    started: float = 0.0
    late: float = 0.0
    open: float = 0.0
    stopped: Sequence[tuple[float, float]] = ()
    runs: int | None = None
    independent: float | None = None


class ClockReading(NamedTuple):
    """The clock at some moment: the minutes counted (None: it never started), and whether it was stopped.

    `noted` is what it showed at the last outcome, where one was reached while it ran.
    """

    minutes: float | None = None
    stopped: bool = False
    noted: float | None = None

    def finish_step(self, step: int, passed: float, clock: ClockSteps, *, paused: bool,
                    reaches: bool) -> ClockReading:
        """Return what it shows when, after `passed` minutes, a step is over by which an outcome is reached or not."""
        counted, stopped = self.minutes, self.stopped
        if counted is not None and not stopped and not paused:
            counted = round(counted + passed, 9)
        if step == clock.starts:
            counted, stopped = 0.0, False
        elif step == clock.stops and counted is not None:
            stopped = True
        return ClockReading(counted, stopped, counted if reaches else self.noted)

    def advance(self, passed: float) -> ClockReading:
        """Return what it shows when so many minutes more have passed without any event."""
        if self.minutes is None or self.stopped:
            return self
        return self._replace(minutes=round(self.minutes + passed, 9))


def clock_steps(document: BlueprintDocument, compiled: CompiledJourney) -> ClockSteps | None:
    """Return the clock of a document by the numbers of a board; None where there is none."""
    clock = document.legal_clock
    if clock is None:
        return None
    known = compiled.number
    # A clock on evidence, which is on no journey, never starts.
    starts, stops = (known.get(name or "", -2) for name in (clock.starts, clock.stops))
    deadline = document.head.service.legal_deadline
    return ClockSteps(starts, stops, frozenset(known[name] for name in clock.pauses if name in known),
                      None if deadline is None else minutes(deadline))


def solve_clock(compiled: CompiledJourney, chain: MarkovChain, clock: ClockSteps) -> ClockDistribution | None:
    """Return the exact law of the clock; None where some time is random, or there is too much to follow."""
    if any(compiled.variances[number] for row in chain.moves for move in row for number in move.visits):
        return None
    hidden = {number for row in chain.moves for move in row if move.block for number in move.block.visits}
    if hidden & clock.steps:
        try:
            chain = solve(compiled, clock.steps).chain
        except NotExact:
            return None
    return _ClockSolver(chain, clock).solve()


@dataclass
class _ClockSolver:
    """The clock's courses under way: how likely each reading is in each situation."""

    chain: MarkovChain
    clock: ClockSteps
    pending: dict[tuple[int, ClockReading], float] = field(default_factory=dict)
    ended: dict[ClockReading, float] = field(default_factory=dict)

    def solve(self) -> ClockDistribution | None:
        """Follow every course to its end."""
        self.pending[0, ClockReading()] = 1.0
        for _ in range(MOST_READINGS):
            if not self.pending:
                return self._sum_readings()
            state = next(iter(self.pending))
            chance = self.pending.pop(state)
            if chance > UNLIKELY:
                self._follow_moves(*state, chance)
        return None

    def _follow_moves(self, state: int, reading: ClockReading, chance: float) -> None:
        if state in self.chain.endless:
            self.ended[reading] = self.ended.get(reading, 0.0) + chance
            return
        paused = bool(self.clock.pauses.intersection(self.chain.active[state]))
        for move in self.chain.moves[state]:
            after = reading.finish_step(move.step, move.minutes, self.clock, paused=paused, reaches=move.reaches)
            inside = {0.0: 1.0} if move.block is None else move.block.distribution
            for passed, part in inside.items():
                self._arrive(move, after.advance(passed), chance * move.chance * part)

    def _arrive(self, move: ChainMove, reading: ClockReading, chance: float) -> None:
        if move.ends:
            self.ended[reading] = self.ended.get(reading, 0.0) + chance
        elif move.target is not None:
            state = (move.target, reading)
            self.pending[state] = self.pending.get(state, 0.0) + chance

    def _sum_readings(self) -> ClockDistribution:
        started = late = unfinished = 0.0
        stopped: dict[float, float] = {}
        for reading, chance in self.ended.items():
            if reading.minutes is None:
                continue
            started += chance
            if reading.stopped:
                stopped[reading.minutes] = stopped.get(reading.minutes, 0.0) + chance
            over = is_late(reading.minutes if reading.stopped or reading.noted is None else reading.noted, self.clock)
            late += chance * over
            unfinished += chance * (not reading.stopped and not over)
        return ClockDistribution(started, late, unfinished, tuple(sorted(stopped.items())))


def is_late(counted: float, clock: ClockSteps) -> bool:
    """Return whether so many counted minutes are past the deadline."""
    return clock.deadline is not None and counted > clock.deadline + TICK
