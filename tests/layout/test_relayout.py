"""Laying out again after an edit: the same result as from scratch, with less work."""

from __future__ import annotations

from random import Random

import pytest

from blueprint.editing import AddNote, EditSession, EditStep, Identifiers, Refused
from blueprint.layout.engine import Relayout, lay_out
from blueprint.layout.places import Layout
from tests.benchmarks.documents import blueprint_of
from tests.layout.edits import LONG, an_edit


def everything_of(layout: Layout) -> list[object]:
    """Return what a layout says; cells are worked out from columns and lanes."""
    return [layout.width, layout.height, layout.columns, layout.phases, layout.lanes, dict(layout.cards),
            dict(layout.flows), layout.lines, layout.conversation, dict(layout.cells)]


@pytest.mark.parametrize("seed", range(6))
def test_laid_out_again_is_laid_out_anew(seed):
    chance = Random(seed)
    session = EditSession(blueprint_of(40, seed), identifiers=Identifiers(seed))
    relayout = Relayout()
    for _ in range(60):
        try:
            session.do(an_edit(chance, session))
        except Refused:
            continue
        if chance.random() < 0.2:
            session.undo()
        assert everything_of(relayout.lay_out(session.document)) == everything_of(lay_out(session.document))


@pytest.mark.parametrize("edit", [
    lambda step: EditStep(step.id, title="Bref"),
    lambda step: EditStep(step.id, channel="phone"),
    lambda step: AddNote(text="À voir", at=step.id),
], ids=["renamed", "by another channel", "noted"])
def test_an_edit_that_moves_nothing_leaves_every_flow_and_other_card_as_it_is(edit):
    session = EditSession(blueprint_of(40), identifiers=Identifiers(1))
    relayout = Relayout()
    before = relayout.lay_out(session.document)
    step = session.document.steps[5]
    assert session.do(edit(step))
    after = relayout.lay_out(session.document)
    assert after.flows is before.flows
    assert [one for one, place in after.cards.items() if place is not before.cards[one]] in ([], [step.id])


def test_a_title_that_makes_its_row_higher_moves_what_is_below():
    session = EditSession(blueprint_of(40), identifiers=Identifiers(1))
    relayout = Relayout()
    before = relayout.lay_out(session.document)
    session.do(EditStep(session.document.steps[0].id, title=LONG))
    after = relayout.lay_out(session.document)
    assert after.height > before.height
    assert everything_of(after) == everything_of(lay_out(session.document))
