"""What played journeys came to: tallies, samples, merged clocks and percentiles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from visavis.blueprint.analysis.markov.legal_clock import ClockDistribution


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
        index = bisect_left(self._reached, level * self._reached[-1] * (1 - 1e-12))
        return self._ordered[min(index, len(self._ordered) - 1)][0]
