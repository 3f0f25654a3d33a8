"""The sentences of a text below each other: words, reading level, what is found, what could be written instead."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visavis.blueprint.analysis import ReadSentence
from visavis.blueprint.language import Quoted, plural
from visavis.blueprint.language.reading.plain_rules import Remark
from visavis.ui.kit.announcements import Announcer
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.widgets import WrappingButton, clear_layout, label

# Sentences that are told, remarks of each, letters of a sentence that say which one it is.
MOST, MOST_REMARKS, LETTERS = 12, 6, 48


class SentenceList(QWidget):
    """Tells each sentence; `used` carries the remark whose suggestion somebody takes: none is taken unasked."""

    used = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[ReadSentence, ...] = ()
        self.buttons: list[WrappingButton] = []
        self._announcer = Announcer(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    @property
    def text(self) -> str:
        """What is told, one line each."""
        items = (self._column.itemAt(index) for index in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return "\n".join(widget.accessibleName() for widget in widgets if widget is not None)

    def show_sentences(self, sentences: Sequence[ReadSentence]) -> None:
        """Tell the sentences of a text; what is told already stays, with the button in hand."""
        shown = tuple(sentences[:MOST])
        if shown == self._shown:
            return
        self._shown = shown
        clear_layout(self._column)
        self.buttons = []
        for one in shown:
            self._add_words(self._describe(one, alone=len(shown) == 1), "muted" if one.level.is_plain else "wrong")
            for remark in one.remarks[:MOST_REMARKS]:
                self._add_remark(remark)
        self._announcer.say(self.text)

    def _describe(self, one: ReadSentence, *, alone: bool) -> str:
        said = tr(plural("{count} word · {level}", "{count} words · {level}", len(one.sentence.words),
                         level=one.level.words))
        if alone:
            return said
        text = one.sentence.text.rstrip(" :;\u00a0\u202f")
        short = text if len(text) <= LETTERS else f"{text[:LETTERS - 1]}…"
        return tr("{sentence}: {said}", sentence=Quoted(short), said=said)

    def _add_remark(self, remark: Remark) -> None:
        self._add_words(tr(remark.reason), "wrong")
        if remark.suggestion is not None:
            offer = WrappingButton(tr("Use {words}", words=Quoted(remark.suggestion)), "fix", self)
            offer.setAccessibleDescription(tr(remark.reason))
            offer.clicked.connect(partial(self.used.emit, remark))
            self.buttons.append(offer)
            self._column.addWidget(offer)

    def _add_words(self, words: str, role: str) -> None:
        line = label(words, role, self)
        line.setAccessibleName(words)
        self._column.addWidget(line)
