"""The search for cycles of unused objects, on the GUI thread alone.

The interpreter searches on whichever thread happens to make objects, and what it finds is destroyed there. A widget,
a timer or a window destroyed on a worker ends the program without a word: Qt's objects belong to their thread.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimerEvent

# Milliseconds between two looks at how much there is to search.
INTERVAL = 1000


class Collector(QObject):
    """Searches now and then on the thread it was made on; nobody else does from then on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.startTimer(INTERVAL)

    def timerEvent(self, _event: QTimerEvent) -> None:
        """Search the generations that are due, as the interpreter itself counts them."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        if counts[0] > thresholds[0]:
            gc.collect(max(age for age in range(3) if counts[age] > thresholds[age]))


def collect_here() -> None:
    """Keep the search on this thread, the GUI's; whoever starts a worker calls it first, as often as they like."""
    gc.disable()
    application = QCoreApplication.instance()
    if application is not None and application.findChild(Collector) is None:
        Collector(application)
