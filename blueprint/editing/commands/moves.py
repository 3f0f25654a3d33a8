"""Moving steps in the grid, and making and closing gaps in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.grid import (
    CellLike,
    Columns,
    close_column,
    insert_column,
    move_to_cells,
    resolve_cell,
)
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.model import Cell, Step
from visavis.blueprint.model.problems import Refused


@dataclass(frozen=True)
class MoveSteps:
    """Move steps together by columns, lanes or phases; what cannot go that far refuses the whole move.

    Columns count through all phases: one to the right of a phase's last column is the next phase's first. Beyond
    the last phase the blueprint grows. Moving by phases keeps the column inside the phase.
    """

    steps: tuple[str, ...]
    columns: int = 0
    lanes: int = 0
    phases: int = 0

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return plural("Move {count} step", "Move {count} steps", len({*self.steps}))

    def apply(self, draft: Draft) -> None:
        """Move them."""
        chosen = [draft.step(step_id) for step_id in dict.fromkeys(self.steps)]
        lane_names = [lane.id for lane in draft.head.lanes]
        phase_names = [phase.id for phase in draft.head.phases]
        columns = Columns(draft.columns_of_phase())
        places = {}
        for step in chosen:
            lane = _neighbour(lane_names, step.lane, self.lanes, message("there is no lane there"))
            phase, column = (columns.column_at(columns.index(step) + self.columns) if self.columns
                             else _phase_and_column(step))
            phase = _neighbour(phase_names, phase, self.phases, message("there is no phase there"))
            places[step.id] = resolve_cell(draft, (lane, phase, column))
        move_to_cells(draft, places)


@dataclass(frozen=True)
class PlaceSteps:
    """Put steps into given cells, by step id (dragging several cards)."""

    cells: Mapping[str, CellLike]

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return plural("Move {count} step", "Move {count} steps", len(self.cells))

    def apply(self, draft: Draft) -> None:
        """Put them there."""
        move_to_cells(draft, {step_id: resolve_cell(draft, cell) for step_id, cell in self.cells.items()})


@dataclass(frozen=True)
class PlaceStep:
    """Put a step into a cell; with `make_room`, what stands there and after it in the phase moves right first."""

    step: str
    cell: CellLike
    make_room: bool = False

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return plural("Move {count} step", "Move {count} steps", 1)

    def apply(self, draft: Draft) -> None:
        """Put it there."""
        cell = resolve_cell(draft, self.cell)
        others = {other.cell for other in draft.steps.values() if other.id != self.step}
        if self.make_room and cell in others:
            insert_column(draft, cell.phase, cell.column)
        move_to_cells(draft, {self.step: cell})


@dataclass(frozen=True)
class StackStep:
    """Move a step up (−1) or down (+1) among the steps of its cell."""

    step: str
    by: int

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Reorder the steps of a cell")

    def apply(self, draft: Draft) -> None:
        """Move it."""
        step = draft.step(self.step)
        stack = [other.id for other in draft.steps.values() if other.cell == step.cell]
        at = stack.index(step.id)
        to = at + self.by
        if not 0 <= to < len(stack):
            raise Refused(message("the step is already at the end of its cell"))
        moved = [name for name in stack if name != step.id]
        moved.insert(to, step.id)
        inside, order = set(stack), iter(moved)
        if self.by:
            draft.order_steps([next(order) if name in inside else name for name in draft.steps])


@dataclass(frozen=True)
class InsertColumn:
    """Make room: everything of the phase at `column` and after it moves one column to the right."""

    phase: str
    column: int

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Insert a column")

    def apply(self, draft: Draft) -> None:
        """Insert it."""
        if self.column < 0:
            raise Refused(message("there is no column {number}", number=self.column + 1))
        insert_column(draft, draft.phase(self.phase).id, self.column)


@dataclass(frozen=True)
class RemoveEmptyColumn:
    """Close a gap: everything of the phase after an empty column moves one column to the left."""

    phase: str
    column: int

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Delete an empty column")

    def apply(self, draft: Draft) -> None:
        """Remove it."""
        phase = draft.phase(self.phase).id
        if not 0 <= self.column < draft.columns_of_phase()[phase]:
            raise Refused(message("there is no column {number}", number=self.column + 1))
        cells = [(step.phase, step.column) for step in draft.steps.values()]
        cells += [(note.at.phase, note.at.column) for note in draft.head.notes if isinstance(note.at, Cell)]
        held = cells.count((phase, self.column))
        if held:
            raise Refused(plural("the column holds {count} card; move it first",
                                 "the column holds {count} cards; move them first", held))
        close_column(draft, phase, self.column)


def _phase_and_column(step: Step) -> tuple[str, int]:
    return step.phase, step.column


def _neighbour(names: list[str], name: str, by: int, otherwise: Message) -> str:
    index = names.index(name) + by
    if not 0 <= index < len(names):
        raise Refused(otherwise)
    return names[index]
