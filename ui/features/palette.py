"""The palette at the left: tools to take, things to add by clicking or dragging. Icons; tooltips have the words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QDrag, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QFrame, QMenu, QToolButton, QVBoxLayout, QWidget

from visavis.blueprint.drawing import Theme
from visavis.blueprint.language import N_
from visavis.blueprint.model.words import CLOSED_LISTS
from visavis.ui.canvas.keys import BINDINGS, key_text
from visavis.ui.canvas.tools import FIRST_TOOL
from visavis.ui.canvas.tools.palette_entries import PALETTE, PaletteEntry, entry_of, mime_of
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.icons import themed_icon
from visavis.ui.kit.panel import Panel
from visavis.ui.kit.theme_sheet import scale_length

# Pixels, with text of the usual size: the palette, a button, from one button to the next, and what a rule adds.
WIDTH, BUTTON, PITCH, RULE = 44, 32, 36, 11
ICON = 20
MARGIN = 6
# Tools that add nothing: name, title, icon.
HANDS = (("select", N_("Select"), "mouse-pointer"), ("connect", N_("Connect"), "spline"))
# What is added to the whole drawing at once: name, title, icon.
FRAMES = (("lane", N_("Lane"), "panel-bottom"), ("phase", N_("Phase"), "chevron-right"))
_ADDS = "add-"
# The method of the canvas that does with a key what the tool does with the mouse.
_BY_KEY = {"select": "cancel", "connect": "start_connecting", "add-note": "add_note", "phase": "add_phase"}


class Palette(Panel):
    """Buttons of the tools. `taken` carries the name of the chosen tool.

    `lane_asked` carries the kind of lane to add; `phase_asked` nothing. Where the window is too low for all of them,
    the last button opens a menu of the others.
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
        self._rules = [QFrame(self), QFrame(self)]
        self._pressed: QPoint | None = None
        self._in_hand = FIRST_TOOL
        self._colours = ("#5A6675", "#A8450B")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for name, title, icon in (*HANDS, *((entry.tool, entry.title, entry.icon) for entry in PALETTE)):
            self._add_button(self._button(name, title, icon))
        for name, title, icon in FRAMES:
            self._add_button(self._frame_button(name, title, icon))
        # In a narrow window: everything that adds a step or a note, behind one button.
        self._is_narrow = False
        self.kinds = self._menu_button("kinds", self._list_kinds)
        self.more = self._menu_button("more", self._list_rest)
        for button in (self.kinds, self.more):
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        for index, rule in zip((len(HANDS), len(HANDS) + len(PALETTE) + 1), self._rules, strict=True):
            self._column.insertWidget(index, rule, 0, Qt.AlignmentFlag.AlignHCenter)
        self.show_tool(FIRST_TOOL)
        self.retranslate()
        interface_language.language_changed.connect(self.retranslate)

    def fit_room(self, *, is_narrow: bool) -> None:
        """Show all tools as far as there is room; in a narrow window the first two, and two menus of the others."""
        self._is_narrow = is_narrow
        self._fold(self.height())

    def show_tool(self, name: str) -> None:
        """Show which tool is in hand."""
        self._in_hand = name
        if name in self.buttons:
            self.buttons[name].setChecked(True)
        self._dress()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in a theme's colours."""
        self._colours = (theme.muted, theme.citizen.ink)
        for rule in self._rules:
            rule.setStyleSheet(f"border: none; border-top: 1px solid {theme.hairline};")
        self._fit_text_size()
        self._dress()

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        for name, button in self.buttons.items():
            button.setAccessibleName(tr(self._titles[name]))
            button.setToolTip(self._tip(name))
        self.more.setAccessibleName(tr("More tools"))
        self.more.setToolTip(tr("More tools"))
        self.kinds.setAccessibleName(tr("Add"))
        self.kinds.setToolTip(tr("Add"))
        self._fit_text_size()

    def _tip(self, name: str) -> str:
        """Return a tool's name and key, and how it is taken."""
        title, keys = tr(self._titles[name]), _keys_of(name)
        if keys:
            title = f"{title} ({key_text(keys)})"
        return tr("{tool}: click, then click on the drawing; or drag it there", tool=title) if (
            name.startswith(_ADDS)) else title

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many tools as there is room for."""
        super().resizeEvent(event)
        self._fold(event.size().height())

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

    # -- buttons

    def _add_button(self, button: QToolButton) -> None:
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

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

    def _menu_button(self, name: str, fill: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        menu = QMenu(button)
        menu.aboutToShow.connect(fill)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.hide()
        return button

    def _list_lanes(self, menu: QMenu) -> None:
        menu.clear()
        for kind, words in CLOSED_LISTS["lane-kind"].items():
            action = menu.addAction(tr(words.label))
            action.triggered.connect(lambda _=False, chosen=kind: self.lane_asked.emit(chosen))

    def _list_rest(self) -> None:
        """Fill the menu of the tools that have no room."""
        self._list(self.more.menu(), [name for name, button in self.buttons.items() if button.isHidden() and not (
            self._is_narrow and name.startswith(_ADDS))])

    def _list_kinds(self) -> None:
        """Fill the menu of what can be added to a cell."""
        self._list(self.kinds.menu(), [name for name in self.buttons if name.startswith(_ADDS)])

    def _list(self, menu: QMenu, names: list[str]) -> None:
        menu.clear()
        for name in names:
            button = self.buttons[name]
            if button.menu() is not None:
                lanes = menu.addMenu(button.icon(), tr(self._titles[name]))
                self._list_lanes(lanes)
                continue
            action = QAction(button.icon(), tr(self._titles[name]), menu)
            action.setCheckable(button.isCheckable())
            action.setChecked(name == self._in_hand)
            action.triggered.connect(lambda _=False, one=button: one.click())
            menu.addAction(action)

    def _button(self, name: str, title: str, icon: str) -> QToolButton:
        button = self._plain_button(name, title, icon)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.taken.emit(name))
        if name.startswith(_ADDS):
            button.installEventFilter(self)
        self._group.addButton(button)
        return button

    def _plain_button(self, name: str, title: str, icon: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.buttons[name] = button
        self._titles[name] = title
        self._icons[name] = icon
        return button

    # -- room

    def _fit_text_size(self) -> None:
        """Take the room that text of the chosen size needs."""
        self.setFixedWidth(scale_length(WIDTH))
        side, gap = scale_length(BUTTON), scale_length(PITCH) - scale_length(BUTTON)
        self._column.setContentsMargins(0, MARGIN, 0, 0)
        self._column.setSpacing(gap)
        for button in (*self.buttons.values(), self.kinds, self.more):
            button.setIconSize(QSize(scale_length(ICON), scale_length(ICON)))
            button.setFixedSize(QSize(side, side))
        for rule in self._rules:
            rule.setFixedSize(QSize(side, scale_length(RULE) - gap))
        self._fold(self.height())

    def _fold(self, height: int) -> None:
        """Show the first tools that fit into so many pixels, with a button for the others where not all do."""
        pitch, names = scale_length(PITCH), list(self.buttons)
        room = height - MARGIN - len(self._rules) * scale_length(RULE)
        shown = len(HANDS) if self._is_narrow else (
            len(names) if room >= len(names) * pitch else max(1, room // pitch - 1))
        for index, name in enumerate(names):
            self.buttons[name].setVisible(index < shown)
        self.kinds.setVisible(self._is_narrow)
        self.more.setVisible(shown < len(names))
        # A rule parts what is shown.
        self._rules[-1].setVisible(shown > len(HANDS) + len(PALETTE))

    def _dress(self) -> None:
        quiet, chosen = self._colours
        for name, button in self.buttons.items():
            button.setIcon(themed_icon(self._icons[name], chosen if button.isChecked() else quiet))
        self.kinds.setIcon(themed_icon("plus", quiet))
        self.more.setIcon(themed_icon("ellipsis", quiet))


def _keys_of(name: str) -> str:
    """Return the keys that do what a tool does with the mouse; none where nothing does."""
    method, argument = _BY_KEY.get(name), None
    if method is None:
        method, argument = "set_kind", name.removeprefix("add-")
    found = (keys for one in BINDINGS if (one.method, one.argument) == (method, argument) for keys in one.keys)
    return next(found, "")
