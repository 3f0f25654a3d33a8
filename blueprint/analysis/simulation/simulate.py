"""Journeys played with random times and turns, where an exact solution does not exist or is not wanted."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from visavis.blueprint.analysis.markov.legal_clock import ClockDistribution, ClockSteps
from visavis.blueprint.analysis.semantics.token_rules import CompiledJourney

if TYPE_CHECKING:
    from visavis.blueprint.analysis.simulation.arrays import Tables
    from visavis.blueprint.analysis.simulation.vectorised import JourneyGroup

DEFAULT_RUNS = 2000
DEFAULT_SEED = 1
# So many journeys are played where only the law of a time is asked for, and its mean is known: a share is then
# known to eight tenths of a percent.
LAW_RUNS = 4_000
# A journey that begins this many steps, and more than ten times all there are, never ends; neither does one with
# so many tokens.
MOST_BEGUN = 2000
MOST_TOKENS = 100
# After ENOUGH journeys without an end nothing more is learnt, and the simulation stops with fewer runs.
ENOUGH = 5
# From this size on fewer journeys are played by default, so that the answer does not take minutes.
LARGE = 1000
LEAST_RUNS = 200
# Journeys are played side by side in groups: a first small one, so that endless journeys are noticed soon, then as
# many as fit the processor's cache, fewer where a step goes on many ways at once or documents are long.
FIRST_GROUP = 256
GROUP = 16384
_ROOM = 1 << 21
# What is written down of the steps that a group begins takes 16 bytes each.
_LINES = 1 << 23


@dataclass
class Tally:
    """What some played journeys came to: their number, visits by step number, elapsed minutes of each.

    `sums` are of each amount the sum over journeys, and that of its squares. `independent` is how many independent
    journeys tell as much of the time, where these waited for each other.
    """

    count: int = 0
    visits: list[float] = field(default_factory=list)
    elapsed: list[float] = field(default_factory=list)
    sums: dict[str, tuple[float, float]] = field(default_factory=dict)
    independent: float | None = None

    def add(self, other: Tally) -> None:
        """Add what other journeys came to."""
        self.count += other.count
        before = self.visits or [0.0] * len(other.visits)
        self.visits = [one + two for one, two in zip(before, other.visits, strict=True)]
        self.elapsed += other.elapsed
        for name, (total, squares) in other.sums.items():
            had, had_squares = self.sums.get(name, (0.0, 0.0))
            self.sums[name] = had + total, had_squares + squares


@dataclass(frozen=True)
class Sample:
    """What simulated journeys did: all that started, those that were decided, and how many reached each outcome.

    `queued` are the mean minutes that a journey waits for someone to be free, by step number, where queues were
    played; `clock` tells of the legal clock.
    """

    started: Tally
    decided: Tally
    outcomes: Mapping[int, int]
    endless: tuple[int, ...] = ()
    queued: Sequence[float] = ()
    clock: ClockDistribution | None = None


def default_runs(compiled: CompiledJourney, runs: int = DEFAULT_RUNS) -> int:
    """Return how many journeys to play when no one says: 2,000, fewer for documents of more than 1,000 steps."""
    return max(LEAST_RUNS, runs * LARGE // max(LARGE, len(compiled.stops)))


def step_limit(compiled: CompiledJourney) -> int:
    """Return how many steps a journey may begin before it counts as one that never ends."""
    return max(MOST_BEGUN, 10 * len(compiled.stops))


def simulate(compiled: CompiledJourney, runs: int = DEFAULT_RUNS, seed: int = DEFAULT_SEED,
             cancelled: Callable[[], bool] | None = None, *,
             amounts: Mapping[str, Mapping[int, float]] | None = None, clock: ClockSteps | None = None) -> Sample:
    """Play `runs` journeys. Equal boards, runs and seeds give equal samples.

    `amounts` are what each visit of a step, by number, adds to the sums. There are fewer journeys when `cancelled`
    says so, or when they keep going round for ever.
    """
    # numpy takes a tenth of a second to load: no one who does not simulate waits for it.
    from numpy.random import PCG64, Generator

    from visavis.blueprint.analysis.simulation.arrays import Tables
    from visavis.blueprint.analysis.simulation.vectorised import JourneyGroup

    tables = Tables(compiled)
    generator = Generator(PCG64([abs(seed), int(seed < 0)]))
    tallying = _SampleBuilder(tables, amounts or {}, clock)
    left, most = runs, _group_size(compiled)
    while left > 0 and (cancelled is None or not cancelled()):
        crowd = JourneyGroup(tables, generator, min(left, most if tallying.started.count else FIRST_GROUP), clock)
        if not crowd.play(cancelled):
            break
        tallying.add(crowd)
        left -= len(crowd.elapsed)
        if tallying.given_up >= ENOUGH:
            break
    return tallying.sample()


def _group_size(compiled: CompiledJourney) -> int:
    """Return how many journeys to play side by side."""
    widest = max(len(stop.branches) for stop in compiled.stops)
    room = _ROOM // max(1, widest, len(compiled.stops) // 64, len(compiled.limits))
    return max(1, min(GROUP, room, _LINES // len(compiled.stops)))


class _SampleBuilder:
    """The sums over all groups of journeys."""

    def __init__(self, tables: Tables, amounts: Mapping[str, Mapping[int, float]], clock: ClockSteps | None) -> None:
        self._tables, self._amounts, self._clock = tables, amounts, clock
        self.started, self.decided = Tally(), Tally()
        self.given_up = 0
        self._outcomes: Counter[int] = Counter()
        self._endless: set[int] = set()
        self._clocks: list[ClockDistribution] = []

    def add(self, crowd: JourneyGroup) -> None:
        """Add a group of journeys that are over."""
        self.given_up += crowd.given_up
        self._outcomes.update(crowd.outcomes.tolist())
        self._endless |= crowd.endless
        self.started.add(crowd.tally(self._amounts, decided=False))
        self.decided.add(crowd.tally(self._amounts, decided=True))
        if self._clock is not None:
            self._clocks.append(crowd.clock_distribution())

    def sample(self) -> Sample:
        """Return what all came to."""
        trapped = {number for number, visited in enumerate(self.started.visits)
                   if visited and self._tables.is_trap[number]}
        for tally in (self.started, self.decided):
            tally.visits = tally.visits or [0.0] * self._tables.steps
        return Sample(self.started, self.decided, dict(sorted(self._outcomes.items())),
                      tuple(sorted(trapped | self._endless)), clock=merge_clocks(self._clocks))


def merge_clocks(clocks: Sequence[ClockDistribution]) -> ClockDistribution | None:
    """Return what the clocks of several groups of played journeys come to."""
    if not clocks:
        return None
    return ClockDistribution(sum(one.started for one in clocks), sum(one.late for one in clocks),
                    sum(one.open for one in clocks), tuple(pair for one in clocks for pair in one.stopped),
                    sum(one.runs or 0 for one in clocks))


class Percentiles:
    """The percentiles of (value, weight) pairs, which are put in order once."""

    def __init__(self, sample: Iterable[tuple[float, float]]) -> None:
        self._ordered = sorted(sample)
        self._reached = list(accumulate(weight for _, weight in self._ordered))

    def at(self, level: float) -> float:
        """Return the smallest value that `level` of the weight does not exceed. There must be a pair."""
        # Weights are sums of floats: a level that falls on a value must not slip to the next one.
        place = bisect_left(self._reached, level * self._reached[-1] * (1 - 1e-12))
        return self._ordered[min(place, len(self._ordered) - 1)][0]
