"""The header: mark, title and state of the document, the places of the window, search, export."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from visavis.blueprint.drawing import Theme
from visavis.ui.fields.choices import word
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.icons import themed_icon
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.theme_sheet import scale_length, text_scale
from visavis.ui.kit.widgets import ElidedLabel, button
from visavis.ui.kit.window_frame import paint_logo
from visavis.ui.window.actions import with_keys
from visavis.ui.window.panels import DRAW, screens
from visavis.ui.window.search_field import SearchField

HEIGHT, TABS, BADGE = 44, 32, 24
# In a low window, and how much of it stands around its text, at least.
LOW_HEIGHT, AROUND, LOW_AROUND = 40, 24, 20
LOGO, ICON = 24, 18
# From this many times the usual text on, the header has two rows.
LARGE = 1.3
TITLE_WIDTH = 380


class _Logo(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(LOGO, LOGO))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_logo(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1))


class Header(QFrame):
    """The row at the top. `screen_chosen` and `screen_shown` carry a screen's name, the other signals nothing."""

    screen_chosen = Signal(str)
    export_asked = Signal()
    screen_shown = Signal(str)

    def __init__(self, bridge: SessionBridge, search: SearchField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._bridge = bridge
        self.title = ElidedLabel("document", TITLE_WIDTH, self)
        self.badge = QLabel(self)
        self.badge.setProperty("role", "badge")
        self.badge.setTextFormat(Qt.TextFormat.PlainText)
        self._tabs, self.tabs = self._make_tabs()
        self.search = search
        self._folds_places = self._is_low = False
        self.export = button("", "primary", self)
        self.export.clicked.connect(self.export_asked)
        self.menus = self._tool("menus")
        self.places = self._tool("places")
        self.searching = self._tool("searching")
        self.searching.clicked.connect(search.begin)
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(16, 0, 12, 0)
        self._rows.setSpacing(10)
        ahead, behind = QHBoxLayout(), QHBoxLayout()
        for part in (self.menus, _Logo(self), self.title, self.badge, self.places):
            ahead.addWidget(part)
        ahead.addStretch(1)
        behind.addStretch(1)
        for tool in (self.search, self.searching, self.export):
            behind.addWidget(tool)
        self._rows.addLayout(ahead, 0, 0)
        self._rows.addLayout(behind, 0, 2)
        for column in (0, 2):
            self._rows.setColumnStretch(column, 1)
        self._fit_text_size()
        self.retranslate()
        interface_language.language_changed.connect(self.retranslate)
        bridge.document_changed.connect(self.show_document)
        bridge.document_replaced.connect(self.show_document)

    def show_document(self, *_: object) -> None:
        """Show the document's title and state."""
        head = self._bridge.document.head
        self.title.show_text(head.title or tr("Without a title"))
        state = word("state", head.state.value)
        self.badge.setText(state)
        if self._folds_places:
            self.title.setToolTip(f"{self.title.toolTip()} · {state}")

    def fit_room(self, *, folds_places: bool, folds_menus: bool, is_low: bool) -> None:
        """Stand in the room there is: places as one drop-down and the search as an icon, the menus as a button."""
        self._folds_places, self._is_low = folds_places, is_low
        self.menus.setVisible(folds_menus)
        for tool in (self.places, self.searching):
            tool.setVisible(folds_places)
        for usual in (self._tabs, self.badge):
            usual.setVisible(not folds_places)
        self.search.fold(folds_places)
        # The places stand in the middle; without them the title has all the room that there is.
        self._rows.setColumnStretch(2, 0 if folds_places else 1)
        self._fit_text_size()
        self.show_document()

    def set_menus(self, menus: list[QMenu]) -> None:
        """Put the menus of the menu bar behind the button that stands for it where there is no room."""
        menu = QMenu(self.menus)
        for one in menus:
            menu.addMenu(one)
        before = self.menus.menu()
        self.menus.setMenu(menu)
        if before is not None:
            before.deleteLater()

    def show_screen(self, name: str) -> None:
        """Show which place the window is at."""
        self.tabs[name].setChecked(True)
        self.places.setText(self.tabs[name].text())
        self.screen_shown.emit(name)

    def current_screen(self) -> str:
        """Return which place is shown."""
        return next(name for name, tab in self.tabs.items() if tab.isChecked())

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in a theme's colours."""
        for tool, icon in ((self.menus, "menu"), (self.searching, "search"), (self.places, "chevron-down")):
            tool.setIcon(themed_icon(icon, theme.ink))
        self._fit_text_size()
        self.search.set_theme(theme)
        self.search.fold(self._folds_places)

    def _fit_text_size(self) -> None:
        """Take the room that text of the chosen size needs; large text puts the places into a row of their own."""
        large = text_scale() > LARGE and not self._folds_places
        self._rows.removeWidget(self._tabs)
        if large:
            self._rows.addWidget(self._tabs, 1, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        else:
            self._rows.addWidget(self._tabs, 0, 1)
        line = QFontMetrics(QApplication.font()).height()
        least, around = (LOW_HEIGHT, LOW_AROUND) if self._is_low else (HEIGHT, AROUND)
        row, tabs = max(least, line + around), max(TABS, line + 14)
        self.badge.setFixedHeight(max(BADGE, line + 6))
        self.export.setFixedHeight(max(TABS - 4, line + 10))
        self._tabs.setFixedHeight(tabs)
        for tool in (self.menus, self.searching, self.places):
            tool.setFixedHeight(tabs)
            tool.setIconSize(QSize(scale_length(ICON), scale_length(ICON)))
        self.setFixedHeight(row + tabs + 10 if large else row)

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        for name, title in screens():
            self.tabs[name].setText(tr(title))
            self.tabs[name].setToolTip(with_keys(title, "show_next_screen"))
        self.export.setText(tr("Export…"))
        self.export.setToolTip(with_keys("Export", "dialogs.export"))
        self._tabs.setAccessibleName(tr("Places of the window"))
        self.menus.setAccessibleName(tr("Menus"))
        self.menus.setToolTip(with_keys("Menus", "go_to_menus"))
        self.searching.setAccessibleName(tr("Search or run a command"))
        self.searching.setToolTip(with_keys("Search or run a command", "search"))
        self.places.setAccessibleName(tr("Places of the window"))
        self.places.setToolTip(with_keys("Places of the window", "show_next_screen"))
        self.places.setText(self.tabs[self.current_screen()].text())
        self.show_document()

    def _tool(self, name: str) -> QToolButton:
        """Return a button that stands for more than there is room for; `places` says where the window is."""
        tool = QToolButton(self)
        tool.setObjectName(name)
        tool.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        if name == "places":
            tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            # Its arrow stands after its words.
            tool.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            menu = QMenu(tool)
            menu.aboutToShow.connect(lambda: self._list_places(menu))
            tool.setMenu(menu)
        tool.hide()
        return tool

    def _list_places(self, menu: QMenu) -> None:
        menu.clear()
        for name, title in screens():
            action = menu.addAction(tr(title))
            action.setCheckable(True)
            action.setChecked(name == self.current_screen())
            action.triggered.connect(lambda _=False, screen=name: self.screen_chosen.emit(screen))

    def _make_tabs(self) -> tuple[QWidget, dict[str, QPushButton]]:
        holder = QWidget(self)
        holder.setObjectName("tabs")
        row = QHBoxLayout(holder)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        group = QButtonGroup(holder)
        tabs = {}
        for name, _ in screens():
            tab = button("", "tab", holder)
            tab.setCheckable(True)
            tab.clicked.connect(lambda _=False, screen=name: self.screen_chosen.emit(screen))
            group.addButton(tab)
            row.addWidget(tab)
            tabs[name] = tab
        tabs[DRAW].setChecked(True)
        return holder, tabs
