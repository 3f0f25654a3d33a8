"""Dragging a phase along the row of phases, or a lane up and down among the lanes, by their headings."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt

from visavis.blueprint.editing import Command, commands
from visavis.ui.canvas.hit_testing import HitKind
from visavis.ui.canvas.overlays.highlights import Overlay, OverlayKind
from visavis.ui.canvas.surface import qrect
from visavis.ui.canvas.tools.tool import Pointer, Tool
from visavis.ui.kit.i18n import tr


class BandGesture(Tool):
    """Drags the phase or the lane whose name was grabbed; a line shows where it would go."""

    shape = Qt.CursorShape.ClosedHandCursor
    pulls = True
    _MARKS = "banding"

    def __init__(self, pointer: Pointer) -> None:
        super().__init__(pointer.view)
        self._hit = pointer.hit
        names, rects = self._bands()
        self._rect = rects[names.index(self._hit.id)]
        self._start: QPointF = pointer.at
        self._command: Command | None = None

    @property
    def _is_phase(self) -> bool:
        return self._hit.target is HitKind.PHASE

    def move(self, pointer: Pointer) -> None:
        """Lead the ghost, and show where the band would go."""
        names, rects = self._bands()
        at = names.index(self._hit.id)
        position = pointer.at.x() if self._is_phase else pointer.at.y()
        middles = [rect.center().x() if self._is_phase else rect.center().y() for rect in rects]
        before = sum(middle < position for other, middle in enumerate(middles) if other != at)
        kind = commands.MovePhase if self._is_phase else commands.MoveLane
        self._command = kind(self._hit.id, before) if before != at else None
        allowed = self._command is None or self.view.edit_actions.is_allowed(self._command)
        by = pointer.at - self._start
        along = QPointF(by.x(), 0) if self._is_phase else QPointF(0, by.y())
        marks = [Overlay(OverlayKind.GHOST, self._rect.translated(along))]
        if self._command is not None:
            # The line stands before the band that comes next once the dragged one is out of the way.
            edge = before if before < at else before + 1
            line = self._line(rects, edge)
            marks.append(Overlay(OverlayKind.INSERTION, line) if allowed
                         else Overlay(OverlayKind.REFUSED_CELL, rects[before]))
        if not allowed:
            self._command = None
        self.view.overlays.put(self._MARKS, marks)

    def release(self, pointer: Pointer) -> None:
        """Move the band."""
        self.move(pointer)
        command = self._command
        self.view.toolbox.end_gesture()
        if command is not None:
            self.view.bridge.do(command)

    def deactivate(self) -> None:
        """Take the marks away."""
        self.view.overlays.clear(self._MARKS)

    def hint(self) -> str:
        """Return what to do."""
        return tr("Release where it belongs · Esc: leave it")

    def _bands(self) -> tuple[list[str], list[QRectF]]:
        layout, body = self.layout, qrect(self.view.shown_picture.drawing.body)
        if self._is_phase:
            return [box.phase for box in layout.phases], [
                QRectF(box.rect.x, body.top(), box.rect.width, body.height()) for box in layout.phases]
        return [box.lane for box in layout.lanes], [
            QRectF(body.left(), box.rect.y, body.width(), box.rect.height) for box in layout.lanes]

    def _line(self, rects: list[QRectF], edge: int) -> QRectF:
        """Return the line before the band number `edge`, through the whole drawing."""
        last = rects[-1]
        if self._is_phase:
            x = rects[edge].left() if edge < len(rects) else last.right()
            return QRectF(QPointF(x, last.top()), QPointF(x, last.bottom()))
        y = rects[edge].top() if edge < len(rects) else last.bottom()
        return QRectF(QPointF(last.left(), y), QPointF(last.right(), y))
