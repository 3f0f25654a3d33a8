"""Laying out one band of a blueprint: slots, then routes, then widths, then labels, then heights, then points.

`lay_out` lays out a document; `Relayout` the successive states of one that somebody edits, with the same result.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from blueprint.language import Translator, translator
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
from blueprint.layout.carrying import Carried, Kept, carried
from blueprint.layout.cells import Cells
from blueprint.layout.columns import ColumnPlaces, SideLabel, place_columns, side_labels
from blueprint.layout.coordinates import RANKS, Vertical
from blueprint.layout.folding import FOLDED_WIDTH, UNFOLDED, Folds
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
from blueprint.layout.spans import FlowSpans
from blueprint.layout.style import LayoutStyle
from blueprint.model import BlueprintDocument, Step
from blueprint.text import FittedText, TextMetrics
from blueprint.text import metrics as shipped_metrics


def lay_out(document: BlueprintDocument, *, style: LayoutStyle | None = None, metrics: TextMetrics | None = None,
            bands: tuple[Band, ...] = (), band: int = 0, folds: Folds = UNFOLDED) -> Layout:
    """Lay out band number `band` of `bands` (by default one band of all columns), from its top left corner."""
    chosen = bands or _whole(document)
    return _Engine(document, style or LayoutStyle(), metrics or shipped_metrics(), chosen, chosen[band],
                   carried(None, document, folds), folds).layout()


def _whole(document: BlueprintDocument) -> tuple[Band, ...]:
    return (Band(0, max(column_count(document) - 1, 0)),)


class Relayout:
    """Lays out the successive states of a document in one band, each from the one before it.

    Where only texts changed and no row grew or shrank, everything but the cards concerned stays as it is: with
    10,000 steps that takes milliseconds instead of half a second. Otherwise fitted texts, and cards that did not
    move, are carried over. Not for two threads at once.
    """

    def __init__(self) -> None:
        self._kept: Kept | None = None

    def lay_out(self, document: BlueprintDocument, folds: Folds = UNFOLDED) -> Layout:
        """Return what `lay_out(document, folds=folds)` returns."""
        known = carried(self._kept, document, folds)
        bands = known.frame.bands if known.frame is not None else _whole(document)
        engine = _Engine(document, LayoutStyle(), shipped_metrics(), bands, bands[0], known, folds)
        layout = engine.layout()
        self._kept = Kept(document, folds, bands, engine.grid, engine.titles, engine.spoken, engine.feet,
                          engine.heights, layout)
        return layout


@dataclass(eq=False)
class _Engine:
    """One run of the layout; each property is one stage, computed when the next asks for it."""

    document: BlueprintDocument
    style: LayoutStyle
    metrics: TextMetrics
    bands: tuple[Band, ...]
    band: Band
    carried: Carried
    folds: Folds = UNFOLDED

    def layout(self) -> Layout:
        stands = self.carried.layout(self.spoken, self.feet, self.heights)
        return self._whole_layout() if stands is None else replace(stands, cards=self._cards_in(stands))

    def _whole_layout(self) -> Layout:
        rows, columns = self.rows, self.columns
        lanes = self._lanes()
        return Layout(
            width=columns.right, height=rows.bottom, columns=columns.columns, phases=self._phases(), lanes=lanes,
            cards=self._cards(), flows=self._flows(), lines=self._lines(), conversation=self._conversation(),
            band=self.band.index, bands=self.band.count,
            cells=Cells(columns.columns, lanes, self.style.lane_padding), stacks=self.grid.stacks(),
            spans=FlowSpans(self._spans_of_flows(), len(columns.columns)),
        )

    def _spans_of_flows(self) -> Iterator[tuple[str, int, int]]:
        slots, last = self.grid.slots, len(self.grid.columns) - 1
        for route in self.routes:
            source, target = slots.get(route.flow.source), slots.get(route.flow.target)
            # The end that stands in another band is reached over this one's edge.
            left = 0 if source is None or target is None else min(source.column, target.column)
            right = last if source is None or target is None else max(source.column, target.column)
            yield route.flow.key, left, right

    @cached_property
    def grid(self) -> Grid:
        frame = self.carried.frame
        return frame.grid if frame is not None else make_grid(self.document, self.bands, self.band)

    @cached_property
    def line_channel(self) -> int | None:
        return next((at for at, kind in self.grid.lines.items() if kind is LineKind.INTERACTION), None)

    @cached_property
    def routes(self) -> list[Route]:
        return plan_routes(self.document, self.grid, self.line_channel, self.spoken, self.band.index, self.folds)

    @cached_property
    def spoken(self) -> dict[str, FittedText]:
        language, fresh = self.document.head.language, self.carried.fresh_flows
        return {**self.carried.spoken, **spoken_texts(fresh, language, self.style, self.metrics)}

    @cached_property
    def coordinates(self) -> Coordinates:
        return sorted_coordinates(self.routes)

    @cached_property
    def titles(self) -> dict[str, FittedText]:
        slots, fresh = self.grid.slots, self.carried.fresh_steps
        return {**self.carried.titles, **{step.id: self._title(step) for step in fresh if step.id in slots}}

    def _title(self, step: Step) -> FittedText:
        if self.folds.hide_words(step):
            step = step.model_copy(update={"title": ""})
        return title_of(step, self.document.head.language, self.style, self.metrics, chip=self._is_chip(step),
                        lines=1 if self.folds.hold(step) else None)

    def _is_chip(self, step: Step) -> bool:
        return self.folds.hold(step) or is_chip_lane(self.document.lane_by_id[step.lane])

    @cached_property
    def heights(self) -> Mapping[int, float]:
        return self.carried.heights(self.titles, self.feet) or self._row_heights()

    def _row_heights(self) -> dict[int, float]:
        return row_heights(self.document, self.grid.row_lanes, self.titles, self.feet, self.style, self.metrics,
                           is_part=self.band.count > 1, folded=self.folds.lanes)

    @cached_property
    def feet(self) -> Mapping[str, float]:
        return self.carried.feet or lane_feet(self.document, self.style)

    @cached_property
    def beside(self) -> list[SideLabel]:
        return side_labels(self.routes, self.style, self.metrics)

    @cached_property
    def columns(self) -> ColumnPlaces:
        tracks = gutter_tracks(self.coordinates.gutters)
        beside = self.beside
        side_offsets(self.coordinates.sides, self.heights)
        widths = [FOLDED_WIDTH if column.phase in self.folds.phases else self.style.card_width
                  for column in self.grid.columns]
        port_offsets(self.coordinates.ports, widths, self.style)
        return place_columns(self.grid, widths, self.coordinates, tracks, beside, self.style)

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
        columns, tops, heights, known = self.columns.columns, self.rows.tops, self.heights, self.carried.cards
        cards = {}
        for step in self.document.steps:
            slot = self.grid.slots.get(step.id)
            if slot is None:
                continue
            column, before = columns[slot.column], known.get(step.id)
            rect = Rect(column.x, tops[slot.row], column.width, heights[slot.row])
            cards[step.id] = before if before is not None and before.rect == rect else self._card(step, rect)
        return cards

    def _cards_in(self, layout: Layout) -> dict[str, CardPlace]:
        """Return the cards of a layout that stands, the fresh ones made anew in their boxes."""
        return {**layout.cards,
                **{step.id: self._card(step, layout.cards[step.id].rect) for step in self.carried.fresh_steps}}

    def _card(self, step: Step, rect: Rect) -> CardPlace:
        chip = self._is_chip(step)
        time = None if chip else time_of(step, self._translate, self.style, self.metrics)
        return card_place(step, rect, self.titles[step.id], time, self.style, foot=self.feet[step.lane], chip=chip)

    @cached_property
    def _translate(self) -> Translator:
        return translator(self.document.head.language)

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
