"""F6 goes round the window, Tab leaves the drawing, and no key takes a letter that somebody wants to type."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.need import need, see
from tests.ui.conftest import APA, BLANK, Open, write
from visavis.ui.canvas.keys import BINDINGS, sequence
from visavis.ui.features.inspector.inspected_subjects import StepSubject
from visavis.ui.kit.i18n import set_language, tr
from visavis.ui.kit.selection import NOTHING, step_refs
from visavis.ui.window.focus_ring import first_stop, tab_stops
from visavis.ui.window.main_window import MainWindow
from visavis.ui.window.menu_table import all_actions

Key = Qt.Key
NONE, CTRL, ALT, SHIFT = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier,
                          Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier)


# A step with flows, frictions and notes.
SILENCE = "c9"


def focused() -> QWidget:
    return need(QApplication.focusWidget())


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(focused(), key, modifiers)


def ring(window: MainWindow) -> list[QWidget]:
    """Return where F6 goes, from the drawing until it is there again."""
    window.canvas.setFocus()
    seen: list[QWidget] = []
    for _ in range(12):
        press(Key.Key_F6)
        if focused() is window.canvas:
            return seen
        seen.append(focused())
    raise AssertionError(seen)


def parts_of(window: MainWindow, stops: list[QWidget]) -> list[str]:
    parts = {"header": window.header, "palette": window.palette_panel, "inspector": window.inspector,
             "frictions": window.frictions, "status": window.status}
    return [next(name for name, part in parts.items() if part.isAncestorOf(stop)) for stop in stops]


def test_f6_goes_round_the_parts_in_their_order(open_window: Open) -> None:
    window = open_window(APA)
    expected = ["inspector", "frictions", "status", "header", "palette"]
    found = parts_of(window, ring(window))
    assert [name for name in expected if name in found] == found
    assert {"inspector", "frictions", "header", "palette"} <= set(found)
    back: list[QWidget] = []
    for _ in found:
        press(Key.Key_F6, SHIFT)
        back.append(focused())
    assert parts_of(window, back) == found[::-1]


def test_what_is_hidden_is_skipped_and_each_part_remembers(open_window: Open) -> None:
    window = open_window(APA)
    window.panels.toggle("inspector")
    window.panels.toggle("palette")
    assert not {"inspector", "palette"} & set(parts_of(window, ring(window)))
    window.header.export.setFocus()
    window.canvas.setFocus()
    assert window.header.export in ring(window)
    window.go_to("table")
    press(Key.Key_F6)
    assert focused() is not window.canvas


@pytest.mark.parametrize("kept", [True, False])
def test_tab_leaves_the_drawing_for_the_very_step(open_window: Open, *, kept: bool) -> None:
    window = open_window(BLANK)
    canvas = window.canvas
    write(canvas, "A")
    write(focused(), "ppelle")
    press(Key.Key_Tab)
    write(focused(), "Rappelle")
    assert see(canvas.writing.is_open)
    press(Key.Key_Return if kept else Key.Key_Escape)
    assert not canvas.writing.is_open
    assert focused() is canvas
    before = window.bridge.document
    step = need(canvas.navigation.step())
    assert step.title == ("Rappelle" if kept else "Appelle")
    press(Key.Key_Tab)
    assert window.inspector.isAncestorOf(focused())
    assert window.inspector.subject == StepSubject(step.id)
    first = next(iter(window.inspector.editors.values()))
    assert first is focused() or first.isAncestorOf(focused())
    canvas.setFocus()
    press(Key.Key_Backtab, SHIFT)
    assert window.palette_panel.isAncestorOf(focused())
    assert window.bridge.document is before


def test_tab_goes_through_the_parts_as_they_stand(open_window: Open) -> None:
    window = open_window(APA)
    window.fly_to("c5")
    window.canvas.setFocus()
    # What the inspector made for this step is laid out when it is shown.
    QTest.qWait(200)
    parts: list[QWidget] = []
    for _ in range(200):
        press(Key.Key_Tab)
        part = need(window.focus_ring.part_in_focus())
        if not parts or part is not parts[-1]:
            parts.append(part)
        if focused() is window.canvas:
            break
    assert [need(window.focus_ring.part_in_focus())] == parts[-1:]
    assert parts_of(window, [need(first_stop(part)) for part in parts[:-1]]) == parts_of(window, ring(window))


def test_dots_and_faces_are_one_stop_each(open_window: Open) -> None:
    window = open_window(APA)
    window.fly_to("c5")
    QTest.qWait(200)
    for name in ("effort", "emotion"):
        editor = window.inspector.editors[name]
        buttons = [one for one in editor.findChildren(QAbstractButton) if one.isVisible()]
        assert len(buttons) > 4, name
        assert len([one for one in tab_stops(window.inspector) if one in buttons]) == 1, name
        editor.setFocus()
        first = focused()
        press(Key.Key_Right)
        second = focused()
        assert {first, second} <= set(buttons)
        assert first is not second
        press(Key.Key_Left)
        assert focused() is first
        press(Key.Key_Right)
        press(Key.Key_Tab)
        assert focused() not in buttons
        press(Key.Key_Backtab, SHIFT)
        assert focused() is second, name


def test_typing_on_a_card_goes_on_with_its_title(open_window: Open) -> None:
    window = open_window(APA)
    for number, letters in enumerate(("c", "r", "P", "1", "è", "!5min")):
        step = window.bridge.document.steps[number]
        window.fly_to(step.id)
        window.canvas.setFocus()
        write(window.canvas, letters[0])
        for letter in letters[1:]:
            write(focused(), letter)
        assert window.canvas.writing.editor.text() == f"{step.title} {letters}"
        press(Key.Key_Escape)
        assert window.bridge.document.step_by_id[step.id].title == step.title


@pytest.mark.parametrize("tag", ["fr", "en"])
def test_an_empty_cell_says_where_it_is(open_window: Open, tag: str) -> None:
    set_language(tag)
    window = open_window(BLANK)
    for _ in range(2):
        press(Key.Key_Right)
    cursor = need(window.canvas.navigation.cursor)
    document = window.bridge.document
    lane, phase = document.lane_by_id[cursor.cell.lane].name, document.phase_by_id[cursor.cell.phase].name
    words = ("colonne", "vide") if tag == "fr" else ("column", "empty")
    assert window.canvas.accessibleName() == f"{lane}, {phase}, {words[0]} {cursor.cell.column + 1}, {words[1]}"


def every_key() -> list[str]:
    """Return every combination that does something: of the menus, of the canvas, by its portable name."""
    return sorted({spec.keys for spec in all_actions() if spec.keys}
                  | {key for binding in BINDINGS for key in binding.keys})


@pytest.mark.parametrize("keys", every_key())
def test_no_key_takes_what_a_keyboard_types(keys: str) -> None:
    # The stubs do not know that a sequence has parts.
    parts: Any = sequence(keys)
    combination = parts[0]
    key, modifiers = combination.key(), combination.keyboardModifiers()
    is_sign = key < Key.Key_Escape
    if modifiers & CTRL and modifiers & ALT:
        assert not is_sign or key == Key.Key_Space, "AltGr types with it"
    if modifiers in (NONE, SHIFT) and is_sign:
        told = {spec.keys for spec in all_actions()}
        assert keys in told, "a letter that acts stands in a menu"
        assert next(binding for binding in BINDINGS if keys in binding.keys).on_flow
    assert not (key == Key.Key_Insert and modifiers == NONE), "the key of screen readers"


def test_alt_gr_types_on_the_drawing(open_window: Open) -> None:
    window = open_window(BLANK)
    both = CTRL | ALT
    for key, sign in ((Key.Key_0, "@"), (Key.Key_4, "{"), (Key.Key_E, "€"), (Key.Key_5, "[")):
        window.canvas.setFocus()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(window.canvas, QKeyEvent(kind, key, both, sign))
        assert window.canvas.writing.editor.text() == sign
        press(Key.Key_Escape)


@pytest.mark.parametrize("width", [1366, 900])
def test_each_section_is_one_key_from_the_step_folded_or_not(open_window: Open, qtbot: QtBot, width: int) -> None:
    window = open_window(APA)
    window.resize(width, 700)
    window.canvas.setFocus()
    window.canvas.navigation.go_to_step(SILENCE)
    qtbot.waitUntil(lambda: window.bridge.is_settled() and bool(need(window.inspector._page).findings.lines), timeout=20_000)
    QApplication.processEvents()
    names = list(need(window.inspector._page).boxes)
    for number, name in enumerate(names, 1):
        box = need(window.inspector._page).boxes[name]
        box._fold(False)
        window.inspector.show_page("notes")
        window.canvas.setFocus()
        press(getattr(Key, f"Key_{number}"), CTRL | SHIFT)
        assert box.isAncestorOf(focused()), name
        assert focused() is not box.head, name
        assert focused().isVisible()
        assert box.is_open()
    # And back, by the way that F6 takes.
    press(Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert focused() is window.canvas
    assert window.bridge.selection == step_refs(SILENCE)


def test_what_is_no_step_has_no_sections_to_go_to(open_window: Open) -> None:
    window = open_window(APA)
    window.bridge.select(NOTHING)
    window.go_to_section("times")
    assert window.status.currentMessage() == tr("Select a step first: these are its fields")


def test_tab_leaves_the_drawing_for_the_title_whatever_is_shown_of_the_step(open_window: Open) -> None:
    window = open_window(APA)
    window.canvas.setFocus()
    window.canvas.navigation.go_to_step(SILENCE)
    window.inspector.show_page("frictions")
    press(Key.Key_Tab)
    assert window.inspector.editors["title"].isAncestorOf(focused())
    assert focused().isVisible()
