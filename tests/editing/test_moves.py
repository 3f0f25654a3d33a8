"""Moving steps in the grid."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing.builders import session
from visavis.blueprint.editing.commands import (
    InsertColumn,
    MoveSteps,
    PlaceStep,
    PlaceSteps,
    RemoveEmptyColumn,
    StackStep,
)
from visavis.blueprint.model import Cell, FlowKind
from visavis.blueprint.model.problems import Refused
from visavis.blueprint.storage import encode


def cell(given: Any, step: str) -> tuple[str, str, int]:
    found: tuple[str, str, int] = given.document.step_by_id[step].cell
    return found


def test_columns_lead_from_one_phase_into_the_next() -> None:
    given = session()
    given.do(MoveSteps(("again", "decide"), columns=2))
    assert cell(given, "again") == ("vous", "apres", 0)
    assert cell(given, "decide") == ("bureau", "apres", 2)
    assert str(given.undo_title) == "Move 2 steps"
    given.do(MoveSteps(("again",), columns=-3))
    assert cell(given, "again") == ("vous", "avant", 0)


def test_lanes_and_phases() -> None:
    given = session()
    given.do(MoveSteps(("check",), lanes=-1, phases=1))
    assert cell(given, "check") == ("vous", "apres", 0)
    assert given.document.flow_by_key["f1"].kind is FlowKind.SEQUENCE


@pytest.mark.parametrize(("command", "reason"), [
    (MoveSteps(("ask", "again"), columns=-1), "no column further left"),
    (MoveSteps(("ask",), lanes=-2), "there is no lane there"),
    (MoveSteps(("ask",), phases=-1), "there is no phase there"),
    (MoveSteps(("ask",), columns=200_000), "is too large"),
    (PlaceStep("ask", ("vous", "ailleurs", 0)), "phase 'ailleurs' does not exist"),
    (PlaceStep("ask", ("vous", "avant", 100_001)), "column 100001 is too large"),
    (PlaceStep("nobody", ("vous", "avant", 0)), "step 'nobody' does not exist"),
    (InsertColumn("avant", -1), "there is no column 0"),
    (RemoveEmptyColumn("avant", 0), "the column holds 2 cards; move them first"),
    (RemoveEmptyColumn("avant", 2), "the column holds 1 card; move it first"),
    (RemoveEmptyColumn("avant", 3), "there is no column 4"),
    (StackStep("again", -1), "already at the end"),
])
def test_moves_out_of_the_grid_are_refused_as_a_whole(command: Any, reason: str) -> None:
    given = session()
    with pytest.raises(Refused) as refusal:
        given.do(command)
    assert reason in str(refusal.value)
    assert not given.can_undo


def test_steps_may_share_a_cell_or_make_room() -> None:
    given = session()
    given.do(PlaceStep("got", Cell(lane="vous", phase="avant", column=0)))
    assert cell(given, "got") == cell(given, "ask")
    given.undo()
    given.do(PlaceStep("got", ("vous", "avant", 0), make_room=True))
    assert (cell(given, "got")[2], cell(given, "ask")[2], cell(given, "check")[2]) == (0, 1, 1)


def test_several_cards_are_dropped_at_once() -> None:
    given = session()
    changes = given.do(PlaceSteps({"ask": ("vous", "apres", 5), "check": ("guichet", "apres", 5)}))
    assert changes.steps.ids == {"ask", "check"}
    assert given.document.columns_of_phase["apres"] == 6


def test_a_move_to_where_a_step_stands_is_nothing() -> None:
    given = session()
    assert not given.do(PlaceStep("ask", ("vous", "avant", 0)))
    assert not given.do(MoveSteps(("ask",)))


def test_moving_one_step_changes_one_line_of_the_file() -> None:
    given = session()
    before = encode(given.document).splitlines()
    given.do(MoveSteps(("got",), columns=-1))
    after = encode(given.document).splitlines()
    assert len([1 for one, other in zip(before, after, strict=True) if one != other]) == 1


def test_the_order_within_a_cell() -> None:
    given = session()
    changes = given.do(StackStep("stay", -1))
    stack = given.document.steps_in_cell["vous", "avant", 1]
    assert [step.id for step in stack] == ["stay", "again"]
    assert changes.steps.removed_ids == changes.steps.added_ids == frozenset()
    assert len(changes.steps.ids) == 1


def test_a_gap_is_made_and_closed() -> None:
    given = session()
    before = encode(given.document)
    given.do(InsertColumn("avant", 1))
    assert (cell(given, "again")[2], cell(given, "ask")[2]) == (2, 0)
    given.do(RemoveEmptyColumn("avant", 1))
    assert encode(given.document) == before
