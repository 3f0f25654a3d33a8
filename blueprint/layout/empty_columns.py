"""Columns where nothing stands, as they are on paper: of several side by side, one.

On the canvas each of them is a place that something can be put into; on paper they are white, and a file may have ten
thousand of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from visavis.blueprint.model import BlueprintDocument, Cell, Step

# So many empty columns side by side are kept: a gap that someone left stays a gap.
MOST_EMPTY = 1


def close_gaps(document: BlueprintDocument) -> BlueprintDocument:
    """Return the document with no more than one empty column before each one where a step or a note stands."""
    columns_by_phase = {phase: _close_columns(columns) for phase, columns in _occupied_columns(document).items()}
    if all(new == old for columns in columns_by_phase.values() for old, new in columns.items()):
        return document
    return move_columns(document, lambda place: columns_by_phase[place.phase][place.column])


def move_columns(document: BlueprintDocument, column_of: Callable[[Step | Cell], int]) -> BlueprintDocument:
    """Return the document with its steps, and the notes on its cells, in the columns that `column_of` says."""
    steps = tuple(step.model_copy(update={"column": column_of(step)}) for step in document.steps)
    notes = tuple(note if not isinstance(note.at, Cell) else note.model_copy(
        update={"at": note.at.model_copy(update={"column": column_of(note.at)})}) for note in document.head.notes)
    return document.replace(steps=steps, head=document.head.model_copy(update={"notes": notes}))


def _occupied_columns(document: BlueprintDocument) -> Mapping[str, set[int]]:
    columns: defaultdict[str, set[int]] = defaultdict(set)
    for step in document.steps:
        columns[step.phase].add(step.column)
    for note in document.head.notes:
        if isinstance(note.at, Cell):
            columns[note.at.phase].add(note.at.column)
    return columns


def _close_columns(columns: set[int]) -> dict[int, int]:
    """Return where each of these columns comes when the gaps before them close."""
    indices: dict[int, int] = {}
    before = last = -1
    for column in sorted(columns):
        last += 1 + min(MOST_EMPTY, column - before - 1)
        indices[column], before = last, column
    return indices
