"""Look-ups of a document, and the kinds of flow that its lanes imply."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing.builders import document
from visavis.blueprint.model import Actor, FlowKind, Join, Lane, LaneKind, Side, Split, Step
from visavis.blueprint.model.document import flow_kind
from visavis.blueprint.model.validation import problems


def test_a_document_knows_its_parts() -> None:
    given = document()
    assert [flow.key for flow in given.flows_from["check"]] == ["f2", "f4"]
    assert [flow.key for flow in given.flows_to["check"]] == ["f1", "f3"]
    assert "got" not in given.flows_from
    assert [step.id for step in given.steps_in_cell["vous", "avant", 1]] == ["again", "stay"]
    assert dict(given.columns_of_phase) == {"avant": 3, "apres": 2}
    assert given.side_of(given.step_by_id["decide"]) is Side.AGENT
    assert given.lane_of(given.step_by_id["ask"]).id == "vous"


def test_documents_are_equal_when_they_say_the_same() -> None:
    assert document() == document()
    assert document() != document(flows=[])
    assert document() != "document"


def test_a_document_cannot_be_changed() -> None:
    given: Any = document()
    with pytest.raises(AttributeError):
        given.steps = ()
    with pytest.raises(ValueError, match="frozen"):
        given.steps[0].title = "x"


@pytest.mark.parametrize(("kind", "actor", "side"), [
    (LaneKind.EVIDENCE, "agent", None),
    (LaneKind.CITIZEN, None, Side.CITIZEN),
    (LaneKind.FRONTSTAGE, None, Side.AGENT),
    (LaneKind.BACKSTAGE, None, Side.AGENT),
    (LaneKind.SUPPORT, None, Side.SYSTEM),
    (LaneKind.BACKSTAGE, "registre", Side.SYSTEM),
    (LaneKind.SUPPORT, "agent", Side.AGENT),
])
def test_who_bears_a_lane(kind: LaneKind, actor: str | None, side: Side | None) -> None:
    assert document().side_of_lane(Lane(id="x", name="", kind=kind, actor=actor)) is side


def test_the_line_of_interaction_decides_before_everything_else() -> None:
    given = document({"actors": [{"id": "ami", "name": "Voisin", "side": "partner"}], "lanes": [
        {"id": "vous", "name": "", "kind": "citizen"}, {"id": "ami", "name": "", "kind": "citizen", "actor": "ami"},
        {"id": "guichet", "name": "", "kind": "frontstage"}, {"id": "bureau", "name": "", "kind": "backstage"},
        {"id": "maison", "name": "", "kind": "frontstage"}, {"id": "appui", "name": "", "kind": "support"},
        {"id": "preuves", "name": "", "kind": "evidence"}]})
    kinds = {(one, other): flow_kind(given, given.lane_by_id[one], given.lane_by_id[other])
             for one in given.lane_by_id for other in given.lane_by_id}
    assert kinds["vous", "appui"] is kinds["appui", "ami"] is FlowKind.INTERACTION
    assert kinds["vous", "ami"] is kinds["bureau", "appui"] is FlowKind.SUPPORT
    assert kinds["appui", "appui"] is kinds["guichet", "bureau"] is FlowKind.SEQUENCE
    assert all(kinds[one, other] is kinds[other, one] for one, other in kinds)
    assert given.lane_by_id["preuves"].facts.is_on_citizen_side


def test_how_a_step_splits_and_joins_unless_it_says_so() -> None:
    step = Step(id="a", lane="l", phase="p")
    assert (step.splits, step.joins) == (Split.ALL, Join.WAIT)
    assert Step(id="a", lane="l", phase="p", kind="decision").splits is Split.ONE
    assert Step(id="a", lane="l", phase="p", split="one", join="each").joins is Join.EACH


def test_a_valid_document_has_no_problem_and_one_actor_too_many_is_one() -> None:
    given = document()
    assert list(problems(given)) == []
    twice = given.head.model_copy(update={"actors": (*given.head.actors, Actor(id="agent", name="", side="agent"))})
    found = [str(problem.describe()) for problem in problems(given.replace(head=twice))]
    assert found == ["actors: the id 'agent' is used 2 times; each must be unique"]


def test_an_edit_keeps_the_look_ups_of_what_it_left_alone() -> None:
    before = document()
    lookups = {name: getattr(before, name) for name in ("flow_by_key", "flows_to", "step_by_id", "steps_in_lane",
                                                        "columns_of_phase")}
    step = before.steps[3]
    renamed = before.replace(steps=tuple(one if one is not step else one.model_copy(update={"title": "Autrement"})
                                         for one in before.steps))
    assert renamed.flow_by_key is lookups["flow_by_key"]
    assert renamed.flows_to is lookups["flows_to"]
    assert renamed.step_by_id[step.id].title == "Autrement"
    assert renamed.columns_of_phase == lookups["columns_of_phase"]
    cut = before.replace(flows=before.flows[1:])
    assert cut.step_by_id is lookups["step_by_id"]
    assert before.flows[0].key not in cut.flow_by_key
    assert before.flows[0] not in cut.flows_at(before.flows[0].target)[0]
    assert before.flows[0] in before.flows_at(before.flows[0].target)[0]
    unnoted = before.replace(head=before.head.model_copy(update={"notes": ()}))
    assert (unnoted.columns_of_phase["avant"], lookups["columns_of_phase"]["avant"]) == (2, 3)
    assert unnoted.steps_in_lane is lookups["steps_in_lane"]
