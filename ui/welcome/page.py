"""Where to begin: templates and examples with pictures, recent files, language, size of the text, the tour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from blueprint.drawing.theme import Theme
from blueprint.registry import templates
from blueprint.storage.files import SUFFIX
from ui.files import DocumentFile
from ui.i18n import language, tr
from ui.inspector.widgets import button, label
from ui.looks import Looks
from ui.menus import EXAMPLES
from ui.welcome.previews import Previews

SIZE = (1080, 700)
PICTURE = QSize(236, 128)
# Pixels around a picture, and below a row of them.
ROOM, SCROLL_BAR = 22, 14
_KEY = Qt.ItemDataRole.UserRole
MOST_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Beginning:
    """Something to begin with: its key, what it is called, what it is for, its file, and what opens it."""

    key: str
    title: str
    told: str
    read: Callable[[], bytes]
    begin: Callable[[], object]


class WelcomeDialog(QDialog):
    """The start page. `tour_asked` tells that somebody wants to be shown around."""

    tour_asked = Signal()

    def __init__(self, file: DocumentFile, looks: Looks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file, self._looks = file, looks
        self.previews = Previews(PICTURE, theme, self)
        self.previews.made.connect(self._show_picture)
        self._beginnings: dict[str, Beginning] = {}
        self._items: dict[str, QListWidgetItem] = {}
        self.lists: dict[str, QListWidget] = {}
        self._body: QWidget | None = None
        self.resize(*SIZE)
        QVBoxLayout(self).setContentsMargins(0, 0, 0, 0)
        self._build()

    def done(self, result: int) -> None:
        """Make no more pictures."""
        self.previews.close()
        super().done(result)

    # -- what there is

    def _templates(self) -> list[Beginning]:
        tag = language()
        return [Beginning(f"template {name}", template.title[tag], template.summary[tag],
                          lambda one=template: one.content(tag), lambda name=name: self._file.new(name))
                for name, template in templates().items()]

    def _examples(self) -> list[Beginning]:
        return [Beginning(f"example {path.name}", path.name.removesuffix(SUFFIX), tr("Example"), path.read_bytes,
                          lambda path=path: self._file.open(path, example=True))
                for path in sorted(EXAMPLES.glob(f"*{SUFFIX}"))]

    def _recent(self) -> list[Beginning]:
        return [Beginning(f"recent {path}", path.name.removesuffix(SUFFIX), str(path.parent), path.read_bytes,
                          lambda path=path: self._file.open(path)) for path in self._file.recent]

    # -- how it looks

    def _build(self) -> None:
        fresh = QWidget(self)
        column = QVBoxLayout(fresh)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addLayout(self._head(fresh))
        self._items, self._beginnings, self.lists = {}, {}, {}
        for name, title, found in (("recent", tr("Recent"), self._recent()),
                                   ("templates", tr("New from a template"), self._templates()),
                                   ("examples", tr("Look at an example"), self._examples())):
            if found:
                column.addWidget(label(title, "section", fresh))
                column.addWidget(self._gallery(name, title, found, fresh))
        column.addStretch(1)
        if self._body is not None:
            self.layout().removeWidget(self._body)
            self._body.deleteLater()
        self._body = fresh
        self.layout().addWidget(fresh)
        self.setWindowTitle(tr("Begin"))
        self.lists["templates"].setFocus()

    def _head(self, parent: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.addWidget(label("Vis-à-vis", "title", parent))
        words.addWidget(label(tr("Public services as a conversation, both sides face to face."), "muted", parent))
        row.addLayout(words, 1)
        self.tour = button(tr("Two-minute tour"), "primary", parent)
        self.tour.clicked.connect(self._ask_tour)
        self.language = button("English" if language() == "fr" else "Français", "", parent)
        self.language.clicked.connect(self._next_language)
        self.smaller, self.larger = self._sized(parent, "A−", tr("Smaller text")), self._sized(parent, "A+",
                                                                                               tr("Larger text"))
        self.smaller.clicked.connect(self._looks.smaller_text)
        self.larger.clicked.connect(self._looks.larger_text)
        for part in (self.tour, self.language, self.smaller, self.larger):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _sized(self, parent: QWidget, words: str, name: str) -> QPushButton:
        made = button(words, "", parent)
        made.setAccessibleName(name)
        made.setToolTip(name)
        return made

    def _gallery(self, name: str, title: str, found: list[Beginning], parent: QWidget) -> QListWidget:
        gallery = QListWidget(parent)
        gallery.setObjectName("gallery")
        gallery.setAccessibleName(title)
        gallery.setViewMode(QListView.ViewMode.IconMode)
        gallery.setMovement(QListView.Movement.Static)
        gallery.setFlow(QListView.Flow.LeftToRight)
        gallery.setWrapping(False)
        gallery.setIconSize(PICTURE)
        cell = QSize(PICTURE.width() + ROOM, PICTURE.height() + self.fontMetrics().lineSpacing() + ROOM)
        gallery.setGridSize(cell)
        gallery.setFixedHeight(cell.height() + SCROLL_BAR)
        gallery.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        blank = QPixmap(PICTURE)
        blank.fill(Qt.GlobalColor.transparent)
        for one in found:
            item = QListWidgetItem(QIcon(blank), " ".join(one.title.split())[:MOST_LETTERS])
            item.setData(_KEY, one.key)
            item.setToolTip(" ".join(one.told.split())[:300].replace("<", "‹"))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, one.told)
            gallery.addItem(item)
            self._items[one.key], self._beginnings[one.key] = item, one
            self.previews.ask(one.key, one.read)
        gallery.setCurrentRow(0)
        gallery.itemActivated.connect(self._begin)
        gallery.itemClicked.connect(self._begin)
        self.lists[name] = gallery
        return gallery

    def _show_picture(self, key: str, image: QImage, title: str) -> None:
        item = self._items.get(key)
        if item is None:
            return
        picture, icon = QPixmap.fromImage(image), QIcon()
        # Qt would tint the picture of what is selected.
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            icon.addPixmap(picture, mode)
        item.setIcon(icon)
        words = " ".join(title.split())[:MOST_LETTERS]
        if words and not key.startswith("template"):
            item.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, PICTURE.width()))

    # -- what is done

    def _begin(self, item: QListWidgetItem) -> None:
        if self._beginnings[item.data(_KEY)].begin():
            self.accept()

    def _ask_tour(self) -> None:
        self.accept()
        self.tour_asked.emit()

    def _next_language(self) -> None:
        self._looks.next_language()
        self._build()
