"""The frame of a window: the mark of the application, and where a window may be. Imports nothing heavy."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

PIXELS = 64
# Pixels of a window that no one has placed yet.
SIZE = (1440, 900)


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


def restore_geometry(window: QWidget, geometry: QByteArray) -> None:
    """Put a window where it stood, as far as that is on a screen that there is now."""
    window.restoreGeometry(geometry)
    screens = QGuiApplication.primaryScreen().availableVirtualGeometry()
    largest = screens.size().expandedTo(QSize(*SIZE))
    if window.size().boundedTo(largest) != window.size():
        window.resize(window.size().boundedTo(largest))
    if not window.geometry().intersects(screens):
        window.move(screens.topLeft())
