"""The cursor moves by meaning: cells, stacked cards, new columns, flows."""

from __future__ import annotations

import pytest

from tests.need import need
from visavis.blueprint.layout import GridCell
from visavis.blueprint.model import FORMAT, BlueprintDocument, Flow, FlowKind, Head, Lane, LaneKind, Phase, Step
from visavis.ui.canvas.cursor import (
    ArrowDirection,
    Cursor,
    along_flow,
    at_edge,
    home,
    move,
    next_branch,
    on_step,
    repair,
    step_at,
)


def document(*steps: Step, flows: tuple[Flow, ...] = ()) -> BlueprintDocument:
    lanes = (Lane(id="seen", name="Evidence", kind=LaneKind.EVIDENCE),
             Lane(id="user", name="Citizen", kind=LaneKind.CITIZEN),
             Lane(id="desk", name="Agent", kind=LaneKind.FRONTSTAGE))
    phases = (Phase(id="ask", name="Ask"), Phase(id="get", name="Get"))
    return BlueprintDocument(Head(format=FORMAT, id="d", lanes=lanes, phases=phases), steps, flows)


def step(step_id: str, lane: str = "user", phase: str = "ask", column: int = 0) -> Step:
    return Step(id=step_id, lane=lane, phase=phase, column=column)


def test_an_empty_blueprint_begins_in_the_citizens_first_cell() -> None:
    assert home(document()) == Cursor(GridCell("user", "ask", 0))


def test_a_blueprint_without_lanes_has_no_place_for_a_cursor() -> None:
    assert home(BlueprintDocument(Head(format=FORMAT, id="d"))) is None


def test_right_of_a_phases_last_column_is_the_place_of_a_new_one_and_then_the_next_phase() -> None:
    empty = document()
    first = need(home(empty))
    new = move(empty, first, ArrowDirection.RIGHT)
    assert new.cell == GridCell("user", "ask", 1)
    assert move(empty, new, ArrowDirection.RIGHT).cell == GridCell("user", "get", 0)
    assert move(empty, new, ArrowDirection.LEFT) == first


@pytest.mark.parametrize(("direction", "cell"), [
    (ArrowDirection.LEFT, GridCell("user", "ask", 0)),
    (ArrowDirection.UP, GridCell("seen", "ask", 0)),
    (ArrowDirection.DOWN, GridCell("desk", "ask", 0)),
])
def test_arrows_move_one_cell_and_stop_at_the_edge(direction: ArrowDirection, cell: GridCell) -> None:
    assert move(document(), Cursor(GridCell("user", "ask", 0)), direction).cell == cell


def test_up_and_down_visit_every_card_of_a_stack() -> None:
    stacked = document(step("a"), step("b"), step("c", lane="desk"))
    on_b = move(stacked, on_step(stacked, stacked.step_by_id["a"]), ArrowDirection.DOWN)
    assert need(step_at(stacked, on_b)).id == "b"
    on_c = move(stacked, on_b, ArrowDirection.DOWN)
    assert need(step_at(stacked, on_c)).id == "c"
    assert need(step_at(stacked, move(stacked, on_c, ArrowDirection.UP))).id == "b"


def test_home_and_end_go_to_the_lanes_outermost_cards() -> None:
    drawn = document(step("a", column=1), step("b", phase="get", column=2), step("c", lane="desk", column=5))
    start = Cursor(GridCell("user", "ask", 3))
    assert need(step_at(drawn, at_edge(drawn, start, last=False))).id == "a"
    assert need(step_at(drawn, at_edge(drawn, start, last=True))).id == "b"


def test_following_flows_goes_from_card_to_flow_to_card_along_the_own_side_first() -> None:
    said = Flow(source="a", target="x", key="said", kind=FlowKind.INTERACTION)
    then = Flow(source="a", target="b", key="then")
    drawn = document(step("a"), step("b", column=1), step("x", lane="desk"), flows=(said, then))
    on_flow = along_flow(drawn, on_step(drawn, drawn.step_by_id["a"]), back=False)
    assert on_flow.flow == "then"
    assert need(step_at(drawn, along_flow(drawn, on_flow, back=False))).id == "b"
    other = next_branch(drawn, on_flow, by=1)
    assert other.flow == "said"
    assert need(step_at(drawn, along_flow(drawn, other, back=False))).id == "x"
    assert need(step_at(drawn, along_flow(drawn, other, back=True))).id == "a"


def test_a_step_without_a_way_on_keeps_the_cursor() -> None:
    drawn = document(step("a"))
    start = on_step(drawn, drawn.step_by_id["a"])
    assert along_flow(drawn, start, back=False) == start


def test_the_cursor_survives_the_loss_of_what_it_stood_on() -> None:
    here = Cursor(GridCell("user", "ask", 4), 1, "gone")
    assert repair(document(step("a")), here) == Cursor(GridCell("user", "ask", 1))
    assert repair(document(), Cursor(GridCell("nobody", "ask", 0))) == home(document())
