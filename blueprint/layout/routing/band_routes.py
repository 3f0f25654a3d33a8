"""Planning all routes of a band: flows inside it, and flows that come from other bands or go on in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from visavis.blueprint.layout.boxes import LineKind
from visavis.blueprint.layout.grid import Grid
from visavis.blueprint.layout.routing.routes import RoutePlan
from visavis.blueprint.model import BlueprintDocument, Flow
from visavis.blueprint.text.styles import FittedText


def plan_flows(plan: RoutePlan, document: BlueprintDocument, flows: Iterable[Flow],
               spoken: Mapping[str, FittedText]) -> None:
    """Plan some flows, in the document's order; those without an end in the band have no route.

    A flow between two bands runs to the edge of its source's band, and from the edge of its target's: on the lane of
    its source in both, so that the eye finds it again, and what is said on it is shown once, where it arrives. One
    to other lanes of the same columns ends beside its cards.
    """
    grid, slots = plan.grid, plan.grid.slots
    for flow in flows:
        source, target = slots.get(flow.source), slots.get(flow.target)
        if source is not None and target is not None:
            plan.add(flow, source, target, spoken.get(flow.key))
        elif source is not None:
            plan.add_leaving(flow, source, grid.elsewhere[flow.target], grid.elsewhere.way_to(flow.target))
        elif target is not None:
            lane = document.step_by_id[flow.source].lane
            # Lanes of other bands have no row here.
            row = target.row if grid.row_lanes[target.row] == lane else grid.first_row.get(lane, target.row)
            plan.add_arriving(flow, row, target, grid.elsewhere[flow.source], spoken.get(flow.key),
                              grid.elsewhere.way_to(flow.source))


def line_channel(grid: Grid) -> int | None:
    """Return the channel in which the line of interaction runs.

    None while a side is missing: then there is no conversation.
    """
    return next((at for at, kind in grid.lines.items() if kind is LineKind.INTERACTION), None)
