"""Finding and replacing in the window, with the keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, Open, write
from visavis.blueprint.editing.commands import EditRecord, EditService, InsertColumn
from visavis.blueprint.layout import Rect
from visavis.ui.canvas.surface import qrect
from visavis.ui.features.inspector.inspected_subjects import ListedSubject, RecordSubject, ServiceSubject
from visavis.ui.kit.i18n import set_language
from visavis.ui.kit.selection import step_refs
from visavis.ui.window.main_window import MainWindow

Key, SHIFT, CTRL = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    return open_window(APA)


def begin(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, key, CTRL)


@pytest.mark.english
def test_enter_goes_from_match_to_match_and_the_canvas_follows(window: MainWindow, qtbot: QtBot) -> None:
    begin(window, qtbot, Key.Key_F)
    bar = need(window.find_bar)
    assert QApplication.focusWidget() is bar.wanted
    assert not bar.replacement.isVisible()
    write(need(bar.wanted), "DOSSIER")
    QTest.keyClick(bar.wanted, Key.Key_Return)
    count = len(bar.matches)
    assert count > 3
    assert bar.count_label.text().startswith(f"1 of {count} · ")
    steps = [place for place, match in enumerate(bar.matches) if match.group == "steps"]
    while bar.at != steps[0]:
        QTest.keyClick(bar.wanted, Key.Key_Return)
    assert window.bridge.selection == step_refs(bar.matches[steps[0]].id)
    assert QApplication.focusWidget() is bar.wanted
    QTest.keyClick(bar.wanted, Key.Key_Return, SHIFT)
    assert bar.at == (steps[0] - 1) % count
    for _ in range(count):
        QTest.keyClick(bar.wanted, Key.Key_Return)
    assert bar.at == (steps[0] - 1) % count
    QTest.keyClick(bar.wanted, Key.Key_Escape)
    assert not bar.isVisible()
    assert QApplication.focusWidget() is window.canvas


def test_what_is_found_is_lit_where_it_stands(window: MainWindow, qtbot: QtBot) -> None:
    def lit() -> set[object]:
        return {mark.rect.getRect() for mark in window.canvas.overlays.of("found")}

    def places() -> set[object]:
        picture = need(window.canvas.picture)
        layout, drawing = picture.layout, picture.drawing
        known: dict[str, Callable[[str], Rect]] = {
            "steps": lambda one: layout.cards[one].rect, "flows": lambda one: need(layout.flows[one].label).rect,
                 "notes": lambda one: drawing.notes[one].bounds,
                 "phases": lambda one: next(place.rect for place in layout.phases if place.phase == one)}
        return {qrect(known[match.group](match.id)).getRect() for match in need(window.find_bar).matches if match.group in known}

    begin(window, qtbot, Key.Key_F)
    bar = need(window.find_bar)
    write(bar.wanted, "dossier")
    qtbot.waitUntil(lambda: len(lit()) > 3)
    assert {match.group for match in bar.matches} >= {"steps", "flows", "phases"}
    assert lit() == places()
    before = lit()
    first = next(match.id for match in bar.matches if match.group == "steps")
    phase = window.bridge.document.step_by_id[first].phase
    window.bridge.do(InsertColumn(phase, 0))
    qtbot.waitUntil(lambda: window.bridge.is_settled() and window.canvas.is_still())
    assert lit() == places() != before
    QTest.keyClick(bar.wanted, Key.Key_Escape)
    assert lit() == set()


@pytest.mark.english
def test_one_is_replaced_and_then_all(window: MainWindow, qtbot: QtBot) -> None:
    before = window.bridge.document
    begin(window, qtbot, Key.Key_H)
    bar = need(window.find_bar)
    write(bar.wanted, "dossier")
    QTest.keyClick(bar.wanted, Key.Key_Return)
    count = len(bar.matches)
    bar.replacement.setFocus()
    write(bar.replacement, "papier <b>")
    QTest.keyClick(bar.replacement, Key.Key_Return)
    assert len(bar.matches) == count - 1
    bar.replace_all.setFocus()
    QTest.keyClick(bar.replace_all, Key.Key_Space)
    assert bar.matches == ()
    assert bar.count_label.text().startswith(f"{count - 1} replaced")
    window.bridge.undo()
    window.bridge.undo()
    assert window.bridge.document == before


@pytest.mark.english
def test_the_options_narrow_what_is_found(window: MainWindow, qtbot: QtBot) -> None:
    begin(window, qtbot, Key.Key_F)
    bar = need(window.find_bar)
    write(bar.wanted, "appel")
    qtbot.waitUntil(lambda: len(bar.matches) > 0)
    many = len(bar.matches)
    bar.whole.setFocus()
    QTest.keyClick(bar.whole, Key.Key_Space)
    assert len(bar.matches) < many
    bar.wanted.setFocus()
    bar.wanted.selectAll()
    write(bar.wanted, "zzzz")
    qtbot.waitUntil(lambda: bar.count_label.text() == "Nothing found")


def test_edits_keep_the_matches_true_and_french_is_spoken(window: MainWindow, qtbot: QtBot) -> None:
    set_language("fr")
    begin(window, qtbot, Key.Key_F)
    bar = need(window.find_bar)
    write(bar.wanted, "dossier")
    qtbot.waitUntil(lambda: len(bar.matches) > 0)
    count = len(bar.matches)
    assert "résultat" in bar.count_label.text()
    from visavis.blueprint.editing.commands import EditHead

    window.bridge.do(EditHead(title="Un autre dossier"))
    qtbot.waitUntil(lambda: len(bar.matches) != count, timeout=2000)


def test_what_stands_in_no_drawing_is_shown_in_the_inspector(window: MainWindow, qtbot: QtBot) -> None:
    begin(window, qtbot, Key.Key_F)
    bar = need(window.find_bar)
    name = window.bridge.document.head.personas[0].name
    write(bar.wanted, name)
    QTest.keyClick(bar.wanted, Key.Key_Return)
    while bar.matches[bar.at].group != "personas":
        QTest.keyClick(bar.wanted, Key.Key_Return)
    assert "Personas" in bar.count_label.text()
    assert need(window.inspector.subject, ListedSubject).id == window.bridge.document.head.personas[0].id


def test_what_the_service_and_the_record_say_is_found_where_it_stands(window: MainWindow, qtbot: QtBot) -> None:
    window.bridge.do(EditService(authority="Mairie de Xyzville"))
    window.bridge.do(EditRecord(contact="Accueil de Xyzville"))
    begin(window, qtbot, Key.Key_F)
    bar = need(window.find_bar)
    write(bar.wanted, "xyzville")
    shown = {}
    for _ in range(2):
        QTest.keyClick(bar.wanted, Key.Key_Return)
        shown[bar.matches[bar.at].group] = window.inspector.subject
    assert shown == {"service": ServiceSubject(), "record": RecordSubject()}
