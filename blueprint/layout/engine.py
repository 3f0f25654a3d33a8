"""Laying out one band of a blueprint: slots, then routes, then widths, then labels, then heights, then points."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from blueprint.language import translator
from blueprint.layout.allocation import (
    Coordinates,
    channel_tracks,
    gutter_tracks,
    port_offsets,
    side_offsets,
    sorted_coordinates,
)
from blueprint.layout.bands import Band, column_count
from blueprint.layout.bridges import bridges
from blueprint.layout.cards import (
    card_place,
    is_chip_lane,
    lane_feet,
    lane_place,
    phase_place,
    row_heights,
    time_of,
    title_of,
)
from blueprint.layout.cells import Cells
from blueprint.layout.columns import ColumnPlaces, SideLabel, place_columns, side_labels
from blueprint.layout.coordinates import RANKS, Vertical
from blueprint.layout.grid import Grid, make_grid
from blueprint.layout.labels import LabelRows, PlacedLabel, place_labels, spoken_texts
from blueprint.layout.places import (
    CardPlace,
    DerivedLine,
    FlowPlace,
    LabelPlace,
    LanePlace,
    Layout,
    LineKind,
    PhasePlace,
    Rect,
)
from blueprint.layout.planning import plan_routes
from blueprint.layout.points import flow_points
from blueprint.layout.routes import Route
from blueprint.layout.rows import RowPlaces, place_rows
from blueprint.layout.style import LayoutStyle
from blueprint.model import BlueprintDocument
from blueprint.text import FittedText, TextMetrics
from blueprint.text import metrics as shipped_metrics


def lay_out(document: BlueprintDocument, *, style: LayoutStyle | None = None, metrics: TextMetrics | None = None,
            bands: tuple[Band, ...] = (), band: int = 0) -> Layout:
    """Lay out band number `band` of `bands` (by default one band of all columns), from its top left corner."""
    whole = (Band(0, max(column_count(document) - 1, 0)),)
    chosen = bands or whole
    return _Engine(document, style or LayoutStyle(), metrics or shipped_metrics(), chosen, chosen[band]).layout()


@dataclass(eq=False)
class _Engine:
    """One run of the layout; each property is one stage, computed when the next asks for it."""

    document: BlueprintDocument
    style: LayoutStyle
    metrics: TextMetrics
    bands: tuple[Band, ...]
    band: Band

    def layout(self) -> Layout:
        rows, columns = self.rows, self.columns
        lanes = self._lanes()
        return Layout(
            width=columns.right, height=rows.bottom, columns=columns.columns, phases=self._phases(), lanes=lanes,
            cards=self._cards(), flows=self._flows(), lines=self._lines(), conversation=self._conversation(),
            band=self.band.index, bands=self.band.count,
            cells=Cells(columns.columns, lanes, self.style.lane_padding),
        )

    @cached_property
    def grid(self) -> Grid:
        return make_grid(self.document, self.bands, self.band)

    @cached_property
    def line_channel(self) -> int | None:
        return next((at for at, kind in self.grid.lines.items() if kind is LineKind.INTERACTION), None)

    @cached_property
    def routes(self) -> list[Route]:
        spoken = spoken_texts(self.document, self.style, self.metrics)
        return plan_routes(self.document, self.grid, self.line_channel, spoken, self.band.index)

    @cached_property
    def coordinates(self) -> Coordinates:
        return sorted_coordinates(self.routes)

    @cached_property
    def titles(self) -> dict[str, FittedText]:
        document = self.document
        return {step.id: title_of(step, document.head.language, self.style, self.metrics,
                                  chip=is_chip_lane(document.lane_by_id[step.lane]))
                for step in document.steps if step.id in self.grid.slots}

    @cached_property
    def heights(self) -> dict[int, float]:
        return row_heights(self.document, self.grid.row_lanes, self.titles, self.feet, self.style, self.metrics,
                           is_part=self.band.count > 1)

    @cached_property
    def feet(self) -> dict[str, float]:
        return lane_feet(self.document, self.style)

    @cached_property
    def beside(self) -> list[SideLabel]:
        return side_labels(self.routes, self.style, self.metrics)

    @cached_property
    def columns(self) -> ColumnPlaces:
        tracks = gutter_tracks(self.coordinates.gutters)
        beside = self.beside
        side_offsets(self.coordinates.sides, self.heights)
        port_offsets(self.coordinates.ports, self.style)
        return place_columns(self.grid, self.coordinates, tracks, beside, self.style)

    @cached_property
    def labels(self) -> dict[tuple[int, int], LabelRows]:
        columns = self.columns
        bounds = (columns.left, columns.right)
        placed = place_labels(self.routes, self._verticals(), self.style, self.metrics, bounds)
        return {(channel, int(zone)): rows for (channel, zone), rows in placed.items()}

    @cached_property
    def rows(self) -> RowPlaces:
        self.columns  # noqa: B018 - tracks of channels need the xs
        needed = channel_tracks(self.coordinates.tracks)
        rooms = {key: rows.height for key, rows in self.labels.items()}
        return place_rows(self.document, self.grid, self.heights, needed, rooms, self.style)

    def _verticals(self) -> dict[int, list[Vertical]]:
        """Return the verticals by the channels with labels that they touch."""
        found: dict[int, list[Vertical]] = {
            spot.channel: [] for route in self.routes for spot in route.label_spots}
        channels = sorted(found)
        ways: tuple[Vertical, ...] = (*self.coordinates.ports, *self.coordinates.gutters)
        for way in ways:
            first, last = way.low // RANKS, way.high // RANKS
            for channel in channels[bisect_left(channels, first):bisect_right(channels, last)]:
                found[channel].append(way)
        return found

    def _cards(self) -> dict[str, CardPlace]:
        translate = translator(self.document.head.language)
        cards = {}
        for step in self.document.steps:
            slot = self.grid.slots.get(step.id)
            if slot is None:
                continue
            column = self.columns.columns[slot.column]
            rect = Rect(column.x, self.rows.tops[slot.row], column.width, self.heights[slot.row])
            chip = is_chip_lane(self.document.lane_by_id[step.lane])
            time = None if chip else time_of(step, translate, self.style, self.metrics)
            cards[step.id] = card_place(step, rect, self.titles[step.id], time, self.style,
                                        foot=self.feet[step.lane], chip=chip)
        return cards

    def _lanes(self) -> tuple[LanePlace, ...]:
        return tuple(lane_place(self.document, lane, self._strip(lane.id), self.style, self.metrics)
                     for lane in self.document.head.lanes)

    def _strip(self, lane_id: str) -> Rect:
        first = self.grid.first_row[lane_id]
        last = first + self.grid.rows_of_lane[lane_id] - 1
        top = self.rows.tops[first] - self.style.lane_padding
        bottom = self.rows.tops[last] + self.heights[last] + self.style.lane_padding
        return Rect(0.0, top, self.columns.right, bottom - top)

    def _phases(self) -> tuple[PhasePlace, ...]:
        return tuple(phase_place(self.document.phase_by_id[phase], self._over(first, last),
                                 self.document.head.language, self.style, self.metrics,
                                 continues=self.columns.columns[first].index > 0)
                     for phase, first, last in self._spans())

    def _spans(self) -> Iterator[tuple[str, int, int]]:
        """Yield each phase with its first and last column in the band."""
        first = 0
        columns = self.columns.columns
        for at, column in enumerate(columns):
            if at + 1 == len(columns) or columns[at + 1].phase != column.phase:
                yield column.phase, first, at
                first = at + 1

    def _over(self, first: int, last: int) -> Rect:
        """Return the box over some columns: from the middle of the gutter before to the middle of that after."""
        gutters = self.columns.gutters
        left = gutters[0][0] if first == 0 else sum(gutters[first]) / 2
        right = gutters[-1][1] if last + 1 == len(self.columns.columns) else sum(gutters[last + 1]) / 2
        return Rect(left, 0.0, right - left, self.style.phase_height)

    def _lines(self) -> tuple[DerivedLine, ...]:
        return tuple(DerivedLine(kind, self.rows.lines[channel], 0.0, self.columns.right)
                     for channel, kind in sorted(self.grid.lines.items()))

    def _conversation(self) -> Rect | None:
        if self.line_channel is None:
            return None
        top, bottom = self.rows.channels[self.line_channel]
        return Rect(0.0, top, self.columns.right, bottom - top)

    def _flows(self) -> dict[str, FlowPlace]:
        rows = self.rows
        flow_points_by_key = flow_points(self.routes, self.coordinates, rows, self.heights)
        hops = bridges(flow_points_by_key)
        pills = self._pills(rows)
        return {
            route.flow.key: FlowPlace(route.flow.key, flow_points_by_key[route.flow.key], pills.get(route.flow.key),
                                      hops.get(route.flow.key, ()), route.comes_from, route.goes_to)
            for route in self.routes
        }

    def _pills(self, rows: RowPlaces) -> dict[str, LabelPlace]:
        pills: dict[str, LabelPlace] = {}
        for (channel, zone), placed in self.labels.items():
            top = rows.label_top(channel, zone)
            for label in placed.labels:
                pills[label.route.flow.key] = self._pill(label, top + placed.top_of(label.row),
                                                         placed.heights[label.row])
        for beside in self.beside:
            middle = rows.tops[beside.side.row] + self.heights[beside.side.row] / 2 + beside.side.value
            box = Rect(beside.x, middle - beside.height / 2, beside.width, beside.height)
            pills[beside.key] = LabelPlace(box, beside.text)
        return pills

    def _pill(self, label: PlacedLabel, top: float, row_height: float) -> LabelPlace:
        box = Rect(label.x, top + (row_height - label.height) / 2, label.width, label.height)
        return LabelPlace(box, label.text)
