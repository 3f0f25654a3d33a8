"""What the pointer finds to take hold of beside cards: their handles, the ends of a flow, the gap between columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from visavis.blueprint.editing import commands
from visavis.blueprint.layout import Rect
from visavis.ui.canvas.hit_testing import HitKind
from visavis.ui.canvas.insertion_gaps import gap_at, gap_line
from visavis.ui.canvas.overlays.highlights import HANDLE_RADIUS, PLUS_RADIUS, Overlay, OverlayKind, line_overlay
from visavis.ui.canvas.surface import qrect
from visavis.ui.canvas.tools.tool import Pointer, Tool
from visavis.ui.kit.selection import ElementKind, ids_of

if TYPE_CHECKING:
    from visavis.blueprint.layout import LaneBox
    from visavis.blueprint.model import Flow
    from visavis.ui.canvas.canvas import Canvas


# A plus smaller than this, in pixels, would not be read as one.
LEAST_PLUS = 4.0


@dataclass(frozen=True)
class Grip:
    """A place to take hold of, of some pixels around it: what a drag from it begins, or what a click on it does."""

    at: QPointF
    mark: OverlayKind
    radius: float
    drag: Callable[[Pointer], Tool] | None = None
    click: Callable[[], object] | None = None


class Grips:
    """The grips around the pointer, shown while it is near. One pointer, one set of them."""

    _MARKS = "handles"
    _LIFTED = "lifted"

    def __init__(self, view: Canvas) -> None:
        self._view = view
        self._grips: list[Grip] = []
        self._card: str | None = None

    def hide(self) -> None:
        """Show none."""
        self._grips, self._card = [], None
        self._view.overlays.clear(self._MARKS)
        self._view.overlays.clear(self._LIFTED)

    def show(self, pointer: Pointer) -> None:
        """Show the grips near the pointer, and lift the flow under it above everything."""
        hit = pointer.hit
        self._lift(hit.id if hit.target is HitKind.FLOW else None)
        if self.grip_at(pointer) is None or self._grips[-1].mark is OverlayKind.PLUS:
            self._card = hit.id if hit.target is HitKind.STEP else None
            # Where a flow ends on the handle of its card, the end of the selected flow is meant.
            self._grips = [*self._on_flow(), *self._on_card(), *self._in_gap(pointer)]
        marks = [Overlay(grip.mark, self._box(grip)) for grip in self._grips]
        if self._grips and self._grips[-1].mark is OverlayKind.PLUS:
            layout = self._view.shown_picture.layout
            gap, lane = gap_at(layout, pointer.at), self._lane(pointer)
            marks += [Overlay(OverlayKind.INSERTION, gap_line(layout, gap, lane))] if gap and lane else []
        self._view.overlays.put(self._MARKS, marks)

    def grip_at(self, pointer: Pointer) -> Grip | None:
        """Return the shown grip under the pointer; over another card, that card is meant."""
        if pointer.hit.target is HitKind.STEP and pointer.hit.id != self._card:
            return None
        reach = PLUS_RADIUS / self._view.camera.scale
        around = QRectF(-reach, -reach, 2 * reach, 2 * reach)
        return next((grip for grip in self._grips if around.contains(pointer.at - grip.at)), None)

    def _lift(self, flow: str | None) -> None:
        flow_line = self._view.shown_picture.layout.flows.get(flow) if flow else None
        points = tuple(QPointF(*point) for point in flow_line.points) if flow_line else ()
        self._view.overlays.put(self._LIFTED, [line_overlay(OverlayKind.FLOW_SELECTION, points)] if points else [])

    def _on_card(self) -> Iterator[Grip]:
        box = self._view.shown_picture.layout.cards.get(self._card or "")
        if box is None or box.is_chip:
            return
        step = box.step
        for at in edges(qrect(box.rect)):
            if self._is_free(at, HANDLE_RADIUS, step):
                yield Grip(at, OverlayKind.HANDLE, HANDLE_RADIUS, lambda start: self._connect(start, step))

    def _on_flow(self) -> Iterator[Grip]:
        """Yield the ends of the flow that is selected alone."""
        selection = self._view.bridge.selection
        key = next(iter(ids_of(selection, ElementKind.FLOW)), "") if len(selection) == 1 else ""
        flow, line = self._view.document.flow_by_key.get(key), self._view.shown_picture.layout.flows.get(key)
        if flow is not None and line is not None and line.points:
            for end, point in (("source", line.points[0]), ("target", line.points[-1])):
                yield Grip(QPointF(*point), OverlayKind.HANDLE, HANDLE_RADIUS, partial(self._reconnect, flow, end))

    def _connect(self, start: Pointer, step: str) -> Tool:
        from visavis.ui.canvas.tools.connect import ConnectGesture, NewConnection

        return ConnectGesture(start, NewConnection(self._view, step))

    def _reconnect(self, flow: Flow, end: str, start: Pointer) -> Tool:
        from visavis.ui.canvas.tools.connect import ConnectGesture, Reconnection

        return ConnectGesture(start, Reconnection(self._view, flow, end))

    def _in_gap(self, pointer: Pointer) -> Iterator[Grip]:
        """Yield a plus between two columns, in the lane under the pointer."""
        layout = self._view.shown_picture.layout
        gap = gap_at(layout, pointer.at) if pointer.hit.target is HitKind.NOTHING else None
        lane = self._lane(pointer)
        if gap is not None and lane is not None:
            command = commands.InsertColumn(gap.phase, gap.column)
            at = QPointF(gap.x, lane.rect.centre.y)
            # As large as a target should be where no card is beside it, else as large as the gap.
            radius = PLUS_RADIUS if self._is_free(at, PLUS_RADIUS) else (
                max(LEAST_PLUS, (gap.right - gap.left) / 2 * self._view.camera.scale - 1))
            if self._is_free(at, radius):
                yield Grip(at, OverlayKind.PLUS, radius, click=lambda: self._view.bridge.do(command))

    def _is_free(self, at: QPointF, radius: float, own: str = "") -> bool:
        """Return whether a disc of some pixels around a place touches no card but its own."""
        layout, reach = self._view.shown_picture.layout, radius / self._view.camera.scale
        box = Rect(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
        near = layout.columns_over(box.x, box.right)
        return not any(qrect(layout.cards.rect(step)).intersects(qrect(box))
                       for column in near for step in layout.stacks[column] if step != own)

    def _box(self, grip: Grip) -> QRectF:
        """Return the box of a grip on the drawing, in points."""
        reach = grip.radius / self._view.camera.scale
        return QRectF(grip.at.x() - reach, grip.at.y() - reach, 2 * reach, 2 * reach)

    def _lane(self, pointer: Pointer) -> LaneBox | None:
        lanes = self._view.shown_picture.layout.lanes
        return next((lane for lane in lanes if lane.rect.y <= pointer.at.y() <= lane.rect.bottom), None)


def edges(card: QRectF) -> tuple[QPointF, ...]:
    """Return the middles of a card's four edges."""
    middle = card.center()
    return (QPointF(card.right(), middle.y()), QPointF(middle.x(), card.top()), QPointF(middle.x(), card.bottom()),
            QPointF(card.left(), middle.y()))
