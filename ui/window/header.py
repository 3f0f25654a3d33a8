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
    QPushButton,
    QWidget,
)

from visavis.blueprint.drawing import Theme
from visavis.ui.fields.choices import word
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.theme_sheet import text_scale
from visavis.ui.kit.widgets import ElidedLabel, button
from visavis.ui.kit.window_frame import paint_logo
from visavis.ui.window.actions import with_keys
from visavis.ui.window.panels import DRAW, screens
from visavis.ui.window.search_field import SearchField

HEIGHT, TABS, BADGE = 44, 32, 24
LOGO = 24
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
        self.export = button("", "primary", self)
        self.export.clicked.connect(self.export_asked)
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(16, 0, 12, 0)
        self._rows.setSpacing(10)
        ahead, behind = QHBoxLayout(), QHBoxLayout()
        for part in (_Logo(self), self.title, self.badge):
            ahead.addWidget(part)
        ahead.addStretch(1)
        behind.addStretch(1)
        for tool in (self.search, self.export):
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
        self.badge.setText(word("state", head.state.value))

    def show_screen(self, name: str) -> None:
        """Show which place the window is at."""
        self.tabs[name].setChecked(True)
        self.screen_shown.emit(name)

    def current_screen(self) -> str:
        """Return which place is shown."""
        return next(name for name, tab in self.tabs.items() if tab.isChecked())

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in a theme's colours."""
        self._fit_text_size()
        self.search.set_theme(theme)

    def _fit_text_size(self) -> None:
        """Take the room that text of the chosen size needs; large text puts the places into a row of their own."""
        large = text_scale() > LARGE
        self._rows.removeWidget(self._tabs)
        if large:
            self._rows.addWidget(self._tabs, 1, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        else:
            self._rows.addWidget(self._tabs, 0, 1)
        line = QFontMetrics(QApplication.font()).height()
        row, tabs = max(HEIGHT, line + 24), max(TABS, line + 14)
        self.badge.setFixedHeight(max(BADGE, line + 6))
        self.export.setFixedHeight(max(TABS - 4, line + 10))
        self._tabs.setFixedHeight(tabs)
        self.setFixedHeight(row + tabs + 10 if large else row)

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        for name, title in screens():
            self.tabs[name].setText(tr(title))
            self.tabs[name].setToolTip(with_keys(title, "show_next_screen"))
        self.export.setText(tr("Export…"))
        self.export.setToolTip(with_keys("Export", "dialogs.export"))
        self._tabs.setAccessibleName(tr("Places of the window"))
        self.show_document()

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
