"""What lacks plain words, beside a format that prints them for the public, with a way to write them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visavis.blueprint.analysis import lacking_plain_words, public_steps
from visavis.blueprint.language import Count, MessageList, Quoted, plural
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import Exporter
from visavis.ui.features.exporting.export_source import ExportSource
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.widgets import WrappingButton, label

# Lets plain words be written, and returns the document as it is then.
WriteWords = Callable[[], BlueprintDocument]
# Steps that are named, letters of a title.
MOST, LETTERS = 3, 60


class PlainWordsNote(QWidget):
    """Says which steps lack plain words; `written` tells that the document is another one now."""

    written = Signal()

    def __init__(self, source: ExportSource, write: WriteWords | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._source, self._write = source, write
        self.words = label("", "muted", self)
        self.button = WrappingButton(tr("Write plain words"), "fix", self)
        self.button.clicked.connect(self._open_editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.button)
        self.hide()

    def show_format(self, exporter: Exporter) -> None:
        """Say what a format that prints plain words would print as it was typed; nothing beside any other."""
        lacking = lacking_plain_words(self._source.document) if getattr(exporter, "has_plain_words", False) else ()
        self.setVisible(bool(lacking))
        self.button.setVisible(self._write is not None)
        if lacking:
            count = len(public_steps(self._source.document))
            titles = [" ".join(step.title.split())[:LETTERS] or tr("Step without a title") for step in lacking[:MOST]]
            told = tr(plural("{count} of {all} step lacks plain words: its title is printed as typed.",
                             "{count} of {all} steps lack plain words: their titles are printed as typed.",
                             len(lacking), all=Count(count)))
            named = tr("First of them: {titles}.", titles=MessageList(tuple(map(Quoted, titles))))
            self.words.setText(f"{told} {named}")

    def _open_editor(self) -> None:
        if self._write is not None:
            self._source.replace_document(self._write())
            self.written.emit()
