"""The frame of a window: the mark of the application, and where a window may be. Imports nothing heavy."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

PIXELS = 64
# The style that all widgets are drawn in, and the property of an application that has it.
STYLE, STYLED = "Fusion", "visavisStyled"
# Pixels of a window that no one has placed yet.
SIZE = (1440, 900)
# What the desktop puts around it, at most: how much is known only when it is shown.
TITLE_BAR, SIDE = 36, 4


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
    keep_on_screen(window)


def keep_on_screen(window: QWidget) -> None:
    """Bring a window that stands free into the screen that most of it is on, no larger than that."""
    if window.isMaximized() or window.isFullScreen():
        return
    screen = QGuiApplication.screenAt(window.geometry().center()) or QGuiApplication.primaryScreen()
    room = screen.availableGeometry().adjusted(SIDE, TITLE_BAR, -SIDE, -SIDE)
    rect = QRect(window.geometry().topLeft(), window.size().boundedTo(room.size()))
    rect.moveLeft(max(room.left(), min(rect.left(), room.right() + 1 - rect.width())))
    rect.moveTop(max(room.top(), min(rect.top(), room.bottom() + 1 - rect.height())))
    window.setGeometry(rect)
