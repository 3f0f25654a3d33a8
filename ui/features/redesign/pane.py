"""One of the two drawings: the canvas' own picture, to be looked at and pointed at, never to be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsView, QWidget

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing import Group, Theme
from visavis.blueprint.drawing.before_after.before_after_words import CHANGES
from visavis.blueprint.layout import FULL, LayoutStyle, Point, Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.model.lane_kinds import LANE_KINDS
from visavis.ui.canvas.camera import Camera
from visavis.ui.canvas.events import NOTCH, WHEEL_STEP
from visavis.ui.canvas.hit_testing import HitKind, hit_at
from visavis.ui.canvas.picture import Picture, PictureMaker
from visavis.ui.canvas.picture_view import PictureView
from visavis.ui.canvas.surface import qrect
from visavis.ui.features.redesign.change_marks import ChangePainter, StepChange, mark_group
from visavis.ui.features.redesign.drawn_beside import drawn_beside
from visavis.ui.features.redesign.fewer_columns import FewerColumns, find_fewer_columns, paint_fewer_columns
from visavis.ui.kit.i18n import interface_language, tr

RING, FOCUS = 3.0, 2.0
# How far in points marks reach beyond a card.
REACH = 40.0
RING_GAP = 3.0
RADIUS = 10.0
ARROWS = {Qt.Key.Key_Left: Point(-1, 0), Qt.Key.Key_Right: Point(1, 0), Qt.Key.Key_Up: Point(0, -1),
          Qt.Key.Key_Down: Point(0, 1)}


class ComparisonPane(PictureView):
    """Shows a document: in whole with its headings, or (`headings` false) what stands beside and below them.

    `pointed` carries the step under the pointer or "", `chosen` one that was clicked or gone to; `looked` tells that
    the view moved, `drawn` that a new picture is shown.
    """

    pointed = Signal(str)
    chosen = Signal(str)
    looked = Signal()
    drawn = Signal()

    def __init__(self, *, headings: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set_up_widget()
        self._headings = headings
        self._drawn: tuple[BlueprintDocument, BlueprintDocument] | None = None
        self.changes: Mapping[str, StepChange] = {}
        self.fewer: Sequence[FewerColumns] = ()
        self.lit: frozenset[str] = frozenset()
        self.current = ""
        self._last: QPoint | None = None
        self.camera = Camera(self, self.surface)
        self.camera.moved.connect(self.looked)
        self.surface.restyle = self._restyle
        self._maker = PictureMaker(self, headings=headings)
        self._maker.made.connect(self._show)

    def _set_up_widget(self) -> None:
        self.setObjectName("side")
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setMouseTracking(True)
        self.setMinimumHeight(48)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    # -- what is shown

    def draw(self, document: BlueprintDocument, analysis: Analysis | None, style: LayoutStyle = FULL) -> None:
        """Show a document as the canvas draws it, without the frictions on it: here changes are read.

        Without headings it is drawn as beside another one (`drawn_beside`).
        """
        if self._drawn is None or self._drawn[0] is not document:
            self._drawn = document, document if self._headings else drawn_beside(document)
        plain = None if analysis is None else replace(analysis, frictions=replace(analysis.frictions, findings=()))
        self._maker.ask(self._drawn[1], plain, self.theme, interface_language.translator, style=style)

    @property
    def document(self) -> BlueprintDocument | None:
        """The document that was asked for last, if its picture is on show."""
        shows = self._drawn is not None and self.picture is not None and self.picture.document is self._drawn[1]
        return self._drawn[0] if self._drawn is not None and shows else None

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from the next picture on."""
        self.theme = theme
        self.surface.background = QColor(theme.background)

    def show_changes(self, changes: Mapping[str, StepChange]) -> None:
        """Show what became of the steps."""
        self.changes = changes
        self.camera.forget_pictures(None)
        self.viewport().update()

    def show_fewer_columns(self, *, shown: bool) -> None:
        """Say where columns are empty that the other drawing has, or nothing of it."""
        picture = self.picture
        self.fewer = tuple(find_fewer_columns(picture.document, picture.layout)) if shown and picture else ()
        self.viewport().update()

    def highlight(self, steps: frozenset[str]) -> None:
        """Put a ring around steps."""
        if steps != self.lit:
            self.lit = steps
            self.viewport().update()

    def _restyle(self, group: Group) -> Group:
        return mark_group(group, self.changes, self.theme) if self.changes else group

    def card(self, step: str) -> Rect | None:
        """Return where a step's card is on the drawing, in points."""
        box = self.picture.layout.cards.get(step) if self.picture is not None else None
        return box.rect if box is not None else None

    def middle(self) -> QPointF:
        """Return the middle of the drawing, in points."""
        return self.surface.size().center()

    def is_still(self) -> bool:
        """Return whether no picture is being made and nothing moves."""
        return not self._maker.is_busy() and self.camera.is_still()

    def close_work(self) -> None:
        """Stop drawing aside."""
        self._maker.close()
        self.camera.stop()

    def _show(self, picture: Picture) -> None:
        self.picture = picture
        changed = self.surface.show(picture.drawing)
        self.setSceneRect(self.surface.size())
        self.camera.forget_pictures(changed)
        self.viewport().update()
        self.drawn.emit()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawing, or a snapshot or tiles of it where that is quicker."""
        painter = QPainter(self.viewport())
        self.camera.paint(painter, event.region())
        if not self.camera.is_zooming():
            self._paint_marks(painter)

    def _paint_marks(self, painter: QPainter) -> None:
        if self.picture is None:
            return
        seen = self.camera.area().adjusted(-REACH, -REACH, REACH, REACH)
        self._paint_light(painter)
        paint_fewer_columns(painter, self.fewer, self.theme, self.font())
        marks = ChangePainter(painter, self.theme, self.camera.scale, self.font())
        for name, change in self.changes.items():
            card = self.card(name)
            if card is not None and seen.intersects(qrect(card)):
                marks.paint(change, qrect(card), up=self.is_marked_above(name), chip=self._is_chip(name))
        if self.hasFocus():
            painter.save()
            painter.resetTransform()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.agent.ink), FOCUS))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(FOCUS / 2, FOCUS / 2, -FOCUS / 2, -FOCUS / 2))
            painter.restore()

    def _is_chip(self, step: str) -> bool:
        return self.shown_picture.layout.cards[step].is_chip

    def is_marked_above(self, step: str) -> bool:
        """Return whether a step's outer edge is its upper one: flows come and go at the other."""
        document = self.shown_picture.document
        return LANE_KINDS[document.lane_of(document.step_by_id[step]).kind].is_on_citizen_side

    def _paint_light(self, painter: QPainter) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        gap = RING_GAP / self.camera.scale
        painter.setPen(QPen(QColor(self.theme.agent.ink), RING / self.camera.scale))
        for name in sorted(self.lit):
            card = self.card(name)
            if card is not None:
                painter.drawRoundedRect(qrect(card).adjusted(-gap, -gap, gap, gap), RADIUS, RADIUS)
        painter.restore()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move the drawing; what stands at the edges is painted again."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that another part of the drawing is in sight."""
        super().resizeEvent(event)
        self.looked.emit()

    # -- the mouse

    def _step_at(self, position: QPoint) -> str:
        if self.picture is None:
            return ""
        hit = hit_at(self.picture.drawing, self.camera.to_scene(position), self.camera.scale)
        return hit.id if hit.target is HitKind.STEP else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a card, or take hold of the drawing."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        step = self._step_at(event.position().toPoint()) if event.button() == Qt.MouseButton.LeftButton else ""
        if step:
            self.go_to(step)
        else:
            self._last = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the drawing, or tell what is pointed at."""
        here = event.position().toPoint()
        if self._last is not None:
            by, self._last = here - self._last, here
            self.camera.pan(by.x(), by.y())
        else:
            step = self._step_at(here)
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if step else Qt.CursorShape.ArrowCursor)
            self.pointed.emit(step)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the drawing."""
        self._last = None
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys come here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they no longer do."""
        super().focusOutEvent(event)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self.pointed.emit("")
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer with Ctrl; move along with Shift; else move the drawing."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.camera.zoom_by((turned.y() or turned.x()) / NOTCH, event.position().toPoint())
        else:
            by = event.pixelDelta()
            if by.isNull():
                by = turned * WHEEL_STEP / NOTCH
            across = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.camera.pan(by.x() + by.y(), 0) if across else self.camera.pan(by.x(), by.y())
        event.accept()

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from card to card with the arrows; + and - zoom, 0 shows everything."""
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key in ARROWS and plain:
            self._go(ARROWS[key])
        elif event.text() == "+":
            self.camera.zoom_by(1)
        elif event.text() == "-":
            self.camera.zoom_by(-1)
        elif event.text() == "0":
            self.camera.fit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _go(self, point: Point) -> None:
        cards = self.picture.layout.cards if self.picture is not None else {}
        here = self.card(self.current)
        if here is None:
            first = min(cards, key=lambda name: (cards[name].rect.x, cards[name].rect.y), default="")
            if first:
                self.go_to(first)
            return
        found = [(_farness(here.centre, box.rect.centre, point), name) for name, box in cards.items()
                 if name != self.current]
        near = min(((far, name) for far, name in found if far is not None), default=None)
        if near is not None:
            self.go_to(near[1])

    def go_to(self, step: str) -> None:
        """Choose a step, and say so."""
        self.set_current(step)
        self.chosen.emit(step)

    def set_current(self, step: str) -> None:
        """Make a step the current one, for the arrows and for screen readers."""
        self.current = step
        self.setAccessibleDescription(self._step_text(step))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _step_text(self, step: str) -> str:
        known = self.picture.document.step_by_id.get(step) if self.picture is not None else None
        if known is None:
            return ""
        parts = [" ".join(known.title.split()) or tr("Step without a title")]
        change = self.changes.get(step)
        if change is not None:
            parts += [tr(CHANGES[change.kind]), *(tr(one.message) for one in change.changes)]
        return ". ".join(parts)


def _farness(start: Point, end: Point, point: Point) -> float | None:
    """Return how far a place is in a direction, what lies aside counting thrice; None where it lies elsewhere."""
    across, down = end.x - start.x, end.y - start.y
    along = across * point.x + down * point.y
    aside = abs(across * point.y) + abs(down * point.x)
    return along + 3 * aside if along > 1 else None
