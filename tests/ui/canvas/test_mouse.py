"""The mouse: selecting, dragging, connecting, editing in place. The document changes on release and not before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.canvas.conftest import CTRL, NONE, SHIFT, Hands
from visavis.blueprint.model import StepKind
from visavis.ui.canvas.overlays.highlights import OverlayKind
from visavis.ui.canvas.tools.palette_entries import PALETTE, entry_of, mime_of
from visavis.ui.canvas.view import BlueprintView
from visavis.ui.kit.selection import flow_refs, lane_refs, phase_refs, step_refs

LEFT = Qt.MouseButton.LeftButton


def kinds(view: BlueprintView, name: str) -> set[OverlayKind]:
    return {mark.kind for mark in view.overlays.of(name)}


def test_a_click_selects_a_card_and_puts_the_cursor_there(hands: Hands) -> None:
    hands.click(hands.at_step("calls"))
    assert hands.view.bridge.selection == step_refs("calls")
    assert hands.view.accessibleName() == "Appelle"


def test_a_click_on_an_empty_cell_selects_nothing(hands: Hands) -> None:
    hands.click(hands.at_step("calls"))
    hands.click(hands.at_cell("office", "ask", 0))
    assert hands.view.bridge.selection == frozenset()


@pytest.mark.parametrize("modifier", [SHIFT, CTRL])
def test_a_click_with_shift_or_control_adds_and_takes_away(hands: Hands, modifier: Qt.KeyboardModifier) -> None:
    hands.click(hands.at_step("learns"))
    hands.click(hands.at_step("calls"), modifier)
    assert hands.view.bridge.selection == step_refs("learns", "calls")
    hands.click(hands.at_step("learns"), modifier)
    assert hands.view.bridge.selection == step_refs("calls")


def test_a_click_on_what_is_said_selects_the_flow(hands: Hands) -> None:
    label = need(need(hands.view.picture).layout.flows["asked"].label).rect
    hands.click(hands.at(QPointF(*label.centre)))
    assert hands.view.bridge.selection == flow_refs("asked")


def test_a_marquee_selects_what_it_touches(hands: Hands) -> None:
    cards = need(hands.view.picture).layout.cards
    start = hands.at(QPointF(cards["learns"].rect.x - 6, cards["learns"].rect.y - 4))
    end = hands.at(QPointF(*cards["calls"].rect.centre))
    hands.drag(start, end)
    assert OverlayKind.MARQUEE in kinds(hands.view, "marquee")
    hands.let_go(end)
    assert hands.view.bridge.selection == step_refs("learns", "calls")
    assert hands.view.overlays.of("marquee") == ()


def test_a_drag_shows_a_ghost_and_a_lit_cell_and_moves_the_card_on_release_only(hands: Hands) -> None:
    before = hands.view.document
    target = hands.at_cell("office", "ask", 0)
    hands.drag(hands.at_step("calls"), target)
    assert kinds(hands.view, "moving") == {OverlayKind.GHOST, OverlayKind.LIT_CELL}
    assert hands.view.document is before
    hands.let_go(target)
    assert hands.view.document.step_by_id["calls"].cell == ("office", "ask", 0)
    assert hands.view.overlays.of("moving") == ()
    hands.press(Qt.Key.Key_Z, CTRL)
    assert hands.view.document == before


def test_escape_leaves_a_dragged_card_where_it_was(hands: Hands) -> None:
    before = hands.view.document
    target = hands.at_cell("office", "ask", 0)
    hands.drag(hands.at_step("calls"), target)
    hands.press(Qt.Key.Key_Escape)
    assert hands.view.overlays.of("moving") == ()
    hands.let_go(target)
    assert hands.view.document is before


def test_selected_cards_are_dragged_together(hands: Hands) -> None:
    hands.click(hands.at_step("learns"))
    hands.click(hands.at_step("calls"), SHIFT)
    target = hands.at_cell("office", "ask", 1)
    hands.drag(hands.at_step("calls"), target)
    hands.let_go(target)
    places = {step.id: step.cell for step in hands.view.document.steps}
    assert places["calls"] == ("office", "ask", 1)
    assert places["learns"] == ("office", "ask", 0)


def test_a_drag_beyond_the_blueprint_moves_nothing(hands: Hands) -> None:
    before = hands.view.document
    outside = QPoint(hands.view.viewport().width() - 2, 2)
    hands.drag(hands.at_step("calls"), outside)
    hands.let_go(outside)
    assert hands.view.document is before


def test_a_drag_from_a_cards_handle_connects_and_lights_what_is_allowed(hands: Hands) -> None:
    card = need(hands.view.picture).layout.cards["guides"].rect
    hands.move(hands.at_step("guides"))
    assert kinds(hands.view, "handles") == {OverlayKind.HANDLE}
    target = hands.at_step("waits")
    hands.drag(hands.at(QPointF(card.right, card.centre.y)), target)
    assert OverlayKind.VALID_TARGET in kinds(hands.view, "connecting")
    assert OverlayKind.LIT_CELL in kinds(hands.view, "connecting")
    hands.let_go(target)
    (flow,) = hands.view.document.flows_from["guides"]
    assert flow.target == "waits"
    hands.write("On vous écrira")
    hands.press(Qt.Key.Key_Return)
    assert hands.view.document.flow_by_key[flow.key].label == "On vous écrira"


def test_a_line_dragged_to_nowhere_connects_nothing(hands: Hands) -> None:
    before = hands.view.document
    hands.view.set_tool("connect")
    target = hands.at_cell("tools", "ask", 0)
    hands.drag(hands.at_step("guides"), target)
    hands.let_go(target)
    assert hands.view.document is before
    assert hands.view.overlays.of("connecting") == ()


def test_a_double_click_edits_the_title_in_place(hands: Hands) -> None:
    hands.double_click(hands.at_step("learns"))
    hands.write("Entend parler de l’aide")
    hands.press(Qt.Key.Key_Return)
    assert hands.view.document.step_by_id["learns"].title == "Entend parler de l’aide"


def test_a_click_elsewhere_keeps_what_was_typed(hands: Hands) -> None:
    hands.double_click(hands.at_step("learns"))
    hands.write("Entend")
    hands.click(hands.at_cell("office", "ask", 0))
    assert hands.view.document.step_by_id["learns"].title == "Entend"
    assert not hands.view.writing.is_open


def test_a_double_click_edits_phase_and_lane_names(hands: Hands) -> None:
    QTest.mouseDClick(hands.heading(phase_refs("ask")), Qt.MouseButton.LeftButton)
    hands.write("Comprendre")
    hands.press(Qt.Key.Key_Return)
    QTest.mouseDClick(hands.heading(lane_refs("user")), Qt.MouseButton.LeftButton)
    hands.write("Habitante")
    hands.press(Qt.Key.Key_Return)
    assert hands.view.document.head.phases[0].name == "Comprendre"
    assert hands.view.document.head.lanes[1].name == "Habitante"


def test_an_armed_tool_adds_where_it_is_clicked_and_is_laid_down(hands: Hands) -> None:
    hands.view.set_tool("add-wait")
    hands.click(hands.at_cell("user", "ask", 0) + QPoint(0, 0))
    hands.write("Attend son tour")
    hands.press(Qt.Key.Key_Return)
    added = next(step for step in hands.view.document.steps if step.title == "Attend son tour")
    assert (added.kind, added.cell) == (StepKind.WAIT, ("user", "ask", 0))
    assert hands.view.tool() == "select"


def test_evidence_lands_in_the_lane_of_evidence_whatever_lane_is_clicked(hands: Hands) -> None:
    hands.view.set_tool("add-evidence")
    hands.click(hands.at_cell("office", "ask", 1))
    hands.write("Affiche")
    hands.press(Qt.Key.Key_Return)
    assert next(step for step in hands.view.document.steps if step.title == "Affiche").cell == ("seen", "ask", 1)


def test_a_note_is_put_on_the_clicked_card(hands: Hands) -> None:
    hands.view.set_tool("add-note")
    hands.click(hands.at_step("calls"))
    hands.write("Trois numéros différents")
    hands.press(Qt.Key.Key_Return)
    (note,) = hands.view.document.head.notes
    assert (note.at, note.text) == ("calls", "Trois numéros différents")


def test_what_is_dropped_from_the_palette_is_written_where_it_fell(hands: Hands) -> None:
    data, place = mime_of(entry_of("add-decision")), QPointF(hands.at_cell("office", "ask", 0))
    actions = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place.toPoint(), actions, data, LEFT, NONE)
    QApplication.sendEvent(hands.view.viewport(), enter)
    assert enter.isAccepted()
    QApplication.sendEvent(hands.view.viewport(), QDropEvent(place, actions, data, LEFT, NONE, QEvent.Type.Drop))
    hands.write("Dossier complet ?")
    hands.press(Qt.Key.Key_Return)
    added = next(step for step in hands.view.document.steps if step.title == "Dossier complet ?")
    assert (added.kind, added.cell) == (StepKind.DECISION, ("office", "ask", 0))


def test_every_entry_of_the_palette_is_a_tool(hands: Hands) -> None:
    assert {entry.tool for entry in PALETTE} <= set(hands.view.toolbox.names)


def test_the_middle_button_moves_the_drawing_and_nothing_else(hands: Hands) -> None:
    before = hands.view.document
    hands.view.set_zoom(4)
    hands.view.camera.centre_on(QPointF(*need(hands.view.picture).layout.cards["calls"].rect.centre))
    start = hands.at_step("calls")
    place = hands.view.mapToScene(start)
    hands.hold(start, Qt.MouseButton.MiddleButton)
    hands.move(start + QPoint(-40, -30), Qt.MouseButton.MiddleButton)
    hands.let_go(start + QPoint(-40, -30), Qt.MouseButton.MiddleButton)
    moved = hands.view.mapFromScene(place) - start
    assert (moved.x(), moved.y()) == pytest.approx((-40, -30), abs=2)
    assert hands.view.document is before
    assert not hands.view.toolbox.is_busy


def test_a_hovered_flow_is_lifted_above_everything(hands: Hands) -> None:
    (start, *_, end) = need(hands.view.picture).layout.flows["asked"].points
    hands.move(hands.at(QPointF(start.x, start.y + (end.y - start.y) / 8)))
    assert kinds(hands.view, "lifted") == {OverlayKind.FLOW_SELECTION}
    hands.move(hands.at_cell("tools", "ask", 0))
    assert hands.view.overlays.of("lifted") == ()


def test_a_drag_that_waits_at_the_windows_edge_pulls_the_drawing_on(hands: Hands, qtbot: QtBot) -> None:
    hands.view.set_zoom(4)
    hands.view.fly_to("calls")
    left = hands.view.camera.area().left()
    edge = QPoint(hands.view.viewport().width() - 5, hands.at_step("calls").y())
    hands.drag(hands.at_step("calls"), edge)
    qtbot.waitUntil(lambda: hands.view.camera.area().left() > left + 20, timeout=2000)
    hands.press(Qt.Key.Key_Escape)
    still = hands.view.camera.area().left()
    qtbot.wait(80)
    assert hands.view.camera.area().left() == still


def test_a_context_menu_offers_what_fits_and_does_it(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, place: opened.append(menu))
    place = hands.at_step("calls")
    QApplication.sendEvent(hands.view.viewport(), QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, hands.view.viewport().mapToGlobal(place)))
    assert hands.view.bridge.selection == step_refs("calls")
    (menu,) = opened
    remove = next(action for action in menu.actions() if action.shortcut() == QKeySequence("Del"))
    remove.trigger()
    assert "calls" not in hands.view.document.step_by_id
