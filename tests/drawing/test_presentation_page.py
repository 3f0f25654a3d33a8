"""Pages of a projection: which columns, lanes and flows they have, and how what waits for its turn is drawn."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.need import need
from visavis.blueprint.drawing import DARK, HIGH_CONTRAST, LIGHT, Role, Text, Theme
from visavis.blueprint.drawing.theme import contrast
from visavis.blueprint.drawing.viewport.group_cache import GroupCache
from visavis.blueprint.drawing.viewport.page_notes import MOST_LINES, TAB_UNDER, UNDER
from visavis.blueprint.drawing.viewport.presentation_drawing import DIMMED_CONTRAST, PresentationDrawing, dimmed_ink
from visavis.blueprint.drawing.viewport.presentation_page import (
    DimmedLane,
    PageSpan,
    PresentationPage,
    list_columns,
    split_into_pages,
)
from visavis.blueprint.language import translator
from visavis.blueprint.language.typography import punctuate
from visavis.blueprint.layout import COMPACT, Rect
from visavis.blueprint.model import BlueprintDocument, Cell, Note
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
        for before, after in pairwise(own):
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
    """78.4 units, of 80 on a screen of 16:9; a gutter that widens for a share takes up to 3, and the wall makes room."""
    for span in split_into_pages(document):
        layout = PresentationPage(span, LANES).lay_out(document, COMPACT)
        assert 78 <= layout.width / COMPACT.least <= 82 or len(layout.columns) < 8


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


# -- notes


def note_rects(drawing: PresentationDrawing) -> dict[str, Rect]:
    return {name: box.rect for name, box in drawing.layout.notes.items()}


@pytest.mark.parametrize("lanes", [LANES, ("usager", "scene", "coulisses"), ("preuves", *LANES, "appui")])
def test_notes_are_whole_and_stand_over_nothing(document: BlueprintDocument, lanes: tuple[str, ...]) -> None:
    """W8: never under a card but by its lower edge, with all its words in at most six lines."""
    for span in split_into_pages(document):
        drawing = draw(document, PresentationPage(span, lanes))
        papers = note_rects(drawing)
        cards = {box.step: box.rect for box in drawing.layout.cards.values()}
        expected = {note.id for note in document.head.notes if note.at in cards}
        assert set(papers) == expected
        groups = {group.id: group for group in drawing.groups if group.role is Role.NOTE}
        for name, rect in papers.items():
            note = next(note for note in document.head.notes if note.id == name)
            texts = [one for one in groups[name].primitives if isinstance(one, Text)]
            assert all(one.run.style.size >= COMPACT.least for one in texts)
            figure, *words = texts
            assert figure.run.text == str(sum(note.votes.values()))
            assert "".join("".join(one.run.text for one in words).split()) == "".join(punctuate(note.text, "fr").split())
            assert len(words) <= MOST_LINES
            inner = Rect(rect.x, rect.y + UNDER, rect.width, rect.height - 2 * UNDER)
            assert not [step for step, card in cards.items() if _overlaps(inner, card)], name
            assert not [other for other, there in papers.items() if other != name and _overlaps(rect, there)], name
            strip = next(box.rect for box in drawing.layout.lanes if box.lane == document.step_by_id[str(note.at)].lane)
            assert strip.y <= rect.y
            assert rect.bottom <= strip.bottom
            for key in drawing.layout.flows:
                label = drawing.layout.flows[key].label
                assert label is None or not _overlaps(label.rect, rect), (name, key)


def test_notes_without_room_are_tabs_with_their_dots(document: BlueprintDocument) -> None:
    span = need(page_of(document, "attendre").span)
    names = frozenset(note.id for note in document.head.notes)
    whole = draw(document, PresentationPage(span, LANES))
    tabs = draw(document, PresentationPage(span, LANES, tabs=names))
    assert tabs.layout.height < whole.layout.height
    assert set(note_rects(tabs)) == set(note_rects(whole))
    for group in tabs.groups:
        if group.role is Role.NOTE:
            assert [one.run.text for one in group.primitives if isinstance(one, Text)] == [
                str(sum(next(note for note in document.head.notes if note.id == group.id).votes.values()))]
            card = next(box.rect for box in tabs.layout.cards.values() if _overlaps(group.bounds, box.rect))
            assert min(group.bounds.bottom - card.y, card.bottom - group.bounds.y) <= TAB_UNDER


def test_notes_on_a_cell_and_several_on_a_card(document: BlueprintDocument) -> None:
    notes = (*document.head.notes,
             Note(id="n-cell", kind="idea", text="Ici il manque quelqu’un", at=Cell(lane="famille", phase="attendre", column=1)),
             Note(id="n-second", kind="pain", text="Et encore une autre note", at="c9"),
             Note(id="n-third", kind="pain", text="Et la dernière", at="c9"))
    fuller = document.replace(head=document.head.model_copy(update={"notes": notes}))
    papers = note_rects(draw(fuller, page_of(fuller, "attendre")))
    assert {"n-cell", "n1", "n-second", "n-third"} <= set(papers)
    here = [papers[name] for name in ("n1", "n-second", "n-third")]
    assert not any(_overlaps(one, other) for one in here for other in here if one is not other)
    private = fuller.replace(head=fuller.head.model_copy(update={"notes": tuple(
        note.model_copy(update={"private": True}) for note in notes)}))
    assert note_rects(draw(private, page_of(private, "attendre"))) == {}


def test_only_speech_is_written_on_flows(document: BlueprintDocument) -> None:
    said = 0
    for span in split_into_pages(document):
        for group in draw(document, PresentationPage(span, LANES)).groups:
            if group.role is Role.FLOW_LABEL:
                said += 1
                assert document.flow_by_key[group.id].kind == "interaction"
                assert "%" not in "".join(one.run.text for one in group.primitives if isinstance(one, Text))
    assert said > 10


def test_a_page_of_another_time_can_still_be_laid_out(document: BlueprintDocument) -> None:
    empty = document.replace(steps=(), flows=())
    gone = PresentationPage(PageSpan(9, 16, "attendre"), LANES)
    layout = gone.lay_out(empty, COMPACT)
    assert len(layout.cards) == 0
    draw(empty, gone)


def test_a_part_of_a_page_is_what_of_it_is_drawn(document: BlueprintDocument) -> None:
    drawing = draw(document, page_of(document, document.head.phases[0].id))
    everything = drawing.part({step.id for step in document.steps}, {flow.key for flow in document.flows})
    assert {group.id for group in everything if group.role is Role.STEP} <= set(drawing.layout.cards)
    assert {group.id for group in everything if group.role is Role.FLOW} == set(drawing.layout.flows)
    assert len(drawing.layout.flows) < len(document.flows)
