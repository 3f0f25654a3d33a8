"""Between a document and its networkx graph."""

from __future__ import annotations

import json

import networkx as nx
import pytest

from tests.storage.samples import FULL, as_bytes, document
from visavis.blueprint.graph import from_graph, to_graph
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.storage import decode, encode


def test_a_graph_leads_back_to_its_document() -> None:
    graph = to_graph(document())
    assert from_graph(graph) == document()
    assert encode(from_graph(graph)) == encode(document())


def test_the_graph_is_what_networkx_reads_from_the_file() -> None:
    read = nx.node_link_graph(json.loads(encode(document())), edges="edges")
    graph = to_graph(document())
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(read.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))
    assert read.graph == graph.graph


def test_the_graph_is_frozen() -> None:
    with pytest.raises(nx.NetworkXError):
        to_graph(document()).add_node("x")


def test_parallel_flows_keep_their_keys() -> None:
    data = json.loads(as_bytes(FULL))
    data["edges"].append({"source": "s1", "target": "s2", "key": "f9", "kind": "interaction", "label": "Merci"})
    graph = to_graph(decode(as_bytes(data)))
    assert set(graph["s1"]["s2"]) == {"f1", "f9"}


def test_a_graph_that_is_no_blueprint_is_refused() -> None:
    graph = nx.MultiDiGraph(**FULL["graph"])
    graph.add_edge("s1", "s2", key="f")
    with pytest.raises(BlueprintError, match="step s1: 'lane' is missing"):
        from_graph(graph)
    with pytest.raises(BlueprintError, match="this is not a blueprint"):
        from_graph(nx.MultiDiGraph())


def test_half_characters_of_another_program_are_refused() -> None:
    graph = nx.MultiDiGraph(to_graph(document()))
    graph.nodes["s1"]["title"] = "\ud83d"
    with pytest.raises(BlueprintError, match="step s1: a text holds half a character"):
        from_graph(graph)


def test_an_empty_blueprint_has_an_empty_graph() -> None:
    head = document().head
    service = head.service.model_copy(update={"legal_clock": None})
    empty = BlueprintDocument(head.model_copy(update={"notes": (), "waivers": (), "avoid": (), "triage": (),
                                                      "service": service}))
    assert from_graph(to_graph(empty)) == empty
