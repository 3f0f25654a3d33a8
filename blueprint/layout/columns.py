"""The xs of a band: gutters are as wide as their tracks and side labels need, columns are all alike."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from visavis.blueprint.layout.coordinates import BandEdgeX, ColumnNode, ColumnX, Coordinate, EdgeX, GutterX
from visavis.blueprint.layout.grid import Grid
from visavis.blueprint.layout.style import LayoutStyle

# Tracks stand so far from the cards on both sides that an arrowhead fits between.
TRACK_MARGIN = 7.0
# A flow that leaves the band ends so far inside the band's edge that its mark fits.
EDGE_INSET = 5.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the grid: `index` counts from 0 inside its phase."""

    phase: str
    index: int
    x: float
    width: float


@dataclass(frozen=True, eq=False)
class XAxis:
    """The xs of a band: its columns, the grid's edges, where each gutter begins and ends, and where its tracks begin.

    `number` counts columns, and gutters with the column at their right, from 0.
    """

    columns: tuple[Column, ...]
    left: float
    right: float
    gutters: tuple[tuple[float, float], ...]
    tracks: tuple[float, ...]
    number: Mapping[ColumnNode, int]
    track: float

    def first_changed_column(self, before: XAxis) -> int:
        """Return the number of the first column that is another one than before, or stands elsewhere."""
        if self is before:
            return len(self.columns)
        same = (one is other and old == new for one, other, old, new
                in zip(self.number, before.number, self.columns, before.columns, strict=False))
        return next((at for at, stands in enumerate(same) if not stands), min(len(self.columns), len(before.columns)))

    @cached_property
    def _starts(self) -> Sequence[float]:
        return [column.x for column in self.columns]

    @cached_property
    def _ends(self) -> Sequence[float]:
        return [column.x + column.width for column in self.columns]

    def columns_over(self, left: float, right: float) -> range:
        """Return the numbers of the columns that have a part between two xs."""
        first = bisect_left(self._ends, left)
        return range(first, max(first, bisect_right(self._starts, right)))

    def x(self, coordinate: Coordinate) -> float:
        """Return the x of a coordinate of a route."""
        if isinstance(coordinate, ColumnX):
            at = self.number[coordinate.at]
            if isinstance(coordinate, GutterX):
                return self.tracks[at] + coordinate.value * self.track
            column = self.columns[at]
            if isinstance(coordinate, EdgeX):
                return column.x + (column.width if coordinate.right else 0.0)
            return column.x + column.width / 2 + coordinate.value
        assert isinstance(coordinate, BandEdgeX)
        return self.gutters[-1][1] - EDGE_INSET if coordinate.right else self.left + EDGE_INSET


def place_columns(grid: Grid, nodes: Sequence[ColumnNode], widths: Sequence[float], tracks: Sequence[int],
                  beside: Sequence[float], style: LayoutStyle) -> XAxis:
    """Give columns, whose `widths` are known, and gutters their xs.

    Of each gutter is known how many tracks it has and how much room the labels `beside` its tracks take; `nodes` are
    those of the columns and one more for the last gutter.
    """
    x = style.heading_width
    columns: list[Column] = []
    gutters: list[tuple[float, float]] = []
    first_tracks: list[float] = []
    least = dict(style.room.gutters)
    following = (*grid.columns, None)
    for gutter, (count, room) in enumerate(zip(tracks, beside, strict=True)):
        needed = 2 * TRACK_MARGIN + (count - 1) * style.track if count else 0.0
        first_tracks.append(x + room + TRACK_MARGIN)
        end = x + room + max(style.gutter, needed)
        if least:
            end = max(end, x + least.get(following[gutter], 0.0))
        gutters.append((x, end))
        x = end
        if gutter < len(grid.columns):
            phase, number = grid.columns[gutter]
            columns.append(Column(phase, number, x, widths[gutter]))
            x += widths[gutter]
    return XAxis(tuple(columns), style.heading_width, max(x, style.least_width), tuple(gutters), tuple(first_tracks),
                 {node: at for at, node in enumerate(nodes)}, style.track)
