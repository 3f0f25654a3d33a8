"""A small map of the whole blueprint in the corner: where the window looks, and a way to look elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from blueprint.drawing.theme import Theme
from blueprint.layout.places import Rect
from ui.i18n import speech, tr

if TYPE_CHECKING:
    from ui.canvas.view import BlueprintView

# Pixels of the screen.
WIDEST, HIGHEST = 230, 130
MARGIN = 14
PADDING = 6
RADIUS = 8
# A view narrower or lower than this has no room for a map.
LEAST_VIEW = QSize(560, 320)
# A map is made anew so long after the last change (milliseconds): nobody reads it while typing.
SETTLE = 150
LEAST_CARD = 1.5


class Minimap(QWidget):
    """Stands over the bottom right corner of a view while not all of the drawing is in sight."""

    def __init__(self, view: BlueprintView) -> None:
        super().__init__(view)
        self._view = view
        self._wanted = True
        self._map: QPixmap | None = None
        self._scale = 1.0
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._draw)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        view.viewport().installEventFilter(self)
        view.camera.moved.connect(self.follow)
        view.camera.zoomed.connect(self.follow)
        speech.language_changed.connect(self._retranslate)
        self._retranslate()
        self.hide()

    def toggle(self) -> None:
        """Show the map when it is of use, or never."""
        self._wanted = not self._wanted
        self.follow()

    def picture_changed(self) -> None:
        """Make the map anew once things have settled."""
        self._settle.start()

    def follow(self, *_: object) -> None:
        """Show where the window looks; hide while all is in sight."""
        shown = self._wanted and self._map is not None and self._is_useful()
        self.setVisible(shown)
        if shown:
            self._stand()
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() == QEvent.Type.Resize:
            self.follow()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look where it is pressed."""
        self._look_at(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Look where it is dragged."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._look_at(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay where it looks."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the map, and a frame around what the window shows."""
        del event
        if self._map is None:
            return
        theme, painter = self._view.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.agent.line), 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.drawPixmap(QPointF(PADDING, PADDING), self._map)
        painter.setClipRect(self.rect().adjusted(2, 2, -2, -2))
        wash = QColor(theme.agent.ink)
        wash.setAlphaF(0.10)
        painter.setBrush(wash)
        painter.setPen(QPen(QColor(theme.agent.ink), 2))
        painter.drawRoundedRect(self.frame(), 3, 3)

    def frame(self) -> QRectF:
        """Return where the window looks, in pixels of the map."""
        area = self._view.camera.area()
        return QRectF(PADDING + area.x() * self._scale, PADDING + area.y() * self._scale,
                      area.width() * self._scale, area.height() * self._scale)

    def _look_at(self, event: QMouseEvent) -> None:
        place = (event.position() - QPointF(PADDING, PADDING)) / self._scale
        self._view.camera.centre_on(place)
        event.accept()

    def _is_useful(self) -> bool:
        picture, window = self._view.picture, self._view.viewport().size()
        if picture is None or window.width() < LEAST_VIEW.width() or window.height() < LEAST_VIEW.height():
            return False
        return not self._view.camera.area().contains(QRectF(0, 0, picture.drawing.width, picture.drawing.height))

    def _stand(self) -> None:
        size, window = self._map.deviceIndependentSize().toSize(), self._view.viewport().geometry()
        self.resize(size.width() + 2 * PADDING, size.height() + 2 * PADDING)
        self.move(window.right() - self.width() - MARGIN, window.bottom() - self.height() - MARGIN)
        self.raise_()

    def _draw(self) -> None:
        """Make the map: lanes as bands, cards as blocks in their lane's colour, the line of interaction."""
        picture = self._view.picture
        if picture is None or not picture.layout.lanes:
            self._map = None
            self.follow()
            return
        drawing = picture.drawing
        self._scale = min(WIDEST / max(1.0, drawing.width), HIGHEST / max(1.0, drawing.height))
        ratio = self.devicePixelRatioF()
        across, down = (max(1, round(length * self._scale * ratio)) for length in (drawing.width, drawing.height))
        made = QPixmap(across, down)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint(painter, self._view.theme)
        painter.end()
        self._map = made
        self.follow()

    def _paint(self, painter: QPainter, theme: Theme) -> None:
        picture = self._view.picture
        inks = {}
        for place in picture.layout.lanes:
            colours = theme.of_lane(picture.document.lane_by_id[place.lane].kind)
            painter.fillRect(self._small(place.rect), QColor(colours.tint))
            inks[place.lane] = QColor(colours.ink)
        for phase in picture.layout.phases:
            painter.fillRect(self._small(phase.rect), QColor(theme.muted))
        for step in picture.document.steps:
            card = picture.layout.cards.get(step.id)
            if card is not None:
                painter.fillRect(self._small(card.rect), inks[step.lane])

    def _small(self, rect: Rect) -> QRectF:
        scale = self._scale
        return QRectF(rect.x * scale, rect.y * scale, max(LEAST_CARD, rect.width * scale),
                      max(LEAST_CARD, rect.height * scale))

    def _retranslate(self, *_: object) -> None:
        self.setAccessibleName(tr("Map of the whole blueprint"))
        self.setToolTip(tr("Map of the whole blueprint"))
