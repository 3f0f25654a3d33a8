"""Steps leave a chain and come into one: the journey goes on without a gap, as one undo step."""

from __future__ import annotations

from typing import Any

import pytest

from visavis.blueprint.editing import EditSession, Identifiers, copy_excerpt
from visavis.blueprint.editing.commands import (
    AddStep,
    CompositeCommand,
    MoveSteps,
    PutIntoFlow,
    RemoveElements,
    RemovePhase,
)
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument, Flow, FlowKind, StepKind
from visavis.blueprint.model.problems import Refused
from visavis.blueprint.storage.codec import decode_data

LANES = {"evidence": "seen", "citizen": "user", "frontstage": "desk", "backstage": "office"}


def drawn(*steps: str, flows: tuple[dict[str, Any] | str, ...] = (), **head: Any) -> EditSession:
    """A session on steps such as `a`, `b@desk` or `c@office:decision`, side by side; flows such as `a>b` or whole rows."""
    nodes = []
    for column, text in enumerate(steps):
        name, _, kind = text.partition(":")
        name, _, lane = name.partition("@")
        nodes.append({"id": name, "title": name, "lane": lane or "user", "phase": "p", "column": column,
                      "kind": kind or "action"})
    ends = [dict(zip(("source", "target"), flow.split(">"), strict=True)) if isinstance(flow, str) else flow
            for flow in flows]
    rows = [{"key": f"{flow['source']}{flow['target']}", "kind": "sequence", **flow} for flow in ends]
    graph = {"format": "visavis/1", "id": "d", "phases": [{"id": "p", "name": "P"}, {"id": "q", "name": "Q"}],
             "lanes": [{"id": lane, "name": lane, "kind": kind} for kind, lane in LANES.items()], **head}
    document = decode_data({"directed": True, "multigraph": True, "graph": graph, "nodes": nodes, "edges": rows})
    return EditSession(document, identifiers=Identifiers(3))


def ways(document: BlueprintDocument) -> set[tuple[str, str]]:
    return {(flow.source, flow.target) for flow in document.flows}


def only_flow(document: BlueprintDocument) -> Flow:
    (flow,) = document.flows
    return flow


def undone(given: EditSession, before: BlueprintDocument) -> bool:
    given.undo()
    return given.document == before and not given.can_undo


def test_what_led_to_a_removed_step_leads_to_where_it_led() -> None:
    given = drawn("a", "b", "c", flows=("a>b", "b>c"))
    before = given.document
    given.do(RemoveElements(("b",)))
    assert ways(given.document) == {("a", "c")}
    assert undone(given, before)


def test_several_steps_in_a_row_are_healed_over_at_once_whatever_their_order_in_the_file() -> None:
    given = drawn("d", "c", "b", "a", flows=("a>b", "b>c", "c>d"))
    given.do(RemoveElements(("c", "b")))
    assert ways(given.document) == {("a", "d")}


def test_two_chains_are_healed_each_on_its_own() -> None:
    given = drawn("a", "b", "c", "d", "e", flows=("a>b", "b>c", "c>d", "d>e"))
    given.do(RemoveElements(("b", "d")))
    assert ways(given.document) == {("a", "c"), ("c", "e")}


def test_the_flow_keeps_what_was_written_on_it_and_its_kind_follows_the_lanes() -> None:
    given = drawn("a:decision", "b", "c@desk", "d", flows=(
        {"source": "a", "target": "b", "label": "Je viens", "condition": "si complet", "probability": 0.3,
         "only_for": ["p1"]}, {"source": "a", "target": "d", "probability": 0.7},
        {"source": "b", "target": "c", "kind": "interaction", "label": "Voici"}),
        personas=[{"id": "p1", "name": "P"}, {"id": "p2", "name": "Q"}])
    given.do(RemoveElements(("b",)))
    flow = given.document.flow_by_key["ab"]
    assert (flow.source, flow.target, flow.kind) == ("a", "c", FlowKind.INTERACTION)
    assert (flow.label, flow.condition, flow.probability, flow.only_for) == ("Je viens", "si complet", 0.3, ("p1",))
    assert given.document.flow_by_key["ad"].probability == 0.7


