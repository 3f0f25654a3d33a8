"""The grid that steps stand in: phases side by side make one row of columns, lanes make the rows."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import NamedTuple

from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.values import change_element, make_element, move_step
from visavis.blueprint.language import message
from visavis.blueprint.model import Cell, FlowKind, Step
from visavis.blueprint.model.problems import Refused


class CellRef(NamedTuple):
    """A cell of the grid."""

    lane: str
    phase: str
    column: int


CellLike = Cell | tuple[str, str, int]


def resolve_cell(draft: Draft, cell: CellLike) -> CellRef:
    """Return the place that a cell names, or refuse when its lane, phase or column does not exist."""
    if not isinstance(cell, Cell):
        cell = make_element(Cell, dict(zip(CellRef._fields, cell, strict=True)))
    return CellRef(draft.lane(cell.lane).id, draft.phase(cell.phase).id, cell.column)


def find_free_cell(draft: Draft, cell_ref: CellRef) -> CellRef:
    """Return the first cell without a step, from `cell_ref` on, in the same lane and phase."""
    taken = draft.taken_cells()
    return next(cell for cell in (cell_ref._replace(column=column) for column in count(cell_ref.column))
                if cell not in taken)


def insert_column(draft: Draft, phase: str, column: int) -> None:
    """Move everything of a phase that stands at `column` or after it one column to the right."""
    _shift(draft, phase, column, 1)


def close_column(draft: Draft, phase: str, column: int) -> None:
    """Move everything of a phase that stands after `column` one column to the left."""
    _shift(draft, phase, column + 1, -1)


def _shift(draft: Draft, phase: str, first: int, by: int) -> None:
    for step in list(draft.steps.values()):
        if step.phase == phase and step.column >= first:
            draft.put_step(move_step(step, step.lane, phase, step.column + by))
    notes = []
    for note in draft.head.notes:
        cell = note.at
        if isinstance(cell, Cell) and cell.phase == phase and cell.column >= first:
            notes.append(change_element(note, {"at": change_element(cell, {"column": cell.column + by})}))
        else:
            notes.append(note)
    draft.put_head(notes=tuple(notes))


def move_to_cells(draft: Draft, cells: Mapping[str, CellRef]) -> None:
    """Put steps in other cells. Flows whose kind follows from the lanes change kind with them."""
    before = {step_id: draft.step(step_id) for step_id in cells}
    kinds = derived_kinds(draft, {step_id for step_id, step in before.items() if step.lane != cells[step_id].lane})
    for step_id, cell in cells.items():
        draft.put_step(move_step(before[step_id], *cell))
    update_derived_kinds(draft, kinds)


def derived_kinds(draft: Draft, step_ids: set[str]) -> dict[str, FlowKind]:
    """Return the kind that follows from the lanes, of every flow that touches one of `step_ids`, by key."""
    if not step_ids:
        return {}
    return {flow.key: draft.derived_kind(draft.step(flow.source), draft.step(flow.target))
            for flow in draft.flows.values() if flow.source in step_ids or flow.target in step_ids}


def update_derived_kinds(draft: Draft, before: Mapping[str, FlowKind]) -> None:
    """Change the kind of flows for which another kind follows from the lanes than did `before`.

    A kind that the author chose against the lanes stays as long as nothing crosses a line.
    """
    for key, kind in before.items():
        flow = draft.flow(key)
        now = draft.derived_kind(draft.step(flow.source), draft.step(flow.target))
        if now is not kind:
            draft.put_flow(change_element(flow, {"kind": now}))


class Columns:
    """All columns in one row, so that moving right leads from one phase into the next.

    `counts` are the columns of each phase, in order.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._starts: dict[str, int] = {}
        self._row: list[tuple[str, int]] = []
        for phase, columns in counts.items():
            self._starts[phase] = len(self._row)
            self._row += [(phase, column) for column in range(columns)]

    def __len__(self) -> int:
        return len(self._row)

    def index(self, step: Step) -> int:
        """Return the step's place in the row."""
        return self._starts[step.phase] + step.column

    def column_at(self, index: int) -> tuple[str, int]:
        """Return the phase and column at `index`; beyond the end, the last phase grows."""
        if index < 0:
            raise Refused(message("there is no column further left"))
        if index < len(self._row):
            return self._row[index]
        phase, column = self._row[-1]
        return phase, column + index - len(self._row) + 1
