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
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, Open, write
from tests.ui.workshop.conftest import LANE_BY_LANE
from visavis.blueprint.editing.commands import AddNote
from visavis.blueprint.language import LANGUAGES
from visavis.blueprint.model import LaneKind
from visavis.blueprint.model.problems import WrongValue
from visavis.blueprint.registry.workshop_format import read_script
from visavis.blueprint.registry.workshop_scripts import MOST_PROMPT, own_workshops, workshops
from visavis.ui.canvas.tools.drag_notes import notes_data
from visavis.ui.features.workshop.workshop_session import clock_text
from visavis.ui.window.presentation import PresentationMode

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
    assert list(found)[:2] == ["as-is", "to-be"]
    assert len(found) == 8
    for script in found.values():
        assert script.title[language]
        assert script.summary[language]
        # What it is to take is what its activities take; there is a welcome, an end, and a break in a long one.
        assert sum(activity.whole_minutes for activity in script.activities) == script.minutes
        moments = [activity.moment for activity in script.activities]
        assert (moments[0], moments[-1]) == ("welcome", "end")
        assert ("break" in moments) is (need(script.minutes) > 90)
        for activity in script.activities:
            assert activity.title[language].strip()
            assert activity.prompt[language].strip()
            assert len(activity.prompt[language]) <= MOST_PROMPT
            # Who votes is asked something else than who writes.
            assert bool(activity.vote_prompt) is (activity.vote_minutes is not None)
            assert len(activity.vote_prompt.get(language, "")) <= MOST_PROMPT
            assert not activity.facilitator or activity.facilitator_lines(language)
            assert (activity.writes == "nothing") or activity.moment is None
    # The citizen first, the agents next, the systems last; where it hurts is between people.
    seen = [set(activity.lanes) for activity in found["as-is"].activities]
    drawn = [set(activity.lanes) for activity in found["as-is"].activities if activity.writes == "steps"]
    assert drawn[0] == {LaneKind.CITIZEN}
    assert LaneKind.SUPPORT in drawn[-1]
    assert all(before <= after for before, after in pairwise(drawn))
    assert seen[-2] == {LaneKind.CITIZEN, LaneKind.FRONTSTAGE, LaneKind.BACKSTAGE}


def test_activities_are_counted_as_people_count_them() -> None:
    assert workshops()["as-is"].numbers() == (0, 0, 1, 2, 3, 0, 4, 5, 5, 6, 0)
    assert LANE_BY_LANE.numbers() == (1, 2, 3, 4, 5, 5, 6)
    script = read_script(json.dumps({"format": "visavis-workshop/1", "title": {"en": "With a pause"}, "activities": [
        {"prompt": {"en": "Welcome"}, "minutes": 5, "writes": "nothing"}, {"prompt": {"en": "Draw"}, "minutes": 5},
        {"prompt": {"en": "Pause"}, "minutes": 5, "writes": "nothing"},
        {"prompt": {"en": "Where"}, "minutes": 5, "writes": "notes"},
        {"prompt": {"en": "How much"}, "minutes": 5, "writes": "votes", "continues": True}]}))
    assert script.numbers() == (0, 1, 0, 2, 2)


TOML = """format = "visavis-workshop/2"
title.fr = "Le mien"

[[activities]]
prompt.fr = "Dites"
minutes = 5
vote_minutes = 3
vote_prompt.fr = "Quoi d’abord ?"
writes = "notes"
facilitator.fr = '''
- Un mot
minutes = 9
'''

[[activities]]
prompt = {fr = "Fin"}
minutes = 2
moment = "end"
writes = "nothing"
"""


def test_an_activity_that_ends_with_a_vote_is_two_parts_with_a_clock_each() -> None:
    script = read_script(TOML)
    assert [(part.writes, part.minutes) for part in script.parts] == [("notes", 5), ("votes", 3), ("nothing", 2)]
    assert [part.prompt_in("fr") for part in script.parts] == ["Dites", "Quoi d’abord ?", "Fin"]
    assert script.numbers() == (1, 1, 0)
    assert script.activities[0].facilitator_lines("fr") == ("Un mot", "minutes = 9")


@pytest.mark.parametrize(("right", "wrong", "told"), [
    ("vote_minutes = 3", "votes = 3", "line 7, activity 1: 'votes' is not a setting"),
    ('writes = "nothing"', 'writes = "anonyme"', "line 19, activity 2: writes 'anonyme' is unknown"),
    ("minutes = 2", "minutes = 0", "line 17, activity 2: minutes 0 is too small"),
    ("minutes = 2\n", "", "line 15, activity 2: 'minutes' is missing"),
    ('title.fr = "Le mien"', 'titre.fr = "Le mien"', "line 2: 'titre' is not a setting; did you mean 'title'?"),
    ('title.fr = "Le mien"', "title.fr = Le mien", "line 2, column"),
    ('"visavis-workshop/2"', '"visavis-workshop/9"', "line 1: format"),
    (TOML, "", "line 1: 'format' is missing"),
])
def test_what_is_wrong_is_told_with_its_line_and_its_activity(right: str, wrong: str, told: str) -> None:
    with pytest.raises(WrongValue) as caught:
        read_script(TOML.replace(right, wrong))
    assert str(caught.value.message).startswith(told)


