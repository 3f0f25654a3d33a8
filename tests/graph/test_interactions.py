"""What crosses the line of interaction: which flows, in what order, under ids that stay."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from visavis.blueprint.graph.interactions import (
    MessageType,
    Turn,
    crosses_line,
    interaction_id,
    interactions,
    stops_legal_clock,
    turns,
    type_of_message,
)
from visavis.blueprint.model import BlueprintDocument, Flow, Service, Side
from visavis.blueprint.storage import decode


def talk(*flows: tuple[str, str, str], **changes: Any) -> BlueprintDocument:
    """Return flows (source, key, target) among a citizen's steps c1, c2, agents' a1, a2 and a leaflet e."""
    lanes = [{"id": kind, "name": kind, "kind": kind} for kind in ("evidence", "citizen", "frontstage", "backstage")]
    lane_of = {"e": "evidence", "c": "citizen", "a": "frontstage", "b": "backstage"}
    nodes = [{"id": name, "title": name, "lane": lane_of[name[0]], "phase": "p", "column": column,
              **changes.get(name, {})} for column, name in enumerate(("c1", "a1", "c2", "a2", "b1", "e"))]
    edges = [{"source": source, "key": key, "target": target} for source, key, target in flows]
    graph = {"format": "visavis/1", "id": "talk", "language": "en", "lanes": lanes, "phases": [{"id": "p", "name": "P"}],
             "items": [{"id": "paper", "name": "P"}, {"id": "fact", "name": "F", "kind": "data"}]}
    return decode(json.dumps({"graph": graph, "nodes": nodes, "edges": edges}).encode())


def test_what_crosses_the_line_is_said_in_reading_order_whatever_its_kind() -> None:
    document = talk(("c2", "x", "a2"), ("a1", "y", "c2"), ("c1", "z", "a1"), ("a1", "w", "b1"), ("c1", "v", "c2"))
    said = interactions(document)
    assert [(each.number, each.id) for each in said] == [(1, "c1/z/a1"), (2, "a1/y/c2"), (3, "c2/x/a2")]
    assert [each.answers for each in said] == [None, "c1/z/a1", "a1/y/c2"]
    assert [(each.speaker, each.is_from_citizen) for each in said] == [
        (Side.CITIZEN, True), (Side.AGENT, False), (Side.CITIZEN, True)]
    assert [crosses_line(document, flow) for flow in document.flows] == [True, True, True, False, False]


def test_a_thing_that_people_hold_is_on_their_side_and_speaks_for_no_one() -> None:
    [said] = interactions(talk(("e", "f", "a1")))
    assert (said.speaker, said.is_from_citizen) == (None, True)


def test_a_message_goes_by_the_channel_of_who_speaks_else_of_the_other() -> None:
    flows = [("c1", "f", "a1"), ("c2", "g", "a2")]
    said = interactions(talk(*flows, c1={"channel": "post"}, a1={"channel": "phone"}, a2={"channel": "web"}))
    assert [each.channel for each in said] == ["post", "web"]


def test_the_id_stays_when_the_drawing_around_it_or_what_is_said_changes() -> None:
    before = {each.id for each in interactions(talk(("c2", "x", "a2")))}
    after = {each.id for each in interactions(talk(("c1", "z", "a1"), ("c2", "x", "a2"), c2={"title": "Else"}))}
    assert before < after


def test_no_two_interactions_have_one_id_even_where_their_steps_have_slashes() -> None:
    one, other = Flow(source="a/b", key="c", target="d%"), Flow(source="a", key="b/c", target="d%")
    assert interaction_id(one) == "a%2Fb/c/d%25"
    assert interaction_id(one) != interaction_id(other)


def said(label: str = "", *, agents: bool = False, carries: tuple[str, ...] = (), source: dict[str, Any] | None = None,
         target: dict[str, Any] | None = None, answers: bool = False) -> MessageType:
    """Return the type of one message between c2 and a2, after one to whoever speaks where it is an answer."""
    ends = ("a2", "c2") if agents else ("c2", "a2")
    flows = [(*((ends[1], "before", ends[0]) if answers else ("c1", "beside", "c2")), "", ()),
             (ends[0], "f", ends[1], label, carries)]
    made = talk(*((one, key, other) for one, key, other, *_ in flows),
                **{ends[0]: source or {}, ends[1]: target or {}, "c1": {"kind": "start"}})
    worded = {key: (words, carried) for _, key, _, words, carried in flows}
    made = made.replace(flows=tuple(flow.model_copy(update={
        "label": worded[flow.key][0], "carries": worded[flow.key][1]}) for flow in made.flows))
    [found] = [each for each in interactions(made) if each.flow.key == "f"]
    return type_of_message(made, found if not answers else replace(found, answers="x"))


@pytest.mark.parametrize(("made", "expected"), [
    (said("I want it"), "request"), (said("It is here", agents=True), "notice"),
    (said("Where?", agents=True), "request"), (said("« Où ? »", answers=True), "request"),
    (said("There", answers=True), "answer"), (said("There", agents=True, answers=True), "answer"),
    (said("Bring it", agents=True, source={"asks": ["paper"]}, answers=True), "request"),
    (said("Here", carries=("paper",)), "document"), (said("Here", carries=("fact",), answers=True), "answer"),
    (said("Here", carries=("paper",), source={"legal": ["request"]}), "request"),
    (said("Received", agents=True, source={"legal": ["receipt"]}), "receipt"),
    (said("No", agents=True, target={"legal": ["adverse"]}), "decision"),
    (said("Yes", agents=True, source={"kind": "decision"}, target={"kind": "outcome"}), "decision"),
    (said("You have a month", agents=True, source={"legal": ["notice"]}, answers=True), "notice"),
    (said("", source={"kind": "wait"}), "silence"), (said(" ", agents=True, target={"kind": "wait"}), "silence"),
    (said("", agents=True, target={"kind": "wait"}, source={"legal": ["receipt"]}), "receipt"),
    (said("So?", source={"kind": "wait"}), "request"), (said(""), "request"),
])
def test_a_message_does_what_the_law_says_of_its_steps_else_what_it_carries_and_says(made: MessageType, expected: str) -> None:
    assert made == expected


def test_who_was_given_what_it_asks_for_answers() -> None:
    made = talk(("c2", "before", "a2"), ("a2", "f", "c2"), a2={"asks": ["paper"]})
    given = made.replace(flows=(made.flows[0].model_copy(update={"carries": ("paper",)}), made.flows[1]))
    assert [type_of_message(one, interactions(one)[1]) for one in (made, given)] == ["request", "answer"]


def test_what_the_legal_clock_stops_at_is_told_as_a_decision_by_the_step_or_the_next_one() -> None:
    clock = {"legal_clock": {"starts": "a1", "stops": "b1"}}
    made = talk(("b1", "x", "a2"), ("a2", "told", "c2"), ("b1", "written", "c1"), ("a1", "y", "c1"))
    made = made.replace(head=made.head.model_copy(update={"service": Service.model_validate(clock)}))
    assert [each.id for each in interactions(made) if stops_legal_clock(made, each)] == ["a2/told/c2", "b1/written/c1"]


def test_who_heard_something_says_what_its_own_steps_lead_to() -> None:
    made = talk(("c1", "ask", "a1"), ("a1", "pass", "b1"), ("b1", "back", "a2"), ("a2", "tell", "c2"), ("c2", "again", "c1"),
                ("a1", "short", "c2"), ("e", "leaflet", "a2"))
    turn = turns(made, interactions(made))
    assert turn["c1/ask/a1"] == Turn(("a1/short/c2", "a2/tell/c2"), opens=False)
    assert turn["a1/short/c2"] == Turn(("c1/ask/a1",), opens=False)
    assert turn["a2/tell/c2"] == Turn(("c1/ask/a1", "e/leaflet/a2"), opens=False)
    assert turn["e/leaflet/a2"] == Turn((), opens=True)


def test_a_way_that_is_never_taken_leads_to_nothing_said_and_a_fallback_does() -> None:
    made = talk(("c1", "ask", "a1"), ("a1", "never", "a2"), ("a2", "tell", "c2"), a1={"fallback": "b1"})
    made = made.replace(flows=(*(flow.model_copy(update={"max_times": 0}) if flow.key == "never" else flow
                                 for flow in made.flows), Flow(source="b1", key="late", target="c2")))
    turn = turns(made, interactions(made))
    assert turn["a2/tell/c2"].follows == ()
    assert turn["b1/late/c2"].follows == ("c1/ask/a1",)
