"""The keyboard alone: everything the mouse can do to steps and flows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.need import see
from tests.ui.canvas.conftest import ALT, CTRL, SHIFT, Hands, OpenCanvas, grid
from visavis.blueprint.model import FlowKind, Step, StepKind
from visavis.ui.canvas.overlays.highlights import OverlayKind
from visavis.ui.kit.selection import flow_refs, step_refs

Key = Qt.Key


def titles(hands: Hands) -> dict[str, Step]:
    return {step.title: step for step in hands.view.document.steps}


def focus(hands: Hands, step_id: str) -> None:
    hands.view.navigation.go_to_step(step_id)


def test_typing_on_an_empty_cell_starts_a_step_there(open_canvas: OpenCanvas) -> None:
    hands = open_canvas(grid())
    hands.write("Cherche une aide")
    hands.press(Key.Key_Return)
    assert titles(hands)["Cherche une aide"].cell == ("user", "ask", 0)
    assert hands.view.accessibleName() == "Cherche une aide"


def test_right_beyond_the_last_column_makes_a_new_one(open_canvas: OpenCanvas) -> None:
    hands = open_canvas(grid())
    hands.press(Key.Key_Right)
    hands.write("Plus tard")
    hands.press(Key.Key_Return)
    assert titles(hands)["Plus tard"].cell == ("user", "ask", 1)


def test_tab_writes_the_next_step_and_ctrl_enter_the_answer(open_canvas: OpenCanvas) -> None:
    hands = open_canvas(grid())
    hands.write("Apprend")
    hands.press(Key.Key_Tab)
    hands.write("Appelle")
    hands.press(Key.Key_Return, CTRL)
    hands.write("Oriente")
    hands.press(Key.Key_Return)
    steps = titles(hands)
    assert steps["Appelle"].cell == ("user", "ask", 1)
    assert steps["Oriente"].cell == ("desk", "ask", 1)
    kinds = {(flow.source, flow.target): flow.kind for flow in hands.view.document.flows}
    assert kinds == {(steps["Apprend"].id, steps["Appelle"].id): FlowKind.SEQUENCE,
                     (steps["Appelle"].id, steps["Oriente"].id): FlowKind.INTERACTION}


def test_an_empty_new_step_is_not_made(open_canvas: OpenCanvas) -> None:
    hands = open_canvas(grid())
    hands.press(Key.Key_Return)
    assert see(hands.view.writing.is_open)
    hands.press(Key.Key_Tab)
    assert not hands.view.writing.is_open
    assert hands.view.document.steps == ()


def test_escape_gives_up_writing(hands: Hands) -> None:
    focus(hands, "calls")
    hands.press(Key.Key_Return)
    hands.write("Autre chose")
    hands.press(Key.Key_Escape)
    assert hands.view.document.step_by_id["calls"].title == "Appelle"


def test_a_title_of_four_hundred_characters_is_taken_as_it_is(hands: Hands) -> None:
    title = "<b>=SOMME(A1)</b> é " * 20
    focus(hands, "calls")
    hands.press(Key.Key_Return)
    hands.view.writing.editor.insertPlainText(title)
    hands.press(Key.Key_Return)
    assert hands.view.document.step_by_id["calls"].title == title.strip()


def test_ctrl_l_connects_by_arrows_and_writes_what_is_said(hands: Hands) -> None:
    focus(hands, "guides")
    hands.press(Key.Key_L, CTRL)
    hands.press(Key.Key_Right)
    assert OverlayKind.LIT_CELL in {mark.kind for mark in hands.view.overlays.of("connecting")}
    hands.press(Key.Key_Return)
    hands.write("On vous écrira")
    hands.press(Key.Key_Return)
    (flow,) = hands.view.document.flows_from["guides"]
    assert (flow.target, flow.kind, flow.label) == ("waits", FlowKind.INTERACTION, "On vous écrira")
    assert hands.view.bridge.selection == flow_refs(flow.key)


def test_connecting_can_be_given_up(hands: Hands) -> None:
    before = hands.view.document
    focus(hands, "guides")
    hands.press(Key.Key_L, CTRL)
    hands.press(Key.Key_Right)
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Escape)
    assert hands.view.document is before


def test_c_on_an_empty_cell_is_a_letter(open_canvas: OpenCanvas) -> None:
    hands = open_canvas(grid())
    hands.write("Consulte")
    hands.press(Key.Key_Return)
    assert list(titles(hands)) == ["Consulte"]


def test_f2_edits_the_focused_flows_label(hands: Hands) -> None:
    focus(hands, "learns")
    hands.press(Key.Key_Right, ALT)
    assert hands.view.bridge.selection == flow_refs("then")
    hands.press(Key.Key_Right, ALT)
    hands.press(Key.Key_Right, ALT)
    assert hands.view.bridge.selection == flow_refs("asked")
    hands.press(Key.Key_F2)
    hands.write("À qui m’adresser ?")
    hands.press(Key.Key_Return)
    assert hands.view.document.flow_by_key["asked"].label == "À qui m’adresser ?"


def test_shift_and_arrows_move_the_card_and_the_cursor_goes_along(hands: Hands) -> None:
    focus(hands, "guides")
    hands.press(Key.Key_Down, SHIFT)
    hands.press(Key.Key_Left, SHIFT)
    assert hands.view.document.step_by_id["guides"].cell == ("office", "ask", 0)
    assert hands.view.accessibleName() == "Oriente"
    hands.press(Key.Key_Z, CTRL)
    hands.press(Key.Key_Z, CTRL)
    assert hands.view.document.step_by_id["guides"].cell == ("desk", "ask", 1)


def test_delete_takes_the_step_and_undo_brings_it_back(hands: Hands) -> None:
    before = hands.view.document
    focus(hands, "calls")
    hands.press(Key.Key_Delete)
    assert "calls" not in hands.view.document.step_by_id
    hands.press(Key.Key_Z, CTRL)
    assert hands.view.document == before
    hands.press(Key.Key_Y, CTRL)
    assert "calls" not in hands.view.document.step_by_id


def test_select_all_and_duplicate(hands: Hands) -> None:
    hands.press(Key.Key_A, CTRL)
    assert hands.view.bridge.selection == step_refs("learns", "calls", "guides", "waits")
    focus(hands, "calls")
    hands.press(Key.Key_D, CTRL)
    copies = [step for step in hands.view.document.steps if step.title == "Appelle"]
    assert len(copies) == 2
    assert hands.view.bridge.selection == step_refs(copies[1].id)


@pytest.mark.parametrize(("digit", "kind"), [(Key.Key_2, StepKind.WAIT), (Key.Key_3, StepKind.DECISION)])
def test_alt_and_a_digit_set_the_kind(hands: Hands, digit: Qt.Key, kind: StepKind) -> None:
    focus(hands, "calls")
    hands.press(digit, ALT)
    assert hands.view.document.step_by_id["calls"].kind is kind


def test_home_and_end_travel_along_the_lane(hands: Hands) -> None:
    focus(hands, "calls")
    hands.press(Key.Key_End)
    assert hands.view.bridge.selection == step_refs("waits")
    hands.press(Key.Key_Home)
    assert hands.view.bridge.selection == step_refs("learns")


def test_tab_leaves_the_canvas_where_it_has_no_use(open_canvas: OpenCanvas, qtbot: QtBot) -> None:
    hands = open_canvas(grid())
    hands.press(Key.Key_Tab)
    assert not hands.view.writing.is_open
    assert hands.view.document.steps == ()


def test_what_is_focused_is_told_to_screen_readers(hands: Hands) -> None:
    focus(hands, "calls")
    said = hands.view.accessibleDescription()
    assert "Usager" in said
    assert "Apprend" in said
    assert "Oriente" in said


def test_a_refused_text_stays_open(open_canvas: OpenCanvas) -> None:
    hands = open_canvas(grid())
    hands.write("Fin")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_6, ALT)
    hands.choose("add_next")
    hands.write("Encore")
    hands.press(Key.Key_Return)
    assert hands.view.writing.is_open
    assert hands.view.writing.editor.text() == "Encore"
    assert len(hands.view.document.steps) == 1


def test_phases_columns_and_lanes_are_made_and_named_by_keys(open_canvas: OpenCanvas) -> None:
    hands = open_canvas(grid())
    hands.press(Key.Key_Insert, CTRL)
    hands.write("Attendre")
    hands.press(Key.Key_Return)
    assert [phase.name for phase in hands.view.document.head.phases] == ["S’informer", "Attendre", "Demander"]
    hands.write("Attend")
    hands.press(Key.Key_Return)
    assert titles(hands)["Attend"].phase == hands.view.document.head.phases[1].id
    hands.choose("insert_column")
    assert titles(hands)["Attend"].column == 1
    hands.press(Key.Key_Left)
    hands.press(Key.Key_Delete, CTRL)
    assert titles(hands)["Attend"].column == 0
    hands.press(Key.Key_F2, CTRL)
    hands.write("Patienter")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_F2, SHIFT)
    hands.write("Habitante")
    hands.press(Key.Key_Return)
    assert hands.view.document.head.phases[1].name == "Patienter"
    assert hands.view.document.lane_by_id["user"].name == "Habitante"


def test_control_and_arrows_look_around_and_control_space_selects_more(hands: Hands) -> None:
    focus(hands, "learns")
    hands.press(Key.Key_Right, CTRL)
    assert hands.view.bridge.selection == step_refs("learns")
    hands.press(Key.Key_Space, CTRL)
    assert hands.view.bridge.selection == step_refs("learns", "calls")
    hands.press(Key.Key_Down, SHIFT)
    assert {step.lane for step in hands.view.document.steps if step.id in ("learns", "calls")} == {"desk"}


def test_space_and_a_drag_move_the_drawing(hands: Hands, qtbot: QtBot) -> None:
    hands.view.set_zoom(4)
    hands.view.fly_to("calls")
    hands.view.cancel()
    start = hands.at_step("calls")
    place = hands.view.mapToScene(start)
    QTest.keyPress(hands.view, Key.Key_Space)
    hands.drag(start, start + QPoint(60, 0))
    hands.let_go(start + QPoint(60, 0))
    QTest.keyRelease(hands.view, Key.Key_Space)
    assert hands.view.mapFromScene(place).x() - start.x() == pytest.approx(60, abs=2)
    assert hands.view.bridge.selection == frozenset()


def test_keys_that_mean_nothing_while_writing_do_nothing_to_the_blueprint(hands: Hands) -> None:
    before = hands.view.document
    focus(hands, "calls")
    hands.press(Key.Key_Return)
    for key, modifiers in ((Key.Key_D, CTRL), (Key.Key_Right, ALT), (Key.Key_2, ALT), (Key.Key_Down, CTRL)):
        hands.press(key, modifiers)
    assert hands.view.writing.is_open
    assert hands.view.document is before


def test_from_a_flow_drawing_goes_on_where_it_leads(hands: Hands) -> None:
    focus(hands, "learns")
    hands.press(Key.Key_Right, ALT)
    hands.choose("add_next")
    hands.write("Note la réponse")
    hands.press(Key.Key_Return)
    (flow,) = [flow for flow in hands.view.document.flows_from["calls"] if flow.kind is FlowKind.SEQUENCE]
    assert hands.view.document.step_by_id[flow.target].title == "Note la réponse"
