"""Editing a cell of the table: one line with suggestions for names, several lines for what may be long."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from visavis.blueprint import editing
from visavis.ui.features.table.table_model import BEGINS, SIDE, TableModel
from visavis.ui.fields import FieldKind
from visavis.ui.fields.name_field import suggest
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.widgets import written_text

Index = QModelIndex | QPersistentModelIndex
BAR = 3
# Pixels that a field of several lines has.
LONG = (360, 110)
_LONG = (FieldKind.LONG_TEXT, FieldKind.LINES)
_MANY = (FieldKind.MANY_CHIPS, FieldKind.ITEMS, FieldKind.STEPS)
_CHOSEN = (FieldKind.CHOICE, FieldKind.CHIPS, FieldKind.COLOURS, FieldKind.PORTRAITS, FieldKind.DOTS, FieldKind.FACES,
           *_MANY)


class CellDelegate(QStyledItemDelegate):
    """Makes the editors. `went` tells that a cell was committed and carries by how many rows and columns to go on."""

    went = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor: QLineEdit | QPlainTextEdit | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the editor of a cell."""
        del option
        model = index.model()
        assert isinstance(model, TableModel)
        spec = model.sheet.columns[index.column()]
        editor: QLineEdit | QPlainTextEdit
        if spec.kind in _LONG:
            text = QPlainTextEdit(parent)
            text.setTabChangesFocus(True)
            editor = text
        else:
            line = QLineEdit(parent)
            line.setPlaceholderText(tr(spec.hint) if spec.hint else "")
            if spec.kind in _CHOSEN:
                several = spec.kind in _MANY
                names = model.choices(spec)
                suggest(line, [editing.join_names((name,)) for name in names] if several else names, several=several)
            editor = line
        editor.setAccessibleName(tr(spec.title))
        editor.installEventFilter(self)
        self._editor = editor
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Let go of an editor."""
        if editor is self._editor:
            self._editor = None
        super().destroyEditor(editor, index)

    @property
    def is_open(self) -> bool:
        """Whether an editor is open."""
        return self._editor is not None

    def pending_input(self) -> tuple[str, int] | None:
        """Return what someone is typing and has not committed, and where its caret is; None where nothing was."""
        if self._editor is None or not _is_modified(self._editor):
            return None
        if isinstance(self._editor, QPlainTextEdit):
            return _text(self._editor), self._editor.textCursor().position()
        return _text(self._editor), self._editor.cursorPosition()

    def resume_typing(self, text: str, caret: int) -> None:
        """Go on with what was being typed, in the editor that is open."""
        if isinstance(self._editor, QPlainTextEdit):
            self._editor.setPlainText(text)
            cursor = self._editor.textCursor()
            cursor.setPosition(caret)
            self._editor.setTextCursor(cursor)
            self._editor.document().setModified(True)
        elif self._editor is not None:
            self._editor.setText(text)
            self._editor.setCursorPosition(caret)
            self._editor.setModified(True)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what stands in the cell, unless someone is typing something else."""
        if isinstance(editor, QLineEdit | QPlainTextEdit) and _is_modified(editor):
            return
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Write what was typed."""
        assert isinstance(editor, QLineEdit | QPlainTextEdit)
        text = _text(editor)
        if text != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            model.setData(index, text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Give long texts the room that they need."""
        del index
        rect = QRect(option.rect)
        if isinstance(editor, QPlainTextEdit):
            around = editor.parentWidget()
            assert around is not None  # the table's viewport
            room = around.rect()
            rect.setWidth(min(max(rect.width(), LONG[0]), room.width()))
            rect.setHeight(min(LONG[1], room.height()))
            rect.moveLeft(max(0, min(rect.left(), room.right() - rect.width())))
            rect.moveTop(max(0, min(rect.top(), room.bottom() - rect.height())))
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Commit with Enter and go down, with Tab and go right; several lines take Alt+Enter for a new one."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            modifiers = event.modifiers()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if isinstance(watched, QPlainTextEdit) and modifiers & Qt.KeyboardModifier.AltModifier:
                    watched.insertPlainText("\n")
                    return True
                self._finish(watched, -1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1, 0)
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self._finish(watched, 0, 1 if event.key() == Qt.Key.Key_Tab else -1)
                return True
        return super().eventFilter(watched, event)

    def _finish(self, editor: QWidget, down: int, right: int) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.went.emit(down, right)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell, its side's colour at the row's beginning, and a line where a phase begins."""
        super().paint(painter, option, index)
        side = index.data(SIDE) if index.column() == 0 else None
        if isinstance(side, QColor):
            painter.fillRect(QRect(option.rect.left(), option.rect.top(), BAR, option.rect.height()), side)
        if index.data(BEGINS):
            painter.setPen(QPen(option.palette.windowText().color(), 1))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())


def _is_modified(editor: QLineEdit | QPlainTextEdit) -> bool:
    return editor.document().isModified() if isinstance(editor, QPlainTextEdit) else editor.isModified()


def _text(editor: QLineEdit | QPlainTextEdit) -> str:
    return written_text(editor) if isinstance(editor, QPlainTextEdit) else editor.text()
