"""The search for cycles of unused objects, on the GUI thread alone.

The interpreter searches on whichever thread happens to make objects, and what it finds is destroyed there. A widget,
a timer or a window destroyed on a worker ends the program without a word: Qt's objects belong to their thread.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimerEvent

# Milliseconds between two looks at how much there is to search.
INTERVAL = 500
# All that lives is searched when so many objects have come, a quarter of what a window with a service holds. How many
# live no one asks: `gc.get_objects` hands out tuples that another thread is still filling, and that one then fails.
_MANY = 200_000
# The property of the application that tells that it has a collector.
_COLLECTS = "collects"


class Collector(QObject):
    """Searches now and then on the thread it was made on; no one else does from then on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._come = 0
        self.startTimer(INTERVAL)

    def timerEvent(self, _event: QTimerEvent) -> None:
        """Search what is young, and everything where enough has come."""
        come = gc.get_count()[0]
        if come <= gc.get_threshold()[0]:
            return
        self._come += come
        if self._come > _MANY:
            self._come = 0
            gc.collect()
        else:
            gc.collect(1)


def collect_here() -> None:
    """Keep the search on this thread, the GUI's; whoever starts a worker calls it first, as often as they like."""
    gc.disable()
    application = QCoreApplication.instance()
    # Looking among its children would load what each of them is: styles, above all.
    if application is not None and not application.property(_COLLECTS):
        application.setProperty(_COLLECTS, True)
        Collector(application)
