"""Editors of one field: each shows a value, tells when a new one is typed, and keeps what it cannot understand."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from visavis.blueprint.model import BlueprintError
from visavis.ui.fields import FieldKind
from visavis.ui.fields.choices import Choice
from visavis.ui.fields.values import read_value, write_value
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.widgets import ChoiceBox, literal_tip, restyle, written_text

LINES_SHOWN = 4


class Editor(QWidget):
    """The editor of one field.

    `committed` carries a new value in the file's form (None: nothing); `misunderstood` carries a sentence about what
    was typed, which stays where it is until it is mended ("" once it is).
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

    def offer_later(self, read: Callable[[], list[Choice]]) -> None:
        """Offer what `read` returns, at the latest when someone is about to choose."""
        self.set_choices(read())

    def set_choices(self, choices: list[Choice]) -> None:
        """Offer other choices; editors without choices ignore them."""

    def set_label(self, text: str) -> None:
        """Say what is edited, for screen readers."""
        self.setAccessibleName(text)

    def show_mixed(self, words: str) -> bool:
        """Say that several things have several values ("": they have one); False: there is no room for the words."""
        del words
        return False

    def forget(self) -> None:
        """Forget what was typed about one thing, before another one is shown."""

    def typed_text(self) -> str:
        """Return what was typed and could not be taken, "" where nothing is typed."""
        return ""

    def keep(self, typed: str, fault: str) -> None:
        """Show what was typed and could not be taken, and why; "" for `fault`: it is taken or gone."""


