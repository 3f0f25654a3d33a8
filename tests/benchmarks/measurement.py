"""One measured number and the budget it has to keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured: `value` in `unit`, and the most it may be. It is the median of `runs` numbers."""

    name: str
    value: float
    unit: str
    budget: float
    runs: int = 1

    @property
    def ratio(self) -> float:
        """How much of the budget is used: above 1 it is exceeded."""
        return self.value / self.budget

    @property
    def is_exceeded(self) -> bool:
        """Whether the budget is exceeded."""
        return self.value > self.budget


def milliseconds(work: Callable[[], object], runs: int, *, warm: int = 1,
                 clock: Callable[[], float] = perf_counter) -> list[float]:
    """Return how long each of `runs` calls took by a clock of seconds, after `warm` calls that do not count."""
    for _ in range(warm):
        work()
    taken = []
    for _ in range(runs):
        start = clock()
        work()
        taken.append((clock() - start) * 1000)
    return taken


def median_of(name: str, taken: list[float], budget: float, unit: str = "ms") -> Measurement:
    """Return the median of several runs as one measurement."""
    return Measurement(name, median(taken), unit, budget, len(taken))
