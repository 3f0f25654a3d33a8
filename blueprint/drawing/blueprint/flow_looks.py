"""How flows look on paper that are no steps of the way: stubs to what supports an agent, and exits to an outcome.

An exit leaves the citizens' row before its end. Its line is dashed, in the colour of those who are lost where they
are; its share stands on it unless the call-out of the card that it leaves tells how many are lost there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from visavis.blueprint.drawing.theme import Theme, outcome_colour
from visavis.blueprint.layout import FlowLine, Layout
from visavis.blueprint.layout.exits import is_exit
from visavis.blueprint.model import BlueprintDocument, Flow, LaneKind, Outcome

if TYPE_CHECKING:
    from visavis.blueprint.drawing.blueprint.call_out_places import CallOut

# How many points a flow has that goes straight up or down.
STRAIGHT = 2
AGENTS = frozenset({LaneKind.FRONTSTAGE, LaneKind.BACKSTAGE})
LOST = (Outcome.ABANDONED, Outcome.BLOCKED, Outcome.EXPIRED)


class FlowLook(StrEnum):
    """What a flow is drawn as: a way from step to step, the stub of a support's pill, or an exit."""

    WAY = "way"
    STUB = "stub"
    EXIT = "exit"


@dataclass(frozen=True, slots=True)
class FlowLooks:
    """The flows of a band that look otherwise than ways, and the exits that say no share."""

    looks: Mapping[str, FlowLook]
    silent: Collection[str] = ()

    def of(self, key: str) -> FlowLook:
        """Return what a flow is drawn as."""
        return self.looks.get(key, FlowLook.WAY)


ALL_WAYS = FlowLooks({})


def find_looks(document: BlueprintDocument, layout: Layout, call_outs: Mapping[str, CallOut]) -> FlowLooks:
    """Return how the flows of a band look on paper."""
    looks = dict(_looks(document, layout))
    return FlowLooks(looks, silent_exits(document, call_outs) & looks.keys())


def _looks(document: BlueprintDocument, layout: Layout) -> Iterator[tuple[str, FlowLook]]:
    for key, line in layout.flows.items():
        flow = document.flow_by_key[key]
        if is_exit(document, flow):
            yield key, FlowLook.EXIT
        elif _is_stub(document, flow, line):
            yield key, FlowLook.STUB


def _is_stub(document: BlueprintDocument, flow: Flow, line: FlowLine) -> bool:
    """Return whether a flow joins an agent's card and the pill of a support straight below it, saying nothing."""
    kinds = {document.lane_of(document.step_by_id[end]).kind for end in (flow.source, flow.target)}
    first, last = line.points[0], line.points[-1]
    is_whole = line.comes_from is None and line.goes_to is None
    return (is_whole and line.label is None and len(line.points) == STRAIGHT and first.x == last.x
            and LaneKind.SUPPORT in kinds and bool(kinds & AGENTS))


def silent_exits(document: BlueprintDocument, call_outs: Mapping[str, CallOut]) -> frozenset[str]:
    """Return the exits that say nothing but a share, from steps whose call-out tells how many are lost there."""
    return frozenset(flow.key for step, call_out in call_outs.items() if call_out.tells_loss
                     for flow in document.flows_from.get(step, ())
                     if is_exit(document, flow) and not flow.label.strip() and not flow.condition.strip())


def exit_colour(theme: Theme, document: BlueprintDocument, flow: Flow) -> str:
    """Return the colour of an exit: that of friction where those who take it are lost."""
    outcome = document.step_by_id[flow.target].outcome
    if outcome not in LOST:
        return theme.flow
    return outcome_colour(theme, outcome)
