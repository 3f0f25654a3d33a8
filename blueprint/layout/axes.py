"""Where columns, gutters and rows stand: with it every coordinate of a route has its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from visavis.blueprint.layout.result import Column, columns_over
from visavis.blueprint.layout.routing.coordinates import (
    BandEdgeX,
    ColumnNode,
    ColumnX,
    Coordinate,
    EdgeX,
    EdgeY,
    GutterX,
    SideY,
    TrackY,
)
from visavis.blueprint.layout.rows import RowPositions

# Tracks stand so far from the cards on both sides that an arrowhead fits between.
TRACK_MARGIN = 11.0
# A flow that leaves the band ends so far inside the band's edge that its mark fits.
EDGE_INSET = 5.0


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

    def columns_over(self, left: float, right: float) -> range:
        """Return the numbers of the columns that have a part between two xs."""
        return columns_over(self.columns, left, right)

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


@dataclass(frozen=True, eq=False)
class YAxis:
    """The ys of a band: what its rows are, and how high their cards."""

    rows: RowPositions
    heights: Mapping[int, float]
    middles: Sequence[float]

    @classmethod
    def of(cls, rows: RowPositions, heights: Mapping[int, float]) -> YAxis:
        """Return the ys of some rows."""
        return cls(rows, heights, [top + heights[row] / 2 for row, top in enumerate(rows.tops)])

    def y(self, coordinate: Coordinate) -> float:
        """Return the y of a coordinate of a route."""
        if isinstance(coordinate, EdgeY):
            return self.rows.tops[coordinate.row] + (self.heights[coordinate.row] if coordinate.bottom else 0.0)
        if isinstance(coordinate, TrackY):
            return self.rows.track_y(coordinate.channel, coordinate.zone, coordinate.track)
        assert isinstance(coordinate, SideY)
        return self.middles[coordinate.row] + coordinate.value
