"""What a tool is: a state object that is offered every mouse and key event while it is in hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent

from visavis.blueprint.layout import Layout
from visavis.ui.canvas.hit_testing import Hit

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas

# How far the pointer travels, in pixels, before a press becomes a drag (Qt's own default is 10: slow for cards).
DRAG_DISTANCE = 5


class ToolName(StrEnum):
    """The names of the tools that are not of the palette's entries."""

    SELECT = "select"
    CONNECT = "connect"
    PAN = "pan"


@dataclass(frozen=True)
class Pointer:
    """One mouse event: where (pixels of the viewport, points of the drawing), with which button and modifiers."""

    view: Canvas = field(repr=False)
    position: QPoint
    button: Qt.MouseButton
    modifiers: Qt.KeyboardModifier

    @cached_property
    def at(self) -> QPointF:
        """The place on the drawing, in points."""
        return self.view.camera.to_scene(self.position)

    @cached_property
    def hit(self) -> Hit:
        """What lies under the pointer."""
        return self.view.hit(self.at)

    @property
    def is_left(self) -> bool:
        """Whether the main button is meant."""
        return self.button == Qt.MouseButton.LeftButton

    @property
    def adds(self) -> bool:
        """Whether Shift or Ctrl asks to add to the selection."""
        return bool(self.modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))

    def distance_to(self, other: QPoint) -> int:
        """Return how many pixels the pointer has travelled from `other`, along the axes."""
        return (self.position - other).manhattanLength()


class Tool:
    """A tool that ignores everything; each tool overrides what it cares for.

    A tool never changes the document while a gesture goes on: it shows marks, and does one command at its end.
    """

    name = ""
    shape = Qt.CursorShape.ArrowCursor
    # Whether the drawing moves on when the pointer reaches the window's edge.
    pulls = False
    # Whether it goes on when the document changes under it: nothing of the document is in its hands.
    outlives_changes = False

    def __init__(self, view: Canvas) -> None:
        self.view = view

    @property
    def layout(self) -> Layout:
        """Where everything stands on the picture on show."""
        return self.view.shown_picture.layout

    def activate(self) -> None:
        """Get ready, when the tool comes to hand."""

    def deactivate(self) -> None:
        """Leave no trace, when the tool leaves the hand, whether it ended or was given up."""

    def on_picture_changed(self) -> None:
        """Take away what was shown around things that may stand elsewhere now."""

    def press(self, pointer: Pointer) -> None:
        """Take a button press."""

    def move(self, pointer: Pointer) -> None:
        """Take a move of the pointer, with or without a button held."""

    def release(self, pointer: Pointer) -> None:
        """Take a button's release."""

    def double_click(self, pointer: Pointer) -> None:
        """Take a double click; its second press is not offered to `press`."""

    def key(self, event: QKeyEvent) -> bool:
        """Take a key press and tell whether it was of use; Esc never arrives here."""
        del event
        return False

    def hint(self) -> str:
        """Return what to do with the tool, for the status line."""
        return ""