class TypedEditor(Editor):
    """A field that is typed in. What is refused stays in it until it is mended, whatever the document says."""

    kind = FieldKind.TEXT

    def __init__(self, field: QLineEdit | QPlainTextEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self.box.addWidget(field)
        self.setFocusProxy(field)
        self._shown = ""
        self._refused: str | None = None

    @abstractmethod
    def text(self) -> str:
        """Return what stands in the field."""

    @abstractmethod
    def put(self, text: str) -> None:
        """Write something else into the field."""

    def show_value(self, value: Any) -> None:
        """Show the value, unless someone is typing another one or typed one that was refused."""
        shown = write_value(self.kind, value)
        if self._refused is None and (self.text() == self._shown or not self._field.hasFocus()):
            self.put(shown)
        self._shown = shown

    def forget(self) -> None:
        """Let the next value be shown, whatever stands here."""
        if self._refused is not None:
            self.keep("", "")
        self._shown = self.text()

    def is_typed(self) -> bool:
        """Return whether the field says something else than the model; what was not understood does, too."""
        return self.text() != self._shown

    def set_label(self, text: str) -> None:
        """Name the field as well, since it takes the focus."""
        super().set_label(text)
        self._field.setAccessibleName(text)

    def typed_text(self) -> str:
        """Return what is refused, or about to be."""
        return self.text()

    def keep(self, typed: str, fault: str) -> None:
        """Show what was refused; without a fault, whatever is shown next replaces it."""
        if fault and self.text() != typed:
            self.put(typed)
        self._refused = typed if fault else None
        self._field.setAccessibleDescription(fault)
        self._field.setToolTip(fault.replace("&", "&&"))
        restyle(self._field, "wrong", bool(fault))

    def commit(self) -> None:
        """Hand over what was typed, if anything; what cannot be read stays, with the reason."""
        text = self.text()
        if text == self._refused:
            return
        if text == self._shown:
            self.keep(text, "")
            self.misunderstood.emit("")
            return
        try:
            value = read_value(self.kind, text)
        except BlueprintError as error:
            fault = tr(error.message)
            self.keep(text, fault)
            self.misunderstood.emit(fault)
            return
        self.keep(text, "")
        self.misunderstood.emit("")
        self._shown = text
        self.committed.emit(value)


class LineEditor(TypedEditor):
    """One line of text, committed on Enter and when the field is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.line = QLineEdit()
        self._hint: str | None = None
        super().__init__(self.line, parent)
        self.line.editingFinished.connect(self.commit)

    def show_mixed(self, words: str) -> bool:
        """Say it where nothing is typed."""
        if self._hint is None:
            self._hint = self.line.placeholderText()
        self.line.setPlaceholderText(words or self._hint)
        return True

    def text(self) -> str:
        """Return what stands in the line."""
        return self.line.text()

    def put(self, text: str) -> None:
        """Write something else; its beginning is in sight."""
        self.line.setText(text)
        self.line.setCursorPosition(0)


class TimeEditor(LineEditor):
    """A time as people write it."""

    kind = FieldKind.TIME


class WorkEditor(LineEditor):
    """A time of work; a number alone is minutes."""

    kind = FieldKind.WORK


class SpanEditor(LineEditor):
    """One time: no range."""

    kind = FieldKind.SPAN


class DurationEditor(LineEditor):
    """One time on the calendar."""

    kind = FieldKind.DURATION


class NumberEditor(LineEditor):
    """A number, with a comma or a point."""

    kind = FieldKind.NUMBER


class WholeEditor(LineEditor):
    """A whole number from 0."""

    kind = FieldKind.WHOLE


class PercentEditor(LineEditor):
    """A share, written in percent."""

    kind = FieldKind.PERCENT


class WeightEditor(LineEditor):
    """How many there are beside others: a number, or a share."""

    kind = FieldKind.WEIGHT


class TextEditor(TypedEditor):
    """Several lines of plain text, committed with Ctrl+Enter and when the field is left."""

    kind = FieldKind.LONG_TEXT

    def __init__(self, parent: QWidget | None = None) -> None:
        self.lines = QPlainTextEdit()
        super().__init__(self.lines, parent)
        self.lines.setTabChangesFocus(True)
        self.lines.setFixedHeight(self.lines.fontMetrics().lineSpacing() * LINES_SHOWN + 16)
        self.lines.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Commit when the field is left, or on Ctrl+Enter."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.commit()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.commit()
                return True
        return super().eventFilter(watched, event)

    def text(self) -> str:
        """Return what stands in the field."""
        return written_text(self.lines)

    def put(self, text: str) -> None:
        """Write something else."""
        self.lines.setPlainText(text)


class LinesEditor(TextEditor):
    """A list of texts, one a line."""

    kind = FieldKind.LINES


class ChoiceEditor(Editor):
    """One of a list, or nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = ChoiceBox(self)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(4)
        self.box.addWidget(self.combo)
        self.setFocusProxy(self.combo)
        self._choices: list[Choice] = []
        self._value: str | None = None
        self._mixed = ""
        self._read: Callable[[], list[Choice]] | None = None
        self.combo.activated.connect(lambda: self.committed.emit(self.combo.currentData()))
        # Scrolling past a field must not change it.
        self.combo.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to the panel, unless the field has the focus; read what is offered when it gets it."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress):
            self._read_choices()
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
        self._read = None
        if choices == self._choices and self.combo.count():
            # What is chosen from may be the document's own words, and the window's language another one.
            self.combo.setItemText(0, tr("Not given"))
            return
        self._choices = choices
        self.combo.clear()
        self.combo.addItem(tr("Not given"), None)
        for value, words in choices:
            self.combo.addItem(" ".join(words.split())[:80], value)

    def offer_later(self, read: Callable[[], list[Choice]]) -> None:
        """Offer what `read` returns once the field gets the focus or is pressed; a value to show is read at once."""
        if not self._choices:
            self.set_choices([])
        self._read = read

    def _read_choices(self) -> None:
        if self._read is not None:
            self.set_choices(self._read())
            self.show_value(self._value)

    def show_mixed(self, words: str) -> bool:
        """Say it where nothing is chosen."""
        self._mixed = words
        self.combo.setPlaceholderText(words)
        return True

    def show_value(self, value: Any) -> None:
        """Show the value."""
        self._value = None if value is None else str(value)
        if self._read is not None and self._value is not None and self.combo.findData(self._value) < 0:
            self.set_choices(self._read())
        index = max(0, self.combo.findData(self._value))
        self.combo.setCurrentIndex(-1 if self._mixed and self._value is None else index)
        self.combo.setToolTip(literal_tip([self.combo.currentText()] if self._value is not None else []))


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
