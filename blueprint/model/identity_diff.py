"""What became of things between two states of a document: documents share what no edit touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter, is_
from typing import TypeVar

_T = TypeVar("_T")
Pair = tuple[_T | None, _T | None]

ID: Callable[[object], str] = attrgetter("id")
KEY: Callable[[object], str] = attrgetter("key")


def diff_by_identity(before: Sequence[_T], after: Sequence[_T], name: Callable[[_T], str]) -> list[Pair[_T]]:
    """Return each thing that is not what it was, before and after; None where it was not or is no longer.

    What is the same object on both sides is passed over from both ends: edits touch little, and that in one place.
    """
    if before is after:
        return []
    if len(before) == len(after):
        pairs = [(one, other) for one, other in zip(before, after, strict=True) if one is not other]
        if all(name(one) == name(other) for one, other in pairs):
            return list(pairs)
    begin, end = count_shared_ends(before, after)
    old, new = before[begin:len(before) - end], after[begin:len(after) - end]
    were, are = set(map(id, old)), set(map(id, new))
    known = {name(one): one for one in old if id(one) not in are}
    found: list[Pair[_T]] = [(known.pop(name(one), None), one) for one in new if id(one) not in were]
    return [*found, *((one, None) for one in known.values())]


def count_shared_ends(before: Sequence[_T], after: Sequence[_T]) -> tuple[int, int]:
    """Return how many things at the beginning, and how many of the others at the end, are the same objects."""
    begin = _count_shared(before, after)
    return begin, min(_count_shared(before[::-1], after[::-1]), len(before) - begin, len(after) - begin)


def _count_shared(before: Sequence[_T], after: Sequence[_T]) -> int:
    flags = list(map(is_, before, after))
    return len(flags) if all(flags) else flags.index(False)
