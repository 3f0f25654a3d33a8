"""The notes on a step, each with its first words; one more is added here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visavis.blueprint.editing import commands
from visavis.blueprint.model import Note
from visavis.ui.fields.choices import word
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.widgets import WrappingButton, clear_layout, label, link

MOST_LETTERS = 240


class StepNotes(QWidget):
    """`chosen` carries the id of the note to open."""

    chosen = Signal(str)

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._step = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(4)
        column.addLayout(self._notes)
        self.add = link(tr("+ Add"), self)
        self.add.setAccessibleName(tr("Add a note here"))
        self.add.clicked.connect(self._add)
        column.addWidget(self.add)
        self._shown: tuple[Note, ...] | None = None

    def show_step(self, step: str) -> bool:
        """Show the notes of a step; tell whether their lines were made again."""
        self._step = step
        notes = self.notes()
        if notes == self._shown:
            return False
        self._shown = notes
        clear_layout(self._notes)
        for note in notes:
            self._notes.addWidget(label(word("note-kind", note.kind.value), "field", self))
            text = " ".join(note.text.split())[:MOST_LETTERS] or tr("Without a title")
            opener = WrappingButton(text, "fix", self)
            opener.clicked.connect(lambda _=False, one=note.id: self.chosen.emit(one))
            self._notes.addWidget(opener)
        return True

    def notes(self) -> tuple[Note, ...]:
        """Return the notes on the step."""
        return tuple(note for note in self._bridge.document.head.notes if note.at == self._step)

    def _add(self) -> None:
        known = {note.id for note in self.notes()}
        self._bridge.do(commands.AddNote(at=self._step, kind="idea"))
        fresh = [note.id for note in self.notes() if note.id not in known]
        if fresh:
            self.chosen.emit(fresh[0])
