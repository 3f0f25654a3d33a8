"""The pills after an edit, from the pills before: only those near what was planned last are placed again.

Pills are placed from left to right, each between the verticals beside its own. So what happens in a stretch concerns
the pills in it, those on the first verticals beside it, and, to the right, those whose left neighbour moved: as soon
as one comes out as it was, so do all that follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from visavis.blueprint.layout.columns import XAxis
from visavis.blueprint.layout.coordinates import Zone, zone_rank
from visavis.blueprint.layout.labels import LabelZone, Pills, PlacedLabel, Placement, label_zone
from visavis.blueprint.layout.routing.plan import Plan
from visavis.blueprint.layout.routing.routes import Route
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.text import TextMetrics

# How many columns more are looked at when a neighbour is not found or a pill did not come out as it was.
MORE = 6


def update_labels(before: Pills, plan: Plan, routes: Mapping[str, Route], spoken: Iterable[str], across: XAxis,
                  style: LayoutStyle, metrics: TextMetrics) -> Pills | None:
    """Return the pills of a plan; `routes` are on their tracks, and those of `spoken` flows have words.

    None where words moved on to their next spot: that depends on all pills of a channel.
    """
    if before.has_moved_on:
        return None
    work = _LabelUpdater(before, plan, routes, spoken, across, style, metrics)
    if not plan.stretches:
        return before
    first = min(start for start, _ in plan.stretches)
    last = max(end for _, end in plan.stretches)
    return work.update(first, last)


@dataclass(eq=False)
class _LabelUpdater:
    before: Pills
    plan: Plan
    routes: Mapping[str, Route]
    spoken: Iterable[str]
    x_axis: XAxis
    style: LayoutStyle
    metrics: TextMetrics

    @cached_property
    def zones(self) -> dict[tuple[int, Zone], list[tuple[float, str]]]:
        """The flows with words by the zone of their first spot, from left to right."""
        zones: dict[tuple[int, Zone], list[tuple[float, str]]] = {}
        for key in self.spoken:
            route = self.routes.get(key)
            if route is not None and route.label_spots:
                spot = route.label_spots[0]
                zones.setdefault((spot.channel, label_zone(route)), []).append((self.x_axis.x(spot.vertical), key))
        for flows in zones.values():
            flows.sort(key=lambda each: each[0])
        return zones

    def update(self, first: int, last: int) -> Pills | None:
        """Place again what the columns from `first` to `last` concern."""
        labels = {key: label for key, label in self.before.labels.items()
                  if key in self.routes and key not in self.plan.fresh}
        for zone, flows in self.zones.items():
            made = self._update_zone(zone, flows, first, last)
            if made is None:
                return None
            for key, label in made.items():
                if label is None:
                    labels.pop(key, None)
                else:
                    labels[key] = label if label != self.before.labels.get(key) else self.before.labels[key]
        return Pills.of(labels)

    def _update_zone(self, zone: tuple[int, Zone], flows: list[tuple[float, str]], first: int,
                     last: int) -> dict[str, PlacedLabel | None] | None:
        """Return the pills of one zone that had to be placed again (None: has no room); None if one moved on."""
        end, more, left, right = self.last, MORE, first, last
        while True:
            xs = self._vertical_xs(zone, left, right)
            wanted = self._affected_flows(xs, flows, first, last)
            is_open = self._is_open(xs, [x for x, _ in wanted], first, last)
            is_open = left > 0 and is_open[0], right < end and is_open[1]
            if not any(is_open):
                made = self._place_pills(zone, xs, flows, wanted)
                if made is None or not wanted or right >= end or self._is_settled(wanted[-1], made, last):
                    return made
                last = min(end, last + more)
            left = max(0, left - more) if is_open[0] else left
            right = min(end, max(right, last) + more) if is_open[1] else max(right, last)
            # Each time twice as much: to the far edge it takes no longer than to place all of them.
            more *= 2

    def _affected_flows(self, xs: list[float], flows: list[tuple[float, str]], first: int,
                        last: int) -> list[tuple[float, str]]:
        """Return the flows on the verticals in a stretch, on the first one before it and on the first one after."""
        start, end = self._edges(first, last)
        low = max((x for x in xs if x < start), default=start)
        high = min((x for x in xs if x > end), default=end)
        return [(x, key) for x, key in flows if low <= x <= high]

    def _is_open(self, xs: list[float], pills: list[float], first: int, last: int) -> tuple[bool, bool]:
        """Tell for both sides whether no vertical is known yet beyond the stretch and the outermost pill."""
        start, end = self._edges(first, last)
        low, high = min([start, *pills]), max([end, *pills])
        return not xs or xs[0] >= low, not xs or xs[-1] <= high

    def _edges(self, first: int, last: int) -> tuple[float, float]:
        return self.x_axis.gutters[first][0], self.x_axis.gutters[last + 1][1]

    @cached_property
    def last(self) -> int:
        """The number of the last column."""
        return len(self.x_axis.columns) - 1

    def _is_settled(self, flow: tuple[float, str], made: Mapping[str, PlacedLabel | None], last: int) -> bool:
        """Return whether the last flow placed again lies beyond the stretch and came out as it was."""
        x, key = flow
        same = key not in self.plan.fresh and made[key] == self.before.labels.get(key)
        return same and x > self._edges(last, last)[1]

    def _vertical_xs(self, zone: tuple[int, Zone], left: int, right: int) -> list[float]:
        """Return the xs of all verticals through a zone over some columns and their gutters."""
        low, high = self.x_axis.gutters[left][0], self.x_axis.gutters[right + 1][1]
        rank = zone_rank(*zone)
        near = range(max(0, left - 1), min(len(self.x_axis.columns), right + 2))
        xs = {self.x_axis.x(vertical) for key in self.plan.flow_index.flows_over(near)
              for vertical in self.routes[key].verticals()
              if vertical.low < rank < vertical.high}
        return sorted(x for x in xs if low <= x <= high)

    def _place_pills(self, zone: tuple[int, Zone], xs: list[float], flows: list[tuple[float, str]],
                     wanted: list[tuple[float, str]]) -> dict[str, PlacedLabel | None] | None:
        placement = Placement({}, self.style, self.metrics, self.x_axis)
        room = LabelZone(xs)
        placement.zones[zone] = room
        if wanted:
            at = flows.index(wanted[0])
            for x, key in flows[max(0, at - 1):at]:
                label = self.before.labels.get(key)
                if label is not None:
                    room.take_row(label.row, x + label.lead + label.width)
        made: dict[str, PlacedLabel | None] = {}
        for _, key in wanted:
            route = self.routes[key]
            if not placement.place(route, route.label_spots[0], last=len(route.label_spots) == 1):
                return None
            made[key] = placement.labels.get(key)
        return made
