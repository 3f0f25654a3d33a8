"""From the elements of a BPMN model to the steps and flows of a blueprint, each with what is lost of it."""

from __future__ import annotations

from visavis.blueprint.editing.capture.times import read_duration
from visavis.blueprint.language import Message, Quoted, Translator, message, plural
from visavis.blueprint.model import BlueprintError, StepKind
from visavis.blueprint.model.durations import parts
from visavis.blueprint.model.problems import WrongValue
from visavis.exporters.importers.bpmn.dissolving import dissolve_gateways
from visavis.exporters.importers.bpmn.information import add_annotations, add_data
from visavis.exporters.importers.bpmn.messages import add_messages, link_replies, settle_starts
from visavis.exporters.importers.bpmn.places import Places
from visavis.exporters.importers.bpmn.sketch import Sketch, SketchFlow, SketchStep
from visavis.exporters.importers.bpmn.source_model import (
    GATEWAYS,
    SUB_PROCESSES,
    BpmnEdge,
    BpmnNode,
    EventTrigger,
    SourceModel,
)

# Titles beyond so many letters go on in the detail, and so many steps of a sub-process are named there.
LONGEST_TITLE = 160
_CONTENT = 12
# What may stand before the duration in a timer's name.
_AFTER = frozenset({"after", "wait", "within", "in", "après", "attendre", "sous", "dans", "nach", "binnen"})
# What an event may be of that a step says by its kind, its flows or its title.
_HELD_TRIGGERS = frozenset({"timer", "message", "error", "terminate", "link", "conditional"})
_UNTITLED = {
    "startEvent": message("Start"), "endEvent": message("End"), "eventBasedGateway": message("What comes first?"),
    "exclusiveGateway": message("What happens next?"), "inclusiveGateway": message("What happens next?"),
    "complexGateway": message("What happens next?"), "parallelGateway": message("At the same time"),
    "timer": message("A time passes"), "message": message("A message"), "error": message("Something fails"),
    "subProcess": message("Several steps"), "callActivity": message("Another process")}


def sketch_model(model: SourceModel, places: Places, tr: Translator) -> Sketch:
    """Return the steps and flows that a model makes; `tr` writes the titles of what has none."""
    sketch = Sketch()
    for kind, name in model.unread:
        sketch.losses.tell(kind, name, message("not held"))
    _StepMaker(model, places, tr, sketch).add_steps()
    _add_sequences(model, places, sketch)
    _join_links(model, sketch)
    _attach_boundaries(model, places, sketch)
    add_messages(model, places, tr, sketch)
    dissolve_gateways(sketch)
    settle_starts(sketch)
    link_replies(sketch)
    add_data(model, places, tr, sketch)
    add_annotations(model, places, sketch)
    sketch.losses.count_technical(model.technical)
    return sketch


