"""The friction table: arrows by cell, Enter goes to the step, F2 opens the remedy, a menu has all the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QToolTip, QWidget

from visavis.blueprint.drawing import Theme
from visavis.ui.features.frictions.friction_cells import HEADING, ROW, FrictionCells, FrictionHeadings
from visavis.ui.features.frictions.friction_model import HOTSPOT, FrictionColumn, FrictionTableModel
from visavis.ui.features.triage.decisions import SIMPLE_STATES, Decisions
from visavis.ui.fields.choices import word
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.kit.widgets import literal_tip

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot

# Pixels beside the words in an empty table.
EMPTY = 40
# How the width that is left beside numbers is shared out, and the least of it in pixels.
SHARES = {FrictionColumn.TITLE: (0.28, 150), FrictionColumn.STEP: (0.27, 150), FrictionColumn.WHO: (0.21, 124),
          FrictionColumn.REMEDY: (0.24, 170)}
DISC = 46


class FrictionTable(QTableView):
    """The rows; where there is none, why.

    `chosen` carries the hotspot whose step is to be shown, `explained` the one that someone wants to read about.
    """

    chosen = Signal(object)
    explained = Signal(object)

    nothing = ""

    def __init__(self, model: FrictionTableModel, decisions: Decisions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._decisions = decisions
        self.setModel(model)
        self.cells = FrictionCells(self)
        self.setItemDelegate(self.cells)
        self.headings = FrictionHeadings(self)
        self.setHorizontalHeader(self.headings)
        self.headings.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # Whole rows: nothing is cut in half at the top.
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSortingEnabled(True)
        self.sortByColumn(FrictionColumn.NUMBER, Qt.SortOrder.AscendingOrder)
        self.fit_text_size()

    def set_theme(self, theme: Theme) -> None:
        """Paint in a theme's colours and at the size of the text."""
        self.cells.theme = self.headings.theme = theme
        self.fit_text_size()
        self.viewport().update()
        self.headings.viewport().update()

    def fit_text_size(self) -> None:
        """Give rows and columns the room that the text needs."""
        self.verticalHeader().setMinimumSectionSize(scale_length(ROW))
        self.verticalHeader().setDefaultSectionSize(scale_length(ROW))
        self.headings.setFixedHeight(scale_length(HEADING))
        self._share_width()

    def show_empty_reason(self, nothing: str) -> None:
        """Say why there is no row; screen readers hear it with the table."""
        if nothing != self.nothing:
            self.nothing = nothing
            self.setAccessibleDescription(nothing)
            self.viewport().update()

    def hotspot(self) -> Hotspot | None:
        """Return what the current row is about."""
        found: Hotspot | None = self.currentIndex().data(HOTSPOT)
        return found

    def open_remedy(self, hotspot: Hotspot) -> None:
        """Show what the first mechanical remedy would do; without one, what there is to read about the friction."""
        if self._decisions.fixes(hotspot.finding):
            self._decisions.mend(hotspot.finding, 0)
        else:
            self.explained.emit(hotspot)

    def make_menu(self, hotspot: Hotspot) -> QMenu:
        """Return the menu of a row: where it is, what it means, what mends it, what the team decides."""
        finding, menu = hotspot.finding, QMenu(self)
        menu.addAction(tr("Go to the step")).triggered.connect(lambda: self.chosen.emit(hotspot))
        menu.actions()[0].setEnabled(bool(finding.steps))
        menu.addAction(tr("Why, and how to fix it")).triggered.connect(lambda: self.explained.emit(hotspot))
        menu.addSeparator()
        for number, fix in enumerate(self._decisions.fixes(finding)):
            mend = menu.addAction(tr(fix.title).replace("&", "&&"))
            mend.triggered.connect(lambda _=False, chosen=number: self._decisions.mend(finding, chosen))
        menu.addSeparator()
        for state in SIMPLE_STATES:
            one = menu.addAction(word("triage", state.value))
            one.setCheckable(True)
            one.setChecked(finding.decided is not None and finding.decided.state is state)
            one.triggered.connect(lambda _=False, chosen=state: self._decisions.decide(finding, chosen))
        menu.addAction(tr("Dismiss…")).triggered.connect(lambda: self._decisions.ask_reason(finding, waiving=False))
        menu.addAction(tr("Justify…")).triggered.connect(lambda: self._decisions.ask_reason(finding, waiving=True))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the step, F2 opens the remedy; the other keys move from cell to cell."""
        hotspot = self.hotspot()
        if hotspot is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(hotspot)
        elif hotspot is not None and event.key() == Qt.Key.Key_F2:
            self.open_remedy(hotspot)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the step of the row that is clicked; a click on a remedy opens it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid() or index != self.currentIndex():
            return
        hotspot: Hotspot = index.data(HOTSPOT)
        if index.column() == FrictionColumn.REMEDY and event.position().x() < self._chevron_left():
            self.open_remedy(hotspot)
        elif index.column() == FrictionColumn.REMEDY:
            self.explained.emit(hotspot)
        else:
            self.chosen.emit(hotspot)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the row under the pointer, or of the current one for the menu key."""
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        menu = self.make_menu(index.data(HOTSPOT))
        menu.exec(below if is_key else event.globalPos())
        menu.deleteLater()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show all of a row where the pointer rests: cells are cut where they are long."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            if index.isValid():
                QToolTip.showText(event.globalPos(), self._tip(index), self.viewport(), self.visualRect(index))
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or in their place why there are none."""
        super().paintEvent(event)
        if self.nothing:
            with QPainter(self.viewport()) as painter:
                painter.setPen(self.palette().placeholderText().color())
                room = self.viewport().rect().adjusted(EMPTY, 0, -EMPTY, 0)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.nothing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again."""
        super().resizeEvent(event)
        self._share_width()

    def _tip(self, index: QModelIndex) -> str:
        finding = index.data(HOTSPOT).finding
        is_told = index.column() in (FrictionColumn.TITLE, FrictionColumn.REMEDY)
        return literal_tip([*([] if is_told else [str(index.data())]), tr(finding.title), tr(finding.message),
                            f"→ {tr(finding.remedy)}"])

    def _chevron_left(self) -> int:
        cell = self.visualRect(self.model().index(0, FrictionColumn.REMEDY))
        return cell.right() - scale_length(ROW)

    def _share_width(self) -> None:
        """Let no heading be cut; share out what is left; where that is too little, the table scrolls across."""
        least = {column: self.headings.least_width(column) for column in FrictionColumn}
        fixed = {FrictionColumn.NUMBER: max(scale_length(DISC), least[FrictionColumn.NUMBER]),
                 FrictionColumn.CITIZEN: least[FrictionColumn.CITIZEN] + scale_length(10),
                 FrictionColumn.AGENTS: least[FrictionColumn.AGENTS] + scale_length(10)}
        left = self.viewport().width() - sum(fixed.values())
        widths = fixed | {column: max(least[column], scale_length(few), int(left * share))
                          for column, (share, few) in SHARES.items()}
        over = sum(widths.values()) - self.viewport().width()
        if over < 0:
            widths[FrictionColumn.REMEDY] -= over
        for column, width in widths.items():
            self.setColumnWidth(column, width)
