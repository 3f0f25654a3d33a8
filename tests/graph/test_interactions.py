"""What crosses the line of interaction: which flows, in what order, under ids that stay."""

from __future__ import annotations

import json
from typing import Any

from visavis.blueprint.graph.interactions import crosses_line, interaction_id, interactions
from visavis.blueprint.model import BlueprintDocument, Flow, Side
from visavis.blueprint.storage import decode


def talk(*flows: tuple[str, str, str], **changes: Any) -> BlueprintDocument:
    """Return flows (source, key, target) among a citizen's steps c1, c2, agents' a1, a2 and a leaflet e."""
    lanes = [{"id": kind, "name": kind, "kind": kind} for kind in ("evidence", "citizen", "frontstage", "backstage")]
    lane_of = {"e": "evidence", "c": "citizen", "a": "frontstage", "b": "backstage"}
    nodes = [{"id": name, "title": name, "lane": lane_of[name[0]], "phase": "p", "column": column,
              **changes.get(name, {})} for column, name in enumerate(("c1", "a1", "c2", "a2", "b1", "e"))]
    edges = [{"source": source, "key": key, "target": target} for source, key, target in flows]
    graph = {"format": "visavis/1", "id": "talk", "language": "en", "lanes": lanes, "phases": [{"id": "p", "name": "P"}]}
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