class _StepMaker:
    def __init__(self, model: SourceModel, places: Places, tr: Translator, sketch: Sketch) -> None:
        self._model = model
        self._places = places
        self._tr = tr
        self._sketch = sketch
        self._leaving = {flow.source for flow in model.flows.values() if flow.target}
        self._conditional = {flow.source for flow in model.flows.values() if flow.condition}

    def add_steps(self) -> None:
        for node in self._model.nodes.values():
            if self._places.step_of(node.id) == node.id:
                step = SketchStep(node.id, self._title(node), self._kind(node), self._places.party_of(node),
                                  is_unnamed=not node.name)
                self._sketch.add_step(step)
                self._describe(node, step)
                self._set_ways(node, step)

    def _title(self, node: BpmnNode) -> str:
        trigger = next((found for found in node.triggers), None)
        named = node.name or (trigger.text if trigger is not None and trigger.kind != "timer" else "")
        if not named and node.is_event_sub_process:
            named = next((inner.name for inner in self._places.content(node.id) if inner.kind == "startEvent"), "")
        if named:
            return named
        kinds = (node.kind if node.kind in ("startEvent", "endEvent") else "", trigger.kind if trigger else "",
                 node.kind)
        return self._tr(next((_UNTITLED[kind] for kind in kinds if kind in _UNTITLED), message("Unnamed step")))

    def _kind(self, node: BpmnNode) -> StepKind:
        is_inside = node.container in self._places.open
        if node.kind == "startEvent":
            return StepKind.ACTION if is_inside else StepKind.START
        if node.kind == "endEvent" and not (is_inside and not _stops(node)):
            return StepKind.OUTCOME
        if node.kind in GATEWAYS and node.kind != "parallelGateway":
            return StepKind.DECISION
        waits = node.kind in ("intermediateCatchEvent", "boundaryEvent", "intermediateEvent")
        if waits and any(trigger.kind in ("timer", "conditional") for trigger in node.triggers):
            return StepKind.WAIT
        return StepKind.ACTION

    def _describe(self, node: BpmnNode, step: SketchStep) -> None:
        """Put into the detail what has no place of its own, and tell what has not even that."""
        tell, tr = self._sketch.losses.tell, self._tr
        if len(step.title) > LONGEST_TITLE:
            step.details.append(step.title)
            step.title = f"{step.title[:LONGEST_TITLE].rstrip()}…"
        step.details += [node.documentation] if node.documentation else []
        if node.repeats:
            step.details.append(tr(message("Done several times.")))
            tell(node.kind, node.name or node.id, message("that it repeats is said in the detail only"))
        if node.kind in SUB_PROCESSES:
            self._name_content(node, step)
        if node.kind == "callActivity":
            called = next((pool.name for pool in self._model.pools.values() if pool.process == node.called), "")
            step.details.append(tr(message("Calls: {name}", name=called or node.called or node.name)))
            tell(node.kind, node.name or node.id, message("one step; what it calls is only named in the detail"))
        for trigger in node.triggers:
            self._describe_trigger(node, step, trigger)
        if node.kind in ("inclusiveGateway", "complexGateway") and node.id in self._leaving:
            tell(node.kind, node.name or node.id, message(
                "several of its ways may be taken at once, where a decision takes one"))

    def _name_content(self, node: BpmnNode, step: SketchStep) -> None:
        inner = self._places.content(node.id)
        named = [other.name for other in inner if other.name and other.kind not in GATEWAYS]
        if named:
            shown = " · ".join(named[:_CONTENT]) + (" …" if len(named) > _CONTENT else "")
            step.details.append(self._tr(message("Inside: {steps}", steps=shown)))
        if inner:
            self._sketch.losses.tell(node.kind, node.name or node.id, plural(
                "a single step; the {count} element inside is only named in its detail",
                "a single step; the {count} elements inside are only named in its detail", len(inner)))
        if node.is_event_sub_process:
            self._sketch.losses.tell(node.kind, node.name or node.id,
                                     message("nothing leads to it: an event starts it"))

    def _describe_trigger(self, node: BpmnNode, step: SketchStep, trigger: EventTrigger) -> None:
        tell = self._sketch.losses.tell
        if trigger.kind == "timer" and trigger.text:
            if trigger.form in ("timeDuration", "") and _is_duration(trigger.text) and step.kind is StepKind.WAIT:
                step.wait = trigger.text
            else:
                step.details.append(self._tr(message("When: {time}", time=trigger.text)))
                tell(node.kind, node.name or node.id, message(
                    "its time {time} is no duration of a wait, and stands in the detail",
                    time=Quoted(trigger.text[:60])))
        elif trigger.kind == "timer" and step.kind is StepKind.WAIT:
            step.wait = _duration_in_words(node.name)
        elif trigger.kind == "conditional" and trigger.text and node.name:
            step.details.append(trigger.text)
        elif trigger.kind not in _HELD_TRIGGERS or (trigger.kind == "error" and node.kind == "endEvent"):
            tell(node.kind, node.name or node.id, message("that it is an event of the kind {kind} is not held",
                                                          kind=Quoted(trigger.kind)))

    def _set_ways(self, node: BpmnNode, step: SketchStep) -> None:
        plain = not node.triggers and not node.name
        inner = node.container in self._places.open
        step.passes = node.kind in GATEWAYS or (plain and (
            node.kind == "intermediateThrowEvent" or (inner and node.kind in ("startEvent", "endEvent")))) or (
            node.kind == "boundaryEvent" and not node.name and not any(
                trigger.kind == "timer" or trigger.text for trigger in node.triggers))
        step.forks = node.kind == "parallelGateway"
        step.takes_one = node.id in self._conditional and node.kind not in GATEWAYS


def _stops(node: BpmnNode) -> bool:
    return any(trigger.kind in ("error", "cancel", "terminate") for trigger in node.triggers)


def _is_duration(text: str) -> bool:
    try:
        parts(text)
    except WrongValue:
        return False
    return True


def _duration_in_words(name: str) -> str | None:
    """Return the duration that a timer is called by (`14 days`, `après 2 mois`); None for any other name."""
    first, _, rest = name.partition(" ")
    try:
        return read_duration(rest if first.casefold() in _AFTER else name)
    except BlueprintError:
        return None


