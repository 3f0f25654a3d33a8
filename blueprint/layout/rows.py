"""The ys of a band: channels are as high as their tracks and labels need, rows as their cards."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from visavis.blueprint.layout.boxes import LineKind
from visavis.blueprint.layout.cards import lane_padding
from visavis.blueprint.layout.coordinates import Coordinate, EdgeY, SideY, TrackY, Zone
from visavis.blueprint.layout.folding import Folds
from visavis.blueprint.layout.geometry import round_length
from visavis.blueprint.layout.grid import Grid
from visavis.blueprint.layout.nesting import NESTED
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.model import BlueprintDocument, Lane, LaneKind

# An arrowhead fits between a card and the track nearest to it; tracks keep this far from the strips beside them.
ARROW_ROOM = 7.0
STRIP_ROOM = 1.0
# Half the distance between the tracks of two zones, or between a track and a line.
APART = 2.5
# Labels stand this far from the line of their channel, and from what is on their other side.
LABEL_ROOM = 5.0
LABEL_GAP = 4.0
# A row for notes is so much higher than they are.
NOTE_GAP = 4.0

# The reach of words from their zone's end at the line, and under how many tracks they stand, by channel and zone.
Depths = Mapping[tuple[int, int], frozenset[tuple[float, int]]]
# What each lane keeps free above its cards and below them: its padding, rows for notes, the emotion curve.
LaneRooms = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class RowPositions:
    """Tops of rows, extents of channels, ys of their lines, and where zones begin.

    `inner` are the channels between two rows of one lane; `outer` is how far from the strips
    tracks of the others are.
    """

    tops: tuple[float, ...]
    channels: Mapping[int, tuple[float, float]]
    lines: Mapping[int, float]
    bottom: float
    needed: Mapping[tuple[int, Zone], int]
    rooms: Mapping[tuple[int, int], float]
    track: float
    inner: frozenset[int]
    outer: float

    def track_y(self, channel: int, zone: Zone, track: int) -> float:
        """Return the y of a track of a zone."""
        top, bottom = self.channels[channel]
        step = track * self.track
        outer = ARROW_ROOM if channel in self.inner else self.outer
        match zone:
            case Zone.UPPER:
                return top + outer + step
            case Zone.LOWER:
                return bottom - outer - step
            case Zone.TURN_ABOVE:
                return self.lines[channel] - APART - step
            case _:
                return self.lines[channel] + APART + step

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
               depths: Depths, free: LaneRooms, style: LayoutStyle) -> RowPositions:
    """Stack channels and rows from the phases' arrows downward; `depths` are what words ask of their zones."""
    y = style.phase_height + style.phase_gap
    tops: list[float] = []
    channels: dict[int, tuple[float, float]] = {}
    lines: dict[int, float] = {}
    rows = len(grid.row_lanes)
    for channel in range(rows + 1):
        if channel == grid.seam:
            y = tops[-1] + round_length(NESTED * heights[channel - 1])
            lines[channel] = (y + tops[-1] + heights[channel - 1]) / 2
            channels[channel] = (lines[channel], lines[channel])
            tops.append(y)
            y += heights[channel] + free[grid.row_lanes[channel]][1]
            continue
        above, below = _halves(grid, channel, needed, depths, style)
        channels[channel] = (y, y + above + below)
        lines[channel] = y + above
        y += above + below
        if channel == rows:
            break
        lane = document.lane_by_id[grid.row_lanes[channel]]
        starts = grid.first_row[lane.id] == channel
        ends = grid.first_row[lane.id] + grid.rows_of_lane[lane.id] - 1 == channel
        above, below = free[lane.id]
        tops.append(y + (above if starts else 0.0))
        y = tops[-1] + heights[channel] + (below if ends else 0.0)
    inner = frozenset(channel for channel in range(rows + 1) if _is_inner(grid, channel))
    return RowPositions(tuple(tops), channels, lines, y, needed, rooms, style.track, inner,
                        _outer_room(style))


def lane_rooms(document: BlueprintDocument, above: Collection[str], below: Collection[str], folds: Folds,
               style: LayoutStyle) -> LaneRooms:
    """Return what lanes keep free: padding, a row for notes `above` or `below` their cards, the curve over all."""
    row = style.note_height + NOTE_GAP
    padding = {lane.id: lane_padding(lane, style) for lane in document.head.lanes}
    return {lane.id: (padding[lane.id] + (row if lane.id in above else 0.0) + emotion_room(lane, folds, style),
                      padding[lane.id] + (row if lane.id in below else 0.0)) for lane in document.head.lanes}


def emotion_room(lane: Lane, folds: Folds, style: LayoutStyle) -> float:
    """Return how high the emotion curve's strip at the top of a lane is: a citizen's that is not folded has one."""
    return style.emotion_height if lane.kind is LaneKind.CITIZEN and lane.id not in folds.lanes else 0.0


def _halves(grid: Grid, channel: int, needed: Mapping[tuple[int, Zone], int], depths: Depths,
            style: LayoutStyle) -> tuple[float, float]:
    """Return what a channel needs above and below its middle line."""
    least = _least_half(grid, channel, style)
    outer = ARROW_ROOM if _is_inner(grid, channel) else _outer_room(style)
    has_line = channel in grid.lines

    def room(arrivals: Zone, labels: Zone, turns: Zone, across: Zone) -> float:
        back, height = needed.get((channel, turns), 0), 0.0
        beyond = 2 * APART + (back - 1) * style.track if back else 0.0
        if tracks := needed.get((channel, arrivals), 0):
            is_apart = has_line or back or needed.get((channel, across), 0)
            height = outer + (tracks - 1) * style.track + (APART if is_apart else 0.0)
        said = (reach + (outer + (under - 1) * style.track + APART if under else LABEL_GAP)
                for reach, under in depths.get((channel, int(labels)), ()))
        return beyond + max(height, LABEL_ROOM + max(said, default=-LABEL_ROOM))

    return (max(least, room(Zone.UPPER, Zone.DOWN_LABELS, Zone.TURN_ABOVE, Zone.LOWER)),
            max(least, room(Zone.LOWER, Zone.UP_LABELS, Zone.TURN_BELOW, Zone.UPPER)))


def _outer_room(style: LayoutStyle) -> float:
    """Return how far a channel's tracks are from the strips of its lanes, whose padding arrowheads can use."""
    return max(STRIP_ROOM, ARROW_ROOM - min(style.lane_padding, style.chip_padding))


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
