"""A section of the inspector: its head folds it away, and shows the fields that few things need when asked."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from visavis.ui.kit.i18n import tr
from visavis.ui.kit.icons import themed_icon
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.kit.widgets import link

# Pixels beside text of the usual size: the least that a finger finds.
HEAD = 24
CHEVRON = 14


class SectionBox(QWidget):
    """A foldable section. `folded` and `asked` tell its name, and whether it is folded, or shows its rare part.

    What stands in it is added to `body`, what few need by `add_rare`.
    """

    folded = Signal(str, bool)
    asked = Signal(str, bool)

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._rare: QWidget | None = None
        self._is_open, self._shows_rare = True, False
        self._filled = (0, 0)
        self._counts = False
        self.head = QToolButton(self)
        self.head.setProperty("sectionHead", True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setText(title)
        self.head.setIconSize(QSize(scale_length(CHEVRON), scale_length(CHEVRON)))
        self.head.setMinimumHeight(scale_length(HEAD))
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.head.clicked.connect(lambda: self._fold(not self._is_open))
        self.more: QPushButton = link("", self)
        self.more.setMinimumHeight(scale_length(HEAD))
        self.more.setProperty("summary", True)
        self.more.clicked.connect(self._press_more)
        self.more.hide()
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.head, 1)
        head.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        self._holder = QWidget(self)
        self.body = QVBoxLayout(self._holder)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(2)
        column.addWidget(self._holder)
        self.show_state(is_open=True, shows_rare=False)

    def add_rare(self, rare: QWidget) -> None:
        """Add what is shown when it is asked for."""
        self._rare = rare
        self.body.addWidget(rare)
        rare.hide()

    def show_state(self, *, is_open: bool, shows_rare: bool) -> None:
        """Show it folded or not, with or without what few need."""
        self._is_open, self._shows_rare = is_open, shows_rare
        self._holder.setVisible(is_open)
        if self._rare is not None:
            self._rare.setVisible(shows_rare)
        ink = self.palette().windowText().color().name()
        self.head.setIcon(themed_icon("chevron-down" if is_open else "chevron-right", ink))
        state = tr("unfolded") if is_open else tr("folded")
        self.head.setAccessibleName(f"{self.head.text()}, {state}")
        if not self._counts:
            self.show_summary(*self._filled)

    def show_summary(self, usual: int, rare: int) -> None:
        """Say how many of its fields are filled in: all of them while it is folded, those out of sight else."""
        self._filled = (usual, rare)
        filled = usual + rare if not self._is_open else rare
        if not self._is_open:
            words = str(filled) if filled else tr("none")
        elif self._rare is None:
            words = ""
        elif self.shows_rare():
            words = tr("Less")
        else:
            words = f"{tr('More')} · {filled}" if filled else tr("More")
        self.more.setText(words)
        self.more.setVisible(bool(words))
        self.more.setAccessibleName(f"{self.head.text()} · {words}")

    def show_count(self, count: int) -> None:
        """Say how many there are of what stands in it, from now on: it has no fields to fill in."""
        self._counts = True
        self.more.setText(str(count) if count else tr("none"))
        self.more.setAccessibleName(f"{self.head.text()} · {self.more.text()}")
        self.more.setVisible(True)

    def shows_rare(self) -> bool:
        """Return whether what few need is in sight."""
        return self._rare is not None and self._shows_rare

    def is_open(self) -> bool:
        """Return whether it is not folded."""
        return self._is_open

    def open(self) -> None:
        """Unfold it where it is folded."""
        if not self._is_open:
            self._fold(True)

    def reveal(self, part: QWidget) -> None:
        """Unfold what hides a part of it."""
        self.open()
        if self._rare is not None and self._rare.isAncestorOf(part) and not self.shows_rare():
            self._ask(True)

    def _press_more(self) -> None:
        if self._rare is None or not self._is_open:
            self._fold(not self._is_open)
        else:
            self._ask(not self.shows_rare())

    def _fold(self, is_open: bool) -> None:  # noqa: FBT001 - folds where it is not
        self.show_state(is_open=is_open, shows_rare=self.shows_rare())
        self.folded.emit(self.name, not is_open)

    def _ask(self, shown: bool) -> None:  # noqa: FBT001 - a state, as with Qt's setters
        self.show_state(is_open=True, shows_rare=shown)
        self.folded.emit(self.name, False)
        self.asked.emit(self.name, shown)
