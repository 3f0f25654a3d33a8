"""Pictures of the window, off screen: for the documentation and for machines without a display."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QDeadlineTimer, QEventLoop, QIODevice
from PySide6.QtWidgets import QApplication

from visavis.ui.application.launch import make_window
from visavis.ui.application.qt_application import make_application
from visavis.ui.kit.i18n import set_language
from visavis.ui.kit.settings import UserSettings
from visavis.ui.window.main_window import MainWindow

PATIENCE_MILLISECONDS = 30_000


def window_png(path: Path | None, language: str, theme: str, size: tuple[int, int], *,
               select: str | None = None, screen: str | None = None) -> bytes:
    """Return a PNG of the window on a file, analysed, in a language and a theme.

    `select` names a step, `screen` a screen of the window to go to.
    """
    app = make_application()
    settings = UserSettings()
    settings.language, settings.theme = language, theme
    set_language(language)
    window = make_window(path, settings)
    window.resize(*size)
    window.show()
    wait_until_settled(app, window)
    if select is not None:
        window.fly_to(select)
        wait_until_settled(app, window)
    if screen is not None:
        window.go_to(screen)
        wait_until_settled(app, window)
    picture = grab_png(window)
    window.bridge.mark_saved()
    window.close()
    app.processEvents()
    return picture


def wait_until_settled(app: QApplication, window: MainWindow) -> None:
    """Wait until the analysis is there, the canvas has drawn it, and the place that is shown has computed its own."""
    deadline = QDeadlineTimer(PATIENCE_MILLISECONDS)
    while not deadline.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
        if window.bridge.is_settled() and window.canvas.is_still() and window.panels.is_settled():
            break
    for _ in range(5):
        app.processEvents()


def grab_png(window: MainWindow) -> bytes:
    """Return the window as PNG."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    return bytes(content.data())
