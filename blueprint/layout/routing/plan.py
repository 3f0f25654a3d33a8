"""The plan of a band: the way of every flow, and what columns and gutters hold, before anything has its place.

`make_plan` plans a document; `incremental.route_update` the next state of one from the plan before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from visavis.blueprint.layout.coordinates import ColumnNode, TrackY, Zone
from visavis.blueprint.layout.exits import find_exits
from visavis.blueprint.layout.flow_index import FlowIndex, Span
from visavis.blueprint.layout.folding import FOLDED_WIDTH, Folds
from visavis.blueprint.layout.grid import Grid, Slot
from visavis.blueprint.layout.nesting import nested_heights
from visavis.blueprint.layout.routing.band_routes import line_channel, plan_flows
from visavis.blueprint.layout.routing.port_usage import PortUsage
from visavis.blueprint.layout.routing.routes import Claim, Route, RoutePlan
from visavis.blueprint.layout.routing.side_labels import SideLabel, fit_side_labels, room_beside
from visavis.blueprint.layout.routing.speech_rooms import speech_rooms
from visavis.blueprint.layout.routing.track_assignment import (
    assign_gutter_tracks,
    set_port_offsets,
    set_side_offsets,
)
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.model import BlueprintDocument, Flow
from visavis.blueprint.text import FittedText, TextMetrics

TrackZone = tuple[int, Zone]


@dataclass(frozen=True, eq=False)
class PlanSettings:
    """What a band is planned with."""

    style: LayoutStyle
    metrics: TextMetrics
    folds: Folds


@dataclass(frozen=True, eq=False)
class Plan:
    """Routes by flow, and what they make of each column and gutter.

    `nodes` are those of the columns and one more for the last gutter. Of each gutter is kept how many tracks it has
    and how much room the labels beside them take (points); `beside` are these labels, `tracks` the horizontals of
    each zone, both by flow. `fresh` are the flows planned last, `touched` the zones in which a horizontal came or
    went, and `stretches` the runs of columns (first, last) in which that happened.
    """

    grid: Grid
    nodes: tuple[ColumnNode, ...]
    routes: Mapping[str, Route]
    claims: Mapping[Claim, str]
    port_usage: PortUsage
    flow_index: FlowIndex
    gutter_counts: Sequence[int]
    gutter_rooms: Sequence[float]
    beside: Mapping[str, SideLabel]
    tracks: Mapping[TrackZone, Mapping[str, TrackY]]
    fresh: frozenset[str] = frozenset()
    touched: frozenset[TrackZone] = frozenset()
    stretches: Sequence[tuple[int, int]] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every flow was planned at once."""
        return len(self.fresh) == len(self.routes)


def make_plan(document: BlueprintDocument, flows: Sequence[Flow], grid: Grid, spoken: Mapping[str, FittedText],
              heights: Mapping[int, float], settings: PlanSettings) -> Plan:
    """Plan the `flows` of a band (those with an end in it), whose rows' `heights` are known."""
    nodes = tuple(ColumnNode() for _ in range(len(grid.columns) + 1))
    slots = grid.slots
    traffic = PortUsage((slots[flow.source], slots[flow.target]) for flow in flows
                        if flow.source in slots and flow.target in slots)
    exits = find_exits(document, flows) if settings.style.cuts_flows else frozenset()
    routing = RoutePlan(grid, nodes, line_channel(grid), traffic, cuts_flows=settings.style.cuts_flows, exits=exits)
    plan_flows(routing, document, flows, spoken)
    routes = routing.routes
    sides = nested_heights(grid, heights)
    beside = fit_side_labels(routes.values(), routing.sides, nodes, sides, settings.style, settings.metrics)
    widths = column_widths(grid, settings)
    set_port_offsets(routing.ports, widths, settings.style)
    set_side_offsets(routing.sides, sides)
    counts, rooms = [0] * len(nodes), [0.0] * len(nodes)
    fill_gutters(counts, rooms, assign_gutter_tracks(routing.gutters), beside.values(), settings.style)
    widen_gutters(rooms, speech_rooms(routes.values(), routing.ports, routing.line_channel, widths, settings.style))
    spans = FlowIndex(spans_of(flows, grid), len(grid.columns))
    tracks = tracks_by_zone(routes.values())
    return Plan(grid, nodes, routes, routing.claims, traffic, spans, counts, rooms, beside, tracks, frozenset(routes),
                frozenset(tracks))


def column_widths(grid: Grid, settings: PlanSettings) -> list[float]:
    """Return how wide each column is, in points."""
    folded, style = settings.folds.phases, settings.style
    wider = dict(style.room.wider)
    if not folded and not wider:
        return [style.card_width] * len(grid.columns)
    return [FOLDED_WIDTH if column.phase in folded else style.card_width + wider.get(column, 0.0)
            for column in grid.columns]


def fill_gutters(counts: list[int], rooms: list[float], tracks: Mapping[int, int], labels: Iterable[SideLabel],
                 style: LayoutStyle) -> None:
    """Note how many tracks gutters have, and how much room the labels in them take."""
    for gutter, count in tracks.items():
        counts[gutter] = count
    for label in labels:
        rooms[label.gutter] = max(rooms[label.gutter], room_beside(label, style))


def widen_gutters(rooms: list[float], wanted: Iterable[tuple[int, float]]) -> None:
    """Note what gutters need at least beside their tracks."""
    for gutter, room in wanted:
        rooms[gutter] = max(rooms[gutter], room)


def tracks_by_zone(routes: Iterable[Route]) -> dict[TrackZone, dict[str, TrackY]]:
    """Return the horizontals in channels, by zone and flow."""
    zones: dict[TrackZone, dict[str, TrackY]] = {}
    for route in routes:
        track = route.track()
        if track is not None:
            zones.setdefault((track.channel, track.zone), {})[route.flow.key] = track
    return zones


def spans_of(flows: Iterable[Flow], grid: Grid) -> Iterable[Span]:
    """Yield the first and the last column of flows with an end in the band; one in another is over its edge."""
    last = len(grid.columns) - 1
    for flow in flows:
        source, target = grid.slots.get(flow.source), grid.slots.get(flow.target)
        if source is not None and target is not None:
            yield span_between(flow.key, source, target)
        elif source is not None or target is not None:
            yield flow.key, 0, last


def span_between(key: str, source: Slot, target: Slot) -> Span:
    """Return the first and the last column of a flow."""
    first, last = sorted((source.column, target.column))
    return key, first, last
