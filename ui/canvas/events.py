"""How Qt's events reach the canvas: mouse to tools, wheel and gestures to the camera, keys to tools and bindings."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import cached_property
from operator import attrgetter

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from visavis.ui.canvas import tools
from visavis.ui.canvas.canvas import Canvas
from visavis.ui.canvas.hit_testing import Hit, HitKind
from visavis.ui.canvas.keys import KeyBinding, binding_for
from visavis.ui.canvas.navigation import KeyboardNavigation
from visavis.ui.canvas.overlays.emotion_curve import EmotionGesture, Emotions
from visavis.ui.canvas.tools.tool import Pointer
from visavis.ui.canvas.tools.toolbox import Toolbox
from visavis.ui.canvas.whole_words import Hover
from visavis.ui.canvas.writing import Writing

# Wheels count in eighths of a degree; one notch is 15 degrees.
NOTCH = 120
# One notch of the wheel moves the drawing by so many pixels.
WHEEL_STEP = 60


class EventView(Canvas):
    """A view that offers its events to the canvas' parts; its subclass makes the parts.

    Graphics items get no events: what is under the pointer is asked of the layout.
    """

    toolbox: Toolbox
    writing: Writing
    navigation: KeyboardNavigation
    emotions: Emotions
    hover: Hover

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._space_held = False
        self.hover = Hover(self)
        # Puts the focus on what comes after the drawing (True), or before it; answers whether it did.
        self.leave_by_tab: Callable[[bool], bool] = lambda _: False

    @cached_property
    def drop(self) -> tools.PaletteDrop:
        """What takes things that are dragged onto the canvas."""
        return tools.PaletteDrop(self)

    @abstractmethod
    def pointer_at(self, position: QPoint, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier) -> Pointer:
        """Return the pointer at a pixel of the viewport, as tools take it."""

    @abstractmethod
    def hit(self, point: QPointF) -> Hit:
        """Return what lies at a place of the drawing (points)."""

    @abstractmethod
    def point_at(self, hit: Hit) -> None:
        """Focus and select what was pointed at."""

    @abstractmethod
    def open_menu(self, position: QPoint, *, of_whole: bool = False) -> None:
        """Open the menu of what is focused, or that `of_whole` the blueprint, at a pixel of the viewport."""

    # -- mouse

    def _pointer(self, event: QMouseEvent) -> Pointer:
        return self.pointer_at(event.position().toPoint(), event.button(), event.modifiers())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pan with the middle button or with Space held; offer the rest to the tool."""
        if self.picture is None:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.hover.leave()
        pointer = self._pointer(event)
        if event.button() == Qt.MouseButton.MiddleButton or (pointer.is_left and self._space_held):
            self.toolbox.begin(tools.PanGesture(pointer))
        elif pointer.is_left and self.emotions.step_at(pointer.position) is not None:
            self.toolbox.begin(EmotionGesture(pointer, self.emotions))
        elif pointer.is_left:
            self.toolbox.press(pointer)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Offer the move to the tool."""
        if self.picture is not None:
            pointer = self._pointer(event)
            self.toolbox.move(pointer)
            if event.buttons() == Qt.MouseButton.NoButton:
                self.hover.point_at(pointer.hit.ref)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Offer the release to the tool; the right button has its menu."""
        if self.picture is not None and event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self.toolbox.release(self._pointer(event))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Offer a double click of the main button to the tool."""
        if self.picture is not None and event.button() == Qt.MouseButton.LeftButton:
            self.toolbox.double_click(self._pointer(event))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of what is under the pointer; from the keyboard, of what is focused."""
        if self.picture is None:
            return
        point, of_whole = event.pos(), False
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            point = self.navigation.centre()
        else:
            hit = self.hit(self.camera.to_scene(point))
            of_whole = hit.target is HitKind.NOTHING
            if hit.ref not in self.bridge.selection:
                self.point_at(hit)
        self.open_menu(point, of_whole=of_whole)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer with Ctrl; else move the drawing, along its length when all its height is seen."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.camera.zoom_by((turned.y() or turned.x()) / NOTCH, event.position().toPoint())
        else:
            by = event.pixelDelta()
            if by.isNull():
                by = turned * WHEEL_STEP / NOTCH
            across = event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not self._has_height_to_move()
            self.camera.pan(by.x() + by.y(), 0) if across else self.camera.pan(by.x(), by.y())
        event.accept()

    def _has_height_to_move(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.maximum() > bar.minimum()

    def viewportEvent(self, event: QEvent) -> bool:
        """Zoom with two fingers on a touch-pad that tells pinches; notice when the pointer goes."""
        if event.type() == QEvent.Type.Leave:
            self.hover.leave()
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.camera.pinch(event.value(), event.position().toPoint())
            return True
        return super().viewportEvent(event)

    # -- keys

    def event(self, event: QEvent) -> bool:
        """Give Tab to what is being written; else the focus goes on with it, and nothing is drawn."""
        if (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
                and event.key() == Qt.Key.Key_Tab and event.modifiers() == Qt.KeyboardModifier.NoModifier):
            if self.writing.is_open:
                self.keyPressEvent(event)
            else:
                self.focusNextPrevChild(True)
            return True
        return super().event(event)

    def focusNextPrevChild(self, onward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Leave the drawing with Tab and Shift+Tab: for what the window says, or as Qt does."""
        return self.leave_by_tab(onward) or super().focusNextPrevChild(onward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the key to the gesture under way, then to the bindings, then take it as the start of a title."""
        if self.picture is None:
            event.ignore()
        elif self.writing.is_open:
            self.writing.take_key(event)
        elif event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._hold_space(event, held=True)
        elif event.key() != Qt.Key.Key_Escape and self.toolbox.key(event):
            event.accept()
        else:
            self._handle_key(event, binding_for(event))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of Space."""
        if event.key() == Qt.Key.Key_Space:
            self._hold_space(event, held=False)
        else:
            super().keyReleaseEvent(event)

    def _hold_space(self, event: QKeyEvent, *, held: bool) -> None:
        if not event.isAutoRepeat():
            self._space_held = held
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if held else self.toolbox.active.shape)
        event.accept()

    def _handle_key(self, event: QKeyEvent, binding: KeyBinding | None) -> None:
        typed = event.text()
        is_text = typed.isprintable() and typed != "" and event.modifiers() in _TYPING
        begins_text = is_text and not self.navigation.is_on_flow()
        if binding is not None and not (binding.on_flow and begins_text):
            self.perform(binding)
            event.accept()
        elif begins_text:
            self.writing.begin_here(typed)
            event.accept()
        else:
            super().keyPressEvent(event)

    def perform(self, binding: KeyBinding) -> None:
        """Do what a key is bound to."""
        method = attrgetter(binding.method)(self)
        method() if binding.argument is None else method(binding.argument)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Begin a title with what a dead key or an input method composed."""
        if event.commitString() and not self.navigation.is_on_flow():
            self.writing.begin_here(event.commitString())
            event.accept()
        else:
            super().inputMethodEvent(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """Tell input methods that text is taken here."""
        return True if query == Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query)

    # -- drops of the palette

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what comes from the palette."""
        self.drop.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Light the cell that would take it."""
        self.drop.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Light nothing."""
        self.drop.leave()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add it where it was dropped."""
        self.drop.drop(event)


_TYPING = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.GroupSwitchModifier,
    Qt.KeyboardModifier.KeypadModifier,
    # AltGr on Windows.
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
)