def test_what_the_flow_does_not_say_it_takes_of_the_one_that_led_on() -> None:
    given = drawn("a@office", "b@desk", "c", flows=(
        "a>b", {"source": "b", "target": "c", "kind": "interaction", "label": "Votre décision", "max_times": 2,
                "not_for": ["p1"]}), personas=[{"id": "p1", "name": "P"}])
    given.do(RemoveElements(("b",)))
    flow = only_flow(given.document)
    assert (flow.kind, flow.label, flow.max_times, flow.not_for) == (FlowKind.INTERACTION, "Votre décision", 2, ("p1",))


def test_a_kind_that_the_author_chose_stays_where_no_line_is_crossed_anew() -> None:
    given = drawn("a", "b", "c", flows=({"source": "a", "target": "b", "kind": "support"}, "b>c"))
    given.do(RemoveElements(("b",)))
    assert only_flow(given.document).kind is FlowKind.SUPPORT


@pytest.mark.parametrize(("steps", "flows", "gone", "left"), [
    (("a", "b", "c", "d"), ("a>b", "b>c", "b>d"), ("b",), set()),
    (("a", "b", "c", "d"), ("a>b", "c>b", "b>d"), ("b",), set()),
    (("a", "b"), ("a>b",), ("b",), set()),
    (("a", "b"), ("a>b",), ("a",), set()),
    (("a", "b@desk"), ("a>b", "b>a"), ("b",), set()),
    (("a", "b", "c"), ("b>c", "c>b"), ("b", "c"), set()),
    (("a", "b", "c", "d", "e"), ("a>b", "b>c", "b>d", "c>e", "d>e"), ("b", "c"), {("d", "e")}),
    (("a", "b", "c"), ("a>b", "b>c", "a>c"), ("b",), {("a", "c")}),
], ids=["branches", "joins", "ends", "begins", "a question and its answer", "a circle", "a branch among them",
        "already connected"])
def test_where_there_is_not_one_way_in_and_one_way_out_nothing_is_made_up(
        steps: tuple[str, ...], flows: tuple[str, ...], gone: tuple[str, ...], left: set[tuple[str, str]]) -> None:
    given = drawn(*steps, flows=flows)
    given.do(RemoveElements(gone))
    assert ways(given.document) == left


def test_ways_for_different_people_are_not_joined() -> None:
    given = drawn("a", "b", "c", flows=({"source": "a", "target": "b", "only_for": ["p1"]},
                                        {"source": "b", "target": "c", "only_for": ["p2"]}),
                  personas=[{"id": "p1", "name": "P"}, {"id": "p2", "name": "Q"}])
    given.do(RemoveElements(("b",)))
    assert not given.document.flows


def test_a_flow_that_was_to_go_is_not_brought_back() -> None:
    given = drawn("a", "b", "c", flows=("a>b", "b>c"))
    given.do(RemoveElements(("b",), flows=("ab",)))
    assert not given.document.flows


def test_a_phase_that_goes_with_its_steps_leaves_no_gap() -> None:
    given = drawn("a", "b", "c", flows=("a>b", "b>c"))
    given.do(MoveSteps(("b",), phases=1))
    given.do(RemovePhase("q", with_contents=True))
    assert ways(given.document) == {("a", "c")}


def test_a_copied_part_has_no_flow_that_was_not_there() -> None:
    given = drawn("a", "b", "c", flows=("a>b", "b>c"))
    assert ways(copy_excerpt(given.document, ("a", "c"))) == set()


def test_a_step_is_put_between_two_that_are_connected() -> None:
    given = drawn("a", "b", "x", flows=("a>b",))
    before = given.document
    given.do(PutIntoFlow(("x",), "ab"))
    assert ways(given.document) == {("a", "x"), ("x", "b")}
    assert given.document.step_by_id["x"].cell == before.step_by_id["x"].cell
    assert undone(given, before)


def test_where_the_step_stood_the_chain_is_healed() -> None:
    given = drawn("a", "b", "c", "d", flows=("a>b", "b>c", "c>d"))
    given.do(PutIntoFlow(("c",), "ab"))
    assert ways(given.document) == {("a", "c"), ("c", "b"), ("b", "d")}


