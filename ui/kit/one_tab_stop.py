"""Several buttons that are one thing to choose: Tab stops once among them, arrows go from one to the next."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class OneTabStop(QObject):
    """Keeps Tab to one of the buttons: the one that had the focus last, else the chosen one, else the first."""

    def __init__(self, buttons: Iterable[QAbstractButton], parent: QObject) -> None:
        super().__init__(parent)
        self._buttons = list(buttons)
        for button in self._buttons:
            button.installEventFilter(self)
            button.toggled.connect(self._follow_choice)
        self._stop_at(self._buttons[0] if self._buttons else None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on with the arrows, and stop where the focus came to."""
        if not isinstance(watched, QAbstractButton) or watched not in self._buttons:
            return False
        if event.type() == QEvent.Type.FocusIn:
            self._stop_at(watched)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                beside = self._buttons[(self._buttons.index(watched) + step) % len(self._buttons)]
                beside.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def _follow_choice(self, *_: object) -> None:
        chosen = [button for button in self._buttons if button.isChecked()]
        if chosen and not any(button.hasFocus() for button in self._buttons):
            self._stop_at(chosen[0])

    def _stop_at(self, stop: QAbstractButton | None) -> None:
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)
