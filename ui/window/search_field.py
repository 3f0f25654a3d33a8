"""One field for search and commands: everything that can be done by its name, every step by its title."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from visavis.blueprint.drawing import Theme
from visavis.blueprint.language import plural
from visavis.blueprint.language.folded_words import fold_text
from visavis.ui.canvas.keys import key_text
from visavis.ui.kit.announcements import Announcer
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.icons import themed_icon
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.theme_sheet import scale_length

# Pixels.
WIDTH, LEAST = 270, 140
ROWS = 9
# The size of the keys shown in it, in pixels beside text of the usual size.
KEYS = 12
# The magnifying glass, and what stands between it, the words and the keys.
AROUND = 64
MOST = 60
# So many choices are remembered, to come first another time.
RECENT = 12


@dataclass(frozen=True, slots=True)
class SearchTarget:
    """Something that can be found: its words, what stands at the right, and what choosing it does.

    `also` are other words by which it is found and which are not shown.
    """

    words: str
    aside: str
    act: Callable[[], object]
    also: str = ""


class SearchField(QLineEdit):
    """Type a few letters of words in any order; Enter takes the first result. `step_chosen` carries a step's id.

    `left` tells that the focus may go back to the canvas.
    """

    step_chosen = Signal(str)
    left = Signal()
    began = Signal()

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._announcer = Announcer(self)
        self._commands: Callable[[], Iterable[SearchTarget]] = tuple
        self._taken: list[str] = []
        # Whether an icon stands for it: then it is there only while it has the focus.
        self.is_folded = False
        self.setMinimumWidth(LEAST)
        self.setMaximumWidth(WIDTH)
        self.setClearButtonEnabled(True)
        self.results = QListWidget(parent or self)
        self.results.setObjectName("searchResults")
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.hide()
        self.results.itemClicked.connect(self._take)
        self._targets: list[SearchTarget] = []
        self._known: list[SearchTarget] | None = None
        self.textEdited.connect(lambda _: self.show_matches())
        self.returnPressed.connect(lambda: self._take(self.results.currentItem()))
        self._lead = self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.retranslate()
        interface_language.language_changed.connect(self.retranslate)

    def set_source(self, commands: Callable[[], Iterable[SearchTarget]]) -> None:
        """Learn what can be done; it is asked again whenever a search begins."""
        self._commands = commands

    def fold(self, folded: bool) -> None:  # noqa: FBT001 - a state, as with Qt's setters
        """Be there only while someone searches, or always."""
        self.is_folded = folded
        self.setVisible(not folded or self.hasFocus())

    def set_theme(self, theme: Theme) -> None:
        """Draw the magnifying glass in a theme's colours."""
        self.setMaximumWidth(scale_length(WIDTH))
        self._lead.setIcon(themed_icon("search", theme.muted))

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        self.setPlaceholderText(tr("Search or run…"))
        self.setAccessibleName(tr("Search or run a command"))
        self.results.setAccessibleName(tr("Results of the search"))

    def sizeHint(self) -> QSize:
        """Want the room that its words and its keys need."""
        return QSize(scale_length(WIDTH), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, and its keys at the end while nothing is in it and there is room."""
        super().paintEvent(event)
        font = self.font()
        font.setPixelSize(scale_length(KEYS))
        words = (self.fontMetrics().horizontalAdvance(self.placeholderText())
                 + QFontMetrics(font).horizontalAdvance(key_text("Ctrl+K")))
        if self.text() or self.hasFocus() or self.width() < words + scale_length(AROUND):
            return
        with QPainter(self) as painter:
            painter.setFont(font)
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.rect().adjusted(0, 0, -scale_length(KEYS), 0),
                             Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, key_text("Ctrl+K"))

    def begin(self) -> None:
        """Take the focus and show everything."""
        self._known = None
        self.setVisible(True)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.show_matches()
        self.began.emit()

    def show_matches(self) -> None:
        """Show what fits the words typed."""
        words = fold_text(self.text()).split()
        if self._known is None:
            # Folders of templates and examples are read for it: once for a search, not for every letter.
            self._known = list(self._all())
        found = [(rank, target) for target in self._known if (rank := rank_of(words, target)) is not None]
        # What was chosen lately comes first among what fits equally well.
        found.sort(key=lambda pair: (pair[0], -self._recency(pair[1])))
        self._targets = [target for _, target in found[:MOST]]
        self.results.clear()
        for target in self._targets:
            aside = f"    {target.aside}" if target.aside else ""
            self.results.addItem(QListWidgetItem(f"{target.words}{aside}"))
        if self._targets:
            self.results.setCurrentRow(0)
        self._tell_chosen(len(found))
        self._position_results()

    def _tell_chosen(self, count: int) -> None:
        """Have how many were found said, and which one Enter takes."""
        if not self._targets:
            self._announcer.say(tr("Nothing found"))
            return
        found = tr(plural("{count} found", "{count} found", count))
        self._announcer.say(f"{found}: {self.results.currentItem().text()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the results with the arrows; leave with Esc."""
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self.results.isVisible():
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.results.setCurrentRow((self.results.currentRow() + step) % max(1, self.results.count()))
                if self._targets:
                    self._announcer.say(self.results.currentItem().text())
            case Qt.Key.Key_Escape:
                self.leave()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the results."""
        super().focusOutEvent(event)
        self.results.hide()
        self._known = None
        self.setVisible(not self.is_folded)

    def leave(self) -> None:
        """Forget what was typed and give the focus back."""
        self._known = None
        self.clear()
        self.results.hide()
        self.clearFocus()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and self.results.isVisible():
            self._position_results()
        return super().eventFilter(watched, event)

    def _all(self) -> Iterable[SearchTarget]:
        yield from self._commands()
        for step in self._bridge.document.steps:
            if step.title:
                lane = self._bridge.document.lane_by_id[step.lane].name
                yield SearchTarget(" ".join(step.title.split())[:120], lane,
                                   partial(self.step_chosen.emit, step.id))

    def _take(self, item: QListWidgetItem | None) -> None:
        row = self.results.row(item) if item is not None else -1
        if not 0 <= row < len(self._targets):
            return
        target = self._targets[row]
        self._taken = [*(words for words in self._taken if words != target.words), target.words][-RECENT:]
        self.leave()
        target.act()

    def _recency(self, target: SearchTarget) -> int:
        return self._taken.index(target.words) + 1 if target.words in self._taken else 0

    def _position_results(self) -> None:
        window = self.window()
        if self.results.parentWidget() is not window:
            self.results.setParent(window)
        height = self.results.sizeHintForRow(0) * min(ROWS, max(1, self.results.count())) + 12
        left = self.mapTo(window, QPoint(0, self.height() + 4))
        width = max(self.width() + 160, 420)
        self.results.setGeometry(min(left.x(), window.width() - width - 8), left.y(), width, height)
        self.results.setVisible(bool(self._targets))
        self.results.raise_()


def rank_of(words: list[str], target: SearchTarget) -> int | None:
    """Return how well a target fits what was typed (0 is best), or None when it does not.

    Words may be parts of its words in any order, in any language; one word may be the initials of its words.
    """
    shown, hidden = fold_text(target.words), fold_text(target.also)
    if all(word in shown for word in words):
        return 0 if shown.startswith(" ".join(words)) else 1
    if all(word in shown or word in hidden for word in words):
        return 2
    initials = "".join(word[0] for word in shown.split() if word[0].isalnum())
    return 3 if len(words) == 1 and len(words[0]) > 1 and initials.startswith(words[0]) else None
