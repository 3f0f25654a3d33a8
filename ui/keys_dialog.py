"""The keys of the canvas, as one page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.canvas.keys import BINDINGS
from ui.i18n import tr
from ui.inspector.widgets import label


class KeysDialog(QDialog):
    """A table of keys and what they do, from the canvas's own table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys of the canvas"))
        self.resize(640, 680)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.addWidget(label(tr("Keys of the canvas"), "title", self))
        table = QTableWidget(len(BINDINGS), 2, self)
        table.setHorizontalHeaderLabels([tr("Keys"), tr("What they do")])
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setAccessibleName(tr("Keys of the canvas"))
        for row, binding in enumerate(BINDINGS):
            keys = " · ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
                              for key in binding.keys)
            for place, text in enumerate((keys, tr(binding.title))):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                table.setItem(row, place, item)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        column.addWidget(table, 1)
