"""The plan of the next state of a document, from the plan before: only what an edit may concern is planned again.

How a flow goes depends on the slots of its ends, on what stands between them, on the flows that share a column with
it, and on who else wants to go straight out of the same gutter. So, with the columns in which something happened:

- *concerned* are the flows that end in such a column or pass over one, those that bridge columns that came or went,
  and those that want to go straight where another concerned flow does: they are planned again;
- *beside* them are the flows that end in a column of theirs or next to one: they go as they went, but stand beside
  others there, so that their ports and sides in these columns are given out again;
- all others keep their routes, wherever their columns stand now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from visavis.blueprint.layout.column_shift import ColumnShift
from visavis.blueprint.layout.coordinates import ColumnNode, GutterX, PortX, SideY, TrackY
from visavis.blueprint.layout.flow_index import FlowIndex, Span
from visavis.blueprint.layout.grid import Slot
from visavis.blueprint.layout.incremental.grid_update import GridUpdate
from visavis.blueprint.layout.routing.band_routes import line_channel, plan_flows
from visavis.blueprint.layout.routing.plan import (
    Plan,
    PlanSettings,
    TrackZone,
    column_widths,
    fill_gutters,
    span_between,
    widen_gutters,
)
from visavis.blueprint.layout.routing.port_usage import PortUsage
from visavis.blueprint.layout.routing.routes import Route, RoutePlan
from visavis.blueprint.layout.routing.side_labels import SideLabel, fit_side_labels
from visavis.blueprint.layout.routing.speech_rooms import speech_rooms
from visavis.blueprint.layout.routing.track_assignment import (
    assign_gutter_tracks,
    set_port_offsets,
    set_side_offsets,
)
from visavis.blueprint.model import BlueprintDocument, Flow
from visavis.blueprint.model.identity_diff import Pair
from visavis.blueprint.text import FittedText

_T = TypeVar("_T")
# If more flows than this part of all are concerned, planning all of them is quicker.
MOST = 0.3


def update_plan(before: Plan, regridded: GridUpdate, document: BlueprintDocument, flows: Sequence[Pair[Flow]],
                spoken: Mapping[str, FittedText], heights: Mapping[int, float],
                settings: PlanSettings) -> Plan | None:
    """Return the plan after an edit that made the grid what it is and changed `flows`.

    None where too much happened; then everything is to be planned.
    """
    work = _PlanUpdater(before, regridded, document, flows, spoken, heights, settings)
    if len(work.fresh_flows) > max(60, MOST * len(document.flows)):
        return None
    return work.plan()


@dataclass(eq=False)
class _PlanUpdater:
    """One replanning; columns and gutters are counted as they are afterwards, unless told otherwise."""

    before: Plan
    grid_update: GridUpdate
    document: BlueprintDocument
    flows: Sequence[Pair[Flow]]
    spoken: Mapping[str, FittedText]
    heights: Mapping[int, float]
    settings: PlanSettings

    @cached_property
    def shift(self) -> ColumnShift:
        return self.grid_update.shift

    @cached_property
    def slots(self) -> Mapping[str, Slot]:
        return self.grid_update.grid.slots

    @cached_property
    def last(self) -> int:
        return len(self.grid_update.grid.columns) - 1

    @cached_property
    def nodes(self) -> tuple[ColumnNode, ...]:
        nodes, at = self.before.nodes, self.shift.at
        if not self.shift.by:
            return nodes
        return (*nodes[:at], *(ColumnNode() for _ in range(self.shift.added)), *nodes[at + self.shift.removed:])

    # -- whom an edit concerns

    @cached_property
    def moved_ends(self) -> tuple[list[Flow], list[Flow]]:
        """The flows that are gone, and those that are new; one with an end elsewhere, or other words, is both."""
        changed = {flow.key for pair in self.flows for flow in pair if flow is not None}
        steps = {move.step for move in self.grid_update.moves}
        known = self.document.flow_by_key
        gone = [old for old, _ in self.flows if old is not None and old.key in self.before.routes]
        new = [flow for _, flow in self.flows if flow is not None]
        if steps:
            led = [flow for flow in self.document.flows
                   if (flow.source in steps or flow.target in steps) and flow.key not in changed]
            gone, new = [*gone, *led], [*new, *led]
        return gone, [flow for flow in new if flow.key in known]

    @cached_property
    def bridging_flows(self) -> list[Flow]:
        """The flows that pass over columns that came or went."""
        shift = self.shift
        if not shift.by:
            return []
        moved = {flow.key for flow in self.moved_ends[1]} | {flow.key for flow in self.moved_ends[0]}
        over = set(self.before.flow_index.flows_over(range(max(0, shift.at - 1),
                                                           min(len(self.before.nodes) - 1, shift.at + 1))))
        flows = (self.document.flow_by_key[key] for key in over if key not in moved)
        return [flow for flow in flows if self._is_bridging(flow)]

    def _is_bridging(self, flow: Flow) -> bool:
        _, first, last = self._old_span(flow)
        return first < self.shift.at <= last

    def _old_span(self, flow: Flow) -> Span:
        old = self.before.grid.slots
        return span_between(flow.key, old[flow.source], old[flow.target])

    def _span(self, flow: Flow) -> Span:
        return span_between(flow.key, self.slots[flow.source], self.slots[flow.target])

    @cached_property
    def flow_index(self) -> FlowIndex:
        gone, new = self.moved_ends
        return self.before.flow_index.apply_shift(self.shift,
                                                  [self._old_span(flow) for flow in (*gone, *self.bridging_flows)],
                                                  [self._span(flow) for flow in (*new, *self.bridging_flows)])

    @cached_property
    def port_usage(self) -> PortUsage:
        gone, new = self.moved_ends
        old = self.before.grid.slots
        return self.before.port_usage.apply_shift(
            self.shift, [(old[flow.source], old[flow.target]) for flow in gone],
            [(self.slots[flow.source], self.slots[flow.target]) for flow in new])

    @cached_property
    def changed_columns(self) -> set[int]:
        """The columns in which something happened."""
        gone, new = self.moved_ends
        columns: set[int] = set()
        for move in self.grid_update.moves:
            columns.update(self._new_column(slot) for slot in (move.before,) if slot is not None)
            columns.update(slot.column for slot in (move.after,) if slot is not None)
        for flow in gone:
            columns.update(self._new_column(self.before.grid.slots[end]) for end in (flow.source, flow.target))
        for flow in new:
            columns.update(self.slots[end].column for end in (flow.source, flow.target))
        if self.shift.by:
            columns.update(range(self.shift.at - 1, self.shift.at + self.shift.added + 1))
        return {min(max(column, 0), self.last) for column in columns}

    def _new_column(self, slot: Slot) -> int:
        return self.shift.map_column(slot.column)

    @cached_property
    def affected_flows(self) -> set[str]:
        """The flows to be planned again."""
        found = {key for column in self.changed_columns for key in self.flow_index.flows_over((column,))}
        found.update(flow.key for flow in (*self.moved_ends[1], *self.bridging_flows))
        waiting = list(found)
        while waiting:
            for rival in self._rivals(self.document.flow_by_key[waiting.pop()]):
                if rival not in found:
                    found.add(rival)
                    waiting.append(rival)
        return found

    def _rivals(self, flow: Flow) -> Iterator[str]:
        """Yield the flows that want to go straight out of or into the same gutter as one."""
        wanted = self._wanted_gutters(flow)
        for column in {column for column, _ in wanted}:
            for key in self.flow_index.flows_over((column - 1, column)):
                if key != flow.key and not wanted.isdisjoint(self._wanted_gutters(self.document.flow_by_key[key])):
                    yield key

    def _wanted_gutters(self, flow: Flow) -> frozenset[tuple[int, int]]:
        """Return the gutters (and rows) that a flow claims if it may go straight."""
        source, target = self.slots[flow.source], self.slots[flow.target]
        if source.row != target.row or target.column <= source.column:
            return frozenset()
        return frozenset(((source.column + 1, source.row), (target.column, source.row)))

    @cached_property
    def columns(self) -> set[int]:
        """The columns whose ports, and with their gutters whose tracks and sides, are given out again."""
        ends = {self.slots[end].column for key in self.affected_flows for flow in (self.document.flow_by_key[key],)
                for end in (flow.source, flow.target)}
        return ends | self.changed_columns

    @cached_property
    def gutters(self) -> set[int]:
        """The gutters beside these columns."""
        return self.columns | {column + 1 for column in self.columns}

    @cached_property
    def fresh_flows(self) -> frozenset[str]:
        """The concerned flows and those beside them."""
        near = {column + by for column in self.columns for by in (-1, 0, 1) if 0 <= column + by <= self.last}
        beside = {key for column in near for key in self.flow_index.flows_over((column,)) if self._ends_in(key, near)}
        return frozenset(self.affected_flows | beside)

    def _ends_in(self, key: str, columns: set[int]) -> bool:
        flow = self.document.flow_by_key[key]
        return self.slots[flow.source].column in columns or self.slots[flow.target].column in columns

    # -- the plan

    def plan(self) -> Plan:
        """Plan again what is concerned, and give out what stands beside it."""
        before, style = self.before, self.settings.style
        gone = {flow.key for flow in self.moved_ends[0]} - {flow.key for flow in self.moved_ends[1]}
        left = gone | self.fresh_flows
        routing = self._plan_fresh_flows(left)
        routes = routing.routes
        for key in self.fresh_flows - self.affected_flows:
            self._restore_values(before.routes[key], routes[key])
        beside = self._side_labels(routes, routing.sides)
        widths = column_widths(self.grid_update.grid, self.settings)
        set_port_offsets([port for port in routing.ports if port.column in self.columns], widths, style)
        set_side_offsets(routing.sides, self.heights, self.gutters)
        tracks = assign_gutter_tracks(gutter for gutter in routing.gutters if gutter.gutter in self.gutters)
        counts, rooms = self._gutters()
        fill_gutters(counts, rooms, tracks, (one for one in beside.values() if one.gutter in self.gutters), style)
        widen_gutters(rooms, speech_rooms(routes.values(), routing.ports, routing.line_channel, widths, style,
                                          self.gutters))
        wider = [gutter for gutter in self.gutters if self._is_wider(gutter, counts, rooms)]
        zones = self._tracks(left, routes)
        return Plan(
            self.grid_update.grid, self.nodes, _replace_entries(before.routes, left, routes), routing.claims,
            self.port_usage,
            self.flow_index, counts, rooms, _replace_entries(before.beside, left, beside), zones, self.fresh_flows,
            frozenset(zones if wider else self._changed_zones(left, routes)), self._stretches(wider),
        )

    def _side_labels(self, routes: Mapping[str, Route], sides: Sequence[SideY]) -> dict[str, SideLabel]:
        """Return the labels in gutters: fitted where sides are given out again, elsewhere as they were."""
        fitted = fit_side_labels(routes.values(), sides, self.nodes, self.heights, self.settings.style,
                                 self.settings.metrics)
        for key in self.fresh_flows - self.affected_flows:
            side, old = routes[key].label_side, self.before.beside.get(key)
            if side is None or not self.gutters.isdisjoint(side.gutters):
                continue
            fitted.pop(key, None)
            side.room = old.side.room if old is not None else 0.0
            if old is not None:
                # Where columns came or went before it, its gutter has another number now.
                fitted[key] = replace(old, side=side, gutter=old.gutter + side.gutter - old.side.gutter)
        return fitted

    def _plan_fresh_flows(self, left: set[str]) -> RoutePlan:
        """Plan the fresh flows in the document's order."""
        grid = self.grid_update.grid
        claims = {claim: key for claim, key in self.before.claims.items() if key not in left}
        routing = RoutePlan(grid, self.nodes, line_channel(grid), self.port_usage, claims)
        fresh = self.fresh_flows
        flows = (flow for flow in self.document.flows if flow.key in fresh)
        plan_flows(routing, self.document, flows, self.spoken)
        return routing

    def _restore_values(self, old: Route, new: Route) -> None:
        """Give a route the values it had where nothing is given out again."""
        for one, other in zip(old.coordinates(), new.coordinates(), strict=True):
            if isinstance(other, TrackY) and isinstance(one, TrackY):
                other.track = one.track
            elif ((isinstance(other, PortX) and other.column not in self.columns)
                  or (isinstance(other, GutterX) and other.gutter not in self.gutters)
                  or (isinstance(other, SideY) and self.gutters.isdisjoint(other.gutters))):
                other.value = one.value

    def _gutters(self) -> tuple[list[int], list[float]]:
        """Return what gutters hold, without those to be filled again."""
        at, shift = self.shift.at, self.shift
        counts, rooms = list(self.before.gutter_counts), list(self.before.gutter_rooms)
        counts[at:at + shift.removed] = [0] * shift.added
        rooms[at:at + shift.removed] = [0.0] * shift.added
        for gutter in self.gutters:
            counts[gutter], rooms[gutter] = 0, 0.0
        return counts, rooms

    def _is_wider(self, gutter: int, counts: Sequence[int], rooms: Sequence[float]) -> bool:
        """Return whether a gutter has another width than before, or was not there."""
        shift = self.shift
        old = gutter if gutter < shift.at else gutter - shift.by
        if shift.at <= gutter < shift.at + shift.added:
            return True
        return (counts[gutter], rooms[gutter]) != (self.before.gutter_counts[old], self.before.gutter_rooms[old])

    def _tracks(self, left: set[str], routes: Mapping[str, Route]) -> Mapping[TrackZone, Mapping[str, TrackY]]:
        """Return the horizontals of all zones."""
        zones = {zone: dict(self.before.tracks.get(zone, {})) for zone in self._changed_zones(left, routes)}
        for tracks in zones.values():
            for key in left & tracks.keys():
                del tracks[key]
        for key, route in routes.items():
            track = route.track()
            if track is not None:
                zones[(track.channel, track.zone)][key] = track
        return {**self.before.tracks, **zones}

    def _changed_zones(self, left: Iterable[str], routes: Mapping[str, Route]) -> set[TrackZone]:
        """Return the zones in which a horizontal came or went."""
        old = (self.before.routes[key].track() for key in left if key in self.before.routes)
        new = (route.track() for route in routes.values())
        return {(track.channel, track.zone) for track in (*old, *new) if track is not None}

    def _stretches(self, wider: Iterable[int]) -> list[tuple[int, int]]:
        """Return the runs of columns over which fresh flows pass or passed, and those beside gutters grown wider."""
        spans = [self._span(self.document.flow_by_key[key])[1:] for key in self.fresh_flows]
        for flow in self.moved_ends[0]:
            _, first, last = self._old_span(flow)
            spans.append((min(self.shift.map_column(first), self.last), min(self.shift.map_column(last), self.last)))
        spans += [(max(gutter - 1, 0), min(gutter, self.last)) for gutter in wider]
        return sorted(spans)


def _replace_entries(before: Mapping[str, _T], left: set[str], new: Mapping[str, _T]) -> dict[str, _T]:
    """Return a copy without those left, with the new ones."""
    after = dict(before)
    for key in left:
        after.pop(key, None)
    after.update(new)
    return after
