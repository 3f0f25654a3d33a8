"""The grid as it is laid out: lanes, columns, phases, cells, and the derived lines in every order of lanes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.layout.builders import journey
from tests.need import need
from visavis.blueprint.layout import COMPACT, FULL, GridCell, LayoutStyle, LineKind, lay_out, split_into_bands
from visavis.blueprint.layout.cell_boxes import cell_at
from visavis.blueprint.model import Actor, BlueprintDocument, LaneKind, Note
from visavis.blueprint.storage import decode

STYLE = LayoutStyle()


def lines_between(*kinds: str) -> dict[LineKind, tuple[str, str]]:
    """Return each derived line with the kinds of lanes above and below it."""
    lanes = [(f"{kind}{at}", kind) for at, kind in enumerate(kinds)]
    layout = lay_out(journey([], lanes=lanes))
    found = {}
    for line in layout.lines:
        above = [lane for lane in layout.lanes if lane.rect.bottom <= line.y]
        found[line.kind] = (above[-1].lane, layout.lanes[len(above)].lane)
    return found


def test_the_three_lines_stand_between_their_kinds_of_lanes() -> None:
    assert lines_between("evidence", "citizen", "frontstage", "backstage", "support") == {
        LineKind.INTERACTION: ("citizen1", "frontstage2"), LineKind.VISIBILITY: ("frontstage2", "backstage3"),
        LineKind.INTERNAL: ("backstage3", "support4")}


@pytest.mark.parametrize(("kinds", "around"), [
    (("citizen", "citizen", "frontstage", "frontstage"), ("citizen1", "frontstage2")),
    (("citizen", "frontstage", "citizen", "backstage"), ("citizen2", "backstage3")),
    (("citizen", "evidence", "frontstage"), ("evidence1", "frontstage2")),
    (("frontstage", "citizen"), ("frontstage0", "citizen1")),
    (("citizen", "backstage"), ("citizen0", "backstage1")),
])
def test_the_line_of_interaction_in_unusual_orders(kinds: tuple[str, ...], around: tuple[str, str]) -> None:
    assert lines_between(*kinds)[LineKind.INTERACTION] == around


@pytest.mark.parametrize("kinds", [("citizen",), ("frontstage", "backstage"), ("evidence", "citizen"), ()])
def test_without_two_sides_there_is_no_conversation(kinds: tuple[str, ...]) -> None:
    lanes = [(f"{kind}{at}", kind) for at, kind in enumerate(kinds)]
    layout = lay_out(journey([], lanes=lanes))
    assert layout.conversation is None
    assert LineKind.INTERACTION not in {line.kind for line in layout.lines}


def test_the_conversation_is_a_strip_between_the_lanes_with_its_line_in_it() -> None:
    layout = lay_out(journey([("a", "citizen", 0), ("b", "front", 0)]))
    citizen, front = layout.lanes[1].rect, layout.lanes[2].rect
    strip = need(layout.conversation)
    assert citizen.bottom == pytest.approx(strip.y)
    assert front.y == pytest.approx(strip.bottom)
    assert strip.height == 2 * STYLE.conversation_half
    assert layout.lines[0].y == pytest.approx(strip.centre.y)


def test_steps_of_one_cell_are_stacked_in_file_order_and_their_lane_grows() -> None:
    alone = lay_out(journey([("a", "citizen", 0)]))
    stacked = lay_out(journey([("a", "citizen", 0), ("b", "citizen", 0), ("c", "citizen", 1)]))
    assert stacked.cards["a"].rect.bottom < stacked.cards["b"].rect.y
    assert stacked.cards["a"].rect.y == stacked.cards["c"].rect.y
    assert stacked.lanes[1].rect.height > alone.lanes[1].rect.height + alone.cards["a"].rect.height


def test_all_cards_are_alike_however_long_their_titles() -> None:
    long = {"title": "Numérise et ressaisit le dossier papier dans le logiciel métier du service"}
    layout = lay_out(journey([("a", "citizen", 0), ("b", "front", 0, long), ("c", "front", 1)]))
    assert {card.rect.height for card in layout.cards.values()} == {STYLE.card_height}


def test_a_card_and_a_lane_have_the_sizes_of_the_drawing_table() -> None:
    layout = lay_out(journey([("e", "evidence", 0), ("a", "citizen", 0), ("b", "citizen", 1), ("f", "front", 0)]))
    card, beside = layout.cards["a"].rect, layout.cards["b"].rect
    assert (card.width, card.height, beside.x - card.x) == (120.0, 81.0, 132.0)
    assert [layout.lanes[at].rect.height for at in (0, 1, 2)] == [44.0, 93.0, 93.0]
    assert need(layout.conversation).height == 94.0
    assert (layout.phases[0].rect.height, layout.phases[0].rect.x) == (30.0, 116.0)


def test_a_laptop_shows_both_sides_of_a_real_journey_at_full_size() -> None:
    """At 1366 by 768 the drawing has 930 by 536 pixels beside the frozen heads."""
    document = decode(Path("examples/apa-a-domicile.blueprint.json").read_bytes())
    layout = lay_out(document)
    top, bottom = layout.phases[0].rect.bottom + STYLE.phase_gap, layout.lanes[4].rect.bottom
    assert [lane.kind for lane in layout.lanes[:5]] == [
        LaneKind.EVIDENCE, LaneKind.CITIZEN, LaneKind.CITIZEN, LaneKind.FRONTSTAGE, LaneKind.BACKSTAGE]
    assert bottom - top <= 536.0
    assert layout.columns[6].x + layout.columns[6].width - STYLE.heading_width <= 930.0
    assert all(flow.label is not None and not flow.label.text.is_cut for flow in layout.flows.values()
               if document.flow_by_key[flow.key].label)


def test_a_title_without_end_is_cut_after_three_lines() -> None:
    place = lay_out(journey([("a", "citizen", 0, {"title": "encore et " * 40})])).cards["a"]
    assert len(place.title.lines) == 3
    assert place.title.is_cut
    assert place.title.height <= place.title_box.height


@pytest.mark.parametrize("style", [FULL, COMPACT])
def test_titles_on_a_screen_are_of_one_size(style: LayoutStyle) -> None:
    titles = ("Appelle", "Remplit le formulaire avec sa fille", "Enregistre le dossier et en accuse réception", "encore " * 40)
    steps = [(str(at), "citizen", at, {"title": title}) for at, title in enumerate(titles)]
    layout = lay_out(journey(steps), style=style)
    assert [card.title.style.size for card in layout.cards.values()] == [14.0] * 4
    assert [card.title.is_cut for card in layout.cards.values()] == [False, False, True, True]


def test_titles_shrink_before_they_are_cut_where_the_style_says_so() -> None:
    style = replace(FULL, shrinks_titles=True)
    title = {"title": "Remplit, signe et renvoie le dossier par la poste"}
    shrunk = lay_out(journey([("a", "citizen", 0, title)]), style=style).cards["a"].title
    cut = lay_out(journey([("a", "citizen", 0, {"title": "encore et " * 40})]), style=style).cards["a"].title
    assert style.least <= shrunk.style.size < style.card.size
    assert not shrunk.is_cut
    assert cut.style.size == style.least
    assert cut.is_cut


def test_evidence_is_a_low_chip() -> None:
    layout = lay_out(journey([("e", "evidence", 0), ("a", "citizen", 0)]))
    assert layout.cards["e"].is_chip
    assert not layout.cards["a"].is_chip
    assert layout.cards["e"].rect.height < layout.cards["a"].rect.height / 2


@pytest.mark.parametrize(("keys", "shown"), [
    ({"work": "PT25M", "wait": "P3D"}, "25\u00a0min"),
    ({"kind": "wait", "work": "PT5M", "wait": "P30D"}, "30\u00a0j"),
    ({"wait": "P2D"}, "2\u00a0j"), ({}, None)])
def test_a_card_tells_its_work_and_a_wait_its_waiting(keys: dict[str, str], shown: str | None) -> None:
    time = lay_out(journey([("a", "citizen", 0, keys)])).cards["a"].time
    assert (time.full if time else None) == shown


def test_empty_lanes_and_columns_keep_their_place() -> None:
    layout = lay_out(journey([("a", "citizen", 2)]))
    assert [column.index for column in layout.columns] == [0, 1, 2]
    assert all(lane.rect.height >= STYLE.chip_height for lane in layout.lanes)
    assert layout.cells[GridCell("support", "p0", 0)].height > STYLE.chip_height


@pytest.mark.parametrize("document", [
    journey([]), journey([], lanes=()), journey([], phases=0), journey([], lanes=(), phases=0)])
def test_nothing_at_all_can_be_laid_out(document: BlueprintDocument) -> None:
    layout = lay_out(document)
    assert layout.width > 0
    assert layout.height > 0
    assert len(layout.cells) == len(list(layout.cells)) == len(layout.lanes) * len(layout.columns)


def test_phases_cover_the_columns_without_a_gap() -> None:
    layout = lay_out(journey([("a", "citizen", 1), ("b", "citizen", 0, {"phase": "p1"})],
                             [("a", "b", {"probability": 0.5, "condition": "complet"})], phases=3))
    assert layout.phases[0].rect.x == pytest.approx(STYLE.heading_width)
    for one, other in zip(layout.phases, layout.phases[1:], strict=False):
        assert one.rect.right == pytest.approx(other.rect.x)


def test_a_cell_is_found_by_a_place_in_it_and_none_in_the_gutters() -> None:
    layout = lay_out(journey([("a", "citizen", 3), ("b", "front", 0)]))
    for cell, rect in layout.cells.items():
        assert cell_at(layout, *rect.centre) == cell
    gap = (layout.columns[0].x + layout.columns[0].width + layout.columns[1].x) / 2
    assert cell_at(layout, gap, layout.lanes[1].rect.centre.y) is None
    assert cell_at(layout, -5.0, layout.lanes[1].rect.centre.y) is None
    assert cell_at(layout, layout.columns[0].x, need(layout.conversation).centre.y) is None


def test_a_lane_tells_its_actor_unless_that_is_its_name() -> None:
    actors = (Actor(id="w", name="Instruction, commission", side="agent"),
              Actor(id="c", name="citizen", side="citizen"))
    document = journey([("b", "back", 0)], actors=actors)
    lanes = tuple(lane.model_copy(update={"actor": {"back": "w", "citizen": "c"}.get(lane.id)})
                  for lane in document.head.lanes)
    layout = lay_out(document.replace(head=document.head.model_copy(update={"lanes": lanes})))
    subtitles = {lane.lane: lane.subtitle.full if lane.subtitle else None for lane in layout.lanes}
    assert subtitles["back"] == "Instruction, commission"
    assert subtitles["citizen"] is None


def test_a_note_on_an_empty_cell_keeps_its_column() -> None:
    notes = (Note.model_validate({"id": "n", "at": {"lane": "front", "phase": "p0", "column": 4}}),)
    assert len(lay_out(journey([("a", "citizen", 0)], notes=notes)).columns) == 5


def test_hundred_thousand_columns_cost_no_cells() -> None:
    layout = lay_out(journey([("a", "citizen", 50_000)]))
    assert len(layout.cells) == 5 * 50_001
    assert layout.cells[GridCell("support", "p0", 50_000)].right <= layout.width


def test_in_one_band_of_several_an_empty_lane_is_low() -> None:
    document = journey([("a", "citizen", 0), ("b", "front", 3)])
    bands, low = split_into_bands(document, 2), replace(STYLE, rule_height=8.0)
    whole, first = lay_out(document, style=low), lay_out(document, style=low, bands=bands, band=0)
    assert first.lanes[2].rect.height < whole.lanes[2].rect.height
    assert first.lanes[1].rect.height == whole.lanes[1].rect.height
