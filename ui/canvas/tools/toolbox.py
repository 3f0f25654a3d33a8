"""The tool in hand, and the gesture that goes on with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from visavis.blueprint.layout import Layout
from visavis.ui.canvas.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas

# So near the window's edge (pixels), a gesture pulls the drawing on: so far (pixels), every so often (ms).
EDGE = 28
PULL = 14
PULL_INTERVAL = 25


class Toolbox(QObject):
    """Offers events to the gesture under way, else to the tool in hand. `changed` names a new tool in hand."""

    changed = Signal(str)

    def __init__(self, view: Canvas, makers: dict[str, Callable[[Canvas], Tool]], first: str) -> None:
        super().__init__(view)
        self._view = view
        self._makers = makers
        self._first = first
        self._in_hand = makers[first](view)
        self._gesture: Tool | None = None
        self._last: Pointer | None = None
        self._layout: Layout | None = None
        self._pull = QTimer(self, interval=PULL_INTERVAL)
        self._pull.timeout.connect(self._scroll_at_edge)
        view.bridge.document_changed.connect(self._on_changed)

    @property
    def name(self) -> str:
        """The name of the tool in hand."""
        return self._in_hand.name

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all tools."""
        return tuple(self._makers)

    @property
    def active(self) -> Tool:
        """What takes the next event."""
        return self._gesture or self._in_hand

    @property
    def is_busy(self) -> bool:
        """Whether a gesture is under way."""
        return self._gesture is not None

    def select_tool(self, name: str) -> None:
        """Take a tool to hand; raises KeyError for a name that no tool has."""
        maker = self._makers[name]
        self.end_gesture()
        if name == self._in_hand.name:
            return
        self._in_hand.deactivate()
        self._in_hand = maker(self._view)
        self._in_hand.activate()
        self._show_shape()
        self.changed.emit(name)

    def begin(self, gesture: Tool) -> None:
        """Let a gesture take all events until it ends."""
        self.end_gesture()
        self._in_hand.deactivate()
        self._gesture = gesture
        gesture.activate()
        self._show_shape()

    def end_gesture(self) -> None:
        """End the gesture under way, if any; what it showed goes away."""
        self._pull.stop()
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.deactivate()
            self._show_shape()

    def let_go(self) -> None:
        """End the gesture, and take away what the tool in hand showed or was about to do: its aim may be gone."""
        self.end_gesture()
        self._in_hand.deactivate()

    def on_picture_changed(self, layout: Layout) -> None:
        """Take away what stands around things that may have moved; a gesture goes on."""
        if layout is not self._layout and not self.is_busy:
            self._in_hand.on_picture_changed()
        self._layout = layout

    def _on_changed(self, *_: object) -> None:
        # A gesture does its one command when it has ended: what comes before that is someone else's, or an undo.
        if self._gesture is None or not self._gesture.outlives_changes:
            self.let_go()

    def give_up(self) -> bool:
        """Give up the gesture, or lay down a tool other than the first; tell whether there was either."""
        if self._gesture is not None:
            self.end_gesture()
            return True
        if self._in_hand.name != self._first:
            self.select_tool(self._first)
            return True
        return False

    def hint(self) -> str:
        """Return what can be done with what is in hand, in words."""
        return self.active.hint()

    def select_first_tool(self) -> None:
        """Go back to the first tool."""
        self.select_tool(self._first)

    def key(self, event: QKeyEvent) -> bool:
        """Offer a key press; tell whether it was of use."""
        return self.active.key(event)

    def press(self, pointer: Pointer) -> None:
        """Offer a button press."""
        self.active.press(pointer)

    def move(self, pointer: Pointer) -> None:
        """Offer a move."""
        self._last = pointer
        self.active.move(pointer)
        if self.active.pulls and self.is_busy and self._edge_scroll(pointer) != (0, 0):
            self._pull.start()
        else:
            self._pull.stop()

    def release(self, pointer: Pointer) -> None:
        """Offer a release."""
        self.active.release(pointer)

    def double_click(self, pointer: Pointer) -> None:
        """Offer a double click."""
        self.active.double_click(pointer)

    def _scroll_at_edge(self) -> None:
        """Move the drawing on under a pointer that waits at the window's edge."""
        assert self._last is not None  # only a move sets the timer off
        self._view.camera.pan(*self._edge_scroll(self._last))
        self.move(replace(self._last))

    def _edge_scroll(self, pointer: Pointer) -> tuple[int, int]:
        """Return by how many pixels the drawing moves on, across and down."""
        window, point = self._view.viewport().rect(), pointer.position
        return (_toward(point.x(), window.width()), _toward(point.y(), window.height()))

    def _show_shape(self) -> None:
        self._view.viewport().setCursor(self.active.shape)
        self._view.status_hint.emit(self.active.hint())


def _toward(index: int, length: int) -> int:
    if index < EDGE:
        return PULL
    return -PULL if index > length - EDGE else 0
