"""A small map of the whole blueprint, beside the drawing: where the window looks, and a way to look elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from visavis.blueprint.layout import Rect
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.theme_sheet import scale_length

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas
    from visavis.ui.canvas.picture import Picture

# Pixels, with text of the usual size: so wide at most, so high, and so wide a column where that is enough.
WIDEST, HEIGHT, A_COLUMN = 225, 22, 9
RADIUS = 3
FRAME = 2.0
# A map is made again so long after the last change (milliseconds): no one reads it while typing.
SETTLE = 150
LEAST_CARD = 2.0
# How much of a lane's colour the map's ground shows.
GROUND = 0.5


class Minimap(QWidget):
    """Shows all of a canvas' drawing, squeezed into a line, and a frame around what the canvas shows.

    It stands where the window puts it, never over the drawing. `shown_changed` tells whether people want it.
    """

    shown_changed = Signal(bool)

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self.setObjectName("minimap")
        self.hide()
        self._view = view
        self.is_wanted = True
        self.map: QPixmap | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._draw)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(QSize(scale_length(WIDEST), scale_length(HEIGHT)))
        interface_language.language_changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        self.setAccessibleName(tr("Overview map"))
        self.setToolTip(tr("Click or drag to look elsewhere"))

    def toggle(self) -> None:
        """Show the map, or never."""
        self.is_wanted = not self.is_wanted
        self.shown_changed.emit(self.is_wanted)

    def schedule_redraw(self) -> None:
        """Make the map again once things have settled."""
        self._settle.start()

    def is_pending(self) -> bool:
        """Return whether the map is about to be made again."""
        return self._settle.isActive()

    def stop(self) -> None:
        """Make no map any more: the view is closed."""
        self._settle.stop()

    def follow(self) -> None:
        """Show where the canvas looks now."""
        self.update()

    # -- looking elsewhere

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look there."""
        self._look_at(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Look there, while the button is held."""
        self._look_at(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay there."""
        event.accept()

    def _look_at(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._view.picture is not None:
            body, (across, down) = self._view.picture.drawing.body, self._scales()
            at = event.position()
            self._view.camera.centre_on(QPointF(body.x + at.x() / across, body.y + at.y() / down))
        event.accept()

    def frame(self) -> QRectF:
        """Return where the canvas looks, in pixels of the map; nowhere before there is a drawing."""
        if self._view.picture is None:
            return QRectF()
        area, body, (across, down) = self._view.camera.area(), self._view.picture.drawing.body, self._scales()
        seen = QRectF((area.x() - body.x) * across, (area.y() - body.y) * down, area.width() * across,
                      area.height() * down)
        return seen.intersected(QRectF(self.rect()))

    def _scales(self) -> tuple[float, float]:
        """Return how many pixels of the map a point of the drawing has, across and down."""
        body = self._view.picture.drawing.body if self._view.picture is not None else Rect(0, 0, 1, 1)
        return self.width() / max(1.0, body.width), self.height() / max(1.0, body.height)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the map, and a frame around what the canvas shows."""
        del event
        theme = self._view.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), QColor(theme.surface))
            if self.map is not None:
                painter.drawPixmap(0, 0, self.map)
            painter.setPen(QPen(QColor(theme.hairline), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
            painter.setPen(QPen(QColor(theme.ink), FRAME))
            half = FRAME / 2
            painter.drawRoundedRect(self.frame().adjusted(half, half, -half, -half), RADIUS, RADIUS)

    def _draw(self) -> None:
        """Make the map: lanes as bands, cards as blocks in their lane's colour."""
        picture = self._view.picture
        if picture is None or not picture.layout.lanes:
            self.map = None
            self.update()
            return
        columns = len(picture.layout.columns)
        self.setFixedSize(QSize(scale_length(min(WIDEST, max(2, columns) * A_COLUMN)), scale_length(HEIGHT)))
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        with QPainter(made) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            self._paint(painter, picture)
        self.map = made
        self.update()

    def _paint(self, painter: QPainter, picture: Picture) -> None:
        theme = self._view.theme
        inks = {}
        for box in picture.layout.lanes:
            colours = theme.of(picture.document.lane_by_id[box.lane])
            ground = QColor(colours.tint)
            ground.setAlphaF(GROUND)
            painter.fillRect(self._small(box.rect), ground)
            inks[box.lane] = QColor(colours.ink)
        # On a long drawing many cards share a pixel, and each has to be painted but once.
        cards, (across, _) = picture.layout.cards, self._scales()
        indices = [round(column.x * across) for column in picture.layout.columns]
        spots = {(indices[slot.column], slot.row): step for step, slot in cards.slots.items()}
        for step in spots.values():
            place = self._small(cards.rect(step))
            painter.fillRect(place.adjusted(0, place.height() / 2 - LEAST_CARD / 2, 0,
                                            -place.height() / 2 + LEAST_CARD / 2),
                             inks[picture.document.step_by_id[step].lane])

    def _small(self, rect: Rect) -> QRectF:
        body, (across, down) = self._view.shown_picture.drawing.body, self._scales()
        return QRectF((rect.x - body.x) * across, (rect.y - body.y) * down,
                      max(LEAST_CARD, rect.width * across - 1), max(LEAST_CARD, rect.height * down))
