"""Data objects, data stores and annotations: what is asked and given, the tools used, and notes."""

from __future__ import annotations

from visavis.blueprint.language import Translator, message
from visavis.blueprint.model import StepKind
from visavis.exporters.importers.bpmn.places import SYSTEMS, Places
from visavis.exporters.importers.bpmn.sketch import Sketch, SketchFlow, SketchStep
from visavis.exporters.importers.bpmn.source_model import DataUse, SourceModel


def add_data(model: SourceModel, places: Places, tr: Translator, sketch: Sketch) -> None:
    """Add data objects as items and data stores as steps of the systems, with who reads and writes them."""
    uses = [*model.uses, *_associated(model)]
    for data in model.data.values():
        told = [use for use in uses if use.data == data.id]
        steps = [(sketch.steps[place], use.is_input) for use in told
                 if (place := _step(model, places, use.node)) in sketch.steps]
        if data.is_store:
            _add_store(sketch, data.id, data.name or tr(message("Data store")), [step for step, _ in steps])
            if not steps:
                sketch.losses.tell("dataStoreReference", data.name or data.id, message("not held: nothing uses it"))
            continue
        sketch.items[data.id] = data.name or tr(message("Document without a name"))
        _share_item(places, tr, sketch, data.id, list(dict.fromkeys((step.id, is_input) for step, is_input in steps)))
    _put_on_flows(model, sketch)


def _associated(model: SourceModel) -> list[DataUse]:
    """Return the uses that programs write as plain associations."""
    found = []
    for source, target in model.associations:
        if source in model.data and target in model.nodes:
            found.append(DataUse(source, target, is_input=True))
        elif target in model.data and source in model.nodes:
            found.append(DataUse(target, source, is_input=False))
    return found


def _step(model: SourceModel, places: Places, node: str) -> str:
    if node in places.open:
        return next(iter(places.entries(node)), "")
    return places.step_of(node) if node in model.nodes else ""


def _add_store(sketch: Sketch, name: str, title: str, users: list[SketchStep]) -> None:
    for user in users:
        if title not in user.systems:
            user.systems.append(title)
    # From a decision a flow to the store would be one of the ways to choose from: the tool is named there only.
    drawn = {user.id: user for user in users if user.kind not in (StepKind.DECISION, StepKind.OUTCOME)
             and not user.takes_one}
    if drawn:
        store = sketch.add_step(SketchStep(name, title, StepKind.ACTION, SYSTEMS, is_store=True))
        for place in drawn:
            sketch.add_flow(SketchFlow(f"{place}-{name}", place, store.id, is_message=True))


def _share_item(places: Places, tr: Translator, sketch: Sketch, item: str, told: list[tuple[str, bool]]) -> None:
    """Say of each step whether it asks for an item, gives it, works with it, or makes it for its own side.

    Only what the other side has a hand in is asked or given: an internal paper asks nothing of anybody.
    """
    sides = {places.is_citizen(sketch.steps[name].party) for name, _ in told}
    for name, is_input in told:
        step = sketch.steps[name]
        citizen = places.is_citizen(step.party)
        shared = len(sides) > 1 or _crosses(places, sketch, name, arrives=is_input)
        if is_input:
            fields = step.asks if shared and not citizen else step.uses
        elif shared:
            fields = step.gives
        else:
            step.details.append(tr(message("Makes: {what}", what=sketch.items[item])))
            continue
        if item not in fields:
            fields.append(item)


def _crosses(places: Places, sketch: Sketch, name: str, *, arrives: bool) -> bool:
    """Return whether a step hears from the other side, or says something to it."""
    flows = sketch.flows_to(name, messages=True) if arrives else sketch.flows_from(name, messages=True)
    mine = places.is_citizen(sketch.steps[name].party)
    others = (sketch.steps[flow.source if arrives else flow.target] for flow in flows)
    return any(places.is_citizen(other.party) is not mine for other in others)


def _put_on_flows(model: SourceModel, sketch: Sketch) -> None:
    """Let what is drawn beside a flow travel along it."""
    for ends in model.associations:
        for item, flow in (ends, ends[::-1]):
            if item in sketch.items and flow in sketch.flows:
                sketch.flows[flow].items.append(item)


def add_annotations(model: SourceModel, places: Places, sketch: Sketch) -> None:
    """Add annotations as notes: on the step that they are drawn to, or else in the parking lot."""
    drawn_to: dict[str, str] = {}
    for source, target in model.associations:
        for annotation, other in ((source, target), (target, source)):
            if annotation in model.annotations:
                edge = model.flows.get(other) or model.messages.get(other)
                place = _step(model, places, edge.source if edge is not None else other)
                if place in sketch.steps:
                    drawn_to.setdefault(annotation, place)
    for name, text in model.annotations.items():
        if text:
            sketch.notes.append((drawn_to.get(name, ""), text))
