"""The table's place: which sheet, which columns, the cells, and the keys that matter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from visavis.blueprint.drawing import Theme
from visavis.ui.features.inspector.inspected_subjects import Subject
from visavis.ui.features.table.sheets import TableSheet, sheets
from visavis.ui.features.table.table_model import TableModel
from visavis.ui.features.table.table_view import TableView
from visavis.ui.kit.flow_layout import FlowLayout
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.panel import Panel
from visavis.ui.kit.selection import ElementKind, ElementRef, Selection, ids_of
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.settings import UserSettings
from visavis.ui.kit.widgets import button, label

# Sheets whose rows are drawn, and so can be selected on the canvas too.
_DRAWN = {"steps": ElementKind.STEP, "flows": ElementKind.FLOW, "notes": ElementKind.NOTE}


class TablePanel(Panel):
    """Sheets and their cells.

    `went_to` carries the subject of the row that the cursor comes to; `left` tells that the focus may go back.
    """

    went_to = Signal(object)
    left = Signal()

    def __init__(self, bridge: SessionBridge, settings: UserSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("table")
        self._bridge = bridge
        self._settings = settings
        self.sheets: dict[str, TableSheet] = {sheet.name: sheet for sheet in sheets()}
        self.model = TableModel(bridge, self.sheets["steps"], self)
        self.view = TableView(bridge, self.model, self)
        self.tabs: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.columns = button("", "", self)
        self.columns.setMenu(QMenu(self))
        self.columns.menu().aboutToShow.connect(self._fill_columns)
        self.hint = label("", "muted", self)
        self.empty = QLabel(self)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.show_sheet("steps")

    def set_theme(self, theme: Theme) -> None:
        """Paint in a theme's colours."""
        self.model.theme = theme
        self.view.viewport().update()

    def holds_typing(self) -> bool:
        """Return whether a cell is being written, or holds what was not taken."""
        return self.view.holds_typing()

    def take_focus(self) -> None:
        """Put the focus into the cells, on what is selected."""
        self._follow(self._bridge.selection)
        if not self.view.currentIndex().isValid() and self.model.rows:
            self.view.go_to_row(self.model.rows[0])
        row = self.view.row()
        if row is not None:
            self._look_at(row)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_work(self) -> None:
        """Nothing is computed aside."""

    def show_sheet(self, name: str) -> None:
        """Show a sheet with the columns that were chosen for it."""
        self.tabs[name].setChecked(True)
        self.model.show_sheet(self.sheets[name])
        self.view.setAccessibleName(tr(self.sheets[name].title))
        self.view.fit_columns()
        wanted = self._chosen_columns()
        for index, spec in enumerate(self.model.sheet.columns):
            self.view.setColumnHidden(index, spec.key not in wanted)
        if self.model.rows:
            self.view.go_to_row(self.model.rows[0], self.view.first_column())
        self._show_empty()

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        for name, tab in self.tabs.items():
            tab.setText(tr(self.sheets[name].title).replace("&", "&&"))
        self.columns.setText(tr("Columns"))
        self.hint.setText(tr("Enter: edit, and down · Tab: right · Ctrl+Enter: new row · Ctrl+Del: delete the row"
                             " · Ctrl+D: fill down · Alt+↑ ↓: move the row · Ctrl+C, Ctrl+V: with a spreadsheet"
                             " · Esc: back"))
        self.empty.setText(tr("Nothing here yet. Ctrl+Enter adds the first row."))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        tabs = QWidget(self)
        row = FlowLayout(tabs)
        self._group.setExclusive(True)
        for name in self.sheets:
            tab = button("", "filter", tabs)
            tab.setCheckable(True)
            tab.clicked.connect(lambda _=False, of=name: self._choose(of))
            self._group.addButton(tab)
            self.tabs[name] = tab
            row.addWidget(tab)
        top = QHBoxLayout()
        top.addWidget(tabs, 1)
        top.addWidget(self.columns, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("role", "muted")
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)
        column.addWidget(self.hint)

    def _connect(self) -> None:
        self.view.looked_at.connect(self._look_at)
        self.view.left.connect(self.left)
        self.model.faulted.connect(self._bridge.refused)
        self.model.reordered.connect(self._show_empty)
        self._bridge.document_changed.connect(self._on_changed)
        self._bridge.selection_changed.connect(self._follow)
        interface_language.language_changed.connect(self.retranslate)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the document as it is now: out of sight nothing was followed."""
        self.model.refresh()
        super().showEvent(event)

    def _on_changed(self, *_: object) -> None:
        if self.isVisible():
            self.model.refresh()

    def _choose(self, name: str) -> None:
        self.show_sheet(name)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_at(self, row: str) -> None:
        if not self.isVisible():
            return
        if self.model.sheet.name in _DRAWN:
            self._bridge.select({ElementRef(_DRAWN[self.model.sheet.name], row)})
        subject: Subject = self.model.sheet.subject(row)
        self.went_to.emit(subject)

    def _follow(self, selection: Selection) -> None:
        """Go to what is selected elsewhere."""
        kind = _DRAWN.get(self.model.sheet.name)
        selected = ids_of(selection, kind) if kind is not None else frozenset()
        if self.view.row() not in selected:
            chosen = next((one for one in self.model.rows if one in selected), None)
            if chosen is not None:
                self.view.go_to_row(chosen)

    def _show_empty(self) -> None:
        self.empty.setVisible(not self.model.rows)

    # -- columns

    def _chosen_columns(self) -> frozenset[str]:
        chosen = self._settings.columns(self.model.sheet.name)
        known = {spec.key for spec in self.model.sheet.columns}
        # The name of a row is always there; columns of another version of the program are not.
        return (chosen & known) | {self.model.sheet.columns[0].key} if chosen & known else self.model.sheet.shown

    def _fill_columns(self) -> None:
        menu = self.columns.menu()
        menu.clear()
        wanted = self._chosen_columns()
        for index, spec in enumerate(self.model.sheet.columns):
            action = QAction(tr(spec.title).replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(spec.key in wanted)
            # The name of a row is always there: rows without it could not be told apart.
            action.setEnabled(index > 0)
            action.toggled.connect(lambda shown, key=spec.key: self._show_column(key, shown))
            menu.addAction(action)

    def _show_column(self, key: str, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        wanted = self._chosen_columns() | {key} if shown else self._chosen_columns() - {key}
        self._settings.keep_columns(self.model.sheet.name, wanted)
        index = next(index for index, spec in enumerate(self.model.sheet.columns) if spec.key == key)
        self.view.setColumnHidden(index, not shown)
