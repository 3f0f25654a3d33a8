"""What kind of flow leads from one lane to another: the lines of the blueprint, as they apply to flows."""

from __future__ import annotations

from visavis.blueprint.model.document import BlueprintDocument
from visavis.blueprint.model.elements import Lane
from visavis.blueprint.model.vocabulary import FlowKind, LaneKind, Side

# Above the line of interaction: what citizens do, and what they see.
_CITIZEN_SIDE = frozenset({LaneKind.CITIZEN, LaneKind.EVIDENCE})
_BEHIND = frozenset({Side.SYSTEM, Side.PARTNER})


def is_on_citizen_side(lane: Lane) -> bool:
    """Return whether a lane stands on the citizen's side of the line of interaction."""
    return lane.kind in _CITIZEN_SIDE


def flow_kind(document: BlueprintDocument, source: Lane, target: Lane) -> FlowKind:
    """Return the kind of a flow between two lanes of `document`.

    Crossing the line of interaction makes it an interaction, whatever is on the other side; between an agent and
    a system or partner it is support; everything else is a sequence.
    """
    if is_on_citizen_side(source) is not is_on_citizen_side(target):
        return FlowKind.INTERACTION
    behind = [document.side_of_lane(lane) in _BEHIND for lane in (source, target)]
    return FlowKind.SUPPORT if behind[0] is not behind[1] else FlowKind.SEQUENCE
