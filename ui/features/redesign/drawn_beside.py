"""A blueprint as it is drawn beside another one: its steps and where they lead, nothing that is said on them.

Notes and what is said on flows would open columns and rows that have no counterpart, and here changes are to be read:
they are told on the drawing itself. Evidence and support are low, an empty lane is a rule, so that both sides of both
are on one screen.
"""

from __future__ import annotations

from dataclasses import replace

from visavis.blueprint.layout import COMPACT, LayoutStyle
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.model.lane_kinds import LANE_KINDS

# Half of the strip between the sides where nothing is said in it: the ribbon, and room for a turn of each flow.
CONVERSATION_HALF = 30.0
# Cards are a little lower than on a wall: three lines of title, and marks outside.
CARD_FOOT, CHIP, RULE = 4.2, 26.0, 8.0


def drawn_beside(document: BlueprintDocument) -> BlueprintDocument:
    """Return the document that is drawn for another one."""
    unsaid = {"label": "", "condition": "", "probability": None}
    flows = tuple(flow.model_copy(update=unsaid) for flow in document.flows)
    return document.replace(head=document.head.model_copy(update={"notes": ()}), flows=flows)


def style_beside() -> LayoutStyle:
    """Return the density with which both are drawn."""
    return replace(
        COMPACT,
        conversation_half=CONVERSATION_HALF,
        card_foot=CARD_FOOT,
        chip_height=CHIP,
        rule_height=RULE,
    )


def count_steps(document: BlueprintDocument, phase: str | None) -> int:
    """Return how many steps people take in a phase; evidence, machines and partners take none."""
    facts = (LANE_KINDS[document.lane_of(step).kind] for step in document.steps if step.phase == phase)
    return sum(not (lane.is_evidence or lane.is_supporting) for lane in facts)
