"""Bands: a wide blueprint breaks into runs of columns, one under the other, like the staves of a score.

One that is too high for paper breaks between lanes, too: each of its bands then has some of the lanes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, inf

from visavis.blueprint.model import BlueprintDocument, Lane

# A break inside a phase is as bad as two bands that are both this part of a band too long or too short.
INSIDE_PHASE = 0.22
# How far from the even place a break at a phase's end may be, as a part of a band.
REACH = 0.5


@dataclass(frozen=True, slots=True)
class Band:
    """Columns `first` to `last` (both included, counted over all phases from 0), the `index`-th of `count` bands.

    `lanes` are the first and the last of its lanes (both included, counted from 0); None where it has all of them.
    """

    first: int
    last: int
    index: int = 0
    count: int = 1
    lanes: tuple[int, int] | None = None

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return self.last - self.first + 1

    def holds(self, column: int, lane: int) -> bool:
        """Return whether a cell is in the band, by the numbers of its column and of its lane."""
        return self.first <= column <= self.last and (self.lanes is None or self.lanes[0] <= lane <= self.lanes[1])

    def lanes_of(self, document: BlueprintDocument) -> tuple[Lane, ...]:
        """Return the lanes of a document that the band has."""
        lanes = document.head.lanes
        return lanes if self.lanes is None else lanes[self.lanes[0]:self.lanes[1] + 1]


def column_count(document: BlueprintDocument) -> int:
    """Return how many columns all phases have together."""
    return sum(document.columns_of_phase[phase.id] for phase in document.head.phases)


def split_into_bands(document: BlueprintDocument, count: int | None = None, *,
                     max_columns: int | None = None) -> tuple[Band, ...]:
    """Break a document into `count` bands, or into as few as have no more than `max_columns` columns each.

    Bands are of similar length; they end with a phase where one ends near enough. There are never more bands than
    columns, and always one. Raises ValueError unless exactly one of the numbers is given, and is positive.
    """
    if (count is None) is (max_columns is None) or (count or max_columns or 0) < 1:
        raise ValueError("give either how many bands there are or how many columns a band has, at least one")
    return bands_of([document.columns_of_phase[phase.id] for phase in document.head.phases], count, max_columns)


def bands_of(phases: Sequence[int], count: int | None, max_columns: int | None = None) -> tuple[Band, ...]:
    """Return the bands of phases with so many columns each; `split_into_bands` without the document."""
    total = sum(phases)
    bands = max(1, min(count if count is not None else ceil(total / (max_columns or 1)), total))
    ends = _ends(phases, bands, max_columns or total)
    starts = [0, *ends[:-1]]
    return tuple(Band(start, end - 1, index, bands)
                 for index, (start, end) in enumerate(zip(starts, ends, strict=True)))


def _ends(phases: Sequence[int], bands: int, most: int) -> list[int]:
    """Return the column after each band: the cheapest way from break to break (dynamic programming)."""
    total = sum(phases)
    phase_ends = frozenset(accumulate(phases))
    even = total / bands
    costs_to: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for band in range(1, bands + 1):
        reached: dict[int, tuple[float, list[int]]] = {}
        for end in _candidates(band, bands, total, phase_ends):
            inside = 0.0 if end in phase_ends else 2 * INSIDE_PHASE**2
            costs = [(cost + inside + (((end - start) / even - 1) ** 2 if even else 0.0), ends)
                     for start, (cost, ends) in costs_to.items() if start < end <= start + most or not total]
            cost, before = min(costs, key=lambda option: option[0], default=(inf, []))
            if cost < inf:
                reached[end] = (cost, [*before, end])
        costs_to = reached
    return costs_to[total][1]


def _candidates(band: int, bands: int, total: int, phase_ends: frozenset[int]) -> list[int]:
    """Return where a band may end: at the even place, or with a phase near it."""
    if band == bands:
        return [total]
    position, reach = total * band / bands, total / bands * REACH
    near = {end for end in range(max(1, ceil(position - reach)), min(total - 1, int(position + reach)) + 1)
            if end in phase_ends}
    return sorted(near | {ceil(position)})
