"""The canvas in software rendering at 1680 × 1050: frames while panning and zooming, and commit to repaint."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from blueprint.editing import AddNextStep, Command, EditSession, EditStep, Identifiers
from tests.benchmarks.documents import blueprint_of
from tests.benchmarks.measurement import Measurement, median_of, milliseconds
from ui.canvas.view import BlueprintView
from ui.session_bridge import SessionBridge

WINDOW = (1680, 1050)
FRAME_BUDGET = 16.0
COMMIT_BUDGET = 50.0
LARGE_BUDGET = 100.0
FRAMES = 60
COMMITS = 30
# How many fifths of a second a picture and its tiles may take before something is wrong.
PATIENCE = 150
# A notch of the wheel; touch-pads send parts of it.
NOTCH = 120


def measurements() -> Iterator[Measurement]:
    """Yield frame times at 500 and 2,000 steps, and commit to repaint at 200 and 10,000."""
    application = QApplication.instance() or QApplication([])
    for steps in (500, 2000):
        view = canvas_of(steps)
        for scale in (1.0, 0.5, 0.2):
            yield median_of(f"pan frame, {steps} steps at {scale:.0%}", pan_frames(view, scale), FRAME_BUDGET)
            yield median_of(f"zoom frame, {steps} steps around {scale:.0%}", zoom_frames(view, scale), FRAME_BUDGET)
        close(view)
    view = canvas_of(200)
    titles = [EditStep(f"s{number}", title=f"Titre {number}") for number in range(COMMITS)]
    yield median_of("rename to repaint, 200 steps", commits(view, titles), COMMIT_BUDGET)
    added = [AddNextStep(f"s{number}", f"Suite {number}") for number in range(COMMITS)]
    yield median_of("added step to repaint, 200 steps", commits(view, added), COMMIT_BUDGET)
    close(view)
    view = canvas_of(10_000)
    yield median_of("rename to repaint, 10,000 steps", commits(view, titles), LARGE_BUDGET)
    close(view)
    del application


def canvas_of(steps: int) -> BlueprintView:
    """Open a canvas on a synthetic blueprint and wait until it is drawn."""
    bridge = SessionBridge(EditSession(blueprint_of(steps), identifiers=Identifiers(1)), analyse=lambda *_: None)
    view = BlueprintView(bridge)
    view.resize(*WINDOW)
    view.show()
    QTest.qWaitForWindowExposed(view)
    settle(view)
    return view


def close(view: BlueprintView) -> None:
    """Close a canvas and its bridge."""
    view.close()
    view.bridge.close()


def settle(view: BlueprintView) -> None:
    """Wait until the picture, the tiles and the gesture are done."""
    for _ in range(PATIENCE):
        # Not QTest.qWait: it keeps the interpreter's lock, and no thread gets anything done meanwhile.
        loop = QEventLoop()
        QTimer.singleShot(200, loop.quit)
        loop.exec()
        if view.is_still():
            return
    raise TimeoutError("the canvas did not come to rest")


def pan_frames(view: BlueprintView, scale: float) -> list[float]:
    """Turn the wheel without Ctrl, and paint after each turn."""
    look(view, scale)
    return milliseconds(lambda: turn(view, Qt.KeyboardModifier.ShiftModifier, -NOTCH // 2), FRAMES, warm=2)


def zoom_frames(view: BlueprintView, scale: float) -> list[float]:
    """Turn the wheel with Ctrl, five notches out and five in, a quarter at a time, and paint after each turn."""
    look(view, scale)
    turns = cycle([-NOTCH // 4] * 20 + [NOTCH // 4] * 20)
    return milliseconds(lambda: turn(view, Qt.KeyboardModifier.ControlModifier, next(turns)), FRAMES, warm=0)


def look(view: BlueprintView, scale: float) -> None:
    """Look at the same place at a scale, and let it settle."""
    view.set_zoom(scale)
    area = view.surface.size()
    view.camera.centre_on(QPointF(area.width() / 4, area.height() / 2))
    settle(view)


def turn(view: BlueprintView, modifiers: Qt.KeyboardModifier, by: int) -> None:
    """Turn the wheel over the middle of the window, paint what that uncovers, and let tiles be built."""
    viewport = view.viewport()
    middle = QPointF(viewport.rect().center())
    QApplication.sendEvent(viewport, QWheelEvent(
        middle, viewport.mapToGlobal(middle), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False))
    paint(view)


def paint(view: BlueprintView) -> None:
    """Paint what has to be painted now: Qt itself waits 5 ms for more before it does."""
    QApplication.sendEvent(view, QEvent(QEvent.Type.UpdateRequest))
    QApplication.processEvents()


def commits(view: BlueprintView, commands: list[Command]) -> list[float]:
    """Do one command after the other and let each be painted."""
    look(view, 1.0)
    left = iter(commands)

    def commit() -> None:
        before = view.picture
        view.bridge.do(next(left))
        while view.picture is before:
            QApplication.processEvents()
        paint(view)

    return milliseconds(commit, len(commands) - 1, warm=1)
