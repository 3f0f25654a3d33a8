"""The gaps between columns, and the flows across a place: where something can be put in between."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from visavis.blueprint.layout import GridCell, LaneBox, Layout
from visavis.blueprint.model import BlueprintDocument, Flow, Step

# So far inside a card's column, in points, a pointer still means the gap beside it.
INSIDE = 6.0
# Half the gap before the first and after the last column, in points.
EDGE = 6.0


@dataclass(frozen=True, slots=True)
class InsertionGap:
    """A gap: what is inserted there gets `column` of `phase`. `x` is its middle, `left` and `right` its edges."""

    phase: str
    column: int
    x: float
    left: float
    right: float


def gaps_of(layout: Layout) -> list[InsertionGap]:
    """Return every gap from left to right; between two phases there are two, each phase's own half."""
    columns = list(layout.columns)
    if not columns:
        return []
    first, last = columns[0], columns[-1]
    gaps = [InsertionGap(first.phase, 0, first.x - EDGE, first.x - 2 * EDGE, first.x)]
    for before, after in pairwise(columns):
        left, right = before.x + before.width, after.x
        middle = (left + right) / 2
        if before.phase == after.phase:
            gaps.append(InsertionGap(before.phase, after.index, middle, left, right))
        else:
            gaps.append(InsertionGap(before.phase, before.index + 1, (left + middle) / 2, left, middle))
            gaps.append(InsertionGap(after.phase, after.index, (middle + right) / 2, middle, right))
    end = last.x + last.width
    return [*gaps, InsertionGap(last.phase, last.index + 1, end + EDGE, end, end + 2 * EDGE)]


def gap_at(layout: Layout, at: QPointF, inside: float = 0.0) -> InsertionGap | None:
    """Return the gap under a point between the lanes' top and bottom; `inside` widens each gap into the columns."""
    if not layout.lanes or not layout.lanes[0].rect.y <= at.y() <= layout.lanes[-1].rect.bottom:
        return None
    return next((gap for gap in gaps_of(layout) if gap.left - inside <= at.x() <= gap.right + inside), None)


def gap_beside(layout: Layout, phase: str, column: int) -> InsertionGap | None:
    """Return the gap in which an insertion at `column` of `phase` is shown."""
    return next((gap for gap in gaps_of(layout) if (gap.phase, gap.column) == (phase, column)), None)


def gap_line(layout: Layout, gap: InsertionGap, lane: LaneBox | None = None) -> QRectF:
    """Return the line that marks a gap through a lane, or through all of them, as an empty box."""
    top, bottom = (lane or layout.lanes[0]).rect, (lane or layout.lanes[-1]).rect
    return QRectF(QPointF(gap.x, top.y), QPointF(gap.x, bottom.bottom))


def flow_across(document: BlueprintDocument, cell: GridCell, moving: Container[str] = ()) -> Flow | None:
    """Return the flow between the nearest cards of a lane before `cell` and from it on, if one leads onward there.

    `cell` may be one that a column is inserted for. Cards in `moving` are on their way to it and do not count.
    """
    phases = {phase.id: index for index, phase in enumerate(document.head.phases)}
    if cell.phase not in phases:
        # A large document's picture may be a moment older than the document.
        return None
    here = (phases[cell.phase], cell.column)
    steps_by_column: dict[tuple[int, int], list[str]] = {}
    for step in document.steps:
        if step.lane == cell.lane and step.id not in moving:
            steps_by_column.setdefault(_position(step, phases), []).append(step.id)
    before = max((column for column in steps_by_column if column < here), default=None)
    after = min((column for column in steps_by_column if column >= here), default=None)
    if before is None or after is None:
        return None
    between = [flow for step in steps_by_column[before] for flow in document.flows_from.get(step, ())
               if flow.target in steps_by_column[after]]
    return between[0] if len(between) == 1 else None


def _position(step: Step, phases: dict[str, int]) -> tuple[int, int]:
    return phases[step.phase], step.column
