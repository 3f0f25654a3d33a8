"""What a view looks at: the drawing that is on show, painted where it is in sight, by the backend that makes PNGs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

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


def without_text(group: Group) -> Group:
    """Return the group with every line of text as a bar of its length: what is left of text seen from afar."""
    return replace(group, primitives=tuple(
        _bar(primitive) if isinstance(primitive, Text) else primitive for primitive in group.primitives))


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
        # By identity, with the group itself, so that its identity stays its own.
        self._from_afar: dict[tuple[int, bool | None], tuple[Group, Group]] = {}

    def show(self, drawing: ViewportDrawing) -> list[QRectF] | None:
        """Show a drawing; return the areas that look different now (points), None when everything may."""
        areas = find_dirty_regions(self.drawing, drawing)
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
            paint_group(painter, self._as_seen_at(scale, group))
            painter.translate(-x, -y)

    def paint_far(self, painter: QPainter, area: QRectF) -> None:
        """Paint what has a part in an area (points) as it is seen from very far."""
        if self.drawing is None:
            return
        for group in self.drawing.lanes_and_lines(rect_of(area)):
            paint_group(painter, self._simplify(group))
        paint_far_zoom(painter, self.drawing, rect_of(area))

    def _as_seen_at(self, scale: float, group: Group) -> Group:
        """Return a group as it is seen at a scale: cards say less and less, other words become bars."""
        if group.role is Role.STEP and WITHOUT_WORDS <= scale < WITHOUT_HEAD and self.drawing is not None:
            box, is_one_line = self.drawing.layout.cards[group.id], scale < ONE_LINE
            return self._remember((id(group), is_one_line), group, lambda: simplify_card(group, box, scale))
        return self._simplify(group) if scale < LEGIBLE_SCALE else group

    def _simplify(self, group: Group) -> Group:
        return self._remember((id(group), None), group, lambda: without_text(group))

    def _remember(self, key: tuple[int, bool | None], group: Group, simplify: Callable[[], Group]) -> Group:
        kept = self._from_afar.get(key)
        if kept is None:
            if len(self._from_afar) >= MOST_FROM_AFAR:
                self._from_afar.clear()
            kept = self._from_afar[key] = (group, simplify())
        return kept[1]
