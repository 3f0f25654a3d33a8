"""Bands that have some of the lanes: what is too high for a sheet goes on on the next one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.builders import journey, journeys
from tests.layout.invariants import faults
from visavis.blueprint.drawing.poster.band_breaking import PAPER, break_lanes
from visavis.blueprint.layout import FULL, Layout, LayoutStyle, lay_out, split_into_bands
from visavis.blueprint.model import BlueprintDocument

LANES = (("c1", "citizen"), ("c2", "citizen"), ("front", "frontstage"), ("back", "backstage"))


def parted(document: BlueprintDocument, bands: int, stops: set[int], style: LayoutStyle = FULL) -> list[Layout]:
    """Lay a document out in bands, each broken before the lanes `stops`."""
    count = len(document.head.lanes)
    starts = sorted({0} | {stop for stop in stops if stop < count})
    lanes = [(start, end - 1) for start, end in zip(starts, [*starts[1:], count], strict=True)]
    breaks = break_lanes(split_into_bands(document, bands), lanes)
    return [lay_out(document, style=style, bands=breaks, band=band.index) for band in breaks]


@given(journeys(), st.integers(1, 3), st.sets(st.integers(1, 6), max_size=3), st.sampled_from((FULL, PAPER)))
@settings(max_examples=60)
def test_nothing_covers_anything_in_parts_either(document: BlueprintDocument, bands: int, stops: set[int],
                                                 style: LayoutStyle) -> None:
    for layout in parted(document, bands, stops, style):
        assert faults(layout) == []


@given(journeys(), st.integers(1, 3), st.sets(st.integers(1, 6), max_size=3), st.sampled_from((FULL, PAPER)))
@settings(max_examples=60)
def test_each_step_stands_once_and_each_flow_wherever_it_has_an_end(
        document: BlueprintDocument, bands: int, stops: set[int], style: LayoutStyle) -> None:
    layouts = parted(document, bands, stops, style)
    assert sorted(step for layout in layouts for step in layout.cards) == sorted(document.step_by_id)
    band_of = {step: layout.band for layout in layouts for step in layout.cards}
    for flow in document.flows:
        source, target = band_of[flow.source], band_of[flow.target]
        assert [layout.band for layout in layouts if flow.key in layout.flows] == sorted({source, target})
        if source != target:
            assert layouts[source].flows[flow.key].goes_to == target
            assert layouts[target].flows[flow.key].comes_from == source


@pytest.mark.parametrize(("source", "target"), [("c2", "front"), ("front", "c2")])
def test_a_flow_to_other_lanes_ends_at_the_side_where_they_are(source: str, target: str) -> None:
    document = journey([("a", source, 0), ("b", target, 0), ("x", source, 1), ("y", target, 1)], [("a", "b")],
                       lanes=LANES)
    upper, lower = parted(document, 1, {2}, PAPER)
    for layout in (upper, lower):
        step = "a" if "a" in layout.cards else "b"
        card, points = layout.cards[step].rect, layout.flows["f0"].points
        # Free columns at its right do not draw it there: it goes on below, or above.
        assert {card.x <= point.x <= card.right for point in points} == {True}
        away = max(points, key=lambda point: abs(point.y - (card.y + card.height / 2)))
        assert away.y >= card.bottom if layout is upper else away.y <= card.y


def test_only_a_part_with_both_sides_has_a_line_of_interaction() -> None:
    document = journey([("a", "c1", 0), ("b", "c2", 0), ("f", "front", 0), ("g", "back", 0)], lanes=LANES)
    assert [layout.conversation is not None for layout in parted(document, 1, {1, 3})] == [False, True, False]
    assert [[lane.lane for lane in layout.lanes] for layout in parted(document, 1, {1, 3})] == [
        ["c1"], ["c2", "front"], ["back"]]


def test_phases_of_a_lower_part_go_on() -> None:
    document = journey([("a", "c1", 0), ("f", "front", 0)], lanes=LANES)
    assert [[phase.continues for phase in layout.phases] for layout in parted(document, 1, {2})] == [[False], [True]]


def test_a_band_holds_the_cells_of_its_columns_and_lanes() -> None:
    band = replace(split_into_bands(journey([("a", "c1", 3)], lanes=LANES), 1)[0], lanes=(1, 2))
    assert [lane for lane in range(4) if band.holds(3, lane)] == [1, 2]
    assert not band.holds(4, 1)
