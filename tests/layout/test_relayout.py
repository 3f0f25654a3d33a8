"""Laying out again after an edit: the same result as from scratch, with less work."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

import pytest

from tests.benchmarks.documents import blueprint_of
from tests.layout.edits import LONG, a_structural_edit, an_edit
from tests.need import need
from tests.profiles import mostly_deep
from visavis.blueprint.editing import Command, EditSession, Identifiers
from visavis.blueprint.editing.commands import AddNextStep, EditStep
from visavis.blueprint.layout import COMPACT, FULL, IncrementalLayout, Layout, lay_out
from visavis.blueprint.layout.incremental.route_update import update_plan
from visavis.blueprint.layout.routing.plan import Plan
from visavis.blueprint.model import Step
from visavis.blueprint.model.problems import Refused


def everything_of(layout: Layout) -> list[object]:
    """Return what a layout says; cells are worked out from columns and lanes."""
    return [layout.width, layout.height, layout.columns, layout.phases, layout.lanes, dict(layout.cards),
            dict(layout.flows), layout.lines, layout.conversation, dict(layout.cells), layout.flow_index,
            [sorted(stack) for stack in layout.stacks], layout.notes]


@pytest.mark.parametrize("seed", mostly_deep(range(6), by_default=2))
def test_laid_out_again_is_laid_out_anew(seed: int) -> None:
    chance = Random(seed)
    session = EditSession(blueprint_of(40, seed), identifiers=Identifiers(seed))
    relayout = IncrementalLayout()
    for _ in range(60):
        edit(chance, session, an_edit)
        assert everything_of(relayout.lay_out(session.document)) == everything_of(lay_out(session.document))


def test_another_density_is_laid_out_anew() -> None:
    session = EditSession(blueprint_of(40), identifiers=Identifiers(1))
    relayout = IncrementalLayout()
    for style in (FULL, COMPACT, COMPACT, FULL):
        session.do(EditStep(session.document.steps[3].id, title=f"{style.card_width}"))
        again = relayout.lay_out(session.document, style=style)
        assert everything_of(again) == everything_of(lay_out(session.document, style=style))


def remember_plans(monkeypatch: pytest.MonkeyPatch) -> list[Plan | None]:
    """Return the list that every plan after an edit will be added to."""
    made: list[Plan | None] = []

    def remember(*given: Any) -> Plan | None:
        made.append(update_plan(*given))
        return made[-1]

    monkeypatch.setattr("visavis.blueprint.layout.incremental.layout_update.update_plan", remember)
    return made


@pytest.mark.parametrize(("steps", "seed"), mostly_deep(
    [(60, 0), (150, 1), (300, 2), (300, 3), *((steps, seed) for steps in (60, 150, 300) for seed in range(4, 14))],
    by_default=2))
def test_what_moves_is_planned_again_as_it_would_be_planned_anew(steps: int, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    planned_again = remember_plans(monkeypatch)
    chance = Random(seed)
    session = EditSession(blueprint_of(steps, seed), identifiers=Identifiers(seed))
    relayout = IncrementalLayout()
    relayout.lay_out(session.document)
    for _ in range(40):
        edit(chance, session, a_structural_edit if chance.random() < 0.85 else an_edit)
        assert everything_of(relayout.lay_out(session.document)) == everything_of(lay_out(session.document))
    assert sum(plan is not None for plan in planned_again) > 5


def edit(chance: Random, session: EditSession, some: Callable[[Random, EditSession], Command]) -> None:
    """Do something, and now and then take it back."""
    with suppress(Refused):
        session.do(some(chance, session))
    if chance.random() < 0.2:
        session.undo()


def test_one_new_step_of_two_thousand_plans_only_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    made = remember_plans(monkeypatch)
    session = EditSession(blueprint_of(2000), identifiers=Identifiers(1))
    relayout = IncrementalLayout()
    before = relayout.lay_out(session.document)
    session.do(AddNextStep("s1000", "Ensuite"))
    after = relayout.lay_out(session.document)
    (plan,) = made
    assert len(need(plan).fresh) < 80
    assert len(after.flows.find_changed(before.flows)) < 80
    assert everything_of(after) == everything_of(lay_out(session.document))


@pytest.mark.parametrize("changed", [
    lambda step: EditStep(step.id, title="Bref"),
    lambda step: EditStep(step.id, channel="phone"),
], ids=["renamed", "by another channel"])
def test_an_edit_that_moves_nothing_leaves_every_flow_and_other_card_as_it_is(changed: Callable[[Step], Command]) -> None:
    session = EditSession(blueprint_of(40), identifiers=Identifiers(1))
    relayout = IncrementalLayout()
    before = relayout.lay_out(session.document)
    step = session.document.steps[5]
    assert session.do(changed(step))
    after = relayout.lay_out(session.document)
    assert after.flows is before.flows
    assert [one for one, place in after.cards.items() if place != before.cards[one]] in ([], [step.id])


def test_a_longer_title_moves_nothing() -> None:
    session = EditSession(blueprint_of(40), identifiers=Identifiers(1))
    relayout = IncrementalLayout()
    before = relayout.lay_out(session.document)
    session.do(EditStep(session.document.steps[0].id, title=LONG))
    after = relayout.lay_out(session.document)
    assert after.flows is before.flows
    assert after.height == before.height
    assert everything_of(after) == everything_of(lay_out(session.document))
