"""Nothing piles up: what was opened and closed again leaves no widget, no timer, no thread and no object behind."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.profiles import mostly_deep
from tests.ui.conftest import APA, Open
from visavis.blueprint.editing import EditSession, Identifiers
from visavis.blueprint.storage import load
from visavis.ui.canvas.view import BlueprintView
from visavis.ui.kit.selection import step_refs
from visavis.ui.kit.settings import UserSettings
from visavis.ui.window.main_window import MainWindow
from visavis.ui.window.panels import screens


def settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.bridge.is_settled() and window.canvas.is_still(), timeout=20_000)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()


def living(window: MainWindow | None = None) -> dict[str, int]:
    """Return how many there are of what must not pile up, in a window or in the whole program."""
    objects = window.findChildren(QObject) if window is not None else QApplication.allWidgets()
    return {"objects": len(objects), "widgets": len(QApplication.allWidgets()), "threads": threading.active_count(),
            "timers": sum(isinstance(one, QTimer) and one.isActive() for one in objects)}


def visit_places(window: MainWindow) -> None:
    for name, _ in screens():
        window.go_to(name)
    window.go_to("draw")


def put_on_the_wall(window: MainWindow) -> None:
    window.presentation.enter()
    window.presentation.next_activity()
    window.presentation.toggle_notes()
    window.presentation.leave()


def write_on_the_canvas(window: MainWindow) -> None:
    canvas = window.canvas
    canvas.edit_current()
    canvas.writing.forget()
    canvas.insert_column()
    canvas.undo()
    canvas.start_connecting()
    canvas.cancel()


def find_something(window: MainWindow) -> None:
    window.replace_text()
    need(window.find_bar).leave()


def look_differently(window: MainWindow) -> None:
    for _ in range(3):
        window.appearance.next_theme()
    for _ in range(2):
        window.appearance.next_language()


def inspect_things(window: MainWindow) -> None:
    for step in window.bridge.document.steps[:6]:
        window.bridge.select(step_refs(step.id))
    window.bridge.select(frozenset())


AGAIN = 3
DEEDS = (write_on_the_canvas, find_something, visit_places, inspect_things, put_on_the_wall, look_differently)


@pytest.mark.parametrize("deed", mostly_deep(DEEDS, by_default=2, ids=lambda deed: deed.__name__))
def test_what_is_done_again_and_again_piles_nothing_up(open_window: Open, qtbot: QtBot, deed: Callable[[MainWindow], None]) -> None:
    window = open_window(APA)
    for _ in range(2):
        deed(window)
        settled(window, qtbot)
    before = living(window)
    for _ in range(AGAIN):
        deed(window)
        settled(window, qtbot)
    # What is made once, or ends by itself a little later, is no leak: what piles up does so each time.
    after = living(window)
    assert {name: after[name] - count for name, count in before.items() if after[name] - count >= AGAIN} == {}


def test_windows_that_are_closed_are_gone(qtbot: QtBot, qapp: QApplication, settings: UserSettings) -> None:
    def open_and_close() -> None:
        window = MainWindow(EditSession(load(APA).document, identifiers=Identifiers(7)), settings)
        window.show()
        qtbot.waitUntil(lambda: window.bridge.is_settled() and window.canvas.is_still(), timeout=20_000)
        window.bridge.mark_saved()
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        assert not shiboken6.isValid(window)

    open_and_close()
    before, canvases = living(), _canvases()
    for _ in range(2):
        open_and_close()
    assert living() == before
    assert _canvases() == canvases


def _canvases() -> int:
    gc.collect()
    return sum(isinstance(one, BlueprintView) for one in gc.get_objects())
