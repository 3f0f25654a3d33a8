"""Files of ours that another program has changed: what people see there wins, and the rest is still ours."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from tests.exporters.bpmn_judges import NAMES, parse, to_bpmn
from tests.layout.builders import journey
from visavis.blueprint.model import (
    BlueprintDocument,
    BlueprintError,
    Cell,
    FlowKind,
    Item,
    LegalClock,
    Note,
    Service,
    Waiver,
)
from visavis.blueprint.storage.codec import encode
from visavis.exporters.bpmn.own_elements import parse_xml
from visavis.exporters.bpmn.read_own import find_foreign_elements, is_own_bpmn, read_own_bpmn

Edit = Callable[[Any], None]


def blueprint() -> BlueprintDocument:
    return journey(
        [("ask", "citizen", 0, {"asks": ["paper"], "channel": "phone"}),
         ("judge", "front", 1, {"kind": "decision"}), ("grant", "back", 2, {"fails": 0.1, "fallback": "refuse"}),
         ("refuse", "front", 3), ("end", "citizen", 4, {"kind": "outcome", "outcome": "granted"})],
        [("ask", "judge", {"label": "May I?"}), ("judge", "grant", {"probability": 0.7, "condition": "complete"}),
         ("judge", "refuse", {"probability": 0.3, "condition": "late", "label": "no"}),
         ("grant", "end", {"label": "Yes"})],
        items=(Item(id="paper", name="A paper"),),
        notes=(Note(id="n1", at="grant", text="Slow"), Note(id="n2", text="Parked"),
               Note(id="n3", at=Cell(lane="back", phase="p0", column=0), text="Here")),
        waivers=(Waiver(id="w1", rule="long-wait", step="grant", reason="legal"),),
        service=Service(legal_clock=LegalClock(starts="ask", stops="grant")))


def edit(*changes: Edit) -> BlueprintDocument:
    return read_own_bpmn(edited(*changes))


def edited(*changes: Edit) -> bytes:
    from lxml import etree

    root = parse(to_bpmn(blueprint()))
    for change in changes:
        change(root)
    return bytes(etree.tostring(root))


def set_of(element: str, /, **values: str) -> Edit:
    return lambda root: root.xpath(f"//*[@id='{element}']")[0].attrib.update(values)


def delete(*names: str) -> Edit:
    def change(root: Any) -> None:
        for name in names:
            element, = root.xpath(f"//*[@id='{name}']")
            element.getparent().remove(element)
    return change


def move_to_lane(name: str, lane: str) -> Edit:
    def change(root: Any) -> None:
        reference, = root.xpath(f"//bpmn:flowNodeRef[text()='{name}']", namespaces=NAMES)
        root.xpath(f"//*[@id='{lane}']")[0].append(reference)
    return change


def test_what_was_not_changed_is_as_it_was() -> None:
    assert encode(edit()) == encode(blueprint())


def test_new_names_are_taken_over() -> None:
    read = edit(set_of("Step_ask", name="Calls"), set_of("Lane_front", name="Counter"), set_of("Phase_p0", value="Act"),
                set_of("Step_judge", name="Decides"))
    assert [read.step_by_id[step].title for step in ("ask", "judge", "end")] == ["Calls", "Decides", "Étape end"]
    assert read.step_by_id["ask"].channel == "phone"
    assert read.lane_by_id["front"].name == "Counter"
    assert read.lane_by_id["back"].name == "Back"
    assert read.head.phases[0].name == "Act"


def test_new_words_on_lines_are_taken_over() -> None:
    read = edit(set_of("Message_f0", name="Please?"), set_of("Flow_f1", name="whole"), set_of("Flow_f2", name="never (late)"),
                set_of("Message_f3", name=""))
    assert [(flow.label, flow.condition) for flow in read.flows] == [
        ("Please?", ""), ("", "whole"), ("never", "late"), ("", "")]


def test_a_new_name_of_a_document_and_a_new_text_of_a_note_are_taken_over() -> None:
    def rename(root: Any) -> None:
        root.xpath("//bpmn:dataObjectReference[@name='A paper']", namespaces=NAMES)[0].set("name", "A form")
        root.xpath("//bpmn:textAnnotation/bpmn:text", namespaces=NAMES)[0].text = "Slower"
    read = edit(rename, delete("Note_n2"))
    assert read.head.items[0].name == "A form"
    assert [(note.id, note.text) for note in read.head.notes] == [("n1", "Slower"), ("n3", "Here")]


def test_a_step_in_another_lane_stands_there() -> None:
    assert edit(move_to_lane("Step_refuse", "Lane_back")).step_by_id["refuse"].lane == "back"


def test_a_deleted_step_takes_what_referred_to_it_with_it() -> None:
    read = edit(delete("Step_grant"))
    assert [step.id for step in read.steps] == ["ask", "judge", "refuse", "end"]
    assert [flow.key for flow in read.flows] == ["f0", "f2"]
    assert read.head.waivers == ()
    assert read.head.notes[0].at is None
    clock = read.head.service.legal_clock
    assert clock is not None
    assert clock.stops is None
    assert edit(delete("Step_refuse")).step_by_id["grant"].fallback is None


def test_a_deleted_line_is_gone() -> None:
    assert [flow.key for flow in edit(delete("Message_f0", "Flow_f1")).flows] == ["f2", "f3"]


def test_a_line_that_leads_elsewhere_now_does() -> None:
    read = edit(set_of("Flow_f1", targetRef="Step_end"))
    flow = read.flow_by_key["f1"]
    assert (flow.target, flow.kind, flow.condition) == ("end", FlowKind.INTERACTION, "complete")


def test_what_another_program_added_is_named_and_not_read() -> None:
    def add(root: Any) -> None:
        process = root.find("bpmn:process", NAMES)
        for tag, attributes in (("task", {"id": "Activity_1", "name": "New"}),
                                ("sequenceFlow", {"id": "Flow_x", "sourceRef": "Step_ask", "targetRef": "Activity_1"}),
                                ("sequenceFlow", {"id": "Flow_y", "sourceRef": "Step_ask", "targetRef": "Step_end"})):
            process.append(process.makeelement(f"{{{NAMES['bpmn']}}}{tag}", attributes))
    assert find_foreign_elements(edited()) == ()
    assert find_foreign_elements(edited(add)) == ("Activity_1", "Flow_x", "Flow_y")
    assert encode(edit(add)) == encode(blueprint())


def test_only_our_files_are_ours() -> None:
    assert is_own_bpmn(edited())
    for other in (b"", b"{}", b"<a/>", b"<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>",
                  b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"):
        assert not is_own_bpmn(other)
        with pytest.raises(BlueprintError):
            read_own_bpmn(other)


def test_an_entity_is_not_resolved() -> None:
    root = parse_xml(b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>")
    assert "root" not in "".join(root.itertext())


@pytest.mark.parametrize("text", ["", "[", "[]", "7", '{"graph": 3}', '{"graph": {"lanes": 3}}'])
def test_what_was_damaged_is_told_in_one_line(text: str) -> None:
    def damage(root: Any) -> None:
        next(root.iter("{*}blueprint")).text = text
    with pytest.raises(BlueprintError) as told:
        edit(damage)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("text", ["", "[", "[]", "7", '{"id": 3}', '{"key": null}'])
@pytest.mark.parametrize("name", ["step", "flow", "part", "lane", "note", "item", "phase", "steps", "flows"])
def test_damaged_parts_are_told_or_passed_over(name: str, text: str) -> None:
    def damage(root: Any) -> None:
        for element in root.iter(f"{{urn:visavis:bpmn:1}}{name}"):
            element.text = text
    with suppress(BlueprintError):
        assert edit(damage).head.id == "test"
