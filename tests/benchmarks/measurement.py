"""One measured figure and the budget it is held against."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure: `value` and `budget` share a unit (`ms`, `s`, or `×` for a ratio); less is better."""

    name: str
    value: float
    unit: str
    budget: float

    @property
    def is_exceeded(self) -> bool:
        """Whether the figure is over its budget."""
        return self.value > self.budget
