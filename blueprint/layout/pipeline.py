"""Laying out one band of a blueprint: slots, then routes, then widths, then tracks and labels, then heights.

`lay_out` lays out a document; `Relayout` the successive states of one that someone edits, with the same result.
Where cards and flows stand in points is worked out for those that are looked at (`card_places`, `flow_places`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from visavis.blueprint.layout.axes import XAxis, YAxis
from visavis.blueprint.layout.bands import Band, column_count
from visavis.blueprint.layout.card_boxes import CardBoxes
from visavis.blueprint.layout.cards import fit_title, is_chip_lane, lane_feet, row_heights, tallest_titles
from visavis.blueprint.layout.columns import place_columns
from visavis.blueprint.layout.flow_paths import FlowLines
from visavis.blueprint.layout.folding import UNFOLDED, Folds
from visavis.blueprint.layout.frame import make_layout
from visavis.blueprint.layout.grid import Grid, make_grid
from visavis.blueprint.layout.incremental.cache import PreviousRun, Reusable, find_reusable
from visavis.blueprint.layout.incremental.grid_update import GridUpdate, update_grid
from visavis.blueprint.layout.incremental.label_update import update_labels
from visavis.blueprint.layout.incremental.route_update import update_plan
from visavis.blueprint.layout.incremental.row_update import update_rows
from visavis.blueprint.layout.labels import Pills, place_labels, spoken_texts
from visavis.blueprint.layout.result import Layout
from visavis.blueprint.layout.routing.channel_tracks import TrackAssignment, assign_tracks
from visavis.blueprint.layout.routing.coordinates import RANKS, Vertical
from visavis.blueprint.layout.routing.plan import Plan, PlanSettings, column_widths, make_plan
from visavis.blueprint.layout.routing.routes import Route
from visavis.blueprint.layout.rows import place_rows
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.model import BlueprintDocument, Step
from visavis.blueprint.text import FittedText, TextMetrics
from visavis.blueprint.text import metrics as shipped_metrics


def lay_out(document: BlueprintDocument, *, style: LayoutStyle | None = None, metrics: TextMetrics | None = None,
            bands: tuple[Band, ...] = (), band: int = 0, folds: Folds = UNFOLDED) -> Layout:
    """Lay out band number `band` of `bands` (by default one band of all columns), from its top left corner."""
    chosen = bands or _whole_band(document)
    settings = PlanSettings(style or LayoutStyle(), metrics or shipped_metrics(), folds)
    return _Engine(document, settings, chosen, chosen[band], find_reusable(None, document, folds)).layout()


def _whole_band(document: BlueprintDocument) -> tuple[Band, ...]:
    return (Band(0, max(column_count(document) - 1, 0)),)


class IncrementalLayout:
    """Lays out the successive states of a document in one band, each from the one before it.

    Texts are fitted and flows planned again where something happened (`replanning`); everything else is carried over,
    wherever its columns stand now. With 10,000 steps that takes 30 ms instead of 200. Not for two threads at once.
    """

    def __init__(self) -> None:
        self._previous: PreviousRun | None = None

    def lay_out(self, document: BlueprintDocument, folds: Folds = UNFOLDED) -> Layout:
        """Return what `lay_out(document, folds=folds)` returns."""
        settings = PlanSettings(LayoutStyle(), shipped_metrics(), folds)
        known = find_reusable(self._previous, document, folds)
        engine = _Engine(document, settings, (), Band(0, 0), known)
        layout = engine.layout()
        self._previous = PreviousRun(document, folds, engine.titles, engine.flow_texts, engine.feet, engine.tallest,
                                     engine.heights,
                          engine.final_plan, engine.x_axis, engine.track_assignment.needed, engine.pills,
                                     engine.y_axis, layout)
        return layout


@dataclass(eq=False)
class _Engine:
    """One run of the layout; each property is one stage, computed when the next asks for it.

    Without `bands` it lays out one band of all columns.
    """

    document: BlueprintDocument
    settings: PlanSettings
    bands: tuple[Band, ...]
    band: Band
    reusable: Reusable

    def layout(self) -> Layout:
        """Return where everything stands."""
        cards = CardBoxes(self.document, self.plan.grid.slots, self.titles, self.feet, self.x_axis, self.y_axis,
                           self.settings.folds, self.style, self.settings.metrics)
        kept = self.reusable.previous
        if kept is not None and self._is_unchanged(kept):
            return replace(kept.layout, cards=cards)
        phases = kept.layout.phases if kept is not None else ()
        return make_layout(self.document, self.plan, self.x_axis, self.y_axis, self.settings, self.band, cards,
                      self._flows(), phases)

    def _is_unchanged(self, kept: PreviousRun) -> bool:
        """Return whether nothing but cards changed since a run."""
        return self.plan is kept.plan and self.x_axis is kept.x_axis and self.y_axis is kept.y_axis

    @property
    def style(self) -> LayoutStyle:
        return self.settings.style

    # -- texts and the sizes they ask for

    @cached_property
    def flow_texts(self) -> dict[str, FittedText]:
        language, fresh = self.document.head.language, self.reusable.fresh_flows
        return {**self.reusable.flow_texts, **spoken_texts(fresh, language, self.style, self.settings.metrics)}

    @cached_property
    def titles(self) -> dict[str, FittedText]:
        fresh = self.reusable.fresh_steps
        if self.bands:
            fresh = [step for step in fresh if step.id in self.grid.slots]
        return {**self.reusable.titles, **{step.id: self._fit_title(step) for step in fresh}}

    def _fit_title(self, step: Step) -> FittedText:
        folds, language = self.settings.folds, self.document.head.language
        if folds.is_too_narrow(step):
            step = step.model_copy(update={"title": ""})
        chip = folds.is_folded(step) or is_chip_lane(self.document.lane_by_id[step.lane])
        return fit_title(step, language, self.style, self.settings.metrics, chip=chip,
                        lines=1 if folds.is_folded(step) else None)

    @cached_property
    def feet(self) -> Mapping[str, float]:
        return self.reusable.feet() or lane_feet(self.document, self.style)

    @cached_property
    def tallest(self) -> Mapping[str, float]:
        known = self.reusable.tallest(self.titles)
        return known if known is not None else tallest_titles(self.document, self.titles)

    @cached_property
    def heights(self) -> Mapping[int, float]:
        kept, stands = self.reusable.previous, self.grid_update is not None
        if kept is not None and stands and self.tallest is kept.tallest and self.feet is kept.feet:
            return kept.heights
        return row_heights(self.document, self.grid.row_lanes, self.tallest, self.feet, self.style,
                           self.settings.metrics, is_part=len(self.bands) > 1, folded=self.settings.folds.lanes)

    # -- the plan

    @cached_property
    def grid_update(self) -> GridUpdate | None:
        kept = self.reusable.previous
        if kept is None:
            return None
        return update_grid(kept.plan.grid, kept.document, self.document, self.reusable.steps)

    @cached_property
    def grid(self) -> Grid:
        if self.grid_update is not None:
            return self.grid_update.grid
        bands = self.bands or _whole_band(self.document)
        return make_grid(self.document, bands, self.band if self.bands else bands[0])

    @cached_property
    def plan(self) -> Plan:
        kept = self.reusable.previous
        again = self._update_plan(kept) if kept is not None else None
        if again is None or kept is None:
            return make_plan(self.document, self.grid, self.band.index, self.flow_texts, self.heights, self.settings)
        grown = {row for row, height in self.heights.items() if height != kept.heights[row]}
        if not grown:
            return again
        if again is kept.plan:
            again = replace(again, fresh=frozenset(), touched=frozenset(), stretches=())
        return update_rows(again, self.document, self.heights, grown)

    def _update_plan(self, kept: PreviousRun) -> Plan | None:
        """Return the plan from the one before; None where everything has to be planned."""
        regrid = self.grid_update
        if regrid is None:
            return None
        if regrid.grid is kept.plan.grid and not self.reusable.flows:
            return kept.plan
        return update_plan(kept.plan, regrid, self.document, self.reusable.flows, self.flow_texts, self.heights,
                         self.settings)

    @cached_property
    def x_axis(self) -> XAxis:
        kept, plan = self.reusable.previous, self.plan
        if kept is not None and plan.nodes is kept.plan.nodes and plan.grid.columns == kept.plan.grid.columns and (
                (plan.gutter_counts, plan.gutter_rooms) == (kept.plan.gutter_counts, kept.plan.gutter_rooms)):
            return kept.x_axis
        return place_columns(plan.grid, plan.nodes, column_widths(plan.grid, self.settings), plan.gutter_counts,
                             plan.gutter_rooms, self.style)

    @cached_property
    def track_assignment(self) -> TrackAssignment:
        kept = self.reusable.previous
        if kept is not None and self.plan is kept.plan:
            return TrackAssignment(self.plan.routes, self.plan.tracks, kept.needed)
        whole = kept is None or self.plan.is_whole
        return assign_tracks(self.plan, self.x_axis, self.document, {} if whole or kept is None else kept.needed)

    @cached_property
    def final_plan(self) -> Plan:
        """The plan with its routes on their tracks."""
        kept = self.reusable.previous
        if kept is not None and self.plan is kept.plan:
            return self.plan
        return replace(self.plan, routes=self.track_assignment.routes, tracks=self.track_assignment.tracks)

    # -- labels and heights

    @cached_property
    def pills(self) -> Pills:
        kept = self.reusable.previous
        if kept is not None and self.plan is kept.plan and self.x_axis is kept.x_axis:
            return kept.pills
        routes = self.track_assignment.routes
        if kept is not None and not self.plan.is_whole:
            again = update_labels(kept.pills, self.plan, routes, self.flow_texts, self.x_axis, self.style,
                               self.settings.metrics)
            if again is not None:
                return again
        spoken = [routes[key] for key in self.flow_texts if key in routes]
        pills = place_labels(spoken, self._verticals(spoken), self.style, self.settings.metrics, self.x_axis)
        return pills if kept is None else pills.reuse_unchanged(kept.pills)

    def _verticals(self, spoken: list[Route]) -> dict[int, list[Vertical]]:
        """Return the verticals by the channels with labels that they touch."""
        found: dict[int, list[Vertical]] = {spot.channel: [] for route in spoken for spot in route.label_spots}
        channels = sorted(found)
        if not channels:
            return found
        for route in self.track_assignment.routes.values():
            for way in route.verticals():
                first, last = way.low // RANKS, way.high // RANKS
                for channel in channels[bisect_left(channels, first):bisect_right(channels, last)]:
                    found[channel].append(way)
        return found

    @cached_property
    def y_axis(self) -> YAxis:
        rooms = {key: rows.height for key, rows in self.pills.rows.items()}
        rows = place_rows(self.document, self.plan.grid, self.heights, self.track_assignment.needed, rooms,
                          self.style)
        kept = self.reusable.previous
        if kept is not None and kept.y_axis.rows == rows and kept.heights == self.heights:
            return kept.y_axis
        return YAxis.of(rows, self.heights)

    def _flows(self) -> FlowLines:
        return FlowLines(self.track_assignment.routes, self.pills.labels, self.plan.beside, self.pills.rows,
                         self.x_axis,
                          self.y_axis, self.plan.flow_index)
