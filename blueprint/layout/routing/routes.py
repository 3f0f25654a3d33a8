"""Planning how each flow goes from card to card, in channels between rows and gutters between columns.

Straight and short before clever: along the row when nothing stands between; down through free slots; else along one
channel; else down one gutter. Every leg lies in a channel, in a gutter or in a free slot, so no flow crosses a card.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from visavis.blueprint.layout.coordinates import (
    BandEdgeX,
    ColumnNode,
    Coordinate,
    EdgeX,
    EdgeY,
    GutterX,
    PortX,
    SideY,
    TrackY,
    Vertical,
    Zone,
    row_bottom,
    row_middle,
    row_top,
)
from visavis.blueprint.layout.grid import Grid, Slot, Way
from visavis.blueprint.layout.routing.port_usage import PortUsage
from visavis.blueprint.model import Flow
from visavis.blueprint.text.styles import FittedText

# A question and its answer go straight, side by side: down at the left, up at the right.
STRAIGHT_LEAN = 0.5
# With more ends of flows in a column than these, words look for another one.
MANY_ENDS = 3
UP_OR_DOWN = (Way.ABOVE, Way.BELOW)
# A flow from a step to itself stands at the right of all others, its two ends side by side.
SELF_LEAN = 2.0


# A gutter (by the column at its right) and a row: only one flow leaves or arrives straight there.
Claim = tuple[ColumnNode, int]


class LabelSpot(NamedTuple):
    """Where words can stand: a vertical, and the channel that it passes there."""

    vertical: Vertical
    channel: int


@dataclass(eq=False, slots=True)
class Route:
    """A flow's way: it starts at (`x`, `y`), then each coordinate of `turns` changes the axis it belongs to.

    `spoken` is the text it carries; it stands on the horizontal `label_side`, or on one of `label_spots`: a vertical
    where it passes a channel, the best first.
    """

    flow: Flow
    x: Coordinate
    y: Coordinate
    turns: list[Coordinate]
    spoken: FittedText | None = None
    label_spots: tuple[LabelSpot, ...] = ()
    goes_up: bool = False
    label_side: SideY | None = None
    comes_from: int | None = None
    goes_to: int | None = None

    def coordinates(self) -> Iterator[Coordinate]:
        """Yield every coordinate once."""
        yield self.x
        yield self.y
        yield from self.turns

    def track(self) -> TrackY | None:
        """Return the horizontal that it takes in a channel; no route has two."""
        if isinstance(self.y, TrackY):
            return self.y
        for turn in self.turns:
            if isinstance(turn, TrackY):
                return turn
        return None

    def sides(self) -> list[SideY]:
        """Return where it passes the sides of cards."""
        return [each for each in (self.y, *self.turns) if isinstance(each, SideY)]

    def verticals(self) -> Iterator[Vertical]:
        """Yield its verticals over columns and in gutters."""
        if isinstance(self.x, Vertical):
            yield self.x
        for turn in self.turns:
            if isinstance(turn, Vertical):
                yield turn

    def with_track(self, number: int) -> Route:
        """Return the same route on another track of its channel."""
        before = self.track()
        assert before is not None
        after = replace(before, track=number)
        turns = [after if turn is before else turn for turn in self.turns]
        return replace(self, y=after if self.y is before else self.y, turns=turns)

    def add_label_spot(self, text: FittedText | None, vertical: Vertical, channel: int, *, up: bool) -> Route:
        """Put `text`, if any, on a vertical where it passes a channel; further spots serve when this one is full."""
        if text is not None:
            self.spoken, self.goes_up = text, up
            self.label_spots += (LabelSpot(vertical, channel),)
            if isinstance(vertical, PortX):
                vertical.is_labelled = True
        return self


@dataclass
class RoutePlan:
    """The routes of a band, planned one after the other.

    `nodes` are those of the columns and one more for the last gutter; `claims` tells which flow goes straight along
    a row out of a gutter, or into one. Where it `cuts_flows`, what goes on in another band ends beside its card,
    unless nothing stands between that and the band's edge; its `exits` pass over their row. `ports`, `gutters` and
    `sides` are those of its routes, in their order: they have no place yet.
    """

    grid: Grid
    nodes: Sequence[ColumnNode]
    line_channel: int | None
    port_usage: PortUsage
    claims: dict[Claim, str] = field(default_factory=dict)
    cuts_flows: bool = False
    exits: Collection[str] = ()
    routes: dict[str, Route] = field(default_factory=dict)
    ports: list[PortX] = field(default_factory=list)
    gutters: list[GutterX] = field(default_factory=list)
    sides: list[SideY] = field(default_factory=list)

    def add(self, flow: Flow, source: Slot, target: Slot, spoken: FittedText | None) -> None:
        """Plan a flow between two steps of the band."""
        rows = sorted((source.row, target.row))
        if source.row == target.row:
            self._add(self._route_along(flow, source, target, spoken))
            return
        if spoken is not None and not self._crosses_line(*rows):
            self._add(self._route_out_of_side(flow, source, target, spoken))
            return
        first, last = _channels_between(source.row, target.row)
        may_out = last != self.grid.seam and self.grid.is_free_in_column(source.column, *rows)
        may_in = first != self.grid.seam and self.grid.is_free_in_column(target.column, *rows)
        if may_out and not (may_in and spoken is not None and self._has_more_room(target.column, source.column)):
            self._add(self._route_straight_out(flow, source, target, spoken))
        elif may_in:
            self._add(self._route_straight_in(flow, source, target, spoken))
        elif first == self.grid.seam and (spoken is not None or abs(target.column - source.column) > 1):
            self._add(self._route_out_of_side(flow, source, target, spoken))
        else:
            self._add(self._route_by_gutter(flow, source, target, spoken))

    def _add(self, route: Route) -> None:
        """Take a route, its xs bound to the columns and gutters that they belong to."""
        for coordinate in route.coordinates():
            if isinstance(coordinate, PortX):
                coordinate.at = self.nodes[coordinate.column]
                self.ports.append(coordinate)
            elif isinstance(coordinate, EdgeX):
                coordinate.at = self.nodes[coordinate.column]
            elif isinstance(coordinate, GutterX):
                coordinate.at = self.nodes[coordinate.gutter]
                self.gutters.append(coordinate)
            elif isinstance(coordinate, SideY):
                self.sides.append(coordinate)
        self.routes[route.flow.key] = route

    def add_leaving(self, flow: Flow, slot: Slot, other_band: int, way: Way) -> None:
        """Plan a flow's way to the band's edge: it goes on in another band, on the same lane, or on other lanes."""
        right = way is not Way.LEFT
        column = len(self.grid.columns) if right else -1
        side = None if way in UP_OR_DOWN else self._find_straight_side(flow, slot.column, column, slot.row)
        edge = BandEdgeX(right=right)
        if side is not None:
            route = Route(flow, EdgeX(column=slot.column, right=right), side, [edge])
        else:
            below = self._ends_below(slot, way)
            track = TrackY(channel=slot.row + below, zone=Zone.UPPER if below else Zone.LOWER, end=edge)
            out = _make_port(slot.column, _edge_rank(slot.row, below), track.rank, column - slot.column,
                             turns_back=True)
            track.start = out
            turns: list[Coordinate] = [track, edge]
            if self.cuts_flows:
                track.end, turns = out, [track]
            route = Route(flow, out, EdgeY(row=slot.row, bottom=below), turns)
        route.goes_to = other_band
        self._add(route)

    def _ends_below(self, slot: Slot, way: Way) -> bool:
        """Return whether a flow that ends beside its card does so below it: not where the seam is."""
        return slot.row == self.grid.seam or (way is Way.BELOW and slot.row + 1 != self.grid.seam)

    def add_arriving(self, flow: Flow, source_row: int, slot: Slot, other_band: int, spoken: FittedText | None,
                     way: Way) -> None:
        """Plan a flow's way from the band's edge, which it enters on its source's lane (whose row is given)."""
        if slot.row == source_row:
            route = self._arrive_along(flow, slot, spoken, way)
        else:
            route = self._arrive_across(flow, source_row, slot, spoken, right=way is Way.RIGHT)
        route.comes_from = other_band
        self._add(route)

    def _arrive_along(self, flow: Flow, slot: Slot, spoken: FittedText | None, way: Way) -> Route:
        right = way is Way.RIGHT
        column = len(self.grid.columns) if right else -1
        edge = BandEdgeX(right=right)
        side = None if way in UP_OR_DOWN else self._find_straight_side(flow, column, slot.column, slot.row)
        if side is not None:
            route = Route(flow, edge, side, [EdgeX(column=slot.column, right=right)])
            if spoken is not None:
                route.spoken, route.label_side = spoken, side
            return route
        below = self._ends_below(slot, way)
        zone = (Zone.LOWER, Zone.TURN_BELOW) if not below else (Zone.UPPER, Zone.TURN_ABOVE)
        track = TrackY(channel=slot.row + below, zone=zone[spoken is not None], start=edge)
        into = _make_port(slot.column, track.rank, _edge_rank(slot.row, below), column - slot.column, turns_back=True)
        track.end = into
        route = Route(flow, edge, track, [into, EdgeY(row=slot.row, bottom=below)])
        if self.cuts_flows:
            route = self._cut(route, track, into)
        return route.add_label_spot(spoken, into, slot.row + below, up=not below)

    @staticmethod
    def _cut(route: Route, track: TrackY, into: PortX) -> Route:
        """Let a flow from another band begin where it comes down or up to its card."""
        track.start = into
        return replace(route, x=into, turns=route.turns[1:])

    def _arrive_across(self, flow: Flow, source_row: int, slot: Slot, spoken: FittedText | None, *,
                       right: bool) -> Route:
        down = slot.row > source_row
        channel, last = _channels_between(source_row, slot.row)
        said = self._speech_channel(source_row, slot.row)
        if channel == self.grid.seam:
            # Nothing comes along the seam: it comes along its target's row.
            channel = said = last if last != channel else slot.row + down
            source_row, down = slot.row, channel == slot.row
        track = TrackY(channel=channel, zone=Zone.UPPER if down else Zone.LOWER, start=BandEdgeX(right=right))
        edge = track.start
        assert edge is not None
        column = len(self.grid.columns) if right else -1
        if self.grid.is_free_in_column(slot.column, *sorted((source_row, slot.row))):
            into = _make_port(slot.column, track.rank, _edge_rank(slot.row, not down), column - slot.column)
            track.end = into
            route = Route(flow, edge, track, [into, EdgeY(row=slot.row, bottom=not down)])
            if self.cuts_flows:
                route = self._cut(route, track, into)
            return route.add_label_spot(spoken, into, said, up=not down)
        gutter = slot.column + right
        gutter_line = GutterX(gutter=gutter, start=track.rank, end=row_middle(slot.row), starts_left=not right,
                              ends_left=right)
        track.end = gutter_line
        side = SideY(gutter=gutter, row=slot.row, lean=-1.0 if down else 1.0)
        route = Route(flow, edge, track, [gutter_line, side, EdgeX(column=slot.column, right=right)])
        return route.add_label_spot(spoken, gutter_line, said, up=not down)

    def _find_straight_side(self, flow: Flow, first: int, second: int, row: int) -> SideY | None:
        """Return the middle of a row from one column to another; None when something stands in the way."""
        left, right = sorted((first, second))
        if not self.grid.is_free_in_row(row, left, right):
            return None
        ends = self.straight_claims(left, right, row)
        if any(end in self.claims for end in ends):
            return None
        self.claims.update((end, flow.key) for end in ends)
        return SideY(gutter=left + 1, last=right, row=row, central=True)

    def straight_claims(self, left: int, right: int, row: int) -> tuple[Claim, Claim]:
        """Return what a flow that goes straight from one column to another claims."""
        return (self.nodes[left + 1], row), (self.nodes[right], row)

    def _route_along(self, flow: Flow, source: Slot, target: Slot, spoken: FittedText | None) -> Route:
        row = source.row
        may = target.column > source.column
        side = self._find_straight_side(flow, source.column, target.column, row) if may else None
        if side is None:
            return self._route_around(flow, source, target) if spoken is None else self._route_out_of_side(
                flow, source, target, spoken)
        route = Route(flow, EdgeX(column=source.column, right=True), side, [EdgeX(column=target.column)])
        if spoken is not None:
            route.spoken, route.label_side = spoken, side
        return route

    def _route_around(self, flow: Flow, source: Slot, target: Slot) -> Route:
        """Go over the cards between, or under them where that side carries fewer ends of flows."""
        row, reach = source.row, target.column - source.column
        below = self._goes_below(flow, source, target)
        track = TrackY(channel=row + below, zone=Zone.UPPER if below else Zone.LOWER)
        edge = _edge_rank(row, below)
        out = _make_port(source.column, edge, track.rank, reach, turns_back=True)
        into = _make_port(target.column, track.rank, edge, -reach, turns_back=True)
        if not reach:
            out.lean = into.lean = SELF_LEAN
        track.start, track.end = out, into
        return Route(flow, out, EdgeY(row=row, bottom=below), [track, into, EdgeY(row=row, bottom=below)])

    def _goes_below(self, flow: Flow, source: Slot, target: Slot) -> bool:
        """Return whether a flow between two cards of a row passes under it: where fewer flows end, and no seam is.

        An exit never does.
        """
        row = source.row
        if flow.key in self.exits:
            return False
        if self.grid.seam in (row, row + 1):
            return self.grid.seam == row
        return self.port_usage.is_less_used_below(row, *sorted((source.column, target.column)))

    def _route_out_of_side(self, flow: Flow, source: Slot, target: Slot, spoken: FittedText | None) -> Route:
        """Leave by the right side, where words stand in the gutter: so they cost width there, and no lane height."""
        gutter, row = source.column + 1, target.row
        below = self._goes_below(flow, source, target) if source.row == row else row < source.row
        goes_down = below if source.row == row else not below
        if row + below == self.grid.seam:
            below = not below
        leave = SideY(gutter=gutter, row=source.row, lean=1.0 if goes_down else -1.0)
        down_gutter = GutterX(gutter=gutter, start=row_middle(source.row), end=row_middle(row), starts_left=True)
        route = Route(flow, EdgeX(column=source.column, right=True), leave, [down_gutter], spoken, label_side=leave)
        if source.row != row and target.column - source.column in (0, 1):
            down_gutter.ends_left = target.column == source.column
            arrive = SideY(gutter=gutter, row=row, lean=-1.0 if goes_down else 1.0)
            route.turns += [arrive, EdgeX(column=target.column, right=down_gutter.ends_left)]
            return route
        track = TrackY(channel=row + below, zone=Zone.UPPER if below else Zone.LOWER)
        into = _make_port(target.column, track.rank, _edge_rank(row, below), gutter - 0.5 - target.column)
        if spoken is not None and self._crosses_line(*sorted((source.row, row))):
            route.label_side = None
            route.add_label_spot(spoken, down_gutter, self._speech_channel(source.row, row), up=not goes_down)
        down_gutter.end, down_gutter.ends_left = track.rank, target.column < gutter
        track.start, track.end = down_gutter, into
        route.turns += [track, into, EdgeY(row=row, bottom=below)]
        return route

    def _route_straight_out(self, flow: Flow, source: Slot, target: Slot, spoken: FittedText | None) -> Route:
        """Leave straight up or down as far as the target's row; then, unless that is the column, go along to it."""
        down = target.row > source.row
        leave, arrive = EdgeY(row=source.row, bottom=down), EdgeY(row=target.row, bottom=not down)
        said = self._speech_channel(source.row, target.row)
        start, end = _edge_rank(source.row, down), _edge_rank(target.row, not down)
        if source.column == target.column:
            port = PortX(column=source.column, low=min(start, end), high=max(start, end),
                         lean=-STRAIGHT_LEAN if down else STRAIGHT_LEAN)
            return Route(flow, port, leave, [arrive]).add_label_spot(spoken, port, said, up=not down)
        track = TrackY(channel=target.row if down else target.row + 1, zone=Zone.LOWER if down else Zone.UPPER)
        reach = target.column - source.column
        out = _make_port(source.column, start, track.rank, reach)
        into = _make_port(target.column, track.rank, end, -reach)
        track.start, track.end = out, into
        return Route(flow, out, leave, [track, into, arrive]).add_label_spot(spoken, out, said, up=not down)

    def _has_more_room(self, column: int, other: int) -> bool:
        """Return whether words have more room in a column than in another one, which is itself crowded."""
        crowd = self.port_usage.count_in_column(other)
        return crowd > MANY_ENDS and self.port_usage.count_in_column(column) + 1 < crowd

    def _route_straight_in(self, flow: Flow, source: Slot, target: Slot, spoken: FittedText | None) -> Route:
        """Go along the first channel to the target's column, then straight on through its free slots."""
        down = target.row > source.row
        channel = source.row + 1 if down else source.row
        track = TrackY(channel=channel, zone=Zone.UPPER if down else Zone.LOWER)
        reach = target.column - source.column
        out = _make_port(source.column, _edge_rank(source.row, down), track.rank, reach)
        into = _make_port(target.column, track.rank, _edge_rank(target.row, not down), -reach)
        track.start, track.end = out, into
        route = Route(flow, out, EdgeY(row=source.row, bottom=down),
                      [track, into, EdgeY(row=target.row, bottom=not down)])
        return route.add_label_spot(spoken, into, self._speech_channel(source.row, target.row), up=not down)

    def _route_by_gutter(self, flow: Flow, source: Slot, target: Slot, spoken: FittedText | None) -> Route:
        """Take the gutter beside the target and enter by its side; leave by the side when it is the source's, too."""
        down = target.row > source.row
        after = source.column > target.column
        gutter = target.column + after
        arrive = SideY(gutter=gutter, row=target.row, lean=-1.0 if down else 1.0)
        gutter_line = GutterX(gutter=gutter, end=row_middle(target.row), ends_left=after)
        tail: list[Coordinate] = [gutter_line, arrive, EdgeX(column=target.column, right=after)]
        beside = gutter - source.column
        if beside in (0, 1) and spoken is None:
            leave = SideY(gutter=gutter, row=source.row, lean=1.0 if down else -1.0)
            gutter_line.start, gutter_line.starts_left = row_middle(source.row), beside == 1
            return Route(flow, EdgeX(column=source.column, right=beside == 1), leave, tail)
        channel = source.row + 1 if down else source.row
        track = TrackY(channel=channel, zone=Zone.LOWER if down else Zone.UPPER)
        out = _make_port(source.column, _edge_rank(source.row, down), track.rank, gutter - 0.5 - source.column)
        track.start, track.end = out, gutter_line
        gutter_line.start, gutter_line.starts_left = track.rank, source.column < gutter
        route = Route(flow, out, EdgeY(row=source.row, bottom=down), [track, *tail])
        said = self._speech_channel(source.row, target.row)
        if said != channel:
            route.add_label_spot(spoken, gutter_line, said, up=not down)
        return route.add_label_spot(spoken, out, channel, up=not down)

    def _crosses_line(self, low_row: int, high_row: int) -> bool:
        """Return whether the line of interaction runs between two rows."""
        return self.line_channel is not None and low_row < self.line_channel <= high_row

    def _speech_channel(self, source_row: int, target_row: int) -> int:
        """Return the channel for the words: the conversation when the way crosses it, else the first one."""
        low, high = sorted((source_row, target_row))
        if self.line_channel is not None and self._crosses_line(low, high):
            return self.line_channel
        return source_row + 1 if target_row > source_row else source_row


def _channels_between(source_row: int, target_row: int) -> tuple[int, int]:
    """Return the first and the last channel on the way from one row to another."""
    return (source_row + 1, target_row) if target_row > source_row else (source_row, target_row + 1)


def _edge_rank(row: int, bottom: bool) -> int:  # noqa: FBT001 - a row has two edges
    return row_bottom(row) if bottom else row_top(row)


def _make_port(column: int, first: int, second: int, reach: float, *, turns_back: bool = False) -> PortX:
    """Return a port between two ranks of a flow whose other end is `reach` columns to the right.

    Among ports that lean the same way and are equally deep, runs that cross over a channel are sorted by their reach
    and runs that turn back nest: so few of them cross (see `track_order`).
    """
    return PortX(column=column, low=min(first, second), high=max(first, second), lean=-1.0 if reach < 0 else 1.0,
                 order=-reach if turns_back else reach)
