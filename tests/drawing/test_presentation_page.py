"""Pages of a projection: which columns, lanes and flows they have, and how what waits for its turn is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.need import need
from visavis.blueprint.drawing import DARK, HIGH_CONTRAST, LIGHT, Role, Text, Theme
from visavis.blueprint.drawing.theme import contrast
from visavis.blueprint.drawing.viewport.group_cache import GroupCache
from visavis.blueprint.drawing.viewport.presentation_drawing import DIMMED_CONTRAST, PresentationDrawing, dimmed_ink
from visavis.blueprint.drawing.viewport.presentation_page import (
    DimmedLane,
    PageSpan,
    PresentationPage,
    list_columns,
    split_into_pages,
)
from visavis.blueprint.language import translator
from visavis.blueprint.layout import COMPACT, Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage import load

APA = Path(__file__).parents[2] / "examples" / "apa-a-domicile.blueprint.json"
LANES = ("famille", "usager", "scene", "coulisses")


@pytest.fixture(scope="module")
def document() -> BlueprintDocument:
    return load(APA).document


def draw(document: BlueprintDocument, page: PresentationPage, theme: Theme = LIGHT) -> PresentationDrawing:
    return PresentationDrawing(GroupCache(), document, page.lay_out(document, COMPACT), None, theme, translator("fr"), page)


def page_of(document: BlueprintDocument, phase: str, most: int = 8) -> PresentationPage:
    span = next(span for span in split_into_pages(document, most) if span.phase == phase)
    return PresentationPage(span, LANES)


@pytest.mark.parametrize("most", [1, 2, 3, 5, 8, 40])
def test_pages_hold_every_column_and_a_phase_begins_one(document: BlueprintDocument, most: int) -> None:
    pages = list(split_into_pages(document, most))
    columns = list_columns(document)
    assert {at for page in pages for at in range(page.first, page.last + 1)} == set(range(len(columns)))
    for phase in document.head.phases:
        own = [page for page in pages if page.phase == phase.id]
        assert columns[own[0].first] == (phase.id, 0)
        for before, after in zip(own, own[1:], strict=False):
            assert after.first == before.last + (0 if most > 1 else 1)
    assert max(page.last - page.first + 1 for page in pages) <= most


def test_a_page_has_its_columns_and_lanes_though_steps_stand_elsewhere(document: BlueprintDocument) -> None:
    page = page_of(document, "constituer")
    layout = page.lay_out(document, COMPACT)
    assert [(column.phase, column.index) for column in layout.columns] == list(page.columns(document))
    assert [box.lane for box in layout.lanes] == list(LANES)
    assert set(layout.cards) == {step.id for step in document.steps if step.lane in LANES
                                 and (step.phase, step.column) in page.columns(document)}
    only_evidence = PresentationPage(page.span, ("preuves",)).lay_out(document, COMPACT)
    assert len(only_evidence.columns) == 8


def test_eight_columns_are_as_wide_as_a_screen(document: BlueprintDocument) -> None:
    """78.4 units: 80 are there on a screen of 16:9."""
    for span in split_into_pages(document):
        layout = PresentationPage(span, LANES).lay_out(document, COMPACT)
        assert layout.width / COMPACT.least <= 82


def test_the_whole_is_every_column(document: BlueprintDocument) -> None:
    layout = PresentationPage(None, LANES).lay_out(document, COMPACT)
    assert len(layout.columns) == len(list_columns(document))
    assert len(layout.flows) == sum(
        all(document.step_by_id[end].lane in LANES for end in (flow.source, flow.target)) for flow in document.flows)


def test_what_is_not_drawn_whole_has_stubs(document: BlueprintDocument) -> None:
    drawing = draw(document, page_of(document, "attendre"))
    names = {group.id for group in drawing.stubs}
    # Waits three columns on for the visit to be planned: only the ends are drawn.
    assert {"stub-c9-True", "stub-b5-False"} <= names
    assert all(group.id not in document.flow_by_key for group in drawing.stubs)
    focused = draw(document, PresentationPage(drawing.page.span, LANES, focus="c9"))
    assert "stub-c9-True" not in {group.id for group in focused.stubs}
    cards = [box.rect for box in drawing.layout.cards.values()]
    for group in drawing.stubs:
        assert not any(_overlaps(group.bounds, card) for card in cards), group.id


def _overlaps(one: Rect, other: Rect) -> bool:
    return (one.x < other.right - 0.01 and other.x < one.right - 0.01
            and one.y < other.bottom - 0.01 and other.y < one.bottom - 0.01)


def test_no_text_is_smaller_than_the_least(document: BlueprintDocument) -> None:
    for span in split_into_pages(document):
        drawing = draw(document, PresentationPage(span, LANES, (DimmedLane("coulisses", "activité 3"),)))
        small = {one.run.text for group in drawing.groups if group.role is not Role.NOTE for one in group.primitives
                 if isinstance(one, Text) and one.run.style.size < COMPACT.least}
        assert small == set()


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda theme: theme.name)
def test_dimmed_lanes_lose_their_tint_and_can_be_read(document: BlueprintDocument, theme: Theme) -> None:
    span = need(page_of(document, "constituer").span)
    drawing = draw(document, PresentationPage(span, LANES, (DimmedLane("coulisses", "activité 3"),)), theme)
    ink = dimmed_ink(theme)
    assert contrast(ink, theme.background) >= DIMMED_CONTRAST
    dimmed = {step.id for step in document.steps if step.lane == "coulisses"}
    inks = {one.colour for group in drawing.groups if group.id in dimmed or group.id == "coulisses"
            for one in group.primitives if isinstance(one, Text)}
    assert inks == {ink}
    lit = {one.colour for group in drawing.groups if group.id == "c4" for one in group.primitives if isinstance(one, Text)}
    assert lit == {theme.ink}
    (lane,) = (group for group in drawing.groups if group.id == "coulisses")
    assert "activité 3" in [one.run.text for one in lane.primitives if isinstance(one, Text)]
    # Speech with a lane that waits keeps the speaker's colour.
    (said,) = (group for group in drawing.groups if group.id == "f13" and group.role is Role.FLOW_LABEL)
    assert {one.colour for one in said.primitives if isinstance(one, Text)} == {theme.citizen.ink}


def test_only_speech_is_written_on_flows(document: BlueprintDocument) -> None:
    for span in split_into_pages(document):
        for group in draw(document, PresentationPage(span, LANES)).groups:
            if group.role is Role.FLOW_LABEL:
                assert document.flow_by_key[group.id].kind == "interaction"
                assert "%" not in "".join(one.run.text for one in group.primitives if isinstance(one, Text))


def test_a_page_of_another_time_can_still_be_laid_out(document: BlueprintDocument) -> None:
    empty = document.replace(steps=(), flows=())
    gone = PresentationPage(PageSpan(9, 16, "attendre"), LANES)
    layout = gone.lay_out(empty, COMPACT)
    assert len(layout.cards) == 0
    draw(empty, gone)
