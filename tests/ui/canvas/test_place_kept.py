"""The editor does not lose its place: kinds of ids, undo in the middle of things, cards between connected ones."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.need import need, see
from tests.ui.canvas.conftest import ALT, CTRL, NONE, SHIFT, Hands, OpenCanvas, grid, step
from visavis.blueprint.editing.commands import AddNextStep, EditStep, RemoveElements
from visavis.blueprint.layout import GridCell
from visavis.blueprint.model import Flow, FlowKind, Note
from visavis.ui.canvas.hit_testing import Hit, HitKind
from visavis.ui.canvas.insertion_gaps import flow_across
from visavis.ui.canvas.overlays.highlights import OverlayKind
from visavis.ui.canvas.tools.add import subject_at
from visavis.ui.canvas.tools.palette_entries import entry_of, mime_of
from visavis.ui.kit.selection import flow_refs, note_refs, step_refs

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def kinds(hands: Hands, name: str) -> list[OverlayKind]:
    return [mark.kind for mark in hands.view.overlays.of(name)]


def everything_shown(hands: Hands) -> set[str]:
    """Names of marks that gestures, tools and grips show; what is focused and selected is not theirs."""
    names = ("handles", "lifted", "moving", "connecting", "banding", "sticking", "marquee", "adding", "dropping")
    return {name for name in names if hands.view.overlays.of(name)}


def ways(hands: Hands) -> set[tuple[str, str]]:
    return {(flow.source, flow.target) for flow in hands.view.document.flows}


def titles(hands: Hands) -> dict[str, str]:
    return {one.title: one.id for one in hands.view.document.steps}


def flow(source: str, target: str, **fields: object) -> Flow:
    return Flow(source=source, target=target, key=f"{source}-{target}", **fields)


@pytest.fixture
def row(open_canvas: OpenCanvas) -> Hands:
    """Three connected steps of the citizen, one that is connected with nothing, and room."""
    return open_canvas(grid(step("a", "a"), step("b", "b", column=1), step("c", "c", column=3),
                            step("x", "x", "desk", 2), flows=(flow("a", "b"), flow("b", "c"))))


# -- ids


def test_a_step_a_flow_and_a_note_of_one_id_are_three_things(open_canvas: OpenCanvas) -> None:
    document = grid(step("e1", "a"), step("e2", "b", column=1), step("e3", "c", column=2),
                    flows=(Flow(source="e2", target="e3", key="e1"),))
    document = document.replace(head=document.head.model_copy(update={"notes": (Note(id="e1", at="e2", text="!"),)}))
    hands = open_canvas(document)
    hands.click(hands.at_step("e1"))
    assert hands.view.bridge.selection == step_refs("e1")
    assert kinds(hands, "focus") == [OverlayKind.CARD_FOCUS]
    hands.press(Key.Key_Delete)
    left = hands.view.document
    assert ([one.id for one in left.steps], [one.key for one in left.flows], len(left.head.notes)) == (["e2", "e3"], ["e1"], 1)
    hands.view.bridge.select(flow_refs("e1"))
    hands.press(Key.Key_Delete)
    assert len(hands.view.document.steps) == 2
    assert (hands.view.document.flows, len(hands.view.document.head.notes)) == ((), 1)
    hands.view.bridge.select(note_refs("e1"))
    hands.press(Key.Key_Delete)
    assert hands.view.document.head.notes == ()
    assert len(hands.view.document.steps) == 2


def test_a_flow_that_is_deleted_leaves_the_step_of_its_id(open_canvas: OpenCanvas) -> None:
    hands = open_canvas(grid(step("e1", "a"), step("e2", "b", column=1), flows=(Flow(source="e1", target="e2", key="e1"),)))
    start, end = need(hands.view.picture).layout.flows["e1"].points[:2]
    hands.click(hands.at(QPointF((start.x + end.x) / 2, start.y)))
    assert hands.view.bridge.selection == flow_refs("e1")
    hands.press(Key.Key_Delete)
    assert ([one.id for one in hands.view.document.steps], hands.view.document.flows) == (["e1", "e2"], ())


# -- deleting


def test_deleting_a_step_in_a_chain_leads_past_it_and_undo_brings_it_back(row: Hands) -> None:
    before = row.view.document
    row.click(row.at_step("b"))
    row.press(Key.Key_Delete)
    assert ways(row) == {("a", "c")}
    row.press(Key.Key_Z, CTRL)
    assert row.view.document == before
    assert row.view.bridge.selection == step_refs("b")


# -- undo in the middle


@pytest.mark.parametrize("undo", [lambda hands: hands.press(Key.Key_Z, CTRL), lambda hands: hands.view.bridge.undo()],
                         ids=["key", "from elsewhere"])
@pytest.mark.parametrize("gesture", ["card", "connection", "phase", "marquee"])
def test_undo_during_a_drag_drops_the_drag(row: Hands, gesture: str, undo: Callable[[Hands], object]) -> None:
    before = row.view.document
    row.view.bridge.do(EditStep("x", title="y"))
    layout = need(row.view.picture).layout
    cards, phases = layout.cards, layout.phases
    starts = {"card": row.at_step("x"), "phase": row.at(QPointF(*phases[1].rect.centre)),
              "connection": row.at(QPointF(cards["x"].rect.right, cards["x"].rect.centre.y)),
              "marquee": row.at_cell("tools", "ask", 0)}
    ends = {"card": row.at_cell("office", "ask", 0), "phase": row.at(QPointF(phases[0].rect.x + 8, phases[0].rect.centre.y)),
            "connection": row.at_step("c"), "marquee": row.at_step("x")}
    row.move(row.at_step("x"))
    row.drag(starts[gesture], ends[gesture])
    assert see(row.view.toolbox.is_busy)
    undo(row)
    assert not row.view.toolbox.is_busy
    assert everything_shown(row) == set()
    selected = row.view.bridge.selection
    row.move(ends[gesture], LEFT)
    row.let_go(ends[gesture])
    assert row.view.document == before
    assert row.view.bridge.selection == selected
    row.press(Key.Key_Z, CTRL | SHIFT)
    assert row.view.document.step_by_id["x"].title == "y"


def test_undo_while_a_target_is_chosen_by_keys_drops_that_too(row: Hands) -> None:
    before = row.view.document
    row.view.bridge.do(EditStep("x", title="y"))
    row.click(row.at_step("a"))
    row.press(Key.Key_L, CTRL)
    assert see(row.view.toolbox.is_busy)
    row.press(Key.Key_Z, CTRL)
    assert not row.view.toolbox.is_busy
    assert row.view.document == before
    assert everything_shown(row) == set()


def test_the_card_that_is_dragged_may_go_meanwhile(row: Hands) -> None:
    before = row.view.document
    row.view.bridge.do(AddNextStep("x", id="new"))
    row.drag(row.at_step("new"), row.at_cell("office", "ask", 0))
    row.press(Key.Key_Z, CTRL)
    row.let_go(row.at_cell("office", "ask", 0))
    assert row.view.document == before
    assert everything_shown(row) == set()


def test_a_press_on_a_card_that_goes_begins_no_drag(row: Hands) -> None:
    row.view.bridge.do(AddNextStep("x", id="new"))
    place = row.at_step("new")
    row.hold(place)
    row.view.bridge.undo()
    row.move(row.at_cell("office", "ask", 0), LEFT)
    row.let_go(row.at_cell("office", "ask", 0))
    assert everything_shown(row) == set()
    assert not row.view.toolbox.is_busy


def test_a_drag_of_the_drawing_itself_goes_on(row: Hands) -> None:
    row.view.set_zoom(2)
    row.hold(row.at_step("x"), Qt.MouseButton.MiddleButton)
    row.view.bridge.do(EditStep("x", title="y"))
    assert row.view.toolbox.is_busy
    row.let_go(row.at_step("x"), Qt.MouseButton.MiddleButton)
    assert not row.view.toolbox.is_busy


def test_undo_without_anything_to_undo_drops_the_drag_all_the_same(row: Hands) -> None:
    before = row.view.document
    row.drag(row.at_step("x"), row.at_cell("office", "ask", 0))
    row.press(Key.Key_Z, CTRL)
    row.let_go(row.at_cell("office", "ask", 0))
    assert row.view.document is before


def test_undo_from_a_menu_while_a_title_is_written_takes_the_title_back_and_redo_brings_it(row: Hands) -> None:
    row.click(row.at_step("b"))
    row.press(Key.Key_F2)
    row.write("Dépose")
    row.view.undo()
    assert (row.view.document.step_by_id["b"].title, row.view.writing.is_open) == ("b", False)
    row.view.redo()
    assert row.view.document.step_by_id["b"].title == "Dépose"


# -- handles


def test_handles_do_not_stay_where_the_card_was(row: Hands) -> None:
    row.view.bridge.do(EditStep("x", lane="office"))
    row.move(row.at_step("x"))
    assert OverlayKind.HANDLE in kinds(row, "handles")
    row.press(Key.Key_Z, CTRL)
    assert everything_shown(row) == set()
    row.move(row.at_step("x"))
    assert OverlayKind.HANDLE in kinds(row, "handles")
    row.view.redo()
    assert everything_shown(row) == set()


def test_a_lifted_flow_does_not_stay_when_it_goes(row: Hands) -> None:
    start, end = need(row.view.picture).layout.flows["a-b"].points[:2]
    row.move(row.at(QPointF((start.x + end.x) / 2, start.y)))
    assert kinds(row, "lifted") == [OverlayKind.FLOW_SELECTION]
    row.view.bridge.do(RemoveElements(flows=("a-b",)))
    assert everything_shown(row) == set()


def test_a_reload_takes_away_handles_and_keeps_the_place_and_the_look(row: Hands, qtbot: QtBot) -> None:
    row.view.set_zoom(1.7)
    row.click(row.at_step("b"))
    row.move(row.at_step("x"))
    area = row.view.camera.area()
    changed = row.view.document.replace(steps=tuple(
        one.model_copy(update={"column": one.column + 1}) for one in row.view.document.steps))
    row.view.bridge.replace(changed, reloaded=True)
    assert everything_shown(row) == set()
    qtbot.waitUntil(row.view.is_still)
    assert need(row.view.navigation.step()).id == "b"
    assert row.view.bridge.selection == step_refs("b")
    assert row.view.camera.area() == area


def test_another_document_is_looked_at_from_its_beginning(row: Hands, qtbot: QtBot) -> None:
    row.click(row.at_step("b"))
    row.view.bridge.replace(row.view.document.replace(steps=row.view.document.steps[::-1]))
    qtbot.waitUntil(row.view.is_still)
    assert need(row.view.navigation.step()).id == "a"
    assert row.view.bridge.selection == frozenset()


# -- undo leads back


def test_undo_of_a_next_step_leads_back_to_the_step_it_came_from_and_typing_goes_on_there(row: Hands) -> None:
    row.click(row.at_step("c"))
    row.choose("add_next")
    row.write("Signe")
    row.press(Key.Key_Return)
    assert need(row.view.navigation.step()).title == "Signe"
    row.press(Key.Key_Z, CTRL)
    assert need(row.view.navigation.step()).id == "c"
    assert row.view.bridge.selection == step_refs("c")
    row.choose("add_next")
    row.write("Paie")
    row.press(Key.Key_Return)
    assert ("c", titles(row)["Paie"]) in ways(row)


def test_undo_of_an_edit_leads_to_the_edited_step_wherever_one_went_meanwhile(row: Hands) -> None:
    row.click(row.at_step("b"))
    row.press(Key.Key_F2)
    row.press(Key.Key_A, CTRL)
    row.write("Dépose")
    row.press(Key.Key_Return)
    row.click(row.at_step("x"))
    row.press(Key.Key_Z, CTRL)
    assert need(row.view.navigation.step()).id == "b"
    row.press(Key.Key_F2)
    row.press(Key.Key_A, CTRL)
    row.write("Remet")
    row.press(Key.Key_Return)
    assert row.view.document.step_by_id["b"].title == "Remet"


def test_undo_of_a_step_in_an_empty_cell_leads_back_to_the_cell(row: Hands) -> None:
    row.click(row.at_cell("office", "ask", 1))
    row.write("Instruit")
    row.press(Key.Key_Return)
    row.click(row.at_step("a"))
    row.press(Key.Key_Z, CTRL)
    row.write("Classe")
    row.press(Key.Key_Return)
    assert row.view.document.step_by_id[titles(row)["Classe"]].cell == ("office", "ask", 1)


def test_letters_of_one_gesture_lead_back_to_where_it_began(row: Hands) -> None:
    bridge = row.view.bridge
    row.click(row.at_step("b"))
    bridge.do(EditStep("b", title="D"), "typing")
    row.click(row.at_step("x"))
    bridge.do(EditStep("b", title="Dé"), "typing")
    bridge.undo()
    assert need(row.view.navigation.step()).id == "b"


def test_redo_leads_to_what_it_makes(row: Hands) -> None:
    row.click(row.at_step("c"))
    row.choose("add_next")
    row.write("Signe")
    row.press(Key.Key_Return)
    row.press(Key.Key_Z, CTRL)
    row.click(row.at_step("a"))
    row.press(Key.Key_Z, CTRL | SHIFT)
    assert need(row.view.navigation.step()).title == "Signe"


def test_redo_selects_everything_it_makes_and_undo_selects_what_it_was_made_of(row: Hands) -> None:
    row.click(row.at_step("a"))
    row.click(row.at_step("b"), SHIFT)
    row.press(Key.Key_D, CTRL)
    copies = row.view.bridge.selection
    assert len(copies) == 2
    row.press(Key.Key_Z, CTRL)
    assert row.view.bridge.selection == step_refs("a", "b")
    row.press(Key.Key_Z, CTRL | SHIFT)
    assert row.view.bridge.selection == copies


def test_undo_of_a_new_flow_leads_back_and_redo_to_the_flow(row: Hands) -> None:
    row.click(row.at_step("c"))
    row.view.edit_actions.connect("c", "x")
    row.press(Key.Key_Escape)
    row.press(Key.Key_Z, CTRL)
    assert need(row.view.navigation.step()).id == "c"
    row.press(Key.Key_Z, CTRL | SHIFT)
    assert row.view.document.flow_by_key[need(need(row.view.navigation.cursor).flow)].target == "x"


# -- between connected cards


def between(hands: Hands, left: str, right: str) -> QPoint:
    cards = need(hands.view.picture).layout.cards
    return hands.at(QPointF((cards[left].rect.right + cards[right].rect.x) / 2, cards[left].rect.centre.y))


def drop(hands: Hands, name: str, place: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    hands.drag(hands.at_step(name), place)
    spot = QPointF(place)
    for kind, button, held in ((QEvent.Type.MouseMove, Qt.MouseButton.NoButton, LEFT),
                               (QEvent.Type.MouseButtonRelease, LEFT, Qt.MouseButton.NoButton)):
        QApplication.sendEvent(hands.view.viewport(), QMouseEvent(
            kind, spot, hands.view.viewport().mapToGlobal(spot), button, held, modifiers))


def test_a_card_dropped_in_the_gap_between_connected_cards_comes_in_between(row: Hands) -> None:
    before, hints = row.view.document, list[str]()
    row.view.status_hint.connect(hints.append)
    place = between(row, "a", "b")
    row.drag(row.at_step("x"), place)
    assert kinds(row, "moving").count(OverlayKind.LINK) == 2
    assert "a" in hints[-1]
    assert hints[-1] != row.view.toolbox.active.hint()
    assert row.view.document is before
    row.let_go(place)
    assert ways(row) == {("a", "x"), ("x", "b"), ("b", "c")}
    assert {one.id: one.column for one in row.view.document.steps if one.lane == "user"} == {"a": 0, "x": 1, "b": 2, "c": 3}
    assert everything_shown(row) == set()
    row.press(Key.Key_Z, CTRL)
    assert row.view.document == before


def test_a_card_dropped_on_an_empty_cell_between_connected_cards_comes_in_between(row: Hands) -> None:
    before = row.view.document
    drop(row, "x", row.at_cell("user", "ask", 2))
    assert row.view.document.step_by_id["x"].cell == ("user", "ask", 2)
    assert ways(row) == {("a", "b"), ("b", "x"), ("x", "c")}
    row.press(Key.Key_Z, CTRL)
    assert row.view.document == before


def test_with_alt_the_flow_stays_as_it_is(row: Hands) -> None:
    drop(row, "x", row.at_cell("user", "ask", 2), ALT)
    assert row.view.document.step_by_id["x"].cell == ("user", "ask", 2)
    assert ways(row) == {("a", "b"), ("b", "c")}


def test_a_card_of_the_chain_changes_its_place_in_the_chain(row: Hands) -> None:
    drop(row, "c", between(row, "a", "b"))
    assert ways(row) == {("a", "c"), ("c", "b")}


def test_a_card_dropped_on_a_flow_anywhere_comes_into_it(open_canvas: OpenCanvas) -> None:
    hands = open_canvas(grid(step("a", "a"), step("b", "b", "office", 2), step("x", "x", "tools", 3),
                             flows=(flow("a", "b", kind=FlowKind.INTERACTION, label="Ici"),)))
    points = need(hands.view.picture).layout.flows["a-b"].points
    start, end = max(pairwise(points), key=lambda pair: abs(pair[0].y - pair[1].y) + abs(pair[0].x - pair[1].x))
    hands.drag(hands.at_step("x"), hands.at(QPointF((start.x + end.x) / 2, (start.y + end.y) / 2)))
    assert kinds(hands, "moving").count(OverlayKind.LINK) == 2
    hands.let_go(hands.at(QPointF((start.x + end.x) / 2, (start.y + end.y) / 2)))
    assert ways(hands) == {("a", "x"), ("x", "b")}


def test_where_it_may_not_come_in_between_a_card_is_only_moved(open_canvas: OpenCanvas) -> None:
    ending = step("x", "x", "desk", 2).model_copy(update={"kind": "outcome"})
    hands = open_canvas(grid(step("a", "a"), step("b", "b", column=1), ending, flows=(flow("a", "b"),)))
    place = between(hands, "a", "b")
    hands.drag(hands.at_step("x"), place)
    assert OverlayKind.INSERTION in kinds(hands, "moving")
    assert OverlayKind.LINK not in kinds(hands, "moving")
    hands.let_go(place)
    assert hands.view.document.step_by_id["x"].cell == ("user", "ask", 1)
    assert ways(hands) == {("a", "b")}


def test_between_cards_that_are_not_connected_nothing_is_connected(row: Hands) -> None:
    row.view.bridge.do(RemoveElements(flows=("a-b",)))
    drop(row, "x", between(row, "a", "b"))
    assert ways(row) == {("b", "c")}


def test_a_card_let_go_over_its_own_cell_changes_nothing(row: Hands) -> None:
    row.view.bridge.do(EditStep("x", lane="user"))
    before = row.view.document
    place = row.at_step("x")
    row.hold(place)
    row.move(place + (row.at_cell("office", "ask", 0) - place) * 0.5, LEFT)
    row.move(place, LEFT)
    assert OverlayKind.LINK not in kinds(row, "moving")
    row.let_go(place)
    assert row.view.document is before


@pytest.mark.parametrize("where", ["gap", "cell"])
def test_what_is_dropped_from_the_palette_comes_in_between(row: Hands, where: str) -> None:
    before = row.view.document
    spot = between(row, "a", "b") if where == "gap" else row.at_cell("user", "ask", 2)
    data, place, actions = mime_of(entry_of("add-decision")), QPointF(spot), Qt.DropAction.CopyAction
    QApplication.sendEvent(row.view.viewport(), QDragEnterEvent(spot, actions, data, LEFT, NONE))
    QApplication.sendEvent(row.view.viewport(), QDragMoveEvent(spot, actions, data, LEFT, NONE))
    assert kinds(row, "dropping").count(OverlayKind.LINK) == 2
    QApplication.sendEvent(row.view.viewport(), QDropEvent(place, actions, data, LEFT, NONE, QEvent.Type.Drop))
    row.write("Complet ?")
    row.press(Key.Key_Return)
    new = titles(row)["Complet ?"]
    source, target = ("a", "b") if where == "gap" else ("b", "c")
    assert {(source, new), (new, target)} <= ways(row)
    assert (source, target) not in ways(row)
    row.press(Key.Key_Z, CTRL)
    assert row.view.document == before


def test_an_armed_tool_clicked_between_connected_cards_adds_in_between(row: Hands) -> None:
    row.view.set_tool("add-wait")
    row.move(between(row, "a", "b"))
    assert kinds(row, "adding").count(OverlayKind.LINK) == 2
    row.click(between(row, "a", "b"))
    row.write("Attend")
    row.press(Key.Key_Return)
    assert {("a", titles(row)["Attend"]), (titles(row)["Attend"], "b")} <= ways(row)


def test_an_outcome_of_the_palette_stands_alone(row: Hands) -> None:
    row.view.set_tool("add-outcome")
    row.click(row.at_cell("user", "ask", 2))
    row.write("Reçoit")
    row.press(Key.Key_Return)
    assert ways(row) == {("a", "b"), ("b", "c")}


def test_a_picture_that_is_older_than_the_document_takes_nothing_into_what_is_gone(row: Hands) -> None:
    spot = row.view.mapToScene(between(row, "a", "b"))
    gone = GridCell("user", "gone", 1)
    assert flow_across(row.view.document, gone) is None
    older = row.view.document.replace(steps=(), flows=(), head=row.view.document.head.model_copy(update={"phases": ()}))
    row.view.bridge.session.replace(older)
    assert subject_at(Hit(HitKind.NOTHING), spot, entry_of("add-action"), row.view) is None


def test_a_card_that_is_on_its_way_is_no_neighbour_of_the_place_it_goes_to() -> None:
    """Dragged to the place between two others where it stands already, a card is put into their flow."""
    document = grid(step("a", "Un"), step("b", "Deux", column=1), step("c", "Trois", column=2),
                    flows=(Flow(source="a", target="c", key="ac"),))
    here = GridCell("user", "ask", 1)
    assert flow_across(document, here) is None
    found = flow_across(document, here, moving={"b"})
    assert found is not None
    assert found.key == "ac"
