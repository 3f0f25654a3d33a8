"""Window start to first paint, against a bare PySide6 window: pairs of fresh processes, and the median of ratios."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks.measurement import Measurement

ROOT = Path(__file__).parents[2]
PAIRS = 5
BUDGET = 2.5

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow, QGraphicsView, QGraphicsScene
from PySide6.QtCore import QTimer
application = QApplication([])
class View(QGraphicsView):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, application.quit)
window = QMainWindow()
window.setCentralWidget(View(QGraphicsScene()))
window.resize(1680, 1050)
window.show()
application.exec()
"""

# What the program does when it is started without a file: the shipped example in the whole window.
WHOLE = """
from PySide6.QtCore import QTimer
from ui.canvas.view import BlueprintView
from ui.settings import Settings
from ui.start import application, make_window
running = application()
paint = BlueprintView.paintEvent
def painted(self, event):
    paint(self, event)
    QTimer.singleShot(0, running.quit)
BlueprintView.paintEvent = painted
window = make_window(None, Settings())
window.resize(1680, 1050)
window.show()
running.exec()
"""


def measurements() -> Iterator[Measurement]:
    """Yield the ratio of the window's start to that of a bare one."""
    ratios = []
    for _ in range(PAIRS):
        bare = seconds(BARE)
        ratios.append(seconds(WHOLE) / bare)
    yield Measurement("window start, times a bare window's", median(ratios), "×", BUDGET, PAIRS)


def seconds(program: str) -> float:
    """Return how long a fresh process takes from its start to its end, right after the first paint."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "VISAVIS_SETTINGS": "none", "PYTHONPATH": str(ROOT)}
    start = perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, env=surroundings, timeout=120)
    return perf_counter() - start
