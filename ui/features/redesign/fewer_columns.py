"""Where a redesign has fewer columns than the as-is: how many fewer is said in the room that they leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from visavis.blueprint.drawing import Theme
from visavis.blueprint.layout import Layout, Rect
from visavis.blueprint.model import BlueprintDocument, Side
from visavis.blueprint.model.lane_kinds import LANE_KINDS
from visavis.ui.canvas.surface import qrect
from visavis.ui.kit.i18n import interface_language

# Points of the drawing.
TYPE_SIZE = 13
HEIGHT, STOP, GAP = 20.0, 5.0, 10.0
DOTS = (0.5, 4.0)


@dataclass(frozen=True, slots=True)
class FewerColumns:
    """So many columns fewer in a phase, and the strip (points) across the room that they leave."""

    phase: str
    count: int
    strip: Rect

    @property
    def words(self) -> str:
        """What is said there."""
        return interface_language.translator.plural("{count} column fewer", "{count} columns fewer", self.count)


def find_fewer_columns(document: BlueprintDocument, layout: Layout) -> Iterator[FewerColumns]:
    """Yield the columns at the ends of phases that only the other drawing has."""
    for phase, columns in groupby(enumerate(layout.columns), key=lambda item: item[1].phase):
        empty = [(at, column) for at, column in columns if column.index >= document.columns_of_phase[phase]]
        if empty:
            (first, left), (last, right) = empty[0], empty[-1]
            room = range(first, last + 1)
            yield FewerColumns(phase, len(empty), _find_strip(layout, room, left.x, right.x + right.width))


def _find_strip(layout: Layout, columns: range, left: float, right: float) -> Rect:
    """Return the strip of the first lane that no flow passes there, the citizen's nearest to the line before others.

    Where flows pass all of them it is that one.
    """
    above = [box for box in layout.lanes if LANE_KINDS[box.kind].side is Side.CITIZEN]
    lanes = [*reversed(above), *(box for box in layout.lanes if box not in above)]
    strips = [Rect(left, box.rect.centre.y - HEIGHT / 2, right - left, HEIGHT) for box in lanes]
    taken = list(_flow_boxes(layout, columns))
    return next((strip for strip in strips if not any(_meet(strip, box) for box in taken)), strips[0])


def _flow_boxes(layout: Layout, columns: range) -> Iterator[Rect]:
    for key in layout.flow_index.flows_over(columns):
        line = layout.flows[key]
        for start, end in pairwise(line.points):
            yield Rect(min(start.x, end.x), min(start.y, end.y), abs(end.x - start.x), abs(end.y - start.y))
        if line.label is not None:
            yield line.label.rect


def _meet(one: Rect, other: Rect) -> bool:
    return (one.x <= other.right and other.x <= one.right) and (one.y <= other.bottom and other.y <= one.bottom)


def paint_fewer_columns(painter: QPainter, found: Sequence[FewerColumns], theme: Theme, font: QFont) -> None:
    """Paint a dotted measure across the room that columns leave, and how many they are."""
    font = QFont(font)
    font.setPixelSize(TYPE_SIZE)
    font.setWeight(QFont.Weight.DemiBold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    metrics = QFontMetricsF(font)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    for one in found:
        strip, words = qrect(one.strip), one.words
        text = QRectF(0, 0, metrics.horizontalAdvance(words) + 2 * GAP, HEIGHT)
        if text.width() > strip.width():
            # One narrow column: two lines between its ends.
            text = QRectF(0, 0, strip.width(), 2 * HEIGHT)
        text.moveCenter(strip.center())
        y = strip.center().y()
        painter.setPen(QPen(QColor(theme.good), 1.4))
        for x in (strip.left(), strip.right()):
            painter.drawLine(QLineF(x, y - STOP, x, y + STOP))
        painter.setPen(QPen(QColor(theme.good), 1.8, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap))
        pen = painter.pen()
        pen.setDashPattern(DOTS)
        painter.setPen(pen)
        for start, end in ((strip.left(), text.left()), (text.right(), strip.right())):
            if end > start:
                painter.drawLine(QPointF(start, y), QPointF(end, y))
        painter.setPen(QColor(theme.good))
        painter.drawText(text, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
    painter.restore()
