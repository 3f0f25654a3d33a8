"""A BPMN file of ours as the blueprint that it was made from, with what other programs have changed since.

What people see wins over what stands in our extensions: names, lanes, the ends of lines, and what was deleted. What
was added elsewhere has no extension of ours, and is not read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument, BlueprintError, Flow, Step
from visavis.exporters.bpmn.own_elements import elements_with, holds_ours, ours_of, parse_xml
from visavis.exporters.bpmn.xml_names import BPMN, OURS, SILENT, join_names, step_name, visible_name
from visavis.exporters.typed_text import inert_lines

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement

_FLOW_NODES = ("Event", "Task", "Gateway", "task", "subProcess", "callActivity")
_LINES = ("sequenceFlow", "messageFlow")


def read_own_bpmn(content: bytes) -> BlueprintDocument:
    """Return the document that a BPMN file of ours holds; raise BlueprintError where it holds none."""
    root = parse_xml(content)
    if not holds_ours(root):
        raise BlueprintError(message("this BPMN file was not made by Vis-à-vis"))
    return _OwnReader(root).read()


def is_own_bpmn(content: bytes) -> bool:
    """Return whether a BPMN file was made by this program; one that is no XML was not."""
    try:
        return holds_ours(parse_xml(content))
    except BlueprintError:
        return False


def find_foreign_elements(content: bytes) -> tuple[str, ...]:
    """Return the ids of the nodes and lines that another program added to a file of ours, in the file's order."""
    found = []
    for element in parse_xml(content).iter(f"{{{BPMN}}}*"):
        tag = element.tag.rpartition("}")[2]
        if (tag.endswith(_FLOW_NODES) or tag in _LINES) and not _is_ours(element, tag):
            found.append(element.get("id", ""))
    return tuple(found)


def _is_ours(element: XmlElement, tag: str) -> bool:
    if tag in _LINES:
        # What is derived has no extension; bpmn-js calls what people draw `Flow_…`, also between two nodes of ours.
        derived = element.get("id", "").startswith(("Link_", "Copy_"))
        return derived or next(ours_of(element, "flow"), None) is not None
    return next(ours_of(element, "step"), None) is not None or next(ours_of(element, "part"), None) is not None


