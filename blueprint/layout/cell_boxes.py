"""The cells of the grid: where a card would stand, for every lane and column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from visavis.blueprint.layout.boxes import GridCell, LaneBox
from visavis.blueprint.layout.columns import Column
from visavis.blueprint.layout.geometry import Rect
from visavis.blueprint.layout.result import Layout


class Cells(Mapping[GridCell, Rect]):
    """The box of every cell, worked out when it is asked for: a wide blueprint has far more cells than steps."""

    def __init__(self, columns: Sequence[Column], lanes: Sequence[LaneBox]) -> None:
        self._columns = {(column.phase, column.index): column for column in columns}
        self._lanes = {lane.lane: lane.body for lane in lanes}

    def __getitem__(self, cell: GridCell) -> Rect:
        lane, phase, index = cell
        column, body = self._columns[(phase, index)], self._lanes[lane]
        return Rect(column.x, body.y, column.width, body.height)

    def __iter__(self) -> Iterator[GridCell]:
        for lane in self._lanes:
            for phase, index in self._columns:
                yield GridCell(lane, phase, index)

    def __len__(self) -> int:
        return len(self._lanes) * len(self._columns)


def cell_at(layout: Layout, x: float, y: float) -> GridCell | None:
    """Return the cell that a place lies in, or None in gutters, between lanes and outside the grid."""
    lane = next((lane for lane in layout.lanes if lane.rect.y <= y <= lane.rect.bottom), None)
    at = bisect_right(layout.columns, x, key=lambda column: column.x) - 1
    if lane is None or at < 0 or x > layout.columns[at].x + layout.columns[at].width:
        return None
    column = layout.columns[at]
    return GridCell(lane.lane, column.phase, column.index)
