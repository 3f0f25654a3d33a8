"""What the public reads: plain words and record, with the page beside them as it will be printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.model import BlueprintDocument
from visavis.ui.features.exporting.export_source import Surround
from visavis.ui.features.plain_words.live_page import LivePage
from visavis.ui.features.plain_words.plain_steps_page import PlainStepsPage
from visavis.ui.features.plain_words.record_page import RecordPage
from visavis.ui.kit.flow_layout import FlowLayout
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.jobs import IsCancelled
from visavis.ui.kit.scrolling_dialog import ScreenDialog, room_for
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.kit.widgets import button, label, list_stops

# Pixels beside text of the usual size: what is wanted, from where on the page stands beside the fields, gaps.
WIDTH, HEIGHT, ROOM_FOR_PAGE, MARGIN, GAP = 1260, 680, 860, 16, 10
STEPS, RECORD = "steps", "record"


class WordsDialog(ScreenDialog):
    """Writes what the public reads; everything written is in the document at once and can be undone.

    `part` is `STEPS` or `RECORD`, `step` the step that is taken in hand first. `around` is what exports know beside
    the document.
    """

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None, *, around: Surround | None = None,
                 part: str = STEPS, step: str = "") -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._is_done = False
        self._analysis: Analysis | None = bridge.analysis
        # What was done before belongs to the drawing: it is not undone from here.
        self._floor = bridge.session.undo_step
        self.setWindowTitle(tr("What the public reads"))
        self.steps, self.record = PlainStepsPage(bridge, self), RecordPage(bridge, self)
        self.page = LivePage(self._analyse, around, self)
        self.tabs = {STEPS: _tab(tr("Plain words"), self), RECORD: _tab(tr("Record"), self)}
        self.undo_button, self.redo_button = button(tr("Undo"), "", self), button(tr("Redo"), "", self)
        self.page_button = button(tr("Show the page"), "", self)
        self.page_button.setCheckable(True)
        self._stack = QStackedWidget(self)
        self._build()
        self._connect()
        self.steps.refresh()
        self.record.refresh()
        self._chain()
        self.steps.moved.connect(self._chain)
        if step:
            self.steps.choose(step)
        self.show_part(part)

    def show_part(self, part: str) -> None:
        """Show plain words or the record."""
        self.tabs[part].setChecked(True)
        self._stack.setCurrentIndex(list(self.tabs).index(part))
        self._ask_page()

    def undo(self) -> None:
        """Take back the last thing that was written here."""
        self._flush()
        if self._can_undo:
            self._travel(self._bridge.undo)

    def redo(self) -> None:
        """Write again what was taken back."""
        self._travel(self._bridge.redo)

    def done(self, result: int) -> None:
        """Take over what is being typed, and end what is under way; once, however often it is closed."""
        if self._is_done:
            return
        self._is_done = True
        self.steps.field.close()
        self.record.close_fields()
        self._bridge.session.end_gesture()
        self._bridge.document_changed.disconnect(self._on_changed)
        self.page.close_worker()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as large as there is room for."""
        if not event.spontaneous():
            room = room_for(self)
            self.resize(min(scale_length(WIDTH), room.width()), min(scale_length(HEIGHT), room.height()))
        super().showEvent(event)
        self._make_room()
        self._ask_page()
        first = self.steps.editor if self.tabs[STEPS].isChecked() else self.record.fields["version"].editor
        first.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the page away where the fields need the room."""
        super().resizeEvent(event)
        self._make_room()

    @property
    def _can_undo(self) -> bool:
        session = self._bridge.session
        return session.can_undo and session.undo_step is not self._floor

    @property
    def _is_wide(self) -> bool:
        return self.width() >= scale_length(ROOM_FOR_PAGE)

    def _analyse(self, document: BlueprintDocument, cancelled: IsCancelled) -> Analysis:
        """Return the figures of the page: words change none of them, so that they are computed once."""
        if self._analysis is None:
            self._analysis = self._bridge.analyse(document, cancelled)
        return self._analysis

    def _flush(self) -> None:
        self.steps.field.flush()
        self.record.flush()

    def _make_room(self) -> None:
        self.page_button.setVisible(not self._is_wide)
        self.page_button.setText(tr("Show the fields") if self.page_button.isChecked() else tr("Show the page"))
        shows_page = self._is_wide or self.page_button.isChecked()
        self._fields.setVisible(self._is_wide or not self.page_button.isChecked())
        if shows_page != self.page.isVisibleTo(self):
            self.page.setVisible(shows_page)
            self._ask_page()

    def _ask_page(self) -> None:
        part = self.steps if self.tabs[STEPS].isChecked() else self.record
        if self.page.isVisible():
            self.page.show_document(self._bridge.document, part.target)

    def _on_changed(self, *_: object) -> None:
        self.steps.refresh()
        self.record.refresh()
        self._show_history()
        self._chain()
        self._ask_page()

    def _travel(self, go: Callable[[], None]) -> None:
        """Undo or redo, and take in hand what that changed: somebody wants to see it."""
        before = self._bridge.document
        go()
        after = self._bridge.document
        changed = [step.id for step in after.steps
                   if step.id in before.step_by_id and before.step_by_id[step.id].plain != step.plain]
        if changed:
            self.steps.choose(changed[0])
            self.show_part(STEPS)
        elif before.head is not after.head:
            self.show_part(RECORD)

    def _show_history(self) -> None:
        self.undo_button.setEnabled(self._can_undo)
        self.redo_button.setEnabled(self._bridge.session.can_redo)

    def _bring_into_sight(self, field: QWidget) -> None:
        """Scroll to a field that somebody begins to write in: in a low window it may be out of sight."""
        area = self._stack.currentWidget()
        if isinstance(area, QScrollArea) and area.isAncestorOf(field):
            # Shown first, it has its place only once Qt has laid everything out.
            QTimer.singleShot(0, field, partial(area.ensureWidgetVisible, field))

    def _connect(self) -> None:
        self._bridge.document_changed.connect(self._on_changed)
        for page in (self.steps, self.record):
            page.moved.connect(self._ask_page)
        for part, tab in self.tabs.items():
            tab.clicked.connect(lambda _=False, name=part: self.show_part(name))
        for field in (self.steps.field, *(one.field for one in self.record.fields.values())):
            field.visited.connect(partial(self._bring_into_sight, field.field))
        self.steps.field.undo_asked.connect(self.undo)
        self.steps.field.redo_asked.connect(self.redo)
        self.record.connect_history(self.undo, self.redo)
        for keys, do in ((QKeySequence.StandardKey.Undo, self.undo), (QKeySequence.StandardKey.Redo, self.redo)):
            QShortcut(QKeySequence(keys), self, do)
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.page_button.toggled.connect(self._make_room)
        self._show_history()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addLayout(self._build_tabs())
        for page in (self.steps, self.record):
            self._stack.addWidget(_scrolled(page, self))
        halves = QHBoxLayout()
        halves.setSpacing(MARGIN)
        self._fields = self._stack
        halves.addWidget(self._stack, 6)
        halves.addWidget(self.page, 5)
        column.addLayout(halves, 1)
        buttons = QWidget(self)
        row = FlowLayout(buttons)
        close = button(tr("Close"), "primary", self)
        close.clicked.connect(self.accept)
        self._buttons = (self.undo_button, self.redo_button, self.page_button, close)
        for each in self._buttons:
            each.setAutoDefault(False)
            row.addWidget(each)
        column.addWidget(buttons)

    def _chain(self) -> None:
        """Let Tab go as the eye does: tabs, what is written, what is offered for it, the page, the buttons."""
        inside = [stop for page in (self.steps, self.record) for stop in list_stops(_layout_of(page))]
        stops = (*self.tabs.values(), *inside, self.page.scroll_area, *self._buttons)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _build_tabs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(tr("What the public reads"), "title", self), 1)
        group = QButtonGroup(self)
        for tab in self.tabs.values():
            group.addButton(tab)
            row.addWidget(tab)
        return row


def _layout_of(page: QWidget) -> QLayout:
    layout = page.layout()
    assert layout is not None  # both pages have one from the start
    return layout


def _tab(words: str, parent: QWidget) -> QPushButton:
    tab = button(words, "tab", parent)
    tab.setCheckable(True)
    tab.setAutoDefault(False)
    return tab


def _scrolled(page: QWidget, parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area
