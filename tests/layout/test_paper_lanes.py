"""A document as it stands on paper: lanes of one kind share a row, and columns in which they would meet are parted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.layout.builders import journey, journeys
from tests.layout.invariants import faults
from tests.need import need
from visavis.blueprint.drawing.poster.band_breaking import PAPER, break_bands
from visavis.blueprint.layout import lay_out
from visavis.blueprint.layout.column_fitting import widen_columns
from visavis.blueprint.layout.paper_lanes import MOST_PARTED_BY_AGENTS, arrange_for_paper
from visavis.blueprint.model import BlueprintDocument, Cell, LaneKind, Note
from visavis.blueprint.storage import load
from visavis.blueprint.text import metrics
from visavis.blueprint.text.wrapping import breaks_a_word

APA = Path(__file__).parents[2] / "examples" / "apa-a-domicile.blueprint.json"
FAMILY = (("evidence", LaneKind.EVIDENCE), ("family", LaneKind.CITIZEN), ("citizen", LaneKind.CITIZEN),
          ("front", LaneKind.FRONTSTAGE), ("back", LaneKind.BACKSTAGE), ("expert", LaneKind.BACKSTAGE),
          ("support", LaneKind.SUPPORT))


def wide(*more: tuple[str, str, int], flows: tuple[tuple[str, str], ...] = ()) -> BlueprintDocument:
    return journey([*more, *((f"u{at}", "citizen", at) for at in range(20))], flows, lanes=FAMILY)


def arranged(document: BlueprintDocument) -> BlueprintDocument:
    return arrange_for_paper(document).document


def column(document: BlueprintDocument, step: str) -> int:
    return document.step_by_id[step].column


@pytest.mark.parametrize(("flow", "order"), [(("f", "b"), (3, 4)), (("b", "f"), (4, 3))])
def test_a_column_of_both_becomes_two_in_the_order_of_the_flow(flow: tuple[str, str], order: tuple[int, int]) -> None:
    parted = arranged(wide(("f", "front", 3), ("b", "back", 3), flows=(flow,)))
    assert (column(parted, "f"), column(parted, "b")) == order
    assert [column(parted, f"u{at}") for at in (2, 3, 4, 19)] == [2, 3, 5, 20]


def test_what_is_joined_to_the_second_step_alone_goes_with_it() -> None:
    parted = arranged(wide(("f", "front", 3), ("b", "back", 3), ("t", "support", 3),
                           flows=(("f", "b"), ("b", "t"), ("f", "u3"))))
    assert (column(parted, "t"), column(parted, "u3")) == (4, 3)


def test_notes_on_cells_go_with_their_columns_and_lanes() -> None:
    notes = (Note(id="n", at=Cell(lane="family", phase="p0", column=7), text="Ici"),)
    document = wide(("f", "front", 3), ("b", "back", 3))
    parted = arranged(document.replace(head=document.head.model_copy(update={"notes": notes})))
    assert parted.head.notes[0].at == Cell(lane="citizen", phase="p0", column=8)


def test_a_citizen_and_a_family_share_a_row_the_nearest_to_the_line_first() -> None:
    paper = arrange_for_paper(wide(("daughter", "family", 3), ("d2", "family", 5), flows=(("d2", "u5"),)))
    citizens = [lane for lane in paper.document.head.lanes if lane.kind is LaneKind.CITIZEN]
    assert [(lane.id, lane.name) for lane in citizens] == [("citizen", "Citizen et Family")]
    assert (column(paper.document, "u3"), column(paper.document, "daughter")) == (3, 4)
    # Where one follows from the other, it comes after it.
    assert (column(paper.document, "d2"), column(paper.document, "u5")) == (6, 7)
    assert {step: lane.id for step, lane in paper.homes.items()} == {"daughter": "family", "d2": "family"}


def test_all_who_work_backstage_share_a_row() -> None:
    paper = arrange_for_paper(wide(("b", "back", 3), ("e", "expert", 4)))
    assert [lane.name for lane in paper.document.head.lanes if lane.kind is LaneKind.BACKSTAGE] == ["Back et Expert"]
    assert paper.homes["e"].id == "expert"


def test_stacked_steps_stand_side_by_side() -> None:
    parted = arranged(journey([*((f"u{at}", "citizen", at) for at in range(10)), ("again", "citizen", 4)]))
    assert Counter((step.phase, step.column) for step in parted.steps).most_common(1)[0][1] == 1


def test_lanes_stay_apart_where_sharing_a_row_would_be_too_wide() -> None:
    many = int(20 * MOST_PARTED_BY_AGENTS) + 1
    crowded = wide(*(step for at in range(many) for step in ((f"f{at}", "front", at), (f"b{at}", "back", at))))
    paper = arrange_for_paper(crowded)
    assert {step.column for step in paper.document.steps if step.lane == "front"} == set(range(many))
    assert len(paper.document.head.lanes) == len(FAMILY) - 1


@given(journeys())
@settings(max_examples=60)
def test_every_step_keeps_its_phase_and_no_shared_row_has_two_in_a_column(drawn: BlueprintDocument) -> None:
    paper = arrange_for_paper(drawn)
    assert {step.id: step.phase for step in paper.document.steps} == {step.id: step.phase for step in drawn.steps}
    lanes = {lane.id for lane in paper.homes.values()}
    assert lanes.isdisjoint(lane.id for lane in paper.document.head.lanes)
    shared = {paper.document.step_by_id[step].lane for step in paper.homes}
    cells = Counter((step.lane, step.phase, step.column) for step in paper.document.steps if step.lane in shared)
    assert max(cells.values(), default=1) == 1


@given(journeys())
@settings(max_examples=60)
def test_nothing_covers_anything_on_paper(drawn: BlueprintDocument) -> None:
    document = arranged(drawn)
    style = widen_columns(document, PAPER, metrics(), 56.0)
    for band in (breaks := break_bands(document, 2, 12)):
        assert faults(lay_out(document, style=style, bands=breaks, band=band.index)) == []


def test_columns_widen_for_titles_times_and_whole_words_and_no_further() -> None:
    long = "Réunit neuf justificatifs de sa situation"
    document = journey([("short", "citizen", 0, {"title": "Appelle"}), ("long", "citizen", 1, {"title": long}),
                        ("word", "citizen", 2, {"title": "Dématérialisation"}),
                        ("hopeless", "citizen", 3, {"title": "Encore et encore " * 20}),
                        ("broken", "citizen", 5, {"title": "Dématérialisation administrative " * 9}),
                        ("late", "citizen", 6, {"title": "Interminable" * 30, "effort": 2, "work": "PT2H35M"}),
                        ("timed", "citizen", 4, {"title": "Attend", "effort": 3, "work": "PT13H45M"})])
    layout = lay_out(document, style=widen_columns(document, PAPER, metrics(), 60.0))
    widths = {step: box.rect.width for step, box in layout.cards.items()}
    assert widths["short"] == widths["hopeless"] == PAPER.card_width
    assert PAPER.card_width < widths["long"] < PAPER.card_width + 60
    assert not layout.cards["long"].title.is_cut
    assert [line.text for line in layout.cards["word"].title.lines] == ["Dématérialisation"]
    assert layout.cards["hopeless"].title.is_cut
    # What cannot be whole is cut after a word; a time never is.
    assert widths["word"] <= widths["broken"] < PAPER.card_width + 60
    assert not breaks_a_word(layout.cards["broken"].title)
    assert not need(layout.cards["timed"].time).is_cut
    assert not need(layout.cards["late"].time).is_cut


def test_the_allowance_is_as_low_as_two_bands_of_a_sheet_of_a3() -> None:
    document = arranged(load(APA).document)
    assert sum(document.columns_of_phase.values()) == 29
    style = widen_columns(document, PAPER, metrics(), 56.0)
    breaks = break_bands(document, 2, 16)
    assert [band.columns for band in breaks] == [15, 14]
    for band in breaks:
        layout = lay_out(document, style=style, bands=breaks, band=band.index)
        assert layout.width * 9 / 14.5 < 1143
        assert layout.height * 9 / 14.5 < 280
        assert not any(box.title.is_cut for box in layout.cards.values() if not box.is_chip)
        assert layout.conversation is not None
        assert layout.conversation.height <= 0.29 * layout.height
    assert replace(style, room=PAPER.room) == PAPER
