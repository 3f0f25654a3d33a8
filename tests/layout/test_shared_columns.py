"""Two drawings whose phases begin at the same xs: a minimum number of columns and widths, passed to the one layout."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.layout.builders import journeys
from tests.layout.invariants import faults
from tests.layout.test_relayout import everything_of
from visavis.blueprint.analysis.redesign.matching import Matching
from visavis.blueprint.editing import EditSession, Identifiers
from visavis.blueprint.editing.commands import AddNextStep, EditStep
from visavis.blueprint.layout import COMPACT, FULL, IncrementalLayout, Layout, PhasePair, lay_out, share_columns
from visavis.blueprint.model import BlueprintDocument, Phase
from visavis.blueprint.storage import load

EXAMPLES = Path(__file__).parents[2] / "examples"


def example(name: str) -> BlueprintDocument:
    return load(EXAMPLES / f"{name}.blueprint.json").document


def with_phases(document: BlueprintDocument, *ids: str) -> BlueprintDocument:
    """Return the document with these phases alone, and no step in them."""
    phases = tuple(Phase(id=name, name=name) for name in ids)
    return BlueprintDocument(document.head.model_copy(update={"phases": phases, "notes": ()}))


def starts(layout: Layout) -> dict[str, float]:
    return {phase.phase: phase.rect.x for phase in layout.phases}


def both(before: BlueprintDocument, after: BlueprintDocument, pairs: tuple[PhasePair, ...]) -> list[Layout]:
    styles = share_columns((before, after), pairs, COMPACT)
    return [lay_out(document, style=style) for document, style in zip((before, after), styles, strict=True)]


@pytest.mark.parametrize("names", [("apa-a-domicile", "apa-a-domicile-cible"),
                                   ("home-care-allowance", "home-care-allowance-redesigned")])
def test_phase_by_phase_two_drawings_begin_at_the_same_xs(names: tuple[str, str]) -> None:
    matching = Matching(*map(example, names))
    before, after = both(matching.before, matching.after, matching.phases)
    for one, other in matching.phases:
        assert starts(before)[str(one)] == starts(after)[str(other)]
    assert [column.x for column in before.columns] == [column.x for column in after.columns]
    assert before.width == after.width
    for phase, other in matching.phases:
        count = sum(column.phase == other for column in after.columns)
        assert count == max(matching.before.columns_of_phase[str(phase)],
                            matching.after.columns_of_phase[str(other)])
    assert faults(after) == faults(before) == []


@given(journeys(most_steps=16), journeys(most_steps=16))
@settings(max_examples=30)
def test_any_two_drawings_share_their_columns(one: BlueprintDocument, other: BlueprintDocument) -> None:
    pairs = Matching(one, other).phases
    before, after = both(one, other, pairs)
    assert [column.x for column in before.columns] == [column.x for column in after.columns]


def test_a_phase_without_a_counterpart_takes_its_room_beside_it() -> None:
    base = example("apa-a-domicile")
    before, after = with_phases(base, "a", "b", "c"), with_phases(base, "a", "c")
    drawn = both(before, after, (("a", "a"), ("b", None), ("c", "c")))
    assert starts(drawn[0])["c"] == starts(drawn[1])["c"]
    first = both(with_phases(base, "b", "c"), with_phases(base, "c"), (("b", None), ("c", "c")))
    assert len(first[0].columns) == len(first[1].columns) == 2


def test_phases_face_those_of_the_same_id_and_else_in_their_order() -> None:
    base = example("apa-a-domicile")

    def pairs(before: str, after: str) -> tuple[PhasePair, ...]:
        return Matching(with_phases(base, *before), with_phases(base, *after)).phases

    assert pairs("abc", "abc") == (("a", "a"), ("b", "b"), ("c", "c"))
    assert pairs("abcd", "abd") == (("a", "a"), ("b", "b"), ("c", None), ("d", "d"))
    assert pairs("abc", "xbc") == (("a", "x"), ("b", "b"), ("c", "c"))
    assert pairs("ab", "xyz") == (("a", "x"), ("b", "y"), (None, "z"))
    assert pairs("", "a") == ((None, "a"),)


def test_after_an_edit_the_shared_columns_stay() -> None:
    before, after = example("apa-a-domicile"), example("apa-a-domicile-cible")
    style = share_columns((before, after), Matching(before, after).phases, FULL)[1]
    session = EditSession(after, identifiers=Identifiers(1))
    relayout = IncrementalLayout()
    step = after.steps[4].id
    for command in (EditStep(step, title="autre"), AddNextStep(step), EditStep(step, work="PT1M")):
        relayout.lay_out(session.document, style=style)
        session.do(command)
        again = relayout.lay_out(session.document, style=style)
        assert everything_of(again) == everything_of(lay_out(session.document, style=style))


@given(journeys(most_steps=16), journeys(most_steps=16))
@settings(max_examples=30)
def test_room_that_was_made_for_another_document_is_taken_as_far_as_it_fits(one: BlueprintDocument,
                                                                            other: BlueprintDocument) -> None:
    for style in share_columns((one, one), Matching(one, one).phases, COMPACT):
        assert faults(lay_out(other, style=style)) == []


def test_a_phase_that_got_columns_keeps_the_gutters_of_the_others() -> None:
    before, after = example("apa-a-domicile"), example("apa-a-domicile-cible")
    style = share_columns((before, after), Matching(before, after).phases, COMPACT)[1]
    first, *_, last = after.head.phases
    session = EditSession(after, identifiers=Identifiers(1))
    count = after.columns_of_phase[first.id]
    while session.document.columns_of_phase[first.id] < count + 4:
        at_end = max((step for step in session.document.steps if step.phase == first.id), key=lambda step: step.column)
        session.do(AddNextStep(at_end.id))
    drawn, edited = lay_out(after, style=style), lay_out(session.document, style=style)
    assert len(edited.columns) > len(drawn.columns)

    def distances(layout: Layout) -> list[float]:
        xs = [column.x for column in layout.columns if column.phase == last.id]
        return [b - a for a, b in pairwise(xs)]

    assert distances(edited) == pytest.approx(distances(drawn))
