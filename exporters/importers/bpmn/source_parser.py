"""From the XML of a BPMN model to its elements: by their local names, with or without a namespace."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from visavis.exporters.importers.bpmn.source_model import (
    EVENTS,
    FLOW_NODES,
    SUB_PROCESSES,
    Bounds,
    BpmnData,
    BpmnEdge,
    BpmnLane,
    BpmnNode,
    DataUse,
    EventTrigger,
    SourceModel,
    SourcePool,
)
from visavis.exporters.importers.bpmn.xml_reading import local_name, namespace_of
from visavis.exporters.typed_text import inert, inert_lines

_MARKUP = re.compile(r"<[A-Za-z/!][^<>]{0,2000}>")
_BREAK = re.compile(r"</(?:p|li|div|h\d)>|<br\s*/?>", re.IGNORECASE)
# What says how a model is run or shown, and nothing of the service.
_TECHNICAL = frozenset({
    "extensionElements", "ioSpecification", "property", "resourceRole", "performer", "humanPerformer",
    "potentialOwner", "auditing", "monitoring", "correlationSubscription", "correlationKey", "dataState",
    "interface", "itemDefinition", "resource", "import", "relationship", "endPoint", "operation"})
# What holds elements of the model, or is told of by another one.
_KNOWN = frozenset({
    "incoming", "outgoing", "documentation", "laneSet", "sequenceFlow", "association", "message", "category",
    "dataInputAssociation", "dataOutputAssociation", "text", "standardLoopCharacteristics", "extension",
    "multiInstanceLoopCharacteristics", "script", "conditionExpression", "BPMNDiagram", "error", "signal",
    "escalation", "dataStore", "collaboration", "process", "supportedInterfaceRef", "eventDefinitionRef",
    "completionCondition", "rendering", "loopDataInputRef", "dataInput", "dataOutput", "inputSet", "outputSet",
    "ordering", "participantMultiplicity", "interfaceRef", "messageFlow", "participant", "messageFlowAssociation",
    "conversationLink", "participantAssociation", "lane", "categoryValue", "activationCondition"})
_UNREAD = frozenset({
    "choreographyTask", "subChoreography", "callChoreography", "conversation", "subConversation", "callConversation",
    "conversationNode", "choreography", "globalChoreographyTask", "globalConversation"})


def parse_model(root: Any) -> SourceModel:
    """Return the model that a file's `definitions` hold."""
    return _Parser(root).parse()


def plain_text(text: str) -> str:
    """Return a text without markup: some programs write documentation as HTML."""
    if "<" in text or "&" in text:
        text = html.unescape(_MARKUP.sub("", _BREAK.sub("\n", text)))
    return "\n".join(line for line in (part.strip() for part in inert_lines(text).splitlines()) if line)


