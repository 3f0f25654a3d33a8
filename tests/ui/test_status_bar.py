"""The status bar: one zone for messages, hints of the place, and the map and the zoom as controls."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import BLANK, Open
from visavis.blueprint.editing.commands import EditStep
from visavis.blueprint.layout import Rect
from visavis.ui.canvas.cursor import Cursor
from visavis.ui.kit.i18n import set_language
from visavis.ui.kit.selection import note_refs
from visavis.ui.window import status_bar
from visavis.ui.window.main_window import MainWindow
from visavis.ui.window.zoom_control import HEIGHT, WIDTH

LAPTOP = (1366, 700)


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    made = open_window()
    made.resize(*LAPTOP)
    return made


def hint(window: MainWindow) -> str:
    return window.status.hint.accessibleName()


def test_news_stand_in_place_of_the_hint_and_go_after_a_while(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert status_bar.MILLISECONDS == 6000
    monkeypatch.setattr(status_bar, "MILLISECONDS", 60)
    assert window.status.hint.isVisible()
    window.status.show_message("Le fichier est écrit.")
    assert not window.status.hint.isVisible()
    assert not window.status.saved.isVisible()
    window.canvas.navigation.move("right")
    window.bridge.do(EditStep(window.bridge.document.steps[0].id, title="Autre"))
    assert not window.status.hint.isVisible()
    qtbot.waitUntil(window.status.hint.isVisible)
    assert window.status.currentMessage() == ""


def test_news_lie_over_no_hint_when_the_text_gets_larger_meanwhile(window: MainWindow, qtbot: QtBot) -> None:
    need(window.findChild(QAction, "appearance.larger_text")).trigger()
    assert window.status.currentMessage() != ""
    for _ in range(3):
        qtbot.wait(20)
        assert not window.status.hint.isVisible()
        assert not window.status.saved.isVisible()
    window.status.clearMessage()
    assert window.status.hint.isVisible()


def test_what_the_canvas_has_to_say_for_once_goes_again_and_what_to_do_next_stays(window: MainWindow) -> None:
    before = hint(window)
    window.canvas.status_hint.emit("Choisir d’abord une étape")
    assert window.status.currentMessage() == "Choisir d’abord une étape"
    window.canvas.set_tool("connect")
    assert window.status.currentMessage() == ""
    assert hint(window) not in ("", before)
    window.canvas.set_tool("select")
    assert hint(window) == before


@pytest.mark.english
def test_the_hint_is_of_what_has_the_focus(window: MainWindow) -> None:
    canvas, step = window.canvas, window.bridge.document.steps[0].id
    canvas.navigation.go_to_step(step)
    assert "edit the title" in hint(window)
    assert "Tab: leave the drawing" in hint(window)
    canvas.navigation.go_to_flow(window.bridge.document.flows[0].key)
    assert "what is said" in hint(window)
    canvas.navigation.go_to_step(step)
    canvas.edit_current()
    assert "Esc: cancel" in hint(window)
    canvas.writing.forget()
    canvas.select_all()
    assert "duplicate" in hint(window)


def test_a_chosen_note_is_read_whole_over_no_card(window: MainWindow) -> None:
    note = max(window.bridge.document.head.notes, key=lambda one: len(one.text))
    window.bridge.select(note_refs(note.id))
    assert note.text in hint(window)


def pixel(window: MainWindow, rect: Rect) -> QPoint:
    """Return the middle of a box of the drawing, brought into sight."""
    window.canvas.camera.centre_on(QPointF(*rect.centre))
    return window.canvas.mapFromScene(QPointF(*rect.centre))


def test_a_note_is_read_whole_while_the_pointer_rests_on_it(window: MainWindow) -> None:
    canvas, usual = window.canvas, hint(window)
    notes = need(canvas.picture).layout.notes
    assert notes
    for note in window.bridge.document.head.notes:
        if note.id in notes:
            at = pixel(window, notes[note.id].rect)
            QTest.mouseMove(canvas.viewport(), at)
            assert note.text in hint(window)
            assert window.bridge.selection == frozenset()
            # Off it, and off the drawing.
            QTest.mouseMove(canvas.viewport(), QPoint(2, canvas.viewport().height() - 2))
            assert hint(window) == usual
            QTest.mouseMove(canvas.viewport(), at)
            QTest.mouseMove(window.status, QPoint(4, 4))
            assert hint(window) == usual


def test_a_note_is_read_whole_where_the_keyboard_is(window: MainWindow) -> None:
    canvas = window.canvas
    layout, notes = need(canvas.picture).layout, {one.id: one for one in window.bridge.document.head.notes}
    note, cell = next((notes[key], cell) for key, box in layout.notes.items() for cell, rect in layout.cells.items()
                      if rect.contains(*box.rect.centre) and not any(
                          card.rect.intersects(rect) for card in layout.cards.values()))
    canvas.setFocus()
    canvas.navigation.go(Cursor(cell._replace(column=cell.column - 1)))
    assert note.text not in hint(window)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert need(canvas.navigation.cursor).cell == cell
    assert note.text in hint(window)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert note.text not in hint(window)


def test_a_title_that_is_cut_is_read_whole(window: MainWindow, qtbot: QtBot) -> None:
    canvas, step = window.canvas, window.bridge.document.steps[3]
    title = "Remplit avec sa fille le formulaire de douze pages, imprime les justificatifs et les range dans l’ordre"
    usual = hint(window)
    QTest.mouseMove(canvas.viewport(), pixel(window, need(canvas.picture).layout.cards[step.id].rect))
    assert hint(window) == usual
    window.bridge.do(EditStep(step.id, title=title))
    qtbot.waitUntil(lambda: window.bridge.is_settled() and canvas.is_still())
    box = need(canvas.picture).layout.cards[step.id]
    assert box.title.is_cut
    QTest.mouseMove(canvas.viewport(), QPoint(2, canvas.viewport().height() - 2))
    QTest.mouseMove(canvas.viewport(), pixel(window, box.rect))
    assert hint(window).endswith(title)
    QTest.mouseMove(canvas.viewport(), QPoint(2, canvas.viewport().height() - 2))
    assert title not in hint(window)
    canvas.navigation.go_to_step(step.id)
    assert title in hint(window)


def test_what_is_said_is_read_where_a_low_window_shows_none_of_it(window: MainWindow) -> None:
    flow = next(one for one in window.bridge.document.flows if one.label)
    window.canvas.navigation.go_to_flow(flow.key)
    assert flow.label not in hint(window)
    window.resize(683, 316)
    for _ in range(4):
        QApplication.processEvents()
    window.canvas.navigation.go_to_step(flow.source)
    window.canvas.navigation.go_to_flow(flow.key)
    assert flow.label in hint(window)


@pytest.mark.slow
def test_the_hint_is_of_the_place(window: MainWindow) -> None:
    seen = set()
    for place in ("draw", "table", "frictions", "journeys", "redesign"):
        window.go_to(place)
        seen.add(hint(window))
    assert len(seen) == 5
    assert "" not in seen


def test_the_hint_is_of_the_language_and_what_was_told_in_another_one_goes(window: MainWindow) -> None:
    set_language("fr")
    french = hint(window)
    window.canvas.set_tool("connect")
    window.status.show_message("Nouveau")
    set_language("en")
    assert window.status.currentMessage() == ""
    window.canvas.set_tool("select")
    assert hint(window) != french
    set_language("fr")
    assert hint(window) == french


def test_saved_is_said_only_of_a_file(open_window: Open, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window(BLANK)
    assert window.status.saved.text() == ""
    assert not window.status.mark.isVisible()
    window.bridge.do(EditStep("nobody", title="Refusé"))
    window.file._write(tmp_path / "essai.blueprint.json")
    qtbot.waitUntil(lambda: window.bridge.session.is_saved)
    window.status.clearMessage()
    assert window.status.saved.text() in ("Saved", "Enregistré")
    assert window.status.mark.isVisible()


def test_map_and_zoom_stand_in_the_status_bar_and_over_no_drawing(window: MainWindow) -> None:
    for part in (window.canvas.minimap, window.status.zoom):
        assert part.isVisible()
        assert window.status.isAncestorOf(part)
    assert window.canvas.minimap.height() == 22
    assert window.status.zoom.size().toTuple() == (WIDTH, HEIGHT) == (104, 24)
    assert window.status.height() <= 34


def test_map_and_zoom_go_where_the_canvas_is_not(window: MainWindow) -> None:
    parts = (window.canvas.minimap, window.status.overview, window.status.zoom)
    for place in ("redesign", "journeys"):
        window.go_to(place)
        assert not any(part.isVisible() for part in parts)
        window.go_to("draw")
        assert all(part.isVisible() for part in parts)


def test_the_map_can_be_hidden_and_that_is_remembered(open_window: Open) -> None:
    window = open_window()
    window.canvas.minimap.toggle()
    assert not window.canvas.minimap.isVisible()
    assert not window.status.overview.isVisible()
    again = open_window()
    assert not again.canvas.minimap.isVisible()
    again.canvas.minimap.toggle()
    assert again.canvas.minimap.isVisible()
    assert again.settings.shows_map


def test_the_zoom_is_a_control(window: MainWindow) -> None:
    zoom, canvas = window.status.zoom, window.canvas
    canvas.set_zoom(1.0)
    assert zoom.percent.text().startswith("100")
    QTest.mouseClick(zoom.larger, Qt.MouseButton.LeftButton)
    assert canvas.zoom() == pytest.approx(1.2)
    QTest.mouseClick(zoom.smaller, Qt.MouseButton.LeftButton)
    assert canvas.zoom() == pytest.approx(1.0)
    menu = zoom.percent.menu()
    menu.aboutToShow.emit()
    entries = [action for action in menu.actions() if not action.isSeparator()]
    assert len(entries) == 5
    assert [action.isChecked() for action in entries[:3]] == [False, False, True]
    entries[0].trigger()
    assert canvas.zoom() == pytest.approx(0.5)
    entries[3].trigger()
    assert canvas.camera.area().contains(canvas.surface.size())
    entries[4].trigger()
    cursor = need(canvas.navigation.cursor)
    phase = next(box.rect for box in need(canvas.picture).layout.phases if box.phase == cursor.cell.phase)
    area = canvas.camera.area()
    assert area.left() <= phase.x
    assert phase.right <= area.right() + 1


def test_every_control_of_the_zoom_has_a_name(window: MainWindow) -> None:
    zoom = window.status.zoom
    assert all(part.accessibleName() and part.toolTip() for part in (zoom.smaller, zoom.percent, zoom.larger))


def test_nothing_in_the_status_bar_stands_over_another(window: MainWindow) -> None:
    status = window.status
    parts: list[QWidget] = [status.hint, status.overview, window.canvas.minimap, status.zoom]
    places = [part.rect().translated(part.mapTo(status, part.rect().topLeft())) for part in parts]
    assert all(status.rect().contains(place) for place in places)
    assert not any(one.intersects(other) for index, one in enumerate(places) for other in places[:index])
