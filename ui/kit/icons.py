"""The shipped icons as QIcons in a colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from visavis.exporters.backends.qt import painter_path
from visavis.templates.icons.catalogue import SIZE, STROKE, icon

PIXELS = 64


@lru_cache(maxsize=256)
def themed_icon(name: str, colour: str) -> QIcon:
    """Return an icon of the shipped set, drawn in one colour."""
    pixmap = QPixmap(PIXELS, PIXELS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_icon(painter, name, QRectF(0, 0, PIXELS, PIXELS), colour)
    painter.end()
    return QIcon(pixmap)


def swatch_icon(colour: str, other: str) -> QIcon:
    """Return a disc of two colours, one half each."""
    pixmap = QPixmap(PIXELS, PIXELS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    disc = QRectF(0, 0, PIXELS, PIXELS).marginsRemoved(QMarginsF(*4 * (PIXELS / 8,)))
    for start, half in ((90, colour), (270, other)):
        painter.setBrush(QColor(half))
        painter.drawPie(disc, 16 * start, 16 * 180)
    painter.end()
    return QIcon(pixmap)


def paint_icon(painter: QPainter, name: str, box: QRectF, colour: str, width: float = STROKE) -> None:
    """Paint an icon into a square."""
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(box.width() / SIZE, box.height() / SIZE)
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(painter_path(icon(name).segments))
    painter.restore()
