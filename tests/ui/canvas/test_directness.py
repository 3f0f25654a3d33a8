"""Direct manipulation: cards go in between, notes stick, phases and lanes are dragged, ends of flows led elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.need import need, see
from tests.ui.canvas.conftest import ALT, CTRL, SHIFT, Hands, OpenCanvas, grid, small_service, step, told_as
from visavis.blueprint.editing.commands import AddNote
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Cell, Note
from visavis.ui.canvas.overlays.highlights import OverlayKind
from visavis.ui.kit.selection import lane_refs, note_refs, phase_refs, step_refs

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def kinds(hands: Hands, name: str) -> set[OverlayKind]:
    return {mark.kind for mark in hands.view.overlays.of(name)}


def columns(hands: Hands) -> dict[str, tuple[str, int]]:
    return {one.id: (one.phase, one.column) for one in hands.view.document.steps}


def card(hands: Hands, name: str) -> Rect:
    return need(hands.view.picture).layout.cards[name].rect


def undone(hands: Hands, before: BlueprintDocument) -> bool:
    hands.press(Key.Key_Z, CTRL)
    return hands.view.document == before


@pytest.fixture
def row(open_canvas: OpenCanvas) -> Hands:
    """Three steps of the citizen side by side, and an empty column after them."""
    return open_canvas(grid(*(step(name, name, column=column) for column, name in enumerate("abc")), step("z", "z", "desk", 3)))


@pytest.mark.parametrize(("share", "expected"), [(0.3, {"a": 1, "b": 0, "c": 2}), (0.7, {"a": 2, "b": 0, "c": 1})])
def test_a_card_dropped_on_a_taken_cell_goes_beside_what_is_there(row: Hands, share: float, expected: dict[str, int]) -> None:
    before = row.view.document
    other = card(row, "b" if share < 0.5 else "c")
    # The left half of c and the right half of b are the same gap; here each half of another card.
    other = card(row, "c")
    place = row.at(QPointF(other.x + share * other.width, other.centre.y))
    row.drag(row.at_step("a"), place)
    assert kinds(row, "moving") == {OverlayKind.GHOST, OverlayKind.INSERTION}
    assert row.view.document is before
    row.let_go(place)
    assert {name: columns(row)[name][1] for name in "abc"} == expected
    assert undone(row, before)


def test_a_card_dropped_between_two_columns_goes_in_between(row: Hands) -> None:
    before = row.view.document
    gap = row.at(QPointF((card(row, "a").right + card(row, "b").x) / 2, card(row, "a").centre.y))
    row.drag(row.at_step("c"), gap)
    assert OverlayKind.INSERTION in kinds(row, "moving")
    row.let_go(gap)
    assert {name: columns(row)[name][1] for name in "abc"} == {"a": 0, "c": 1, "b": 2}
    assert undone(row, before)


def test_with_alt_a_card_joins_the_one_that_is_there(row: Hands) -> None:
    there = row.at_step("b")
    row.drag(row.at_step("a"), there)
    spot = QPointF(there)
    for kind, held in ((QEvent.Type.MouseMove, LEFT), (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton)):
        button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else LEFT
        QApplication.sendEvent(row.view.viewport(), QMouseEvent(
            kind, spot, row.view.viewport().mapToGlobal(spot), button, held, ALT))
    assert row.view.document.step_by_id["a"].cell == row.view.document.step_by_id["b"].cell


def test_several_cards_go_in_between_together(row: Hands) -> None:
    row.click(row.at_step("a"))
    row.click(row.at_step("b"), SHIFT)
    place = row.at(QPointF(card(row, "c").x + 0.8 * card(row, "c").width, card(row, "c").centre.y))
    row.drag(row.at_step("a"), place)
    row.let_go(place)
    assert {name: columns(row)[name][1] for name in "abc"} == {"c": 0, "a": 1, "b": 2}
    assert row.view.bridge.selection == step_refs("a", "b")


def test_hovering_a_gap_offers_a_column_and_a_click_inserts_it(row: Hands) -> None:
    before = row.view.document
    lane = next(place for place in need(row.view.picture).layout.lanes if place.lane == "user")
    gap = row.at(QPointF((card(row, "a").right + card(row, "b").x) / 2, lane.rect.centre.y))
    row.move(gap)
    assert kinds(row, "handles") == {OverlayKind.PLUS, OverlayKind.INSERTION}
    row.click(gap)
    assert {name: columns(row)[name][1] for name in "abc"} == {"a": 0, "b": 2, "c": 3}
    assert undone(row, before)
    row.move(row.at_cell("office", "ask", 0))
    assert kinds(row, "handles") == set()


def test_a_phase_is_dragged_before_another_and_moved_by_keys(hands: Hands) -> None:
    before = hands.view.document
    names = [place.rect for place in need(hands.view.picture).layout.phases]
    end = hands.at(QPointF(names[0].x + 8, names[0].centre.y))
    hands.drag_heading(phase_refs("get"), end)
    assert kinds(hands, "banding") == {OverlayKind.GHOST, OverlayKind.INSERTION}
    hands.drop_heading(phase_refs("get"), end)
    assert [phase.id for phase in hands.view.document.head.phases] == ["get", "ask"]
    assert undone(hands, before)
    hands.view.navigation.go_to_phase("ask")
    hands.press(Key.Key_Right, CTRL | SHIFT)
    assert [phase.id for phase in hands.view.document.head.phases] == ["get", "ask"]
    hands.press(Key.Key_Right, CTRL | SHIFT)
    hands.press(Key.Key_Left, CTRL | SHIFT)
    assert hands.view.document.head.phases == before.head.phases


def test_a_lane_stays_in_its_band(open_canvas: OpenCanvas) -> None:
    document = small_service()
    lanes = document.head.lanes
    twin = lanes[1].model_copy(update={"id": "carer", "name": "Aidant"})
    hands = open_canvas(document.replace(head=document.head.model_copy(
        update={"lanes": (*lanes[:2], twin, *lanes[2:])})))
    places = {place.lane: place.heading for place in need(hands.view.picture).layout.lanes}
    end = hands.at(QPointF(places["user"].centre.x, places["user"].y + 4))
    hands.drag_heading(lane_refs("carer"), end)
    hands.drop_heading(lane_refs("carer"), end)
    assert [lane.id for lane in hands.view.document.head.lanes][1:3] == ["carer", "user"]
    before = hands.view.document
    places = {place.lane: place.heading for place in need(hands.view.picture).layout.lanes}
    end = hands.at(QPointF(*places["seen"].centre))
    hands.drag_heading(lane_refs("desk"), end)
    assert OverlayKind.REFUSED_CELL in kinds(hands, "banding")
    hands.drop_heading(lane_refs("desk"), end)
    assert hands.view.document is before
    hands.view.navigation.go_to_step("learns")
    hands.press(Key.Key_Up, CTRL | SHIFT)
    assert [lane.id for lane in hands.view.document.head.lanes][1:3] == ["user", "carer"]


def note_at(hands: Hands, name: str) -> QPoint:
    return hands.at(QPointF(*need(hands.view.picture).drawing.notes[name].bounds.centre))


@pytest.fixture
def noted(open_canvas: OpenCanvas) -> Hands:
    document = small_service()
    notes = (Note(id="n1", at="calls", text="Trop long"), Note(id="n2", at=Cell(lane="office", phase="ask", column=1), text="Idée"))
    return open_canvas(document.replace(head=document.head.model_copy(update={"notes": notes})))


def test_a_note_is_dragged_onto_a_step_and_onto_a_cell(noted: Hands) -> None:
    before = noted.view.document
    target = noted.at_step("learns")
    noted.drag(note_at(noted, "n1"), target)
    assert kinds(noted, "sticking") == {OverlayKind.GHOST, OverlayKind.LIT_CELL}
    assert noted.view.document is before
    noted.let_go(target)
    assert see(noted.view.document.head.notes[0].at) == "learns"
    cell = noted.at_cell("tools", "ask", 0)
    noted.drag(note_at(noted, "n1"), cell)
    noted.let_go(cell)
    assert noted.view.document.head.notes[0].at == Cell(lane="tools", phase="ask", column=0)
    noted.press(Key.Key_Z, CTRL)
    assert undone(noted, before)


def test_notes_go_together(noted: Hands) -> None:
    noted.click(note_at(noted, "n1"))
    noted.click(note_at(noted, "n2"), SHIFT)
    target = noted.at_step("learns")
    noted.drag(note_at(noted, "n1"), target)
    noted.let_go(target)
    assert [note.at for note in noted.view.document.head.notes] == ["learns", "learns"]


def test_an_end_of_the_selected_flow_is_dragged_to_another_card(hands: Hands) -> None:
    before = hands.view.document
    way = need(hands.view.picture).layout.flows["asked"]
    hands.click(hands.at(QPointF(*need(way.label).rect.centre)))
    end = hands.at(QPointF(*way.points[-1]))
    hands.move(end)
    assert kinds(hands, "handles") >= {OverlayKind.HANDLE}
    target = hands.at_step("waits")
    hands.drag(end, target)
    assert OverlayKind.LIT_CELL in kinds(hands, "connecting")
    hands.let_go(target)
    flow = hands.view.document.flow_by_key["asked"]
    assert (flow.source, flow.target, flow.label) == ("calls", "waits", "À qui demander ?")
    assert undone(hands, before)


def test_an_end_of_a_flow_is_led_elsewhere_by_keys(hands: Hands) -> None:
    hands.view.navigation.go_to_flow("asked")
    hands.press(Key.Key_R)
    hands.press(Key.Key_Left)
    hands.press(Key.Key_Return)
    flow = hands.view.document.flow_by_key["asked"]
    assert (flow.source, flow.target) == ("calls", "learns")
    hands.press(Key.Key_Z, CTRL)
    hands.view.navigation.go_to_flow("asked")
    hands.press(Key.Key_R, SHIFT)
    hands.press(Key.Key_Left)
    hands.press(Key.Key_Up)
    hands.press(Key.Key_Return)
    flow = hands.view.document.flow_by_key["asked"]
    assert flow.target == "guides"
    assert flow.source != "calls"


def test_a_phase_is_split_and_merged_by_keys(row: Hands) -> None:
    before = row.view.document
    row.click(row.at_step("b"))
    row.press(Key.Key_Insert, CTRL | SHIFT)
    row.write("Suite")
    row.press(Key.Key_Return)
    assert [phase.name for phase in row.view.document.head.phases] == ["S’informer", "Suite", "Demander"]
    assert columns(row)["b"][1] == 0
    row.click(row.at_step("b"))
    row.press(Key.Key_Delete, CTRL | SHIFT)
    assert columns(row) == {one.id: (one.phase, one.column) for one in before.steps}
    assert [phase.id for phase in row.view.document.head.phases] == ["ask", "get"]


def test_selected_steps_are_lined_up_with_the_focused_one(row: Hands, qtbot: QtBot) -> None:
    with qtbot.waitSignal(row.view.status_hint):
        row.choose("edit_actions.align", "lane")
    row.click(row.at_step("z"))
    row.click(row.at_step("a"), CTRL)
    row.choose("edit_actions.align", "lane")
    assert row.view.document.step_by_id["a"].cell == ("desk", "ask", 0)
    row.choose("edit_actions.align", "column")
    assert row.view.document.step_by_id["a"].cell == ("desk", "ask", 4)


def test_notes_are_written_by_the_dozen(hands: Hands) -> None:
    hands.click(hands.at_step("calls"))
    hands.press(Key.Key_M, CTRL)
    for text in ("- Trop long", "* Rappeler", "Rien de plus"):
        hands.write(text)
        hands.press(Key.Key_Return)
    hands.press(Key.Key_Return)
    assert not hands.view.writing.is_open
    assert [(note.kind.value, note.text, note.at) for note in hands.view.document.head.notes] == [
        ("pain", "Trop long", "calls"), ("idea", "Rappeler", "calls"), ("idea", "Rien de plus", "calls")]


def test_notes_are_carried_by_keys(noted: Hands, qtbot: QtBot) -> None:
    noted.click(noted.at_step("calls"))
    with qtbot.waitSignal(noted.view.status_hint) as told:
        noted.press(Key.Key_M, CTRL | SHIFT)
    assert told.args[0].startswith(told_as("1 note picked up", "1 note prise"))
    noted.press(Key.Key_Left)
    noted.press(Key.Key_M, CTRL | SHIFT)
    assert noted.view.document.head.notes[0].at == "learns"
    noted.press(Key.Key_Down)
    with qtbot.waitSignal(noted.view.status_hint) as told:
        noted.press(Key.Key_M, CTRL | SHIFT)
    assert told.args == [told_as("There are no notes here", "Il n’y a pas de note ici")]


def test_selected_notes_are_marked(hands: Hands) -> None:
    hands.view.bridge.do(AddNote(text="Ici", at="calls", id="n-1"))
    hands.view.bridge.select(note_refs("n-1"))
    bounds = need(hands.view.picture).drawing.notes["n-1"].bounds
    marked = [mark.rect.getRect() for mark in hands.view.overlays.of("focus") if mark.kind is OverlayKind.SELECTION]
    assert marked == [(bounds.x, bounds.y, bounds.width, bounds.height)]
