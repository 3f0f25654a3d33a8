"""Cutting a part out of a document: a document of its own, and what went on outside of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from visavis.blueprint.drawing.blueprint.descriptions import step_name
from visavis.blueprint.drawing.excerpt import Excerpt, LooseEnd
from visavis.blueprint.editing import Draft, Identifiers
from visavis.blueprint.editing.removal import remove_steps
from visavis.blueprint.language import Message
from visavis.blueprint.layout.empty_columns import move_columns
from visavis.blueprint.model import BlueprintDocument, Cell, Flow, Head, Note, Persona, Scope

# What the extract is of, among the document's own keys: data exports say it there.
EXTRA_KEY = "excerpt"


def cut_out(document: BlueprintDocument, steps: Collection[str], *, lanes: Collection[str] = (),
            phases: Collection[str] = (), persona: Persona | None = None,
            chosen: tuple[Message, ...] = ()) -> tuple[BlueprintDocument, Excerpt]:
    """Return a document of some steps in some lanes and phases (none named: all), and what it is an extract of.

    Probabilities of the flows that stay are those of the whole document, not of what is left. With `persona`, ways
    that are closed to them are left out, and they are the document's only persona.
    """
    closed = [flow.key for flow in document.flows if persona is not None and not _is_open(flow, persona)]
    crossing = [flow for flow in document.flows
                if flow.key not in closed and (flow.source in steps) is not (flow.target in steps)]
    recorded = document if persona is None else document.replace(
        head=document.head.model_copy(update={"personas": (persona,)}))
    excerpt = Excerpt(recorded, chosen, tuple(_loose_end(document, flow, steps) for flow in crossing),
                      persona.name or persona.id if persona is not None else None)
    draft = Draft(document, Identifiers())
    # Before the steps: to remove a step with its flows would make the ways that remain a whole again.
    draft.drop_flows([*closed, *(flow.key for flow in document.flows if flow.key not in closed
                                 and not (flow.source in steps and flow.target in steps))])
    draft.put_head(**_kept_heads(document.head, steps, lanes, phases, persona))
    remove_steps(draft, [step.id for step in document.steps if step.id not in steps], heals=False)
    made = _close_columns(document, draft.finish())
    said = {"lanes": list(lanes), "phases": list(phases), "persona": persona.id if persona is not None else None,
            "flows_outside": [{"key": flow.key, "source": flow.source, "target": flow.target} for flow in crossing]}
    return made.replace(extra={**made.extra, EXTRA_KEY: said}), excerpt


def _is_open(flow: Flow, persona: Persona) -> bool:
    return (not flow.only_for or persona.id in flow.only_for) and persona.id not in flow.not_for


def _loose_end(document: BlueprintDocument, flow: Flow, steps: Collection[str]) -> LooseEnd:
    goes_out = flow.source in steps
    inside, outside = (flow.source, flow.target) if goes_out else (flow.target, flow.source)
    near, far = document.step_by_id[inside], document.step_by_id[outside]
    phase = document.phase_by_id[far.phase]
    return LooseEnd(inside, step_name(near), step_name(far), phase.name or phase.id, goes_out)


def _kept_heads(head: Head, steps: Collection[str], lanes: Collection[str], phases: Collection[str],
                persona: Persona | None) -> Mapping[str, Any]:
    """Return the lists of a document's head without what is about something that is left out."""
    def is_kept(scope: Scope | None) -> bool:
        return scope is None or ((scope.step is None or scope.step in steps)
                                 and (scope.lane is None or not lanes or scope.lane in lanes)
                                 and (scope.phase is None or not phases or scope.phase in phases)
                                 and (scope.persona is None or persona is None or scope.persona == persona.id))

    kept: dict[str, Any] = {
        "notes": tuple(_kept_notes(head.notes, steps, lanes, phases)),
        "avoid": tuple(clause for clause in head.avoid if is_kept(clause.scope)),
    }
    if lanes:
        kept["lanes"] = tuple(lane for lane in head.lanes if lane.id in lanes)
    if phases:
        kept["phases"] = tuple(phase for phase in head.phases if phase.id in phases)
    if persona is not None:
        kept["personas"] = (persona,)
        kept["triage"] = tuple(note for note in head.triage if note.persona in (None, "", persona.id))
    return kept


def _kept_notes(notes: Collection[Note], steps: Collection[str], lanes: Collection[str],
                phases: Collection[str]) -> Iterator[Note]:
    for note in notes:
        at = note.at
        if isinstance(at, Cell):
            if (not lanes or at.lane in lanes) and (not phases or at.phase in phases):
                yield note
        elif at is None or at in steps:
            yield note


def _close_columns(whole: BlueprintDocument, part: BlueprintDocument) -> BlueprintDocument:
    """Return a part without the columns that were left empty; those that were empty before stay."""
    held = _columns(part)
    empty = sorted(_columns(whole) - held)
    if not empty:
        return part
    return move_columns(part, lambda place: place.column - sum(
        phase == place.phase and column < place.column for phase, column in empty))


def _columns(document: BlueprintDocument) -> set[tuple[str, int]]:
    cells = {(note.at.phase, note.at.column) for note in document.head.notes if isinstance(note.at, Cell)}
    return cells | {(step.phase, step.column) for step in document.steps}
