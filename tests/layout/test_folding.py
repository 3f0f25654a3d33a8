"""Folded lanes and phases: small, with every step and flow in its place, and as sound as any layout."""

from __future__ import annotations

from random import Random

import pytest

from tests.benchmarks.documents import blueprint_of
from tests.layout.builders import journey
from tests.layout.invariants import faults
from tests.layout.test_relayout import everything_of
from visavis.blueprint.editing import EditSession, Identifiers
from visavis.blueprint.editing.commands import EditStep
from visavis.blueprint.layout import FULL, UNFOLDED, Folds, IncrementalLayout, lay_out
from visavis.blueprint.layout.folding import FOLDED_WIDTH


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_folded_nothing_overlaps_and_nothing_is_lost(seed: int) -> None:
    chance = Random(seed)
    document = blueprint_of(45, seed)
    folds = Folds(frozenset(lane.id for lane in document.head.lanes if chance.random() < 0.5),
                  frozenset(phase.id for phase in document.head.phases if chance.random() < 0.5))
    layout = lay_out(document, folds=folds)
    assert faults(layout) == []
    assert set(layout.cards) == set(document.step_by_id)
    assert set(layout.flows) == set(document.flow_by_key)


def test_a_folded_lane_is_one_line_high_and_a_folded_phase_one_icon_wide() -> None:
    document = blueprint_of(45)
    whole = lay_out(document)
    lane, phase = document.head.lanes[1], document.head.phases[0]
    folded = lay_out(document, folds=Folds(frozenset({lane.id}), frozenset({phase.id})))
    for step in document.steps:
        rect = folded.cards[step.id].rect
        assert (rect.height == FULL.folded_height) is (step.lane == lane.id)
        assert (rect.width == FOLDED_WIDTH) is (step.phase == phase.id)
        if step.lane == lane.id and step.phase != phase.id:
            assert folded.cards[step.id].title.lines
            assert len(folded.cards[step.id].title.lines) == 1
    assert folded.width < whole.width
    assert folded.height < whole.height


def test_folds_that_no_document_knows_are_of_no_effect() -> None:
    document = blueprint_of(20)
    folds = Folds(frozenset({"nowhere"}), frozenset({"never"}))
    assert everything_of(lay_out(document, folds=folds)) == everything_of(lay_out(document))


def test_folding_twice_is_unfolding() -> None:
    assert UNFOLDED.with_lane("a").with_phase("b").with_lane("a").with_phase("b") == UNFOLDED


def test_what_is_edited_while_folded_is_laid_out_as_anew() -> None:
    session = EditSession(blueprint_of(40), identifiers=Identifiers(1))
    relayout = IncrementalLayout()
    phase = session.document.head.phases[1].id
    for folds in (UNFOLDED, Folds(phases=frozenset({phase})), UNFOLDED):
        relayout.lay_out(session.document, folds)
        session.do(EditStep(session.document.steps[3].id, title=f"Titre {len(folds.phases)}"))
        assert everything_of(relayout.lay_out(session.document, folds)) == everything_of(
            lay_out(session.document, folds=folds))


def test_a_folded_slip_of_evidence_has_no_icon_and_keeps_no_room_for_one() -> None:
    made = journey([("a", "evidence", 0), ("b", "citizen", 0)])
    lane = made.step_by_id["a"].lane
    usual, folded = lay_out(made).cards["a"], lay_out(made, folds=Folds(lanes=frozenset({lane}))).cards["a"]
    assert folded.title_box.x == usual.title_box.x
    assert folded.title_box.width == usual.title_box.width
    assert len(folded.title.lines) == 1
