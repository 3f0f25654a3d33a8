"""What a program that ended too early had not saved: told in words, and offered."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from visavis.blueprint.editing import diff
from visavis.blueprint.editing.describe_changes import describe_changes
from visavis.blueprint.editing.journal import UnfinishedJournal, UnreadableJournal, find_left_behind
from visavis.ui.kit.i18n import moment_text, tr
from visavis.ui.kit.messages import ask
from visavis.ui.kit.scrolling_dialog import ScreenDialog
from visavis.ui.kit.widgets import label

if TYPE_CHECKING:
    from visavis.ui.features.safety.document_file import DocumentFile

WIDTH = 520
Role = QDialogButtonBox.ButtonRole


class RecoveryChoice(Enum):
    """What becomes of unfinished work."""

    TAKE_BACK = auto()
    THROW_AWAY = auto()
    LATER = auto()


class RecoveryDialog(ScreenDialog):
    """Tells what one journal holds beyond the saved file, and asks what becomes of it."""

    def __init__(self, journal: UnfinishedJournal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = RecoveryChoice.LATER
        self.setWindowTitle(tr("Unsaved work was found"))
        self.setMinimumWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(tr("Unsaved work was found"), "title", self))
        title = " ".join(journal.document.head.title.split())[:120] or tr("Without a title")
        column.addWidget(label(title, "section", self))
        where = str(journal.source) if journal.source is not None else tr("It was never saved.")
        column.addWidget(label(where, "muted", self))
        begun = tr("The program ended without saving. Since {date}:", date=moment_text(journal.begun))
        if journal.host:
            begun = tr("The program on {host} ended without saving, or is still open there. Since {date}:",
                       host=journal.host[:60], date=moment_text(journal.begun))
        column.addWidget(label(begun, "muted", self))
        for sentence in describe_changes(diff(journal.base, journal.document)):
            column.addWidget(label(f"• {tr(sentence)}", "", self))
        if journal.is_cut:
            column.addWidget(label(tr("What was done after that is damaged and cannot be read."), "muted", self))
        buttons = QDialogButtonBox(self)
        self.buttons: dict[RecoveryChoice, QPushButton] = {}
        for choice, words, role in ((RecoveryChoice.TAKE_BACK, tr("Recover it"), Role.AcceptRole),
                                    (RecoveryChoice.LATER, tr("Later"), Role.RejectRole),
                                    (RecoveryChoice.THROW_AWAY, tr("Delete it"), Role.DestructiveRole)):
            button = self.buttons[choice] = buttons.addButton(words, role)
            button.clicked.connect(lambda _=False, chosen=choice: self._choose(chosen))
        self.buttons[RecoveryChoice.TAKE_BACK].setDefault(True)
        self.buttons[RecoveryChoice.TAKE_BACK].setProperty("primary", True)
        column.addSpacing(8)
        column.addStretch(1)
        column.addWidget(buttons)
        # Words that wrap make a dialog too high before its width is known.
        self.resize(WIDTH, column.totalHeightForWidth(WIDTH))

    def _choose(self, choice: RecoveryChoice) -> None:
        self.choice = choice
        self.done(QDialog.DialogCode.Accepted)


def offer_recovery(file: DocumentFile, parent: QWidget) -> None:
    """Offer what was left behind, one after the other; what is taken back is shown in the window.

    A second one is taken back once the first is saved or given up: the file asks.
    """
    for found in _find_unsaved(find_left_behind(file.recovery)):
        if isinstance(found, UnreadableJournal):
            _tell_unreadable(found, parent)
            continue
        dialog = RecoveryDialog(found, parent)
        dialog.exec()
        choice = dialog.choice
        dialog.deleteLater()
        if choice is RecoveryChoice.THROW_AWAY:
            delete_journal(found)
        elif choice is RecoveryChoice.TAKE_BACK:
            file.restore_recovered(found)


def delete_journal(found: UnfinishedJournal | UnreadableJournal) -> None:
    """Take a journal away; one that cannot be taken away is offered again."""
    with suppress(OSError):
        found.journal.unlink(missing_ok=True)


def _tell_unreadable(journal: UnreadableJournal, parent: QWidget) -> None:
    """Tell of work that cannot be read: it stays where it is, unless someone throws it away."""
    about = str(journal.source) if journal.source is not None else tr("It was never saved.")
    text = tr("A journal of unsaved work cannot be read: {reason}.", reason=tr(journal.reason))
    where = tr("It was last written on {date} and stays in {file}.", date=moment_text(journal.begun),
               file=str(journal.journal))
    if ask(parent, tr("Unsaved work was found"), f"{text}\n{about}\n\n{where}",
           {tr("Delete it"): True}, careful=True):
        delete_journal(journal)


def _find_unsaved(
        journals: Iterable[UnfinishedJournal | UnreadableJournal]) -> Iterable[UnfinishedJournal | UnreadableJournal]:
    """Yield the journals that hold something beyond the saved state; the others go."""
    for found in journals:
        if isinstance(found, UnfinishedJournal) and found.document == found.base and not found.is_cut:
            delete_journal(found)
        else:
            yield found
