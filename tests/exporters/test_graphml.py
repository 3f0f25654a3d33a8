"""GraphML, read again by networkx: every step and every flow, whatever authors typed, and nothing private."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from contextlib import suppress
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from visavis.blueprint.model import BlueprintDocument, Element, Flow, Head, Step
from visavis.blueprint.registry import ExportJob, assess, count_losses, leave_out
from visavis.blueprint.storage import load
from visavis.exporters.graphml import GRAPHML, kept_fields

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


def parsed(element: type[Element], attributes: dict[str, Any]) -> dict[str, Any]:
    """What an element was: texts that are no text of its own are JSON, where they can be."""
    found = dict(attributes)
    for name, value in attributes.items():
        field = element.model_fields.get(name)
        with suppress(ValueError):
            if isinstance(value, str) and (field is None or field.annotation not in (str, str | None)):
                found[name] = json.loads(value)
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_what_comes_back_is_the_document_without_its_losses(path: Path) -> None:
    # given an example with keys of other programs
    document = load(path).document
    marked = Step.model_validate({**document.steps[0].to_json(), "tool": {"x": [1]}})
    document = document.replace(steps=(marked, *document.steps[1:]))
    # when it is read again
    graph = read_again(document)
    steps = tuple(Step.model_validate({"id": name, **parsed(Step, found)}) for name, found in graph.nodes(data=True))
    flows = {key: Flow.model_validate({"source": source, "target": target, "key": key, **parsed(Flow, found)})
             for source, target, key, found in graph.edges(keys=True, data=True)}
    # then nothing is missing but what the export says
    left = leave_out(document, count_losses(document, kept_fields()))
    assert {loss.element for loss in count_losses(document, kept_fields())} == {Head}
    named = {step.id: {key: value for key, value in step.to_json().items() if key != "label"} for step in steps}
    assert named == {step.id: {key: value for key, value in step.to_json().items() if value is not None}
                     for step in left.steps}
    assert {key: flow.to_json() for key, flow in flows.items()} == {
        flow.key: {key: value for key, value in flow.to_json().items() if value is not None} for flow in left.flows}
    head = left.head.model_dump(mode="json", include={"format", "title", "summary", "language", "state"})
    assert {name: graph.graph.get(name, "") for name in head} == head
    # networkx writes the id where GraphML has a place for it, and does not read it.
    written = ET.fromstring(GRAPHML.export(ExportJob(document, assess(document), "fr")))
    assert [each.get("id") for each in written if each.tag.endswith("graph")] == [left.head.id]


def test_losses_are_told() -> None:
    document = load(EXAMPLES[0]).document
    (told,) = GRAPHML.losses(ExportJob(document, assess(document), "en"))
    assert "service, record, Personas, Actors, Phases, Lanes, Documents and data, Notes" in str(told)


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
