"""Help that needs no network: the guide, the glossary of the field's terms, and every key; one field searches all."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QTextBrowser, QVBoxLayout, QWidget

from visavis import templates
from visavis.blueprint.language.folded_words import fold_text
from visavis.ui.canvas.keys import BINDINGS, key_text
from visavis.ui.kit.i18n import language, tr
from visavis.ui.kit.scrolling_dialog import ScreenDialog
from visavis.ui.kit.widgets import label
from visavis.ui.window.menu_table import HelpPart, all_actions

FOLDER = Path(templates.__file__).parent / "help"
SIZE = (900, 660)
LIST_WIDTH = 300


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page of help: its title, its text in Markdown (ours, never an author's), and words that find it too."""

    title: str
    text: str
    also: str = ""
    part: HelpPart = HelpPart.GUIDE

    def fits(self, words: list[str]) -> bool:
        """Return whether every word is in it."""
        content = fold_text(f"{self.title} {self.text} {self.also}")
        return all(word in content for word in words)


def pages(tag: str) -> list[HelpPage]:
    """Return every page in a language: the guide's sections, the keys, then the terms in alphabetical order."""
    return [*_guide(tag), _keys(), *_terms(tag)]


def _guide(tag: str) -> list[HelpPage]:
    text = (FOLDER / f"guide.{tag}.md").read_text(encoding="utf-8")
    # At the beginning of a line: "# " stands in the text, too, as what people type.
    sections = re.split(r"^# ", text, flags=re.MULTILINE)[1:]
    return [HelpPage(title.strip(), content.strip()) for title, _, content in
            (section.partition("\n") for section in sections)]


def _terms(tag: str) -> list[HelpPage]:
    other = "en" if tag == "fr" else "fr"
    terms = json.loads((FOLDER / "glossary.json").read_text(encoding="utf-8"))
    help_pages = [HelpPage(term[tag][0], f"{term[tag][1]}\n\n*{term[other][0]}*", term[other][0],
                           HelpPart.GLOSSARY) for term in terms]
    return sorted(help_pages, key=lambda page: fold_text(page.title))


def _keys() -> HelpPage:
    rows = [(" · ".join(dict.fromkeys(key_text(key) for key in binding.keys)), tr(binding.title))
            for binding in BINDINGS if binding.keys]
    rows += [(key_text(spec.keys), tr(spec.title)) for spec in all_actions() if spec.keys and spec.canvas is None]
    table = "\n".join(f"| {keys.replace('|', '∣')} | {title.replace('|', '∣')} |" for keys, title in rows)
    keys_heading, meaning_heading = tr("Keys"), tr("What they do")
    return HelpPage(tr("All keys"), f"| {keys_heading} | {meaning_heading} |\n|---|---|\n{table}",
                    part=HelpPart.KEYS)


class HelpDialog(ScreenDialog):
    """A list of pages, the page, and a field that finds them by any of their words."""

    def __init__(self, parent: QWidget | None = None, *, wanted: str = "",
                 part: HelpPart = HelpPart.GUIDE) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Guide and glossary"))
        self.resize(*SIZE)
        self.pages = pages(language())
        self._shown: list[HelpPage] = []
        self.field = QLineEdit(wanted, self)
        self.field.setPlaceholderText(tr("Find a word"))
        self.field.setAccessibleName(tr("Find a word"))
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setAccessibleName(tr("Pages"))
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(tr("Page"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(label(tr("Guide and glossary"), "title", self))
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        column.addLayout(row, 1)
        self.field.textChanged.connect(self.filter_pages)
        self.list.currentRowChanged.connect(self._show)
        self.filter_pages()
        if not wanted:
            self.list.setCurrentRow(next(row for row, page in enumerate(self._shown) if page.part is part))
        self.field.setFocus()

    def filter_pages(self, *_: object) -> None:
        """Show the pages that have every word."""
        words = fold_text(self.field.text()).split()
        self._shown = [page for page in self.pages if page.fits(words)]
        self.list.clear()
        self.list.addItems([page.title for page in self._shown])
        if self._shown:
            titled = next((row for row, page in enumerate(self._shown)
                           if words and fold_text(page.title).startswith(" ".join(words))), 0)
            self.list.setCurrentRow(titled)
        else:
            self.text.setPlainText(tr("Nothing was found. Try another word, or fewer words."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the list while the field has the focus."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.list.count():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
        else:
            super().keyPressEvent(event)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            page = self._shown[row]
            self.text.setMarkdown(f"## {page.title}\n\n{page.text}")
