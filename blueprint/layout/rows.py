"""The ys of a band: channels are as high as their tracks and labels need, rows as their cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from visavis.blueprint.layout.boxes import LineKind
from visavis.blueprint.layout.coordinates import Coordinate, EdgeY, SideY, TrackY, Zone
from visavis.blueprint.layout.grid import Grid
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.model import BlueprintDocument

# Tracks keep this distance from the strip's edge and from the line; labels a little more from the line.
TRACK_ROOM = 5.0
# Inside a lane there is no padding between tracks and cards: an arrowhead must fit between.
INNER_TRACK_ROOM = 12.0
LABEL_ROOM = 8.0


@dataclass(frozen=True)
class RowPositions:
    """Tops of rows, extents of channels, ys of their lines, and where zones begin.

    `inner` are the channels between two rows of one lane.
    """

    tops: tuple[float, ...]
    channels: Mapping[int, tuple[float, float]]
    lines: Mapping[int, float]
    bottom: float
    needed: Mapping[tuple[int, Zone], int]
    rooms: Mapping[tuple[int, int], float]
    track: float
    inner: frozenset[int]

    def track_y(self, channel: int, zone: Zone, track: int) -> float:
        """Return the y of a track of a zone."""
        top, bottom = self.channels[channel]
        step = track * self.track
        outer = INNER_TRACK_ROOM if channel in self.inner else TRACK_ROOM
        match zone:
            case Zone.UPPER:
                return top + outer + step
            case Zone.LOWER:
                return bottom - outer - step
            case Zone.TURN_ABOVE:
                return self.lines[channel] - TRACK_ROOM - step
            case _:
                return self.lines[channel] + TRACK_ROOM + step

    def label_top(self, channel: int, zone: int) -> float:
        """Return the top of a zone of labels."""
        turns = Zone.TURN_ABOVE if zone == Zone.DOWN_LABELS else Zone.TURN_BELOW
        beyond = self.needed.get((channel, turns), 0) * self.track + LABEL_ROOM
        if zone == Zone.DOWN_LABELS:
            return self.lines[channel] - beyond - self.rooms[(channel, zone)]
        return self.lines[channel] + beyond


@dataclass(frozen=True, eq=False)
class YAxis:
    """The ys of a band: what its rows are, and how high their cards."""

    rows: RowPositions
    heights: Mapping[int, float]
    middles: Sequence[float]

    @classmethod
    def of(cls, rows: RowPositions, heights: Mapping[int, float]) -> YAxis:
        """Return the ys of some rows."""
        return cls(rows, heights, [top + heights[row] / 2 for row, top in enumerate(rows.tops)])

    def y(self, coordinate: Coordinate) -> float:
        """Return the y of a coordinate of a route."""
        if isinstance(coordinate, EdgeY):
            return self.rows.tops[coordinate.row] + (self.heights[coordinate.row] if coordinate.bottom else 0.0)
        if isinstance(coordinate, TrackY):
            return self.rows.track_y(coordinate.channel, coordinate.zone, coordinate.track)
        assert isinstance(coordinate, SideY)
        return self.middles[coordinate.row] + coordinate.value


def place_rows(document: BlueprintDocument, grid: Grid, heights: Mapping[int, float],
               needed: Mapping[tuple[int, Zone], int], rooms: Mapping[tuple[int, int], float],
               style: LayoutStyle) -> RowPositions:
    """Stack channels and rows from the phases' arrows downward."""
    y = style.phase_height + style.phase_gap
    tops: list[float] = []
    channels: dict[int, tuple[float, float]] = {}
    lines: dict[int, float] = {}
    rows = len(grid.row_lanes)
    for channel in range(rows + 1):
        above, below = _halves(grid, channel, needed, rooms, style)
        channels[channel] = (y, y + above + below)
        lines[channel] = y + above
        y += above + below
        if channel == rows:
            break
        lane = document.lane_by_id[grid.row_lanes[channel]]
        starts = grid.first_row[lane.id] == channel
        ends = grid.first_row[lane.id] + grid.rows_of_lane[lane.id] - 1 == channel
        tops.append(y + (style.lane_padding if starts else 0.0))
        y = tops[-1] + heights[channel] + (style.lane_padding if ends else 0.0)
    inner = frozenset(channel for channel in range(rows + 1) if _is_inner(grid, channel))
    return RowPositions(tuple(tops), channels, lines, y, needed, rooms, style.track, inner)


def _halves(grid: Grid, channel: int, needed: Mapping[tuple[int, Zone], int], rooms: Mapping[tuple[int, int], float],
            style: LayoutStyle) -> tuple[float, float]:
    """Return what a channel needs above and below its middle line."""
    least = _least_half(grid, channel, style)
    outer = INNER_TRACK_ROOM if _is_inner(grid, channel) else TRACK_ROOM

    def room(arrivals: Zone, labels: Zone, turns: Zone) -> float:
        height = 0.0
        for zone, margin in ((arrivals, outer + TRACK_ROOM), (turns, 2 * TRACK_ROOM)):
            tracks = needed.get((channel, zone), 0)
            if tracks:
                height += margin + (tracks - 1) * style.track
        spoken = rooms.get((channel, int(labels)), 0.0)
        return height + (spoken + 2 * LABEL_ROOM if spoken else 0.0)

    return (max(least, room(Zone.UPPER, Zone.DOWN_LABELS, Zone.TURN_ABOVE)),
            max(least, room(Zone.LOWER, Zone.UP_LABELS, Zone.TURN_BELOW)))


def _is_inner(grid: Grid, channel: int) -> bool:
    rows = grid.row_lanes
    return 0 < channel < len(rows) and rows[channel - 1] == rows[channel]


def _least_half(grid: Grid, channel: int, style: LayoutStyle) -> float:
    kind = grid.lines.get(channel)
    if kind is LineKind.INTERACTION:
        return style.conversation_half
    if kind is not None:
        return style.line_gap / 2
    if channel in (0, len(grid.row_lanes)):
        return 0.0
    return (style.row_gap if _is_inner(grid, channel) else style.lane_gap) / 2
