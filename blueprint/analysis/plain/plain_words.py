"""Plain words: which steps the public is told of, and which of these nobody has put into plain words yet.

Plain words are an author's own (`Step.plain`: “Fill in the form”, “We check your documents”). No program makes
them of a title: turning “Fills in the form” round goes wrong, and who is addressed is not in it.
"""

from __future__ import annotations

from visavis.blueprint.model import BlueprintDocument, FlowKind, Side, Step, StepKind

# What people and agents do. Waits are told as days, outcomes as people, and evidence is no one's work.
DONE = frozenset({StepKind.ACTION, StepKind.DECISION})


def lacking_plain_words(document: BlueprintDocument) -> tuple[Step, ...]:
    """Return the steps that a page for the public may tell and that have no plain words, in reading order.

    Such a page tells what citizens do, and of the agents' work what changes something for them.
    """
    order = {phase.id: number for number, phase in enumerate(document.head.phases)}
    lacking = [step for step in document.steps if not step.plain.strip() and is_told(document, step)]
    return tuple(sorted(lacking, key=lambda step: (order.get(step.phase, 0), step.column)))


def is_told(document: BlueprintDocument, step: Step) -> bool:
    """Return whether a page for the public may tell a step."""
    side = document.side_of(step)
    if step.kind not in DONE:
        return False
    return side is Side.CITIZEN or (side is Side.AGENT and changes_something(document, step))


def changes_something(document: BlueprintDocument, step: Step) -> bool:
    """Return whether an agent's step changes something for the citizen: it speaks to them, or it gives something."""
    return bool(step.gives) or speaks_to_citizen(document, step)


def speaks_to_citizen(document: BlueprintDocument, step: Step) -> bool:
    """Return whether an interaction goes from a step to the citizen."""
    return any(flow.kind is FlowKind.INTERACTION
               and document.side_of(document.step_by_id[flow.target]) is Side.CITIZEN
               for flow in document.flows_from.get(step.id, ()))
