"""BPMN: judged by its schema and by the linters of others, read as analysts read it, and laid out as the canvas is."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.drawing.builders import analysis
from tests.exporters.bpmn_judges import (
    NAMES,
    assert_conforms,
    assert_linted,
    assert_schema,
    parse,
    to_bpmn,
    whole_documents,
)
from tests.exporters.browser import ask_page
from tests.layout.builders import journey
from tests.node_tools import NODE
from tests.profiles import EXAMPLES, IS_DEEP, each_example
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.graph.interactions import interaction_id
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect, lay_out
from visavis.blueprint.model import Actor, BlueprintDocument, Flow, FlowKind, StepKind
from visavis.blueprint.registry import ExportJob
from visavis.blueprint.storage.codec import decode, encode
from visavis.blueprint.text import TextStyle, metrics
from visavis.blueprint.text.wrapping import wrap_text
from visavis.exporters.bpmn import BPMN as FORMAT
from visavis.exporters.bpmn import read_own_bpmn
from visavis.exporters.bpmn.xml_names import BPMN, typed_id, xml_id


def load(name: str) -> BlueprintDocument:
    return decode((EXAMPLES[0].parent / f"{name}.blueprint.json").read_bytes())


def written(document: BlueprintDocument) -> Any:
    return parse(to_bpmn(document))


def node(root: Any, step: str) -> Any:
    return root.xpath(f"//*[@id='{xml_id('Step', step)}']", namespaces=NAMES)[0]


def tag(element: Any) -> str:
    return str(element.tag.rpartition("}")[2])


def by_id(root: Any, name: str) -> Any:
    return root.xpath(f"//*[@id='{name}']", namespaces=NAMES)[0]


def follow(root: Any, element: Any) -> list[Any]:
    """The nodes that the sequence flows out of a node lead to."""
    return [by_id(root, by_id(root, out.text).get("targetRef")) for out in element.findall("bpmn:outgoing", NAMES)]


def chain(root: Any, element: Any) -> list[str]:
    """The elements from a node on, as long as one alone follows."""
    found = [tag(element)]
    while len(following := follow(root, element)) == 1:
        element = following[0]
        found.append(tag(element))
    return found


def bounds(root: Any, element: str) -> tuple[float, float, float, float]:
    box = root.xpath(f"//bpmndi:BPMNShape[@bpmnElement='{element}']/dc:Bounds", namespaces=NAMES)[0]
    x, y, width, height = (float(box.get(name)) for name in ("x", "y", "width", "height"))
    return x, y, width, height


# -- judges


@each_example("hotel-stay")
def test_the_schema_and_bpmn_io_have_nothing_to_say(path: Path) -> None:
    assert_conforms(to_bpmn(decode(path.read_bytes()), "fr"))


def test_anything_is_written_without_a_fault_and_read_back_whole() -> None:
    """What others' readers and linters say, they say of all files at once: Node takes seconds to begin."""
    made: list[bytes] = []

    for path in EXAMPLES:
        if IS_DEEP or path.name.startswith(("hotel", "apa-a-domicile.")):
            document = decode(path.read_bytes())
            made.append(to_bpmn(document, document.head.language))
            assert encode(read_own_bpmn(made[-1])) == encode(document)

    @settings(max_examples=40 if IS_DEEP else 10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(whole_documents())
    def judge(document: BlueprintDocument) -> None:
        content = to_bpmn(document)
        assert_schema(content)
        assert encode(read_own_bpmn(content)) == encode(document)
        made.append(content)

    judge()
    for content, again in zip(made, assert_linted(made), strict=True):
        assert encode(read_own_bpmn(again)) == encode(read_own_bpmn(content))


@pytest.mark.skipif(not IS_DEEP, reason="a browser takes seconds to begin")
@pytest.mark.parametrize("name", ["apa-a-domicile", "passeport"])
def test_bpmn_js_opens_it_and_shows_every_element(name: str, tmp_path: Path) -> None:
    content = to_bpmn(load(name), "fr")
    library = (NODE / "node_modules/bpmn-js/dist/bpmn-viewer.production.min.js").read_text()
    told = ask_page(b"<!DOCTYPE html><html><body><div id='c' style='width:900px;height:600px'></div></body></html>", f"""
        const viewer = new BpmnJS({{container: '#c'}});
        const told = await viewer.importXML({json.dumps(content.decode()).replace("</", "<" + chr(92) + "/")});
        return [told.warnings.map(String), viewer.get('elementRegistry').filter(one => !one.labelTarget).length];
        """, tmp_path, library=library.replace("</script", "<\\/script"))
    root = parse(content)
    drawn = len(root.xpath("//bpmndi:BPMNShape | //bpmndi:BPMNEdge", namespaces=NAMES))
    # The plane itself is an element of the registry.
    assert told == [[], drawn + 1]


# -- what it says


def test_citizens_and_administration_are_face_to_face() -> None:
    root = written(load("passeport"))
    names = root.xpath("//bpmn:participant/@name", namespaces=NAMES)
    assert names == ["qui demande un passeport", "Ministère de l’Intérieur et communes équipées"]
    above, below = (bounds(root, pool) for pool in root.xpath("//bpmn:participant/@id", namespaces=NAMES))
    assert above[1] + above[3] < below[1]


def test_partners_have_pools_of_their_own_and_systems_are_lanes() -> None:
    document = journey([("c", "citizen", 0), ("p", "partner", 1), ("s", "system", 1)], [("c", "p"), ("c", "s")],
                       lanes=[("citizen", "citizen"), ("partner", "support"), ("system", "support")],
                       actors=(Actor(id="bank", name="The bank", side="partner"),))
    lanes = tuple(lane.model_copy(update={"actor": "bank"}) if lane.id == "partner" else lane
                  for lane in document.head.lanes)
    content = to_bpmn(document.replace(head=document.head.model_copy(update={"lanes": lanes})))
    root = parse(content)
    assert root.xpath("//bpmn:participant/@name", namespaces=NAMES) == ["Citizen", "Administration", "The bank"]
    assert tag(node(root, "s")) == "serviceTask"
    assert_linted([content])


def test_every_crossing_is_one_message_and_nothing_else_crosses() -> None:
    document = load("apa-a-domicile")
    root = written(document)
    crossing = {flow.key for flow in document.flows if
                document.lane_of(document.step_by_id[flow.source]).facts.is_on_citizen_side
                is not document.lane_of(document.step_by_id[flow.target]).facts.is_on_citizen_side}
    messages = root.xpath("//bpmn:messageFlow/@id", namespaces=NAMES)
    assert {typed_id(name) for name in messages} == crossing
    assert {json.loads(told.text) for told in root.iter("{urn:visavis:bpmn:1}interaction")} == {
        interaction_id(flow) for flow in document.flows if flow.key in crossing}
    process_of = {element.get("id"): process.get("id") for process in root.findall("bpmn:process", NAMES)
                  for element in process}
    for crossed in root.findall(".//bpmn:messageFlow", NAMES):
        assert process_of[crossed.get("sourceRef")] != process_of[crossed.get("targetRef")]
    for flow in root.findall(".//bpmn:sequenceFlow", NAMES):
        assert process_of[flow.get("sourceRef")] == process_of[flow.get("targetRef")]


def test_who_asked_waits_for_the_answer_before_going_on() -> None:
    root = written(journey([("ask", "citizen", 0), ("look", "front", 1), ("hear", "citizen", 2)],
                           [("ask", "look"), ("look", "hear")]))
    assert chain(root, node(root, "ask")) == ["sendTask", "receiveTask", "endEvent"]
    assert by_id(root, "Message_f1").get("targetRef") == "Step_hear"
    start = by_id(root, by_id(root, "Message_f0").get("targetRef"))
    assert tag(start) == "startEvent"
    # The agent does it when asked, and has done then.
    assert chain(root, start) == ["startEvent", "task", "endEvent"]


def test_who_may_hear_this_or_that_waits_for_the_first_of_both() -> None:
    root = written(journey(
        [("ask", "citizen", 0), ("judge", "front", 1, {"kind": "decision"}), ("glad", "citizen", 2),
         ("sad", "citizen", 3)], [("ask", "judge"), ("judge", "glad"), ("judge", "sad")]))
    choice, = follow(root, node(root, "ask"))
    assert tag(choice) == "eventBasedGateway"
    assert [tag(event) for event in follow(root, choice)] == ["intermediateCatchEvent"] * 2
    thrown = follow(root, node(root, "judge"))
    assert tag(node(root, "judge")) == "exclusiveGateway"
    assert [tag(event) for event in thrown] == ["intermediateThrowEvent"] * 2


@pytest.mark.parametrize(("kind", "fork", "join"), [("action", "parallelGateway", "parallelGateway"),
                                                    ("decision", "exclusiveGateway", "exclusiveGateway")])
def test_what_parts_comes_together_as_it_parted(kind: str, fork: str, join: str) -> None:
    root = written(journey([("a", "front", 0, {"kind": kind}), ("b", "front", 1), ("c", "back", 1), ("d", "front", 2)],
                           [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]))
    parting = node(root, "a") if kind == "decision" else follow(root, node(root, "a"))[0]
    assert tag(parting) == fork
    assert len(follow(root, parting)) == 2
    assert {tag(following) for branch in ("b", "c") for following in follow(root, node(root, branch))} == {join}


def test_choices_inside_parallel_ways_are_joined_by_both_gateways() -> None:
    root = written(journey(
        [("a", "front", 0), ("b", "front", 1, {"kind": "decision"}), ("c", "front", 2), ("d", "front", 3),
         ("e", "back", 2), ("f", "front", 4)],
        [("a", "b"), ("a", "e"), ("b", "c"), ("b", "d"), ("c", "f"), ("d", "f"), ("e", "f")]))
    merge, = {one.get("id"): one for step in ("c", "d") for one in follow(root, node(root, step))}.values()
    assert tag(merge) == "exclusiveGateway"
    assert [tag(one) for one in follow(root, merge)] == ["parallelGateway"]
    assert [tag(one) for one in follow(root, node(root, "e"))] == ["parallelGateway"]


@pytest.mark.parametrize(("wait", "told"), [("P3D", "P3D"), ({"business_days": 5}, "P7D"), (None, None),
                                            ({"min": "P1D", "mode": "P2D", "max": "P9D"}, "P2D")])
def test_a_wait_is_a_timer(wait: object, told: str | None) -> None:
    root = written(journey([("w", "citizen", 0, {"kind": "wait", **({"wait": wait} if wait else {})})]))
    event = node(root, "w")
    assert tag(event) == "intermediateCatchEvent"
    assert event.findtext("bpmn:timerEventDefinition/bpmn:timeDuration", None, NAMES) == told


def test_failures_and_deadlines_stand_on_the_border() -> None:
    root = written(journey([("a", "front", 0, {"fails": 0.1, "fallback": "b", "deadline": "P30D"}), ("b", "front", 1),
                            ("c", "front", 2, {"fails": 0.2})], [("a", "c")]))
    error, = root.xpath("//bpmn:boundaryEvent[@attachedToRef='Step_a'][bpmn:errorEventDefinition]", namespaces=NAMES)
    late, = root.xpath("//bpmn:boundaryEvent[@attachedToRef='Step_a'][bpmn:timerEventDefinition]", namespaces=NAMES)
    assert [one.get("id") for one in follow(root, error)] == ["Step_b"]
    assert (late.get("cancelActivity"), late.findtext(".//bpmn:timeDuration", None, NAMES)) == ("false", "P30D")
    stopped, = root.xpath("//bpmn:boundaryEvent[@attachedToRef='Step_c']", namespaces=NAMES)
    assert [one.get("name") for one in follow(root, stopped)] == ["Blocked"]


def test_a_fallback_on_the_other_side_is_a_message() -> None:
    root = written(journey([("a", "citizen", 0, {"fails": 0.1, "fallback": "b"}), ("b", "front", 1)]))
    sent, = root.findall(".//bpmn:messageFlow", NAMES)
    assert tag(by_id(root, sent.get("sourceRef"))) == "intermediateThrowEvent"
    assert tag(by_id(root, sent.get("targetRef"))) == "startEvent"


def test_outcomes_end_and_are_told_by_a_message() -> None:
    root = written(journey([("a", "front", 0), ("o", "citizen", 1, {"kind": "outcome", "outcome": "granted"})],
                           [("a", "o")]))
    assert tag(node(root, "o")) == "endEvent"
    assert chain(root, by_id(root, by_id(root, "Message_f0").get("targetRef"))) == ["startEvent", "endEvent"]


def test_documents_notes_evidence_and_phases_are_drawn() -> None:
    document = load("apa-a-domicile")
    root = written(document)
    papers = root.xpath("//bpmn:dataObjectReference/@name", namespaces=NAMES)
    assert {"Affiche en mairie", "Avis d’imposition"} <= set(papers)
    asked = node(root, "c7").xpath("bpmn:dataInputAssociation/bpmn:sourceRef | bpmn:dataOutputAssociation/bpmn:targetRef",
                                   namespaces=NAMES)
    assert len(asked) == len({*document.step_by_id["c7"].asks, *document.step_by_id["c7"].gives})
    assert len(root.findall(".//bpmn:textAnnotation", NAMES)) == len(document.head.notes)
    assert root.xpath("//bpmn:categoryValue/@value", namespaces=NAMES) == [phase.name for phase in document.head.phases]


# -- where it stands


@each_example("apa-a-domicile")
def test_cards_stand_as_on_the_canvas(path: Path) -> None:
    document = decode(path.read_bytes())
    root, laid = written(document), lay_out(document)
    boxes = {step.id: (bounds(root, xml_id("Step", step.id)), laid.cards.rect(step.id), tag(node(root, step.id)))
             for step in document.steps if step.kind != "evidence"}
    for axis in (0, 1):
        centres = sorted((card.centre[axis], box[axis] + box[axis + 2] / 2) for box, card, _ in boxes.values())
        # What was further on the canvas is further in the diagram; never the other way round.
        assert all(one[1] <= other[1] + 0.2 for one, other in pairwise(centres) if other[0] - one[0] > 1)
    assert all((round(box[2]), round(box[3])) == (round(card.width), round(card.height))
               for box, card, kind in boxes.values() if kind.lower().endswith("task"))


def test_every_shape_and_line_has_its_place() -> None:
    root = written(load("apa-a-domicile"))
    drawn = set(root.xpath("//bpmndi:BPMNShape/@bpmnElement | //bpmndi:BPMNEdge/@bpmnElement", namespaces=NAMES))
    names = ("participant", "lane", "sequenceFlow", "messageFlow", "dataObjectReference", "textAnnotation", "group",
             "association", "task", "boundaryEvent", "dataInputAssociation")
    for element in root.iter(*(f"{{{BPMN}}}{name}" for name in names)):
        assert element.get("id") in drawn
    assert all(len(edge.findall("di:waypoint", NAMES)) >= 2 for edge in root.iter("{*}BPMNEdge"))
    assert all(float(box.get(name)) >= 0 for box in root.iter("{*}Bounds") for name in ("x", "y", "width", "height"))
    # Names that stand outside of what they name have a place, too.
    for event in root.iter("{*}startEvent", "{*}endEvent"):
        assert root.xpath(f"//bpmndi:BPMNShape[@bpmnElement='{event.get('id')}']/bpmndi:BPMNLabel", namespaces=NAMES)


def drawn_names(document: BlueprintDocument) -> tuple[dict[str, Rect], dict[str, Rect]]:
    """The shapes and the names that stand outside of theirs, without pools, lanes, phases and notes."""
    shapes: dict[str, Rect] = {}
    names: dict[str, Rect] = {}
    for drawn in written(document).iter("{*}BPMNShape", "{*}BPMNEdge"):
        element = drawn.get("bpmnElement")
        if drawn.get("isHorizontal") or element.startswith(("Group", "Note")):
            continue
        for found, box in ((shapes, drawn.find("dc:Bounds", NAMES)), (names, drawn.find("bpmndi:BPMNLabel/dc:Bounds", NAMES))):
            if box is not None:
                found[element] = Rect(*(float(box.get(side)) for side in ("x", "y", "width", "height")))
    return shapes, names


def covers(one: Rect, other: Rect) -> bool:
    return (min(one.right, other.right) - max(one.x, other.x) > 0.5
            and min(one.bottom, other.bottom) - max(one.y, other.y) > 0.5)


@each_example("apa-a-domicile", "home-care-allowance")
def test_names_outside_of_shapes_cover_neither_shapes_nor_each_other(path: Path) -> None:
    shapes, names = drawn_names(decode(path.read_bytes()))
    # What leads out of a gateway into an event right beside it has no room for its words.
    met = [(name, other) for name, box in names.items() for other, shape in shapes.items() if covers(box, shape)
           and not (name.startswith("Link") and name.endswith(other))]
    met += [(name, other) for name, box in names.items() for other in names if name < other and covers(box, names[other])]
    assert len(met) <= (5 if path.name.startswith("passeport") else 0), met


def test_the_bounds_of_a_name_are_those_of_its_lines_in_bpmn_js() -> None:
    long = "Attend la décision de la commission, sans nouvelles de personne"
    document = journey([("a", "citizen", 0), ("b", "citizen", 1), ("c", "citizen", 2)], [("a", "b"), ("b", "c")])
    steps = tuple(step.model_copy(update={"kind": StepKind.WAIT, "title": long}) if step.id == "b" else step for step in document.steps)
    shapes, names = drawn_names(document.replace(steps=steps))
    box = names[xml_id("Step", "b")]
    lines = wrap_text(long, TextStyle(11.0), 90.0, metrics())
    assert lines is not None
    assert 4 <= len(lines) <= round(box.height / 13.2) <= len(lines) + 1
    assert max(metrics().width(line, TextStyle(11.0)) for line in lines) - 10 < box.width <= 90
    assert not any(covers(box, shape) for shape in shapes.values())


@pytest.mark.parametrize("name", ["Où", "Renseignements complémentaires demandés"])
def test_a_column_beside_a_card_is_as_wide_as_the_name_in_it(name: str) -> None:
    document = journey([("a", "citizen", 0), ("b", "front", 0), ("c", "front", 1)], [("b", "c")])
    flows = (*document.flows, Flow(key="ask", source="a", target="b", kind=FlowKind.INTERACTION, label=name))
    shapes, names = drawn_names(document.replace(flows=flows))
    start = next(key for key in names if key.startswith("Part_start"))
    card = shapes[xml_id("Step", "b")]
    assert names[start].right <= card.x
    assert abs(names[start].centre.x - shapes[start].centre.x) < 1


def test_a_thousand_steps_are_written_in_a_second() -> None:
    lanes = ("citizen", "front", "back", "support")
    document = journey([(f"s{at}", lanes[at * 7 % 4], at // 4) for at in range(1000)],
                       [(f"s{at}", f"s{at + 1}") for at in range(999)])
    lay_out(document)
    before = time.process_time()
    lay_out(document)
    laid = time.process_time() - before
    before = time.process_time()
    to_bpmn(document)
    assert time.process_time() - before - laid < 1.0


# -- the export


def test_nothing_is_lost_and_it_says_so() -> None:
    document = load("passeport")
    job = ExportJob(document, analysis(document), "fr")
    assert FORMAT.losses(job) == ()
    assert read_own_bpmn(FORMAT.export(job)) == document
    assert FORMAT.suffix({}) == ".bpmn"


def test_an_extract_says_that_it_is_one() -> None:
    document = load("hotel-stay")
    job = ExportJob(document, analysis(document), "en",
                    excerpt=Excerpt(document, (message("only {name}", name="Ana"),)))
    content = FORMAT.export(job)
    told = parse(content).findtext("bpmn:collaboration/bpmn:documentation", None, NAMES)
    assert "only Ana" in told
    assert "only Ana" not in "".join(one.text or "" for one in parse(content).iter("{urn:visavis:bpmn:1}*"))


def test_ids_are_turned_into_names_that_xml_allows_and_back() -> None:
    for typed in ("c1", "a b", "é", "_x_", "1:2", "😀", "\x00", "_5f_", "x" * 200):
        name = xml_id("Step", typed)
        assert typed_id(name) == typed
        assert name.isascii()
        assert name.replace("_", "a").replace("-", "a").replace(".", "a").isalnum()


def test_typed_text_is_text() -> None:
    title = "<script>&\x00\u202e" + "x" * 400
    content = to_bpmn(journey([("a", "citizen", 0, {"title": title, "detail": "]]>\x0b"})]))
    root = parse(content)
    assert node(root, "a").get("name") == "<script>&" + "x" * 400
    assert not list(root.iter("{*}script"))
    assert read_own_bpmn(content).step_by_id["a"].title == title


def test_a_blueprint_without_anything_is_a_file_too() -> None:
    empty = journey([], lanes=[], phases=0)
    assert_conforms(to_bpmn(empty))
    assert read_own_bpmn(to_bpmn(empty)) == empty
