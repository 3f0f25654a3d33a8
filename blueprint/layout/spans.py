"""Which flows pass over which columns: asked by whoever looks at a part of a drawing, however long that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

# Flows that pass over more columns than this are few, and asked one by one.
SHORT = 12


class FlowSpans:
    """Flows by the first and the last column of their ends, counted from 0."""

    def __init__(self, spans: Iterable[tuple[str, int, int]] = (), columns: int = 0) -> None:
        self._from: list[list[tuple[int, str]]] = [[] for _ in range(columns)]
        self._long: list[tuple[int, int, str]] = []
        for key, first, last in spans:
            if last - first > SHORT:
                self._long.append((first, last, key))
            else:
                self._from[first].append((last, key))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FlowSpans) and (self._from, self._long) == (other._from, other._long)

    __hash__ = None  # type: ignore[assignment]

    def over(self, columns: Sequence[int]) -> Iterator[str]:
        """Yield the flows that have an end in some of these consecutive columns, or pass over them."""
        if not columns:
            return
        first, end = columns[0], columns[-1] + 1
        for begun in self._from[max(0, first - SHORT):first]:
            for last, key in begun:
                if last >= first:
                    yield key
        for begun in self._from[max(0, first):end]:
            for _, key in begun:
                yield key
        for start, last, key in self._long:
            if start < end and last >= first:
                yield key
