"""What stands beside the drawing: items, notes and to-avoid clauses."""

from __future__ import annotations

from dataclasses import dataclass

from visavis.blueprint.editing.commands.lists import AddToList, EditInList, HeadList, MoveInList, RemoveFromList
from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.values import change_element
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import AvoidClause, Item, Note

# The fields of a step that name items.
ITEM_LISTS = ("asks", "gives", "uses", "announces")

ITEMS = HeadList(
    "items", Item, "i", message("item"), message("Add an item"), message("Edit an item"),
    message("Delete an item"), message("Move an item"),
)
NOTES = HeadList(
    "notes", Note, "n", message("note"), message("Add a note"), message("Edit a note"),
    message("Delete a note"), message("Move a note"),
)
CLAUSES = HeadList(
    "avoid", AvoidClause, "v", message("to-avoid clause"), message("Add a to-avoid clause"),
    message("Edit a to-avoid clause"), message("Delete a to-avoid clause"), message("Move a to-avoid clause"),
)


class AddItem(AddToList):
    """Add a document or a fact that the journey asks for."""

    of = ITEMS


class EditItem(EditInList):
    """Change an item."""

    of = ITEMS


class MoveItem(MoveInList):
    """Move an item in the list."""

    of = ITEMS


class RemoveItem(RemoveFromList):
    """Remove an item: no one asks for it, gives it, uses it or carries it any more."""

    of = ITEMS

    def apply(self, draft: Draft) -> None:
        """Remove it."""
        gone = ITEMS.element(draft, self.target).id
        for step in list(draft.steps.values()):
            fewer = {name: _drop_name(names, gone) for name in ITEM_LISTS if gone in (names := getattr(step, name))}
            if fewer:
                draft.put_step(change_element(step, fewer))
        for flow in list(draft.flows.values()):
            if gone in flow.carries:
                draft.put_flow(change_element(flow, {"carries": _drop_name(flow.carries, gone)}))
        ITEMS.take(draft, gone)


class AddNote(AddToList):
    """Stick a note on a step, on a cell, or (without `at`) on the parking lot."""

    of = NOTES


class EditNote(EditInList):
    """Change a note; a new `at` moves it."""

    of = NOTES


class MoveNote(MoveInList):
    """Move a note in the list: notes of one place stack in its order."""

    of = NOTES


class RemoveNote(RemoveFromList):
    """Remove a note."""

    of = NOTES


@dataclass(frozen=True)
class VoteNote:
    """Set how many votes someone gives to a note; none takes the voter out."""

    note: str
    voter: str
    votes: int

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Vote for a note")

    def apply(self, draft: Draft) -> None:
        """Vote."""
        votes = dict(NOTES.element(draft, self.note).votes)
        votes.pop(self.voter, None)
        if self.votes:
            votes[self.voter] = self.votes
        NOTES.replace(draft, self.note, {"votes": votes})


class AddAvoidClause(AddToList):
    """Add something that the service must not do to people."""

    of = CLAUSES


class EditAvoidClause(EditInList):
    """Change a to-avoid clause."""

    of = CLAUSES


class MoveAvoidClause(MoveInList):
    """Move a to-avoid clause in the list."""

    of = CLAUSES


class RemoveAvoidClause(RemoveFromList):
    """Remove a to-avoid clause."""

    of = CLAUSES


def _drop_name(names: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(name for name in names if name != gone)