def _add_sequences(model: SourceModel, places: Places, sketch: Sketch) -> None:
    for flow in model.flows.values():
        if not flow.source or not flow.target:
            sketch.losses.tell("sequenceFlow", flow.name or flow.id, message("leads from or to nothing"))
            continue
        sources = places.exits(flow.source) if flow.source in places.open else [places.step_of(flow.source)]
        targets = places.entries(flow.target) if flow.target in places.open else [places.step_of(flow.target)]
        for source in sources:
            for target in targets:
                _add_sequence(model, flow, sketch, source, target)


def _add_sequence(model: SourceModel, flow: BpmnEdge, sketch: Sketch, source: str, target: str) -> None:
    if source not in sketch.steps or target not in sketch.steps:
        if flow.source not in model.nodes or flow.target not in model.nodes:
            sketch.losses.tell("sequenceFlow", flow.name or flow.id, message("joins what is no step"))
        return
    if source == target and (flow.source != source or flow.target != target):
        # Inside of what is one step.
        return
    made = sketch.add_flow(SketchFlow(flow.id, source, target, flow.name or flow.condition))
    made.is_default = model.nodes[flow.source].default_flow == flow.id
    if flow.condition and flow.name and flow.condition != flow.name:
        sketch.losses.tell("sequenceFlow", flow.name, message("its expression {expression} is not held",
                                                              expression=Quoted(flow.condition[:60])))


def _join_links(model: SourceModel, sketch: Sketch) -> None:
    """Let a way that leaves one page of a model by a link go on where the link comes back."""
    links: dict[bool, dict[str, list[str]]] = {True: {}, False: {}}
    for node in model.nodes.values():
        if node.id in sketch.steps and any(trigger.kind == "link" for trigger in node.triggers):
            throws = "Throw" in node.kind or node.kind == "endEvent"
            links[throws].setdefault(node.name.casefold(), []).append(node.id)
    for name, sources in links[True].items():
        for target in links[False].get(name, ())[:1]:
            for source in sources:
                sketch.add_flow(SketchFlow(f"{source}-link", source, target))
                sketch.steps[source].passes = True
            sketch.steps[target].passes = True


def _attach_boundaries(model: SourceModel, places: Places, sketch: Sketch) -> None:
    """Make what happens at the border of a step its fallback, or a way beside the others where it goes on."""
    for node in model.nodes.values():
        if not node.attached_to or node.id not in sketch.steps:
            continue
        hosts = places.entries(node.attached_to) if node.attached_to in places.open else [
            places.step_of(node.attached_to)]
        host = sketch.steps.get(hosts[0] if hosts else "")
        if host is None or host.id == node.id or _catch_inner_errors(places, sketch, node):
            continue
        _add_compensation(model, sketch, node)
        if any(trigger.kind in ("error", "escalation", "cancel", "timer") for trigger in node.triggers):
            host.may_fail = host.may_fail or node.is_interrupting
        if node.is_interrupting and not host.fallback:
            host.fallback = node.id
        else:
            sketch.add_flow(SketchFlow(f"{node.id}-beside", host.id, node.id))
            if node.is_interrupting:
                _tell_second(sketch, node)


def _add_compensation(model: SourceModel, sketch: Sketch, boundary: BpmnNode) -> None:
    """Lead to what undoes a step, which BPMN draws by an association."""
    for source, target in model.associations:
        if source == boundary.id and target in sketch.steps and target in model.nodes:
            sketch.add_flow(SketchFlow(f"{source}-{target}", source, target))


def _catch_inner_errors(places: Places, sketch: Sketch, boundary: BpmnNode) -> bool:
    """Lead the ends by which a sub-process laid open fails to what catches them; return whether it has any."""
    kinds = {trigger.kind for trigger in boundary.triggers} & {"error", "cancel", "escalation"}
    if boundary.attached_to not in places.open or not kinds:
        return False
    ends = [node.id for node in places.content(boundary.attached_to) if node.kind == "endEvent"
            and node.id in sketch.steps and kinds & {trigger.kind for trigger in node.triggers}]
    for end in ends:
        sketch.add_flow(SketchFlow(f"{end}-caught", end, boundary.id))
    return bool(ends)


def _tell_second(sketch: Sketch, node: BpmnNode) -> None:
    told: Message = message("a way beside the others: a step has one fallback")
    sketch.losses.tell(node.kind, node.name or node.id, told)
