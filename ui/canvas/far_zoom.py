"""Cards from far away: without their head line, then with one line of title, then as blocks straight from the layout.

Composing ten thousand cards for a picture in which each is a few pixels wide would take seconds.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from visavis.blueprint.drawing import (
    Bitmap,
    Box,
    Group,
    Path,
    Primitive,
    Text,
    ViewportDrawing,
    mix_colours,
    set_block,
)
from visavis.blueprint.layout import CardBox, Rect
from visavis.blueprint.text import fit
from visavis.blueprint.text.styles import TextStyle

# Below these scales a card drops its head line, has one line of title, and has no words that could be read.
WITHOUT_HEAD = 0.6
ONE_LINE = 0.45
WITHOUT_WORDS = 0.25
# The size of the one line, as a part of the title's: it stays readable down to a third.
LARGE = 1.45
# Pixels, at every scale: thinner lines would vanish.
HAIR = 0.7
# What of a card's box its title takes, as shares of its width and height.
TITLE = Rect(0.1, 0.34, 0.8, 0.3)
TITLE_OPACITY = 0.28
# As faint as cards and flows are when they are painted in full and made smaller.
EDGE = 0.25
FLOW_OPACITY = 0.5


def simplify_card(group: Group, box: CardBox, scale: float) -> Group:
    """Return a card, composed as if its corner were the origin, as it is seen at a scale."""
    if scale >= WITHOUT_HEAD or box.head is None:
        return group
    end = box.head.rect.bottom - box.rect.y
    kept = tuple(part for part in group.primitives if not _is_above(part, group.bounds.y + end, group.bounds.width))
    if scale >= ONE_LINE:
        return replace(group, primitives=kept)
    style, texts = box.title.style, [part for part in kept if isinstance(part, Text)]
    large = fit(box.title.full, TextStyle(style.size * LARGE, style.weight), box.title_box.width, max_lines=1,
                minimum=style.size * LARGE)
    inside = Rect(box.title_box.x - box.rect.x + group.bounds.x, group.bounds.y, box.title_box.width, box.rect.height)
    line = set_block(large, inside, texts[0].colour, middle=True) if texts else ()
    outline = (part for part in kept if not isinstance(part, Text))
    return replace(group, primitives=(*outline, *line))


def _is_above(part: Primitive, end: float, width: float) -> bool:
    """Return whether a primitive stands in a card's head line: above its `end`, and it is no outline."""
    match part:
        case Text(baseline=baseline):
            return baseline < end
        case Box(rect=rect):
            return rect.bottom <= end and rect.width < width / 2
        case Path(segments=segments):
            ys = [number for _, *numbers in segments for number in numbers[1::2]]
            return bool(ys) and max(float(y) for y in ys) <= end
        case Bitmap(rect=rect):
            return rect.bottom <= end


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
