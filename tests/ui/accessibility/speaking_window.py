"""The window as its user would move in it, for a screen reader in another process: an empty cell, a search, news."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from visavis.ui.application.launch import make_window
from visavis.ui.application.qt_application import make_application
from visavis.ui.kit.settings import UserSettings

MOMENT = 800


def main() -> None:
    """Open a file, wait for a listener, and do what it should hear of."""
    make_application()
    QAccessible.setActive(True)
    settings = UserSettings()
    settings.has_begun = True
    window = make_window(Path(sys.argv[1]), settings)
    window.show()
    assert QTest.qWaitForWindowExposed(window)
    QTest.qWait(4_000)
    window.canvas.setFocus()
    for _ in range(2):
        QTest.keyClick(window.canvas, Qt.Key.Key_Up)
        QTest.qWait(MOMENT)
    window.search_field.begin()
    QTest.keyClicks(window.search_field, "justificatifs")
    QTest.qWait(MOMENT)
    window.search_field.leave()
    window.status.show_message("Rien ne manque")
    QTest.qWait(MOMENT)
    sys.stdout.flush()
    os._exit(0)


main()
