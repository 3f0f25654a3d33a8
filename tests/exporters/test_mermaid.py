"""Mermaid, judged by Mermaid: it reads every step, lane and flow, and shows what was typed letter by letter."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawing.builders import document, flow, lane, step
from tests.exporters.hostile import SIGNS, blueprint_of, ids_of, typed
from tests.node_tools import run_node
from tests.profiles import EXAMPLES, IS_DEEP
from tests.work import count_calls
from visavis.blueprint.analysis import Analysis, FrictionReport, Measures
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import ExportJob, NothingToShow
from visavis.blueprint.storage import load
from visavis.exporters.mermaid import MERMAID
from visavis.exporters.mermaid_diagrams.flowchart import MOST_FLOWS
from visavis.exporters.typed_text import inert

KINDS = ("flowchart", "swimlane", "journey")


def job(made: BlueprintDocument, kind: str = "flowchart", language: str = "fr") -> ExportJob:
    return ExportJob(made, Analysis(Measures(None, ()), FrictionReport()), language, {"kind": kind})


def export(made: BlueprintDocument, kind: str = "flowchart", language: str = "fr") -> str:
    return MERMAID.export(job(made, kind, language)).decode()


def read(*texts: str) -> list[dict[str, Any]]:
    """What Mermaid has read: to start it takes seconds, so it is given many texts at once."""
    told: list[dict[str, Any]] = run_node("read_mermaid.mjs", texts)
    assert [each["fault"] for each in told if "fault" in each] == []
    return told


def test_steps_lanes_and_flows_of_the_examples_are_those_of_the_diagrams() -> None:
    found = [load(path).document for path in (EXAMPLES if IS_DEEP else EXAMPLES[:3])]
    told = read(*(export(made, kind) for made in found for kind in KINDS))
    for at, made in enumerate(found):
        compare(made, *told[3 * at:3 * at + 3])


def compare(made: BlueprintDocument, chart: dict[str, Any], lanes: dict[str, Any], felt: dict[str, Any]) -> None:
    assert [chart["kind"], lanes["kind"], felt["kind"]] == ["flowchart-v2", "swimlane", "journey"]
    for found in (chart, lanes):
        assert {node["id"]: node["label"] for node in found["nodes"]} == {
            f"s_{step.id}": step.title for step in made.steps}
        assert [(edge["start"], edge["end"]) for edge in found["edges"]] == [
            (f"s_{flow.source}", f"s_{flow.target}") for flow in made.flows]
        assert {each["label"]: set(each["nodes"]) for each in found["lanes"]} == {
            each.name: {f"s_{step.id}" for step in made.steps if step.lane == each.id}
            for each in made.head.lanes if made.steps_in_lane.get(each.id)}
    assert chart["about"] == made.head.title
    assert {(task["task"], task["score"]) for task in felt["tasks"]} == {
        (step.title, step.emotion + 3) for step in made.steps if step.emotion is not None}
    names = {phase.id: phase.name for phase in made.head.phases}
    assert {task["section"] for task in felt["tasks"]} == {
        names[step.phase] for step in made.steps if step.emotion is not None}


def check(texts: list[str]) -> None:
    made = [blueprint_of(text) for text in texts]
    found = read(*(export(each, kind) for each in made for kind in KINDS))
    for at, text in enumerate(texts):
        said = inert(text)
        for each in found[3 * at:3 * at + 2]:
            labels = {node["id"]: node["label"] for node in each["nodes"]}
            assert len(labels) == 6
            # Mermaid trims what is in quotation marks.
            assert labels["s_u0"] == (said.strip() or "u0")
            assert len(each["edges"]) == 5
            assert [edge["label"] for edge in each["edges"]][3] == said.strip()
            assert [one["label"] for one in each["lanes"]] == [
                said.strip() or name for name in ("usager", "scene", "appui")]
        felt = found[3 * at + 2]
        assert [(task["task"], task["score"]) for task in felt["tasks"]] == [
            (said.strip() or "u0", 4), (said.strip() or "a0", 2)]
        assert [len(task["people"]) for task in felt["tasks"]] == [1, 1]
        assert len(felt["sections"]) == 1


@pytest.mark.slow
def test_whatever_is_typed_is_shown_letter_by_letter_where_it_means_something() -> None:
    check([*SIGNS, "title", "accTitle", "Section 2", "journey", "fa:fa-car", "style a:#", "x,y", "ﬂ°°35¶ß", "1) x", "Direction RL", "sous-direction TB"])


@pytest.mark.slow
@settings(max_examples=2, deadline=None)
@given(st.lists(typed, min_size=20, max_size=60))
def test_whatever_is_typed_is_shown_letter_by_letter(texts: list[str]) -> None:
    check(texts)


def test_names_of_nodes_labels_and_an_empty_blueprint() -> None:
    said = document([step("u"), step("a", "scene")],
                    [flow("f", "u", "a", kind="interaction", label="Bonjour", condition="au guichet", probability=0.35)])
    found = read(*(export(ids_of(text)) for text in ("a b", "end", "é", "-->", "subgraph", "0")), export(said),
                 export(document()))
    # Ids are names where they are plain, and never each other's.
    assert [len(each["nodes"]) for each in found] == [3] * 6 + [2, 0]
    assert found[1]["nodes"][0]["id"] == "s_end1"
    (edge,) = found[6]["edges"]
    assert edge["label"].replace("\xa0", " ").replace("\u202f", " ") == "« Bonjour » · au guichet · 35 %"


def test_details_and_the_title_are_told_as_everywhere() -> None:
    made = document([step("u", detail="confidentiel")], title='Un "titre" <b>')
    assert "confidentiel" not in export(made)
    assert export(made).startswith('---\ntitle: "Un \\"titre\\" \\u003cb\\u003e"\n---\nflowchart LR\n')


def test_a_journey_of_which_nobody_said_how_it_feels_is_refused() -> None:
    with pytest.raises(NothingToShow, match="no step says how it feels"):
        export(document([step("u")]), "journey")


def test_what_a_diagram_does_not_hold_is_told() -> None:
    made = document([step("u", emotion=1, work="PT1H"), step("v")], [flow("f", "u", "v", carries=("x",))])
    chart = [str(each) for each in MERMAID.losses(job(made))]
    assert any("Working time" in each and "Emotion" in each for each in chart)
    assert any("flows: key and Carries" in each for each in chart)
    assert [str(each) for each in MERMAID.losses(job(made, "journey"))][:2] == [
        "not in this file: 1 step that does not say how it feels", "not in this file: 1 flow"]


def test_ten_times_the_steps_are_ten_times_the_work_and_are_said_to_be_many() -> None:
    def chain(count: int) -> BlueprintDocument:
        steps = [step(f"s{at}", "l", column=at) for at in range(count)]
        return document(steps, [flow(f"f{at}", f"s{at}", f"s{at + 1}") for at in range(count - 1)],
                        lanes=[lane("l", "citizen")])

    few, made = chain(100), chain(1000)
    export(few)
    assert count_calls(lambda: export(made)) < 13 * count_calls(lambda: export(few))
    assert export(made).count(" --> ") == 999 > MOST_FLOWS
    assert "maxEdges" in str(MERMAID.losses(job(made))[0])
