"""Where to begin: templates and examples with pictures, recent files, language, size of the text, the tour."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from visavis.blueprint.drawing import Theme
from visavis.blueprint.model import State
from visavis.blueprint.registry import templates
from visavis.blueprint.storage.files import SUFFIX
from visavis.examples import example_files
from visavis.templates.catalogue import Template, list_shapes, pair_services
from visavis.ui.features.safety.document_file import DocumentFile
from visavis.ui.features.start_page.previews import Preview, Previews
from visavis.ui.features.start_page.start_cards import SUMMARY, StartCard
from visavis.ui.fields.choices import word
from visavis.ui.kit.appearance_settings import AppearanceSettings
from visavis.ui.kit.flow_layout import FlowLayout
from visavis.ui.kit.i18n import interface_language, language, tr
from visavis.ui.kit.scrolling_dialog import ScreenDialog
from visavis.ui.kit.theme_sheet import text_scale
from visavis.ui.kit.widgets import button, label
from visavis.ui.kit.window_frame import application_icon

SIZE = (1140, 900)
# Of a card's picture, beside text of the usual size; with larger text it grows up to so many times.
PICTURE, MOST_GROWTH = QSize(236, 128), 1.6
# Larger text leaves no room for the buttons beside the name.
ROOMY = 1.3
# Pixels: below a row of cards, the mark at the head.
SCROLL_BAR, MARK = 14, 40
_KEY = Qt.ItemDataRole.UserRole
MOST_LETTERS, MOST_SUMMARY = 60, 300


@dataclass(frozen=True, slots=True)
class StartChoice:
    """Something to begin with: its key, what it is called, what it is for, its file, and what opens it.

    `hint` is what is said of it at length, where that is more.
    """

    key: str
    title: str
    summary: str
    read: Callable[[], bytes]
    begin: Callable[[], object]
    hint: str = ""


class StartPage(ScreenDialog):
    """The start page. `tour_asked` tells that someone wants to be shown around."""

    tour_asked = Signal()

    def __init__(self, file: DocumentFile, looks: AppearanceSettings, theme: Theme,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file, self._looks = file, looks
        self._cards = StartCard(PICTURE, theme, self)
        self.previews = Previews(self.devicePixelRatioF(), theme, self)
        self.previews.made.connect(self._show_picture)
        self._beginnings: dict[str, StartChoice] = {}
        self._items: dict[str, QListWidgetItem] = {}
        self.lists: dict[str, QListWidget] = {}
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self._build()
        room = self.screen().availableGeometry().size()
        self.resize(QSize(*SIZE).boundedTo(room))

    def done(self, result: int) -> None:
        """Make no more pictures."""
        self.previews.close()
        super().done(result)

    # -- what there is

    def _templates(self) -> list[StartChoice]:
        return [self._template(template) for template in list_shapes(templates().values())]

    def _services(self) -> list[StartChoice]:
        # A card is too narrow for the end of a title, which tells a service from its redesign: the summary says it.
        return [self._template(template, pair[0].title[language()], f"{word('state', state)} · ")
                for pair in pair_services(templates().values())
                for template, state in zip(pair, (State.AS_IS, State.TO_BE), strict=True)]

    def _template(self, template: Template, title: str = "", before: str = "") -> StartChoice:
        tag = language()
        return StartChoice(f"template {template.name}", title or template.title[tag], before + template.summary[tag],
                           partial(template.content, tag), partial(self._file.new, template.name))

    def _examples(self) -> list[StartChoice]:
        return [StartChoice(f"example {path.name}", path.name.removesuffix(SUFFIX), tr("Example"), path.read_bytes,
                            partial(self._file.open, path, example=True))
                for path in sorted(example_files(), key=_sort_key)]

    def _recent(self) -> list[StartChoice]:
        return [StartChoice(f"recent {path}", path.name.removesuffix(SUFFIX),
                            tr("in {folder}", folder=path.parent.name), path.read_bytes,
                            partial(self._file.open, path), str(path)) for path in self._file.recent]

    # -- how it looks

    def _build(self) -> None:
        self.previews.forget()
        fresh = QWidget(self)
        column = QVBoxLayout(fresh)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        self._cards.picture = PICTURE * min(text_scale(), MOST_GROWTH)
        column.addLayout(self._head(fresh))
        self._items, self._beginnings, self.lists = {}, {}, {}
        for name, title, start_choices in (("recent", tr("Recent"), self._recent()),
                                           ("templates", tr("New from a template"), self._templates()),
                                           ("services", tr("New from a service, as-is or to-be"), self._services()),
                                           ("examples", tr("Look at an example"), self._examples())):
            if start_choices:
                column.addWidget(label(title, "section", fresh))
                column.addWidget(self._gallery(name, title, start_choices, fresh))
        column.addStretch(1)
        before = self._scroll.takeWidget()
        self._scroll.setWidget(fresh)
        if before is not None:
            # Later: what was pressed is on it.
            before.hide()
            before.deleteLater()
        self.setWindowTitle(tr("Begin"))
        self.lists["templates"].setFocus()

    def _head(self, parent: QWidget) -> QBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        mark = QLabel(parent)
        mark.setPixmap(application_icon().pixmap(QSize(MARK, MARK), self.devicePixelRatioF()))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label("Vis-à-vis", "title", parent))
        words.addWidget(label(tr("Public services as a conversation, both sides face to face."), "muted", parent))
        row.addLayout(words, 1)
        buttons = self._buttons(parent)
        if text_scale() <= ROOMY:
            for one in buttons:
                row.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
            return row
        column, below = QVBoxLayout(), QWidget(parent)
        line = FlowLayout(below)
        for one in buttons:
            line.addWidget(one)
        column.addLayout(row)
        column.addWidget(below)
        return column

    def _buttons(self, parent: QWidget) -> tuple[QPushButton, ...]:
        self.tour = button(tr("Two-minute tour"), "primary", parent)
        self.tour.clicked.connect(self._ask_tour)
        self.open_file = button(tr("Open…"), "", parent)
        self.open_file.clicked.connect(self._open)
        self.language = button("English" if language() == "fr" else "Français", "", parent)
        self.language.clicked.connect(self._next_language)
        self.smaller = self._make_size_button(parent, "A−", tr("Smaller text"))
        self.larger = self._make_size_button(parent, "A+", tr("Larger text"))
        self.smaller.clicked.connect(lambda: self._change_text_size(self._looks.smaller_text, "smaller"))
        self.larger.clicked.connect(lambda: self._change_text_size(self._looks.larger_text, "larger"))
        return self.tour, self.open_file, self.language, self.smaller, self.larger

    def _make_size_button(self, parent: QWidget, words: str, name: str) -> QPushButton:
        made = button(words, "", parent)
        made.setAccessibleName(name)
        made.setToolTip(name)
        return made

    def _gallery(self, name: str, title: str, start_choices: list[StartChoice], parent: QWidget) -> QListWidget:
        gallery = QListWidget(parent)
        gallery.setObjectName("gallery")
        gallery.setAccessibleName(title)
        gallery.setViewMode(QListView.ViewMode.IconMode)
        gallery.setMovement(QListView.Movement.Static)
        gallery.setFlow(QListView.Flow.LeftToRight)
        gallery.setWrapping(False)
        picture = self._cards.picture
        gallery.setIconSize(picture)
        gallery.setItemDelegate(self._cards)
        gallery.setMouseTracking(True)
        cell = self._cards.size(self.fontMetrics().lineSpacing())
        gallery.setGridSize(cell)
        gallery.setFixedHeight(cell.height() + SCROLL_BAR)
        gallery.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        blank = QPixmap(picture)
        blank.fill(Qt.GlobalColor.transparent)
        for one in start_choices:
            item = QListWidgetItem(QIcon(blank), _one_line(one.title, MOST_LETTERS))
            item.setData(_KEY, one.key)
            gallery.addItem(item)
            self._items[one.key], self._beginnings[one.key] = item, one
            self._set_summary(item, one.summary, one.hint)
            self.previews.ask(one.key, one.read, picture)
        gallery.setCurrentRow(0)
        gallery.itemActivated.connect(self._begin)
        gallery.itemClicked.connect(self._begin)
        self.lists[name] = gallery
        return gallery

    def _set_summary(self, item: QListWidgetItem, text: str, hint: str = "") -> None:
        item.setData(SUMMARY, _one_line(text, MOST_SUMMARY))
        item.setToolTip(_one_line(hint or text, MOST_SUMMARY).replace("<", "‹"))
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, hint or text)

    def _show_picture(self, key: str, preview: Preview) -> None:
        item = self._items.get(key)
        if item is None:
            return
        item.setIcon(QIcon(QPixmap.fromImage(preview.image)))
        title = _one_line(preview.title, MOST_LETTERS)
        if title and not key.startswith("template"):
            item.setText(title)
        if key.startswith("example"):
            steps = interface_language.translator.plural("{count} step", "{count} steps", preview.steps)
            self._set_summary(item, f"{word('state', preview.state)} · {steps}")

    # -- what is done

    def _begin(self, item: QListWidgetItem) -> None:
        if self._beginnings[item.data(_KEY)].begin():
            self.accept()

    def _ask_tour(self) -> None:
        self.accept()
        self.tour_asked.emit()

    def _open(self) -> None:
        if self._file.open_dialog():
            self.accept()

    def _next_language(self) -> None:
        self._looks.next_language()
        self._build()
        self.language.setFocus()

    def _change_text_size(self, size: Callable[[], None], pressed: str) -> None:
        size()
        self._build()
        getattr(self, pressed).setFocus()


def _sort_key(path: Path) -> tuple[bool, bool, str]:
    """Return by what an example comes earlier: in the interface's language, as it is, by its name."""
    head = json.loads(path.read_bytes())["graph"]
    return head["language"] != language(), "redesigns" in head, path.name


def _one_line(words: str, most: int) -> str:
    return " ".join(words.split())[:most]
