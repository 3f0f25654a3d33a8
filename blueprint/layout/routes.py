"""Planning how each flow goes from card to card, in channels between rows and gutters between columns.

Straight and short before clever: along the row when nothing stands between; down through free slots; else along one
channel; else down one gutter. Every leg lies in a channel, in a gutter or in a free slot, so no flow crosses a card.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from blueprint.layout.coordinates import (
    Coordinate,
    EdgeX,
    EdgeY,
    GutterX,
    PortX,
    SideY,
    TrackY,
    Zone,
    row_bottom,
    row_top,
    zone_rank,
)
from blueprint.layout.grid import Grid, Slot
from blueprint.model import BlueprintDocument, Flow
from blueprint.text.styles import FittedText

# Straight flows lean a little, so that a question and its answer stand side by side: down left, up right.
STRAIGHT_LEAN = 0.5


@dataclass(eq=False, slots=True)
class Route:
    """A flow's way: it starts at (`x`, `y`), then each coordinate of `turns` changes the axis it belongs to.

    `spoken` is the text it carries; it stands on `label_port` in a zone of `label_channel`, or beside `label_side`.
    """

    flow: Flow
    x: Coordinate
    y: Coordinate
    turns: list[Coordinate]
    spoken: FittedText | None = None
    label_port: PortX | None = None
    label_channel: int = 0
    label_side: SideY | None = None
    comes_from: int | None = None
    goes_to: int | None = None

    def coordinates(self) -> Iterator[Coordinate]:
        """Yield every coordinate once."""
        yield self.x
        yield self.y
        yield from self.turns


@dataclass
class RoutePlan:
    """All routes of a band, and the coordinates that wait for values, by kind."""

    grid: Grid
    line_channel: int | None
    routes: list[Route] = field(default_factory=list)
    straights: set[tuple[int, int]] = field(default_factory=set)

    def add(self, flow: Flow, source: Slot, target: Slot, spoken: FittedText | None) -> None:
        """Plan a flow between two steps of the band."""
        if source.row == target.row:
            route = self._along(flow, source, target, spoken)
        elif self.grid.is_free_in_column(source.column, *_between(source.row, target.row)):
            route = self._straight_out(flow, source, target, spoken)
        elif self.grid.is_free_in_column(target.column, *_between(source.row, target.row)):
            route = self._straight_in(flow, source, target, spoken)
        else:
            route = self._by_gutter(flow, source, target, spoken)
        self.routes.append(route)

    def add_stub(self, flow: Flow, slot: Slot, other_band: int, spoken: FittedText | None, *, leaves: bool,
                 forward: bool) -> None:
        """Plan the loose end of a flow whose other step stands in another band."""
        side = SideY(gutter=slot.column + forward, row=slot.row)
        edge = EdgeX(column=slot.column, right=forward)
        loose = EdgeX(column=slot.column, right=forward, loose=True)
        route = Route(flow, edge if leaves else loose, side, [loose if leaves else edge])
        if leaves:
            route.goes_to = other_band
            if forward and spoken is not None:
                route.spoken, route.label_side = spoken, side
        else:
            route.comes_from = other_band
        self.routes.append(route)

    def _along(self, flow: Flow, source: Slot, target: Slot, spoken: FittedText | None) -> Route:
        row = source.row
        ahead = target.column > source.column and self.grid.is_free_in_row(row, source.column, target.column)
        if ahead and (source.column, row) not in self.straights:
            self.straights.add((source.column, row))
            side = SideY(gutter=source.column + 1, row=row, central=True)
            route = Route(flow, EdgeX(column=source.column, right=True), side, [EdgeX(column=target.column)])
            if spoken is not None:
                route.spoken, route.label_side = spoken, side
            return route
        return self._over(flow, source, target, spoken)

    def _over(self, flow: Flow, source: Slot, target: Slot, spoken: FittedText | None) -> Route:
        """Go over the row's cards: up, along the channel above, down again."""
        row = source.row
        zone = Zone.LOWER if spoken is None else Zone.TURN_BELOW
        low, high = zone_rank(row, zone), row_top(row)
        lean = -1.0 if target.column < source.column else 1.0
        out = PortX(column=source.column, low=low, high=high, lean=lean)
        into = PortX(column=target.column, low=low, high=high, lean=-lean)
        track = TrackY(channel=row, zone=zone, start=out, end=into)
        route = Route(flow, out, EdgeY(row=row), [track, into, EdgeY(row=row)])
        return self._say_on(route, out, row, spoken)

    def _straight_out(self, flow: Flow, source: Slot, target: Slot, spoken: FittedText | None) -> Route:
        """Leave straight up or down as far as the target's row; then, unless that is the column, go along to it."""
        down = target.row > source.row
        leave, arrive = EdgeY(row=source.row, bottom=down), EdgeY(row=target.row, bottom=not down)
        start, end = _edge_rank(source.row, down), _edge_rank(target.row, not down)
        if source.column == target.column:
            port = PortX(column=source.column, low=min(start, end), high=max(start, end),
                         lean=-STRAIGHT_LEAN if down else STRAIGHT_LEAN)
            channel = self._speech_channel(source, target)
            return self._say_on(Route(flow, port, leave, [arrive]), port, channel, spoken)
        channel = target.row if down else target.row + 1
        zone = Zone.LOWER if down else Zone.UPPER
        middle = zone_rank(channel, zone)
        out = _port(source.column, start, middle, target.column)
        into = _port(target.column, middle, end, source.column)
        track = TrackY(channel=channel, zone=zone, start=out, end=into)
        return self._say_on(Route(flow, out, leave, [track, into, arrive]), out,
                            self._speech_channel(source, target), spoken)

    def _straight_in(self, flow: Flow, source: Slot, target: Slot, spoken: FittedText | None) -> Route:
        """Go along the first channel to the target's column, then straight on through its free slots."""
        down = target.row > source.row
        channel = source.row + 1 if down else source.row
        zone = Zone.LOWER if down else Zone.UPPER
        middle = zone_rank(channel, zone)
        out = _port(source.column, _edge_rank(source.row, down), middle, target.column)
        into = _port(target.column, middle, _edge_rank(target.row, not down), source.column)
        track = TrackY(channel=channel, zone=zone, start=out, end=into)
        route = Route(flow, out, EdgeY(row=source.row, bottom=down),
                      [track, into, EdgeY(row=target.row, bottom=not down)])
        return self._say_on(route, out, channel, spoken)

    def _by_gutter(self, flow: Flow, source: Slot, target: Slot, spoken: FittedText | None) -> Route:
        """Take the gutter beside the target and enter by its side."""
        down = target.row > source.row
        after = source.column > target.column
        gutter = target.column + after
        into = SideY(gutter=gutter, row=target.row, lean=-1.0 if down else 1.0)
        arrive = EdgeX(column=target.column, right=after)
        if gutter == source.column + 1 and not after and spoken is None:
            leave = SideY(gutter=gutter, row=source.row, lean=1.0 if down else -1.0)
            first, last = _between(source.row, target.row)
            way = GutterX(gutter=gutter, low=row_top(first), high=row_bottom(last))
            return Route(flow, EdgeX(column=source.column, right=True), leave, [way, into, arrive])
        channel = source.row + 1 if down else source.row
        zone = Zone.LOWER if down else Zone.UPPER
        middle = zone_rank(channel, zone)
        out = _port(source.column, _edge_rank(source.row, down), middle, gutter - 0.5)
        way = GutterX(gutter=gutter, low=min(middle, row_top(target.row)), high=max(middle, row_bottom(target.row)))
        track = TrackY(channel=channel, zone=zone, start=out, end=way)
        route = Route(flow, out, EdgeY(row=source.row, bottom=down), [track, way, into, arrive])
        return self._say_on(route, out, channel, spoken)

    def _say_on(self, route: Route, port: PortX, channel: int, spoken: FittedText | None) -> Route:
        if spoken is not None:
            route.spoken, route.label_port, route.label_channel = spoken, port, channel
        return route

    def _speech_channel(self, source: Slot, target: Slot) -> int:
        """Return the channel for the words: the conversation when the way crosses it, else the first one."""
        low, high = sorted((source.row, target.row))
        if self.line_channel is not None and low < self.line_channel <= high:
            return self.line_channel
        return source.row + 1 if target.row > source.row else source.row


def plan_routes(document: BlueprintDocument, grid: Grid, line_channel: int | None,
                spoken: dict[str, FittedText], band: int) -> RoutePlan:
    """Plan every flow that has an end in the band."""
    plan = RoutePlan(grid, line_channel)
    for flow in document.flows:
        source, target = grid.slots.get(flow.source), grid.slots.get(flow.target)
        text = spoken.get(flow.key)
        if source is not None and target is not None:
            plan.add(flow, source, target, text)
        elif source is not None:
            other = grid.elsewhere[flow.target]
            plan.add_stub(flow, source, other, text, leaves=True, forward=other > band)
        elif target is not None:
            other = grid.elsewhere[flow.source]
            plan.add_stub(flow, target, other, text, leaves=False, forward=other > band)
    return plan


def _between(first: int, second: int) -> tuple[int, int]:
    return (first, second) if first < second else (second, first)


def _edge_rank(row: int, bottom: bool) -> int:  # noqa: FBT001 - a row has two edges
    return row_bottom(row) if bottom else row_top(row)


def _port(column: int, first: int, second: int, towards: float) -> PortX:
    low, high = _between(first, second)
    return PortX(column=column, low=low, high=high, lean=-1.0 if towards < column else 1.0)
