"""Dragging notes onto steps and cells."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt

from visavis.blueprint.editing import commands
from visavis.blueprint.language import plural
from visavis.blueprint.model import Cell
from visavis.ui.canvas.hit_testing import Hit, HitKind, make_cell
from visavis.ui.canvas.overlays.highlights import Overlay, OverlayKind
from visavis.ui.canvas.surface import qrect
from visavis.ui.canvas.tools.tool import Pointer, Tool
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.selection import ElementKind, ids_of

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas

# The form in which notes are dragged from a list of them: their ids.
NOTES = "application/x-visavis-notes"


class NoteGesture(Tool):
    """Drags the selected notes together; what they would stick to lights up."""

    shape = Qt.CursorShape.ClosedHandCursor
    pulls = True
    _MARKS = "sticking"

    def __init__(self, pointer: Pointer) -> None:
        super().__init__(pointer.view)
        grabbed, selection = pointer.hit.id, ids_of(self.view.bridge.selection, ElementKind.NOTE)
        known = [note.id for note in self.view.document.head.notes]
        self._notes = [note for note in known if note in selection] if grabbed in selection else [grabbed]
        self._start: QPointF = pointer.at
        self._target: Hit | None = None

    def move(self, pointer: Pointer) -> None:
        """Lead the ghosts, and light the step or the cell under the pointer."""
        by = pointer.at - self._start
        drawn = self.view.shown_picture.drawing.notes
        groups = [drawn[note] for note in self._notes if note in drawn]
        ghosts = [Overlay(OverlayKind.GHOST, qrect(group.bounds).translated(by), group=group) for group in groups]
        self._target = note_target(self.view, pointer.at, pointer.hit)
        lit = [Overlay(OverlayKind.LIT_CELL, qrect(self._target.rect))] if self._target and self._target.rect else []
        self.view.overlays.put(self._MARKS, [*lit, *ghosts])

    def release(self, pointer: Pointer) -> None:
        """Stick the notes to what is lit."""
        self.move(pointer)
        target = self._target
        self.view.toolbox.end_gesture()
        if target is not None:
            self.view.edit_actions.stick(self._notes, sticking_place(target))

    def deactivate(self) -> None:
        """Take the marks away."""
        self.view.overlays.clear(self._MARKS)

    def hint(self) -> str:
        """Return what to do."""
        return tr("Release over a step or a cell · Esc: leave the notes where they are")


def note_target(view: Canvas, at: QPointF, hit: Hit) -> Hit | None:
    """Return the step or the cell at a point of the drawing; notes that lie there are not in the way."""
    layout = view.shown_picture.layout
    step = next((box for box in layout.cards.values() if box.rect.contains(at.x(), at.y())), None)
    if step is not None:
        return Hit(HitKind.STEP, step.step, step.rect)
    return Hit(HitKind.CELL, "", layout.cells[hit.cell], hit.cell) if hit.cell is not None else None


def sticking_place(target: Hit) -> str | Cell:
    """Return where notes stick that are dropped on a target of `note_target`: a step, by its id, or a cell."""
    if target.cell is not None and not target.id:
        return make_cell(target.cell)
    return target.id


def stick_command(notes: list[str], at: str | Cell | None) -> commands.CompositeCommand:
    """Return what sticks notes to a step (by its id), to a cell or, with None, back onto the parking lot."""
    return commands.CompositeCommand(plural("Move {count} note", "Move {count} notes", len(notes)),
                                     tuple(commands.EditNote(note, at=at) for note in notes))


def notes_data(notes: tuple[str, ...]) -> QMimeData:
    """Return what is dragged for notes, by their ids."""
    data = QMimeData()
    data.setData(NOTES, json.dumps(notes).encode())
    return data


def notes_in(data: QMimeData, view: Canvas) -> list[str]:
    """Return the notes of the view's document that are dragged."""
    dragged: object = []
    with suppress(ValueError):
        dragged = json.loads(bytes(data.data(NOTES).data())) if data.hasFormat(NOTES) else []
    known = {note.id for note in view.document.head.notes}
    return [note for note in dragged if note in known] if isinstance(dragged, list) else []
