"""The rows and cells of a sheet for Qt: read from the document, and written to it by commands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from visavis.blueprint.drawing import LIGHT, Theme
from visavis.blueprint.editing import Command
from visavis.blueprint.editing.commands import CompositeCommand
from visavis.blueprint.model import BlueprintError
from visavis.ui.features.table.sheets import EDIT_CELLS, TableSheet
from visavis.ui.fields import FieldSpec
from visavis.ui.fields.values import ChoiceWords
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.session import SessionBridge

Index = QModelIndex | QPersistentModelIndex
# Roles of the cells beside Qt's own: the colour of the row's side, and whether a phase begins with the row.
SIDE = Qt.ItemDataRole.UserRole + 1
BEGINS = Qt.ItemDataRole.UserRole + 2
# A cell shows so many letters; the editor has them all.
LETTERS = 300
# Of a text that is lost with its row, so many letters are told.
MOST_LOST_LETTERS = 200
# Cells that are written one by one are one undo step.
_GESTURE = "cells of the table"


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was typed into a cell and could not be taken, and why."""

    text: str
    fault: str


class TableModel(QAbstractTableModel):
    """The cells of a sheet. What cannot be understood stays in its cell, marked, until it is mended or cleared.

    `faulted` carries a sentence about the last cells that were not taken; `reordered` tells that rows came, went or
    changed places.
    """

    faulted = Signal(str)
    reordered = Signal()

    def __init__(self, bridge: SessionBridge, sheet: TableSheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.sheet = sheet
        self.theme: Theme = LIGHT
        self._wrong: dict[str, dict[tuple[str, str], Wrong]] = {}
        self.rows: list[str] = sheet.rows(bridge.document)
        self._row_indexes = {row: index for index, row in enumerate(self.rows)}
        self._words = ChoiceWords(bridge.document)
        bridge.document_replaced.connect(self._on_replaced)
        interface_language.language_changed.connect(self._begin_again)

    # -- what stands where

    @property
    def wrong(self) -> dict[tuple[str, str], Wrong]:
        """What stays in cells of this sheet, by row and column; it waits there while another sheet is shown."""
        return self._wrong.setdefault(self.sheet.name, {})

    def show_sheet(self, sheet: TableSheet) -> None:
        """Show another sheet."""
        self.sheet = sheet
        self._begin_again()

    def row_index(self, row: str) -> int | None:
        """Return the place of a row by its id."""
        return self._row_indexes.get(row)

    def refresh(self) -> None:
        """Show the document as it is now."""
        self._words = ChoiceWords(self._bridge.document)
        rows = self.sheet.rows(self._bridge.document)
        if rows == self.rows:
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.sheet.columns) - 1))
            return
        self.beginResetModel()
        self._take(rows)
        self.endResetModel()
        self.reordered.emit()

    def _on_replaced(self, *_: object) -> None:
        self._wrong.clear()
        self._begin_again()

    def _begin_again(self, *_: object) -> None:
        self.beginResetModel()
        self._words = ChoiceWords(self._bridge.document)
        self._take(self.sheet.rows(self._bridge.document))
        self.endResetModel()
        self.reordered.emit()

    def _take(self, rows: list[str]) -> None:
        self.rows = rows
        self._row_indexes = {row: index for index, row in enumerate(rows)}

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.sheet.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be edited."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name of a column, the number of a row; for a screen reader, what the row is about."""
        if role == Qt.ItemDataRole.AccessibleTextRole and orientation == Qt.Orientation.Vertical:
            return str(self.index(section, 0).data() or "") or tr("Without a title")
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return tr(self.sheet.columns[section].title) if orientation == Qt.Orientation.Horizontal else section + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows, in which colours, and why it is marked."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, spec = self.rows[index.row()], self.sheet.columns[index.column()]
        wrong = self.wrong.get((row, spec.key))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(self.text(row, spec).split())[:LETTERS]
            case Qt.ItemDataRole.EditRole:
                return self.text(row, spec)
            case Qt.ItemDataRole.ToolTipRole:
                return wrong.fault if wrong else None
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(self.theme.friction.ink) if wrong else None
            case Qt.ItemDataRole.BackgroundRole:
                return QColor(self.theme.friction.tint) if wrong else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._accessible_text(row, spec, wrong)
            case _ if role == SIDE:
                return self._side(row)
            case _ if role == BEGINS:
                return self._begins(index.row())
        return None

    def text(self, row: str, spec: FieldSpec) -> str:
        """Return what stands in a cell: what was typed and not understood, else what the document says."""
        wrong = self.wrong.get((row, spec.key))
        return wrong.text if wrong else self.sheet.text(self._bridge.document, row, spec, self._words)

    def choices(self, spec: FieldSpec) -> list[str]:
        """Return the words that a cell can be chosen from."""
        return list(self._words.of(spec.choices).values()) if spec.choices else []

    # -- what is typed

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Write one cell."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        return self.write({(self.rows[index.row()], self.sheet.columns[index.column()].key): str(value)})

    def write(self, cells: Mapping[tuple[str, str], str]) -> bool:
        """Write cells, by row and column, as one undo step, and return whether all were taken; others stay marked."""
        specs = {spec.key: spec for spec in self.sheet.columns}
        typed: dict[str, dict[str, str]] = {}
        for (row, key), text in cells.items():
            if row in self._row_indexes and self.sheet.subject(row).element(self._bridge.document) is None:
                # Its editor was open when something else took the row away: the table hears of that in a moment.
                self.report_lost_row(text)
            elif row in self._row_indexes and text != self.text(row, specs[key]):
                typed.setdefault(row, {})[key] = text
        for row, texts in typed.items():
            for key in texts:
                self.wrong.pop((row, key), None)
        if not typed:
            return True
        if self._bridge.is_read_only:
            self._bridge.do(CompositeCommand(EDIT_CELLS, ()))
            return False
        if not self._write_at_once(typed):
            self._write_one_by_one(typed)
        self.refresh()
        return not any((row, key) in self.wrong for row, texts in typed.items() for key in texts)

    def report_lost_row(self, typed: str) -> None:
        """Say that a row went while someone typed in it."""
        self.faulted.emit(tr("The row is gone; what was typed in it was not kept: {text}",
                             text=typed[:MOST_LOST_LETTERS]))

    def _write_at_once(self, typed: Mapping[str, Mapping[str, str]]) -> bool:
        """Write everything as one command; False when anything of it is not allowed."""
        commands: list[Command] = []
        try:
            for row, texts in typed.items():
                commands += self.sheet.commands(self._bridge.document, row, texts, self._words)
            command = CompositeCommand(commands[0].caption if len(commands) == 1 else EDIT_CELLS, tuple(commands))
            self._bridge.session.preview(command)
        except BlueprintError:
            return False
        return self._bridge.do(command) is not None

    def _write_one_by_one(self, typed: Mapping[str, Mapping[str, str]]) -> None:
        """Write what can be written; the rest stays marked in its cells."""
        self._bridge.session.end_gesture()
        words = ""
        for row, texts in typed.items():
            for key, text in texts.items():
                fault = self._write_one(row, key, text)
                if fault:
                    self.wrong[(row, key)] = Wrong(text, fault)
                    words = fault
        self._bridge.session.end_gesture()
        if words:
            self.faulted.emit(words)

    def _write_one(self, row: str, key: str, text: str) -> str:
        document = self._bridge.document
        if self.sheet.subject(row).element(document) is None:
            return ""
        try:
            commands = self.sheet.commands(document, row, {key: text}, ChoiceWords(document))
        except BlueprintError as error:
            return tr(error.message)
        return self._bridge.attempt(CompositeCommand(EDIT_CELLS, tuple(commands)), _GESTURE)

    # -- how it is told

    def _accessible_text(self, row: str, spec: FieldSpec, wrong: Wrong | None) -> str:
        text = self.text(row, spec) or tr("empty")
        words = tr("{field}: {text}", field=tr(spec.title), text=text)
        return f"{words}; {wrong.fault}" if wrong else words

    def _side(self, row: str) -> QColor | None:
        step = self._bridge.document.step_by_id.get(row)
        if step is None or self.sheet.name != "steps":
            return None
        return QColor(self.theme.of(self._bridge.document.lane_of(step)).ink)

    def _begins(self, index: int) -> bool:
        if self.sheet.name != "steps" or index == 0:
            return False
        steps = self._bridge.document.step_by_id
        one, before = steps.get(self.rows[index]), steps.get(self.rows[index - 1])
        return one is not None and before is not None and one.phase != before.phase