def test_a_last_step_comes_in_between_and_several_in_a_row_come_together() -> None:
    given = drawn("a", "b", "c", "d", flows=("a>b", "b>c", "c>d"))
    given.do(PutIntoFlow(("d", "c"), "ab"))
    assert ways(given.document) == {("a", "c"), ("c", "d"), ("d", "b")}


def test_conditions_stay_with_the_choice_and_words_where_the_line_is_crossed() -> None:
    given = drawn("a:decision", "b@desk", "c", "x", flows=(
        {"source": "a", "target": "b", "kind": "interaction", "label": "Bonjour", "carries": ["i"], "probability": 0.4,
         "condition": "si oui"}, {"source": "a", "target": "c", "probability": 0.6}),
        items=[{"id": "i", "name": "I", "kind": "document"}])
    given.do(PutIntoFlow(("x",), "ab"))
    first, second = given.document.flow_by_key["ab"], given.document.flows_from["x"][0]
    assert (first.kind, first.label, first.carries, first.probability, first.condition) == (
        FlowKind.SEQUENCE, "", (), 0.4, "si oui")
    assert (second.kind, second.label, second.carries, second.probability) == (
        FlowKind.INTERACTION, "Bonjour", ("i",), None)


def test_words_stay_on_the_first_half_where_that_crosses_the_line() -> None:
    given = drawn("a", "b@desk", "x@office", flows=({"source": "a", "target": "b", "kind": "interaction", "label": "Bonjour"},))
    given.do(PutIntoFlow(("x",), "ab"))
    assert given.document.flow_by_key["ab"].label == "Bonjour"
    assert given.document.flows_from["x"][0].label == ""


@pytest.mark.parametrize(("steps", "flows", "put", "reason"), [
    (("a", "b", "x", "y", "z"), ("a>b", "x>y", "x>z"), ("x",), "one way in and one way out"),
    (("a", "b"), ("a>b",), ("a",), "one way in and one way out"),
    (("a", "b", "x", "y"), ("a>b",), ("x", "y"), "one way in and one way out"),
    (("a", "b"), ("a>b",), (), "one way in and one way out"),
    (("a", "b", "x:start"), ("a>b",), ("x",), "cannot stand in the middle"),
    (("a", "b", "x:outcome"), ("a>b",), ("x",), "cannot stand in the middle"),
    (("a", "b", "x@seen"), ("a>b",), ("x",), "cannot stand in the middle"),
    (("a", "b"), ("a>b",), ("nowhere",), "does not exist"),
])
def test_what_does_not_belong_between_is_refused(steps: tuple[str, ...], flows: tuple[str, ...], put: tuple[str, ...],
                                                 reason: str) -> None:
    given = drawn(*steps, flows=flows)
    before = given.document
    with pytest.raises(Refused, match=reason):
        given.do(PutIntoFlow(put, "ab"))
    assert given.document is before


def test_a_new_step_comes_in_between_and_makes_room_where_there_is_none() -> None:
    given = drawn("a", "b", flows=("a>b",))
    before = given.document
    step = given.do(AddStep(("user", "p", 1), "x", into_flow="ab")).steps.added[0].element
    assert ways(given.document) == {("a", step.id), (step.id, "b")}
    assert {one.id: one.column for one in given.document.steps} == {"a": 0, step.id: 1, "b": 2}
    assert undone(given, before)
    given.do(AddStep(("desk", "p", 1), "x", into_flow="ab"))
    assert given.document.step_by_id["b"].column == 1


def test_a_new_outcome_is_not_put_in_between() -> None:
    given = drawn("a", "b", flows=("a>b",))
    with pytest.raises(Refused, match="is an outcome"):
        given.do(AddStep(("user", "p", 1), "x", StepKind.OUTCOME, into_flow="ab"))


def test_a_move_and_what_it_does_to_flows_are_one_undo_step() -> None:
    given = drawn("a", "b", "x", flows=("a>b",))
    before = given.document
    given.do(CompositeCommand(message("Move"), (MoveSteps(("x",), lanes=1), PutIntoFlow(("x",), "ab"))))
    assert undone(given, before)
