"""A field whose text is the document's while one writes: taken over after a moment's rest, one undo step a visit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from visavis.blueprint.language.reading.plain_rules import Concern, Remark
from visavis.ui.kit.widgets import written_text

# Long enough to skip the letters of a word typed quickly.
REST_MILLISECONDS = 300
# Remarks about the whole of a text are told beside it: a line under all of it would say nothing.
_WHOLE = frozenset({Concern.LONG_STEP, Concern.NOT_ADDRESSED})


class LiveField(QObject):
    """Watches a line or several lines of text.

    `written` carries the text after a rest and when the field is left; `visited` tells that someone begins in it,
    `left` that they are gone. `undo_asked` and `redo_asked`: the field keeps no history besides the document's.
    """

    written = Signal(str)
    visited = Signal()
    left = Signal()
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, field: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(field)
        self.field = field
        self._shown = ""
        self._rest = QTimer(self, singleShot=True, interval=REST_MILLISECONDS)
        self._rest.timeout.connect(self.flush)
        field.textChanged.connect(self._on_typed)
        field.installEventFilter(self)
        if isinstance(field, QPlainTextEdit):
            field.setUndoRedoEnabled(False)
            field.setTabChangesFocus(True)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return written_text(self.field) if isinstance(self.field, QPlainTextEdit) else self.field.text()

    def show_text(self, text: str) -> None:
        """Show a text of the document; where it is there already, the cursor stays."""
        self._rest.stop()
        self._shown = text
        if self.text != text:
            if isinstance(self.field, QPlainTextEdit):
                self.field.setPlainText(text)
            else:
                self.field.setText(text)
            self._rest.stop()

    def put(self, text: str) -> None:
        """Write a text as if somebody had typed it, at once."""
        if isinstance(self.field, QPlainTextEdit):
            self.field.setPlainText(text)
        else:
            self.field.setText(text)
        self.flush()

    def flush(self) -> None:
        """Hand over what was typed, if anything."""
        self._rest.stop()
        if self.text != self._shown:
            self._shown = self.text
            self.written.emit(self._shown)

    def close(self) -> None:
        """Hand over what was typed, and watch no more: Qt takes the focus from a field that is on its way out."""
        self.flush()
        self.field.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand over what was typed when the field is left; undo and redo are the document's."""
        kind = event.type()
        if kind == QEvent.Type.FocusIn:
            self.visited.emit()
        elif kind == QEvent.Type.FocusOut:
            self.flush()
            self.left.emit()
        elif isinstance(event, QKeyEvent) and kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            for keys, asked in ((QKeySequence.StandardKey.Undo, self.undo_asked),
                                (QKeySequence.StandardKey.Redo, self.redo_asked)):
                if event.matches(keys):
                    if kind == QEvent.Type.KeyPress:
                        self.flush()
                        asked.emit()
                    event.accept()
                    return True
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        if self.text != self._shown:
            self._rest.start()


class RemarkMarks(QSyntaxHighlighter):
    """Draws a line under what the rules of plain language find. Each remark is told in words beside it, too."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._remarks: tuple[Remark, ...] = ()

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Mark these."""
        shown = tuple(one for one in remarks if one.concern not in _WHOLE)
        if shown != self._remarks:
            self._remarks = shown
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Mark what of a line is found. Places count letters, Qt counts the halves of an emoji."""
        whole = self.document().toRawText()
        first = len(_letters(whole, self.currentBlock().position()))
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        parent = self.document().parent()
        if isinstance(parent, QWidget):
            form.setUnderlineColor(parent.palette().highlight().color())
        for remark in self._remarks:
            start, end = max(0, remark.start - first), min(len(text), remark.end - first)
            if start < end:
                begin = _units(text[:start])
                self.setFormat(begin, _units(text[start:end]), form)


def _units(text: str) -> int:
    """Return how many units of UTF-16, which Qt counts, a text has."""
    return len(text.encode("utf-16-le")) // 2


def _letters(text: str, units: int) -> str:
    """Return the beginning of a text that has so many units of UTF-16."""
    return text.encode("utf-16-le")[:2 * units].decode("utf-16-le", errors="ignore")


def is_ctrl_enter(event: QEvent) -> bool:
    """Return whether a key press is Ctrl+Enter."""
    return (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
