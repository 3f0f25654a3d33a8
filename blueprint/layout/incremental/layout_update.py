"""Laying out again after an edit: a `Pipeline` some of whose stages take over what the run before left (`cache`).

People edit one thing at a time, and most of a layout stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from visavis.blueprint.layout.columns import XAxis
from visavis.blueprint.layout.grid import Grid
from visavis.blueprint.layout.incremental.cache import PreviousRun, Reusable
from visavis.blueprint.layout.incremental.grid_update import GridUpdate, update_grid
from visavis.blueprint.layout.incremental.label_update import update_labels
from visavis.blueprint.layout.incremental.route_update import update_plan
from visavis.blueprint.layout.labels import Pills, spoken_texts
from visavis.blueprint.layout.pipeline import Pipeline
from visavis.blueprint.layout.result import Layout
from visavis.blueprint.layout.routing.channel_tracks import TrackAssignment, assign_tracks
from visavis.blueprint.layout.routing.plan import Plan
from visavis.blueprint.layout.rows import YAxis
from visavis.blueprint.text import FittedText


@dataclass(eq=False)
class LayoutUpdate(Pipeline):
    """A run of the layout that takes over what an edit left alone; the stages are those of `Pipeline`."""

    reusable: Reusable = field(kw_only=True)

    def update(self) -> Layout:
        """Return where everything is; what the run before laid out stays the same object where nothing changed."""
        before = self._before
        if self._has_same_plan and self.x_axis is before.x_axis and self.y_axis is before.y_axis:
            changed = [old.id for old, _ in self.reusable.steps if old is not None]
            return replace(before.layout, cards=self.cards.reuse_boxes(before.layout.cards, changed),
                           notes=self.notes.place(self.x_axis, self.y_axis, self.style))
        return self.layout(before.layout.phases)

    @property
    def _before(self) -> PreviousRun:
        return self.reusable.previous

    @property
    def _has_same_plan(self) -> bool:
        return self.plan is self._before.plan

    # -- texts and the sizes they ask for

    @cached_property
    def flow_texts(self) -> dict[str, FittedText]:
        """What is said on flows, by key."""
        return {**self.reusable.flow_texts, **spoken_texts(self.reusable.fresh_flows, self.document.head.language,
                                                           self.style, self.settings.metrics)}

    @cached_property
    def titles(self) -> dict[str, FittedText]:
        """The titles of the cards, by step."""
        return {**self.reusable.titles, **{step.id: self.fit_title(step) for step in self.reusable.fresh_steps}}

    @cached_property
    def heights(self) -> Mapping[int, float]:
        """The height of each row's cards."""
        return self._before.heights if self.grid_update is not None else super().heights

    # -- columns, routes and tracks

    @cached_property
    def grid_update(self) -> GridUpdate | None:
        """What became of the grid; None where it has to be made again."""
        if self.style.room or self.style.nests_agents:
            # A step may make two rows of what was one.
            return None
        before = self._before
        return update_grid(before.plan.grid, before.document, self.document, self.reusable.steps)

    @cached_property
    def grid(self) -> Grid:
        """Which step is in which slot."""
        return self.grid_update.grid if self.grid_update is not None else super().grid

    @cached_property
    def plan(self) -> Plan:
        """The path of every flow, relative to columns, gutters and rows."""
        updated = self._update_plan()
        return updated if updated is not None else super().plan

    def _update_plan(self) -> Plan | None:
        """Return the plan from the one before; None where everything has to be planned."""
        before, grid_update = self._before.plan, self.grid_update
        if grid_update is None:
            return None
        if grid_update.grid is before.grid and not self.reusable.flows:
            return before
        return update_plan(before, grid_update, self.document, self.reusable.flows, self.flow_texts, self.heights,
                           self.settings)

    @cached_property
    def x_axis(self) -> XAxis:
        """The xs of columns and gutters."""
        plan, before = self.plan, self._before.plan
        if plan.nodes is before.nodes and plan.grid.columns == before.grid.columns and (
                (plan.gutter_counts, plan.gutter_rooms) == (before.gutter_counts, before.gutter_rooms)):
            return self._before.x_axis
        return super().x_axis

    @cached_property
    def track_assignment(self) -> TrackAssignment:
        """The horizontals of channels, each on its track."""
        if self._has_same_plan:
            return TrackAssignment(self.plan.routes, self.plan.tracks, self._before.needed)
        return assign_tracks(self.plan, self.x_axis, self.document, {} if self.plan.is_whole else self._before.needed)

    @cached_property
    def final_plan(self) -> Plan:
        """The plan with its routes on their tracks."""
        return self.plan if self._has_same_plan else super().final_plan

    # -- labels and heights

    @cached_property
    def pills(self) -> Pills:
        """What is said on flows, each on its own vertical."""
        before = self._before
        if self._has_same_plan and self.x_axis is before.x_axis:
            return before.pills
        if not self.plan.is_whole:
            updated = update_labels(before.pills, self.plan, self.track_assignment.routes, self.flow_texts,
                                    self.x_axis, self.style, self.settings.metrics)
            if updated is not None:
                return updated
        return super().pills.reuse_unchanged(before.pills)

    @cached_property
    def y_axis(self) -> YAxis:
        """The ys of rows and channels."""
        before = self._before
        if self._has_same_plan and self.pills is before.pills and (
                (self.heights, self.free) == (before.heights, before.free)):
            return before.y_axis
        made = super().y_axis
        return before.y_axis if made.rows == before.y_axis.rows and self.heights == before.heights else made
