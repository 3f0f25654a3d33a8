"""Editors of one field: each shows a value, tells when a new one is typed, and keeps what it cannot understand."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from blueprint.model import BlueprintError
from ui.choice_box import ChoiceBox
from ui.i18n import tr
from ui.inspector.choices import Choice
from ui.inspector.fields import Kind
from ui.inspector.written import read, written

LINES_SHOWN = 4


class Editor(QWidget):
    """The editor of one field.

    `committed` carries a new value in the file's form (None: nothing); `misunderstood` carries a sentence about what
    was typed, which stays where it is until it is mended.
    """

    committed = Signal(object)
    misunderstood = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(4)

    @abstractmethod
    def show_value(self, value: Any) -> None:
        """Show the model's value."""

    def is_typed(self) -> bool:
        """Return whether something was typed that is not committed."""
        return False

    def set_choices(self, choices: list[Choice]) -> None:
        """Offer other choices; editors without choices ignore them."""

    def set_label(self, text: str) -> None:
        """Say what is edited, for screen readers."""
        self.setAccessibleName(text)


class LineEditor(Editor):
    """One line of text, committed on Enter and when the field is left."""

    kind = Kind.TEXT

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.box.addWidget(self.line)
        self.setFocusProxy(self.line)
        self._shown = ""
        self.line.editingFinished.connect(self._commit)

    def show_value(self, value: Any) -> None:
        """Show the value, unless somebody is typing another one."""
        text = written(self.kind, value)
        if self.line.text() == self._shown or not self.line.hasFocus():
            self.line.setText(text)
            self.line.setCursorPosition(0)
            self._mark("")
        self._shown = text

    def is_typed(self) -> bool:
        """Return whether the line says something else than the model; what was not understood does, too."""
        return self.line.text() != self._shown

    def set_label(self, text: str) -> None:
        """Name the line as well, since it takes the focus."""
        super().set_label(text)
        self.line.setAccessibleName(text)

    def _commit(self) -> None:
        text = self.line.text()
        if text == self._shown:
            self._mark("")
            return
        try:
            value = read(self.kind, text)
        except BlueprintError as error:
            self._mark(tr(error.message))
            return
        self._mark("")
        self._shown = text
        self.committed.emit(value)

    def _mark(self, fault: str) -> None:
        self.line.setProperty("wrong", bool(fault))
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)
        self.misunderstood.emit(fault)


class TimeEditor(LineEditor):
    """A time as people write it."""

    kind = Kind.TIME


class NumberEditor(LineEditor):
    """A number, with a comma or a point."""

    kind = Kind.NUMBER


class WholeEditor(LineEditor):
    """A whole number from 0."""

    kind = Kind.WHOLE


class PercentEditor(LineEditor):
    """A share, written in percent."""

    kind = Kind.PERCENT


class TextEditor(Editor):
    """Several lines of plain text, committed with Ctrl+Enter and when the field is left."""

    kind = Kind.LONG_TEXT

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * LINES_SHOWN + 16)
        self.box.addWidget(self.text)
        self.setFocusProxy(self.text)
        self._shown = ""
        self.text.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Commit when the field is left, or on Ctrl+Enter."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._commit()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._commit()
                return True
        return super().eventFilter(watched, event)

    def show_value(self, value: Any) -> None:
        """Show the value, unless somebody is typing another one."""
        text = written(self.kind, value)
        if self.text.toPlainText() == self._shown or not self.text.hasFocus():
            self.text.setPlainText(text)
        self._shown = text

    def is_typed(self) -> bool:
        """Return whether the field says something else than the model."""
        return self.text.toPlainText() != self._shown

    def set_label(self, text: str) -> None:
        """Name the text as well, since it takes the focus."""
        super().set_label(text)
        self.text.setAccessibleName(text)

    def _commit(self) -> None:
        text = self.text.toPlainText()
        if text != self._shown:
            self._shown = text
            self.committed.emit(read(self.kind, text))


class LinesEditor(TextEditor):
    """A list of texts, one a line."""

    kind = Kind.LINES


class ChoiceEditor(Editor):
    """One of a list, or nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = ChoiceBox(self)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(12)
        self.box.addWidget(self.combo)
        self.setFocusProxy(self.combo)
        self._choices: list[Choice] = []
        self.combo.activated.connect(lambda: self.committed.emit(self.combo.currentData()))
        # Scrolling past a field must not change it.
        self.combo.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to the panel, unless the field has the focus."""
        if event.type() == QEvent.Type.Wheel and not self.combo.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def set_label(self, text: str) -> None:
        """Name the box as well, since it takes the focus."""
        super().set_label(text)
        self.combo.setAccessibleName(text)

    def set_choices(self, choices: list[Choice]) -> None:
        """Offer these, after 'nothing'."""
        if choices == self._choices:
            return
        self._choices = choices
        self.combo.clear()
        self.combo.addItem("—", None)
        for value, words in choices:
            self.combo.addItem(" ".join(words.split())[:80], value)

    def show_value(self, value: Any) -> None:
        """Show the value."""
        self.combo.setCurrentIndex(max(0, self.combo.findData(None if value is None else str(value))))


class TickEditor(Editor):
    """Yes or no; the box carries the field's title itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tick = QCheckBox(self)
        # Long words must not make the panel wider than it is.
        self.tick.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.box.addWidget(self.tick)
        self.setFocusProxy(self.tick)
        self.tick.clicked.connect(lambda ticked: self.committed.emit(ticked))  # noqa: PLW0108 - a signal of objects

    def set_label(self, text: str) -> None:
        """Write the title beside the box."""
        super().set_label(text)
        self.tick.setText(text)

    def show_value(self, value: Any) -> None:
        """Show the value."""
        self.tick.setChecked(bool(value))
