"""Bands: a wide blueprint breaks into runs of columns, one under the other, like the staves of a score."""

from __future__ import annotations

import math
from dataclasses import dataclass

from blueprint.model import BlueprintDocument

# A break at a phase's end is worth moving it by this part of a band from the even place.
PHASE_REACH = 0.34


@dataclass(frozen=True, slots=True)
class Band:
    """Columns `first` to `last` (both included, counted over all phases from 0), the `index`-th of `count` bands."""

    first: int
    last: int
    index: int = 0
    count: int = 1

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return self.last - self.first + 1


def column_count(document: BlueprintDocument) -> int:
    """Return how many columns all phases have together."""
    return sum(document.columns_of_phase[phase.id] for phase in document.head.phases)


def split_into_bands(document: BlueprintDocument, count: int) -> tuple[Band, ...]:
    """Break a document into at most `count` bands of similar length, between phases where one ends near by."""
    total = column_count(document)
    count = max(1, min(count, total))
    ends: list[int] = []
    ends_of_phases: set[int] = set()
    for phase in document.head.phases:
        before = max(ends_of_phases, default=0)
        ends_of_phases.add(before + document.columns_of_phase[phase.id])
    for index in range(1, count):
        even = total * index / count
        reach = total / count * PHASE_REACH
        near = [end for end in ends_of_phases if abs(end - even) <= reach]
        chosen = min(near, key=lambda end: (abs(end - even), end)) if near else math.ceil(even)
        if chosen > (ends[-1] if ends else 0) and chosen < total:
            ends.append(chosen)
    starts = [0, *ends]
    stops = [*ends, total]
    return tuple(Band(start, stop - 1, index, len(starts))
                 for index, (start, stop) in enumerate(zip(starts, stops, strict=True)))
