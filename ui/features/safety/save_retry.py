"""A save that failed is tried again until it works: drives come back, folders are unlocked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

# Seconds between two tries: soon at first, then every five minutes.
PAUSES = (10, 20, 40, 80, 160, 300)


class RetryTimer(QObject):
    """Calls `attempt` every so often until it returns True, or `stop` is called."""

    def __init__(self, attempt: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._attempt = attempt
        self._tries = 0
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self._try)

    @property
    def is_trying(self) -> bool:
        """Whether another try is to come."""
        return self.timer.isActive()

    def start(self) -> None:
        """Try again after a while."""
        self._tries = 0
        self._wait()

    def stop(self) -> None:
        """Try no more."""
        self.timer.stop()

    def _wait(self) -> None:
        self.timer.start(1000 * PAUSES[min(self._tries, len(PAUSES) - 1)])

    def _try(self) -> None:
        self._tries += 1
        if not self._attempt():
            self._wait()
