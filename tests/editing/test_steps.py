"""Adding, changing, copying and removing steps."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing.builders import session
from tests.need import need, see
from visavis.blueprint.editing import ChangeSet, EditSession
from visavis.blueprint.editing.commands import (
    AddAnsweringStep,
    AddNextStep,
    AddStep,
    DuplicateSteps,
    EditStep,
    EditSteps,
    RemoveElements,
)
from visavis.blueprint.model import Cell, FlowKind, Note, Pert, Step, StepKind
from visavis.blueprint.model.problems import Refused
from visavis.blueprint.storage import encode


def added(changes: ChangeSet) -> Step:
    return changes.steps.added[-1].element


def cells(given: EditSession) -> dict[str, tuple[str, str, int]]:
    return {step.id: step.cell for step in given.document.steps}


def test_a_step_is_added_where_it_is_dropped_and_connected() -> None:
    given = session()
    changes = given.do(AddStep(("guichet", "apres", 3), "Appelle", connect_from="again"))
    step = added(changes)
    assert step.cell == ("guichet", "apres", 3)
    assert step.kind is StepKind.ACTION
    assert step.id.startswith("s-")
    flow = changes.flows.added[0].element
    assert (flow.source, flow.target, flow.kind) == ("again", step.id, FlowKind.INTERACTION)


def test_a_step_on_the_evidence_lane_is_evidence() -> None:
    assert added(session().do(AddStep(("preuves", "avant", 0)))).kind is StepKind.EVIDENCE


def test_further_fields_are_written_and_defaults_are_not() -> None:
    step = added(session().do(AddStep(("vous", "avant", 0), id="mine", fields={"effort": 4, "hidden": False})))
    assert step.to_json() == {"id": "mine", "lane": "vous", "phase": "avant", "column": 0, "kind": "action",
                              "effort": 4}


@pytest.mark.parametrize(("command", "reason"), [
    (AddStep(("nulle", "avant", 0)), "lane 'nulle' does not exist"),
    (AddStep(("vous", "avan", 0)), "did you mean 'avant'?"),
    (AddStep(("vous", "avant", -1)), "column -1 is too small"),
    (AddStep(("vous", "avant", 0), id="ask"), "the id 'ask' is taken"),
    (AddStep(("vous", "avant", 0), connect_from="got"), "is an outcome"),
    (AddStep(("vous", "avant", 0), fields={"effort": 9}), "effort 9 is too large; the most is 5"),
    (AddStep(("vous", "avant", 0), fields={"channel": "pigeon"}), "channel 'pigeon' does not exist"),
    (AddNextStep("got"), "an outcome ends the journey"),
    (AddNextStep("nobody"), "step 'nobody' does not exist"),
    (AddAnsweringStep("ask", lane="preuves"), "on the same side of the line of interaction"),
    (EditStep("ask", fallback="check"), "its fallback leads back to itself (ask → check → ask)"),
    (EditStep("ask", work="3 h"), "work: '3 h' is not a duration; write it as PT25M"),
    (EditStep("ask", work={"min": "PT3M", "mode": "PT2M", "max": "PT9M"}), "must be in rising order"),
    (EditStep("ask", work={"min": "PT3M", "mode": "PT4M"}), "'work.max' is missing"),
    (EditStep("ask", title="\ud83d"), "half a character"),
    (EditStep("ask", colour="red"), "there is no 'colour' to change here"),
    (EditStep("ask", kind="acton"), "did you mean 'action'?"),
    (RemoveElements(notes=("n9",)), "there is no note 'n9'"),
    (DuplicateSteps(("ask", "nobody")), "step 'nobody' does not exist"),
])
def test_what_cannot_be_is_refused_with_its_reason(command: Any, reason: str) -> None:
    given = session()
    before = given.document
    with pytest.raises(Refused) as refusal:
        given.do(command)
    assert reason in str(refusal.value)
    assert given.document is before
    assert not given.can_undo


def test_a_text_that_is_emptied_is_no_longer_written() -> None:
    edits = session()
    name = edits.document.steps[0].id
    edits.do(EditStep(name, detail="Long", markers=("fail-point",)))
    edits.do(EditStep(name, detail=None, markers=None))
    step = edits.document.step_by_id[name]
    assert (step.detail, step.markers) == ("", ())
    assert not {"detail", "markers"} & step.model_fields_set


def test_an_id_cannot_be_edited() -> None:
    with pytest.raises(Refused, match="a name that others refer to"):
        EditStep("ask", id="other")


def test_the_next_step_takes_the_free_cell_beside_it() -> None:
    given = session()
    changes = given.do(AddNextStep("decide", "Signe"))
    assert added(changes).cell == ("bureau", "apres", 1)
    assert [(placed.element.source, placed.element.kind) for placed in changes.flows.added] == [
        ("decide", FlowKind.SEQUENCE)]


def test_the_next_step_goes_between_two_that_follow_each_other() -> None:
    given = session()
    first = added(given.do(AddNextStep("decide")))
    between = added(given.do(AddNextStep("decide", "Entre les deux")))
    assert (between.column, given.document.step_by_id[first.id].column) == (1, 2)
    ways = {(flow.source, flow.target) for flow in given.document.flows if flow.kind is FlowKind.SEQUENCE}
    assert {("decide", between.id), (between.id, first.id)} <= ways
    assert ("decide", first.id) not in ways


def test_the_next_step_pushes_a_stranger_aside_with_its_whole_column() -> None:
    given = session()
    step = added(given.do(AddNextStep("ask", "Ensuite")))
    assert step.cell == ("vous", "avant", 1)
    assert cells(given)["again"] == ("vous", "avant", 2)
    note = next(note for note in given.document.head.notes if note.id == "n2")
    assert need(note.at, Cell).column == 3
    assert cells(given)["check"] == ("guichet", "avant", 0)


def test_a_decision_gets_one_more_way_in_the_same_cell() -> None:
    given = session()
    one = added(given.do(AddNextStep("check", "Accepte")))
    other = added(given.do(AddNextStep("check", "Refuse")))
    assert one.cell == other.cell == ("guichet", "avant", 1)


def test_evidence_follows_evidence_without_a_flow() -> None:
    given = session()
    first = added(given.do(AddStep(("preuves", "avant", 0))))
    changes = given.do(AddNextStep(first.id))
    assert added(changes).kind is StepKind.EVIDENCE
    assert not changes.flows


def test_the_answer_stands_face_to_face() -> None:
    given = session()
    changes = given.do(AddAnsweringStep("decide", "Apprend la nouvelle", "C’est d’accord"))
    assert added(changes).cell == ("vous", "apres", 0)
    flow = changes.flows.added[0].element
    assert (flow.source, flow.kind, flow.label) == ("decide", FlowKind.INTERACTION, "C’est d’accord")


def test_the_answer_takes_the_next_free_column_and_the_lane_last_used() -> None:
    given = session()
    assert added(given.do(AddAnsweringStep("ask"))).cell == ("guichet", "avant", 1)
    given.do(AddStep(("maison", "avant", 0)))
    assert added(given.do(AddAnsweringStep("again"))).cell == ("maison", "avant", 1)


def test_without_another_side_there_is_no_answer() -> None:
    given = session({"lanes": [{"id": "vous", "name": "Usager", "kind": "citizen"}], "notes": [], "avoid": [],
                     "waivers": []}, steps=[{"id": "a", "lane": "vous", "phase": "avant"}], flows=[])
    with pytest.raises(Refused, match="no lane on the other side"):
        given.do(AddAnsweringStep("a"))


EDITS: dict[str, Any] = {
    "title": "Autre", "detail": "Long", "kind": "wait", "outcome": "refused", "channel": "borne", "place": "home",
    "system": "GED", "unit": "État civil", "work": "PT5M", "wait": "P3D", "basis": "measured", "effort": 2,
    "emotion": -2, "asks": ["facture"], "gives": [], "informs": {"who": "usager", "promise": "P2D"}, "fails": 0.25,
    "fallback": "got", "split": "all", "join": "each", "hidden": True, "markers": ["fail-point"],
    "lane": "maison", "phase": "apres", "column": 4, "uses": ["facture"], "announces": ["facture"], "helped": 0.3,
    "appointment": True, "deadline": "P30D", "help": "PT10M", "legal": ["request"], "replaces": ["s0"], "plain": "Ask for the card",
}


def test_the_table_of_edits_is_complete() -> None:
    assert set(EDITS) == set(Step.model_fields) - {"id"}


@pytest.mark.parametrize("name", sorted(EDITS))
def test_every_field_can_be_changed_and_taken_back(name: str) -> None:
    given = session()
    before = encode(given.document)
    changes = given.do(EditStep("ask", **{name: EDITS[name]}))
    assert [pair.after.id for pair in changes.steps.updated] == ["ask"]
    assert encode(given.document) != before
    given.undo()
    assert encode(given.document) == before


def test_a_value_that_goes_back_to_its_default_leaves_the_file() -> None:
    given = session()
    before = encode(given.document)
    given.do(EditStep("ask", effort=3, hidden=True, work={"min": "PT1M", "mode": "PT2M", "max": "PT3M"}))
    assert isinstance(given.document.step_by_id["ask"].work, Pert)
    given.do(EditStep("ask", effort=None, hidden=False, work=None))
    assert encode(given.document) == before


def test_keys_that_the_model_does_not_know_survive_an_edit() -> None:
    step = {"id": "a", "title": "", "lane": "vous", "phase": "avant", "kind": "action", "colour": "red"}
    given = session({"notes": [], "avoid": [], "waivers": []}, steps=[step], flows=[])
    given.do(EditStep("a", title="Nouveau"))
    assert given.document.step_by_id["a"].to_json()["colour"] == "red"


def test_a_step_that_crosses_the_line_takes_its_flows_with_it() -> None:
    given = session()
    given.do(EditStep("check", lane="vous"))
    kinds = {flow.key: flow.kind for flow in given.document.flows}
    assert kinds == {"f1": "sequence", "f2": "sequence", "f3": "sequence", "f4": "interaction", "f5": "interaction"}
    given.do(EditStep("decide", lane="appui"))
    assert see(given.document.flow_by_key["f4"].kind) is FlowKind.INTERACTION
    given.do(EditStep("check", lane="guichet"))
    assert given.document.flow_by_key["f4"].kind is FlowKind.SUPPORT


def test_a_kind_chosen_against_the_lanes_stays_while_nothing_crosses_a_line() -> None:
    given = session(flows=[{"source": "ask", "target": "check", "key": "f1", "kind": "support"}])
    given.do(EditStep("check", lane="bureau"))
    assert given.document.flow_by_key["f1"].kind is FlowKind.SUPPORT


def test_several_steps_change_together() -> None:
    given = session()
    given.do(EditSteps(["ask", "again", "ask"], channel="phone"))
    assert {step.id for step in given.document.steps if step.channel == "phone"} == {"ask", "again"}
    assert str(given.undo_title) == "Edit 2 steps"


def test_a_removed_step_takes_along_what_means_nothing_without_it() -> None:
    given = session()
    given.do(RemoveElements(("ask",)))
    document = given.document
    assert not {"f1"} & set(document.flow_by_key)
    assert document.step_by_id["check"].fallback is None
    assert document.head.waivers == ()
    assert document.head.notes[0] == Note(id="n1", kind="pain", text="Trop long")
    clause = document.head.avoid[0]
    assert clause.text == "Ne pas redemander"
    assert clause.scope is not None
    assert clause.scope.to_json() == {"persona": "roux"}


def test_removing_a_branch_leaves_the_rest_a_whole() -> None:
    given = session()
    given.do(RemoveElements(flows=("f2",)))
    assert given.document.flow_by_key["f4"].probability is None
    assert str(given.undo_title) == "Delete 1 flow"


def test_everything_can_be_removed() -> None:
    given = session()
    ids, keys = tuple(given.document.step_by_id), tuple(given.document.flow_by_key)
    given.do(RemoveElements(ids, keys, ("n1", "n2")))
    assert (given.document.steps, given.document.flows, given.document.head.notes) == ((), (), ())
