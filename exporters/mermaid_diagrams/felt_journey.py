"""The journey as it is felt, phase by phase: a score for each step of which somebody said how it feels."""

from __future__ import annotations

from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument, Step
from visavis.blueprint.registry import NothingToShow
from visavis.exporters.mermaid_diagrams.mermaid_text import plain_label
from visavis.exporters.typed_text import inert

# Mermaid's scores go from 1 to 5, emotions from −2 to 2.
_NEUTRAL = 3


def write_felt_journey(document: BlueprintDocument) -> str:
    """Return the text of a diagram `journey`; raise NothingToShow where no step says how it feels.

    A step without an emotion is in no section: its score is not known.
    """
    felt = [step for step in reading_order(document) if step.emotion is not None]
    if not felt:
        raise NothingToShow(message("no step says how it feels; choose another kind of diagram"))
    lines = ["journey"]
    if inert(document.head.title):
        lines.append(f"  title {plain_label(document.head.title)}")
    for phase in document.head.phases:
        steps = [step for step in felt if step.phase == phase.id]
        if steps:
            lines.append(f"  section {plain_label(phase.name, phase.id)}")
            lines += [f"    {plain_label(step.title, step.id)}: {(step.emotion or 0) + _NEUTRAL}: "
                      f"{plain_label(_doer(document, step))}" for step in steps]
    return "\n".join(lines) + "\n"


def _doer(document: BlueprintDocument, step: Step) -> str:
    """Return who does a step: the name of its actor, else that of its lane."""
    lane = document.lane_of(step)
    actor = document.actor_by_id.get(lane.actor or "")
    return (inert(actor.name) if actor is not None else "") or inert(lane.name) or lane.id
