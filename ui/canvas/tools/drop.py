"""Taking what is dragged from the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QDropEvent

from ui.canvas.tools.add import landing, landing_marks
from ui.canvas.tools.palette import PaletteEntry, entry_in

if TYPE_CHECKING:
    from ui.canvas.hits import Hit
    from ui.canvas.view import BlueprintView

_MARKS = "dropping"


class PaletteDrop:
    """Lights the cell under a drag from the palette and starts writing where it is dropped."""

    def __init__(self, view: BlueprintView) -> None:
        self._view = view

    def enter(self, event: QDropEvent) -> None:
        """Take the drag if it carries an entry of the palette."""
        if entry_in(event.mimeData()) is not None and self._view.picture is not None:
            event.acceptProposedAction()

    def move(self, event: QDropEvent) -> None:
        """Light the cell that would take it."""
        entry, hit = self._under(event)
        marks = landing_marks(hit, self._view.picture.layout, entry, self._view) if entry else []
        self._view.marks.put(_MARKS, marks)
        if marks:
            event.acceptProposedAction()
        else:
            event.ignore()

    def leave(self) -> None:
        """Light nothing."""
        self._view.marks.clear(_MARKS)

    def drop(self, event: QDropEvent) -> None:
        """Start writing what was dropped."""
        self.leave()
        entry, hit = self._under(event)
        subject = landing(hit, entry, self._view) if entry else None
        if subject is not None:
            event.acceptProposedAction()
            self._view.writing.begin(subject)

    def _under(self, event: QDropEvent) -> tuple[PaletteEntry | None, Hit]:
        at = self._view.camera.to_scene(event.position().toPoint())
        return entry_in(event.mimeData()), self._view.hit(at)
