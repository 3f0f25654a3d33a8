"""The friction table as Qt's model: one row a finding, one column a question, one word where nothing is known."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from visavis.blueprint.language import N_
from visavis.ui.features.frictions.friction_words import minutes_text, row_text, step_text, who_text
from visavis.ui.kit.i18n import tr

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Finding, Hotspot
    from visavis.blueprint.model import BlueprintDocument

HOTSPOT = Qt.ItemDataRole.UserRole + 1
IS_UNKNOWN = Qt.ItemDataRole.UserRole + 2
IS_MARKED = Qt.ItemDataRole.UserRole + 3

class FrictionColumn(IntEnum):
    """The questions that each row answers, in the order of the table."""

    NUMBER = 0
    TITLE = 1
    STEP = 2
    WHO = 3
    CITIZEN = 4
    AGENTS = 5
    REMEDY = 6


HEADINGS = {
    FrictionColumn.NUMBER: N_("No."), FrictionColumn.TITLE: N_("Friction"), FrictionColumn.STEP: N_("Step"),
    FrictionColumn.WHO: N_("Who is affected"), FrictionColumn.CITIZEN: N_("Citizen, per case"),
    FrictionColumn.AGENTS: N_("Agents, per case"), FrictionColumn.REMEDY: N_("Remedy"),
}


class FrictionTableModel(QAbstractTableModel):
    """The open findings of the latest analysis that pass the filter, in the order of one column.

    `read_document` returns the document whose steps and personas the rows name.
    """

    def __init__(self, read_document: Callable[[], BlueprintDocument], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hotspots: list[Hotspot] = []
        self._read_document = read_document
        self._marked: frozenset[str] = frozenset()
        self._order = (FrictionColumn.NUMBER, Qt.SortOrder.AscendingOrder)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.hotspots)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(FrictionColumn)

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's heading; a row's name for screen readers is its friction and its step."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            return tr(HEADINGS[FrictionColumn(section)])
        finding = self.hotspots[section].finding
        return tr("{friction}, {step}", friction=tr(finding.title), step=step_text(self._read_document(), finding))

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell: its words, all of the row for tooltips, its heading with it for screen readers."""
        if not index.isValid():
            return None
        hotspot, column = self.hotspots[index.row()], FrictionColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(hotspot, column) or tr("unknown")
            case Qt.ItemDataRole.AccessibleTextRole if column in (FrictionColumn.NUMBER, FrictionColumn.TITLE):
                return row_text(self._read_document(), hotspot)
            case Qt.ItemDataRole.AccessibleTextRole:
                return tr("{field}: {text}", field=tr(HEADINGS[column]),
                          text=self._text(hotspot, column) or tr("unknown"))
            case Qt.ItemDataRole.TextAlignmentRole:
                across = (Qt.AlignmentFlag.AlignRight if column in (FrictionColumn.CITIZEN, FrictionColumn.AGENTS)
                          else Qt.AlignmentFlag.AlignLeft)
                return int(across | Qt.AlignmentFlag.AlignVCenter)
        return {HOTSPOT: hotspot, IS_UNKNOWN: not self._text(hotspot, column),
                IS_MARKED: bool(self._marked.intersection(hotspot.finding.steps[:1]))}.get(role)

    def show_hotspots(self, hotspots: list[Hotspot]) -> None:
        """Show other rows, in the order that was chosen."""
        ordered = self._sorted(hotspots)
        if ordered != self.hotspots:
            self.beginResetModel()
            self.hotspots = ordered
            self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; what is unknown stands last."""
        self._order = (FrictionColumn(column), order)
        self.show_hotspots(self.hotspots)

    def mark_steps(self, steps: frozenset[str]) -> list[int]:
        """Mark the rows about these steps, and return which they are."""
        if steps != self._marked:
            self._marked = steps
            self.refresh_texts()
        return [row for row, one in enumerate(self.hotspots) if steps.intersection(one.finding.steps[:1])]

    def refresh_texts(self) -> None:
        """Tell that titles of steps, or the language, may be others."""
        if self.hotspots:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.hotspots) - 1, len(FrictionColumn) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(FrictionColumn) - 1)

    def _sorted(self, hotspots: list[Hotspot]) -> list[Hotspot]:
        column, order = self._order
        by_number = sorted(hotspots, key=lambda one: one.number)
        if column is FrictionColumn.NUMBER:
            return by_number if order is Qt.SortOrder.AscendingOrder else by_number[::-1]
        keyed = [(self._sort_key(one.finding, column), one) for one in by_number]
        known = [(key, one) for key, one in keyed if key is not None]
        known.sort(key=lambda pair: pair[0], reverse=order is Qt.SortOrder.DescendingOrder)
        return [one for _, one in known] + [one for key, one in keyed if key is None]

    def _sort_key(self, finding: Finding, column: FrictionColumn) -> tuple[float, str] | None:
        """Return what a column is ordered by, a number or words; None where it is unknown."""
        numbers = {FrictionColumn.WHO: finding.share, FrictionColumn.CITIZEN: finding.citizen_minutes,
                   FrictionColumn.AGENTS: finding.agent_minutes}
        if column in numbers:
            number = numbers[column]
            return None if number is None else (number, "")
        if column is FrictionColumn.STEP:
            return 0.0, step_text(self._read_document(), finding).casefold()
        return 0.0, tr(finding.title if column is FrictionColumn.TITLE else finding.remedy).casefold()

    def _text(self, hotspot: Hotspot, column: FrictionColumn) -> str:
        """Return the words of a cell; "" where it is not known."""
        finding = hotspot.finding
        match column:
            case FrictionColumn.NUMBER:
                return str(hotspot.number)
            case FrictionColumn.TITLE:
                return tr(finding.title)
            case FrictionColumn.STEP:
                return step_text(self._read_document(), finding)
            case FrictionColumn.WHO:
                return who_text(self._read_document(), finding)
            case FrictionColumn.CITIZEN:
                return minutes_text(finding.citizen_minutes)
            case FrictionColumn.AGENTS:
                return minutes_text(finding.agent_minutes)
            case FrictionColumn.REMEDY:
                return tr(finding.remedy)
