"""The BPMN file: the model's elements in the order of the schema, with our fields as extensions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from visavis.blueprint.graph.interactions import crosses_line, interaction_id
from visavis.blueprint.model import Cell, Flow, Note, Step
from visavis.blueprint.model.durations import Exponential, Pert, Time, minutes, write_iso
from visavis.exporters.bpmn.diagram import Link, Node, Part
from visavis.exporters.bpmn.model import BpmnModel, process_id
from visavis.exporters.bpmn.pools import BpmnPool
from visavis.exporters.bpmn.shapes import DiagramPlacement
from visavis.exporters.bpmn.write_diagram import add_diagram
from visavis.exporters.bpmn.xml_names import (
    BPMN,
    BPMNDI,
    DC,
    DI,
    EXPORTER,
    OURS,
    SILENT,
    join_names,
    step_name,
    visible_name,
    write_json,
    xml_id,
)
from visavis.exporters.typed_text import inert_lines

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement

COLLABORATION = "Collaboration_1"


def write_bpmn(made: BpmnModel, version: str) -> bytes:
    """Return the file's bytes: UTF-8, indented, the same for the same document."""
    from lxml import etree

    root = etree.Element(f"{{{BPMN}}}definitions", nsmap={"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "di": DI,
                                                          "visavis": OURS})
    _set(root, id="Definitions_1", targetNamespace=OURS, exporter=EXPORTER, exporterVersion=version)
    writer = _BpmnWriter(made)
    writer.write(root)
    add_diagram(root, made, DiagramPlacement(made.pools, made.nodes, made.links, made.items), COLLABORATION)
    etree.indent(root)
    done: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return done + b"\n"


