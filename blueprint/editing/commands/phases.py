"""Phases: the chapters of the journey, left to right."""

from __future__ import annotations

from dataclasses import dataclass

from visavis.blueprint.editing.commands.lists import AddToList, EditInList, HeadList, MoveInList, RemoveFromList
from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.grid import CellRef, move_to_cells
from visavis.blueprint.editing.removal import remove_steps, widen_scopes
from visavis.blueprint.editing.values import change_element
from visavis.blueprint.language import message, plural
from visavis.blueprint.model import Cell, Phase
from visavis.blueprint.model.problems import Refused

PHASES = HeadList(
    "phases", Phase, "p", message("phase"), message("Add a phase"), message("Edit a phase"),
    message("Delete a phase"), message("Move a phase"),
)


class AddPhase(AddToList):
    """Add a phase."""

    of = PHASES


class EditPhase(EditInList):
    """Rename a phase."""

    of = PHASES


class MovePhase(MoveInList):
    """Move a phase, and everything in it, to the left or to the right."""

    of = PHASES


@dataclass(frozen=True)
class RemovePhase(RemoveFromList):
    """Remove a phase. What stands in it is appended to phase `move_to`, or goes with it, or refuses it.

    Moved before its neighbour's first column or after its last one, the order of the journey stays.
    """

    of = PHASES
    move_to: str | None = None
    with_contents: bool = False

    def apply(self, draft: Draft) -> None:
        """Remove it."""
        phase = draft.phase(self.target)
        steps = [step.id for step in draft.steps.values() if step.phase == phase.id]
        if len(draft.head.phases) == 1:
            raise Refused(message("a blueprint needs a phase; this is its only one"))
        if self.move_to == phase.id:
            raise Refused(message("choose another phase to move the steps to"))
        if self.move_to is not None:
            _move_contents(draft, phase.id, draft.phase(self.move_to).id)
        elif steps and not self.with_contents:
            raise Refused(plural("this phase has {count} step; say where it goes",
                                 "this phase has {count} steps; say where they go", len(steps)))
        else:
            remove_steps(draft, steps)
            move_notes(draft, phase.id, None, 0)
        widen_scopes(draft, "phase", {phase.id})
        PHASES.take(draft, phase.id)


def _move_contents(draft: Draft, source: str, target: str) -> None:
    """Move everything of one phase into another: in front when it comes from the left, behind otherwise."""
    order = [phase.id for phase in draft.head.phases]
    counts = draft.columns_of_phase()
    if order.index(source) < order.index(target):
        residents = [step for step in draft.steps.values() if step.phase == target]
        by = counts[source]
        move_to_cells(draft, {step.id: CellRef(step.lane, target, step.column + by) for step in residents})
        move_notes(draft, target, target, by)
        by = 0
    else:
        by = counts[target]
    moved = [step for step in draft.steps.values() if step.phase == source]
    move_to_cells(draft, {step.id: CellRef(step.lane, target, step.column + by) for step in moved})
    move_notes(draft, source, target, by)


def move_notes(draft: Draft, phase: str, to: str | None, by: int, *, start: int = 0) -> None:
    """Move the notes of a phase’s cells, from column `start` on, `by` columns into another phase.

    Without `to` they go to the parking lot.
    """
    notes = []
    for note in draft.head.notes:
        if isinstance(note.at, Cell) and note.at.phase == phase and note.at.column >= start:
            at = change_element(note.at, {"phase": to, "column": note.at.column + by}) if to is not None else None
            notes.append(change_element(note, {"at": at}))
        else:
            notes.append(note)
    draft.put_head(notes=tuple(notes))
