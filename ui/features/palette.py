"""The palette at the left: tools to take, things to add by clicking or dragging."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visavis.blueprint.drawing import Theme
from visavis.blueprint.language import N_
from visavis.blueprint.model.words import CLOSED_LISTS
from visavis.ui.canvas.tools import FIRST_TOOL
from visavis.ui.canvas.tools.palette_entries import PALETTE, PaletteEntry, entry_of, mime_of
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.icons import themed_icon
from visavis.ui.kit.panel import Panel
from visavis.ui.kit.theme_sheet import scale_length

WIDTH = 76
# Tools that add nothing: name, title, icon.
HANDS = (("select", N_("Select"), "mouse-pointer"), ("connect", N_("Connect"), "spline"))


# What is added to the whole drawing at once: name, title, icon.
FRAMES = (("lane", N_("Lane"), "panel-bottom"), ("phase", N_("Phase"), "chevron-right"))


class Palette(Panel):
    """Buttons of the tools. `taken` carries the name of the chosen tool.

    `lane_asked` carries the kind of lane to add; `phase_asked` nothing.
    """

    taken = Signal(str)
    lane_asked = Signal(str)
    phase_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._titles: dict[str, str] = {}
        self._icons: dict[str, str] = {}
        self.buttons: dict[str, QToolButton] = {}
        self._pressed: QPoint | None = None
        self._colours = ("#5A6675", "#A8450B")
        column = self._column()
        for name, title, icon in (*HANDS, *((entry.tool, entry.title, entry.icon) for entry in PALETTE)):
            column.addWidget(self._button(name, title, icon))
        for name, title, icon in FRAMES:
            column.addWidget(self._frame_button(name, title, icon))
        column.addStretch(1)
        self.show_tool(FIRST_TOOL)
        self.retranslate()
        interface_language.language_changed.connect(self.retranslate)

    def show_tool(self, name: str) -> None:
        """Show which tool is in hand."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)
        self._dress()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in a theme's colours."""
        self._colours = (theme.muted, theme.citizen.ink)
        self._fit_text_size()
        self._dress()

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        for name, button in self.buttons.items():
            title = tr(self._titles[name])
            button.setText(title)
            button.setAccessibleName(title)
            button.setToolTip(tr("{tool}: click, then click on the canvas; or drag it there", tool=title)
                              if name.startswith("add-") else title)
        self._fit_text_size()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin a drag when a button that adds is pulled away."""
        if isinstance(event, QMouseEvent) and isinstance(watched, QToolButton):
            if event.type() == QEvent.Type.MouseButtonPress:
                self._pressed = event.position().toPoint()
            elif event.type() == QEvent.Type.MouseMove and self._is_pulled(event):
                self._pressed = None
                self._drag(entry_of(watched.objectName()), watched)
                return True
        return super().eventFilter(watched, event)

    def _is_pulled(self, event: QMouseEvent) -> bool:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        return (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance()

    def _drag(self, entry: PaletteEntry, button: QToolButton) -> None:
        button.setDown(False)
        drag = QDrag(self)
        drag.setMimeData(mime_of(entry))
        drag.setPixmap(button.icon().pixmap(QSize(32, 32)))
        drag.exec(Qt.DropAction.CopyAction)

    def _column(self) -> QVBoxLayout:
        """Return the column of buttons; it scrolls where the window is low."""
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("palette")
        scroll.setWidget(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)
        column = QVBoxLayout(inside)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(2)
        return column

    def _frame_button(self, name: str, title: str, icon: str) -> QToolButton:
        button = self._plain_button(name, title, icon)
        if name == "lane":
            menu = QMenu(button)
            menu.aboutToShow.connect(lambda: self._list_lanes(menu))
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        else:
            button.clicked.connect(self.phase_asked)
        return button

    def _list_lanes(self, menu: QMenu) -> None:
        menu.clear()
        for kind, words in CLOSED_LISTS["lane-kind"].items():
            action = menu.addAction(tr(words.label))
            action.triggered.connect(lambda _=False, chosen=kind: self.lane_asked.emit(chosen))

    def _button(self, name: str, title: str, icon: str) -> QToolButton:
        button = self._plain_button(name, title, icon)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.taken.emit(name))
        if name.startswith("add-"):
            button.installEventFilter(self)
        self._group.addButton(button)
        return button

    def _plain_button(self, name: str, title: str, icon: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.buttons[name] = button
        self._titles[name] = title
        self._icons[name] = icon
        return button

    def _fit_text_size(self) -> None:
        """Take the room that text of the chosen size needs."""
        widest = max((button.fontMetrics().horizontalAdvance(button.text()) for button in self.buttons.values()),
                     default=0)
        width = max(scale_length(WIDTH), widest + 24)
        self.setFixedWidth(width)
        for button in self.buttons.values():
            button.setIconSize(QSize(scale_length(20), scale_length(20)))
            button.setFixedSize(QSize(width - 12, scale_length(20) + button.fontMetrics().height() + 16))

    def _dress(self) -> None:
        quiet, chosen = self._colours
        for name, button in self.buttons.items():
            button.setIcon(themed_icon(self._icons[name], chosen if button.isChecked() else quiet))
