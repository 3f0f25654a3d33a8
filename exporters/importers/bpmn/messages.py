"""Message flows: what the citizen and the organisation say to each other, and the steps that a border hides."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable

from visavis.blueprint.language import Message, Quoted, Translator, message, plural
from visavis.blueprint.model import StepKind
from visavis.exporters.importers.bpmn.citizens import name_of
from visavis.exporters.importers.bpmn.places import Places
from visavis.exporters.importers.bpmn.sketch import Sketch, SketchFlow, SketchStep
from visavis.exporters.importers.bpmn.source_model import EVENTS, BpmnEdge, SourceModel

# An answer is no more than so many steps away from its question.
_FAR = 400


def add_messages(model: SourceModel, places: Places, tr: Translator, sketch: Sketch) -> None:
    """Add every message flow; one that ends at a pool's border gets a step there that is to be confirmed."""
    borders: Counter[str] = Counter()
    for flow in model.messages.values():
        ends = [_end(model, places, flow, is_source=is_source) for is_source in (True, False)]
        if not all(ends):
            sketch.losses.tell("messageFlow", flow.name or flow.id, message("leads from or to nothing"))
            continue
        for index, end in enumerate(ends):
            if end in sketch.steps:
                _name_after(sketch.steps[end], model, tr(_title(model, places, flow, is_source=index == 0)))
            else:
                borders[end] += 1
                ends[index] = _add_border_step(model, places, tr, sketch, flow, is_source=index == 0).id
        sketch.add_flow(SketchFlow(flow.id, ends[0], ends[1], flow.name, is_message=True))
    for pool, count in borders.items():
        sketch.losses.add(plural(
            "{count} message ends at the border of {pool}: a step “to confirm” was made there for it",
            "{count} messages end at the border of {pool}: a step “to confirm” was made there for each", count,
            pool=Quoted(name_of(model, pool)[:60])))


def _name_after(step: SketchStep, model: SourceModel, title: str) -> None:
    """Call an event without a name after what it hears or says."""
    if step.is_unnamed and not step.passes and model.nodes[step.id].kind in EVENTS:
        step.title, step.is_unnamed = title, False


def _title(model: SourceModel, places: Places, flow: BpmnEdge, *, is_source: bool) -> Message:
    """Return what one end of a message does: it sends or receives it, to or from somebody where it has no name."""
    if flow.name:
        return message("Sends: {what}", what=flow.name) if is_source else message("Receives: {what}", what=flow.name)
    who = _name_of_end(model, places, flow.target if is_source else flow.source)
    return message("Turns to {who}", who=who) if is_source else message("Hears from {who}", who=who)


def _end(model: SourceModel, places: Places, flow: BpmnEdge, *, is_source: bool) -> str:
    """Return the step, or else the pool or lane, where a message begins or ends; nothing where there is none."""
    end = flow.source if is_source else flow.target
    if end in model.pools or end in model.lanes:
        return end
    if end in places.open:
        inner = places.exits(end) if is_source else places.entries(end)
        return inner[0] if inner else ""
    return places.step_of(end)


def _add_border_step(model: SourceModel, places: Places, tr: Translator, sketch: Sketch, flow: BpmnEdge, *,
                     is_source: bool) -> SketchStep:
    border = flow.source if is_source else flow.target
    party = places.contact_of(border) if border in model.pools else border
    title = _title(model, places, flow, is_source=is_source)
    step = SketchStep(f"{flow.id}-{'from' if is_source else 'to'}", tr(title), StepKind.ACTION, party, border=border)
    step.details.append(tr(message("To confirm: the BPMN model shows only the border of {pool}, not what is done "
                                   "there.", pool=Quoted(name_of(model, border)))))
    return sketch.add_step(step)


def _name_of_end(model: SourceModel, places: Places, end: str) -> str:
    if end in model.pools or end in model.lanes:
        return name_of(model, end)
    pool = model.pool_of(end)
    return name_of(model, pool.id) if pool is not None else places.step_of(end)


def settle_starts(sketch: Sketch) -> None:
    """Make steps of starts that a message sets off, and of ends that say something to somebody.

    A journey starts where nobody has said anything yet, and it is not over while an answer is under way.
    """
    for step in sketch.steps.values():
        is_set_off = step.kind is StepKind.START and sketch.flows_to(step.id)
        if is_set_off or (step.kind is StepKind.OUTCOME and sketch.flows_from(step.id)):
            step.kind = StepKind.ACTION


def link_replies(sketch: Sketch) -> None:
    """Let what a hidden party sends follow what it was asked last; where nothing was asked, it is how all starts."""
    linked = Counter[str]()
    told = {step.border for step in sketch.steps.values() if step.border and sketch.flows_to(step.id, messages=True)}
    for step in list(sketch.steps.values()):
        if not step.border:
            continue
        for flow in sketch.flows_from(step.id, messages=True):
            asked = _asked_before(sketch, step.border, flow.target) if step.border in told else ()
            for before in asked:
                sketch.add_flow(SketchFlow(f"{before}-then", before, step.id))
                linked[step.border] += 1
            is_first = not sketch.flows_to(flow.target, messages=False)
            if not asked and is_first and not sketch.flows_to(step.id):
                step.kind = StepKind.START
    count = linked.total()
    if count:
        sketch.losses.add(plural(
            "{count} flow between steps “to confirm” was added: who was asked something answers it",
            "{count} flows between steps “to confirm” were added: who was asked something answers it", count))


def _asked_before(sketch: Sketch, border: str, target: str) -> Iterable[str]:
    """Return what a hidden party last received before a step hears from it."""
    found: dict[str, None] = {}
    seen, waiting = {target}, deque([target])
    while waiting and len(seen) < _FAR:
        here = waiting.popleft()
        received = [flow.target for flow in sketch.flows_from(here, messages=True)
                    if flow.target in sketch.steps and sketch.steps[flow.target].border == border]
        if received:
            found |= dict.fromkeys(received)
            continue
        before = [flow.source for flow in sketch.flows_to(here, messages=False)]
        waiting.extend(dict.fromkeys(step for step in before if step not in seen))
        seen.update(before)
    return found
