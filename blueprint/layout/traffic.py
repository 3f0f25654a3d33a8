"""How busy the edges of rows are: where flows between rows leave and arrive."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable

from blueprint.layout.grid import Slot


class Traffic:
    """Counts the flows that leave or reach each row at its top and at its bottom, by column."""

    def __init__(self, ways: Iterable[tuple[Slot, Slot]]) -> None:
        self._columns: dict[tuple[int, bool], list[int]] = {}
        self._ends: Counter[int] = Counter()
        for source, target in ways:
            if source.row != target.row:
                down = target.row > source.row
                self._columns.setdefault((source.row, down), []).append(source.column)
                self._columns.setdefault((target.row, not down), []).append(target.column)
                self._ends.update((source.column, target.column))
        for columns in self._columns.values():
            columns.sort()

    def in_column(self, column: int) -> int:
        """Return how many ends of flows between rows a column has."""
        return self._ends[column]

    def is_calmer_below(self, row: int, first: int, last: int) -> bool:
        """Tell whether fewer flows meet the bottom of a row than its top, from one column to another."""
        return self._count(row, first, last, bottom=True) < self._count(row, first, last, bottom=False)

    def _count(self, row: int, first: int, last: int, *, bottom: bool) -> int:
        columns = self._columns.get((row, bottom), [])
        return bisect_right(columns, last) - bisect_left(columns, first)
