"""The mark of the application: two halves face to face. Imports nothing heavy: it is painted first of all."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

PIXELS = 64


def application_icon() -> QIcon:
    """Return the mark of the application: two halves face to face."""
    pixmap = QPixmap(QSize(PIXELS, PIXELS))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_logo(painter, QRectF(2, 2, PIXELS - 4, PIXELS - 4))
    painter.end()
    return QIcon(pixmap)


def paint_logo(painter: QPainter, box: QRectF) -> None:
    """Paint the mark: the citizen's half and the agent's half, a line of light between them."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    gap = box.width() * 0.05
    for colour, start, shift in (("#A8450B", 90, -gap), ("#174E8C", -90, gap)):
        painter.setBrush(QColor(colour))
        painter.drawPie(box.translated(QPointF(shift / 2, 0)), start * 16, 180 * 16)
    painter.restore()
