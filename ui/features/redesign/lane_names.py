"""The names of lanes beside one of the two drawings: they follow it up and down, and never scroll out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from visavis.blueprint.layout import LineKind
from visavis.ui.kit.theme_sheet import scale_length

if TYPE_CHECKING:
    from visavis.ui.canvas.picture_view import PictureView

# Pixels, with text of the usual size.
WIDTH, NAME = 116, 14
BAR, PADDING, LINE = 4, 10, 3
MOST_LINES = 2


class LaneNames(QWidget):
    """Paints the name of every lane of a view's picture at its height."""

    def __init__(self, view: PictureView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.setFixedWidth(scale_length(WIDTH))

    def names(self) -> list[tuple[str, QRect]]:
        """Return the lanes in sight, by id, with the place of their names in pixels."""
        picture = self._view.picture
        found = []
        for lane in picture.layout.lanes if picture is not None else ():
            top = self._view.mapFromScene(QPointF(0.0, lane.rect.y)).y()
            bottom = self._view.mapFromScene(QPointF(0.0, lane.rect.bottom)).y()
            place = QRect(0, top, self.width(), bottom - top).intersected(self.rect())
            if place.height() > 0:
                found.append((lane.lane, place))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lanes in sight, and the line of interaction between them."""
        picture, theme = self._view.picture, self._view.theme
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(theme.background))
            if picture is not None:
                for lane_id, place in self.names():
                    lane = picture.document.lane_by_id[lane_id]
                    inks = theme.of(lane)
                    painter.fillRect(place, QColor(inks.tint))
                    painter.fillRect(QRect(0, place.y(), scale_length(BAR), place.height()), QColor(inks.ink))
                    self._paint_name(painter, lane.name, place, inks.ink)
                for line in picture.layout.lines:
                    if line.kind is LineKind.INTERACTION:
                        y = self._view.mapFromScene(QPointF(0.0, line.y)).y()
                        painter.setPen(QPen(QColor(theme.ink), LINE))
                        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
            painter.setPen(QColor(theme.hairline))
            painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())

    def _paint_name(self, painter: QPainter, name: str, place: QRect, ink: str) -> None:
        font = QFont(self.font())
        font.setPixelSize(scale_length(NAME))
        font.setWeight(QFont.Weight.Bold)
        metrics = QFontMetrics(font)
        room = place.adjusted(scale_length(PADDING), 0, -scale_length(PADDING) // 2, 0)
        lines = min(MOST_LINES, room.height() // metrics.lineSpacing())
        if lines < 1:
            return
        painter.setFont(font)
        painter.setPen(QColor(ink))
        texts = break_lines(" ".join(name.split()), metrics, room.width(), lines)
        top = room.center().y() - len(texts) * metrics.lineSpacing() / 2
        for index, text in enumerate(texts):
            box = QRectF(room.x(), top + index * metrics.lineSpacing(), room.width(), metrics.lineSpacing())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def break_lines(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """Return a text in at most so many lines, the last one cut where there is more of it."""
    words, lines = text.split(), [""]
    while words:
        longer = f"{lines[-1]} {words[0]}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width and len(lines) < most:
            lines.append("")
            continue
        lines[-1] = longer
        words.pop(0)
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
