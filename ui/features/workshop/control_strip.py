"""The strip under a projection: what is folded and where the page is; the controls, while someone asks for them.

They take each other's place in a strip that stays as high as it is, so that nothing of the drawing moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedLayout,
    QWidget,
)

from visavis.blueprint.drawing import Theme
from visavis.blueprint.registry.workshop_scripts import Script
from visavis.ui.features.workshop.page_map import FoldedLanes, PageMap
from visavis.ui.features.workshop.presentation_unit import Units
from visavis.ui.features.workshop.script_choice import ScriptChoice
from visavis.ui.features.workshop.workshop_session import WorkshopSession
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.icons import themed_icon
from visavis.ui.kit.widgets import ElidedLabel, button, chain_stops

# In units of a 45th of the screen's height.
HEIGHT, BUTTON, SPACING, MARGIN = 2.7, 2.0, 0.45, 1.2
# Milliseconds without movement or focus after which the controls go, and that a message stays.
IDLE, MESSAGE = 4000, 6000
LEAST_CHOICE = 4


@dataclass(frozen=True, slots=True)
class LaneEntry:
    """A lane in the list of lanes: whether it is on the page, and how many steps it has in the page's columns."""

    lane: str
    name: str
    colour: str
    steps: int
    is_shown: bool


class ControlStrip(QFrame):
    """What is folded, the page and, when asked, the controls. The signals say what was asked for."""

    left = Signal()
    notes_asked = Signal()
    zoomed = Signal(int)
    lane_toggled = Signal(str)
    gave_focus_back = Signal()

    def __init__(self, session: WorkshopSession, scripts: dict[str, Script], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("controlStrip")
        self._session = session
        self._units = Units(0)
        self._lanes: tuple[LaneEntry, ...] = ()
        self._ink = "#000000"
        self.rest, self.controls, self.told = QWidget(self), QWidget(self), ElidedLabel("told", None, self)
        self.folded, self.page_map = FoldedLanes(self.rest), PageMap(self.rest)
        self.page_name = QLabel(self.rest)
        self.page_name.setTextFormat(Qt.TextFormat.PlainText)
        self.before, self.start, self.more, self.notes, self.lanes, self.out, self.near, self.stop = (
            button("", "", self.controls) for _ in range(8))
        self.onward = button("", "primary", self.controls)
        self.scale = QLabel(self.controls)
        self.choice = ScriptChoice(session, scripts, LEAST_CHOICE, self.controls)
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self._hide_when_idle)
        self._message = QTimer(self, singleShot=True, interval=MESSAGE)
        self._message.timeout.connect(self._end_message)
        self._lay_out()
        self._connect()
        self.refresh()

    # -- what is shown

    @property
    def shows_controls(self) -> bool:
        """Whether the controls are in sight."""
        return self._stack.currentWidget() is self.controls

    def show_controls(self, *, focus: bool = False) -> None:
        """Show the controls until no one moves for a while; with the focus on them where it was asked for."""
        self._message.stop()
        self._stack.setCurrentWidget(self.controls)
        if focus and not self.has_focus():
            self.onward.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._idle.start()

    def hide_controls(self) -> None:
        """Show what is folded and where the page is."""
        self._idle.stop()
        if self.has_focus():
            self.gave_focus_back.emit()
        self._stack.setCurrentWidget(self.rest)

    def tell(self, text: str) -> None:
        """Show a sentence for a while in place of everything else, a refusal for instance."""
        if text:
            self.told.show_text(text)
            self._stack.setCurrentWidget(self.told)
            self._message.start()

    def has_focus(self) -> bool:
        """Return whether one of the controls has the focus."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def end(self) -> None:
        """Wait for nothing any more."""
        self._idle.stop()
        self._message.stop()

    def set_theme(self, theme: Theme) -> None:
        """Paint in a theme's colours."""
        self._ink = theme.ink
        self.folded.set_theme(theme)
        self.page_map.set_theme(theme)
        for part, icon in ((self.before, "arrow-left"), (self.start, "clock"), (self.notes, "sticky-note")):
            part.setIcon(themed_icon(icon, theme.ink))
        self.onward.setIcon(themed_icon("arrow-right", theme.background))

    def set_units(self, units: Units) -> None:
        """Take the sizes that a screen asks for."""
        self._units = units
        self.setFixedHeight(units.length(HEIGHT))
        side, gap, high = units.length(MARGIN), units.length(SPACING), units.length(BUTTON)
        for widget in (self.rest, self.controls):
            row = widget.layout()
            if row is not None:
                row.setContentsMargins(side, 0, side, 0)
                row.setSpacing(gap)
        self.setStyleSheet(f"QLabel, QPushButton, QComboBox {{ font-size: {units.text}px; }}"
                           f"QPushButton, QPushButton:focus {{ padding: 0 {units.length(0.5)}px; }}"
                           f"QComboBox, QComboBox:focus {{ padding: 0 {units.length(0.4)}px; }}"
                           f"QLabel[role=\"told\"] {{ padding: 0 {side}px; font-weight: 600; }}")
        for part in (*self._buttons(), self.choice):
            part.setFixedHeight(high)
        for button_ in self._buttons():
            button_.setIconSize(QSize(units.text, units.text))
        self.folded.set_units(units)
        self.page_map.set_units(units)
        self._fit()

    def show_lanes(self, lanes: Sequence[LaneEntry]) -> None:
        """Show which lanes are folded, with how many steps of the page they hold."""
        self._lanes = tuple(lanes)
        self.folded.show_lanes([(lane.name, lane.steps, lane.colour) for lane in lanes if not lane.is_shown])

    def show_page(self, widths: Sequence[int], first: int, last: int, phase: int) -> None:
        """Show the page among the columns of all phases; `phase` counts from 0, below 0 for the whole."""
        self.page_map.show_page(widths, first, last, phase)
        count = len(widths)
        name = tr("Phase {number} of {total}", number=phase + 1, total=count) if phase >= 0 else tr("Whole journey")
        self.page_name.setText(name)
        self.scale.setText(tr("One phase") if phase >= 0 else tr("Whole journey"))
        self._fit()

    def refresh(self, *_: object) -> None:
        """Show what can be done now, in the interface's language."""
        session = self._session
        running = session.is_running
        for part, text, name in (
                (self.before, tr("Previous one"), tr("Previous activity")),
                (self.onward, tr("Next one"), tr("Next activity")),
                (self.start, tr("Pause") if running else tr("Start timer"),
                 tr("Pause the timer") if running else tr("Start the timer")),
                (self.more, tr("+ 1 min"), tr("One more minute")), (self.notes, tr("Notes"), tr("Notes")),
                (self.lanes, tr("Lanes"), tr("Lanes in sight")), (self.out, "−", tr("Show the whole journey")),
                (self.near, "+", tr("Show one phase, or zoom in")),
                (self.stop, tr("Leave"), tr("Leave the presentation"))):
            part.setText(text)
            part.setAccessibleName(name)
            part.setToolTip(name)
        scripted = session.activity is not None
        for each in (self.start, self.more, self.before, self.onward):
            each.setEnabled(scripted)
        self.before.setEnabled(scripted and session.index > 0)
        self.onward.setEnabled(session.next_activity is not None)
        self._fit()

    # -- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the controls with arrows; whatever else is typed here reaches nothing else."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay while someone moves among the controls."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.MouseMove, QEvent.Type.KeyPress):
            self._idle.start()
        return super().eventFilter(watched, event)

    def _hide_when_idle(self) -> None:
        if QApplication.activePopupWidget() is not None or self.has_focus():
            self._idle.start()
        elif self.shows_controls:
            self.hide_controls()

    def _end_message(self) -> None:
        self._stack.setCurrentWidget(self.controls if self._idle.isActive() else self.rest)

    def _open_lanes(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for lane in self._lanes:
            action = QAction(f"{lane.name} · {lane.steps}".replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(lane.is_shown)
            action.triggered.connect(lambda _=False, of=lane.lane: self.lane_toggled.emit(of))
            menu.addAction(action)
        above = self.lanes.mapToGlobal(QPoint(0, -menu.sizeHint().height()))
        menu.popup(above)

    # -- making it

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.before, self.start, self.more, self.onward, self.notes, self.lanes, self.out, self.near,
                self.stop)

    def _lay_out(self) -> None:
        self._stack = QStackedLayout(self)
        for page in (self.rest, self.controls, self.told):
            self._stack.addWidget(page)
        at_rest = QHBoxLayout(self.rest)
        at_rest.addWidget(self.folded, 1)
        at_rest.addWidget(self.page_map)
        at_rest.addWidget(self.page_name)
        row = QHBoxLayout(self.controls)
        for part in (self.before, self.start, self.more, self.onward, self.notes, self.lanes):
            row.addWidget(part)
        row.addWidget(self.choice, 4)
        row.addStretch(1)
        for each in (self.out, self.scale, self.near, self.stop):
            row.addWidget(each)
        chain_stops(row)
        for widget in (self.controls, *self._buttons(), self.choice):
            widget.setMouseTracking(True)
            widget.installEventFilter(self)

    def _fit(self) -> None:
        """Leave words that a sign says as well where the strip is too narrow for all of them."""
        spare = (self.before, self.start, self.notes)
        room = self.width() - 2 * self._units.length(MARGIN)
        if room <= 0:
            return
        for part in spare:
            if self._needed() <= room:
                break
            if not part.icon().isNull():
                part.setText("")

    def _needed(self) -> int:
        gap = self._units.length(SPACING)
        parts: list[QWidget] = [*self._buttons(), self.scale, self.choice]
        return sum(part.minimumSizeHint().width() + gap for part in parts)

    def _connect(self) -> None:
        session = self._session
        self.before.clicked.connect(lambda: session.go_to(session.index - 1))
        self.onward.clicked.connect(lambda: session.go_to(session.index + 1))
        self.start.clicked.connect(session.toggle_clock)
        self.more.clicked.connect(session.add_minute)
        self.notes.clicked.connect(self.notes_asked)
        self.lanes.clicked.connect(self._open_lanes)
        self.out.clicked.connect(lambda: self.zoomed.emit(-1))
        self.near.clicked.connect(lambda: self.zoomed.emit(1))
        self.stop.clicked.connect(self.left)
        session.changed.connect(self.refresh)
        interface_language.language_changed.connect(self.refresh)
