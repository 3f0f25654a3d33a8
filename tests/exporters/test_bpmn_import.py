"""The import of BPMN models: what becomes of each kind of element, and what is told of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exporters.bpmn_models import (
    ASKED,
    crossings,
    lane_kinds,
    led,
    lost,
    model,
    overlapping,
    read,
    step,
    task,
    ways,
)
from tests.exporters.jobs import job
from tests.profiles import IS_DEEP
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, FlowKind, LaneKind, Split, StepKind
from visavis.blueprint.model.vocabulary import Basis, Marker
from visavis.exporters.bpmn import BPMN as EXPORTER
from visavis.exporters.importers.bpmn.columns import Precedence, layer_steps, place_steps
from visavis.exporters.importers.bpmn.importer import BPMN, find_citizens

TWO = '<participant id="o" name="Town" processRef="p"/><participant id="z" name="Citizen"/>'


def message_flow(source: str, target: str, name: str = "") -> str:
    return f'<messageFlow id="m-{source}-{target}" sourceRef="{source}" targetRef="{target}" name="{name}"/>'


def kinds(document: BlueprintDocument) -> dict[str, str]:
    return {step.title: step.kind.value for step in document.steps}


def test_exclusive_gateways_are_decisions_with_named_ways_and_merges_dissolve() -> None:
    content = model(*map(task, "abcde"), task("Complete?", "exclusiveGateway"), '<exclusiveGateway id="x"/>',
                    '<sequenceFlow id="1" sourceRef="a" targetRef="Complete?"/>',
                    '<sequenceFlow id="2" sourceRef="Complete?" targetRef="b" name="yes"/>',
                    '<sequenceFlow id="3" sourceRef="Complete?" targetRef="c"><conditionExpression>n &gt; 1'
                    '</conditionExpression></sequenceFlow>', ways("b-x", "c-x", "x-d", "d-e"))
    document = read(content)
    assert led(document) == {("a", "Complete?"), ("Complete?", "b"), ("Complete?", "c"), ("b", "d"), ("c", "d"),
                             ("d", "e")}
    assert kinds(document)["Complete?"] == "decision"
    assert {flow.condition for flow in document.flows} == {"yes", "n > 1", ""}


def test_the_question_before_an_unnamed_gateway_becomes_the_decision() -> None:
    content = model(*map(task, "abc"), '<exclusiveGateway id="x" default="x-c"/>', ways("a-x", "x-b", "x-c"))
    document = read(content)
    assert kinds(document) == {"a": "decision", "b": "action", "c": "action"}
    assert [flow.condition for flow in document.flows] == ["", "otherwise"]
    # Who says something to the citizen goes on, too: it would be one of the ways to choose from.
    speaking = content.replace(b"<process", f'<collaboration>{TWO}{message_flow("a", "z")}</collaboration><process'.encode())
    assert kinds(read(speaking))["What happens next?"] == "decision"
    assert kinds(read(speaking))["a"] == "action"


def test_event_gateways_wait_for_what_comes_first() -> None:
    timer = "<timerEventDefinition><timeDuration>P14D</timeDuration></timerEventDefinition>"
    content = model(task("a"), '<eventBasedGateway id="x"/>', task("Answer", "intermediateCatchEvent"),
                    task("late", "intermediateCatchEvent", timer), ways("a-x", "x-Answer", "x-late"))
    document = read(content)
    assert led(document) == {("a", "Answer"), ("a", "late")}
    assert step(document, "a").kind is StepKind.DECISION
    late = step(document, "late")
    assert (late.kind, late.wait, late.basis) == (StepKind.WAIT, "P14D", Basis.ASSUMED)


def test_parallel_gateways_part_and_join_in_the_steps_around_them() -> None:
    content = model(*map(task, "abcd"), '<parallelGateway id="x"/>', '<parallelGateway id="y"/>',
                    ways("a-x", "x-b", "x-c", "b-y", "c-y", "y-d"))
    document = read(content)
    assert led(document) == {("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")}
    assert (step(document, "a").splits, step(document, "d").joins.value) == (Split.ALL, "wait")
    decided = model(*map(task, "bcd"), task("q", "exclusiveGateway"), '<parallelGateway id="x"/>',
                    ways("q-x", "q-d", "x-b", "x-c"))
    assert kinds(read(decided))["At the same time"] == "action"


def test_inclusive_gateways_and_conditional_flows_are_told() -> None:
    document = read(content := model(*map(task, "abc"), task("q", "inclusiveGateway"), ways("a-q", "q-b", "q-c")))
    assert kinds(document)["q"] == "decision"
    assert any("inclusiveGateway “q”: several of its ways" in line for line in lost(content))
    conditional = ways("a-b").replace("/>", "><conditionExpression>x</conditionExpression></sequenceFlow>")
    assert step(read(model(*map(task, "abc"), conditional, ways("a-c"))), "a").split is Split.ONE


@pytest.mark.parametrize(("text", "wait"), [
    ("PT48H", "PT48H"), ("P1M", "P1M"), ("R3/PT1H", None), ("2026-01-01", None), ("${days}", None), ("", None)])
def test_a_timer_is_a_wait_of_its_duration_and_of_nothing_else(text: str, wait: str | None) -> None:
    timer = f"<timerEventDefinition><timeDuration>{text}</timeDuration></timerEventDefinition>"
    content = model(task("t", "intermediateCatchEvent", timer))
    (made,) = read(content).steps
    assert (made.kind, made.wait) == (StepKind.WAIT, wait)
    assert (text in made.detail and bool(text)) is any("is no duration" in line for line in lost(content))


@pytest.mark.parametrize(("name", "wait"), [
    ("14 days", "P14D"), ("after 2 weeks", "P2W"), ("Après 2 mois", "P2M"), ("Monday", None), ("3", None), ("2-3 days", None)])
def test_a_timer_without_a_time_is_read_by_its_name(name: str, wait: str | None) -> None:
    (made,) = read(model(task(name, "intermediateCatchEvent", "<timerEventDefinition/>"))).steps
    assert (made.title, made.wait) == (name, wait)


def test_what_is_undone_follows_what_calls_for_it() -> None:
    content = model(task("Book"), task("Cancel"), task("Undo", "boundaryEvent", "<compensateEventDefinition/>",
                    attachedToRef="Book"), '<association sourceRef="Undo" targetRef="Cancel"/>')
    assert led(read(content)) == {("Undo", "Cancel")}


def test_what_happens_at_the_border_of_a_step_is_its_fallback() -> None:
    error, timer = "<errorEventDefinition/>", "<timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition>"
    content = model(
        *map(task, "abc"), task("Fails", "boundaryEvent", error, attachedToRef="a"),
        task("Remind", "boundaryEvent", timer, attachedToRef="b", cancelActivity="false"),
        '<boundaryEvent id="x" attachedToRef="c"><errorEventDefinition/></boundaryEvent>',
        task("Second", "boundaryEvent", error, attachedToRef="a"), ways("a-b", "b-c", "Fails-c", "x-a"))
    document = read(content)
    assert step(document, "a").fallback == "Fails"
    assert step(document, "a").markers == (Marker.FAIL_POINT,)
    assert step(document, "c").fallback == "a"
    assert (step(document, "Remind").kind, step(document, "Remind").wait) == (StepKind.WAIT, "P3D")
    assert {("b", "Remind"), ("a", "Second"), ("Fails", "c")} <= led(document)
    assert any("boundaryEvent “Second”: a way beside the others" in line for line in lost(content))


def test_fallbacks_that_go_in_circles_are_cut() -> None:
    content = model(task("a"), task("b"), *(
        f'<boundaryEvent id="x{host}" attachedToRef="{host}"><errorEventDefinition/></boundaryEvent>'
        f'<sequenceFlow id="f{host}" sourceRef="x{host}" targetRef="{other}"/>' for host, other in ("ab", "ba")))
    assert sum(step.fallback is not None for step in read(content).steps) == 1
    assert any("leads back to it" in line for line in lost(content))


INSIDE = task("s", "subProcess", "".join((*map(task, "xy"), ways("x-y"))))


def test_a_sub_process_is_one_step_that_names_what_is_inside() -> None:
    content = model(task("a"), INSIDE, task("b"), ways("a-s", "s-b"))
    document = read(content)
    assert led(document) == {("a", "s"), ("s", "b")}
    assert step(document, "s").detail == "Inside: x · y"
    assert any("subProcess “s”: a single step; the 2 elements inside" in line for line in lost(content))


def test_a_sub_process_that_speaks_with_the_citizen_is_laid_open() -> None:
    ends = task("begin", "startEvent") + task("over", "endEvent") + ways("begin-x", "y-over")
    content = model(task("a"), INSIDE.replace("</subProcess>", f"{ends}</subProcess>"), task("b"), ways("a-s", "s-b"),
                    collaboration=TWO + message_flow("y", "z", "Done"))
    document = read(content)
    assert {("a", "begin"), ("begin", "x"), ("x", "y"), ("y", "over"), ("over", "b")} <= led(document)
    assert ("y", "Receives: Done") in led(document)
    assert "s" not in kinds(document)


def test_a_call_names_what_it_calls_and_what_is_called_is_not_drawn_twice() -> None:
    content = model(task("c", "callActivity", calledElement="q")).replace(
        b"</definitions>", b'<process id="q"><task id="t" name="t"/></process></definitions>')
    document = read(content)
    assert kinds(document) == {"c": "action"}
    assert step(document, "c").detail == "Calls: q"


def test_links_go_on_where_they_come_back() -> None:
    link = '<linkEventDefinition name="A"/>'
    content = model(*map(task, "ab"), f'<intermediateThrowEvent id="t" name="A">{link}</intermediateThrowEvent>',
                    f'<intermediateCatchEvent id="c" name="A">{link}</intermediateCatchEvent>', ways("a-t", "c-b"))
    assert led(read(content)) == {("a", "b")}


def test_messages_at_a_border_become_steps_to_confirm() -> None:
    content = model(task("s", "startEvent"), task("Check"), task("Ask"), task("Read"), task("e", "endEvent"),
                    ways("s-Check", "Check-Ask", "Ask-Read", "Read-e"),
                    collaboration=TWO + message_flow("z", "s", "Request") + message_flow("Ask", "z", "What is missing")
                    + message_flow("z", "Read", "The rest") + message_flow("e", "z"))
    document = read(content)
    assert [(flow.label, flow.kind) for flow in crossings(document)] == [
        ("Request", FlowKind.INTERACTION), ("What is missing", FlowKind.INTERACTION), ("The rest", FlowKind.INTERACTION),
        ("", FlowKind.INTERACTION)]
    # Who was asked something answers it; the first word begins the journey, and the last is no end of it.
    assert ("Receives: What is missing", "Sends: The rest") in led(document)
    assert kinds(document)["Sends: Request"] == "start"
    assert (kinds(document)["s"], kinds(document)["e"], kinds(document)["Hears from Town"]) == ("action",) * 3
    assert step(document, "Sends: Request").detail.startswith("To confirm")
    assert step(document, "Sends: Request").column == step(document, "s").column
    assert any("4 messages end at the border of “Citizen”" in line for line in lost(content))


def test_messages_to_nothing_are_told() -> None:
    content = model(task("t"), collaboration=TWO + message_flow("t", "gone", "Hello"))
    assert "messageFlow “Hello”: leads from or to nothing" in lost(content)


def test_lanes_are_where_people_meet() -> None:
    lanes = "".join(f'<lane id="l{name}" name="{name}"><flowNodeRef>{at}</flowNodeRef></lane>' for name, at in (
        ("Desk", "a"), ("Casework", "b"), ("Claims system", "c")))
    content = model(f"<laneSet>{lanes}</laneSet>", *map(task, "abc"), task("d", "serviceTask"), ways("a-b", "b-c", "c-d"),
                    collaboration=f'{TWO}<participant id="y" name="Bank"/>' + message_flow("z", "a") + message_flow("b", "y"))
    document = read(content, citizen="citizen")
    assert lane_kinds(document) == {
        "Citizen": LaneKind.CITIZEN, "Desk": LaneKind.FRONTSTAGE, "Casework": LaneKind.BACKSTAGE,
        "Bank": LaneKind.BACKSTAGE, "Claims system": LaneKind.SUPPORT, "Tools": LaneKind.SUPPORT}
    assert document.lane_of(step(document, "d")).name == "Tools"
    assert {actor.name: actor.side.value for actor in document.head.actors}["Bank"] == "partner"


def test_nodes_are_in_the_lane_that_only_the_diagram_tells() -> None:
    content = model('<laneSet><lane id="l" name="Upper"/><lane id="k" name="Lower"/></laneSet>', *map(task, "ab")).replace(
        b"</definitions>", b'<BPMNDiagram xmlns="urn:d">' + b"".join(
            f'<BPMNShape bpmnElement="{name}"><Bounds x="0" y="{y}" width="{w}" height="{w}"/></BPMNShape>'.encode()
            for name, y, w in (("l", 0, 99), ("k", 100, 99), ("a", 30, 20), ("b", 130, 20))) + b"</BPMNDiagram></definitions>")
    document = read(content, citizen="none")
    assert [document.lane_of(one).name for one in document.steps] == ["Upper", "Lower"]


def test_documents_are_asked_and_given_only_across_the_line() -> None:
    data = "".join(f'<dataObjectReference id="{name}" name="{name}"/>' for name in ("Form", "Memo", "Letter"))
    content = model(
        data, '<dataStoreReference id="r" name="Register"/>',
        task("a", inside="<dataInputAssociation><sourceRef>Form</sourceRef></dataInputAssociation>"),
        task("b", inside="<dataInputAssociation><sourceRef>Memo</sourceRef></dataInputAssociation>"
                         "<dataOutputAssociation><targetRef>r</targetRef></dataOutputAssociation>"),
        task("c", inside="<dataOutputAssociation><targetRef>Letter</targetRef></dataOutputAssociation>"),
        '<association sourceRef="b" targetRef="Memo"/><association sourceRef="Form" targetRef="m-z-a"/>',
        ways("a-b", "b-c"), collaboration=TWO + message_flow("z", "a") + message_flow("c", "z"))
    document = read(content)
    a, b, c = (step(document, name) for name in "abc")
    assert (a.asks, b.asks, b.uses, b.gives, c.gives) == (("Form",), (), ("Memo",), (), ("Letter",))
    assert (b.system, b.detail) == ("Register", "Makes: Memo")
    assert ("b", "Register") in led(document)
    assert lane_kinds(document)["Tools"] is LaneKind.SUPPORT
    assert document.flow_by_key["m-z-a"].carries == ("Form",)


def test_annotations_are_notes_and_documentation_is_the_detail() -> None:
    content = model(
        "<documentation>What it is for</documentation>", task("a", inside="<documentation>How</documentation>"),
        '<textAnnotation id="n"><text>Takes too long</text></textAnnotation><textAnnotation id="o"><text>Loose</text>'
        '</textAnnotation><association sourceRef="a" targetRef="n"/>')
    document = read(content)
    assert [(note.at, note.text) for note in document.head.notes] == [("a", "Takes too long"), (None, "Loose")]
    assert (document.head.summary, document.steps[0].detail) == ("What it is for", "How")


def test_groups_side_by_side_are_phases() -> None:
    shapes = (("g", 0, 100), ("h", 110, 100), ("a", 10, 20), ("b", 120, 20), ("c", 150, 20))
    drawn = "".join(f'<BPMNShape bpmnElement="{name}"><Bounds x="{x}" y="0" width="{w}" height="50"/></BPMNShape>'
                    for name, x, w in shapes)
    content = model(*map(task, "abc"), ways("a-b", "b-c", "c-a"), '<group id="g" categoryValueRef="v"/>',
                    '<group id="h" name="Decide"/>').replace(
        b"</definitions>", f'<category><categoryValue id="v" value="Apply"/></category><BPMNDiagram>{drawn}</BPMNDiagram>'
                           "</definitions>".encode())
    document = read(content)
    assert [phase.name for phase in document.head.phases] == ["Apply", "Decide"]
    assert [(one.phase, one.column) for one in document.steps] == [("apply", 0), ("decide", 0), ("decide", 1)]
    alone = content.replace(b'<group id="h" name="Decide"/>', b"")
    assert len(read(alone).head.phases) == 1
    assert any(line.startswith("group “Apply”: not held") for line in lost(alone))


def test_layers_follow_the_longest_way_and_loops_lead_back() -> None:
    layers = layer_steps("abcdef", [Precedence(before, after, least) for before, after, least in (
        ("a", "b", 1), ("b", "c", 1), ("a", "c", 1), ("c", "b", 1), ("c", "d", 0), ("e", "d", 1))])
    assert layers == {"a": 0, "b": 1, "c": 2, "d": 2, "e": 1, "f": 0}
    assert place_steps(dict.fromkeys("wxyz", "lane") | {"v": "lane"}, {**dict.fromkeys("wxyz", 0), "v": 1}) == {
        "w": 0, "x": 0, "y": 0, "z": 1, "v": 2}


def test_the_order_of_the_file_is_no_matter() -> None:
    names = "abcdef"
    flows = [f"{one}-{other}" for one, other in pairwise(names)]
    document = read(model(ways(*reversed(flows), "f-b"), *map(task, reversed(names))))
    assert [one.title for one in reading_order(document)] == list(names)


def test_titles_are_in_the_language_that_is_asked() -> None:
    (made,) = read(model('<endEvent id="e"/>'), language="fr").steps
    assert made.title == translator("fr")("End")
    assert read(model('<endEvent id="e"/>'), language="de").head.language == "de"


KINDS = ("task", "userTask", "serviceTask", "startEvent", "endEvent", "exclusiveGateway", "parallelGateway",
         "eventBasedGateway", "inclusiveGateway", "intermediateThrowEvent", "subProcess", "boundaryEvent",
         "dataStoreReference", "dataObjectReference", "textAnnotation", "unheardOf")


@st.composite
def tangles(draw: st.DrawFn) -> bytes:
    """Return a model in which anything may be joined to anything."""
    count = draw(st.integers(1, 12))
    ends = st.sampled_from([*(f"n{number}" for number in range(count)), "z", "o", "gone", ""])
    nodes = [f'<{kind} id="n{number}" name="{draw(st.sampled_from(("", "Ask", "Ask", "Zoé")))}" '
             f'attachedToRef="{draw(ends)}"' for number, kind in enumerate(draw(st.lists(
                 st.sampled_from(KINDS), min_size=count, max_size=count)))]
    closed = "".join(f"{node}/>" for node in nodes)
    inner = '<subProcess id="sub"><startEvent id="i"/><task id="j"/><sequenceFlow id="k" sourceRef="i" targetRef="j"/></subProcess>'
    edges = "".join(f'<{kind} id="e{number}" sourceRef="{draw(ends)}" targetRef="{draw(ends)}"/>' for number, kind in enumerate(
        draw(st.lists(st.sampled_from(("sequenceFlow", "sequenceFlow", "association")), max_size=24))))
    said = "".join(f'<messageFlow id="m{number}" sourceRef="{draw(ends)}" targetRef="{draw(st.sampled_from(("j", "z", "n0")))}"/>'
                   for number in range(draw(st.integers(0, 5))))
    return model('<task id="first" name="First"/>', closed, inner, edges, collaboration=TWO + said)


@settings(max_examples=150 if IS_DEEP else 25, deadline=None)
@given(tangles())
def test_whatever_is_drawn_makes_a_blueprint_that_opens(content: bytes) -> None:
    document = read(content, citizen="z")
    assert not overlapping(document)
    assert document == BPMN.read(content, {**ASKED, "citizen": "Citizen"})


def test_a_file_of_ours_comes_back_whole_and_what_was_added_elsewhere_is_told() -> None:
    asked = job(EXPORTER)
    content = EXPORTER.export(asked)
    assert BPMN.read(content, {}) == asked.document
    assert list(BPMN.losses(content, {})) == []
    assert find_citizens(content) == ()
    added = content.replace(b"</process>", b'<task id="Activity_1x" name="More"/></process>', 1) \
        if b"</process>" in content else content.replace(b"</bpmn:process>", b'<bpmn:task id="Activity_1x"/></bpmn:process>', 1)
    assert ["Activity_1x" in str(told) for told in BPMN.losses(added, {})] == [True]
