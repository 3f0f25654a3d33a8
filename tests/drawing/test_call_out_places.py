"""Call-outs and letters on paper: beside their steps, over nothing else, the same number on each step of a friction."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.drawing.apa import apa
from tests.drawing.builders import analysis, document, finding, flow, step
from tests.drawing.inspection import shown_texts
from visavis.blueprint.analysis import Finding
from visavis.blueprint.drawing import LIGHT, Box, ComposeOptions, Group, PageSet, Role, Text, compose, draw_poster
from visavis.blueprint.drawing.blueprint.call_out_places import CallOut
from visavis.blueprint.drawing.blueprint.flow_letters import FlowLetter
from visavis.blueprint.drawing.poster.band_breaking import PAPER, break_bands, lay_out_bands
from visavis.blueprint.language import message, translator
from visavis.blueprint.layout import Layout, Rect, lay_out
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.metrics import metrics

NAMED = CallOut(4, "Double saisie", is_hypothesis=False, told="Le papier est retapé.")


def called(made: BlueprintDocument, layout: Layout, **call_outs: CallOut) -> dict[str, Group]:
    drawing = compose(made, layout, None, LIGHT, translator("fr"), options=ComposeOptions(call_outs=call_outs))
    return {group.id: group for group in drawing.groups if group.role is Role.HOTSPOT}


def overlap(one: Rect, other: Rect) -> bool:
    return one.inset(0.5).intersects(other.inset(0.5))


def beyond(group: Group, card: Rect) -> str:
    """On which side of its card a call-out stands."""
    if group.bounds.y < card.y:
        return "above"
    if group.bounds.bottom > card.bottom:
        return "below"
    return "after" if group.bounds.right > card.right else "before" if group.bounds.x < card.x else "inside"


@pytest.mark.parametrize(("lane", "side"), [("usager", "above"), ("scene", "below"), ("coulisses", "above")])
def test_a_call_out_stands_off_the_conversation(lane: str, side: str) -> None:
    made = document([step("u", column=3), step("s", "scene", column=2), step("c", "coulisses", column=1),
                     step("x", lane, column=0), step("e", "preuves", column=3, kind="evidence")])
    layout = lay_out(made, style=replace(PAPER, called_out=frozenset({"x"})))
    group = called(made, layout, x=NAMED)["x"]
    assert shown_texts(group) == ["4", "Double", "saisie"]
    assert beyond(group, layout.cards["x"].rect) == side
    assert group.description == "Le papier est retapé."


def test_where_a_slip_lies_above_the_name_stands_in_the_free_cell_beside() -> None:
    made = document([step("x", column=1), step("e", "preuves", column=1, kind="evidence"),
                     step("f", "preuves", column=0, kind="evidence"), step("y", column=3)])
    layout = lay_out(made, style=PAPER)
    assert beyond(called(made, layout, x=NAMED)["x"], layout.cards["x"].rect) == "after"


def test_without_any_room_the_number_alone_stands_on_the_corner() -> None:
    made = document([step("a", column=0), step("x", column=1), step("b", column=2),
                     step("e", "preuves", column=1, kind="evidence")])
    layout = lay_out(made, style=PAPER)
    group = called(made, layout, x=NAMED)["x"]
    assert shown_texts(group) == ["4"]
    time_row = layout.cards["x"].rect.y + PAPER.card_padding
    assert max(part.baseline for part in group.primitives if isinstance(part, Text)) <= time_row


def number_box(group: Group) -> Rect:
    return next(part.rect for part in group.primitives[1:] if isinstance(part, Box))


@pytest.mark.parametrize("title", ["Titre", "Un titre plus long que la carte, donc sur deux lignes"])
def test_a_number_alone_stands_on_no_words_of_a_slip(title: str) -> None:
    made = document([step("a", column=0), step("x", column=1), step("b", column=2),
                     step("e", "preuves", column=1, kind="evidence", title=title)])
    layout = lay_out(made, style=PAPER)
    slip = layout.cards["e"]
    written = Rect(slip.title_box.x, slip.rect.centre.y - slip.title.height / 2, slip.title.width, slip.title.height)
    assert not number_box(called(made, layout, x=NAMED)["x"]).intersects(written)


def test_a_number_alone_stands_on_no_phases_name() -> None:
    made = document([step(f"a{at}", column=at) for at in range(5)], phases=["Une phase qui porte un très long nom"])
    layout = lay_out(made, style=PAPER)
    called_out = called(made, layout, **dict.fromkeys(layout.cards, NAMED))
    (phase,) = layout.phases
    named = Rect(phase.rect.x, phase.rect.y, 14.0 + phase.title.width, phase.rect.height)
    numbers = [number_box(group) for group in called_out.values() if shown_texts(group) == ["4"]]
    assert numbers
    assert not [box for box in numbers if box.intersects(named)]


def texts(pages: PageSet, role: Role) -> list[list[str]]:
    return [shown_texts(group) for page in pages.pages for group in page.drawing.groups if group.role is role]


def crossing(layout: Layout, rect: Rect) -> list[str]:
    """The flows that pass through a box."""
    inner = rect.inset(1.0)
    return [line.key for line in layout.flows.values() for (x1, y1), (x2, y2) in pairwise(line.points)
            if min(x1, x2) < inner.right and max(x1, x2) > inner.x and min(y1, y2) < inner.bottom and max(y1, y2) > inner.y]


def test_callouts_of_a_real_journey_cover_nothing() -> None:
    made = apa()
    laid = lay_out_bands(made, PAPER, metrics(), break_bands(made, 2, 20))
    for layout in laid.bands:
        drawn = called(made, layout, **dict.fromkeys(layout.cards, NAMED))
        assert drawn
        boxes = {each: next((part.rect for part in group.primitives[1:2] if hasattr(part, "rect")), None)
                 for each, group in drawn.items() if len(shown_texts(group)) > 1}
        for each, box in boxes.items():
            assert box is not None
            assert not [other for other, card in layout.cards.items() if overlap(box, card.rect)], each
            assert crossing(layout, box) == []


def same_rule(*steps: str) -> list[Finding]:
    return [finding("double-entry", each) for each in steps]


def test_a_friction_has_one_number_on_each_of_its_steps() -> None:
    made = document([step("a", column=0), step("b", "scene", column=1), step("c", column=2)],
                    [flow("f", "a", "b", kind="interaction")])
    pages = draw_poster(made, analysis(made, *same_rule("a", "b"), finding("other", "c", remedy=message("Autrement."))),
                        translator("fr"))
    numbers = [found[0] for found in texts(pages, Role.HOTSPOT)]
    assert sorted(numbers) == ["1", "1", "2"]


def test_a_flow_that_goes_on_in_another_band_has_a_letter_at_both_ends() -> None:
    made = document([step("a", column=0), step("b", column=1), step("c", phase="p2", column=0), step("d", phase="p2", column=1)],
                    [flow("f", "a", "c"), flow("g", "a", "d"), flow("h", "a", "b")], phases=["Un", "Deux"])
    laid = lay_out_bands(made, PAPER, metrics(), break_bands(made, 2, 9))
    for layout in laid.bands:
        cut = [line for line in layout.flows.values() if line.comes_from is not None or line.goes_to is not None]
        assert {line.key for line in cut} == {"f", "g"}
        drawing = compose(made, layout, None, LIGHT, translator("fr"), options=ComposeOptions(
            letters={"f": FlowLetter("A"), "g": FlowLetter("B")}))
        letters = [shown_texts(group) for group in drawing.groups if group.role is Role.FLOW_LABEL]
        assert sorted(letters) == [["A"], ["B"]]
        # Short ends: nothing runs to the band's edge over other cards' columns.
        assert all(max(x for x, _ in line.points) - min(x for x, _ in line.points) <= PAPER.card_width for line in cut)


def all_ways(share: float = 0.25, title: str = "Oriente") -> BlueprintDocument:
    """A step that leads to four others, each in as many cases."""
    steps = [step("a", column=0, title=title), *(step(f"b{at}", phase="p2", column=at) for at in range(4))]
    return document(steps, [flow(f"f{at}", "a", f"b{at}", probability=share) for at in range(4)], phases=["Un", "Deux"])


def test_a_letter_says_the_share_that_its_flow_has_no_room_for_at_its_other_end() -> None:
    made = all_ways()
    (first, _) = lay_out_bands(made, PAPER, metrics(), break_bands(made, 2, 9)).bands
    letters = {f"f{at}": FlowLetter("ABCD"[at], share="25 %" if at else "") for at in range(4)}
    drawing = compose(made, first, None, LIGHT, translator("fr"), options=ComposeOptions(letters=letters))
    found = {group.id: " ".join(shown_texts(group)) for group in drawing.groups if group.role is Role.FLOW_LABEL}
    assert found == {"f0": "A", "f1": "B 25 %", "f2": "C 25 %", "f3": "D 25 %"}


@pytest.mark.parametrize(("title", "told"), [("Oriente", ["4 × 25\u202f%"]), ("Oriente vers qui de droit et attend", [])])
def test_ways_that_are_equal_and_cannot_each_be_told_are_told_once_on_their_card(title: str, told: list[str]) -> None:
    made = all_ways(title=title)
    (first, _) = lay_out_bands(made, PAPER, metrics(), break_bands(made, 2, 9)).bands
    letters = {f"f{at}": FlowLetter("ABCD"[at]) for at in range(4)}
    options = ComposeOptions(letters=letters, is_on_paper=True)
    drawing = compose(made, first, None, LIGHT, translator("fr"), options=options)
    assert [shown_texts(group)[0] for group in drawing.groups if group.id == "a~ways"] == told


def test_a_letter_says_a_share_only_where_the_other_end_does_not() -> None:
    """Of the seven flows to one step those that find a place for their words there have letters alone here."""
    made = document([*(step(f"u{at}", column=at) for at in range(7)), step("z", "scene", phase="p2", column=0)],
                    [flow(f"f{at}", f"u{at}", "z", kind="interaction", probability=0.5, label="Oui") for at in range(7)],
                    phases=["Un", "Deux"])
    pages = draw_poster(made, None, translator("fr"), paper="A5", orientation="portrait")
    labels = [(group.id.partition("~")[0], " ".join(shown_texts(group))) for page in pages.sheets for group in page.drawing.groups
              if group.role is Role.FLOW_LABEL]
    for at in range(7):
        shown = [words for key, words in labels if key == f"f{at}"]
        assert sum("50" in words for words in shown) == 1, shown
