"""The names of lanes beside one of the two drawings: they follow it up and down, and never scroll out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent

from visavis.ui.canvas.headings.heading_button import BAR, NAME, PADDING, break_lines, heading_font
from visavis.ui.canvas.headings.headings import COLUMN, LaneColumn
from visavis.ui.kit.theme_sheet import scale_length

if TYPE_CHECKING:
    from visavis.ui.canvas.picture_view import PictureView

MOST_LINES = 2


class LaneNames(LaneColumn):
    """The column of lanes of a drawing that is only looked at: nothing in it can be pressed."""

    def __init__(self, view: PictureView) -> None:
        super().__init__(view)
        self.fit_text_size()

    def fit_text_size(self) -> None:
        """Take the room that text of the chosen size needs."""
        self.setFixedWidth(scale_length(COLUMN))

    def names(self) -> list[tuple[str, QRect]]:
        """Return the lanes in sight, by id, with the place of their names in pixels."""
        picture = self._view.picture
        found = []
        for lane in picture.layout.lanes if picture is not None else ():
            top = self._view.mapFromScene(QPointF(0.0, lane.rect.y)).y()
            bottom = self._view.mapFromScene(QPointF(0.0, lane.rect.bottom)).y()
            place = QRect(0, top, self.width() - 1, bottom - top).intersected(self.rect())
            if place.height() > 0:
                found.append((lane.lane, place))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lanes in sight, over the lines between them."""
        super().paintEvent(event)
        picture = self._view.picture
        if picture is None:
            return
        with QPainter(self) as painter:
            for lane_id, place in self.names():
                lane = picture.document.lane_by_id[lane_id]
                inks = self._view.theme.of(lane)
                painter.fillRect(place, QColor(inks.tint))
                painter.fillRect(QRect(0, place.y(), scale_length(BAR), place.height()), QColor(inks.ink))
                self._paint_name(painter, lane.name, place, inks.ink)

    def _paint_name(self, painter: QPainter, name: str, place: QRect, ink: str) -> None:
        font = heading_font(NAME, bold=True)
        metrics = QFontMetrics(font)
        room = place.adjusted(scale_length(PADDING), 0, -scale_length(PADDING) // 2, 0)
        most = min(MOST_LINES, room.height() // metrics.height())
        if most < 1:
            return
        painter.setFont(font)
        painter.setPen(QColor(ink))
        texts = break_lines(" ".join(name.split()), metrics, room.width(), most)
        top = room.center().y() - len(texts) * metrics.height() / 2
        for index, text in enumerate(texts):
            box = QRectF(room.x(), top + index * metrics.height(), room.width(), metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
