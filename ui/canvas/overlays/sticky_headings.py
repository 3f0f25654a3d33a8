"""Where one is on a long blueprint: the names of lanes and phases whose headings are out of sight, at the edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPainter

from visavis.ui.canvas.surface import qrect

if TYPE_CHECKING:
    from visavis.ui.canvas.picture_view import PictureView

# Pixels of the screen, with text of the usual size: signposts stay legible at every zoom, and grow with larger text.
TYPE_SIZE = 12
USUAL = 16
PADDING = 8
HEIGHT = 22
GAP = 6
WIDEST = 170
RADIUS = 6
# A lane or a phase of which less than this is in sight gets no signpost.
LEAST = 28
OPACITY = 0.94
# What smooth edges reach beyond a board, in pixels.
FRINGE = 2


class StickyHeadings(QObject):
    """Paints, over the drawing, the names of what is in sight while their own places are not."""

    def __init__(self, view: PictureView) -> None:
        super().__init__(view)
        self._view = view

    def strips(self) -> tuple[QRect, QRect]:
        """Return the parts of the viewport that signposts may stand in: left and top."""
        window = self._view.viewport().rect()
        widest, height = self._scale_length(WIDEST), self._scale_length(HEIGHT)
        return (QRect(0, 0, GAP + widest + FRINGE, window.height()),
                QRect(0, 0, window.width(), GAP + height + FRINGE))

    def _scale_length(self, pixels: int) -> int:
        """Return a length as it is beside text of the chosen size."""
        size = QFontInfo(self._view.font()).pixelSize()
        return pixels if size <= USUAL else max(pixels, round(pixels * size / TYPE_SIZE))

    def follow_scroll(self, by: QPoint) -> None:
        """Paint the strips again after the viewport's pixels were moved, and where those took the old ones."""
        for strip in self.strips():
            self._view.viewport().update(strip.united(strip.translated(by)))

    def paint(self, painter: QPainter) -> None:
        """Paint the signposts, in pixels of the viewport."""
        if self._view.picture is None:
            return
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self._view.font())
        font.setPixelSize(self._scale_length(TYPE_SIZE))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        for rect, text, fill, ink in self.headings(QFontMetrics(font)):
            painter.setOpacity(OPACITY)
            painter.setPen(QColor(ink))
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(QRectF(rect), RADIUS, RADIUS)
            painter.setOpacity(1.0)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def headings(self, metrics: QFontMetrics) -> list[tuple[QRect, str, str, str]]:
        """Return the signposts: place (pixels), text, colour of the board, colour of the letters."""
        phases = self._phases(metrics)
        return [*self._lanes(metrics, [rect for rect, *_ in phases]), *phases]

    def _lanes(self, metrics: QFontMetrics, taken: list[QRect]) -> list[tuple[QRect, str, str, str]]:
        """Return those of lanes: below the phases' where these have `taken` the place, if the lane reaches so far."""
        picture, theme = self._view.shown_picture, self._view.theme
        found = []
        for lane in picture.layout.lanes:
            strip = self._on_screen(qrect(lane.rect))
            known = picture.document.lane_by_id.get(lane.lane)
            if known is None or self._on_screen(qrect(lane.heading)).width() > LEAST or strip.height() < LEAST:
                continue
            board, text = _board(metrics, known.name, QPoint(GAP, max(GAP, strip.top() - HEIGHT // 3)),
                                 self._scale_length(WIDEST))
            over = [rect.bottom() for rect in taken if rect.intersects(board)]
            if over:
                board.moveTop(max(over) + GAP)
                if board.bottom() > strip.bottom():
                    continue
            found.append((board, text, theme.surface, theme.of(known).ink))
        return found

    def _phases(self, metrics: QFontMetrics) -> list[tuple[QRect, str, str, str]]:
        picture, theme = self._view.shown_picture, self._view.theme
        area = self._view.camera.area()
        in_sight = picture.layout.phases_over(area.left(), area.right())
        numbers = {phase.id: number for number, phase in enumerate(picture.document.head.phases)} if in_sight else {}
        found = []
        for phase in in_sight:
            known, number = picture.document.phase_by_id.get(phase.phase), numbers.get(phase.phase, 0)
            rect = qrect(phase.rect)
            seen = self._on_screen(QRectF(rect.x(), area.top(), rect.width(), area.height()))
            if known is None or self._on_screen(rect).height() > HEIGHT / 2 or seen.width() < 2 * LEAST:
                continue
            widest = min(seen.width() - GAP, self._scale_length(WIDEST))
            bounds, text = _board(metrics, known.name, QPoint(0, GAP), widest)
            bounds.moveCenter(QPoint(seen.center().x(), bounds.center().y()))
            found.append((bounds, text, theme.of_phase(known, number), theme.on_phase))
        return found

    def _on_screen(self, rect: QRectF) -> QRect:
        """Return the part of a box of the drawing that is in sight, in pixels."""
        return self._view.mapFromScene(rect).boundingRect().intersected(self._view.viewport().rect())


def _board(metrics: QFontMetrics, name: str, corner: QPoint, widest: int) -> tuple[QRect, str]:
    """Return a board of one line and what of the name fits on it."""
    room = widest - 2 * PADDING
    text = metrics.elidedText(" ".join(name.split()), Qt.TextElideMode.ElideRight, room)
    return QRect(corner.x(), corner.y(), metrics.horizontalAdvance(text) + 2 * PADDING,
                 max(HEIGHT, metrics.height() + 4)), text