class _OwnReader:
    """Reads one file: the head first, then steps as they are called and where they stand, then flows."""

    def __init__(self, root: XmlElement) -> None:
        self.root = root
        self.owners: dict[str, str] = {}
        self.steps: dict[str, dict[str, Any]] = {}
        self.flows: dict[str, dict[str, Any]] = {}
        self.moved: set[str] = set()

    def read(self) -> BlueprintDocument:
        """Return the document."""
        from visavis.blueprint.storage.codec import decode_data

        found = next(elements_with(self.root, "blueprint"), None)
        if found is None or not isinstance(found[1], dict) or not isinstance(found[1].get("graph"), dict):
            raise BlueprintError(message("what Vis-à-vis needs of this BPMN file was damaged; export it again"))
        data = found[1]
        head = next(self.root.iter("{*}blueprint"))
        graph = {"format": head.get("format", ""), **data["graph"]}
        self._rename(graph)
        self._read_notes(graph)
        self._read_steps()
        self._read_flows()
        gone = [step for step in self._listed("steps") if step not in self.steps]
        lane, phase = (_first_id(graph.get(key)) for key in ("lanes", "phases"))
        nodes = [*_in_order(self.steps, self._listed("steps")),
                 *({"id": step, "lane": lane, "phase": phase} for step in gone)]
        document = decode_data({**data, "directed": True, "multigraph": True, "graph": graph, "nodes": nodes,
                                "edges": _in_order(self.flows, self._listed("flows"))})
        return _take_out(self._derive_kinds(document), gone)

    def _listed(self, name: str) -> list[str]:
        found: Any = next((listed for _, listed in elements_with(self.root, name)), None)
        return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []

    # -- the head

    def _rename(self, graph: dict[str, Any]) -> None:
        """Take over names of lanes, phases and items that were changed."""
        for key, name, attribute in (("lanes", "lane", "name"), ("phases", "phase", "value"),
                                     ("items", "item", "name")):
            entries = _entries(graph, key)
            for element, entry_id in elements_with(self.root, name):
                entry = entries.get(entry_id) if isinstance(entry_id, str) else None
                seen = element.get(attribute, "")
                if entry is not None and seen and seen != visible_name(_text(entry.get("name")), entry_id):
                    entry["name"] = seen

    def _read_notes(self, graph: dict[str, Any]) -> None:
        """Take over texts of notes that were changed, and leave out notes that were deleted."""
        texts = {note: element.findtext(f"{{{BPMN}}}text", "") for element, note in elements_with(self.root, "note")
                 if isinstance(note, str)}
        entries = _entries(graph, "notes")
        for note, text in texts.items():
            if note in entries and inert_lines(text) != inert_lines(_text(entries[note].get("text"))):
                entries[note]["text"] = text
        if entries:
            graph["notes"] = [entry for note, entry in entries.items() if note in texts]

    # -- steps and flows

    def _read_steps(self) -> None:
        lanes = {reference.text: lane for element, lane in elements_with(self.root, "lane")
                 for reference in element.findall(f"{{{BPMN}}}flowNodeRef")}
        for element, step in elements_with(self.root, "step"):
            written = element.get("id", "")
            if not isinstance(step, dict) or not isinstance(step.get("id"), str) or step["id"] in self.steps:
                continue
            if element.get("name", "") != step_name(_guess(Step, step)):
                step["title"] = element.get("name", "")
            if written in lanes:
                step["lane"] = lanes[written]
            self.owners[written] = step["id"]
            self.steps[step["id"]] = step
        for element, part in elements_with(self.root, "part"):
            if isinstance(part, dict) and isinstance(part.get("step"), str):
                self.owners[element.get("id", "")] = part["step"]

    def _read_flows(self) -> None:
        for element in self.root.iter(f"{{{BPMN}}}*"):
            flows = [flow for flow in ours_of(element, "flow")
                     if isinstance(flow, dict) and isinstance(flow.get("key"), str)]
            if flows:
                self._read_line(element, flows)

    def _read_line(self, element: XmlElement, flows: list[dict[str, Any]]) -> None:
        ends = [self.owners.get(element.get(end, "")) for end in ("sourceRef", "targetRef")]
        if None in ends or not all(end in self.steps for end in ends):
            return
        is_message = element.tag == f"{{{BPMN}}}messageFlow"
        is_silent = any(extension.get(SILENT) for extension in element.iter(f"{{{OURS}}}flow"))
        written = "" if is_silent else join_names([_guess(Flow, flow) for flow in flows], is_message=is_message)
        seen = element.get("name", "")
        if element.tag != f"{{{BPMN}}}association" and seen != written:
            _relabel(flows[0], seen, is_message=is_message)
        for flow in flows:
            if [flow.get("source"), flow.get("target")] != ends:
                flow["source"], flow["target"] = ends
                self.moved.add(flow["key"])
            self.flows.setdefault(flow["key"], flow)

    def _derive_kinds(self, document: BlueprintDocument) -> BlueprintDocument:
        """Return the document with flows whose ends were moved of the kind that they are now."""
        from visavis.blueprint.model.document import flow_kind

        if not self.moved:
            return document
        steps = document.step_by_id

        def derive(flow: Flow) -> Flow:
            if flow.key not in self.moved:
                return flow
            kind = flow_kind(document, document.lane_of(steps[flow.source]), document.lane_of(steps[flow.target]))
            return flow if kind is flow.kind else flow.model_copy(update={"kind": kind})

        return document.replace(flows=tuple(map(derive, document.flows)))


def _take_out(document: BlueprintDocument, gone: list[str]) -> BlueprintDocument:
    """Return the document without steps that were deleted elsewhere, and without what refers to them."""
    if not gone:
        return document
    from visavis.blueprint.editing import Draft, Identifiers
    from visavis.blueprint.editing.removal import remove_steps

    draft = Draft(document, Identifiers())
    remove_steps(draft, gone, heals=False)
    return draft.finish()


def _relabel(flow: dict[str, Any], seen: str, *, is_message: bool) -> None:
    condition = _text(flow.get("condition"))
    if is_message or not condition.strip():
        flow["label"] = seen
    elif not _text(flow.get("label")).strip():
        flow["condition"] = seen
    else:
        flow["label"] = seen.removesuffix(f" ({condition})")


def _guess(kind: type[Any], fields: Mapping[str, Any]) -> Any:
    """Return an element with the texts of unchecked data, for its name alone."""
    return kind.model_construct(**{name: _text(fields.get(name)) for name in ("id", "title", "label", "condition")
                                   if name in kind.model_fields})


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _entries(graph: Mapping[str, Any], key: str) -> dict[str, dict[str, Any]]:
    rows = graph.get(key)
    return {row["id"]: row for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str)} \
        if isinstance(rows, list) else {}


def _first_id(rows: object) -> str:
    first = rows[0] if isinstance(rows, list) and rows else None
    return _text(first.get("id")) if isinstance(first, dict) else ""


def _in_order(found: Mapping[str, dict[str, Any]], order: Iterable[str]) -> list[dict[str, Any]]:
    known = [name for name in dict.fromkeys(order) if name in found]
    return [found[name] for name in dict.fromkeys((*known, *found))]
