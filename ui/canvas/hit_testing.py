"""What lies under a point of the drawing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPointF, QRectF

from visavis.blueprint.drawing import PlacedGroup, Role, ViewportDrawing
from visavis.blueprint.layout import GridCell, Layout, Point, Rect
from visavis.blueprint.model import Cell
from visavis.ui.canvas.surface import qrect
from visavis.ui.kit.selection import ElementKind, ElementRef

# How near a flow the pointer must be, in pixels of the screen.
FLOW_REACH = 6.0

# Farther from the grid than this, in points, a dragged card is over nothing.
FAR = 90.0


class HitKind(StrEnum):
    """The kinds of things that can be pointed at: lanes and phases by their headings beside the drawing."""

    STEP = "step"
    FLOW = "flow"
    NOTE = "note"
    PHASE = "phase"
    LANE = "lane"
    CELL = "cell"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under a point: its id (none for cells), its box, and the cell that the point lies in, if any."""

    target: HitKind
    id: str = ""
    rect: Rect | None = None
    cell: GridCell | None = None

    @property
    def ref(self) -> ElementRef | None:
        """What can be selected of it: all but cells."""
        kind = _SELECTED.get(self.target)
        return ElementRef(kind, self.id) if kind is not None else None


_SELECTED = {HitKind.STEP: ElementKind.STEP, HitKind.FLOW: ElementKind.FLOW, HitKind.NOTE: ElementKind.NOTE,
             HitKind.LANE: ElementKind.LANE, HitKind.PHASE: ElementKind.PHASE}


def hit_at(drawing: ViewportDrawing, point: QPointF, scale: float) -> Hit:
    """Return the topmost thing at a point (in points of the drawing); `scale` is pixels a point."""
    x, y, layout = point.x(), point.y(), drawing.layout
    cell = cell_at(layout, x, y)
    reach = FLOW_REACH / scale
    flow: Hit | None = None
    for sprite in reversed(drawing.groups_in(Rect(x - reach, y - reach, 2 * reach, 2 * reach))):
        hit = _hit_of(sprite, layout, cell, x, y)
        if hit is not None:
            return hit
        if flow is None:
            flow = _flow_near(sprite, layout, cell, x, y, reach)
    if flow is not None:
        return flow
    return Hit(HitKind.CELL, "", layout.cells[cell], cell) if cell is not None else Hit(HitKind.NOTHING)


def _hit_of(sprite: PlacedGroup, layout: Layout, cell: GridCell | None, x: float, y: float) -> Hit | None:
    name, role = sprite.group.id, sprite.group.role
    if role in (Role.STEP, Role.EVIDENCE):
        rect = layout.cards[name].rect
        return Hit(HitKind.STEP, name, rect, cell) if rect.contains(x, y) else None
    if role is Role.NOTE and sprite.bounds.contains(x, y):
        return Hit(HitKind.NOTE, name, sprite.bounds, cell)
    return None


def _flow_near(sprite: PlacedGroup, layout: Layout, cell: GridCell | None, x: float, y: float,
               reach: float) -> Hit | None:
    key, role = sprite.group.id, sprite.group.role
    if role not in (Role.FLOW, Role.FLOW_LABEL):
        return None
    line = layout.flows[key]
    if line.label is not None and line.label.rect.contains(x, y):
        return Hit(HitKind.FLOW, key, line.label.rect, cell)
    if role is Role.FLOW and distance_to(line.points, x, y) <= reach:
        return Hit(HitKind.FLOW, key, sprite.bounds, cell)
    return None


def cell_at(layout: Layout, x: float, y: float) -> GridCell | None:
    """Return the cell that a point lies in, or None outside the grid."""
    lane = next((lane for lane in layout.lanes if lane.rect.y <= y <= lane.rect.bottom), None)
    column = next((column for column in layout.columns if column.x <= x <= column.x + column.width), None)
    if lane is None or column is None:
        return None
    cell = GridCell(lane.lane, column.phase, column.index)
    return cell if cell in layout.cells else None


def make_cell(cell: GridCell) -> Cell:
    """Return a cell of the drawing as the document writes it."""
    return Cell(lane=cell.lane, phase=cell.phase, column=cell.column)


def nearest_cell(layout: Layout, x: float, y: float) -> GridCell | None:
    """Return the cell nearest to a point, or None in a layout without cells or far off its grid."""
    if not layout.lanes or not layout.columns:
        return None
    lane = min(layout.lanes, key=lambda lane: _outside(lane.rect.y, lane.rect.bottom, y))
    column = min(layout.columns, key=lambda column: _outside(column.x, column.x + column.width, x))
    cell = GridCell(lane.lane, column.phase, column.index)
    distance = hypot(_outside(column.x, column.x + column.width, x), _outside(lane.rect.y, lane.rect.bottom, y))
    return cell if distance <= FAR and cell in layout.cells else None


def _outside(start: float, end: float, position: float) -> float:
    return max(start - position, 0.0, position - end)


def cell_rect(layout: Layout, cell: GridCell) -> QRectF | None:
    """Return a cell's box; for the column after a phase's last, which is not there yet, a strip in its place."""
    rect = layout.cells.get(cell)
    if rect is not None:
        return qrect(rect)
    before = layout.cells.get(cell._replace(column=cell.column - 1))
    if before is None:
        return None
    return QRectF(before.right + (GUTTER - NEW_COLUMN) / 2, before.y, NEW_COLUMN, before.height)


# The least distance between two columns, and the width of the strip that stands for one which is not there yet,
# in points.
GUTTER = 12.0
NEW_COLUMN = 8.0


def segments(points: tuple[Point, ...]) -> Iterator[tuple[Point, Point]]:
    """Yield the straight parts of a polyline."""
    return pairwise(points)


def distance_to(points: tuple[Point, ...], x: float, y: float) -> float:
    """Return how far a place is from a polyline (points)."""
    return min((_distance_to_segment(start, end, x, y) for start, end in segments(points)), default=float("inf"))


def _distance_to_segment(start: Point, end: Point, x: float, y: float) -> float:
    across, down = end.x - start.x, end.y - start.y
    length = across * across + down * down
    share = 0.0 if length == 0 else max(0.0, min(1.0, ((x - start.x) * across + (y - start.y) * down) / length))
    return hypot(x - start.x - share * across, y - start.y - share * down)