class _BpmnWriter:
    """Writes the elements of a model below its root."""

    def __init__(self, made: BpmnModel) -> None:
        self.made, self.document = made, made.document
        self.into: dict[str, list[str]] = {}
        self.out_of: dict[str, list[str]] = {}
        for process in made.processes:
            for link in process.links:
                self.into.setdefault(link.target.id, []).append(link.id)
                self.out_of.setdefault(link.source.id, []).append(link.id)
        # No two global elements may have one name.
        self.has_errors = any(node.event == "error" for node in made.nodes)

    def write(self, root: XmlElement) -> None:
        """Write the phases, the collaboration and the processes."""
        for phase in self.document.head.phases:
            category = _add(root, "category", id=xml_id("Category", phase.id))
            value = _add(category, "categoryValue", id=xml_id("Phase", phase.id),
                         value=visible_name(phase.name, phase.id))
            _extend(value, phase=phase.id)
        if self.has_errors:
            name = next(node.name for node in self.made.nodes if node.event == "error")
            _add(root, "error", id="Error_1", name=name)
        self._write_collaboration(root)
        for pool, process in zip(self.made.pools.all, self.made.processes, strict=True):
            if process.nodes:
                self._write_process(root, pool, process.nodes, process.links)

    def _write_collaboration(self, root: XmlElement) -> None:
        element = _add(root, "collaboration", id=COLLABORATION)
        _document(element, "\n".join(filter(None, (*self.made.told, self.document.head.summary))))
        head = self.document.head.to_json()
        del head["format"]
        # The format stands apart: a file that has it among its data would be taken for a blueprint itself.
        _extend(element, blueprint={"graph": head, **self.document.extra}).set("format", self.document.written_format)
        # In their order: whoever reads the file also sees which of them another program deleted.
        _extend(element, steps=[step.id for step in self.document.steps],
                flows=[flow.key for flow in self.document.flows])
        for pool, process in zip(self.made.pools.all, self.made.processes, strict=True):
            participant = _add(element, "participant", id=pool.id, name=pool.name)
            if process.nodes:
                participant.set("processRef", process_id(pool))
        for link in self.made.messages:
            self._write_link(element, link)
        for phase in self.document.head.phases:
            _add(element, "group", id=xml_id("Group", phase.id), categoryValueRef=xml_id("Phase", phase.id))
        for note in self.document.head.notes:
            self._write_note(element, note)
        for flow in self.made.shown:
            shown = _add(element, "association", id=xml_id("Shown", flow.key),
                         sourceRef=xml_id("Step", flow.source), targetRef=xml_id("Step", flow.target),
                         associationDirection="One")
            self._extend_by_flows(shown, [flow])

    def _write_note(self, parent: XmlElement, note: Note) -> None:
        element = _add(parent, "textAnnotation", id=xml_id("Note", note.id))
        _extend(element, note=note.id)
        _add(element, "text").text = note_text(note)
        if note.at is not None and not isinstance(note.at, Cell):
            _add(parent, "association", id=xml_id("About", note.id), sourceRef=xml_id("Step", note.at),
                 targetRef=xml_id("Note", note.id))

    def _write_process(self, root: XmlElement, pool: BpmnPool, nodes: list[Node], links: list[Link]) -> None:
        process = _add(root, "process", id=process_id(pool), isExecutable="false")
        lanes = _add(process, "laneSet", id=f"Lanes_{pool.id}")
        evidence = [step for step in self.made.evidence if step.lane in {lane.id for lane in pool.lanes}]
        for lane in pool.lanes:
            element = _add(lanes, "lane", id=xml_id("Lane", lane.id), name=visible_name(lane.name, lane.id))
            _extend(element, lane=lane.id)
            for node in nodes:
                if node.step.lane == lane.id:
                    _add(element, "flowNodeRef").text = node.id
        for node in nodes:
            self._write_node(process, node)
        for link in links:
            self._write_link(process, link)
        for step in evidence:
            _add(process, "dataObject", id=xml_id("Paper", step.id))
            paper = _add(process, "dataObjectReference", id=xml_id("Step", step.id), name=step_name(step),
                         dataObjectRef=xml_id("Paper", step.id))
            self._extend_by_step(paper, step)
        number = self.made.pools.all.index(pool)
        uses = [use for use in self.made.items if use.pool == number]
        for item in dict.fromkeys(use.item for use in uses):
            _add(process, "dataObject", id=xml_id("Object", f"{number} {item}"))
        for use in uses:
            found = self.document.item_by_id[use.item]
            paper = _add(process, "dataObjectReference", id=use.id, name=visible_name(found.name, found.id),
                         dataObjectRef=xml_id("Object", f"{number} {use.item}"))
            _extend(paper, item=found.id)

    # -- nodes and links

    def _write_node(self, process: XmlElement, node: Node) -> None:
        element = _add(process, node.tag, id=node.id)
        if node.name:
            element.set("name", node.name)
        if node.part is Part.STEP:
            self._extend_by_step(element, node.step)
        else:
            _extend(element, part={"step": node.step.id, "part": node.part.value})
        if node.tag == "boundaryEvent":
            element.set("attachedToRef", xml_id("Step", node.step.id))
            element.set("cancelActivity", "false" if node.part is Part.DEADLINE else "true")
        if node.tag == "exclusiveGateway" or node.tag == "parallelGateway":
            element.set("gatewayDirection", "Diverging" if len(self.out_of.get(node.id, ())) > 1 else "Converging")
        for link in self.into.get(node.id, ()):
            _add(element, "incoming").text = link
        for link in self.out_of.get(node.id, ()):
            _add(element, "outgoing").text = link
        if node.event:
            self._write_event(element, node)
        self._write_papers(element, node)

    def _write_event(self, element: XmlElement, node: Node) -> None:
        definition = _add(element, f"{node.event}EventDefinition", id=f"Event_{node.id}")
        if node.event == "error":
            definition.set("errorRef", "Error_1")
        if node.event == "timer":
            length = iso_duration(node.step.deadline if node.part is Part.DEADLINE else node.step.wait)
            if length is not None:
                duration = _add(definition, "timeDuration")
                duration.set("{http://www.w3.org/2001/XMLSchema-instance}type", "bpmn:tFormalExpression")
                duration.text = length

    def _write_papers(self, element: XmlElement, node: Node) -> None:
        needs = self.made.needs.get(node.id, ())
        if needs:
            _add(element, "property", id=f"Slot_{node.id}", name="__targetRef_placeholder")
        for item in needs:
            needed = _add(element, "dataInputAssociation", id=f"Needs_{node.id}-{item}")
            _add(needed, "sourceRef").text = item
            _add(needed, "targetRef").text = f"Slot_{node.id}"
        for item in self.made.gives.get(node.id, ()):
            given = _add(element, "dataOutputAssociation", id=f"Gives_{node.id}-{item}")
            _add(given, "targetRef").text = item

    def _write_link(self, parent: XmlElement, link: Link) -> None:
        element = _add(parent, "messageFlow" if link.is_message else "sequenceFlow", id=link.id)
        if link.name:
            element.set("name", link.name)
        _set(element, sourceRef=link.source.id, targetRef=link.target.id)
        is_silent = not link.name and not link.is_message
        if is_silent:
            _document(element, join_names(link.flows, is_message=False))
        self._extend_by_flows(element, link.flows)
        if link.is_message and link.flows and crosses_line(self.document, link.flows[0]):
            # What the other formats call this message, too.
            _extend(element, interaction=interaction_id(link.flows[0]))
        if is_silent and link.flows:
            element[-1][0].set(SILENT, "true")

    @staticmethod
    def _extend_by_step(element: XmlElement, step: Step) -> None:
        _document(element, step.detail)
        _extend(element, step=step.to_json())

    @staticmethod
    def _extend_by_flows(element: XmlElement, flows: Iterable[Flow]) -> None:
        for flow in flows:
            _extend(element, flow=flow.to_json())


def note_text(note: Note) -> str:
    """Return what stands on a note in the diagram."""
    return inert_lines(note.text)


def iso_duration(time: Time | None) -> str | None:
    """Return a time as one ISO 8601 duration: of a range its mode, of a law its mean."""
    span = time.mode if isinstance(time, Pert) else time.mean if isinstance(time, Exponential) else time
    return span if span is None or isinstance(span, str) else write_iso(minutes(span))


def _document(element: XmlElement, text: str) -> None:
    told = inert_lines(text)
    if told:
        _add(element, "documentation").text = told


def _extend(element: XmlElement, **content: Any) -> XmlElement:
    """Put what is ours into an element's extension; return the last element there."""
    from lxml import etree

    extension = element.find(f"{{{BPMN}}}extensionElements")
    if extension is None:
        extension = _add(element, "extensionElements")
    for name, value in content.items():
        own = etree.SubElement(extension, f"{{{OURS}}}{name}")
        own.text = write_json(value)
    return own


def _add(parent: XmlElement, tag: str, **attributes: str) -> XmlElement:
    from lxml import etree

    return etree.SubElement(parent, f"{{{BPMN}}}{tag}", attributes)


def _set(element: XmlElement, **attributes: str) -> None:
    for name, value in attributes.items():
        element.set(name, value)
