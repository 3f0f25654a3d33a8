"""The cells of a sheet under a spreadsheet's keys."""

from __future__ import annotations

import csv
import io

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from visavis.blueprint.editing.capture.pasted_lines import rows_of
from visavis.ui.features.table.cell_delegate import CellDelegate
from visavis.ui.features.table.table_model import Index, TableModel
from visavis.ui.fields import FieldKind
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.session import SessionBridge

# A row has so many lines of text.
LINES = 1.9
WIDTHS = {FieldKind.TEXT: 240, FieldKind.LONG_TEXT: 260, FieldKind.LINES: 200, FieldKind.ITEMS: 210,
          FieldKind.MANY_CHIPS: 210,
          FieldKind.STEPS: 210, FieldKind.CHOICE: 150, FieldKind.CHIPS: 130, FieldKind.DOTS: 130,
          FieldKind.FACES: 120}
WIDTH = 110
# Around the words of a heading.
ROOM = 28
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect


class TableView(QTableView):
    """Arrows, Enter, Tab, F2, Del, Ctrl+C, X, V, D: as in a spreadsheet; and the keys of rows.

    `looked_at` carries the id of the row that the cursor comes to; `left` tells that Esc was pressed.
    """

    looked_at = Signal(str)
    left = Signal()

    def __init__(self, bridge: SessionBridge, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._cells = model
        self._at: tuple[str, int] | None = None
        self.setModel(model)
        self._typed: tuple[str, int] | None = None
        self._delegate = CellDelegate(self)
        self._delegate.went.connect(self.go)
        self.setItemDelegate(self._delegate)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(self.fontMetrics().lineSpacing() * LINES))
        self.horizontalHeader().setSectionsMovable(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        model.modelAboutToBeReset.connect(self._remember)
        model.reordered.connect(self._return)

    def fit_columns(self) -> None:
        """Give each column the width of its kind."""
        heading = self.horizontalHeader().fontMetrics()
        for index, spec in enumerate(self._cells.sheet.columns):
            self.setColumnWidth(index, max(WIDTHS.get(spec.kind, WIDTH),
                                           heading.horizontalAdvance(tr(spec.title)) + ROOM))

    def holds_typing(self) -> bool:
        """Return whether a cell is being written, or holds what was not taken."""
        return self._delegate.is_open or bool(self._cells.wrong)

    # -- where the cursor is

    def row(self) -> str | None:
        """Return the id of the current row."""
        index = self.currentIndex()
        return self._cells.rows[index.row()] if index.isValid() and index.row() < len(self._cells.rows) else None

    def chosen_rows(self) -> tuple[str, ...]:
        """Return the ids of the rows of the selection."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return tuple(self._cells.rows[row] for row in rows)

    def go_to_row(self, row: str, column: int | None = None) -> None:
        """Put the cursor on a row."""
        position = self._cells.row_index(row)
        if position is None:
            return
        current = self.currentIndex().column() if column is None else column
        index = self._cells.index(position, current if current >= 0 else self.first_column())
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def go(self, down: int, right: int) -> None:
        """Go on by so many rows and shown columns; at the end of a row, to the beginning of the next."""
        index = self.currentIndex()
        shown = [column for column in self._in_sight() if not self.isColumnHidden(column)]
        if not index.isValid() or not shown:
            return
        position = shown.index(index.column()) + right if index.column() in shown else 0
        row = index.row() + down + (position // len(shown))
        if 0 <= row < len(self._cells.rows):
            self.setCurrentIndex(self._cells.index(row, shown[position % len(shown)]))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row the cursor comes to."""
        super().currentChanged(current, previous)
        row = self.row()
        if row is not None and current.row() != previous.row():
            self.looked_at.emit(row)

    def _in_sight(self) -> list[int]:
        header = self.horizontalHeader()
        return [header.logicalIndex(index) for index in range(header.count())]

    def first_column(self) -> int:
        """Return the leftmost column in sight."""
        return next((column for column in self._in_sight() if not self.isColumnHidden(column)), 0)

    def _remember(self) -> None:
        row = self.row()
        self._at = (row, self.currentIndex().column()) if row is not None else None
        self._typed = self._delegate.pending_input()

    def _return(self) -> None:
        """Go back to where one was once rows came or went, and go on with what was being typed there."""
        if self._at is not None:
            self.go_to_row(*self._at)
        typed, self._typed = self._typed, None
        if typed is None or self._at is None:
            return
        if self._cells.row_index(self._at[0]) is None:
            self._cells.report_lost_row(typed[0])
        else:
            self.edit_current()
            self._delegate.resume_typing(*typed)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a spreadsheet does."""
        for sequence, act in ((QKeySequence.StandardKey.Copy, self.copy), (QKeySequence.StandardKey.Cut, self.cut),
                              (QKeySequence.StandardKey.Paste, self.paste),
                              (QKeySequence.StandardKey.Undo, self._bridge.undo),
                              (QKeySequence.StandardKey.Redo, self._bridge.redo)):
            if event.matches(sequence):
                act()
                return
        method = _KEYS.get((event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, Qt.Key(event.key())))
        if method is not None:
            getattr(self, method)()
        else:
            super().keyPressEvent(event)

    def edit_current(self) -> None:
        """Edit the current cell, if there is one: a table without rows has none."""
        if self.currentIndex().isValid():
            self.edit(self.currentIndex())

    def go_right(self) -> None:
        """Go to the next cell."""
        self.go(0, 1)

    def go_left(self) -> None:
        """Go to the cell before."""
        self.go(0, -1)

    def leave(self) -> None:
        """Give the focus back."""
        self.left.emit()

    def copy(self) -> None:
        """Copy the selected cells as a spreadsheet does: tabs between columns, lines between rows."""
        rows, columns = self._block()
        text = io.StringIO()
        writer = csv.writer(text, dialect="excel-tab", lineterminator="\n")
        for row in rows:
            writer.writerow([self._text(row, column) for column in columns])
        QGuiApplication.clipboard().setText(text.getvalue())

    def cut(self) -> None:
        """Copy the selected cells and clear them."""
        self.copy()
        self.clear_cells()

    def paste(self) -> None:
        """Write the clipboard's cells from the current one on; one cell fills the whole selection."""
        pasted = rows_of(QGuiApplication.clipboard().text())
        rows, columns = self._block()
        if not pasted or not rows:
            return
        if len(pasted) == 1 and len(pasted[0]) == 1:
            self._write({(row, column): pasted[0][0] for row in rows for column in columns})
            return
        shown = [column for column in self._in_sight() if not self.isColumnHidden(column)]
        right = shown[shown.index(columns[0]):]
        if rows[0] + len(pasted) > len(self._cells.rows) or max(map(len, pasted)) > len(right):
            self._bridge.refused.emit(tr("Nothing was pasted: the table has too few rows or columns from here on."
                                         " Add rows with Ctrl+Enter, or paste a list on the drawing."))
            return
        self._write({(rows[0] + down, column): text for down, line in enumerate(pasted)
                     for column, text in zip(right, line, strict=False)})

    def fill_down(self) -> None:
        """Write the first selected row's cells into the others; with one row, those of the row above into it."""
        rows, columns = self._block()
        if not rows:
            return
        source, targets = (rows[0], rows[1:]) if len(rows) > 1 else (rows[0] - 1, rows)
        if source >= 0:
            self._write({(row, column): self._text(source, column) for row in targets for column in columns})

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        rows, columns = self._block()
        self._write({(row, column): "" for row in rows for column in columns})

    def add_row(self) -> None:
        """Add a row below the current one, and write in it."""
        before = set(self._cells.rows)
        command = self._cells.sheet.add_row_command(self._bridge.document, self.row())
        if command is None or self._bridge.do(command) is None:
            return
        fresh = [row for row in self._cells.rows if row not in before]
        if fresh:
            self.go_to_row(fresh[0], self.first_column())
            self.edit_current()

    def remove_rows(self) -> None:
        """Remove the selected rows, and stay where they were."""
        rows = self.chosen_rows()
        if not rows:
            return
        index = self._cells.row_index(rows[0]) or 0
        column = self.currentIndex().column()
        command = self._cells.sheet.remove_rows_command(rows)
        if command is not None and self._bridge.do(command) is not None and self._cells.rows:
            self.go_to_row(self._cells.rows[min(index, len(self._cells.rows) - 1)], column)

    def move_up(self) -> None:
        """Move the current row up."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the current row down."""
        self._move(1)

    def _move(self, by: int) -> None:
        row = self.row()
        command = self._cells.sheet.move_row_command(self._bridge.document, row, by) if row is not None else None
        if command is not None:
            self._bridge.do(command)

    def _text(self, row: int, column: int) -> str:
        return str(self._cells.index(row, column).data(Qt.ItemDataRole.EditRole))

    def _block(self) -> tuple[list[int], list[int]]:
        chosen = self.selectedIndexes()
        columns = {index.column() for index in chosen}
        return sorted({index.row() for index in chosen}), [one for one in self._in_sight() if one in columns]

    def _write(self, cells: dict[tuple[int, int], str]) -> None:
        rows, columns = self._cells.rows, self._cells.sheet.columns
        chosen = QItemSelection(self.selectionModel().selection())
        self._cells.write({(rows[row], columns[column].key): text for (row, column), text in cells.items()
                           if row < len(rows)})
        if chosen.isEmpty() or self._cells.rows != rows:
            return
        self.selectionModel().select(chosen, _SELECT)


_NONE, _CTRL, _ALT = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier,
                      Qt.KeyboardModifier.AltModifier)
_KEYS = {
    (_NONE, Qt.Key.Key_Return): "edit_current", (_NONE, Qt.Key.Key_Enter): "edit_current",
    (_NONE, Qt.Key.Key_Tab): "go_right", (Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Backtab): "go_left",
    (_NONE, Qt.Key.Key_Delete): "clear_cells", (_NONE, Qt.Key.Key_Backspace): "clear_cells",
    (_CTRL, Qt.Key.Key_Delete): "remove_rows", (_CTRL, Qt.Key.Key_Backspace): "remove_rows",
    (_NONE, Qt.Key.Key_Insert): "add_row",
    (_CTRL, Qt.Key.Key_Return): "add_row", (_CTRL, Qt.Key.Key_Enter): "add_row",
    (_CTRL, Qt.Key.Key_D): "fill_down", (_ALT, Qt.Key.Key_Up): "move_up", (_ALT, Qt.Key.Key_Down): "move_down",
    (_NONE, Qt.Key.Key_Escape): "leave",
}
