"""Columns in which frontstage and backstage both stand, as they are on paper: two, in the order of the flow.

So the two lanes can share a row in every band (`nesting`). On the canvas a column is one moment, and stays one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from visavis.blueprint.layout.empty_columns import move_columns
from visavis.blueprint.layout.grid import visibility_lanes
from visavis.blueprint.model import BlueprintDocument, Cell, Step

# A band with both lanes in one row is lower by about this part.
MOST_PARTED = 0.1


def part_columns(document: BlueprintDocument) -> BlueprintDocument:
    """Return the document with each such column parted in two.

    As it is where that is in vain, as one of the lanes has stacked steps, or costs more width than it saves height.
    """
    lanes = visibility_lanes(document)
    if lanes is None:
        return document
    if any(len(steps) > 1 for (lane, _, _), steps in document.steps_in_cell.items() if lane in lanes):
        return document
    second = _second_steps(document, lanes)
    if not 0 < len(second) <= MOST_PARTED * sum(document.columns_of_phase.values()):
        return document
    return move_columns(document, _Parting(document, lanes, second).column_of)


def _second_steps(document: BlueprintDocument, lanes: tuple[str, str]) -> Mapping[tuple[str, int], Step]:
    """Return by column, where both of two lanes hold a step, the one that comes second."""
    upper, lower = ({(phase, column): steps[0] for (lane, phase, column), steps in document.steps_in_cell.items()
                     if lane == wanted} for wanted in lanes)
    led = {(flow.source, flow.target) for flow in document.flows}

    def second(above: Step, below: Step) -> Step:
        return above if (below.id, above.id) in led and (above.id, below.id) not in led else below

    return {column: second(upper[column], lower[column]) for column in upper.keys() & lower.keys()}


@dataclass(frozen=True, eq=False)
class _Parting:
    """Where steps come when columns are parted; `second` are the steps of two `lanes` in the second parts."""

    document: BlueprintDocument
    lanes: tuple[str, str]
    second: Mapping[tuple[str, int], Step]

    @cached_property
    def parted(self) -> Mapping[str, Sequence[int]]:
        """The columns that are parted, by phase, in order."""
        columns: defaultdict[str, list[int]] = defaultdict(list)
        for phase, column in sorted(self.second):
            columns[phase].append(column)
        return columns

    def column_of(self, place: Step | Cell) -> int:
        """Return where a step comes, or a cell; a cell is in the first part of its column."""
        first = place.column + bisect_left(self.parted.get(place.phase, ()), place.column)
        second = self.second.get((place.phase, place.column))
        if second is None or isinstance(place, Cell):
            return first
        follows = place is second if place.lane in self.lanes else self._joined(place) == {second.id}
        return first + follows

    def _joined(self, step: Step) -> set[str]:
        """Return what a step is joined to in its own column."""
        ends = {flow.target for flow in self.document.flows_from.get(step.id, ())}
        ends |= {flow.source for flow in self.document.flows_to.get(step.id, ())}
        steps = self.document.step_by_id
        return {end for end in ends if (steps[end].phase, steps[end].column) == (step.phase, step.column)}
