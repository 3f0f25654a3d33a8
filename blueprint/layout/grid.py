"""The grid before it has sizes: which columns and rows there are, and which step stands in which slot.

A lane has as many rows as its fullest cell has steps. Columns and rows are numbered over the whole band; gutter `g`
runs left of column `g`, and channel `c` above row `c`, so there is one more of each than of columns and rows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple

from visavis.blueprint.layout.bands import Band
from visavis.blueprint.layout.boxes import LineKind
from visavis.blueprint.model import BlueprintDocument, Lane, LaneKind, Side
from visavis.blueprint.model.lane_kinds import LANE_KINDS


class Slot(NamedTuple):
    """Where a step stands: column and row of the band."""

    column: int
    row: int


class GridColumn(NamedTuple):
    """A column: its phase and its number inside it."""

    phase: str
    number: int


@dataclass(frozen=True, eq=False)
class Grid:
    """Columns, rows and slots of one band. `elsewhere` gives the band of each step that stands in another one.

    `in_row` and `in_column` list which columns of a row, and which rows of a column, hold a step, in order; `stacks`
    the ids of the steps of each column. `seam` is the channel between two rows that share their height (None without
    such): in each column, only one of them holds a step, and nothing runs in the channel.
    """

    columns: tuple[GridColumn, ...]
    row_lanes: tuple[str, ...]
    first_row: Mapping[str, int]
    rows_of_lane: Mapping[str, int]
    slots: Mapping[str, Slot]
    lines: Mapping[int, LineKind]
    elsewhere: StepsElsewhere
    in_row: Mapping[int, Sequence[int]]
    in_column: Mapping[int, Sequence[int]]
    stacks: Sequence[Sequence[str]]
    seam: int | None = None

    def is_free_in_row(self, row: int, first: int, last: int) -> bool:
        """Return whether no step stands in `row` strictly between two columns."""
        occupied = self.in_row.get(row, ())
        return bisect_right(occupied, first) == bisect_left(occupied, last)

    def is_free_in_column(self, column: int, first: int, last: int) -> bool:
        """Return whether no step stands in `column` strictly between two rows."""
        occupied = self.in_column.get(column, ())
        return bisect_right(occupied, first) == bisect_left(occupied, last)


def make_grid(document: BlueprintDocument, bands: tuple[Band, ...], band: Band,
              counts: Mapping[str, int] | None = None, *, nests: bool = False) -> Grid:
    """Place the steps of one band into slots; `counts` are the columns of each phase where some stay empty.

    Where it `nests`, frontstage and backstage share their height if no column holds both.
    """
    counts = document.columns_of_phase if counts is None else counts
    columns = tuple(GridColumn(phase.id, at) for phase in document.head.phases for at in range(counts[phase.id]))
    shown = columns[band.first:band.last + 1]
    cells = [document.cells_in_column.get(column, ()) for column in shown]
    lanes = band.lanes_of(document)
    rows_of_lane = {lane.id: 1 for lane in lanes}
    if band.lanes is not None:
        cells = [tuple(held for held in column if held[0] in rows_of_lane) for column in cells]
    for lane_id, steps in chain.from_iterable(cells):
        rows_of_lane[lane_id] = max(rows_of_lane[lane_id], len(steps))
    row_lanes = [lane for lane, rows in rows_of_lane.items() for _ in range(rows)]
    first_row = {lane: row_lanes.index(lane) for lane in rows_of_lane}
    slots = {step.id: Slot(column, first_row[lane_id] + depth) for column, held in enumerate(cells)
             for lane_id, steps in held for depth, step in enumerate(steps)}
    in_row: dict[int, list[int]] = {}
    in_column: dict[int, list[int]] = {}
    for column, row in sorted(set(slots.values())):
        in_row.setdefault(row, []).append(column)
        in_column.setdefault(column, []).append(row)
    stacks: list[list[str]] = [[] for _ in shown]
    for step_id, slot in slots.items():
        stacks[slot.column].append(step_id)
    lines = _lines(lanes, first_row)
    seam = _find_seam(document, lines, row_lanes, in_row) if nests else None
    return Grid(shown, tuple(row_lanes), first_row, rows_of_lane, slots, lines,
                StepsElsewhere(document, columns, bands, band, slots), in_row, in_column, stacks, seam)


class Way(Enum):
    """On which side of a band another one is, where a step stands: which way a flow to it goes."""

    LEFT = "left"
    RIGHT = "right"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, eq=False)
class StepsElsewhere(Mapping[str, int]):
    """The band of each step that stands in another one: a long document has many, few of which anyone asks for."""

    document: BlueprintDocument
    columns: Sequence[GridColumn]
    bands: Sequence[Band]
    band: Band
    here: Mapping[str, Slot]

    def __getitem__(self, step_id: str) -> int:
        if step_id in self.here:
            raise KeyError(step_id)
        column, lane = self._place(step_id)
        return next(band.index for band in self.bands if band.holds(column, lane))

    def way_to(self, step_id: str) -> Way:
        """Return which way it is to a step in another band."""
        column, lane = self._place(step_id)
        if self.band.lanes is not None and self.band.first <= column <= self.band.last:
            return Way.ABOVE if lane < self.band.lanes[0] else Way.BELOW
        return Way.LEFT if column < self.band.first else Way.RIGHT

    def _place(self, step_id: str) -> tuple[int, int]:
        """Return the numbers of a step's column and lane."""
        step = self.document.step_by_id[step_id]
        return self._number[step.phase, step.column], self._lane_number[step.lane]

    @cached_property
    def _lane_number(self) -> Mapping[str, int]:
        return {lane.id: at for at, lane in enumerate(self.document.head.lanes)}

    @cached_property
    def _number(self) -> Mapping[tuple[str, int], int]:
        return {column: at for at, column in enumerate(self.columns)}

    def __iter__(self) -> Iterator[str]:
        return (step for step in self.document.step_by_id if step not in self.here)

    def __len__(self) -> int:
        return len(self.document.step_by_id) - len(self.here)


