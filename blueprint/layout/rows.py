"""The ys of a band: channels are as high as their tracks and labels need, rows as their cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from blueprint.layout.coordinates import Zone
from blueprint.layout.grid import Grid
from blueprint.layout.places import LineKind
from blueprint.layout.style import LayoutStyle
from blueprint.model import BlueprintDocument

# Tracks keep this distance from the strip's edge and from the line; labels a little more from the line.
TRACK_ROOM = 5.0
LABEL_ROOM = 8.0


@dataclass(frozen=True)
class RowPlaces:
    """Tops of rows, extents of channels, ys of their lines, and where zones begin."""

    tops: tuple[float, ...]
    channels: Mapping[int, tuple[float, float]]
    lines: Mapping[int, float]
    bottom: float
    needed: Mapping[tuple[int, Zone], int]
    rooms: Mapping[tuple[int, int], float]
    track: float

    def track_y(self, channel: int, zone: Zone, track: int) -> float:
        """Return the y of a track of a zone."""
        top, bottom = self.channels[channel]
        step = track * self.track
        match zone:
            case Zone.UPPER:
                return top + TRACK_ROOM + step
            case Zone.LOWER:
                return bottom - TRACK_ROOM - step
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


def place_rows(document: BlueprintDocument, grid: Grid, heights: Mapping[int, float],
               needed: Mapping[tuple[int, Zone], int], rooms: Mapping[tuple[int, int], float],
               style: LayoutStyle) -> RowPlaces:
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
    return RowPlaces(tuple(tops), channels, lines, y, needed, rooms, style.track)


def _halves(grid: Grid, channel: int, needed: Mapping[tuple[int, Zone], int], rooms: Mapping[tuple[int, int], float],
            style: LayoutStyle) -> tuple[float, float]:
    """Return what a channel needs above and below its middle line."""
    least = _least_half(grid, channel, style)
    return (
        max(least, _room(channel, Zone.UPPER, Zone.DOWN_LABELS, Zone.TURN_ABOVE, needed, rooms, style)),
        max(least, _room(channel, Zone.LOWER, Zone.UP_LABELS, Zone.TURN_BELOW, needed, rooms, style)),
    )


def _room(channel: int, arrivals: Zone, labels: Zone, turns: Zone, needed: Mapping[tuple[int, Zone], int],
          rooms: Mapping[tuple[int, int], float], style: LayoutStyle) -> float:
    room = 0.0
    for zone in (arrivals, turns):
        tracks = needed.get((channel, zone), 0)
        if tracks:
            room += 2 * TRACK_ROOM + (tracks - 1) * style.track
    spoken = rooms.get((channel, int(labels)), 0.0)
    return room + (spoken + 2 * LABEL_ROOM if spoken else 0.0)


def _least_half(grid: Grid, channel: int, style: LayoutStyle) -> float:
    kind = grid.lines.get(channel)
    if kind is LineKind.INTERACTION:
        return style.conversation_half
    if kind is not None:
        return style.line_gap / 2
    rows = len(grid.row_lanes)
    if channel in (0, rows):
        return 0.0
    same_lane = grid.row_lanes[channel - 1] == grid.row_lanes[channel]
    return (style.row_gap if same_lane else style.lane_gap) / 2
