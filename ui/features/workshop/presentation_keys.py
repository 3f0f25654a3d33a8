"""The keys of a projection, before the canvas has them: nothing that is pressed in front of people deletes a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from visavis.ui.canvas.tools import FIRST_TOOL
from visavis.ui.canvas.view import BlueprintView
from visavis.ui.features.workshop.workshop_session import WorkshopSession

_PLAIN, _SHIFT, _CONTROL = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
                            Qt.KeyboardModifier.ControlModifier)
_PRESSES = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
Press = tuple[Qt.Key, Qt.KeyboardModifier]

# What each key asks for; `PresentationMode` has the answers.
KEYS: Mapping[Press, str] = {
    (Qt.Key.Key_Left, _PLAIN): "page-before", (Qt.Key.Key_Right, _PLAIN): "page-after",
    (Qt.Key.Key_PageUp, _CONTROL): "activity-before", (Qt.Key.Key_PageDown, _CONTROL): "activity-after",
    (Qt.Key.Key_Space, _PLAIN): "clock", (Qt.Key.Key_N, _PLAIN): "note", (Qt.Key.Key_N, _SHIFT): "note",
    (Qt.Key.Key_F6, _PLAIN): "controls", (Qt.Key.Key_F6, _SHIFT): "controls", (Qt.Key.Key_Escape, _PLAIN): "leave",
    (Qt.Key.Key_Minus, _CONTROL): "farther", (Qt.Key.Key_Plus, _CONTROL): "nearer",
    (Qt.Key.Key_Equal, _CONTROL): "nearer", (Qt.Key.Key_0, _CONTROL): "phase", (Qt.Key.Key_1, _CONTROL): "whole",
    (Qt.Key.Key_9, _CONTROL): "whole",
}
# The row of figures gives these without Shift on French keyboards, and with it on others.
VOTE: frozenset[Press] = frozenset({(Qt.Key.Key_1, _PLAIN), (Qt.Key.Key_Ampersand, _PLAIN)})
TAKE_BACK: frozenset[Press] = frozenset({(Qt.Key.Key_1, _SHIFT), (Qt.Key.Key_Exclam, _SHIFT)})
# Where notes are written or voted on, Tab goes from note to note.
_NOTES = {Qt.Key.Key_Tab: "note-after", Qt.Key.Key_Backtab: "note-before"}
_DELETES = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


def vote_of(event: QKeyEvent) -> int:
    """Return whether a key gives a dot (1), takes one back (−1), or neither (0)."""
    pressed = _press(event)
    return 1 if pressed in VOTE else -1 if pressed in TAKE_BACK else 0


def _press(event: QKeyEvent) -> Press:
    return Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


class PresentationKeys(QObject):
    """Listens before the canvas, and before the parts of the strip, from `begin` to `end`."""

    def __init__(self, canvas: BlueprintView, session: WorkshopSession, ask: Callable[[str], None]) -> None:
        super().__init__(canvas)
        self._canvas, self._session, self._ask = canvas, session, ask
        self._watched: list[QWidget] = []

    def begin(self, *others: QWidget) -> None:
        """Listen to the canvas and to other parts of the window."""
        self._watched = [self._canvas, *others]
        for widget in self._watched:
            widget.installEventFilter(self)

    def end(self) -> None:
        """Listen no more."""
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the projection, and those that must not reach the drawing."""
        if not isinstance(event, QKeyEvent) or event.type() not in _PRESSES:
            return super().eventFilter(watched, event)
        if self._canvas.writing.is_open and watched is self._canvas:
            return False
        name = self._name_of(event, on_drawing=watched is self._canvas)
        if name is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            # The key comes again, as a press: no shortcut of the window has it.
            event.accept()
            return True
        if name and not event.isAutoRepeat():
            self._ask(name)
        return True

    def _name_of(self, event: QKeyEvent, *, on_drawing: bool) -> str | None:
        """Return what a key asks for; "" for one that does nothing here, None for one that others may have."""
        pressed, writes = _press(event), self._writes()
        if not on_drawing:
            # In the strip arrows and Space are the controls' own.
            return KEYS.get(pressed) if pressed[0] in (Qt.Key.Key_F6, Qt.Key.Key_Escape, Qt.Key.Key_PageUp,
                                                       Qt.Key.Key_PageDown) else None
        if pressed[0] in _DELETES or pressed == (Qt.Key.Key_X, _CONTROL):
            return ""
        if self._holds_gesture():
            return None
        if writes == "votes" and (by := vote_of(event)):
            return "vote" if by > 0 else "take-back"
        if writes != "steps" and pressed[0] in _NOTES:
            return _NOTES[pressed[0]]
        is_letter = event.text().isprintable() and event.text().strip() != "" and not event.modifiers() & ~_SHIFT
        navigation = self._canvas.navigation
        starts_text = is_letter and writes == "steps" and not navigation.is_on_flow()
        if starts_text and not navigation.is_on_card():
            # In an empty cell every letter begins a step, that of the notes, too.
            return None
        name = KEYS.get(pressed)
        if name is not None:
            return name
        return "" if is_letter and not starts_text else None

    def _holds_gesture(self) -> bool:
        """Return whether something goes on on the drawing that has the keys until it ends."""
        toolbox = self._canvas.toolbox
        return toolbox.is_busy or toolbox.name != FIRST_TOOL

    def _writes(self) -> str:
        activity = self._session.activity
        return activity.writes if activity is not None else "steps"
