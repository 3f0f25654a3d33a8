"""Taking what is dragged from the palette, and notes from a list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QDropEvent

from visavis.ui.canvas.overlays.highlights import Overlay, OverlayKind
from visavis.ui.canvas.surface import qrect
from visavis.ui.canvas.tools.add import landing_overlays, subject_at
from visavis.ui.canvas.tools.drag_notes import note_target, notes_in, sticking_place
from visavis.ui.canvas.tools.palette_entries import entry_in

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas
    from visavis.ui.canvas.hit_testing import Hit

_MARKS = "dropping"


class PaletteDrop:
    """Lights what would take a drag; writing starts where an entry is dropped, notes stick where they are."""

    def __init__(self, view: Canvas) -> None:
        self._view = view

    def enter(self, event: QDropEvent) -> None:
        """Take the drag if it carries an entry of the palette, or notes."""
        data = event.mimeData()
        if self._view.picture is not None and (entry_in(data) is not None or notes_in(data, self._view)):
            event.acceptProposedAction()

    def move(self, event: QDropEvent) -> None:
        """Light the cell or step that would take it."""
        marks = self._marks(event)
        self._view.overlays.put(_MARKS, marks)
        if marks:
            event.acceptProposedAction()
        else:
            event.ignore()

    def leave(self) -> None:
        """Light nothing."""
        self._view.overlays.clear(_MARKS)

    def drop(self, event: QDropEvent) -> None:
        """Start writing what was dropped, or stick the notes."""
        self.leave()
        notes = notes_in(event.mimeData(), self._view)
        if notes:
            target = self._note_target(event)
            if target is not None:
                event.acceptProposedAction()
                self._view.edit_actions.stick(notes, sticking_place(target))
            return
        entry, at = entry_in(event.mimeData()), self._at(event)
        subject = subject_at(self._view.hit(at), at, entry, self._view) if entry else None
        if subject is not None:
            event.acceptProposedAction()
            self._view.writing.begin(subject)

    def _marks(self, event: QDropEvent) -> list[Overlay]:
        if notes_in(event.mimeData(), self._view):
            target = self._note_target(event)
            return [Overlay(OverlayKind.LIT_CELL, qrect(target.rect))] if target is not None and target.rect else []
        entry, at = entry_in(event.mimeData()), self._at(event)
        return landing_overlays(self._view.hit(at), at, entry, self._view) if entry else []

    def _note_target(self, event: QDropEvent) -> Hit | None:
        at = self._at(event)
        return note_target(self._view, at, self._view.hit(at))

    def _at(self, event: QDropEvent) -> QPointF:
        return self._view.camera.to_scene(event.position().toPoint())
