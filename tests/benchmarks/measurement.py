"""One measured number and the budget it has to keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured: `value` in `unit`, and the most it may be. `runs` numbers went into the median."""

    name: str
    value: float
    unit: str
    budget: float
    runs: int = 1

    @property
    def ratio(self) -> float:
        """How much of the budget is used: above 1 it is missed."""
        return self.value / self.budget

    @property
    def is_kept(self) -> bool:
        """Whether the budget is kept."""
        return self.value <= self.budget

    def __str__(self) -> str:
        verdict = "ok" if self.is_kept else "MISSED"
        used = f"{self.value:10.2f} {self.unit:<5} of {self.budget:8.2f}  {self.ratio:5.0%}"
        return f"{self.name:<58} {used}  {verdict}"


def milliseconds(work: Callable[[], object], runs: int, *, warm: int = 1) -> list[float]:
    """Return how long each of `runs` calls took, after `warm` calls that do not count."""
    for _ in range(warm):
        work()
    taken = []
    for _ in range(runs):
        start = perf_counter()
        work()
        taken.append((perf_counter() - start) * 1000)
    return taken


def median_of(name: str, taken: list[float], budget: float, unit: str = "ms") -> Measurement:
    """Return the median of several runs as one measurement."""
    return Measurement(name, median(taken), unit, budget, len(taken))
