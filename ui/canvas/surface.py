"""What a view looks at: the drawing that is on show, painted where it is in sight, by the backend that makes PNGs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import inf

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QColor, QPainter

from visavis.blueprint.drawing import Box, Group, Role, Text, ViewportDrawing
from visavis.blueprint.drawing.viewport.dirty_regions import find_dirty_regions
from visavis.blueprint.layout import Rect
from visavis.exporters.backends.qt import paint_group
from visavis.ui.canvas.far_zoom import ONE_LINE, WITHOUT_HEAD, WITHOUT_WORDS, paint_far_zoom, simplify_card

# Below this scale a 10 pt line is under 4 px high: no one can read it, and it is drawn as a bar.
LEGIBLE_SCALE = 0.38
BAR_OPACITY = 0.35
# A bar stands for the x-height of its line, about half the size of the type.
BAR_HEIGHT = 0.42
# How many groups are kept as they look from afar.
MOST_FROM_AFAR = 4000


def qrect(rect: Rect) -> QRectF:
    """Return a box of the layout as Qt's."""
    return QRectF(rect.x, rect.y, rect.width, rect.height)


def rect_of(rect: QRectF) -> Rect:
    """Return a box of Qt's as the layout's."""
    return Rect(rect.x(), rect.y(), rect.width(), rect.height())


def without_text(group: Group, least: float = inf) -> Group:
    """Return the group with each line of text below a size (points) as a bar of its length, as seen from afar."""
    if not any(isinstance(one, Text) and one.run.style.size < least for one in group.primitives):
        return group
    return replace(group, primitives=tuple(
        _bar(one) if isinstance(one, Text) and one.run.style.size < least else one for one in group.primitives))


def _bar(text: Text) -> Box:
    height = text.run.style.size * BAR_HEIGHT
    rect = Rect(text.x, text.baseline - height, text.run.width, height)
    return Box(rect, radius=height / 2, fill=text.colour, opacity=BAR_OPACITY)


class Surface(QObject):
    """Holds the drawing on show. Views paint it through a camera; nothing of it is an object of Qt's."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.drawing: ViewportDrawing | None = None
        self.background = QColor("#FFFFFF")
        # How a view shows some groups otherwise than they are drawn: a comparison does, of steps that went or came.
        self.restyle: Callable[[Group], Group] | None = None
        # The least size of text that is painted as text, in pixels: on a projection what can be read from afar.
        self.least_text = 0.0
        # By identity, with the group itself, so that its identity stays its own.
        self._least = inf
        self._from_afar: dict[tuple[int, bool | None], tuple[Group, Group]] = {}

    def show(self, drawing: ViewportDrawing, seen: QRectF | None = None) -> list[QRectF] | None:
        """Show a drawing; return the areas that look different now (points), None when everything may.

        What is not in the part that is `seen` (all of it by default) may be told roughly.
        """
        areas = find_dirty_regions(self.drawing, drawing, None if seen is None else rect_of(seen))
        self.drawing = drawing
        self.background = QColor(drawing.background)
        if areas is None:
            self._from_afar.clear()
        return None if areas is None else [qrect(area) for area in areas]

    def size(self) -> QRectF:
        """Return what is looked at of the drawing, in points, without the margin around it."""
        return QRectF() if self.drawing is None else qrect(self.drawing.body)

    def count(self) -> int:
        """Return about how many groups there are."""
        return 0 if self.drawing is None else len(self.drawing)

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint what has a part in an area (points), with bars for text that would be too small to read."""
        if self.drawing is None:
            return
        scale = painter.worldTransform().m11()
        for group, x, y in self.drawing.groups_in(rect_of(area)):
            painter.translate(x, y)
            shown = self._as_seen_at(scale, group)
            paint_group(painter, shown if self.restyle is None else self.restyle(shown))
            painter.translate(-x, -y)

    def least_size(self, scale: float) -> float:
        """Return the least size of text, in points, that is painted as text at a scale (pixels a point); 0: any."""
        if self.least_text:
            return self.least_text / scale
        return inf if scale < LEGIBLE_SCALE else 0.0

    def paint_far(self, painter: QPainter, area: QRectF) -> None:
        """Paint what has a part in an area (points) as it is seen from very far."""
        if self.drawing is None:
            return
        for group in self.drawing.lanes_and_lines(rect_of(area)):
            paint_group(painter, self._simplify(group, inf))
        paint_far_zoom(painter, self.drawing, rect_of(area))

    def _as_seen_at(self, scale: float, group: Group) -> Group:
        """Return a group as it is seen at a scale: cards say less and less, other words become bars."""
        if (not self.least_text and group.role is Role.STEP and WITHOUT_WORDS <= scale < WITHOUT_HEAD
                and self.drawing is not None):
            box, is_one_line = self.drawing.layout.cards[group.id], scale < ONE_LINE
            return self._remember((id(group), is_one_line), group, lambda: simplify_card(group, box, scale))
        least = self.least_size(scale)
        return self._simplify(group, least) if least else group

    def _simplify(self, group: Group, least: float) -> Group:
        if least != self._least:
            self._from_afar.clear()
            self._least = least
        return self._remember((id(group), None), group, lambda: without_text(group, least))

    def _remember(self, key: tuple[int, bool | None], group: Group, simplify: Callable[[], Group]) -> Group:
        kept = self._from_afar.get(key)
        if kept is None:
            if len(self._from_afar) >= MOST_FROM_AFAR:
                self._from_afar.clear()
            kept = self._from_afar[key] = (group, simplify())
        return kept[1]
