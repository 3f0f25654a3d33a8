"""Undo leads the hands back to where they were when the change was made; redo leads to what it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from visavis.blueprint.editing import ChangeSet
from visavis.blueprint.editing.history import UndoStep
from visavis.ui.canvas.cursor import Cursor
from visavis.ui.kit.selection import Selection, step_refs

if TYPE_CHECKING:
    from visavis.ui.canvas.view import BlueprintView


class Returning(QObject):
    """Remembers, for every undo step, what was focused and selected just before it. No part of the history itself.

    Made before the cursor, so that it hears of a change before the cursor leaves what is gone.
    """

    def __init__(self, view: BlueprintView) -> None:
        super().__init__(view)
        self._view = view
        self._places: WeakKeyDictionary[UndoStep, tuple[Cursor | None, Selection]] = WeakKeyDictionary()
        view.bridge.document_changed.connect(self._remember)
        view.bridge.undone.connect(self._go_back)
        view.bridge.redone.connect(self._go_to_what_came)

    def undo(self) -> None:
        """Take back the last change, with what is still being typed as that; a gesture under way is let go."""
        self._end_what_goes_on()
        self._view.bridge.undo()

    def redo(self) -> None:
        """Do the last undone change again."""
        self._end_what_goes_on()
        self._view.bridge.redo()

    def _end_what_goes_on(self) -> None:
        self._view.toolbox.let_go()
        self._view.finish_writing()
        focused = self._view.window().focusWidget()
        if isinstance(focused, QLineEdit | QPlainTextEdit) and self._view.isVisible():
            # A field of the inspector commits what is in it, and typing goes on where the change was.
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remember(self, *_: object) -> None:
        step = self._view.bridge.session.undo_step
        if step is not None and step not in self._places:
            self._places[step] = (self._view.travelling.cursor, self._view.bridge.selection)

    def _go_back(self, step: UndoStep) -> None:
        place = self._places.get(step)
        if place is not None:
            self._view.travelling.go_back(*place)

    def _go_to_what_came(self, changes: ChangeSet) -> None:
        travelling = self._view.travelling
        added = [placed.element.id for placed in changes.steps.added if placed.element.id in changes.steps.added_ids]
        changed = added or [pair.after.id for pair in changes.steps.updated]
        if added or len(changed) == 1:
            travelling.go_to_step(changed[0])
        elif changes.flows.added_ids and not changed:
            travelling.go_to_flow(min(changes.flows.added_ids))
        if len(added) > 1:
            self._view.bridge.select(step_refs(*added))
