"""What is said aloud to those who do not see the window: news, results, a place that has no name of its own.

Qt passes an announcement to the screen reader as it is. The words that come last within a moment win: whoever holds
an arrow key, or types a word letter by letter, hears where that ended and no flood.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

SETTLE_MILLISECONDS = 250


class Announcer(QObject):
    """Speaks for one part of the window, which owns it.

    Where no screen reader runs, nothing is kept and no timer started: arrows are as quick as without it.
    """

    def __init__(self, part: QObject) -> None:
        super().__init__(part)
        self._part = part
        self._words = ""
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self._speak)

    def say(self, words: str) -> None:
        """Have words spoken once nothing else came for a moment; no words: what was about to be said is not."""
        self._words = words
        if words and QAccessible.isActive():
            self._settle.start()
        else:
            self._settle.stop()

    def _speak(self) -> None:
        """Give the words to the screen reader: politely, after what it is saying."""
        event = QAccessibleAnnouncementEvent(self._part, self._words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
