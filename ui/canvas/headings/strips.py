"""What headings stand in: the column of lanes and the row of phases, each painted whole, as the drawing is by now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from visavis.blueprint.layout import LineKind
from visavis.ui.canvas.headings.heading_look import (
    BAR,
    PADDING,
    SUBTITLE,
    HeadingLook,
    heading_font,
    heading_type,
    paint_heading,
)
from visavis.ui.canvas.picture import Picture
from visavis.ui.canvas.picture_view import PictureView
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.theme_sheet import scale_length

LINE, LEAST_LINE = 3, 1
# A caption keeps this distance to the line of interaction, in pixels.
APART = 4
# Headings in sight: where they are in their strip (pixels), and how they look.
SeenHeadings = Sequence[tuple[QRect, HeadingLook]]
# Derived lines, and at which pixel of the column they are.
SeenLines = Sequence[tuple[LineKind, float]]


class SeenPhases(NamedTuple):
    """The phases in sight: those with a name, and of those too narrow for one where they are and their colour."""

    named: SeenHeadings
    narrow: Sequence[tuple[QRect, QColor]]


class LaneColumn(QWidget):
    """The column of lanes, the derived lines between them, and whose effort a ribbon is.

    `see` tells which lanes are in sight now.
    """

    def __init__(self, view: PictureView, see: Callable[[Picture], SeenHeadings]) -> None:
        super().__init__(view)
        self._view, self._see = view, see
        self._painted: object = None
        # It fills itself: nothing has to be painted under it.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def refresh(self, picture: Picture) -> None:
        """Paint anew where what is to be seen is not what was painted last."""
        if self._content(picture, self._see(picture), self._lines(picture)) != self._painted:
            self.update()

    def _content(self, picture: Picture, seen: SeenHeadings, lines: SeenLines) -> object:
        """Return what there is to paint."""
        profile, band = picture.drawing.profile, picture.layout.conversation
        ends = band and (band.y, band.bottom)
        return (self._view.theme, self.size(), lines, ends, any(profile.citizen.values()),
                any(profile.agent.values()), seen)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the lines, the lanes over them, and the ribbon's captions."""
        theme, picture = self._view.theme, self._view.picture
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(theme.background))
            if picture is not None:
                seen, lines = self._see(picture), self._lines(picture)
                self._painted = self._content(picture, seen, lines)
                for kind, y in lines:
                    painter.setPen(QPen(QColor(theme.ink if kind is LineKind.INTERACTION else theme.hairline),
                                        LINE if kind is LineKind.INTERACTION else LEAST_LINE))
                    painter.drawLine(QPointF(scale_length(BAR), y), QPointF(self.width(), y))
                self._paint_captions(painter, picture, lines)
                _paint_headings(painter, seen)
            painter.setPen(QColor(theme.hairline))
            painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())

    def _lines(self, picture: Picture) -> SeenLines:
        to_pixels = self._view.mapFromScene
        return [(line.kind, float(to_pixels(QPointF(0.0, line.y)).y())) for line in picture.layout.lines]

    def _paint_captions(self, painter: QPainter, picture: Picture, lines: SeenLines) -> None:
        """Say whose effort is above the line of interaction and whose is below: where it was rated and has room."""
        y = next((y for kind, y in lines if kind is LineKind.INTERACTION), None)
        band = picture.layout.conversation
        if y is None or band is None:
            return
        ends = [self._view.mapFromScene(QPointF(0.0, end)).y() for end in (band.y, band.bottom)]
        font, theme, profile = heading_font(SUBTITLE, bold=True), self._view.theme, picture.drawing.profile
        metrics = QFontMetrics(font)
        if ends[1] - ends[0] < metrics.height():
            return
        painter.setFont(font)
        room = self.width() - scale_length(PADDING) - APART
        for text, efforts, top, ink in (
                (tr("Citizen’s effort"), profile.citizen, y - APART - metrics.height(), theme.citizen.ink),
                (tr("Agents’ effort"), profile.agent, y + APART, theme.agent.ink)):
            if any(efforts.values()) and ends[0] <= top and top + metrics.height() <= ends[1]:
                painter.setPen(QColor(ink))
                box = QRectF(scale_length(PADDING), top, room, metrics.height())
                painter.drawText(box, metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))


class PhaseRow(QWidget):
    """The row of phases. `see` tells which are in sight now."""

    def __init__(self, view: PictureView, see: Callable[[Picture], SeenPhases]) -> None:
        super().__init__(view)
        self._view, self._see = view, see
        self._painted: object = None
        # It fills itself: nothing has to be painted under it.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def refresh(self, picture: Picture) -> None:
        """Paint anew where what is to be seen is not what was painted last."""
        if (self._view.theme, self._see(picture)) != self._painted:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the phases on it."""
        picture = self._view.picture
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(self._view.theme.background))
            if picture is not None:
                seen = self._see(picture)
                self._painted = self._view.theme, seen
                for rect, fill in seen.narrow:
                    painter.fillRect(rect, fill)
                _paint_headings(painter, seen.named)


def lanes_in_sight(view: PictureView, picture: Picture, width: int) -> Iterator[tuple[str, QRect]]:
    """Yield the lanes in sight by id, with the places of their names in a column of that width (pixels)."""
    window = QRect(0, 0, width, view.viewport().height())
    for lane in picture.layout.lanes:
        top, bottom = (view.mapFromScene(QPointF(0.0, y)).y() for y in (lane.rect.y, lane.rect.bottom))
        place = QRect(0, top, width, bottom - top).intersected(window)
        if not place.isEmpty():
            yield lane.lane, place


def _paint_headings(painter: QPainter, seen: SeenHeadings) -> None:
    worn = heading_type()
    for place, look in seen:
        paint_heading(painter, place, look, worn)
