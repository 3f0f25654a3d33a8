"""What a screen reader says of the focused place."""

from __future__ import annotations

from visavis.blueprint.language import Quoted, message
from visavis.blueprint.model import BlueprintDocument, Flow, FlowKind, Step
from visavis.ui.canvas.cursor import Cursor, step_at
from visavis.ui.kit.i18n import tr


def name_of(document: BlueprintDocument, cursor: Cursor | None) -> str:
    """Return the name of what is focused, in a few words."""
    if cursor is None:
        return tr("Empty blueprint")
    if cursor.flow is not None:
        return _flow_name(document, document.flow_by_key[cursor.flow])
    step = step_at(document, cursor)
    if step is not None:
        return title_of(step)
    return tr("{position}, empty", position=_position(document, cursor))


def description_of(document: BlueprintDocument, cursor: Cursor | None) -> str:
    """Return where the focused place is, what it is, and what stands around it."""
    if cursor is None:
        return ""
    step, position = step_at(document, cursor), _position(document, cursor)
    if cursor.flow is not None:
        return position
    if step is None:
        # Its name has said where it is.
        return ""
    kind = tr(_KINDS[step.kind])
    return ". ".join([f"{kind}, {position}", *neighbours(document, step)])


def _position(document: BlueprintDocument, cursor: Cursor) -> str:
    lane, phase = document.lane_by_id[cursor.cell.lane], document.phase_by_id[cursor.cell.phase]
    return tr("{lane}, {phase}, column {column}", lane=lane.name, phase=phase.name, column=cursor.cell.column + 1)


_KINDS = {
    "start": message("start").text,
    "action": message("action").text,
    "wait": message("wait").text,
    "decision": message("decision").text,
    "outcome": message("outcome").text,
    "evidence": message("evidence").text,
}


def title_of(step: Step) -> str:
    """Return a step's title, or what it is called without one."""
    return step.title or tr("Step without a title")


def _flow_name(document: BlueprintDocument, flow: Flow) -> str:
    source, target = document.step_by_id[flow.source], document.step_by_id[flow.target]
    if flow.label:
        return tr("{label}, from {source} to {target}", label=Quoted(flow.label), source=title_of(source),
                  target=title_of(target))
    return tr("Flow from {source} to {target}", source=title_of(source), target=title_of(target))


def neighbours(document: BlueprintDocument, step: Step) -> list[str]:
    """Return from where one comes to a step and where it leads, with what is said across the line."""
    steps = document.step_by_id
    arriving, leaving = document.flows_at(step.id)
    return [*(tr("from {step}", step=_neighbour_text(flow, steps[flow.source])) for flow in arriving),
            *(tr("to {step}", step=_neighbour_text(flow, steps[flow.target])) for flow in leaving)]


def _neighbour_text(flow: Flow, step: Step) -> str:
    if flow.kind is FlowKind.INTERACTION and flow.label:
        return tr("{step} {label}", step=title_of(step), label=Quoted(flow.label))
    return title_of(step)
