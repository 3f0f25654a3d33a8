"""The tool that is in hand first: selects, drags what is there, and edits what is double-clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from visavis.ui.canvas.hit_testing import HitKind
from visavis.ui.canvas.tools.grips import Grip, Grips
from visavis.ui.canvas.tools.tool import DRAG_DISTANCE, Pointer, Tool, ToolName

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas


class SelectTool(Tool):
    """Clicks select, drags move what is there or draw a marquee, grips near the pointer start what they are for."""

    name = ToolName.SELECT

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self._pressed: Pointer | None = None
        self._gripped: Grip | None = None
        self.grips = Grips(view)

    def deactivate(self) -> None:
        """Hide the grips."""
        self._pressed = self._gripped = None
        self.grips.hide()

    def on_picture_changed(self) -> None:
        """Hide the grips: cards and flows may have moved away from under them."""
        self.grips.hide()

    def press(self, pointer: Pointer) -> None:
        """Select what is there; a drag that follows decides what it becomes."""
        self._pressed = pointer
        self._gripped = self.grips.grip_at(pointer)
        hit = pointer.hit
        if self._gripped is not None:
            return
        if pointer.adds:
            if hit.ref is not None:
                self.view.bridge.select(self.view.bridge.selection ^ {hit.ref})
        elif hit.ref not in self.view.bridge.selection or hit.target not in (HitKind.STEP, HitKind.NOTE):
            self.view.point_at(hit)

    def move(self, pointer: Pointer) -> None:
        """Show the grips near the pointer, or begin the drag that the press announced."""
        if self._pressed is None:
            self.grips.show(pointer)
            self.view.viewport().setCursor(Qt.CursorShape.ArrowCursor)
            return
        if pointer.distance_to(self._pressed.position) < DRAG_DISTANCE:
            return
        start, gripped = self._pressed, self._gripped
        self._pressed = self._gripped = None
        begin = _begin_drag if gripped is None else gripped.drag
        if begin is None:
            return
        gesture = begin(start)
        self.grips.hide()
        self.view.toolbox.begin(gesture)
        self.view.toolbox.move(pointer)

    def release(self, pointer: Pointer) -> None:
        """Do what a clicked grip is for, or narrow a selection of several to the one that was clicked."""
        pressed, gripped = self._pressed, self._gripped
        self._pressed = self._gripped = None
        if gripped is not None:
            if gripped.click is not None and self.grips.grip_at(pointer) is not None:
                self.grips.hide()
                gripped.click()
        elif pressed is not None and not pressed.adds and pressed.hit.target in (HitKind.STEP, HitKind.NOTE):
            self.view.point_at(pressed.hit)

    def double_click(self, pointer: Pointer) -> None:
        """Edit the text that is there, or start a step in an empty cell."""
        self._pressed = self._gripped = None
        self.view.point_at(pointer.hit)
        self.view.writing.edit_hit(pointer.hit)


def _begin_drag(start: Pointer) -> Tool:
    """Return what a drag becomes, by what it begins on; a marquee where that is nothing."""
    match start.hit.target:
        case HitKind.STEP:
            from visavis.ui.canvas.tools.move import MoveGesture

            return MoveGesture(start)
        case HitKind.NOTE:
            from visavis.ui.canvas.tools.drag_notes import NoteGesture

            return NoteGesture(start)
        case _:
            from visavis.ui.canvas.tools.marquee import MarqueeGesture

            return MarqueeGesture(start)