@pytest.mark.english
def test_a_faulty_script_is_in_the_list_and_says_what_is_wrong_with_it(
        open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_TEMPLATES", str(tmp_path / "templates"))
    folder = tmp_path / "workshops"
    folder.mkdir()
    (folder / "atelier.toml").write_text(TOML.replace("minutes = 2", "minutes = deux"), encoding="utf-8")
    window = open_window()
    window.presentation.enter()
    choice, said = need(window.presentation.strip).choice, list[str]()
    window.bridge.refused.connect(said.append)
    row = choice.findData("atelier.toml")
    assert row > 0
    before = window.presentation.session.script
    choice.setCurrentIndex(row)
    choice.activated.emit(row)
    assert said
    assert said[0].startswith("atelier.toml: line 17")
    assert window.presentation.session.script is before
    assert choice.currentData() != "atelier.toml"
    window.presentation.leave()


def test_own_scripts_are_listed_and_broken_ones_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_TEMPLATES", str(tmp_path / "templates"))
    folder = tmp_path / "workshops"
    folder.mkdir()
    (folder / "mine.json").write_text(json.dumps({"format": "visavis-workshop/1", "title": {"fr": "Le mien"}, "activities": [
        {"prompt": {"fr": "Dites"}, "minutes": 5}]}), encoding="utf-8")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    (folder / "endless.json").write_text(json.dumps({"format": "visavis-workshop/1", "title": {}, "activities": []}),
                                         encoding="utf-8")
    (folder / "mine.toml").write_text(TOML, encoding="utf-8")
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    found = workshops()
    assert found["mine"].activities[0].vote_minutes == 3, "of two files of one name, TOML is the newer one"
    assert not {"broken", "endless"} & set(found)
    assert set(own_workshops().faults) == {"broken.json", "endless.json"}


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
        press(Key.Key_1)
    assert votes() == {"Anne": 3}
    assert "0" in panel.counter.text()
    assert panel.list.currentIndex().row() == row
    press(Key.Key_Backspace)
    assert votes() == {"Anne": 3}
    press(Key.Key_1, Qt.KeyboardModifier.ShiftModifier)
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
    session = wall.session
    session.toggle_clock()
    window = wall._window
    window.bridge.mark_saved()
    window.close()
    assert not session.is_running
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


_TWO_SCREENS = """
import sys
from PySide6.QtGui import QGuiApplication
from visavis.blueprint.editing import EditSession
from visavis.blueprint.editing.commands import AddNote, EditStep
from visavis.blueprint.storage import load
from pathlib import Path
from visavis.ui.application.qt_application import make_application
from visavis.ui.window.main_window import MainWindow
from visavis.ui.kit.settings import UserSettings
app = make_application()
window = MainWindow(EditSession(load(Path(sys.argv[1])).document), UserSettings())
window.show()
window.bridge.do(AddNote(text="Entre nous", id="n-prive", private=True))
window.bridge.do(EditStep("b4", title="Enregistre le dossier et en accuse réception"))
app.processEvents()
window.presentation.enter()
app.processEvents()
desk = window.presentation.facilitator_window
window.presentation.session.go_to(4)
for _ in range(3):
    window.presentation.ask("page-after")
    if desk.cut.text():
        break
print("Enregistre le dossier et en accuse" in desk.cut.text())
print(len(QGuiApplication.screens()), window.screen().name(), desk.screen().name(), desk.isVisible(),
      "n-prive" in {note.id for note in desk.notes.model.notes})
desk.close()
app.processEvents()
print(window.presentation.is_on, window.presentation.facilitator_window)
window.bridge.mark_saved()
window.close()
"""


@pytest.mark.slow
def test_where_there_are_two_screens_the_facilitator_has_one(tmp_path: Path) -> None:
    """The off-screen platform reads its screens once, so this is a program of its own."""
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": SCREENS}), encoding="utf-8")
    told = subprocess.run([sys.executable, "-c", _TWO_SCREENS, str(APA)], capture_output=True, text=True, timeout=120, check=True,
                          env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}", "VISAVIS_SETTINGS": "none"},
                          cwd=Path(__file__).parents[3])
    assert told.stdout.split() == ["True", "2", "wall", "laptop", "True", "True", "False", "None"]
