"""A small map of the whole blueprint in the corner: where the window looks, and a way to look elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from visavis.blueprint.layout import Rect
from visavis.ui.canvas.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas
    from visavis.ui.canvas.picture import Picture

# Pixels of the screen.
WIDEST, HIGHEST = 230, 130
MARGIN = 14
PADDING = 6
RADIUS = 8
# A view narrower or lower than this has no room for a map.
LEAST_VIEW = QSize(560, 320)
# A map is made again so long after the last change (milliseconds): no one reads it while typing.
SETTLE = 150
LEAST_CARD = 1.5
# Parts of a pixel in which two cards of a row are told apart: none is narrower than one and a half.
PARTS = 1


class Minimap(QObject):
    """Paints, over the bottom right corner of a view, the whole drawing while not all of it is in sight.

    It is painted with the view, not a widget of its own: Qt moves no pixels under a widget that covers them, and
    each frame of a pan would be painted whole.
    """

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self._view = view
        self.is_wanted = True
        self._map: QPixmap | None = None
        self._scale = 1.0
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._draw)

    def toggle(self) -> None:
        """Show the map when it is of use, or never."""
        self.is_wanted = not self.is_wanted
        self._view.viewport().update()

    def schedule_redraw(self) -> None:
        """Make the map again once things have settled."""
        self._settle.start()

    def is_pending(self) -> bool:
        """Return whether the map is about to be made again."""
        return self._settle.isActive()

    def stop(self) -> None:
        """Make no map any more: the view is closed."""
        self._settle.stop()

    def rect(self) -> QRect:
        """Return where the map stands, in pixels of the viewport; nowhere while it is of no use."""
        picture, window = self._view.picture, self._view.viewport().rect()
        if not self.is_wanted or self._map is None or picture is None:
            return QRect()
        if window.width() < LEAST_VIEW.width() or window.height() < LEAST_VIEW.height():
            return QRect()
        if self._view.camera.area().contains(QRectF(0, 0, picture.drawing.width, picture.drawing.height)):
            return QRect()
        size = self._map.deviceIndependentSize().toSize() + QSize(2 * PADDING, 2 * PADDING)
        return QRect(QPoint(window.right() - size.width() - MARGIN, window.bottom() - size.height() - MARGIN), size)

    def follow_scroll(self, by: QPoint) -> None:
        """Paint the corner again after the viewport's pixels were moved, and where those took the old map."""
        rect = self.rect()
        if not rect.isEmpty():
            self._view.viewport().update(rect.united(rect.translated(by)))

    def look_at(self, position: QPoint) -> None:
        """Look at what lies under a pixel of the viewport on the map."""
        inside = QPointF(position - self.rect().topLeft()) - QPointF(PADDING, PADDING)
        self._view.camera.centre_on(inside / self._scale)

    def paint(self, painter: QPainter) -> None:
        """Paint the map, and a frame around what the window shows."""
        rect = self.rect()
        if rect.isEmpty() or self._map is None:
            return
        theme = self._view.theme
        painter.save()
        painter.resetTransform()
        painter.translate(rect.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.agent.line), 1))
        painter.setBrush(QColor(theme.surface))
        box = QRectF(QPointF(0, 0), rect.size().toSizeF())
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.drawPixmap(QPointF(PADDING, PADDING), self._map)
        painter.setClipRect(box.adjusted(2, 2, -2, -2))
        wash = QColor(theme.agent.ink)
        wash.setAlphaF(0.10)
        painter.setBrush(wash)
        painter.setPen(QPen(QColor(theme.agent.ink), 2))
        painter.drawRoundedRect(self.frame(), 3, 3)
        painter.restore()

    def frame(self) -> QRectF:
        """Return where the window looks, in pixels of the map."""
        area = self._view.camera.area()
        return QRectF(PADDING + area.x() * self._scale, PADDING + area.y() * self._scale,
                      area.width() * self._scale, area.height() * self._scale)

    def _draw(self) -> None:
        """Make the map: lanes as bands, cards as blocks in their lane's colour, the line of interaction."""
        picture = self._view.picture
        if picture is None or not picture.layout.lanes:
            self._map = None
            return
        drawing = picture.drawing
        self._scale = min(WIDEST / max(1.0, drawing.width), HIGHEST / max(1.0, drawing.height))
        ratio = self._view.devicePixelRatioF()
        across, down = (max(1, round(length * self._scale * ratio)) for length in (drawing.width, drawing.height))
        made = QPixmap(across, down)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint(painter, picture)
        painter.end()
        self._map = made
        self._view.viewport().update()

    def _paint(self, painter: QPainter, picture: Picture) -> None:
        theme = self._view.theme
        inks = {}
        for box in picture.layout.lanes:
            colours = theme.of(picture.document.lane_by_id[box.lane])
            painter.fillRect(self._small(box.rect), QColor(colours.tint))
            inks[box.lane] = QColor(colours.ink)
        for phase in picture.layout.phases:
            colour = picture.document.phase_by_id[phase.phase].colour
            painter.fillRect(self._small(phase.rect), QColor(theme.colours[colour].ink if colour else theme.muted))
        # On a long drawing many cards share a pixel, and each has to be painted but once.
        cards = picture.layout.cards
        indices = [round(column.x * self._scale * PARTS) for column in picture.layout.columns]
        spots = {(indices[slot.column], slot.row): step for step, slot in cards.slots.items()}
        for step in spots.values():
            painter.fillRect(self._small(cards.rect(step)), inks[picture.document.step_by_id[step].lane])

    def _small(self, rect: Rect) -> QRectF:
        scale = self._scale
        return QRectF(rect.x * scale, rect.y * scale, max(LEAST_CARD, rect.width * scale),
                      max(LEAST_CARD, rect.height * scale))


class MapGesture(Tool):
    """Looks where the pointer is on the map, while the button is held."""

    shape = Qt.CursorShape.PointingHandCursor

    def __init__(self, pointer: Pointer) -> None:
        super().__init__(pointer.view)
        self.view.minimap.look_at(pointer.position)

    def move(self, pointer: Pointer) -> None:
        """Look there."""
        self.view.minimap.look_at(pointer.position)

    def release(self, pointer: Pointer) -> None:
        """Stay there."""
        del pointer
        self.view.toolbox.end_gesture()
