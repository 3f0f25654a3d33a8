"""A file that cannot be read: what is wrong with it, and what there is of it elsewhere, to be brought back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QListWidget, QVBoxLayout, QWidget

from visavis.blueprint.editing.journal import UnfinishedJournal, find_left_behind
from visavis.blueprint.language import Message
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.storage import load
from visavis.blueprint.storage.overwriting import safe_copies
from visavis.blueprint.storage.versions import Versions
from visavis.ui.kit.i18n import interface_language, moment_text, tr
from visavis.ui.kit.scrolling_dialog import ScreenDialog
from visavis.ui.kit.widgets import label

WIDTH, HEIGHT = 620, 420
Remnant = UnfinishedJournal | BlueprintDocument


@dataclass(frozen=True, slots=True)
class RecoverableCopy:
    """One thing that is left of a file: when it was written, what it is, and how to read it."""

    written: datetime
    words: str
    read: Callable[[], Remnant]


def find_recoverable_copies(path: Path, recovery: Path, versions: Path) -> list[RecoverableCopy]:
    """Return what is left of a file, the latest first: unsaved work, saves that were cut off, versions."""
    copies = [RecoverableCopy(one.begun, tr("Unsaved work"), partial(_keep_as_is, one))
              for one in find_left_behind(recovery)
              if isinstance(one, UnfinishedJournal) and one.source == path.absolute()]
    for copy in safe_copies(recovery, path):
        with suppress(OSError):
            written = datetime.fromtimestamp(copy.stat().st_mtime, UTC)
            copies.append(RecoverableCopy(written, tr("A save that was cut off"),
                                          partial(_load_copy, copy)))
    copies += [RecoverableCopy(version.saved, tr("As it was saved"), version.document)
               for version in Versions(versions, path).list_versions()]
    return sorted(copies, key=lambda one: one.written, reverse=True)


def _keep_as_is(journal: UnfinishedJournal) -> Remnant:
    return journal


def _load_copy(copy: Path) -> Remnant:
    return load(copy).document


class DamagedFileDialog(ScreenDialog):
    """Tells why a file cannot be read, and lists what is left of it. `chosen` is what is to be brought back."""

    def __init__(self, path: Path, fault: Message, remains: list[RecoverableCopy],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remains = remains
        self._read: Remnant | None = None
        self.chosen: Remnant | None = None
        self.setWindowTitle(tr("The file was not opened"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("What can be recovered, the latest first"))
        self.about = label("", "muted", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(tr("“{name}” cannot be opened", name=path.name[:120]), "title", self))
        column.addWidget(label(tr(fault), "", self))
        there_is = tr("The file stays as it is until you save. This is what can be recovered:")
        there_is_none = tr("There is no version of it and no unsaved work on this machine.")
        column.addWidget(label(there_is if remains else there_is_none, "muted", self))
        column.addWidget(self.list, 1)
        column.addWidget(self.about)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.bring_back = self.buttons.addButton(tr("Restore this"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.bring_back.setProperty("primary", True)
        self.bring_back.clicked.connect(self._choose)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)
        for one in remains:
            self.list.addItem(f"{moment_text(one.written)} · {one.words}")
        for part in (self.list, self.about, self.bring_back):
            part.setVisible(bool(remains))
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        if remains:
            self.resize(WIDTH, HEIGHT)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.resize(WIDTH, column.totalHeightForWidth(WIDTH))

    def _show(self, row: int) -> None:
        """Tell what the chosen one holds, or why it cannot be read either."""
        self._read = None
        if 0 <= row < len(self._remains):
            try:
                self._read = self._remains[row].read()
            except BlueprintError as error:
                self.about.setText(tr(error.message))
        if self._read is not None:
            document = self._read.document if isinstance(self._read, UnfinishedJournal) else self._read
            title = " ".join(document.head.title.split())[:120] or tr("Without a title")
            steps = interface_language.translator.plural("{count} step", "{count} steps", len(document.steps))
            self.about.setText(f"{title} · {steps}")
        self.bring_back.setEnabled(self._read is not None)

    def _choose(self) -> None:
        self.chosen = self._read
        self.accept()


def ask_recoverable_copy(path: Path, fault: Message, remains: list[RecoverableCopy],
                         parent: QWidget | None = None) -> Remnant | None:
    """Show what is left of a file that cannot be read; return what is to be brought back."""
    dialog = DamagedFileDialog(path, fault, remains, parent)
    dialog.exec()
    chosen = dialog.chosen
    dialog.deleteLater()
    return chosen