def _find_seam(document: BlueprintDocument, lines: Mapping[int, LineKind], row_lanes: Sequence[str],
               in_row: Mapping[int, Sequence[int]]) -> int | None:
    """Return the channel of the line of visibility where the rows around it can share a height.

    In all bands of a document alike, but for those in which one of the two lanes is empty.
    """
    channel = next((at for at, kind in lines.items() if kind is LineKind.VISIBILITY), None)
    if channel is None or not (in_row.get(channel - 1) and in_row.get(channel)):
        return None
    lanes = row_lanes[channel - 1], row_lanes[channel]
    crowd = Counter((phase, column) for (lane, phase, column), steps in document.steps_in_cell.items()
                    if lane in lanes for _ in steps)
    return channel if max(crowd.values()) == 1 else None


def _lines(lanes: Sequence[Lane], first_row: Mapping[str, int]) -> dict[int, LineKind]:
    """Return the channels that the derived lines between some lanes run in.

    Interaction: below the last citizen lane that has a lane of the organisation under it (or, where someone drew
    the citizen below, above the first citizen lane). Visibility: the first step down from frontstage to backstage.
    Internal interaction: the first step down to support.
    """
    lines: dict[int, LineKind] = {}
    interaction = _interaction([lane.kind for lane in lanes])
    if interaction is not None:
        lines[first_row[lanes[interaction].id]] = LineKind.INTERACTION
    for above, below in pairwise(lanes):
        channel = first_row[below.id]
        kind = None
        upper, lower = above.facts, below.facts
        if upper.is_in_front and lower.is_behind and not lower.is_supporting:
            kind = LineKind.VISIBILITY
        elif lower.is_supporting and upper.is_organisation and not upper.is_supporting:
            kind = LineKind.INTERNAL
        if kind is not None and kind not in lines.values():
            lines.setdefault(channel, kind)
    return lines


def visibility_lanes(document: BlueprintDocument) -> tuple[str, str] | None:
    """Return the lanes above and below the line of visibility; None without such a line."""
    lanes = document.head.lanes
    lines = _lines(lanes, {lane.id: at for at, lane in enumerate(lanes)})
    below = next((at for at, kind in lines.items() if kind is LineKind.VISIBILITY), None)
    return None if below is None else (lanes[below - 1].id, lanes[below].id)


def _interaction(kinds: list[LaneKind]) -> int | None:
    """Return the index of the lane above which the line of interaction runs."""
    citizens = [index for index, kind in enumerate(kinds) if LANE_KINDS[kind].side is Side.CITIZEN]
    organisation = [index for index, kind in enumerate(kinds) if LANE_KINDS[kind].is_organisation]
    if not citizens or not organisation:
        return None
    above = [index for index in citizens if index < organisation[-1]]
    if not above:
        return citizens[0]
    # Evidence is what the citizen sees: where it is drawn under the citizen, it stays on the citizen's side.
    return next(index for index in range(above[-1] + 1, len(kinds)) if not LANE_KINDS[kinds[index]].is_evidence)
