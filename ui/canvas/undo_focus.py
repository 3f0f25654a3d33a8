"""Undo leads the hands back to where they were when the change was made; redo leads to what it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from visavis.blueprint.editing.history import UndoStep
from visavis.ui.canvas.cursor import Cursor
from visavis.ui.kit.selection import Selection, step_refs

if TYPE_CHECKING:
    from visavis.blueprint.editing import ChangeSet
    from visavis.ui.canvas.canvas import Canvas


class UndoFocus(QObject):
    """Remembers, for every undo step, what was focused and selected just before it. No part of the history itself.

    Made before the cursor, so that it hears of a change before the cursor leaves what is gone.
    """

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self._view = view
        self._focus_before: WeakKeyDictionary[UndoStep, tuple[Cursor | None, Selection]] = WeakKeyDictionary()
        view.bridge.document_changed.connect(self._remember)
        view.bridge.undone.connect(self._restore_focus)
        view.bridge.redone.connect(self._focus_changes)

    def undo(self) -> None:
        """Take back the last change, with what is still being typed as that; a gesture under way is let go."""
        self._finish_interactions()
        self._view.bridge.undo()

    def redo(self) -> None:
        """Do the last undone change again."""
        self._finish_interactions()
        self._view.bridge.redo()

    def _finish_interactions(self) -> None:
        self._view.toolbox.let_go()
        self._view.finish_writing()
        focused = self._view.window().focusWidget()
        if isinstance(focused, QLineEdit | QPlainTextEdit) and self._view.isVisible():
            # A field of the inspector commits what is in it, and typing goes on where the change was.
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remember(self, *_: object) -> None:
        step = self._view.bridge.session.undo_step
        if step is not None and step not in self._focus_before:
            self._focus_before[step] = (self._view.navigation.cursor, self._view.bridge.selection)

    def _restore_focus(self, step: UndoStep) -> None:
        focus = self._focus_before.get(step)
        if focus is not None:
            self._view.navigation.go_back(*focus)

    def _focus_changes(self, changes: ChangeSet) -> None:
        travelling = self._view.navigation
        added = [placed.element.id for placed in changes.steps.added if placed.element.id in changes.steps.added_ids]
        changed = added or [pair.after.id for pair in changes.steps.updated]
        if added or len(changed) == 1:
            travelling.go_to_step(changed[0])
        elif changes.flows.added_ids and not changed:
            travelling.go_to_flow(min(changes.flows.added_ids))
        if len(added) > 1:
            self._view.bridge.select(step_refs(*added))
