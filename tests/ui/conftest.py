"""The whole window on a small service, off screen, with settings of its own; nothing may stay behind."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from weakref import WeakSet
from zlib import crc32

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QThreadPool, QTimer, QTimerEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.profiles import IS_DEEP
from visavis.blueprint.editing import EditSession, Identifiers
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage import load
from visavis.ui.application.qt_application import load_fonts
from visavis.ui.canvas import minimap
from visavis.ui.features.find_replace import find_bar
from visavis.ui.features.safety import outside_changes
from visavis.ui.kit import session
from visavis.ui.kit.i18n import set_language
from visavis.ui.kit.settings import UserSettings
from visavis.ui.kit.window_frame import SIZE
from visavis.ui.window.main_window import MainWindow

ROOT = Path(__file__).parents[2]
LOOKS = (("en", "light"), ("fr", "dark"))
APA = ROOT / "examples" / "apa-a-domicile.blueprint.json"
BLANK = ROOT / "templates" / "blank.fr.blueprint.json"

# Milliseconds.
ANSWERED_WITHIN = 60_000

Open = Callable[..., MainWindow]
Answers = Callable[..., list[str]]


def write(widget: QWidget, text: str) -> None:
    """Type letter by letter; QTest's own `keyClicks` stops at ASCII."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


@pytest.fixture(autouse=True)
def speaks_english() -> Iterator[None]:
    """Tests begin and end in English, whatever they switch to."""
    set_language("en")
    yield
    set_language("en")


_timers: WeakSet[QTimer] = WeakSet()
_start = QTimer.start


def _start_and_remember(timer: QTimer, *interval: int) -> None:
    _timers.add(timer)
    _start(timer, *interval)


@pytest.fixture(autouse=True)
def nothing_stays(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No thread, no window and no running timer may outlive its test."""
    before = set(threading.enumerate())
    monkeypatch.setattr(QTimer, "start", _start_and_remember)
    yield
    qapp.processEvents()
    assert [widget for widget in qapp.topLevelWidgets() if widget.isVisible()] == []
    running = [timer for timer in _timers if shiboken6.isValid(timer) and timer.isActive()]
    assert [(type(timer.parent()).__name__, timer.interval()) for timer in running] == []
    assert QThreadPool.globalInstance().activeThreadCount() == 0
    for thread in threading.enumerate():
        # A thread that was told to end may still be finishing its last picture; that of a dialog which went with its
        # window ends once the dialog is found to be of no use.
        if thread not in before and not thread.daemon:
            gc.collect()
            thread.join(timeout=30)
            assert not thread.is_alive(), thread
    # A window's workers have ended: what tests find without one may be searched for anywhere again.
    gc.enable()


class Impatience(QObject):
    """Closes a dialog that no one answers: its test fails then, and does not wait for ever."""

    def __init__(self) -> None:
        super().__init__()
        self.closed: list[str] = []
        self.startTimer(ANSWERED_WITHIN)

    def timerEvent(self, _event: QTimerEvent) -> None:  # noqa: N802 - Qt calls it
        dialog = QApplication.activeModalWidget()
        if dialog is not None and not isinstance(dialog, QProgressDialog):
            self.closed.append(f"{type(dialog).__name__}: {dialog.windowTitle()}")
            dialog.close()


@pytest.fixture(autouse=True)
def every_dialog_is_answered(qapp: QApplication) -> Iterator[None]:
    impatience = Impatience()
    yield
    assert impatience.closed == []
    shiboken6.delete(impatience)


@pytest.fixture(autouse=True)
def settles_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits until people stop typing or moving waits less: tests ask once things have settled."""
    monkeypatch.setattr(session, "SETTLE_MILLISECONDS", 15)
    monkeypatch.setattr(minimap, "SETTLE", 15)
    monkeypatch.setattr(find_bar, "SETTLE", 15)
    monkeypatch.setattr(outside_changes, "SETTLE", 100)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out, in the deep profile, every other test's French and dark look: all of them took half of its time."""
    items[:] = [item for item in items if not _is_spared(item)]


def _is_spared(item: pytest.Item) -> bool:
    told = getattr(item, "callspec", None)
    if told is None or told.params.get("window_look") != LOOKS[1]:
        return False
    # By the name alone: the same ones on every machine.
    return bool(crc32(f"{item.path.name}:{getattr(item, 'originalname', item.name)}".encode()) & 1)


@pytest.fixture(params=LOOKS if IS_DEEP else LOOKS[:1], ids="-".join)
def window_look(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A language and a theme: English in light, and in the deep profile French in dark, too.

    What a test marked `english` expects is written in English: there only the theme changes.
    """
    language, theme = request.param
    return ("en" if request.node.get_closest_marker("english") else language), theme


@pytest.fixture
def settings(tmp_path: Path, window_look: tuple[str, str]) -> UserSettings:
    """Settings in a file of the test's own."""
    made = UserSettings(tmp_path / "settings.ini")
    language, theme = window_look
    if (language, theme) != ("en", "light"):
        made.language, made.theme = language, theme
        set_language(language)
    return made


@cache
def _read_shipped(path: Path) -> BlueprintDocument:
    """Return the document of a file that ships: frozen, so that one serves every window."""
    return load(path).document


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, settings: UserSettings) -> Iterator[Open]:
    """A function that opens a window on a document or a file, and waits for its first analysis; `as_kept`: in the size that was kept."""
    load_fonts()
    opened: list[MainWindow] = []

    def open_one(document: BlueprintDocument | Path = APA, *, as_kept: bool = False) -> MainWindow:
        source = document if isinstance(document, BlueprintDocument) else (
            _read_shipped(document) if document.is_relative_to(ROOT) else load(document).document)
        window = MainWindow(EditSession(source, identifiers=Identifiers(7)), settings)
        opened.append(window)
        if not as_kept:
            # The screen of a machine without one is smaller than what most tests look at.
            window.resize(*SIZE)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        qtbot.waitUntil(lambda: window.bridge.is_settled() and window.canvas.is_still(), timeout=20_000)
        return window

    yield open_one
    for window in opened:
        if shiboken6.isValid(window):
            window.bridge.mark_saved()
            window.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """A function that makes every message box give one answer, and returns what the boxes said."""

    def answer(button: QMessageBox.StandardButton = QMessageBox.StandardButton.Ok) -> list[str]:
        said: list[str] = []

        def executed(box: QMessageBox) -> QMessageBox.StandardButton:
            said.append(box.text())
            return button

        monkeypatch.setattr(QMessageBox, "exec", executed)
        return said

    return answer
