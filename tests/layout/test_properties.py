"""What holds for every blueprint, drawn whole or in bands: see `invariants`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.builders import journeys
from tests.layout.invariants import faults
from tests.layout.realistic import realistic
from tests.need import need
from visavis.blueprint.layout import COMPACT, FULL, GridCell, Layout, LayoutStyle, lay_out, split_into_bands
from visavis.blueprint.layout.geometry import PER_POINT
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import TextStyle

# The other density; narrow and close for long journeys, wide and high to fill a sheet, and large type.
STYLES = (
    COMPACT,
    LayoutStyle(heading_width=158.0, card_width=112.0, card_padding=8.0, gutter=12.0, conversation_half=60.0),
    LayoutStyle(card_width=240.0, gutter=30.0, conversation_half=150.0, track=14.0, port=40.0),
    LayoutStyle(card=TextStyle(24.0), label=TextStyle(22.0), chip=TextStyle(22.0), time=TextStyle(22.0), least=20.0),
)


def banded(document: BlueprintDocument, count: int) -> list[Layout]:
    bands = split_into_bands(document, count)
    return [lay_out(document, bands=bands, band=band.index) for band in bands]


@given(journeys())
@settings(max_examples=120)
def test_nothing_covers_anything(document: BlueprintDocument) -> None:
    assert faults(lay_out(document)) == []


@given(journeys(), st.integers(2, 5))
@settings(max_examples=60)
def test_nothing_covers_anything_in_bands_either(document: BlueprintDocument, count: int) -> None:
    for layout in banded(document, count):
        assert faults(layout) == []


@given(journeys(), st.sampled_from(STYLES))
@settings(max_examples=40)
def test_nothing_covers_anything_in_other_sizes(document: BlueprintDocument, style: LayoutStyle) -> None:
    assert faults(lay_out(document, style=style)) == []


def test_a_compact_card_is_its_title_and_has_room_for_three_lines_of_it() -> None:
    document = realistic()
    full, compact = lay_out(document), lay_out(document, style=COMPACT)
    steps = [step for step in document.steps if not full.cards[step.id].is_chip]
    assert steps
    for step in steps:
        card = compact.cards[step.id]
        assert (card.head, card.time, card.rect.width) == (None, None, COMPACT.card_width)
        assert card.title.style.size == COMPACT.least
        assert len(card.title.lines) <= 3
    assert compact.width < full.width
    assert compact.height < full.height


@pytest.mark.slow
@given(journeys(most_steps=90))
@settings(max_examples=600)
def test_nothing_covers_anything_in_crowds(document: BlueprintDocument) -> None:
    assert faults(lay_out(document)) == []


@given(journeys())
def test_every_step_and_flow_has_its_place(document: BlueprintDocument) -> None:
    layout = lay_out(document)
    assert set(layout.cards) == set(document.step_by_id)
    assert set(layout.flows) == set(document.flow_by_key)
    assert [lane.lane for lane in layout.lanes] == [lane.id for lane in document.head.lanes]


@given(journeys())
def test_cards_stand_in_their_cells(document: BlueprintDocument) -> None:
    layout = lay_out(document)
    for step in document.steps:
        card, cell = layout.cards[step.id].rect, layout.cells[GridCell(*step.cell)]
        assert cell.x == card.x
        assert cell.y <= card.y + 1e-6
        assert card.bottom <= cell.bottom + 1e-6


@given(journeys(), st.sampled_from((FULL, *STYLES)))
def test_cards_of_a_lane_are_alike_and_their_text_stays_inside(document: BlueprintDocument, style: LayoutStyle) -> None:
    layout = lay_out(document, style=style)
    sizes: dict[str, set[tuple[float, float]]] = {}
    for step in document.steps:
        place = layout.cards[step.id]
        sizes.setdefault(step.lane, set()).add((place.rect.width, round(place.rect.height, 6)))
        assert place.title.width <= place.title_box.width + 1e-6
        assert place.title.height <= place.title_box.height + 1e-6
        assert place.time is None or place.time.width <= need(place.time_box).width + 1e-6
    assert all(len(alike) == 1 for alike in sizes.values())


@given(journeys())
def test_flows_begin_at_their_source_and_end_at_their_target(document: BlueprintDocument) -> None:
    layout = lay_out(document)
    for flow in document.flows:
        points = layout.flows[flow.key].points
        for point, step in ((points[0], flow.source), (points[-1], flow.target)):
            rect = layout.cards[step].rect
            assert rect.inset(-1e-6).contains(*point)
            assert not rect.inset(1e-6).contains(*point)


@given(journeys())
def test_the_same_document_is_always_drawn_alike(document: BlueprintDocument) -> None:
    again = document.replace(steps=tuple(document.steps))
    assert lay_out(document) == lay_out(again)


@given(journeys(), st.integers(2, 4))
def test_flows_between_bands_leave_one_and_come_into_the_other(document: BlueprintDocument, count: int) -> None:
    layouts = banded(document, count)
    band_of = {step: layout.band for layout in layouts for step in layout.cards}
    for flow in document.flows:
        drawn = [layout for layout in layouts if flow.key in layout.flows]
        source, target = band_of[flow.source], band_of[flow.target]
        assert [layout.band for layout in drawn] == sorted({source, target})
        if source != target:
            assert layouts[source].flows[flow.key].goes_to == target
            assert layouts[target].flows[flow.key].comes_from == source


def test_a_real_journey_is_calm() -> None:
    layout = lay_out(realistic())
    assert faults(layout) == []
    assert sum(len(flow.bridges) for flow in layout.flows.values()) <= 8
    assert max(len(flow.points) for flow in layout.flows.values()) <= 5
    assert all(flow.label is not None for flow in layout.flows.values()
               if (said := realistic().flow_by_key[flow.key]).label or said.condition or said.probability)


@given(journeys())
def test_every_place_lies_on_the_grain(document: BlueprintDocument) -> None:
    layout = lay_out(document)
    numbers = [number for place in layout.flows.values() for point in (*place.points, *place.bridges) for number in point]
    numbers += [number for place in layout.flows.values() if place.label for number in place.label.rect]
    numbers += [number for place in layout.cards.values() for number in place.rect]
    numbers += [number for column in layout.columns for number in (column.x, column.width)]
    # Half a grain: the middle of what is an odd number of grains wide.
    assert all((number * 2 * PER_POINT).is_integer() for number in numbers)
