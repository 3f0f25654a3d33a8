"""Whose frictions are shown: a row of chips, or a box of choices where they have no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from visavis.ui.kit.i18n import tr
from visavis.ui.kit.widgets import ChoiceBox, literal_tip

AGENTS = "\u0000agents"
ALL = ""
MOST_LETTERS = 24


class PersonaFilter(QWidget):
    """One of all, a persona, or the agents. `changed` tells that another one was chosen.

    The chips are one stop of Tab, with arrows inside.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = ALL
        self.group = QButtonGroup(self)
        self._offered: list[tuple[str, str]] = []
        self._chips = QWidget(self)
        self._row = QHBoxLayout(self._chips)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self.box = ChoiceBox(self)
        self.box.activated.connect(lambda index: self._choose(str(self.box.itemData(index))))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def offer(self, personas: list[tuple[str, str]]) -> None:
        """Offer personas by their ids and names, between all and the agents."""
        offered = [(ALL, tr("All")), *personas, (AGENTS, tr("Agents"))]
        self.box.setAccessibleName(tr("Whose frictions are shown"))
        if offered == self._offered:
            return
        self._offered = offered
        if self.chosen not in {name for name, _ in offered}:
            self.chosen = ALL
        for old in self.group.buttons():
            self.group.removeButton(old)
            self._row.removeWidget(old)
            old.deleteLater()
        self.box.clear()
        for name, words in offered:
            self._row.addWidget(self._make_chip(name, words))
            self.box.addItem(_shorten(words), name)
        self._show_chosen()
        self.updateGeometry()
        self._arrange()

    def sizeHint(self) -> QSize:
        """Want room for the chips."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Give way down to a box of choices."""
        return QSize(min(self.box.minimumSizeHint().width(), 220), self._row.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the chips where they have room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        has_room = self.width() >= self._row.sizeHint().width()
        self._chips.setVisible(has_room)
        self.box.setVisible(not has_room)
        self._chips.setGeometry(self.rect())
        wanted = self.box.sizeHint()
        width, height = min(self.width(), wanted.width()), min(self.height(), wanted.height())
        self.box.setGeometry(self.width() - width, (self.height() - height) // 2, width, height)

    def _make_chip(self, name: str, words: str) -> QPushButton:
        # A name of any length must not make the window wider.
        shown = _shorten(words)
        chip = _Chip(shown.replace("&", "&&"), self._chips)
        chip.setProperty("filter", True)
        chip.setAccessibleName(words)
        chip.setToolTip("" if shown == " ".join(words.split()) else literal_tip([" ".join(words.split())]))
        chip.setCheckable(True)
        chip.setProperty("filterFor", name)
        chip.setChecked(name == self.chosen)
        chip.clicked.connect(lambda: self._choose(name))
        self.group.addButton(chip)
        return chip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next chip or the one before with the arrows, and choose it."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        if not step or not self._chips.isVisible():
            super().keyPressEvent(event)
            return
        names = [name for name, _ in self._offered]
        index = (names.index(self.chosen) + step) % len(names)
        self._choose(names[index])
        self.group.buttons()[index].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, name: str) -> None:
        self.chosen = name
        self._show_chosen()
        self.changed.emit()

    def _show_chosen(self) -> None:
        for chip in self.group.buttons():
            is_chosen = chip.property("filterFor") == self.chosen
            chip.setChecked(is_chosen)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_chosen else Qt.FocusPolicy.ClickFocus)
        self.box.setCurrentIndex(self.box.findData(self.chosen))


class _Chip(QPushButton):
    """A chip that leaves the arrows to the row it stands in."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _shorten(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= MOST_LETTERS else f"{one_line[:MOST_LETTERS - 1]}…"
