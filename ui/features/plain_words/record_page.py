"""The record, written beside the foot of the page that prints it: who made this, when, from what, and whom to ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from visavis.blueprint.analysis import plain_reader, read_sentences
from visavis.blueprint.drawing.record_facts import NOT_GIVEN
from visavis.blueprint.editing import Command, commands
from visavis.blueprint.language.reading.plain_rules import Remark, TextUse
from visavis.blueprint.model import BlueprintDocument
from visavis.ui.features.plain_words.live_field import LiveField, RemarkMarks
from visavis.ui.features.plain_words.live_page import PageTarget
from visavis.ui.features.plain_words.sentence_list import SentenceList
from visavis.ui.fields import RECORD_FIELDS, SERVICE_FIELDS, FieldKind, FieldSpec
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.widgets import button, label

LINES, GAP = 3, 4
# What of the service stands in the footer, too.
FROM_SERVICE = ("authority", "legal_basis")
# What the public reads as sentences; all the others are printed in the footer.
READ = ("contact", "appeal")


class RecordField(QWidget):
    """One field of the record: its title, the field, and what is printed where it says nothing."""

    def __init__(self, spec: FieldSpec, parent: QWidget) -> None:
        super().__init__(parent)
        self.key, self.is_service = spec.key, spec.key in FROM_SERVICE
        is_long = spec.kind is FieldKind.LONG_TEXT
        self.editor = QPlainTextEdit(self) if is_long else QLineEdit(self)
        self.editor.setAccessibleName(tr(spec.title))
        self.editor.setPlaceholderText(tr(spec.hint) if spec.hint else "")
        if isinstance(self.editor, QPlainTextEdit):
            self.editor.setFixedHeight(self.editor.fontMetrics().lineSpacing() * LINES + 18)
        self.field = LiveField(self.editor)
        self.marks = RemarkMarks(self.editor.document()) if isinstance(self.editor, QPlainTextEdit) else None
        self.note = label("", "muted", self)
        self.sentences = SentenceList(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(label(tr(spec.title), "field", self))
        self.row = QHBoxLayout()
        self.row.addWidget(self.editor, 1)
        column.addLayout(self.row)
        column.addWidget(self.note)
        column.addWidget(self.sentences)

    def value(self, document: BlueprintDocument) -> str:
        """Return what a document says here."""
        head = document.head
        return getattr(head.service if self.is_service else head.record, self.key) or ""

    def command(self, text: str) -> Command:
        """Return what writes a text here; nothing but blanks: that it says nothing."""
        value = text if text.strip() else None
        return commands.EditService(**{self.key: value}) if self.is_service else commands.EditRecord(
            **{self.key: value})

    def show_document(self, document: BlueprintDocument) -> None:
        """Show what a document says here."""
        text = self.value(document)
        self.field.show_text(text)
        self.note.setText("" if text.strip() else _describe_missing(self.key))
        self.note.setVisible(not text.strip())
        read = tuple(read_sentences(plain_reader(document), text, TextUse.OTHER)) if self.key in READ else ()
        self.sentences.show_sentences(read)
        if self.marks is not None:
            self.marks.show_remarks([remark for one in read for remark in one.remarks])


class RecordPage(QWidget):
    """Writes the record. `moved` tells that another field is in hand, or another text stands in it."""

    moved = Signal()

    def __init__(self, bridge: SessionBridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._visit = 0
        self._current = ""
        specs = (*RECORD_FIELDS, *(spec for spec in SERVICE_FIELDS if spec.key in FROM_SERVICE))
        self.fields = {spec.key: RecordField(spec, self) for spec in specs}
        self.today = button(tr("Today"), "", self)
        self.today.setToolTip(tr("Write today’s date"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for key, field in self.fields.items():
            column.addWidget(field)
            field.field.visited.connect(partial(self._begin_visit, key))
            field.field.written.connect(partial(self._write, key))
            field.sentences.used.connect(partial(self._use, key))
        column.addStretch(1)
        self.fields["date"].row.addWidget(self.today)
        self.today.clicked.connect(lambda: self.fields["date"].field.put(date.today().isoformat()))

    @property
    def target(self) -> PageTarget:
        """Where on the page stands what is written."""
        text = self.fields[self._current].field.text if self._current in READ else ""
        return PageTarget((text,)) if text.strip() else PageTarget(is_foot=True)

    def refresh(self) -> None:
        """Show the document as it is now."""
        for field in self.fields.values():
            field.editor.setReadOnly(self._bridge.is_read_only)
            field.show_document(self._bridge.document)
        self.today.setEnabled(not self._bridge.is_read_only)

    def flush(self) -> None:
        """Hand over what is being typed."""
        for field in self.fields.values():
            field.field.flush()

    def close_fields(self) -> None:
        """Hand over what is being typed; nothing is written any more."""
        for field in self.fields.values():
            field.field.close()

    def connect_history(self, undo: Callable[[], object], redo: Callable[[], object]) -> None:
        """Let the keys of undo and redo, in any field, be the document's."""
        for field in self.fields.values():
            field.field.undo_asked.connect(undo)
            field.field.redo_asked.connect(redo)

    def _begin_visit(self, key: str) -> None:
        self._visit += 1
        self._bridge.session.end_gesture()
        self._current = key
        self.moved.emit()

    def _write(self, key: str, text: str) -> None:
        self._bridge.do(self.fields[key].command(text), f"record:{key}:{self._visit}")

    def _use(self, key: str, remark: Remark) -> None:
        field = self.fields[key]
        field.field.flush()
        self._bridge.session.end_gesture()
        self._bridge.do(field.command(remark.apply(field.field.text)))
        self._bridge.session.end_gesture()
        field.editor.setFocus()


def _describe_missing(key: str) -> str:
    if key == "contact":
        return tr("Without it, nobody reads where to ask.")
    if key == "appeal":
        return tr("Without it, nobody reads what to do against a decision.")
    return tr("Printed as: {words}", words=NOT_GIVEN)
