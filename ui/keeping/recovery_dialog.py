"""What a program that ended too early had not saved: told in words, and offered."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from blueprint.editing import diff
from blueprint.editing.journal import Unfinished, unfinished
from blueprint.editing.telling import told
from ui.i18n import tr
from ui.inspector.widgets import label
from ui.keeping.moments import moment

if TYPE_CHECKING:
    from ui.files import DocumentFile

WIDTH = 520
Role = QDialogButtonBox.ButtonRole


class Choice(Enum):
    """What becomes of unfinished work."""

    TAKE_BACK = auto()
    THROW_AWAY = auto()
    LATER = auto()


class RecoveryDialog(QDialog):
    """Tells what one journal holds beyond the saved file, and asks what becomes of it."""

    def __init__(self, found: Unfinished, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = Choice.LATER
        self.setWindowTitle(tr("Unsaved work was found"))
        self.setMinimumWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(tr("Unsaved work was found"), "title", self))
        title = " ".join(found.document.head.title.split())[:120] or tr("Without a title")
        column.addWidget(label(title, "section", self))
        where = str(found.source) if found.source is not None else tr("It was never saved.")
        column.addWidget(label(where, "muted", self))
        begun = tr("The program ended without saving. Since {date}:", date=moment(found.begun))
        column.addWidget(label(begun, "muted", self))
        for sentence in told(diff(found.base, found.document)):
            column.addWidget(label(f"• {tr(sentence)}", "", self))
        buttons = QDialogButtonBox(self)
        self.buttons: dict[Choice, QPushButton] = {}
        for choice, words, role in ((Choice.TAKE_BACK, tr("Take it back"), Role.AcceptRole),
                                    (Choice.LATER, tr("Later"), Role.RejectRole),
                                    (Choice.THROW_AWAY, tr("Throw it away"), Role.DestructiveRole)):
            button = self.buttons[choice] = buttons.addButton(words, role)
            button.clicked.connect(lambda _=False, chosen=choice: self._choose(chosen))
        self.buttons[Choice.TAKE_BACK].setDefault(True)
        self.buttons[Choice.TAKE_BACK].setProperty("primary", True)
        column.addSpacing(8)
        column.addStretch(1)
        column.addWidget(buttons)
        # Words that wrap make a dialog too high before its width is known.
        self.resize(WIDTH, column.totalHeightForWidth(WIDTH))

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.done(QDialog.DialogCode.Accepted)


def offer_recovery(file: DocumentFile, parent: QWidget) -> None:
    """Offer what was left behind, one after the other; the first that is taken back is shown in the window."""
    for found in _worth_it(unfinished(file.recovery)):
        dialog = RecoveryDialog(found, parent)
        dialog.exec()
        choice = dialog.choice
        dialog.deleteLater()
        if choice is Choice.THROW_AWAY:
            found.journal.unlink(missing_ok=True)
        elif choice is Choice.TAKE_BACK:
            if file.take_back(found):
                return
        else:
            return


def _worth_it(journals: Iterable[Unfinished]) -> Iterable[Unfinished]:
    """Yield the journals that hold something beyond the saved state; the others go."""
    for found in journals:
        if found.document == found.base:
            found.journal.unlink(missing_ok=True)
        else:
            yield found
