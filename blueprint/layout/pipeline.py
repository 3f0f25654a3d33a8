"""Laying out one band of a blueprint, stage by stage: grid, routes, widths, tracks, labels, heights.

Read this first. Each property of `Pipeline` is one stage, computed when the next one asks for it, from the document
alone. What is drawn while someone edits goes through the same stages: `incremental.layout_update` replaces those that
can take something over from the run before. Where cards and flows are in points is computed for those that are
looked at (`card_boxes`, `flow_paths`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from visavis.blueprint.layout.bands import Band
from visavis.blueprint.layout.boxes import PhaseBox
from visavis.blueprint.layout.card_boxes import CardBoxes
from visavis.blueprint.layout.cards import fit_title, row_heights
from visavis.blueprint.layout.columns import XAxis, place_columns
from visavis.blueprint.layout.coordinates import RANKS, EdgeX, PortX, Vertical, row_bottom, row_top
from visavis.blueprint.layout.flow_paths import FlowLines
from visavis.blueprint.layout.folding import UNFOLDED, Folds
from visavis.blueprint.layout.frame import make_layout
from visavis.blueprint.layout.grid import Grid, Slot, make_grid
from visavis.blueprint.layout.label_depths import measure_depths
from visavis.blueprint.layout.labels import Pills, place_labels, spoken_texts
from visavis.blueprint.layout.note_places import NoteSpots, find_note_spots
from visavis.blueprint.layout.result import Layout
from visavis.blueprint.layout.routing.channel_tracks import TrackAssignment, assign_tracks
from visavis.blueprint.layout.routing.plan import Plan, PlanSettings, column_widths, make_plan
from visavis.blueprint.layout.routing.routes import Route
from visavis.blueprint.layout.rows import LaneRooms, YAxis, lane_rooms, place_rows
from visavis.blueprint.layout.style import FULL, LayoutStyle
from visavis.blueprint.model import BlueprintDocument, Flow, Step
from visavis.blueprint.text import FittedText, TextMetrics
from visavis.blueprint.text import metrics as shipped_metrics

FIRST_BAND = Band(0, 0)


def lay_out(document: BlueprintDocument, *, style: LayoutStyle | None = None, metrics: TextMetrics | None = None,
            bands: tuple[Band, ...] = (), band: int = 0, folds: Folds = UNFOLDED) -> Layout:
    """Lay out band number `band` of `bands` (by default one band of all columns), from its top left corner."""
    settings = PlanSettings(style or FULL, metrics or shipped_metrics(), folds)
    return Pipeline(document, settings, bands, bands[band] if bands else FIRST_BAND).layout()


def lay_out_columns(document: BlueprintDocument, style: LayoutStyle) -> XAxis:
    """Return the xs of all columns and gutters alone."""
    return Pipeline(document, PlanSettings(style, shipped_metrics(), UNFOLDED)).x_axis


@dataclass(eq=False)
class Pipeline:
    """One run of the layout. Without `bands` it lays out one band of all columns."""

    document: BlueprintDocument
    settings: PlanSettings
    bands: tuple[Band, ...] = ()
    band: Band = FIRST_BAND

    def layout(self, phases: Sequence[PhaseBox] = ()) -> Layout:
        """Return where everything is; `phases` are those of an earlier layout, for what is as it was."""
        return make_layout(self.document, self.plan, self.x_axis, self.y_axis, self.settings, self.band, self.cards,
                           self.flows, self.notes, self.free, phases)

    @property
    def style(self) -> LayoutStyle:
        """The dimensions that the drawing is made with."""
        return self.settings.style

    # -- texts and the sizes they ask for

    @cached_property
    def flow_texts(self) -> dict[str, FittedText]:
        """What is said on flows, by key."""
        return spoken_texts(self.flows_here, self.document.head.language, self.style, self.settings.metrics)

    @cached_property
    def flows_here(self) -> Sequence[Flow]:
        """The flows with an end in the band, in the document's order."""
        slots, flows = self.grid.slots, self.document.flows
        return [flow for flow in flows if flow.source in slots or flow.target in slots] if self.bands else flows

    @cached_property
    def titles(self) -> dict[str, FittedText]:
        """The titles of the band's cards, by step."""
        return {step: self.fit_title(self.document.step_by_id[step]) for step in self.grid.slots}

    def fit_title(self, step: Step) -> FittedText:
        """Return a step's title as its card has room for it."""
        folds, language = self.settings.folds, self.document.head.language
        if folds.is_too_narrow(step):
            step = step.model_copy(update={"title": ""})
        lane = self.document.lane_by_id[step.lane]
        wider = self._wider.get((step.phase, step.column), 0.0)
        if self.style.widens_support and lane.facts.is_supporting:
            wider += self._room_beside(step)
        return fit_title(step, lane, language, self.style, self.settings.metrics, folded=folds.is_folded(step),
                         wider=wider)

    @cached_property
    def _wider(self) -> Mapping[tuple[str, int], float]:
        """By how much columns are wider than a card."""
        return dict(self.style.room.wider)

    def _room_beside(self, step: Step) -> float:
        """Return how much wider than a card a chip may be: half of a free place on either side is its own.

        No card stands there, no flow passes, and none ends at the chip's sides.
        """
        slot = self.grid.slots[step.id]
        beside = {slot.column - 1, slot.column + 1}
        is_free = beside.isdisjoint(self.grid.in_row[slot.row]) and beside <= set(range(len(self.grid.columns)))
        near = range(max(0, slot.column - 1), min(len(self.grid.columns), slot.column + 2))
        is_passed = any(self._passes_beside(self.plan.routes[key], slot)
                        for key in self.plan.flow_index.flows_over(near) if key in self.plan.routes)
        return self.style.card_width + self.style.gutter if is_free and not is_passed else 0.0

    @staticmethod
    def _passes_beside(route: Route, slot: Slot) -> bool:
        """Return whether a flow passes beside a slot, or ends at one of its sides."""
        top, bottom = row_top(slot.row), row_bottom(slot.row)
        for vertical in route.verticals():
            away = (abs(vertical.column - slot.column) if isinstance(vertical, PortX)
                    else abs(vertical.gutter - slot.column - 0.5))
            if 0 < away <= 1 and vertical.low < bottom and vertical.high > top:
                return True
        ends = {coordinate.column for coordinate in route.coordinates() if isinstance(coordinate, EdgeX)}
        return slot.column in ends and any(side.row == slot.row for side in route.sides())

    @cached_property
    def heights(self) -> Mapping[int, float]:
        """The height of each row's cards."""
        grid = self.grid
        low = self.style.low_slip if self.style.low_slip is not None and self._has_low_slips else None
        return row_heights(self.document, grid.row_lanes, grid.in_row, self.style, folded=self.settings.folds.lanes,
                           slips=low)

    @cached_property
    def _has_low_slips(self) -> bool:
        """Whether each slip of the band is one line, and nothing else stands above its citizens' cards."""
        steps = [self.document.step_by_id[step] for step in self.grid.slots]
        facts = [self.document.lane_of(step).facts for step in steps]
        return not any((fact.is_evidence and len(self.fit_title(step).lines) > 1)
                       or (fact.is_on_citizen_side and step.id in self.style.called_out)
                       for step, fact in zip(steps, facts, strict=True))

    # -- columns, routes and tracks

    @cached_property
    def grid(self) -> Grid:
        """Which step is in which slot."""
        nests = self.style.nests_agents and not self.settings.folds.lanes
        if self.bands:
            return make_grid(self.document, self.bands, self.band, nests=nests)
        counts = self.style.room.count_columns(self.document)
        band = Band(0, max(sum(counts.values()) - 1, 0))
        return make_grid(self.document, (band,), band, counts, nests=nests)

    @cached_property
    def plan(self) -> Plan:
        """The path of every flow, relative to columns, gutters and rows."""
        return make_plan(self.document, self.flows_here, self.grid, self.flow_texts, self.heights, self.settings)

    @cached_property
    def x_axis(self) -> XAxis:
        """The xs of columns and gutters."""
        plan = self.plan
        return place_columns(plan.grid, plan.nodes, column_widths(plan.grid, self.settings), plan.gutter_counts,
                             plan.gutter_rooms, self.style)

    @cached_property
    def track_assignment(self) -> TrackAssignment:
        """The horizontals of channels, each on its track."""
        return assign_tracks(self.plan, self.x_axis, self.document, {})

    @cached_property
    def final_plan(self) -> Plan:
        """The plan with its routes on their tracks."""
        return replace(self.plan, routes=self.track_assignment.routes, tracks=self.track_assignment.tracks)

    # -- labels and heights

    @cached_property
    def pills(self) -> Pills:
        """What is said on flows, each on its own vertical."""
        routes = self.track_assignment.routes
        spoken = [routes[key] for key in self.flow_texts if key in routes]
        return place_labels(spoken, self._verticals(spoken), self.style, self.settings.metrics, self.x_axis)

    def _verticals(self, spoken: list[Route]) -> dict[int, list[Vertical]]:
        """Return the verticals by the channels with labels that they touch."""
        found: dict[int, list[Vertical]] = {spot.channel: [] for route in spoken for spot in route.label_spots}
        channels = sorted(found)
        if not channels:
            return found
        for route in self.track_assignment.routes.values():
            for vertical in route.verticals():
                first, last = vertical.low // RANKS, vertical.high // RANKS
                for channel in channels[bisect_left(channels, first):bisect_right(channels, last)]:
                    found[channel].append(vertical)
        return found

    @cached_property
    def y_axis(self) -> YAxis:
        """The ys of rows and channels."""
        rooms = {key: rows.height for key, rows in self.pills.rows.items()}
        depths = measure_depths(self.pills, self.track_assignment.tracks, self.x_axis)
        rows = place_rows(self.document, self.plan.grid, self.heights, self.track_assignment.needed, rooms, depths,
                          self.free, self.style)
        return YAxis.of(rows, self.heights)

    @cached_property
    def free(self) -> LaneRooms:
        """What lanes keep free of cards."""
        return lane_rooms(self.document, self.notes.above, self.notes.below, self.settings.folds, self.style)

    @cached_property
    def notes(self) -> NoteSpots:
        """The notes by id, before heights are known."""
        return find_note_spots(self.document, self.plan.grid, self.track_assignment.routes, self.plan.flow_index,
                               self.heights, self.x_axis, self.style)

    # -- what is drawn

    @cached_property
    def cards(self) -> CardBoxes:
        """The cards by step."""
        return CardBoxes(self.document, self.plan.grid.slots, self.titles, self.x_axis, self.y_axis,
                         self.settings.folds, self.style, self.settings.metrics)

    @cached_property
    def flows(self) -> FlowLines:
        """The lines of flows by key."""
        return FlowLines(self.track_assignment.routes, self.pills.labels, self.plan.beside, self.pills.rows,
                         self.x_axis, self.y_axis, self.plan.flow_index)
