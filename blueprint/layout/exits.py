"""Exits: flows out of the citizens' row to an outcome that stands farther along it, past what others go through.

Somebody gives up in the second phase, and "Gives up" stands at the end of the row: the flow between them passes a
dozen steps that this person never sees. Drawn among the words that both sides exchange it would cross all of these,
and look like one of them.

On paper exits run above the row, where evidence has its slips: the conversation below is for what both sides say.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from visavis.blueprint.model import BlueprintDocument, Flow, FlowKind, LaneKind, Step, StepKind

# Between steps so many columns apart nothing stands.
NEIGHBOURS = 1


def find_exits(document: BlueprintDocument, flows: Iterable[Flow]) -> frozenset[str]:
    """Return the exits among some flows, by key."""
    return frozenset(flow.key for flow in flows if is_exit(document, flow))


def is_exit(document: BlueprintDocument, flow: Flow) -> bool:
    """Return whether a flow leads citizens to an outcome past steps that stand between on their row.

    One from the step right before is no exit: its arrow lies between the two cards.
    """
    source, target = document.step_by_id[flow.source], document.step_by_id[flow.target]
    return (flow.kind is FlowKind.SEQUENCE and target.kind is StepKind.OUTCOME
            and _share_citizens_lane(document, source, target)
            and _column(document, target) - _column(document, source) > NEIGHBOURS)


def _share_citizens_lane(document: BlueprintDocument, one: Step, other: Step) -> bool:
    """Return whether two steps stand on one lane of citizens, which is one row."""
    return one.lane == other.lane and document.lane_of(one).kind is LaneKind.CITIZEN


def _column(document: BlueprintDocument, step: Step) -> int:
    """Return the number of a step's column among those of all phases, from 0.

    Phases count their own columns from 0, each of them one at least.
    """
    before = takewhile(lambda phase: phase.id != step.phase, document.head.phases)
    return sum(document.columns_of_phase[phase.id] for phase in before) + step.column
