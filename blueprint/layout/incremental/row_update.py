"""The plan when rows grow or shrink: flows pass the sides of their cards at other heights, and that is all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from visavis.blueprint.layout.coordinates import ColumnNode, EdgeX, GutterX, SideY
from visavis.blueprint.layout.routing.plan import Plan
from visavis.blueprint.layout.routing.routes import Route
from visavis.blueprint.layout.routing.track_assignment import set_side_offsets
from visavis.blueprint.model import BlueprintDocument


def update_rows(plan: Plan, document: BlueprintDocument, heights: Mapping[int, float], rows: Collection[int]) -> Plan:
    """Return a plan with the passages in some rows, of new `heights`, given out again.

    Routes that pass at other heights are replaced, so that those of earlier layouts stay as they are.
    """
    number = {node: at for at, node in enumerate(plan.nodes)}
    routes = dict(plan.routes)
    sides: list[SideY] = []
    for flow in document.flows:
        route = routes.get(flow.key)
        if route is None or not any(side.row in rows for side in route.sides()):
            continue
        if not all(side.central for side in route.sides()):
            route = routes[flow.key] = route.copy_sides()
        _renumber(route, number)
        sides += [side for side in route.sides() if side.row in rows]
    set_side_offsets(sides, heights)
    return replace(plan, routes=routes)


def _renumber(route: Route, number: Mapping[ColumnNode, int]) -> None:
    """Tell a route's passages which gutters they are beside now; they were numbered when it was planned."""
    gutters = [turn for turn in route.turns if isinstance(turn, GutterX)]
    edges = [number[edge.at] + edge.right for edge in (route.x, *route.turns) if isinstance(edge, EdgeX)]
    for side in route.sides():
        if side.central:
            side.gutter, side.last = edges[0], edges[-1]
        else:
            side.gutter = number[gutters[0].at]
