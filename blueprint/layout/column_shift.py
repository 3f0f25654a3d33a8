"""How the columns of a band became those of the next: a run of columns came or went, or none did."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ColumnShift:
    """`by` columns came before column `at` (counted before), or, below 0, so many went from `at` on."""

    at: int = 0
    by: int = 0

    @property
    def added(self) -> int:
        """How many columns are new."""
        return max(0, self.by)

    @property
    def removed(self) -> int:
        """How many columns are gone."""
        return max(0, -self.by)

    def map_column(self, column: int) -> int:
        """Return a column's number afterwards; of one that is gone, that of what took its place."""
        if column < self.at:
            return column
        return max(self.at, column + self.by)

    def map_columns(self, columns: Sequence[int]) -> list[int]:
        """Return the numbers of columns in rising order afterwards."""
        first = bisect_left(columns, self.at)
        return [*columns[:first], *(max(self.at, column + self.by) for column in columns[first:])]

    def keeps(self, column: int) -> bool:
        """Return whether a column is still there."""
        return not self.at <= column < self.at + self.removed


NO_SHIFT = ColumnShift()