class _Parser:
    def __init__(self, root: Any) -> None:
        self._root = root
        self._space = namespace_of(root)
        self._model = SourceModel(title=inert(root.get("name") or ""))
        self._outgoing: dict[str, str] = {}
        self._incoming: dict[str, str] = {}
        self._lane_of: dict[str, str] = {}
        self._named: dict[str, str] = {}
        self._by_id: dict[str, Any] = {}
        self._data_names: dict[str, str] = {}
        self._told: list[str] = []
        self._ids: Counter[str] = Counter()
        self._readers: Mapping[str, Callable[[Any], None]] = {
            "sequenceFlow": self._read_flow, "dataObjectReference": self._read_data,
            "dataStoreReference": self._read_data, "dataObject": self._read_data_object,
            "textAnnotation": self._read_annotation, "association": self._read_association, "group": self._read_group}

    def parse(self) -> SourceModel:
        for element in self._root.iter():
            identity = element.get("id") if isinstance(element.tag, str) else None
            if identity:
                self._by_id.setdefault(_reference(identity), element)
                if element.get("name"):
                    self._named.setdefault(_reference(identity), inert(element.get("name")))
        # What groups are called may stand behind them.
        for element in sorted(self._children(self._root), key=lambda child: local_name(child) != "category"):
            kind = local_name(element)
            if kind == "process":
                name = self._id(element, kind)
                self._told.append(self._documentation(element))
                self._read_container(element, name, name)
            elif kind in ("collaboration", "choreography", "globalConversation"):
                self._read_collaboration(element)
            elif kind == "BPMNDiagram":
                self._read_diagram(element)
            elif kind == "category":
                self._read_category(element)
            elif kind.startswith("global") or kind in _UNREAD:
                self._model.unread.append((kind, self._name(element) or _reference(element.get("id"))))
        self._add_pools()
        self._complete()
        return self._model

    def _children(self, parent: Any) -> Iterator[Any]:
        """Yield the elements of the model among an element's parts; vendors' own are counted."""
        for child in parent:
            name = local_name(child)
            if not name:
                continue
            space = namespace_of(child)
            if name == "BPMNDiagram" or space in ("", self._space) or "bpmn/20100524/model" in space.lower():
                if name in _TECHNICAL:
                    self._model.technical[name] += 1
                else:
                    yield child
            else:
                self._model.technical["extensionElements"] += 1

    def _id(self, element: Any, kind: str) -> str:
        """Return an element's own id, or else one that tells what it is."""
        self._ids[kind] += 1
        return _reference(element.get("id")) or f"{kind}-{self._ids[kind]}"

    def _read_container(self, element: Any, container: str, process: str) -> None:
        for child in self._children(element):
            kind = local_name(child)
            reader = self._readers.get(kind)
            if kind in FLOW_NODES:
                self._read_node(child, kind, container, process)
            elif reader is not None:
                reader(child)
            elif kind == "laneSet":
                self._read_lanes(child, process, "")
            elif kind in _UNREAD or (kind not in _KNOWN and "EventDefinition" not in kind):
                self._model.unread.append((kind, self._name(child) or str(child.get("id") or "")))

    def _read_node(self, element: Any, kind: str, container: str, process: str) -> None:
        model, name = self._model, self._id(element, kind)
        while name in model.nodes:
            name = f"{name}'"
        node = model.nodes[name] = BpmnNode(
            name, kind, self._name(element), container, process, self._documentation(element),
            triggers=tuple(self._triggers(element)) if kind in EVENTS else (),
            attached_to=_reference(element.get("attachedToRef")),
            is_interrupting=element.get("cancelActivity") not in ("false", "0"),
            default_flow=_reference(element.get("default")),
            called=_reference(element.get("calledElement")),
            is_event_sub_process=element.get("triggeredByEvent") in ("true", "1"))
        for child in self._children(element):
            part = local_name(child)
            if part in ("incoming", "outgoing"):
                (self._incoming if part == "incoming" else self._outgoing)[_reference(child.text)] = name
            elif part in ("standardLoopCharacteristics", "multiInstanceLoopCharacteristics"):
                node.repeats = True
            elif part in ("dataInputAssociation", "dataOutputAssociation"):
                self._read_data_use(child, name, is_input=part == "dataInputAssociation")
            elif part in ("script", "rendering", "completionCondition", "activationCondition"):
                self._model.technical[part] += 1
        if kind in SUB_PROCESSES:
            self._read_container(element, name, process)

    def _read_data_use(self, element: Any, node: str, *, is_input: bool) -> None:
        wanted = "sourceRef" if is_input else "targetRef"
        for child in element:
            if local_name(child) == wanted and _reference(child.text):
                self._model.uses.append(DataUse(_reference(child.text), node, is_input))

    def _triggers(self, element: Any) -> Iterator[EventTrigger]:
        for child in element:
            # Some programs keep what an event waits for elsewhere, and only name it here.
            is_named = local_name(child) == "eventDefinitionRef"
            told = self._by_id.get(_unprefixed(_reference(child.text))) if is_named else child
            if told is not None and local_name(told).endswith("EventDefinition"):
                yield self._trigger(told, local_name(told).removesuffix("EventDefinition"))

    def _trigger(self, element: Any, kind: str) -> EventTrigger:
        if kind == "timer":
            for child in element:
                if local_name(child) in ("timeDuration", "timeDate", "timeCycle"):
                    return EventTrigger(kind, inert("".join(child.itertext())), local_name(child))
            return EventTrigger(kind)
        if kind == "conditional":
            told = next((child for child in element if local_name(child) == "condition"), None)
            return EventTrigger(kind, inert("".join(told.itertext())) if told is not None else "")
        named = next((element.get(f"{what}Ref") for what in ("message", "signal", "error", "escalation")
                      if element.get(f"{what}Ref")), None)
        return EventTrigger(kind, self._named.get(_reference(named), "") or inert(element.get("name") or ""))

    def _read_flow(self, element: Any) -> None:
        condition = next(("".join(child.itertext()) for child in element
                          if local_name(child) == "conditionExpression"), "")
        name = self._edge_id(element, self._model.flows, "flow")
        self._model.flows[name] = BpmnEdge(name, self._name(element), _reference(element.get("sourceRef")),
                                           _reference(element.get("targetRef")), inert(condition))

    def _edge_id(self, element: Any, known: Mapping[str, object], kind: str) -> str:
        name = self._id(element, kind)
        while name in known:
            name = f"{name}'"
        return name

    def _read_data(self, element: Any) -> None:
        name = self._id(element, "data")
        held = _reference(element.get("dataObjectRef") or element.get("dataStoreRef"))
        self._model.data[name] = BpmnData(name, self._name(element) or self._named.get(held, ""),
                                          is_store="Store" in local_name(element))

    def _read_data_object(self, element: Any) -> None:
        # Some programs link to the object itself; most have a reference of the same meaning beside it.
        name = _reference(element.get("id"))
        self._data_names[name] = self._name(element)

    def _read_annotation(self, element: Any) -> None:
        told = next(("".join(child.itertext()) for child in element if local_name(child) == "text"), "")
        self._model.annotations[self._id(element, "textAnnotation")] = plain_text(told or element.get("text") or "")

    def _read_association(self, element: Any) -> None:
        self._model.associations.append((_reference(element.get("sourceRef")), _reference(element.get("targetRef"))))

    def _read_group(self, element: Any) -> None:
        held = _reference(element.get("categoryValueRef"))
        self._model.groups[self._id(element, "group")] = self._name(element) or self._data_names.get(held, "") or held

    def _read_category(self, element: Any) -> None:
        for child in self._children(element):
            if local_name(child) == "categoryValue":
                self._data_names[_reference(child.get("id"))] = inert(child.get("value") or "")

    def _read_lanes(self, lane_set: Any, process: str, above: str) -> None:
        for element in self._children(lane_set):
            if local_name(element) != "lane":
                continue
            name, title = self._id(element, "lane"), self._name(element) or above
            inner = [child for child in element if local_name(child) == "childLaneSet"]
            inner = [child for child in inner if any(local_name(part) == "lane" for part in child)]
            self._model.lanes[name] = BpmnLane(name, title, process)
            for child in element:
                if local_name(child) == "flowNodeRef":
                    self._lane_of[_reference(child.text)] = name
            for child in inner:
                self._read_lanes(child, process, title)

    def _read_collaboration(self, element: Any) -> None:
        model = self._model
        model.title = model.title or self._name(element)
        self._told.insert(0, self._documentation(element))
        for child in self._children(element):
            kind = local_name(child)
            if kind == "participant":
                name = self._id(child, "participant")
                model.pools[name] = SourcePool(name, self._name(child), _reference(child.get("processRef")))
                for part in self._children(child):
                    if local_name(part) == "participantMultiplicity":
                        model.unread.append(("participantMultiplicity", self._name(child) or name))
            elif kind == "messageFlow":
                name = self._edge_id(child, model.messages, "messageFlow")
                held = self._named.get(_reference(child.get("messageRef")), "")
                model.messages[name] = BpmnEdge(name, self._name(child) or held, _reference(child.get("sourceRef")),
                                                _reference(child.get("targetRef")))
            elif kind in _UNREAD:
                model.unread.append((kind, self._name(child) or str(child.get("id") or "")))
            elif kind in self._readers:
                self._readers[kind](child)

    def _read_diagram(self, element: Any) -> None:
        for shape in element.iter():
            if local_name(shape) != "BPMNShape":
                continue
            box = next((child for child in shape if local_name(child) == "Bounds"), None)
            if box is None:
                continue
            try:
                place = Bounds(*(float(box.get(side) or 0) for side in ("x", "y", "width", "height")))
            except ValueError:
                continue
            self._model.bounds.setdefault(_reference(shape.get("bpmnElement")), place)

    def _add_pools(self) -> None:
        """Give every process that no participant names a pool of its own, unless another one calls it."""
        model = self._model
        called = {_unprefixed(node.called) for node in model.nodes.values() if node.called}
        # What is called is named by the call, unless it says something to others by itself.
        called -= {model.nodes[end].process for flow in model.messages.values() for end in (flow.source, flow.target)
                   if end in model.nodes}
        processes = dict.fromkeys(node.process for node in model.nodes.values())
        for pool in model.pools.values():
            if pool.process not in processes:
                pool.process = _unprefixed(pool.process) if _unprefixed(pool.process) in processes else ""
        taken = [pool.process for pool in model.pools.values()]
        for pool in list(model.pools.values()):
            if pool.process and taken.count(pool.process) > 1:
                # A process is drawn once; of several participants that name it, the first one has it.
                pool.process = pool.process if taken.index(pool.process) == list(model.pools.values()).index(pool) \
                    else ""
        for process in processes:
            if process not in taken and process not in called:
                name = process if process not in model.pools else f"{process}'"
                model.pools[name] = SourcePool(name, self._named.get(process, ""), process, is_drawn=False)

    def _complete(self) -> None:
        """Resolve references: prefixes, ends that only the nodes tell, lanes that only the diagram tells."""
        model = self._model
        places = model.nodes.keys() | model.pools.keys() | model.lanes.keys() | model.data.keys()
        by_process = {pool.process: pool.id for pool in model.pools.values() if pool.process}
        for name, flow in model.flows.items():
            flow.source = _resolve(flow.source, places) or self._outgoing.get(name, "")
            flow.target = _resolve(flow.target, places) or self._incoming.get(name, "")
        for flow in model.messages.values():
            flow.source = _resolve(flow.source, places) or by_process.get(_unprefixed(flow.source), "")
            flow.target = _resolve(flow.target, places) or by_process.get(_unprefixed(flow.target), "")
        for node in model.nodes.values():
            node.attached_to = _resolve(node.attached_to, model.nodes.keys())
            node.lane = self._lane_of.get(node.id, "")
        self._inherit_lanes()
        model.documentation = "\n".join(dict.fromkeys(text for text in self._told if text))
        # A link to a data object itself, where it has no reference that is drawn.
        for name in (*(use.data for use in model.uses), *(end for ends in model.associations for end in ends)):
            if name not in model.data and name in self._data_names and name not in model.nodes:
                model.data[name] = BpmnData(name, self._data_names[name])

    def _inherit_lanes(self) -> None:
        """Put what no lane names into that of the sub-process or task that it belongs to, or where it is drawn."""
        model = self._model
        for node in model.nodes.values():
            seen = node
            while not node.lane and seen.container in model.nodes:
                seen = model.nodes[seen.container]
                node.lane = seen.lane
            if not node.lane and node.attached_to:
                node.lane = model.nodes[node.attached_to].lane
            if not node.lane and node.id in model.bounds:
                node.lane = self._drawn_lane(node)

    def _drawn_lane(self, node: BpmnNode) -> str:
        model = self._model
        around = [lane.id for lane in model.lanes.values() if lane.process == node.process
                  and lane.id in model.bounds and model.bounds[lane.id].holds(model.bounds[node.id])]
        # Of lanes within lanes, the innermost was read last.
        return around[-1] if around else ""

    def _name(self, element: Any) -> str:
        return inert(plain_text(element.get("name") or "").replace("\n", " "))

    def _documentation(self, element: Any) -> str:
        told = ["".join(child.itertext()) for child in element if local_name(child) == "documentation"]
        return "\n".join(text for text in map(plain_text, told) if text)


def _reference(text: str | None) -> str:
    return (text or "").strip()[:150]


def _unprefixed(name: str) -> str:
    return name.rpartition(":")[2]


def _resolve(name: str, known: Any) -> str:
    if name in known:
        return name
    return _unprefixed(name) if _unprefixed(name) in known else ""
