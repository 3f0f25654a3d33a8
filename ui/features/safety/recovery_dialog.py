"""What a program that ended too early had not saved: told in words, and offered."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from visavis.blueprint.editing import diff
from visavis.blueprint.editing.describe_changes import told
from visavis.blueprint.editing.journal import Unfinished, Unreadable, left_behind
from visavis.ui.features.safety.moments import moment
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.messages import ask
from visavis.ui.kit.widgets import label

if TYPE_CHECKING:
    from visavis.ui.window.document_file import DocumentFile

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
        if found.host:
            begun = tr("The program on {host} ended without saving, or is still open there. Since {date}:",
                       host=found.host[:60], date=moment(found.begun))
        column.addWidget(label(begun, "muted", self))
        for sentence in told(diff(found.base, found.document)):
            column.addWidget(label(f"• {tr(sentence)}", "", self))
        if found.is_cut:
            column.addWidget(label(tr("What was done after that is damaged and cannot be read."), "muted", self))
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
    """Offer what was left behind, one after the other; what is taken back is shown in the window.

    A second one is taken back once the first is saved or given up: `take_back` asks.
    """
    for found in _worth_it(left_behind(file.recovery)):
        if isinstance(found, Unreadable):
            _tell_unreadable(found, parent)
            continue
        dialog = RecoveryDialog(found, parent)
        dialog.exec()
        choice = dialog.choice
        dialog.deleteLater()
        if choice is Choice.THROW_AWAY:
            throw_away(found)
        elif choice is Choice.TAKE_BACK:
            file.take_back(found)


def throw_away(found: Unfinished | Unreadable) -> None:
    """Take a journal away; one that cannot be taken away is offered again."""
    with suppress(OSError):
        found.journal.unlink(missing_ok=True)


def _tell_unreadable(found: Unreadable, parent: QWidget) -> None:
    """Tell of work that cannot be read: it stays where it is, unless somebody throws it away."""
    about = str(found.source) if found.source is not None else tr("It was never saved.")
    text = tr("A journal of unsaved work cannot be read: {reason}.", reason=tr(found.reason))
    where = tr("It was last written on {date} and stays in {file}.", date=moment(found.begun),
               file=str(found.journal))
    if ask(parent, tr("Unsaved work was found"), f"{text}\n{about}\n\n{where}",
           {tr("Throw it away"): True}, careful=True):
        throw_away(found)


def _worth_it(journals: Iterable[Unfinished | Unreadable]) -> Iterable[Unfinished | Unreadable]:
    """Yield the journals that hold something beyond the saved state; the others go."""
    for found in journals:
        if isinstance(found, Unfinished) and found.document == found.base and not found.is_cut:
            throw_away(found)
        else:
            yield found
