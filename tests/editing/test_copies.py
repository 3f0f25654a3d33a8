"""Copies of steps: beside themselves, and from another document."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing.builders import document, session
from visavis.blueprint.editing import EditSession
from visavis.blueprint.editing.commands import (
    DuplicateLane,
    DuplicatePhase,
    DuplicateSteps,
    EditHead,
    PasteSteps,
    RemoveElements,
)
from visavis.blueprint.model import FlowKind, Step
from visavis.blueprint.model.problems import Refused


def copies(changes: Any) -> dict[str, Step]:
    return {placed.element.title: placed.element for placed in changes.steps.added}


def test_copies_stand_beside_their_models_and_are_connected_like_them() -> None:
    changes = session().do(DuplicateSteps(("check", "again")))
    made = copies(changes)
    assert made["Vérifie"].cell == ("guichet", "avant", 1)
    assert made["Revient"].cell == ("vous", "avant", 2)
    names = {made["Vérifie"].id, made["Revient"].id}
    between = [placed.element for placed in changes.flows.added]
    assert [(flow.source in names, flow.target in names, flow.max_times) for flow in between] == [
        (True, True, None), (True, True, 2)]
    assert made["Vérifie"].fallback == "ask"


def test_copies_fall_back_on_copies() -> None:
    made = copies(session().do(DuplicateSteps(("ask", "check"))))
    assert made["Vérifie"].fallback == made["Demande"].id


def test_a_copied_lane_stands_below_its_model_with_its_steps_and_the_flows_among_them() -> None:
    edits = session()
    before = edits.document
    changes = edits.do(DuplicateLane("vous", "Vous (copie)"))
    lanes = edits.document.head.lanes
    index = [lane.id for lane in lanes].index("vous")
    assert (lanes[index + 1].name, lanes[index + 1].kind) == ("Vous (copie)", lanes[index].kind)
    cells = sorted((step.phase, step.column) for step in before.steps if step.lane == "vous")
    added = [placed.element for placed in changes.steps.added]
    assert cells
    assert sorted((step.phase, step.column) for step in added) == cells
    assert {step.lane for step in added} == {lanes[index + 1].id}
    inner = [flow for flow in before.flows if {before.step_by_id[end].lane for end in (flow.source, flow.target)} == {"vous"}]
    assert len(changes.flows.added) == len(inner)
    edits.undo()
    assert edits.document == before


def test_a_copied_phase_stands_behind_its_model_with_its_steps_and_the_flows_among_them() -> None:
    edits = session()
    before = edits.document
    changes = edits.do(DuplicatePhase("avant", "Avant (copie)"))
    phases = edits.document.head.phases
    index = [phase.id for phase in phases].index("avant")
    assert phases[index + 1].name == "Avant (copie)"
    places = sorted((step.lane, step.column) for step in before.steps if step.phase == "avant")
    added = [placed.element for placed in changes.steps.added]
    assert places
    assert sorted((step.lane, step.column) for step in added) == places
    assert {step.phase for step in added} == {phases[index + 1].id}
    inner = [flow for flow in before.flows
             if {before.step_by_id[end].phase for end in (flow.source, flow.target)} == {"avant"}]
    assert len(changes.flows.added) == len(inner)
    assert inner
    edits.undo()
    assert edits.document == before


@pytest.mark.parametrize("command", [DuplicateLane("nobody", ""), DuplicatePhase("nobody", "")], ids=repr)
def test_what_is_not_there_is_not_copied(command: Any) -> None:
    with pytest.raises(Refused):
        session().do(command)


def empty() -> EditSession:
    """Another blueprint, with other lanes."""
    lanes = [{"id": "toi", "name": "", "kind": "citizen"}, {"id": "eux", "name": "", "kind": "frontstage"}]
    nothing: dict[str, Any] = {key: [] for key in ("items", "channels", "personas", "notes", "avoid", "waivers")}
    return session({**nothing, "lanes": lanes, "phases": [{"id": "seule", "name": ""}]}, steps=[], flows=[])


def test_a_conversation_is_pasted_into_another_blueprint() -> None:
    given = empty()
    changes = given.do(PasteSteps(document(), ("ask", "check", "again"), ("toi", "seule", 2)))
    made = copies(changes)
    assert {title: step.cell for title, step in made.items()} == {
        "Demande": ("toi", "seule", 2), "Vérifie": ("eux", "seule", 2), "Revient": ("toi", "seule", 3)}
    assert [placed.element.kind for placed in changes.flows.added] == [FlowKind.INTERACTION] * 3
    assert [item.id for item in given.document.head.items] == ["facture"]
    assert [channel.id for channel in given.document.head.channels] == ["borne"]
    assert made["Vérifie"].fallback == made["Demande"].id
    assert str(given.undo_title) == "Paste 3 steps"


def test_flows_forget_personas_that_do_not_exist_there() -> None:
    given = session({"personas": [], "notes": [], "avoid": [], "waivers": []}, steps=[], flows=[])
    changes = given.do(PasteSteps(document(), ("decide", "got"), ("bureau", "avant", 0)))
    assert changes.flows.added[0].element.not_for == ()


def test_what_was_cut_can_be_pasted_and_moves_aside_for_what_is_there() -> None:
    given = session()
    before = given.document
    given.do(RemoveElements(("again",)))
    made = copies(given.do(PasteSteps(before, ("again",), ("vous", "avant", 0))))
    assert made["Revient"].cell == ("vous", "avant", 2)


@pytest.mark.parametrize(("command", "reason"), [
    (PasteSteps(document(), ("nobody",), ("toi", "seule", 0)), "step 'nobody' does not exist"),
    (PasteSteps(document(), ("ask",), ("toi", "deux", 0)), "phase 'deux' does not exist"),
    (PasteSteps(document(), ("ask", "decide"), ("toi", "seule", 0)), "there is no lane here like 'Bureau'"),
    (PasteSteps(document(), ("ask",), ("toi", "seule", 100_001)), "column 100001 is too large"),
])
def test_what_has_no_place_is_not_pasted(command: PasteSteps, reason: str) -> None:
    given = empty()
    with pytest.raises(Refused) as refusal:
        given.do(command)
    assert reason in str(refusal.value)
    assert not given.can_undo


def test_nothing_pasted_is_nothing_done() -> None:
    given = empty()
    assert not given.do(PasteSteps(document(), (), ("toi", "seule", 0)))
    assert not given.do(EditHead())
