"""Cards and flows from so far away that a card is a block: straight from the layout.

Composing ten thousand cards for a picture in which each is a few pixels wide would take seconds.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from visavis.blueprint.drawing import ViewportDrawing, mix_colours
from visavis.blueprint.layout import Rect

# Pixels, at every scale: thinner lines would vanish.
HAIR = 0.7
# What of a card's box its title takes, as shares of its width and height.
TITLE = Rect(0.1, 0.34, 0.8, 0.3)
TITLE_OPACITY = 0.28
# As faint as cards and flows are when they are painted in full and made smaller.
EDGE = 0.25
FLOW_OPACITY = 0.5


def paint_far_zoom(painter: QPainter, drawing: ViewportDrawing, area: Rect) -> None:
    """Paint the flows and cards of a drawing that have a part in an area (points)."""
    columns = drawing.layout.columns_over(area.x, area.right)
    _flows(painter, drawing, columns)
    _cards(painter, drawing, columns)


def _flows(painter: QPainter, drawing: ViewportDrawing, columns: range) -> None:
    layout = drawing.layout
    pen = QPen(QColor(drawing.theme.flow), HAIR)
    pen.setCosmetic(True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.setOpacity(FLOW_OPACITY)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for key in layout.flow_index.flows_over(columns):
        painter.drawPolyline(QPolygonF([QPointF(*point) for point in layout.flows.line(key)]))
    painter.setOpacity(1.0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _cards(painter: QPainter, drawing: ViewportDrawing, columns: range) -> None:
    layout, theme, document, marked = drawing.layout, drawing.theme, drawing.document, drawing.marks
    title = QColor(theme.ink)
    title.setAlphaF(TITLE_OPACITY)
    inks = ((lane.id, theme.of(lane)) for lane in document.head.lanes)
    edges = {lane: QPen(QColor(mix_colours(ink.line, ink.ink, EDGE)), 0) for lane, ink in inks}
    friction = QPen(QColor(theme.friction.ink), 0)
    painter.setBrush(QColor(theme.surface))
    for column in columns:
        for step in layout.stacks[column]:
            x, y, width, height = layout.cards.rect(step)
            painter.setPen(friction if step in marked else edges[document.step_by_id[step].lane])
            painter.drawRect(QRectF(x, y, width, height))
            painter.fillRect(QRectF(x + width * TITLE.x, y + height * TITLE.y, width * TITLE.width,
                                    height * TITLE.height), title)
