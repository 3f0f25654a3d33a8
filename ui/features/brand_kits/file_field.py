"""A file of a brand kit: which one, a button to choose another, one to do without, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from visavis.blueprint.language import Message
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.widgets import ElidedLabel, button, label

MOST_WIDE = 190


class FileField(QWidget):
    """Holds a file in `path`, None for none; `changed` tells of another. `filters` are the endings of its kind."""

    changed = Signal()

    def __init__(self, title: str, filters: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self._title, self._filters = title, filters
        self.path: Path | None = None
        self.shown = ElidedLabel("muted", MOST_WIDE, self)
        self.choose = button(tr("Choose…"), "", self)
        self.choose.setAccessibleName(tr("Choose: {what}", what=title))
        self.remove = button(tr("Delete"), "", self)
        self.remove.setAccessibleName(tr("Delete: {what}", what=title))
        self.fault = label("", "muted", self)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.shown, 1)
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.fault)
        self.choose.clicked.connect(self._ask)
        self.remove.clicked.connect(lambda: self._take(None))
        self.show_file(None)

    def show_file(self, path: Path | None) -> None:
        """Show a file, or that there is none."""
        self.path = path
        self.shown.show_text(path.name if path is not None else tr("no file"))
        self.remove.setVisible(path is not None)
        self.show_fault(None)

    def show_fault(self, fault: Message | None) -> None:
        """Say what is wrong with the file; None: nothing."""
        self.fault.setText(tr("It is not used: {fault}.", fault=fault) if fault is not None else "")
        self.fault.setVisible(fault is not None)

    def _ask(self) -> None:
        folder = str(self.path.parent) if self.path is not None else str(Path.home())
        name, _ = QFileDialog.getOpenFileName(self, self._title, folder, f"{self._title} ({self._filters})")
        if name:
            self._take(Path(name))

    def _take(self, path: Path | None) -> None:
        self.show_file(path)
        self.changed.emit()
