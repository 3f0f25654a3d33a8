"""GraphML, read again by networkx: every step and every flow, whatever authors typed, and nothing private."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest

from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import ExportJob, assess
from visavis.blueprint.storage import load
from visavis.exporters.graphml import GRAPHML

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.json"))


def read_again(document: BlueprintDocument) -> nx.MultiDiGraph:
    content = GRAPHML.export(ExportJob(document, assess(document), document.head.language))
    return nx.read_graphml(io.BytesIO(content), force_multigraph=True)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_step_and_flow_is_there_with_what_it_says(path: Path) -> None:
    document = load(path).document
    graph = read_again(document)
    assert set(graph.nodes) == {step.id for step in document.steps}
    assert set(graph.edges(keys=True)) == {(flow.source, flow.target, flow.key) for flow in document.flows}
    for step in document.steps:
        assert graph.nodes[step.id]["label"] == step.title
        assert graph.nodes[step.id]["lane"] == step.lane
        assert json.loads(graph.nodes[step.id].get("asks", "[]")) == list(step.asks)
        assert graph.nodes[step.id].get("effort") == step.effort
    for flow in document.flows:
        assert graph.edges[flow.source, flow.target, flow.key].get("probability") == flow.probability


def test_what_authors_typed_is_plain_text_and_notes_stay_out() -> None:
    document = load(next(path for path in EXAMPLES if "shoeshine" in path.name)).document
    hostile = '<b>&amp;"\'\x00\x0b\ufffe]]> 🧾 שלום'
    first = document.steps[0].model_copy(update={"title": hostile})
    document = document.replace(steps=(first, *document.steps[1:]))
    title = read_again(document).nodes[first.id]["label"]
    assert title == hostile.replace("\x00", "\ufffd").replace("\x0b", "\ufffd").replace("\ufffe", "\ufffd")
    content = GRAPHML.export(ExportJob(document, assess(document), "fr"))
    ET.fromstring(content)
    assert all(note.text.encode() not in content for note in document.head.notes if note.text)
