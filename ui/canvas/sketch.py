"""The drawing from so far away that a card is a block: strips, lines, blocks and flows, straight from the layout.

Composing ten thousand cards for a picture in which each is a few pixels wide would take seconds.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from blueprint.drawing.live import LiveDrawing
from blueprint.layout.places import LineKind, Rect
from ui.canvas.surface import qrect, rect_of

# Pixels, at every scale: thinner lines would vanish.
HAIR, STRONG = 0.7, 1.5
# What of a card's height its title takes.
TITLE_TOP, TITLE_HEIGHT = 0.34, 0.3
TITLE_OPACITY = 0.35


def sketch(painter: QPainter, drawing: LiveDrawing, area: QRectF) -> None:
    """Paint what of a drawing has a part in an area (points)."""
    layout, theme, document = drawing.layout, drawing.theme, drawing.document
    seen = rect_of(area)
    painter.setPen(Qt.PenStyle.NoPen)
    inks = {}
    for lane in layout.lanes:
        inks[lane.lane] = theme.of(document.lane_by_id[lane.lane])
        painter.fillRect(_within(lane.rect, seen), QColor(inks[lane.lane].tint))
    for order, place in enumerate(layout.phases):
        if place.rect.intersects(seen):
            phase = document.phase_by_id[place.phase]
            painter.fillRect(qrect(place.rect.inset(1.0)), QColor(theme.of_phase(phase, order)))
    _lines(painter, drawing, seen)
    columns = layout.columns_over(seen.x, seen.right)
    _flows(painter, drawing, columns)
    title = QColor(theme.ink)
    title.setAlphaF(TITLE_OPACITY)
    marked = drawing.marks
    for column in columns:
        for step in layout.stacks[column]:
            lane, rect = inks[document.step_by_id[step].lane], layout.cards[step].rect
            painter.setPen(QPen(QColor(theme.friction.ink if step in marked else lane.ink), 0))
            painter.setBrush(QColor(theme.surface))
            painter.drawRect(qrect(rect))
            painter.fillRect(QRectF(rect.x + rect.width * 0.1, rect.y + rect.height * TITLE_TOP,
                                    rect.width * 0.8, rect.height * TITLE_HEIGHT), title)


def _lines(painter: QPainter, drawing: LiveDrawing, seen: Rect) -> None:
    theme = drawing.theme
    for line in drawing.layout.lines:
        strong = line.kind is LineKind.INTERACTION
        painter.setPen(_pen(theme.ink if strong else theme.muted, STRONG if strong else HAIR))
        painter.drawLine(QPointF(max(line.x, seen.x), line.y), QPointF(min(line.x + line.width, seen.right), line.y))


def _flows(painter: QPainter, drawing: LiveDrawing, columns: range) -> None:
    layout = drawing.layout
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(drawing.theme.flow, HAIR))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for key in layout.spans.over(columns):
        painter.drawPolyline(QPolygonF([QPointF(*point) for point in layout.flows[key].points]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    return pen


def _within(rect: Rect, seen: Rect) -> QRectF:
    return qrect(rect).intersected(QRectF(seen.x, seen.y, seen.width, seen.height))
