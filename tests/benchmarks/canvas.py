"""The canvas in software rendering at 1680 × 1050: frames while panning and zooming, and commit to repaint."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.documents import blueprint_of
from tests.benchmarks.measurement import Measurement, median_of, milliseconds
from visavis.blueprint.editing import Command, EditSession, Identifiers
from visavis.blueprint.editing.commands import AddFlow, AddNextStep, EditStep, InsertColumn, RemoveElements
from visavis.ui.canvas.view import BlueprintView
from visavis.ui.kit.session import SessionBridge

WINDOW = (1680, 1050)
FRAME_BUDGET = 16.0
SMALL_BUDGET = 16.0
LARGE_BUDGET = 100.0
FRAMES = 60
COMMITS = 30
LONG = "Rassemble les justificatifs demandés et les dépose au guichet de la mairie avant la fin du mois"
# How many fifths of a second a picture and its tiles may take before something is wrong.
PATIENCE = 150
# A notch of the wheel; touch-pads send parts of it.
NOTCH = 120


def measurements() -> Iterator[Measurement]:
    """Yield frame times at 500, 2,000 and 10,000 steps, and commit to repaint at 200 and 10,000."""
    application = QApplication.instance() or QApplication([])
    for steps in (500, 2000, 10_000):
        view = canvas_of(steps)
        for scale in (1.0, 0.5, 0.2, 0.05):
            yield median_of(f"pan frame, {steps} steps at {scale:.0%}", pan_frames(view, scale), FRAME_BUDGET)
            yield median_of(f"zoom frame, {steps} steps around {scale:.0%}", zoom_frames(view, scale), FRAME_BUDGET)
        view.fit()
        settle(view)
        yield median_of(f"pan frame, {steps} steps, fit to the window", turns(view), FRAME_BUDGET)
        close(view)
    for steps, budget in ((200, SMALL_BUDGET), (10_000, LARGE_BUDGET)):
        view = canvas_of(steps)
        for name, commands in edits(view).items():
            yield median_of(f"{name} to repaint, {steps} steps", commits(view, commands), budget)
        close(view)
    del application


def edits(view: BlueprintView) -> dict[str, list[Command]]:
    """Return edits of every kind, in sight and out of it: each moves what comes after it or nothing."""
    steps = view.document.steps
    some = [steps[place] for place in range(0, len(steps), len(steps) // COMMITS)][:COMMITS]
    near = steps[:3 * COMMITS:3]
    return {
        "rename": [EditStep(step.id, title=f"Titre {step.id}") for step in near],
        "higher lane": [EditStep(near[0].id, title=title) for title in (LONG, "Bref") * (COMMITS // 2)],
        "new step in sight": [AddNextStep(step.id, "Suite") for step in near],
        "new step anywhere": [AddNextStep(step.id, "Suite") for step in some],
        "new column": [InsertColumn(step.phase, 2) for step in near],
        "new flow": [AddFlow(one.id, other.id) for one, other in zip(near, near[4:], strict=False)],
        "step removed": [RemoveElements((step.id,)) for step in some],
        "undo": [],
    }


def canvas_of(steps: int) -> BlueprintView:
    """Open a canvas on a synthetic blueprint and wait until it is drawn."""
    nothing: Any = None
    bridge = SessionBridge(EditSession(blueprint_of(steps), identifiers=Identifiers(1)), analyse=lambda *_: nothing)
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
    return turns(view)


def turns(view: BlueprintView) -> list[float]:
    """Move along, and paint after each turn of the wheel."""
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
    """Do one command after the other and let each be painted; without any, take back what was done."""
    look(view, 1.0)
    left = iter(commands)

    def commit() -> None:
        loop = QEventLoop()
        shown = view.drawn.connect(loop.quit)
        before = view.picture
        if not commands:
            view.bridge.undo()
        else:
            while view.bridge.do(next(left)) is None:
                pass
        # Not `processEvents` again and again: it would take the interpreter's lock from who lays out.
        if view.picture is before:
            loop.exec()
        view.drawn.disconnect(shown)
        paint(view)

    return milliseconds(commit, min(len(commands), COMMITS) * 2 // 3 or COMMITS // 2, warm=1)
