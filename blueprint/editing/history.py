"""Undo and redo: two stacks of change sets, where the commands of one gesture are one entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from visavis.blueprint.language import Message

if TYPE_CHECKING:
    from visavis.blueprint.editing.changes import ChangeSet


class UndoStep:
    """Names one undo step for whoever remembers something with it; a gesture that goes on stays the same step."""


@dataclass(frozen=True, slots=True, eq=False)
class HistoryEntry:
    """One undo step."""

    title: Message
    changes: ChangeSet
    step: UndoStep = field(default_factory=UndoStep)


class History:
    """What was done and what was undone. It keeps every entry: a change set weighs what it changed, not a copy."""

    def __init__(self) -> None:
        self._done: list[HistoryEntry] = []
        self._undone: list[HistoryEntry] = []
        self._gesture: str | None = None
        self._saved: HistoryEntry | None = None
        self._saved_reachable = True

    @property
    def undo_entry(self) -> HistoryEntry | None:
        """What `undo` would undo."""
        return self._done[-1] if self._done else None

    @property
    def redo_entry(self) -> HistoryEntry | None:
        """What `redo` would do again."""
        return self._undone[-1] if self._undone else None

    @property
    def is_saved(self) -> bool:
        """Whether the document is what it was at `mark_saved` (at first: as it was opened)."""
        return self._saved_reachable and self.undo_entry is self._saved

    def record(self, title: Message, changes: ChangeSet, gesture: str | None) -> None:
        """Add an entry, or widen the last one when it belongs to the same gesture."""
        self._undone.clear()
        entry = HistoryEntry(title, changes)
        if gesture is not None and gesture == self._gesture and self._done:
            last = self._done.pop()
            entry = HistoryEntry(title, last.changes.squash(changes), last.step)
        self._gesture = gesture
        if entry.changes:
            self._done.append(entry)
        else:
            # The gesture came back to where it began: nothing is left to undo, and a new gesture must not reach
            # into the entry before.
            self._gesture = None

    def end_gesture(self) -> None:
        """Make the next command an entry of its own, whatever its gesture."""
        self._gesture = None

    def undo(self) -> ChangeSet | None:
        """Move the last entry to the undone ones and return the changes that take it back."""
        self._gesture = None
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1].changes.invert()

    def redo(self) -> ChangeSet | None:
        """Move the last undone entry back and return its changes."""
        self._gesture = None
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1].changes

    def mark_saved(self) -> None:
        """Remember that the document as it is now is on the disk."""
        self._gesture = None
        self._saved = self.undo_entry
        self._saved_reachable = True

    def clear(self, *, saved: bool) -> None:
        """Forget everything; `saved` says whether the document that comes now is on the disk."""
        self._done.clear()
        self._undone.clear()
        self._gesture = self._saved = None
        self._saved_reachable = saved
