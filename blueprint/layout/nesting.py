"""Frontstage and backstage in one row: the line of visibility steps between them, over one card and under the next.

So a band is lower by almost half a card. Only where no column holds both can they share a row (`grid`), and no flow
runs along the seam between them (`routing.routes`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from visavis.blueprint.layout.geometry import Rect
from visavis.blueprint.layout.grid import Grid, Slot

# The lower row is so much of a card below the upper one: what passes the middle of one row clears the other's cards.
NESTED = 0.6
# The line keeps so far from the cards that it passes.
APART = 3.0

Spans = Mapping[str, tuple[float, float]]


def nested_heights(grid: Grid, heights: Mapping[int, float]) -> Mapping[int, float]:
    """Return what flows may use of the sides of each row's cards: never what those of the other row use."""
    if grid.seam is None:
        return heights
    return {row: height * (NESTED if row in (grid.seam - 1, grid.seam) else 1.0) for row, height in heights.items()}


def nested_spans(grid: Grid, strips: Mapping[str, Rect], line: float) -> Spans:
    """Return the heights between which each of two lanes that share a row has its name; `line` is between these."""
    if grid.seam is None:
        return {}
    upper, lower = grid.row_lanes[grid.seam - 1], grid.row_lanes[grid.seam]
    return {upper: (strips[upper].y, line), lower: (line, strips[lower].bottom)}


def line_levels(grid: Grid, noted: Collection[Slot], tops: Sequence[float],
                heights: Mapping[int, float]) -> list[tuple[int, float]]:
    """Return the heights of the line of visibility, each with the first column that it has it over.

    It passes under what stands in the upper row (cards, and notes in the slots `noted`) and over what stands in the
    lower; it changes its height as rarely as it can.
    """
    seam = grid.seam
    assert seam is not None  # a straight line has one height
    under, over = tops[seam - 1] + heights[seam - 1] + APART, tops[seam] - APART
    upper, lower = (set(grid.in_row[row]) | {slot.column for slot in noted if slot.row == row}
                    for row in (seam - 1, seam))
    levels: list[tuple[int, float]] = []
    for column in sorted(upper | lower):
        wanted = under if column in upper else over
        if not levels or levels[-1][1] != wanted:
            levels.append((column, wanted))
    return levels
