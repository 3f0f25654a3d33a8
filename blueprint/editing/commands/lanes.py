"""Lanes: rows of the blueprint, kept in bands from what is seen to what supports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visavis.blueprint.editing.commands.lists import AddToList, EditInList, HeadList, MoveInList, RemoveFromList
from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.grid import CellRef, derived_kinds, move_to_cells, update_derived_kinds
from visavis.blueprint.editing.removal import remove_steps, widen_scopes
from visavis.blueprint.editing.values import change_element
from visavis.blueprint.language import message, plural
from visavis.blueprint.model import Cell, Lane, LaneKind
from visavis.blueprint.model.problems import Refused

LANES = HeadList(
    "lanes", Lane, "l", message("lane"), message("Add a lane"), message("Edit a lane"), message("Delete a lane"),
    message("Move a lane"),
)
_BANDS = tuple(LaneKind)


class AddLane(AddToList):
    """Add a lane; without `index` it becomes the last of its band."""

    of = LANES

    def apply(self, draft: Draft) -> None:
        """Add it."""
        fresh = LANES.add_to(draft, self.fields, self.index)
        if self.index is None:
            _move_to_band_end(draft, fresh)
        elif _count_inversions([lane.kind for lane in draft.head.lanes]) > _count_inversions(
            [lane.kind for lane in draft.head.lanes if lane is not fresh]
        ):
            raise Refused(_BAND_REASON)


class EditLane(EditInList):
    """Change a lane. A new kind moves it to its band; flows that come to cross a line change kind."""

    of = LANES

    def apply(self, draft: Draft) -> None:
        """Change it."""
        lane = draft.lane(self.target)
        touched = {step.id for step in draft.steps.values() if step.lane == lane.id}
        matters = "kind" in self.changes or "actor" in self.changes
        kinds = derived_kinds(draft, touched) if matters else {}
        _, after = LANES.replace(draft, lane.id, self.changes)
        if after.kind is not lane.kind:
            _move_to_band_end(draft, after)
        update_derived_kinds(draft, kinds)


class MoveLane(MoveInList):
    """Move a lane up or down inside its band."""

    of = LANES

    def apply(self, draft: Draft) -> None:
        """Move it."""
        before = _count_inversions([lane.kind for lane in draft.head.lanes])
        super().apply(draft)
        if _count_inversions([lane.kind for lane in draft.head.lanes]) > before:
            raise Refused(_BAND_REASON)


@dataclass(frozen=True)
class RemoveLane(RemoveFromList):
    """Remove a lane. What stands in it moves to lane `move_to`, or goes with it (`with_contents`), or refuses it."""

    of = LANES
    move_to: str | None = None
    with_contents: bool = False

    def apply(self, draft: Draft) -> None:
        """Remove it."""
        lane = draft.lane(self.target)
        steps = [step for step in draft.steps.values() if step.lane == lane.id]
        if len(draft.head.lanes) == 1:
            raise Refused(message("a blueprint needs a lane; this is its only one"))
        if self.move_to == lane.id:
            raise Refused(message("choose another lane to move the steps to"))
        if self.move_to is not None:
            move_to_cells(draft,
                          {step.id: CellRef(draft.lane(self.move_to).id, step.phase, step.column) for step in steps})
        elif steps and not self.with_contents:
            raise Refused(plural("this lane has {count} step; say where it goes",
                                 "this lane has {count} steps; say where they go", len(steps)))
        else:
            remove_steps(draft, [step.id for step in steps])
        _move_notes(draft, lane.id, self.move_to)
        widen_scopes(draft, "lane", {lane.id})
        LANES.take(draft, lane.id)


_BAND_REASON = message("lanes keep their order: evidence, citizen, frontstage, backstage, support. "
                       "Change the lane’s kind instead")


def _move_notes(draft: Draft, lane: str, to: str | None) -> None:
    """Take the notes of a lane's cells to another lane, or to the parking lot."""
    notes = []
    for note in draft.head.notes:
        if isinstance(note.at, Cell) and note.at.lane == lane:
            notes.append(change_element(note,
                                        {"at": change_element(note.at, {"lane": to}) if to is not None else None}))
        else:
            notes.append(note)
    draft.put_head(notes=tuple(notes))


def _move_to_band_end(draft: Draft, lane: Lane) -> None:
    rest = [other for other in draft.head.lanes if other.id != lane.id]
    before = [index for index, other in enumerate(rest) if _BANDS.index(other.kind) <= _BANDS.index(lane.kind)]
    LANES.shift(draft, lane.id, before[-1] + 1 if before else 0)


def _count_inversions(kinds: Sequence[LaneKind]) -> int:
    """Count the pairs of lanes that stand the wrong way round (a file may bring some)."""
    ranks = [_BANDS.index(kind) for kind in kinds]
    return sum(above > below for index, above in enumerate(ranks) for below in ranks[index + 1:])
