"""Stacks on paper: more than a few steps in a cell go on in columns of their own."""

from __future__ import annotations

from hypothesis import given

from tests.layout.builders import journey, journeys
from visavis.blueprint.layout.paper_lanes import arrange_for_paper
from visavis.blueprint.layout.stacks import MOST_STACKED, spread_stacks
from visavis.blueprint.model import BlueprintDocument, Cell, Note


def stack(count: int, *more: tuple[str, str, int]) -> BlueprintDocument:
    return journey([*((f"x{at}", "citizen", 1) for at in range(count)), *more])


def columns(document: BlueprintDocument, *steps: str) -> list[int]:
    return [document.step_by_id[step].column for step in steps]


def test_a_high_stack_goes_on_in_the_next_columns_in_parts_of_one_length() -> None:
    spread = spread_stacks(stack(6, ("before", "front", 0), ("beside", "front", 1), ("after", "citizen", 2)))
    assert columns(spread, *(f"x{at}" for at in range(6))) == [1, 1, 1, 2, 2, 2]
    assert columns(spread, "before", "beside", "after") == [0, 1, 3]


def test_a_low_stack_stays_one() -> None:
    document = stack(MOST_STACKED, ("after", "citizen", 2))
    assert spread_stacks(document) is document


def test_notes_on_cells_go_with_their_columns() -> None:
    document = stack(9)
    notes = (Note(id="n", at=Cell(lane="front", phase="p0", column=4), text="Ici"),)
    spread = spread_stacks(document.replace(head=document.head.model_copy(update={"notes": notes})))
    assert spread.head.notes[0].at == Cell(lane="front", phase="p0", column=6)


def test_sixty_steps_in_a_cell_are_fifteen_columns_of_four() -> None:
    arranged = arrange_for_paper(stack(60)).document
    assert sorted(len(steps) for steps in arranged.steps_in_cell.values()) == [4] * 15


@given(journeys())
def test_no_cell_is_higher_and_nothing_changes_its_order(document: BlueprintDocument) -> None:
    spread = spread_stacks(document)
    assert max((len(steps) for steps in spread.steps_in_cell.values()), default=0) <= MOST_STACKED
    for old in document.steps:
        new = spread.step_by_id[old.id]
        assert (new.lane, new.phase) == (old.lane, old.phase)
        for other in document.steps:
            if other.phase == old.phase and other.column < old.column:
                assert spread.step_by_id[other.id].column < new.column
