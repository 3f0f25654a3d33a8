"""Whether someone is typing, wherever that is: what is in a field and not yet in the document must not be taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class PendingInput:
    """Knows where something may stand that the document does not hold yet.

    Every part of the window that has fields of its own adds what says whether one of them holds something.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._parts: list[Callable[[], bool]] = []

    def add(self, holds_typing: Callable[[], bool]) -> None:
        """Ask a part of the window, too."""
        self._parts.append(holds_typing)

    def is_going_on(self) -> bool:
        """Return whether a field holds something, or a dialog, a menu or a gesture is under way over the document."""
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            return True
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return True
        return self._is_in_a_field() or any(holds_typing() for holds_typing in self._parts)

    def _is_in_a_field(self) -> bool:
        """Return whether the cursor is in a field: in the window in front, the next key goes there."""
        field = self._window.focusWidget()
        if isinstance(field, QLineEdit):
            return not field.isReadOnly() and (field.isModified() or self._window.isActiveWindow())
        if isinstance(field, QPlainTextEdit | QTextEdit):
            return not field.isReadOnly() and (field.document().isModified() or self._window.isActiveWindow())
        return False
