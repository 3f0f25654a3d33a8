"""The workshop: the wall, its prompts and clock, notes by the dozen, dots, the parking lot, the facilitator's screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.need import need, see
from tests.ui.conftest import APA, Open, write
from visavis.blueprint.drawing import Text
from visavis.blueprint.editing.commands import AddNote
from visavis.blueprint.language import LANGUAGES
from visavis.blueprint.model import LaneKind
from visavis.blueprint.registry.workshop_scripts import workshops
from visavis.ui.canvas.tools.drag_notes import notes_data
from visavis.ui.features.workshop.workshop_session import clock_text
from visavis.ui.kit.i18n import set_language, tr
from visavis.ui.window.presentation import READABLE_POINTS, PresentationMode, smallest_text

Key = Qt.Key
SCREENS = [{"name": "laptop", "x": 0, "y": 0, "width": 1440, "height": 900, "logicalDpi": 96, "dpr": 1},
           {"name": "wall", "x": 1440, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}]


@pytest.fixture
def wall(open_window: Open, qapp: QApplication, qtbot: QtBot) -> Iterator[PresentationMode]:
    window = open_window(APA)
    window.presentation.enter()
    qtbot.waitUntil(window.isFullScreen)
    qapp.processEvents()
    yield window.presentation
    if shiboken6.isValid(window) and window.presentation.is_on:
        window.presentation.leave()


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, target: QWidget | None = None) -> None:
    QTest.keyClick(need(target or QApplication.focusWidget()), key, modifiers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_shipped_scripts_ask_in_both_languages(language: str) -> None:
    found = workshops()
    assert set(found) >= {"as-is", "to-be"}
    for script in found.values():
        assert script.title[language]
        for activity in script.activities:
            assert activity.prompt[language].strip()
    # The citizen first, the agents next, the systems last.
    seen = [set(activity.lanes) for activity in found["as-is"].activities]
    assert seen[0] == {LaneKind.CITIZEN}
    assert LaneKind.SUPPORT in seen[-1]
    assert all(before <= after for before, after in pairwise(seen))


def test_own_scripts_are_listed_and_broken_ones_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_TEMPLATES", str(tmp_path / "templates"))
    folder = tmp_path / "workshops"
    folder.mkdir()
    (folder / "mine.json").write_text(json.dumps({"format": "visavis-workshop/1", "title": {"fr": "Le mien"}, "activities": [
        {"prompt": {"fr": "Dites"}, "minutes": 5}]}), encoding="utf-8")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    (folder / "endless.json").write_text(json.dumps({"format": "visavis-workshop/1", "title": {}, "activities": []}),
                                         encoding="utf-8")
    found = workshops()
    assert found["mine"].activities[0].prompt_in("en") == "Dites"
    assert not {"broken", "endless"} & set(found)


def test_on_the_wall_nothing_is_smaller_than_can_be_read(wall: PresentationMode) -> None:
    window, canvas = wall._window, wall._window.canvas
    assert window.isFullScreen()
    for part in (window.menuBar(), window.header, window.palette_panel, window.inspector, window.frictions, window.status):
        assert not part.isVisible()
    wanted = READABLE_POINTS / 72 * canvas.logicalDpiY()
    sizes = [primitive.run.style.size * canvas.zoom() for group in need(canvas.picture).drawing.groups
             for primitive in group.primitives if isinstance(primitive, Text)]
    assert min(sizes) == pytest.approx(wanted, rel=0.01)
    canvas.fit()
    assert need(smallest_text(need(canvas.picture).drawing)) * canvas.zoom() == pytest.approx(wanted, rel=0.01)
    for label in need(wall.bar).findChildren(QLabel):
        assert label.fontInfo().pointSizeF() >= READABLE_POINTS - 0.5, label.text()
    wall.leave()
    assert window.header.isVisible()
    assert window.menuBar().isVisible()
    assert canvas.zoom() == 1
    canvas.fit()
    assert canvas.zoom() < 1


def test_a_wall_that_is_too_small_for_the_window_stays_full(wall: PresentationMode, qapp: QApplication) -> None:
    window = wall._window
    need(wall.bar).setMinimumWidth(3000)
    qapp.processEvents()
    assert window.isFullScreen()
    assert window.size() == window.screen().size()
    need(wall.bar).setMinimumWidth(0)
    wall.leave()
    qapp.processEvents()
    assert not window.isFullScreen()
    assert window.width() >= window.minimumSizeHint().width()


def test_on_a_narrow_wall_the_drawing_keeps_most_of_the_height(wall: PresentationMode, qapp: QApplication) -> None:
    for language in LANGUAGES:
        set_language(language)
        wall._window.showNormal()
        wall._window.resize(1440, 900)
        qapp.processEvents()
        assert need(wall.bar).height() < 300


def test_on_the_narrowest_wall_no_button_is_cut(wall: PresentationMode, qapp: QApplication) -> None:
    for language in LANGUAGES:
        set_language(language)
        for width in (1024, 1600):
            wall._window.showNormal()
            wall._window.resize(width, 768)
            qapp.processEvents()
            for part in need(wall.bar).findChildren(QPushButton):
                if part.isVisible():
                    assert part.width() >= part.minimumSizeHint().width(), (width, part.accessibleName())
            assert wall._window.width() == width
            assert bool(need(wall.bar).stop.text()) is (width == 1600)
            assert need(wall.bar).stop.accessibleName() == tr("Leave the wall")


def test_the_wall_begins_where_something_is_revealed(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(APA)
    agent = next(step for step in window.bridge.document.steps if window.bridge.document.lane_of(step).kind is LaneKind.BACKSTAGE)
    window.fly_to(agent.id)
    window.presentation.enter()
    qtbot.waitUntil(lambda: need(window.canvas.navigation.step()).id != agent.id)
    step = need(window.canvas.navigation.step())
    assert window.bridge.document.lane_of(step).kind is LaneKind.CITIZEN
    window.presentation.leave()


def test_f11_puts_up_and_takes_down_though_the_menus_are_gone(open_window: Open, qapp: QApplication) -> None:
    window = open_window(APA)
    press(Key.Key_F11, target=window.canvas)
    assert see(window.presentation.is_on)
    qapp.processEvents()
    press(Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier, window.canvas)
    assert window.presentation.session.index == 1
    press(Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier, window.canvas)
    assert window.presentation.session.index == 0
    press(Key.Key_F11, target=window.canvas)
    assert not window.presentation.is_on
    assert QKeySequence("F11") == window.actions_table.by_name["presentation.toggle"].shortcut()


def test_lanes_are_veiled_until_their_turn(wall: PresentationMode) -> None:
    document = wall._window.bridge.document
    kinds = {lane.kind for lane in document.head.lanes}

    def veiled() -> set[LaneKind]:
        rects = {(mark.rect.y(), mark.rect.height()) for mark in wall._window.canvas.overlays.of("wall")}
        return {lane.kind for lane in need(wall._window.canvas.picture).layout.lanes if (lane.rect.y, lane.rect.height) in rects}

    assert veiled() == kinds - {LaneKind.CITIZEN}
    wall.next_activity()
    assert veiled() == kinds - {LaneKind.CITIZEN, LaneKind.FRONTSTAGE}
    wall.session.go_to(99)
    assert veiled() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_prompt_and_clock(wall: PresentationMode, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_language(language)
    session, bar = wall.session, need(wall.bar)
    assert bar.prompt.text() == need(session.activity).prompt[language]
    assert need(session.next_activity).prompt[language] in bar.following.accessibleName()
    assert bar.clock.text() == "20:00"
    QTest.mouseClick(bar.start, Qt.MouseButton.LeftButton)
    assert see(session.is_running)
    session._left = -30.0
    session._tell_time()
    assert bar.clock.text() == "−0:30"
    assert bar.clock.property("over") == "true"
    QTest.mouseClick(bar.more, Qt.MouseButton.LeftButton)
    assert bar.clock.text() == "0:30"
    QTest.mouseClick(bar.start, Qt.MouseButton.LeftButton)
    assert not session.is_running
    QTest.mouseClick(bar.onward, Qt.MouseButton.LeftButton)
    assert session.index == 1
    bar.choice.setCurrentIndex(0)
    bar.choice.activated.emit(0)
    assert session.activity is None
    assert not bar.clock.isVisible()


@pytest.mark.parametrize(("seconds", "text"), [(1200, "20:00"), (65, "1:05"), (0, "0:00"), (-5, "−0:05")])
def test_how_a_clock_tells(seconds: int, text: str) -> None:
    assert clock_text(seconds) == text


def test_notes_by_the_dozen_wait_in_the_parking_lot(wall: PresentationMode) -> None:
    wall.session.go_to(4)
    wall.toggle_notes()
    field = need(wall.notes).field
    assert field.hasFocus()
    count = len(wall._window.bridge.document.head.notes)
    for text in ("Personne ne répond", "? Qui décide", "* Un seul formulaire", "  "):
        write(field, text)
        press(Key.Key_Return)
    fresh = wall._window.bridge.document.head.notes[count:]
    assert [(note.text, note.kind.value, note.at) for note in fresh] == [
        ("Personne ne répond", "pain", None), ("Qui décide", "question", None), ("Un seul formulaire", "idea", None)]
    parked = [note.text for note in need(wall.notes).model.notes]
    assert parked[-3:] == [note.text for note in fresh]


def test_dots_are_counted_and_taken_back(wall: PresentationMode) -> None:
    bridge = wall._window.bridge
    bridge.do(AddNote(text="Un guichet le samedi", id="n-samedi"))
    wall.session.go_to(5)
    wall.toggle_notes()
    panel = need(wall.notes)
    panel.voter.setFocus()
    write(panel.voter, "Anne")
    row = next(row for row, note in enumerate(panel.model.notes) if note.id == "n-samedi")
    panel.list.setCurrentIndex(panel.model.index(row))
    panel.list.setFocus()

    def votes() -> dict[str, int]:
        return next(dict(note.votes) for note in bridge.document.head.notes if note.id == "n-samedi")

    for _ in range(5):
        press(Key.Key_Space)
    assert votes() == {"Anne": 3}
    assert "0" in panel.counter.text()
    assert panel.list.currentIndex().row() == row
    press(Key.Key_Backspace)
    assert votes() == {"Anne": 2}
    assert "1" in panel.counter.text()
    panel.voter.clear()
    write(panel.voter, "Bruno")
    assert "3" in panel.counter.text()
    QTest.mouseClick(panel.filters["voted"], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    totals = [sum(note.votes.values()) for note in panel.model.notes]
    assert totals == sorted(totals, reverse=True)
    assert totals
    bridge.undo()
    assert votes() == {"Anne": 3}


def test_parked_notes_are_put_down_by_keyboard_and_dragged(wall: PresentationMode) -> None:
    window, canvas = wall._window, wall._window.canvas
    window.bridge.do(AddNote(text="Ici", id="n-ici"))
    window.bridge.do(AddNote(text="Là", id="n-la"))
    wall.toggle_notes()
    panel = need(wall.notes)
    row = next(row for row, note in enumerate(panel.model.notes) if note.id == "n-ici")
    panel.list.setCurrentIndex(panel.model.index(row))
    panel.list.setFocus()
    press(Key.Key_Return)
    assert canvas.hasFocus()
    canvas.navigation.go_to_step("c1")
    press(Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    notes = {note.id: note for note in window.bridge.document.head.notes}
    assert notes["n-ici"].at == "c1"
    place = QPointF(canvas.mapFromScene(QPointF(*need(canvas.picture).layout.cards["c1"].rect.centre)))
    data, copy = notes_data(("n-la",)), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (QDragEnterEvent(place.toPoint(), copy, data, buttons, keys),
                  QDragMoveEvent(place.toPoint(), copy, data, buttons, keys)):
        QApplication.sendEvent(canvas.viewport(), event)
        assert event.isAccepted()
    assert canvas.overlays.of("dropping")
    QApplication.sendEvent(canvas.viewport(), QDropEvent(place, copy, data, buttons, keys))
    assert {note.id: note.at for note in window.bridge.document.head.notes}["n-la"] == "c1"
    panel.show_filter("all")
    row = next(row for row, note in enumerate(panel.model.notes) if note.id == "n-la")
    panel.list.setCurrentIndex(panel.model.index(row))
    panel.list.setFocus()
    press(Key.Key_P)
    assert {note.id: note.at for note in window.bridge.document.head.notes}["n-la"] is None


def test_the_room_sees_no_private_note(open_window: Open, qapp: QApplication) -> None:
    window = open_window(APA)
    window.bridge.do(AddNote(text="Entre nous", at="c1", id="n-prive", private=True))
    drawn = {group.id for group in need(window.canvas.picture).drawing.groups}
    assert "n-prive" in drawn
    window.presentation.enter()
    window.presentation.toggle_notes()
    need(window.presentation.notes).show_filter("all")
    assert "n-prive" not in {group.id for group in need(window.canvas.picture).drawing.groups}
    assert "n-prive" not in {note.id for note in need(window.presentation.notes).model.notes}
    window.presentation.leave()
    assert "n-prive" in {group.id for group in need(window.canvas.picture).drawing.groups}


def test_closing_the_window_ends_the_workshop(wall: PresentationMode, qapp: QApplication) -> None:
    wall.session.toggle_clock()
    window = wall._window
    window.bridge.mark_saved()
    window.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


_TWO_SCREENS = """
import sys
from PySide6.QtGui import QGuiApplication
from visavis.blueprint.editing import EditSession
from visavis.blueprint.editing.commands import AddNote
from visavis.blueprint.storage import load
from pathlib import Path
from visavis.ui.application.qt_application import make_application
from visavis.ui.window.main_window import MainWindow
from visavis.ui.kit.settings import UserSettings
app = make_application()
window = MainWindow(EditSession(load(Path(sys.argv[1])).document), UserSettings())
window.show()
window.bridge.do(AddNote(text="Entre nous", id="n-prive", private=True))
app.processEvents()
window.presentation.enter()
app.processEvents()
desk = window.presentation.facilitator_window
print(len(QGuiApplication.screens()), window.screen().name(), desk.screen().name(), desk.isVisible(),
      "n-prive" in {note.id for note in desk.notes.model.notes})
desk.close()
app.processEvents()
print(window.presentation.is_on, window.presentation.facilitator_window)
window.bridge.mark_saved()
window.close()
"""


def test_where_there_are_two_screens_the_facilitator_has_one(tmp_path: Path) -> None:
    """The off-screen platform reads its screens once, so this is a program of its own."""
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": SCREENS}), encoding="utf-8")
    told = subprocess.run([sys.executable, "-c", _TWO_SCREENS, str(APA)], capture_output=True, text=True, timeout=120, check=True,
                          env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}", "VISAVIS_SETTINGS": "none"},
                          cwd=Path(__file__).parents[3])
    assert told.stdout.split() == ["2", "wall", "laptop", "True", "True", "False", "None"]
