"""Connecting steps, and the whole that the ways out of a decision make."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing.builders import session
from visavis.blueprint.editing import EditSession, may_connect
from visavis.blueprint.editing.commands import AddFlow, EditFlow, ReconnectFlow, RemoveFlow, ReverseFlow
from visavis.blueprint.model import Flow, FlowKind
from visavis.blueprint.model.problems import Refused
from visavis.blueprint.storage import encode

EVIDENCE = {"id": "sign", "lane": "preuves", "phase": "avant", "column": 0, "kind": "evidence"}
SYSTEM = {"id": "query", "lane": "appui", "phase": "avant", "column": 2, "kind": "action"}


def probabilities(given: EditSession, source: str = "check") -> dict[str, Any]:
    return {flow.key: flow.probability for flow in given.document.flows if flow.source == source}


@pytest.mark.parametrize(("source", "target", "kind"), [
    ("ask", "stay", FlowKind.SEQUENCE),
    ("ask", "decide", FlowKind.INTERACTION),
    ("decide", "ask", FlowKind.INTERACTION),
    ("decide", "query", FlowKind.SUPPORT),
    ("query", "check", FlowKind.SUPPORT),
    ("query", "ask", FlowKind.INTERACTION),
    ("sign", "ask", FlowKind.SEQUENCE),
])
def test_the_kind_of_a_flow_follows_from_the_lanes(source: str, target: str, kind: FlowKind) -> None:
    from tests.editing.builders import STEPS

    given = session(steps=[*STEPS, EVIDENCE, SYSTEM])
    assert given.do(AddFlow(source, target)).flows.added[0].element.kind is kind


@pytest.mark.parametrize(("command", "reason"), [
    (AddFlow("ask", "ask"), "not to itself"),
    (AddFlow("got", "ask"), "“Reçoit” is an outcome: the journey ends there"),
    (AddFlow("decide", "nobody"), "step 'nobody' does not exist"),
    (AddFlow("ask", "stay", id="f1"), "the id 'f1' is taken"),
    (AddFlow("check", "again"), "“Vérifie” already leads to “Revient”"),
    (AddFlow("ask", "stay", fields={"only_for": ["rouge"]}), "did you mean 'roux'?"),
    (EditFlow("f1", target="ask"), "not to itself"),
    (EditFlow("f2", probability=1.5), "probability 1.5 is too large; the most is 1"),
    (EditFlow("f2", carries=["photo"]), "item 'photo' does not exist"),
    (EditFlow("f9", label="x"), "flow 'f9' does not exist"),
    (ReconnectFlow("f1", target="ask"), "not to itself"),
    (ReverseFlow("f5"), "is an outcome"),
])
def test_flows_that_mean_nothing_are_refused(command: Any, reason: str) -> None:
    given = session()
    with pytest.raises(Refused) as refusal:
        given.do(command)
    assert reason in str(refusal.value)
    assert not given.can_undo


def test_asking_beforehand_tells_what_doing_would() -> None:
    given = session()
    names = [*given.document.step_by_id, "nobody"]
    for source in names:
        for target in names:
            try:
                given.preview(AddFlow(source, target))
            except Refused:
                assert not may_connect(given.document, source, target)
            else:
                assert may_connect(given.document, source, target)


def test_two_things_may_be_said_between_the_same_steps() -> None:
    given = session()
    assert given.do(AddFlow("ask", "check", fields={"label": "Et pour mon fils ?"})).flows.added


def test_a_new_way_gets_what_the_others_leave() -> None:
    given = session()
    given.do(EditFlow("f4", probability=0.5))
    assert probabilities(given) == {"f2": 0.5, "f4": 0.5}
    given.do(AddFlow("check", "stay", id="new"))
    assert probabilities(given) == pytest.approx({"f2": 0.3334, "f4": 0.3333, "new": 0.3333})
    assert sum(probabilities(given).values()) == pytest.approx(1, abs=1e-9)


def test_a_probability_given_to_a_new_way_is_kept() -> None:
    given = session()
    given.do(AddFlow("check", "stay", id="new", fields={"probability": 0.5}))
    assert probabilities(given) == {"f2": 0.15, "f4": 0.35, "new": 0.5}


def test_a_way_that_goes_leaves_its_part_to_the_others() -> None:
    given = session()
    given.do(AddFlow("check", "stay", id="new", fields={"probability": 0.5}))
    given.do(RemoveFlow("new"))
    assert probabilities(given) == {"f2": 0.3, "f4": 0.7}


def test_ways_nobody_gave_a_probability_are_left_alone() -> None:
    given = session(flows=[{"source": "check", "target": "again", "key": "a", "kind": "interaction"}])
    given.do(AddFlow("check", "decide", id="b"))
    assert probabilities(given) == {"a": None, "b": None}


def test_ways_for_some_personas_only_are_no_part_of_the_whole() -> None:
    given = session()
    given.do(AddFlow("check", "stay", id="new", fields={"only_for": ["roux"], "probability": 0.9}))
    assert probabilities(given) == {"f2": 0.3, "f4": 0.7, "new": 0.9}


def test_ways_of_a_step_that_takes_them_all_have_no_whole() -> None:
    given = session()
    given.do(AddFlow("ask", "stay", id="new"))
    assert probabilities(given, "ask") == {"f1": None, "new": None}


def test_a_certain_way_leaves_nothing_to_the_others() -> None:
    given = session()
    given.do(EditFlow("f2", probability=1))
    assert probabilities(given) == {"f2": 1, "f4": 0}
    given.do(EditFlow("f2", probability=0.2))
    assert probabilities(given) == {"f2": 0.2, "f4": 0.8}


EDITS: dict[str, Any] = {
    "source": "stay", "target": "stay", "kind": "sequence", "label": "Encore vous ?", "carries": [],
    "probability": 0.5, "condition": "le mardi", "only_for": ["roux"], "not_for": ["diallo"], "max_times": 3,
}


def test_the_table_of_edits_is_complete() -> None:
    assert set(EDITS) == set(Flow.model_fields) - {"key"}


@pytest.mark.parametrize("name", sorted(EDITS))
def test_every_field_can_be_changed_and_taken_back(name: str) -> None:
    given = session()
    before = encode(given.document)
    assert given.do(EditFlow("f1", **{name: EDITS[name]})).flows.updated[0].after.id == "f1"
    given.undo()
    assert encode(given.document) == before


def test_a_flow_led_elsewhere_keeps_its_words_and_follows_the_lanes() -> None:
    given = session()
    given.do(ReconnectFlow("f1", target="stay"))
    flow = given.document.flow_by_key["f1"]
    assert (flow.label, flow.carries, flow.kind) == ("Bonjour", ("facture",), FlowKind.SEQUENCE)


def test_a_flow_led_away_from_a_decision_leaves_it_whole() -> None:
    given = session()
    given.do(ReconnectFlow("f2", source="stay"))
    assert probabilities(given) == {"f4": None}
    assert probabilities(given, "stay") == {"f2": None}


def test_a_flow_led_where_it_leads_changes_nothing() -> None:
    given = session()
    assert not given.do(ReconnectFlow("f1", "ask", "check"))
    assert not given.can_undo


def test_a_flow_turns_round() -> None:
    given = session()
    given.do(ReverseFlow("f1"))
    flow = given.document.flow_by_key["f1"]
    assert (flow.source, flow.target) == ("check", "ask")
