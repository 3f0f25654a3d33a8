"""Moving the drawing under the window: the pan tool, the middle button, and Space with any tool."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from visavis.ui.canvas.tools.tool import Pointer, Tool, ToolName
from visavis.ui.kit.i18n import tr


class PanGesture(Tool):
    """Drags the drawing until the button is released."""

    shape = Qt.CursorShape.ClosedHandCursor
    outlives_changes = True

    def __init__(self, pointer: Pointer) -> None:
        super().__init__(pointer.view)
        self._last: QPoint = pointer.position

    def move(self, pointer: Pointer) -> None:
        """Move the drawing along with the pointer."""
        by = pointer.position - self._last
        self._last = pointer.position
        self.view.camera.pan(by.x(), by.y())

    def release(self, pointer: Pointer) -> None:
        """Let go."""
        del pointer
        self.view.toolbox.end_gesture()


class PanTool(Tool):
    """Drags the drawing with the main button."""

    name = ToolName.PAN
    shape = Qt.CursorShape.OpenHandCursor

    def press(self, pointer: Pointer) -> None:
        """Take hold of the drawing."""
        self.view.toolbox.begin(PanGesture(pointer))

    def hint(self) -> str:
        """Return what to do with the tool."""
        return tr("Drag the drawing · Esc: back to selecting")
