"""The field in which text is written right where it stands on the blueprint."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget


class WritingEnd(StrEnum):
    """How writing ended, which says what comes next."""

    COMMIT = "commit"
    NEXT = "next"
    ANSWER = "answer"
    LEFT = "left"
    # Given up: nothing is written.
    CANCELLED = "cancelled"

# The style sheet's border, in pixels.
BORDER = 2


class InPlaceEditor(QPlainTextEdit):
    """A plain-text field over the drawing. `written` gives the text and how it ended; `cancelled` gives up.

    Leaving the field counts as committing: what was typed is never lost. Line breaks become spaces.
    """

    written = Signal(str, WritingEnd)
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("inPlaceEditor")
        self.setTabChangesFocus(False)
        self.document().setDocumentMargin(8)
        self.hide()
        self._open = False
        self._rect = QRect()
        self._foot = 0
        self.textChanged.connect(self._grow)

    def open_at(self, rect: QRect, text: str, font: QFont, *, select: bool) -> None:
        """Open the field at `rect` (pixels of the view) with `text`, all selected or the caret at its end."""
        self.setFont(font)
        self.setPlainText(text)
        self.move_to(rect)
        self._open = True
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if select:
            self.selectAll()
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def move_to(self, rect: QRect) -> None:
        """Stand at another place of the view."""
        self._rect = rect
        self._grow()

    def keep_foot(self, height: int) -> None:
        """Leave so many pixels below the text for what is shown about it."""
        if height != self._foot:
            self._foot = height
            self.setViewportMargins(0, 0, 0, height)
            self._grow()

    def _grow(self) -> None:
        """Be as high as the text needs, but not beyond the view."""
        lines = max(1, round(self.document().size().height()))
        around = 2 * (round(self.document().documentMargin()) + self.frameWidth() + BORDER)
        height = max(self._rect.height(), lines * self.fontMetrics().lineSpacing() + around + self._foot)
        room = self._view.height()
        rect = QRect(self._rect.x(), self._rect.y(), self._rect.width(), min(height, room))
        rect.moveBottom(min(rect.bottom(), room - 1))
        self.setGeometry(rect)

    def text(self) -> str:
        """Return what is written, on one line."""
        return " ".join(self.toPlainText().split())

    def finish(self, ending: WritingEnd) -> None:
        """Close the field and hand over the text."""
        if self._open:
            text = self.text()
            self._close()
            self.written.emit(text, ending)

    def give_up(self) -> None:
        """Close the field and drop what was typed."""
        if self._open:
            self._close()
            self.cancelled.emit()

    def _close(self) -> None:
        self._open = False
        self.hide()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that end writing from the window's shortcuts, and commit before one that saves or closes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if _ending_of(event) is not None:
                event.accept()
                return True
            if any(event.matches(key) for key in _LEAVING):
                self.finish(WritingEnd.LEFT)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End writing on Enter, Tab, Ctrl+Enter and Esc; write otherwise."""
        ending = _ending_of(event)
        if ending is None:
            super().keyPressEvent(event)
        elif ending is WritingEnd.CANCELLED:
            self.give_up()
        else:
            self.finish(ending)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit when the focus goes elsewhere, but not for a menu of the field itself or another window."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.finish(WritingEnd.LEFT)


_LEAVING = (QKeySequence.StandardKey.Save, QKeySequence.StandardKey.SaveAs, QKeySequence.StandardKey.Open,
            QKeySequence.StandardKey.Close, QKeySequence.StandardKey.Quit, QKeySequence.StandardKey.Print)


def _ending_of(event: QKeyEvent) -> WritingEnd | None:
    """Return how a key press ends writing, or None when it writes."""
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    match event.key():
        case Qt.Key.Key_Return | Qt.Key.Key_Enter:
            return WritingEnd.ANSWER if control else WritingEnd.COMMIT
        case Qt.Key.Key_Tab if not control:
            return WritingEnd.NEXT
        case Qt.Key.Key_Escape:
            return WritingEnd.CANCELLED
    return None
