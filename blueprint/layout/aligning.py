"""How the columns of a band became those of the next: a run of columns came or went, or none did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shift:
    """`by` columns came before column `at` (counted before), or, below 0, so many went from `at` on."""

    at: int = 0
    by: int = 0

    @property
    def won(self) -> int:
        """How many columns are new."""
        return max(0, self.by)

    @property
    def lost(self) -> int:
        """How many columns are gone."""
        return max(0, -self.by)

    def to(self, column: int) -> int:
        """Return a column's number afterwards; of one that is gone, that of what took its place."""
        if column < self.at:
            return column
        return max(self.at, column + self.by)

    def keeps(self, column: int) -> bool:
        """Tell whether a column is still there."""
        return not self.at <= column < self.at + self.lost


STILL = Shift()
