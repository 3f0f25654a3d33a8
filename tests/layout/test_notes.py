"""Notes on the drawing: paper beside what they are about, over no card, no words and no other note, under no flow."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.builders import journey, journeys
from tests.layout.invariants import faults, hits, overlap, segments
from tests.need import need
from visavis.blueprint.layout import COMPACT, FULL, Layout, LayoutStyle, lay_out
from visavis.blueprint.model import BlueprintDocument, Cell, Note

TALK = [("e", "evidence", 0), ("a", "citizen", 0), ("f", "front", 0), ("b", "back", 0), ("s", "support", 0)]


def noted(document: BlueprintDocument, *at: Any) -> BlueprintDocument:
    notes = tuple(Note(id=f"n{number}", at=place, text="Une demi-heure de frappe") for number, place in enumerate(at))
    return document.replace(head=document.head.model_copy(update={"notes": notes}))


def covered(layout: Layout) -> list[str]:
    """Return what notes meet, or lie under."""
    found = []
    boxes = {key: note.rect for key, note in layout.notes.items()}
    for key, rect in boxes.items():
        found += [f"{key} on card {card.step}" for card in layout.cards.values() if overlap(rect, card.rect)]
        for flow in layout.flows.values():
            found += [f"{key} under {flow.key}" for segment in segments(flow) if hits(segment, rect)]
            if flow.label is not None and overlap(rect, flow.label.rect):
                found.append(f"{key} on the words of {flow.key}")
    return found + [f"{one} on {other}" for (one, a), (other, b) in combinations(boxes.items(), 2) if overlap(a, b)]


# With room for the emotion curve at the top of citizens' lanes.
WITH_CURVE = replace(FULL, emotion_height=72.0)


@given(journeys(most_steps=14), st.data(), st.sampled_from((FULL, COMPACT, WITH_CURVE)))
@settings(max_examples=80)
def test_notes_meet_nothing_and_nothing_meets_them(document: BlueprintDocument, data: st.DataObject,
                                                   style: LayoutStyle) -> None:
    if not document.steps:
        return
    ids = data.draw(st.lists(st.sampled_from([step.id for step in document.steps]), max_size=4, unique=True))
    layout = lay_out(noted(document, *ids), style=style)
    assert faults(layout) == []
    assert set(layout.notes) == {f"n{number}" for number in range(len(ids))}
    assert [fault for fault in covered(layout) if "under" not in fault] == []


def test_a_note_stands_in_the_free_cell_after_its_step_and_costs_no_height() -> None:
    made = journey([*TALK, ("x", "front", 2)])
    bare, layout = lay_out(made), lay_out(noted(made, "a"))
    assert layout.height == bare.height
    note, card = layout.notes["n0"], layout.cards["a"].rect
    assert note.rect.x == layout.columns[1].x
    assert card.y < note.rect.y < note.rect.bottom < card.bottom
    assert need(note.tie)[0] == (card.right, card.centre.y)
    assert covered(layout) == []


@pytest.mark.parametrize(("step", "is_above"), [("a", True), ("b", False)])
def test_a_lane_opens_a_row_on_its_outer_side_where_no_cell_is_free(step: str, is_above: bool) -> None:
    made = journey(TALK)
    bare, layout = lay_out(made), lay_out(noted(made, step))
    note, card = layout.notes["n0"].rect, layout.cards[step].rect
    assert layout.height == bare.height + FULL.note_height + 4.0
    assert (note.bottom < card.y) is is_above
    assert (note.y > card.bottom) is not is_above
    lane = next(lane for lane in layout.lanes if lane.rect.contains(*card.centre))
    assert lane.rect.y < note.y < note.bottom < lane.rect.bottom
    assert covered(layout) == []


def test_no_flow_passes_under_a_note_in_a_row_of_notes() -> None:
    made = journey(TALK, [("e", "a"), ("e", "f"), ("a", "b")])
    layout = lay_out(noted(made, "a", "b"))
    assert covered(layout) == []


def test_a_note_on_a_free_cell_is_in_it() -> None:
    made = journey([*TALK, ("x", "front", 2)])
    layout = lay_out(noted(made, Cell(lane="citizen", phase="p0", column=1)))
    note = layout.notes["n0"]
    assert note.tie is None
    assert note.rect.x == layout.columns[1].x
    assert layout.lanes[1].rect.contains(*note.rect.centre)


def test_ten_words_are_whole_on_a_compact_note() -> None:
    assert COMPACT.note_lines * COMPACT.note.size * COMPACT.leading < COMPACT.note_height - 20.0
