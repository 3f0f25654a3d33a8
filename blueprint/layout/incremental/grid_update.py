"""The grid after an edit, from the grid before it: what moved, and which columns came or went."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from visavis.blueprint.layout.column_shift import NO_SHIFT, ColumnShift
from visavis.blueprint.layout.grid import Grid, GridColumn, Slot
from visavis.blueprint.model import BlueprintDocument, Cell, Step
from visavis.blueprint.model.identity_diff import Pair

NotedColumns = set[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class StepMove:
    """A step that came (no slot before), went (none after), or moved otherwise than its column did."""

    step: str
    before: Slot | None
    after: Slot | None


@dataclass(frozen=True, eq=False)
class GridUpdate:
    """A grid, how its columns became what they are, and which steps moved against them."""

    grid: Grid
    shift: ColumnShift = NO_SHIFT
    moves: Sequence[StepMove] = ()


def update_grid(grid: Grid, before: BlueprintDocument, after: BlueprintDocument,
                pairs: Sequence[Pair[Step]]) -> GridUpdate | None:
    """Return the grid of the next state of a document, whose changed steps are `pairs`.

    None where it has to be made from scratch: rows come or go, or columns do in several phases at once.
    """
    changed = [(old, new) for old, new in pairs if old is None or new is None or old.cell != new.cell]
    noted = _columns_with_notes(before), _columns_with_notes(after)
    is_stacked = len(grid.row_lanes) > len(grid.rows_of_lane)
    if not changed and noted[0] == noted[1] and not is_stacked:
        return GridUpdate(grid)
    if grid.elsewhere:
        return None
    phases = [phase.id for phase in after.head.phases]
    counts = Counter(column.phase for column in grid.columns)
    starts = dict(zip(phases, accumulate((counts[phase] for phase in phases), initial=0), strict=False))
    counted = _count_columns(grid, changed, noted, counts, starts)
    grown = [phase for phase in phases if counted[phase] != counts[phase]]
    if len(grown) > 1:
        return None
    columns, shift = grid.columns, NO_SHIFT
    if grown:
        phase, start = grown[0], starts[grown[0]]
        shift = _find_shift(grid, changed, phase, start, counts[phase], counted[phase])
        starts = {name: first + (shift.by if first > start else 0) for name, first in starts.items()}
        end = start + min(counts[phase], counted[phase])
        more = (GridColumn(phase, number) for number in range(counts[phase], counted[phase]))
        columns = (*columns[:end], *more, *columns[end + shift.removed:])
    return _GridUpdater(grid, after, columns, shift, _find_movers(grid, changed, shift, starts)).update()


def _columns_with_notes(document: BlueprintDocument) -> NotedColumns:
    """Return the columns that notes hold open."""
    return {(note.at.phase, note.at.column) for note in document.head.notes if isinstance(note.at, Cell)}


def _count_columns(grid: Grid, changed: Iterable[Pair[Step]], noted: tuple[NotedColumns, NotedColumns],
                   counts: Mapping[str, int],
                   starts: Mapping[str, int]) -> dict[str, int]:
    """Return how many columns each phase has now; `noted` are the columns that notes held and hold open."""
    here: dict[str, Counter[int]] = {}
    for old, new in changed:
        for step, by in ((old, -1), (new, 1)):
            if step is not None:
                here.setdefault(step.phase, Counter())[step.column] += by
    before, after = noted
    counted = dict(counts)
    for phase in here.keys() | {phase for phase, _ in before ^ after}:
        taken = here.get(phase, Counter())
        last = max((counts[phase] - 1, *taken, *(column for name, column in after if name == phase)))
        while last and (phase, last) not in after and not _is_occupied(grid, starts[phase], counts[phase], last,
                                                                       taken):
            last -= 1
        counted[phase] = last + 1
    return counted


def _is_occupied(grid: Grid, start: int, count: int, column: int, taken: Counter[int]) -> bool:
    """Return whether a step stands in a column of a phase now."""
    before = len(grid.stacks[start + column]) if column < count else 0
    return before + taken[column] > 0


def _find_shift(grid: Grid, changed: Iterable[Pair[Step]], phase: str, start: int, count: int,
                counted: int) -> ColumnShift:
    """Return where in a phase columns came or went: where all steps from some column on moved as much."""
    by = counted - count
    along = [old.column for old, new in changed
             if old is not None and new is not None and old.phase == new.phase == phase
             and new.column - old.column == by]
    end = count if by > 0 else count + by
    first = min(along, default=end) + (min(by, 0) if along else 0)
    ids = {step.id for pair in changed for step in pair if step is not None}
    later = (step for stack in grid.stacks[start + max(0, first):start + count] for step in stack)
    if first < 0 or not all(step in ids for step in later):
        first = end
    return ColumnShift(start + first, by)


def _find_movers(grid: Grid, changed: Iterable[Pair[Step]], shift: ColumnShift,
                 starts: Mapping[str, int]) -> dict[str, Mover]:
    """Return the steps that did not just go along with their columns: the lane they left, and where they are now."""
    movers: dict[str, Mover] = {}
    for old, new in changed:
        slot = grid.slots[old.id] if old is not None else None
        place = (starts[new.phase] + new.column, new.lane) if new is not None else None
        if (old is not None and slot is not None and shift.keeps(slot.column)
                and place == (shift.map_column(slot.column), old.lane)):
            continue
        known = old or new
        assert known is not None
        movers[known.id] = Mover(old.lane if old is not None else None, place)
    return movers


class Mover(NamedTuple):
    """The lane that a step left, and the column and lane in which it stands now; None where it was or is not."""

    left: str | None
    cell: tuple[int, str] | None


@dataclass(eq=False)
class _GridUpdater:
    """One regridding, its columns and movers known; what is left are rows."""

    grid: Grid
    document: BlueprintDocument
    columns: tuple[GridColumn, ...]
    shift: ColumnShift
    movers: Mapping[str, Mover]

    def update(self) -> GridUpdate | None:
        """Return the grid; None if a lane has more rows now, or fewer."""
        stacks = self._stacks()
        placed = self._find_new_slots(stacks)
        if placed is None:
            return None
        moves = [StepMove(step, self.grid.slots.get(step), slot) for step, slot in placed.items()]
        gone = (step for step, mover in self.movers.items() if mover.cell is None)
        moves += [StepMove(step, self.grid.slots[step], None) for step in gone]
        if not moves and not self.shift.by:
            return GridUpdate(self.grid)
        patched = self._patch_grid(moves, stacks)
        lowest = (self.grid.first_row[lane] + rows - 1 for lane, rows in self.grid.rows_of_lane.items() if rows > 1)
        if not all(patched.in_row.get(row) for row in lowest):
            return None
        return GridUpdate(patched, self.shift, moves)

    def _stacks(self) -> list[Sequence[str]]:
        """Return the steps of each column."""
        stacks = list(self.grid.stacks)
        for step in self.movers:
            slot = self.grid.slots.get(step)
            if slot is not None:
                stacks[slot.column] = [one for one in stacks[slot.column] if one != step]
        stacks[self.shift.at:self.shift.at + self.shift.removed] = [[] for _ in range(self.shift.added)]
        for step, mover in self.movers.items():
            if mover.cell is not None:
                stacks[mover.cell[0]] = [*stacks[mover.cell[0]], step]
        return stacks

    def _cells(self) -> set[tuple[int, str]]:
        """Return the cells (column, lane) that a step left or came to, and those that hold several."""
        grid, shift = self.grid, self.shift
        cells = {mover.cell for mover in self.movers.values() if mover.cell is not None}
        for step, mover in self.movers.items():
            slot = grid.slots.get(step)
            if slot is not None and mover.left is not None and shift.keeps(slot.column):
                cells.add((shift.map_column(slot.column), mover.left))
        for lane, rows in grid.rows_of_lane.items():
            if rows > 1:
                second = grid.in_row.get(grid.first_row[lane] + 1, ())
                cells.update((shift.map_column(column), lane) for column in second if shift.keeps(column))
        return cells

    def _find_new_slots(self, stacks: Sequence[Sequence[str]]) -> dict[str, Slot] | None:
        """Return the slots of those not where their columns brought them; None if a lane has too few rows."""
        grid, shift, steps = self.grid, self.shift, self.document.step_by_id
        placed: dict[str, Slot] = {}
        order: dict[str, int] = {}
        for column, lane in self._cells():
            members = [step for step in stacks[column] if steps[step].lane == lane]
            if len(members) > grid.rows_of_lane[lane]:
                return None
            if len(members) > 1:
                order = order or {step.id: at for at, step in enumerate(self.document.steps)}
                members.sort(key=order.__getitem__)
            for row, step in enumerate(members, start=grid.first_row[lane]):
                slot, old = Slot(column, row), grid.slots.get(step)
                if step in self.movers or old is None or Slot(shift.map_column(old.column), old.row) != slot:
                    placed[step] = slot
        return placed

    def _patch_grid(self, moves: Sequence[StepMove], stacks: Sequence[Sequence[str]]) -> Grid:
        """Return the grid with its columns shifted and its steps moved."""
        grid = self.grid
        gone = {move.step for move in moves}
        at, by = self.shift.at, self.shift.by
        slots = {step: slot if slot.column < at or not by else Slot(slot.column + by, slot.row)
                 for step, slot in grid.slots.items() if step not in gone}
        in_row = {row: list(taken) for row, taken in grid.in_row.items()}
        in_column = dict(grid.in_column)
        for slot in (move.before for move in moves if move.before is not None):
            in_row[slot.row].remove(slot.column)
            in_column[slot.column] = [row for row in in_column[slot.column] if row != slot.row]
        if self.shift.by:
            in_row = {row: self.shift.map_columns(taken) for row, taken in in_row.items()}
            in_column = {self.shift.map_column(column): rows for column, rows in in_column.items()
                         if self.shift.keeps(column)}
        for move in moves:
            if move.after is not None:
                column, row = slots[move.step] = move.after
                insort(in_row.setdefault(row, []), column)
                in_column[column] = sorted((*in_column.get(column, ()), row))
        return replace(grid, columns=self.columns, slots=slots, in_row=in_row, in_column=in_column, stacks=stacks)
