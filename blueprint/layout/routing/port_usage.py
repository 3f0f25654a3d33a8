"""How busy the edges of rows are: where flows between rows leave and arrive."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable

from visavis.blueprint.layout.column_shift import ColumnShift
from visavis.blueprint.layout.grid import Slot

SlotPair = tuple[Slot, Slot]


class PortUsage:
    """Counts the flows that leave or reach each row at its top and at its bottom, by column."""

    def __init__(self, pairs: Iterable[SlotPair] = ()) -> None:
        self._columns: dict[tuple[int, bool], list[int]] = {}
        self._ends: Counter[int] = Counter()
        for edge, column in _ends_of(pairs):
            self._columns.setdefault(edge, []).append(column)
            self._ends[column] += 1
        for columns in self._columns.values():
            columns.sort()

    def apply_shift(self, shift: ColumnShift, gone: Iterable[SlotPair], new: Iterable[SlotPair]) -> PortUsage:
        """Return the traffic without the ways that are `gone`, columns shifted, then with those that are `new`."""
        after = PortUsage()
        after._columns = {edge: list(columns) for edge, columns in self._columns.items()}
        after._ends = Counter(self._ends)
        for edge, column in _ends_of(gone):
            columns = after._columns[edge]
            del columns[bisect_left(columns, column)]
            after._ends[column] -= 1
        if shift.by:
            after._columns = {edge: shift.map_columns(columns) for edge, columns in after._columns.items()}
            after._ends = Counter({shift.map_column(column): count for column, count in after._ends.items() if count})
        for edge, column in _ends_of(new):
            insort(after._columns.setdefault(edge, []), column)
            after._ends[column] += 1
        return after

    def count_in_column(self, column: int) -> int:
        """Return how many ends of flows between rows a column has."""
        return self._ends[column]

    def is_less_used_below(self, row: int, first: int, last: int) -> bool:
        """Return whether fewer flows meet the bottom of a row than its top, from one column to another."""
        return self._count(row, first, last, bottom=True) < self._count(row, first, last, bottom=False)

    def _count(self, row: int, first: int, last: int, *, bottom: bool) -> int:
        columns = self._columns.get((row, bottom), [])
        return bisect_right(columns, last) - bisect_left(columns, first)


def _ends_of(pairs: Iterable[SlotPair]) -> Iterable[tuple[tuple[int, bool], int]]:
    """Yield the edge of a row (its number, whether its bottom) and the column of both ends of ways between rows."""
    for source, target in pairs:
        if source.row != target.row:
            down = target.row > source.row
            yield (source.row, down), source.column
            yield (target.row, not down), target.column
