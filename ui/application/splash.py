"""What is on the screen while the program is still being loaded: its mark, and the name of the file it opens.

It is not the window as it was: a picture that answers to nothing loses what is typed meanwhile (decision 0028).
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel

from visavis.ui.kit.window_frame import paint_logo

WIDTH, HEIGHT, MARK = 440, 240, 72
INK, MUTED, GROUND, LINE = "#1B2430", "#5A6675", "#FFFFFF", "#DADFE5"


def show_splash(application: QApplication, path: str | None) -> QLabel:
    """Show the splash at once and return it; it is to be closed when the window is ready.

    A plain label: QSplashScreen waits up to a second for its exposure.
    """
    splash = QLabel()
    splash.setWindowFlags(Qt.WindowType.SplashScreen | Qt.WindowType.FramelessWindowHint)
    splash.setPixmap(_picture(Path(path).name if path else ""))
    splash.resize(WIDTH, HEIGHT)
    splash.move(application.primaryScreen().availableGeometry().center() - splash.rect().center())
    splash.show()
    application.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return splash


def _picture(name: str) -> QPixmap:
    pixmap = QPixmap(WIDTH, HEIGHT)
    pixmap.fill(QColor(GROUND))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(LINE))
    painter.drawRect(0, 0, WIDTH - 1, HEIGHT - 1)
    paint_logo(painter, QRectF((WIDTH - MARK) / 2, 44, MARK, MARK))
    _line(painter, 136, 19, QFont.Weight.Bold, INK, "Vis-à-vis")
    _line(painter, 176, 11, QFont.Weight.Normal, MUTED, name[:60])
    painter.end()
    return pixmap


def _line(painter: QPainter, top: int, size: int, weight: QFont.Weight, colour: str, text: str) -> None:
    font = QFont("Atkinson Hyperlegible Next", size)
    font.setWeight(weight)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(QRectF(16, top, WIDTH - 32, 40), Qt.AlignmentFlag.AlignHCenter, text)
