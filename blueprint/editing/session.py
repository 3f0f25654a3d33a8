"""The edit session: one document at a time, changed by commands, with undo, and one notification per change."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from visavis.blueprint.editing.history import History, UndoStep
from visavis.blueprint.editing.identifiers import Identifiers
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.model.problems import Refused

if TYPE_CHECKING:
    from visavis.blueprint.editing.changes import ChangeSet
    from visavis.blueprint.editing.draft import Draft


class Command(Protocol):
    """A frozen intent. It works on a draft only; an exception drops the draft and nothing has happened."""

    @property
    def caption(self) -> Message:
        """What the undo menu calls it: 'Move 2 steps'."""

    def apply(self, draft: Draft) -> None:
        """Change the draft, or raise Refused with a reason."""


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """The document changed: what it is now, what changed since the last notification, and the new revision."""

    document: BlueprintDocument
    changes: ChangeSet
    revision: int


Listener = Callable[[DocumentChange], None]


class EditSession:
    """A document being edited. Selection, zoom and panels are no part of it.

    Every state it reaches is valid: a command that would contradict the document is refused as a whole. While it is
    read-only (someone else has the file open) every command is refused.
    """

    def __init__(self, document: BlueprintDocument, *, identifiers: Identifiers | None = None) -> None:
        self._document = document
        self._identifiers = identifiers or Identifiers()
        self._history = History()
        self._listeners: dict[object, Listener] = {}
        self._revision = 0
        self.is_read_only = False
        self._notifying = False

    @property
    def document(self) -> BlueprintDocument:
        """The document as it is now."""
        return self._document

    @property
    def revision(self) -> int:
        """A number that grows with every change."""
        return self._revision

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return self._history.undo_entry is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return self._history.redo_entry is not None

    @property
    def undo_title(self) -> Message | None:
        """What `undo` would take back."""
        entry = self._history.undo_entry
        return entry.title if entry else None

    @property
    def undo_step(self) -> UndoStep | None:
        """The step that `undo` would take back, so that something can be remembered with it."""
        entry = self._history.undo_entry
        return entry.step if entry else None

    @property
    def redo_title(self) -> Message | None:
        """What `redo` would do again."""
        entry = self._history.redo_entry
        return entry.title if entry else None

    @property
    def is_saved(self) -> bool:
        """Whether the document is what it was when last saved; undoing back to it counts."""
        return self._history.is_saved

    def do(self, command: Command, gesture: str | None = None) -> ChangeSet:
        """Carry out a command and return what it changed (nothing, when it changed nothing).

        Consecutive commands with the same `gesture` become one undo step. Raises Refused, with the document as it
        was, when the command is not allowed.
        """
        self._refuse_nested()
        if self.is_read_only:
            raise Refused(message("This blueprint is open read-only; save it under another name to edit it."))
        after, changes = self._try(command)
        if changes:
            self._history.record(command.caption, changes, gesture)
            self._commit(after, changes)
        return changes

    def preview(self, command: Command) -> BlueprintDocument:
        """Return the document as the command would leave it, without doing it; raises Refused as `do` does."""
        return self._try(command)[0]

    def end_gesture(self) -> None:
        """Make the next command an undo step of its own (the text field lost the focus, the button was let go)."""
        self._history.end_gesture()

    def undo(self) -> ChangeSet | None:
        """Take back the last undo step and return what that changed; None when there is nothing to undo."""
        self._refuse_nested()
        return self._travel(self._history.undo())

    def redo(self) -> ChangeSet | None:
        """Do the last undone step again and return what that changed; None when there is nothing to do."""
        self._refuse_nested()
        return self._travel(self._history.redo())

    def mark_saved(self) -> None:
        """Remember that the document as it is now is on the disk."""
        self._history.mark_saved()

    def replace(self, document: BlueprintDocument, *, saved: bool = True) -> ChangeSet:
        """Put another document in its place (a reload, another file): history starts again.

        `saved` says whether that document is on the disk; a recovered one is not.
        """
        from visavis.blueprint.editing.changes import diff

        self._refuse_nested()
        changes = diff(self._document, document)
        self._history.clear(saved=saved)
        self._commit(document, changes)
        return changes

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` once after every change; return the function that ends it."""
        ticket = object()
        self._listeners[ticket] = listener
        return lambda: self._listeners.pop(ticket, None) and None

    def _try(self, command: Command) -> tuple[BlueprintDocument, ChangeSet]:
        # What it takes to edit is loaded by the first edit: looking needs none of it.
        from visavis.blueprint.editing.changes import diff
        from visavis.blueprint.editing.draft import Draft
        from visavis.blueprint.editing.rules import refuse_contradictions

        draft = Draft(self._document, self._identifiers)
        command.apply(draft)
        after = draft.finish()
        changes = diff(self._document, after)
        refuse_contradictions(self._document, after, changes)
        return after, changes

    def _travel(self, changes: ChangeSet | None) -> ChangeSet | None:
        if changes is not None:
            self._commit(changes.apply(self._document), changes)
        return changes

    def _refuse_nested(self) -> None:
        if self._notifying:
            raise RuntimeError("a listener may not edit the document while it is being told of a change")

    def _commit(self, document: BlueprintDocument, changes: ChangeSet) -> None:
        self._document = document
        self._revision += 1
        change = DocumentChange(document, changes, self._revision)
        self._notifying = True
        try:
            with ExitStack() as telling:
                # Callbacks of an ExitStack all run, last first, even when one of them raises.
                for listener in reversed(tuple(self._listeners.values())):
                    telling.callback(listener, change)
        finally:
            self._notifying = False
