"""Which flows pass over which columns: asked by whoever looks at a part of a drawing, however long that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from visavis.blueprint.layout.column_shift import ColumnShift

# Flows that pass over more columns than this are few, and asked one by one.
SHORT = 12

Span = tuple[str, int, int]


class FlowIndex:
    """Flows by the first and the last column of their ends, counted from 0."""

    def __init__(self, spans: Iterable[Span] = (), columns: int = 0) -> None:
        # By first column: how many columns further the last one is, and the flow.
        self._from: list[list[tuple[int, str]]] = [[] for _ in range(columns)]
        self._long: dict[str, tuple[int, int]] = {}
        for key, first, last in spans:
            self._add(key, first, last)

    def _add(self, key: str, first: int, last: int) -> None:
        if last - first > SHORT:
            self._long[key] = (first, last)
        else:
            self._from[first] = [*self._from[first], (last - first, key)]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FlowIndex):
            return NotImplemented
        return (self._long == other._long
                and [sorted(begun) for begun in self._from] == [sorted(begun) for begun in other._from])

    __hash__ = None  # type: ignore[assignment]  # Python's own way to say so

    def apply_shift(self, shift: ColumnShift, gone: Iterable[Span], new: Iterable[Span]) -> FlowIndex:
        """Return the spans without those `gone`, columns shifted, then with the `new` ones.

        What passes over the shift has to be among both.
        """
        after = FlowIndex()
        after._from, after._long = list(self._from), dict(self._long)
        for key, first, last in gone:
            if after._long.pop(key, None) is None:
                after._from[first] = [one for one in after._from[first] if one != (last - first, key)]
        after._from[shift.at:shift.at + shift.removed] = [[] for _ in range(shift.added)]
        if shift.by:
            after._long = {key: (shift.map_column(first), shift.map_column(last)) for key,
                           (first, last) in after._long.items()}
        for key, first, last in new:
            after._add(key, first, last)
        return after

    def flows_over(self, columns: Sequence[int]) -> Iterator[str]:
        """Yield the flows that have an end in some of these consecutive columns, or pass over them."""
        if not columns:
            return
        first, end = columns[0], columns[-1] + 1
        for back, begun in enumerate(reversed(self._from[max(0, first - SHORT):first]), start=1):
            for length, key in begun:
                if length >= back:
                    yield key
        for begun in self._from[max(0, first):end]:
            for _, key in begun:
                yield key
        for key, (start, last) in self._long.items():
            if start < end and last >= first:
                yield key
