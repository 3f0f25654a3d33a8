"""One graphics item a group of the display list, painted by the backend that also makes PNGs."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from blueprint.drawing.display_list import Box, Group, Text
from blueprint.layout.places import Rect
from exporters.backends.qt import paint_group

# Halos, round caps and arrowheads reach beyond a group's bounds by at most this many points.
INK_MARGIN = 6.0
# Below this scale a 10 pt line is under 4 px high: nobody can read it, and it is drawn as a bar.
LEGIBLE_SCALE = 0.38
BAR_OPACITY = 0.35
# A bar stands for the x-height of its line, about half the size of the type.
BAR_HEIGHT = 0.42


def qrect(rect: Rect) -> QRectF:
    """Return a box of the layout as Qt's."""
    return QRectF(rect.x, rect.y, rect.width, rect.height)


def ink_of(group: Group) -> QRectF:
    """Return the area that painting a group may touch."""
    return qrect(group.bounds).adjusted(-INK_MARGIN, -INK_MARGIN, INK_MARGIN, INK_MARGIN)


def without_text(group: Group) -> Group:
    """Return the group with every line of text as a bar of its length: what is left of text seen from afar."""
    return replace(group, primitives=tuple(
        _bar(primitive) if isinstance(primitive, Text) else primitive for primitive in group.primitives))


def _bar(text: Text) -> Box:
    height = text.run.style.size * BAR_HEIGHT
    rect = Rect(text.x, text.baseline - height, text.run.width, height)
    return Box(rect, radius=height / 2, fill=text.colour, opacity=BAR_OPACITY)


class GroupItem(QGraphicsRectItem):
    """Shows one group; its rectangle is the area that the ink may touch. It takes no part in events: the tools do.

    Qt asks for that area of every item whenever it sorts them. Asked of Python, ten thousand answers would wait for
    the interpreter's lock while an analysis holds it (measured: 13 s in which the window stood still).
    """

    def __init__(self, group: Group) -> None:
        super().__init__(ink_of(group))
        self.setPen(Qt.PenStyle.NoPen)
        self.group = group
        self._from_afar: Group | None = None
        self.setZValue(group.layer)

    def show_group(self, group: Group) -> QRectF:
        """Show another state of the same thing; return the area that has to be painted again."""
        before = self.rect()
        ink = ink_of(group)
        self.setRect(ink)
        self.group, self._from_afar = group, None
        if self.zValue() != group.layer:
            self.setZValue(group.layer)
        self.update()
        return before.united(ink)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the primitives, with bars for text that would be too small to read."""
        del option, widget
        paint_group(painter, self.seen_at(painter.worldTransform().m11()))

    def seen_at(self, scale: float) -> Group:
        """Return the group in the detail that `scale` (pixels a point) can show."""
        if scale >= LEGIBLE_SCALE:
            return self.group
        if self._from_afar is None:
            self._from_afar = without_text(self.group)
        return self._from_afar
