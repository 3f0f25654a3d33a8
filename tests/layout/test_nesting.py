"""Frontstage and backstage in one row, the line of visibility in steps between them, and what else is low on paper."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.builders import journey, journeys
from tests.layout.invariants import faults
from tests.need import need
from visavis.blueprint.layout import (
    COMPACT,
    FULL,
    IncrementalLayout,
    Layout,
    LayoutStyle,
    LineKind,
    lay_out,
    split_into_bands,
)
from visavis.blueprint.model import BlueprintDocument, Cell, LaneKind, Note

NESTS = replace(FULL, nests_agents=True)
LOW = replace(NESTS, rule_height=8.0, is_support_low=True)
AGENTS = (LaneKind.FRONTSTAGE, LaneKind.BACKSTAGE)
STEPS = [("u1", "citizen", 0), ("f1", "front", 1), ("b1", "back", 2), ("b2", "back", 3), ("f2", "front", 4)]


def visibility(layout: Layout) -> tuple[tuple[float, float], ...]:
    line = next(line for line in layout.lines if line.kind is LineKind.VISIBILITY)
    return tuple((x, y) for x, y in line.steps)


def without_stacks_of_agents(document: BlueprintDocument) -> BlueprintDocument:
    """Return the document with one step at most in a column of both lanes of agents."""
    seen: set[tuple[str, int]] = set()
    kept = []
    for step in document.steps:
        if document.lane_of(step).kind in AGENTS:
            if (step.phase, step.column) in seen:
                continue
            seen.add((step.phase, step.column))
        kept.append(step)
    ids = {step.id for step in kept}
    flows = tuple(flow for flow in document.flows if flow.source in ids and flow.target in ids)
    return document.replace(steps=tuple(kept), flows=flows)


def test_a_row_of_both_is_lower_than_two() -> None:
    document = journey(STEPS, [("u1", "f1"), ("f1", "b1"), ("b1", "b2"), ("b2", "f2")])
    nested, straight = lay_out(document, style=NESTS), lay_out(document)
    assert nested.height < straight.height - 0.4 * FULL.card_height
    upper, lower = nested.cards["f1"].rect, nested.cards["b1"].rect
    assert upper.y < lower.y < upper.bottom < lower.bottom


def test_the_line_passes_under_what_is_seen_and_over_what_is_not() -> None:
    layout = lay_out(journey(STEPS), style=NESTS)
    corners = visibility(layout)
    assert all((x1 == x2) is not (y1 == y2) for (x1, y1), (x2, y2) in pairwise(corners))
    for step, lane, _ in STEPS[1:]:
        rect = layout.cards[step].rect
        (y,) = {y1 for (x1, y1), (x2, y2) in pairwise(corners) if y1 == y2 and x1 <= rect.x and rect.right <= x2}
        assert y > rect.bottom if lane == "front" else y < rect.y
    # Down under the first card, up over the next two, down again: it changes its height no more often than it must.
    assert len({x for (x, _), (other, _) in pairwise(corners) if x == other}) == 3


def test_a_note_in_the_row_is_on_its_own_side_of_the_line() -> None:
    note = Note(id="n", at=Cell(lane="front", phase="p0", column=5), text="Vu")
    layout = lay_out(journey([*STEPS, ("b3", "back", 6)], notes=(note,)), style=NESTS)
    rect = layout.notes["n"].rect
    assert any(y1 == y2 and x1 <= rect.x and rect.right <= x2 and y1 >= rect.bottom
               for (x1, y1), (x2, y2) in pairwise(visibility(layout)))


def test_no_note_stands_behind_or_before_a_card_of_the_other_lane() -> None:
    notes = tuple(Note(id=f"n{at}", at=step, text="Un irritant") for at, (step, _, _) in enumerate(STEPS))
    layout = lay_out(journey(STEPS, notes=notes), style=NESTS)
    for box in layout.notes.values():
        assert not any(card.rect.intersects(box.rect) for card in layout.cards.values())
        assert not any(other is not box and other.rect.intersects(box.rect) for other in layout.notes.values())
    tie = need(layout.notes["n1"].tie)
    assert tie[0].y == layout.cards["f1"].rect.bottom or layout.notes["n1"].rect.y < layout.cards["f1"].rect.bottom


@pytest.mark.parametrize("steps", [
    pytest.param([*STEPS, ("b0", "back", 1)], id="both in a column"),
    pytest.param([("f1", "front", 1), ("f2", "front", 1), ("b1", "back", 2)], id="stacked"),
    pytest.param([("f1", "front", 1)], id="nothing behind"),
])
def test_rows_are_two_where_one_does_not_hold_both(steps: list[tuple[str, str, int]]) -> None:
    document = journey(steps)
    nested, straight = lay_out(document, style=NESTS), lay_out(document)
    assert visibility(nested) == ()
    assert nested.height == straight.height


def test_bands_of_a_document_are_alike() -> None:
    document = journey([*STEPS, ("f3", "front", 9), ("b3", "back", 9)])
    bands = split_into_bands(document, 2)
    assert [visibility(lay_out(document, style=NESTS, bands=bands, band=at)) for at in (0, 1)] == [(), ()]


@given(journeys(), st.integers(1, 4), st.sampled_from((LOW, replace(COMPACT, nests_agents=True, rule_height=8.0))))
@settings(max_examples=120)
def test_nothing_covers_anything(drawn: BlueprintDocument, count: int, style: LayoutStyle) -> None:
    document = without_stacks_of_agents(drawn)
    bands = split_into_bands(document, count)
    for band in bands:
        assert faults(lay_out(document, style=style, bands=bands, band=band.index)) == []


def test_an_edit_parts_the_row_again() -> None:
    before = journey(STEPS)
    after = journey([*STEPS, ("b0", "back", 1)])
    layouts = IncrementalLayout()
    assert visibility(layouts.lay_out(before, style=NESTS))
    assert layouts.lay_out(after, style=NESTS).height == lay_out(after).height


# -- what is low


def test_support_is_in_chips_where_the_style_says_so() -> None:
    document = journey([("u", "citizen", 0), ("b", "back", 1), ("s", "support", 1)])
    low, high = lay_out(document, style=LOW), lay_out(document)
    assert low.cards["s"].is_chip
    assert low.cards["s"].rect.height == LOW.support_height
    assert not high.cards["s"].is_chip


def test_an_empty_lane_is_a_rule_with_its_name() -> None:
    document = journey([("u", "citizen", 0), ("f", "front", 1)])
    lanes = {box.lane: box for box in lay_out(document, style=LOW).lanes}
    assert [name for name, box in lanes.items() if box.is_rule] == ["evidence", "back", "support"]
    assert lanes["back"].rect.height == need(LOW.rule_height, float) + 2 * LOW.lane_padding
    assert lanes["back"].title.lines
    assert lanes["back"].title.height <= lanes["back"].rect.height
    assert not any(box.is_rule for box in lay_out(document).lanes)


def test_a_lane_with_a_note_is_no_rule() -> None:
    note = Note(id="n", at=Cell(lane="back", phase="p0", column=1), text="À faire")
    document = journey([("u", "citizen", 0), ("f", "front", 1)], notes=(note,))
    assert not next(box for box in lay_out(document, style=LOW).lanes if box.lane == "back").is_rule
