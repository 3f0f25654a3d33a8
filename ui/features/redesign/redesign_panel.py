"""The screen of a redesign: both drawings at the left, what it does to both sides in the list at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontInfo, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from visavis.blueprint.analysis import Cancelled
from visavis.blueprint.drawing import LIGHT, Theme
from visavis.blueprint.language import N_, Count
from visavis.blueprint.model import BlueprintError
from visavis.ui.features.journeys.block_list import BlockEntry, BlockList
from visavis.ui.features.redesign.comparison_source import ComparisonSource, Pair, is_redesign
from visavis.ui.features.redesign.entries import RowSteps, entries
from visavis.ui.features.redesign.nothing_to_compare import RedesignEmptyState
from visavis.ui.features.redesign.two_panes import TwoPanes
from visavis.ui.kit.flow_layout import FlowLayout
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.jobs import Job, JobRunner
from visavis.ui.kit.panel import Panel
from visavis.ui.kit.selection import step_refs
from visavis.ui.kit.session import SETTLE_MILLISECONDS, SessionBridge
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.kit.widgets import button, label

# The list is so many times as wide as its text is high, and never takes more than this part of the width.
LIST_EMS = 25.4
MOST_OF_WIDTH = 0.4
# Pixels, with text of the usual size: below it there is nothing to be read of two drawings and a list.
LEAST_WIDTH = 480
PARTS = (("sides", N_("Verdict")), ("frictions", N_("Frictions")), ("changes", N_("Changes")))


class RedesignPanel(Panel):
    """The place of redesigns. `print_asked` asks for the before/after page of `pair`.

    `source` tells where the open document was read from.
    """

    print_asked = Signal()

    def __init__(self, bridge: SessionBridge, source: Callable[[], Path | None],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("redesign")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._bridge = bridge
        self._source = source
        self._theme: Theme = LIGHT
        self._chosen: Path | None = None
        self._comparison_source = ComparisonSource()
        self._job_runner = JobRunner(self)
        self._job: Job | None = None
        self._stale = True
        self.pair: Pair | None = None
        self.part = PARTS[0][0]
        self.panes = TwoPanes(self)
        self.empty = RedesignEmptyState(self)
        self.title = label("", "title", self)
        self.subject = label("", "muted", self)
        self.list = BlockList(self)
        # Thousands of changes are measured bit by bit.
        self.list.setLayoutMode(BlockList.LayoutMode.Batched)
        self.print_page = button("", "primary", self)
        self.chips = {name: button("", "underlined", self) for name, _ in PARTS}
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self._start)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        for name, chip in self.chips.items():
            chip.clicked.connect(partial(self.show_part, name))
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.clicked.connect(self._on_current)
        self.panes.chosen.connect(self._on_chosen)
        self.panes.other_asked.connect(self.ask_other)
        self.empty.asked.connect(self.ask_other)
        self.print_page.clicked.connect(self.print_asked)
        self._bridge.document_changed.connect(self._make_stale)
        self._bridge.document_replaced.connect(self._forget)
        interface_language.language_changed.connect(self.retranslate)

    # -- what the window asks for

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = self.list.theme = theme
        self.empty.set_theme(theme)
        self.panes.set_theme(theme)
        self._fit_list()
        self._show_list()

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        self.title.setText(tr("What changes, for whom"))
        self.list.setAccessibleName(tr("What the redesign does"))
        self.print_page.setText(tr("Before/after page…"))
        self.panes.retranslate()
        self.empty.retranslate()
        self._show_list()

    def take_focus(self) -> None:
        """Take the focus: to the list, to the way out where there is none, or while comparing to the place itself."""
        part = self.list if self.pair is not None else self.empty.choose if self.empty.isVisible() else self
        part.setFocus()

    def is_settled(self) -> bool:
        """Return whether what is shown is about the document as it is now."""
        return not self._stale and self._job is None and self.panes.is_still()

    def close_work(self) -> None:
        """Stop computing and drawing, before the window goes."""
        self._settle.stop()
        self._job_runner.close()
        self.panes.close_work()

    def compare_with(self, path: Path) -> None:
        """Compare with another file."""
        self._chosen = path
        self._make_stale()

    def ask_other(self) -> None:
        """Ask which file to compare with."""
        source = self._source()
        folder = str((self._chosen or source or Path.home()).parent)
        title = tr("The blueprint that this one redesigns") if is_redesign(self._bridge.document) else tr(
            "The redesign of this blueprint")
        kinds = tr("Blueprints (*.blueprint.json)") + ";;" + tr("All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, title, folder, kinds)
        if name:
            self.compare_with(Path(name))

    def show_part(self, name: str, *_: object) -> None:
        """Show a part of the list: `sides`, `frictions` or `changes`."""
        self.part = name
        self.list.verticalScrollBar().setValue(0)
        self._show_list()

    def showEvent(self, event: QShowEvent) -> None:
        """Compare what changed while no one looked."""
        super().showEvent(event)
        if self._stale:
            self._start()

    def minimumSizeHint(self) -> QSize:
        """Return less than what the list takes now: it gets narrower with the window."""
        return QSize(scale_length(LEAST_WIDTH), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between drawings and list."""
        super().resizeEvent(event)
        self._fit_list()

    def _fit_list(self) -> None:
        wanted = LIST_EMS * QFontInfo(self.font()).pixelSize()
        self._side.setFixedWidth(round(min(wanted, self.width() * MOST_OF_WIDTH)))

    # -- comparing

    def _forget(self) -> None:
        self._chosen = None
        self.panes.forget()
        self._make_stale()

    def _make_stale(self, *_: object) -> None:
        """Show nothing of an older document, and compare again once things have settled."""
        self._stale = True
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self.pair is not None:
            self.pair = None
            self.panes.show_uncompared(self._bridge.document)
            self._show_list()
        if self.isVisible():
            self._settle.start()

    def _start(self) -> None:
        if self._job is not None:
            self._job.cancel()
        document, source, chosen = self._bridge.document, self._source(), self._chosen
        self._stale = True
        self._show_list()
        job = self._job = self._job_runner.start(
            lambda cancelled: self._comparison_source.compare(document, source, chosen, cancelled),
            lambda pair: self._on_compared(job, pair), lambda error: self._on_failed(job, error))

    def _on_compared(self, job: Job, pair: Pair | None) -> None:
        if job is not self._job:
            return
        self._job, self._stale = None, False
        self.pair = pair
        if self.pair is None:
            self.empty.show_reason(self._bridge.document, "")
            self._show_empty()
            return
        waiting = QApplication.focusWidget() in (self, self.empty.choose)
        self._pages.setCurrentWidget(self.panes)
        self.panes.show_pair(self.pair)
        self._show_list()
        if waiting:
            self.list.setFocus()

    def _on_failed(self, job: Job, error: object) -> None:
        if job is not self._job or isinstance(error, Cancelled):
            return
        self._job, self._stale, self.pair = None, False, None
        text = tr(error.message) if isinstance(error, BlueprintError) else tr(
            "The comparison failed ({reason}).", reason=type(error).__name__)
        self.empty.show_reason(self._bridge.document, text)
        self._show_empty()

    def _show_empty(self) -> None:
        """Say what to do in place of the drawings; the focus that was in this place goes to the way out."""
        inside = self._has_focus()
        self._pages.setCurrentWidget(self.empty)
        self._show_list()
        if inside:
            self.empty.choose.setFocus()

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    # -- the list

    def _show_list(self) -> None:
        pair = self.pair
        self._side.setVisible(self._pages.currentWidget() is self.panes)
        self.print_page.setEnabled(pair is not None)
        counts = {"frictions": len(pair.comparison.findings), "changes": len(pair.comparison.changes)} if pair else {}
        for name, title in PARTS:
            count = counts.get(name)
            self.chips[name].setText(tr(title) if count is None else
                                     tr("{title} · {count}", title=tr(title), count=Count(count)))
            self.chips[name].setChecked(name == self.part)
        if pair is None:
            self.subject.setText(tr("Comparing…"))
            self.subject.show()
            self.list.show_entries(())
            return
        self.subject.hide()
        self.list.show_entries(tuple(entries(pair.comparison, self.part, self._theme)))

    def _on_current(self, index: QModelIndex | QPersistentModelIndex, _before: object = None) -> None:
        entry = self.list.entry() if index.isValid() else None
        if entry is not None and isinstance(entry.subject, RowSteps):
            self.panes.show_steps(entry.subject.before, entry.subject.after)

    def _on_chosen(self, before: frozenset[str], after: frozenset[str]) -> None:
        """Select on the canvas what was chosen here, and show the row that tells of it."""
        if self.pair is None:
            return
        self._bridge.select(step_refs(*(after if self.pair.opens_after else before)))
        row = next((row for row, entry in enumerate(self.list.entries_model.entries)
                    if _is_about(entry, before, after)),
                   None)
        if row is not None:
            self.list.scrollTo(self.list.entries_model.index(row))

    def _lay_out(self) -> None:
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.panes)
        self._pages.addWidget(self.empty)
        self._side = QFrame(self)
        self._side.setObjectName("redesignSide")
        column = QVBoxLayout(self._side)
        column.setContentsMargins(16, 12, 4, 12)
        column.setSpacing(4)
        head = QVBoxLayout()
        head.setContentsMargins(0, 0, 12, 6)
        head.addWidget(self.title)
        head.addWidget(self.subject)
        column.addLayout(head)
        holder = QWidget(self._side)
        chips, group = FlowLayout(holder), QButtonGroup(self)
        for chip in self.chips.values():
            chip.setCheckable(True)
            group.addButton(chip)
            chips.addWidget(chip)
        column.addWidget(holder)
        column.addSpacing(4)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 4, 12, 0)
        foot.addWidget(self.print_page, 1)
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._pages, 1)
        row.addWidget(self._side)


def _is_about(entry: BlockEntry, before: frozenset[str], after: frozenset[str]) -> bool:
    shown = entry.subject
    return isinstance(shown, RowSteps) and bool(shown.before & before or shown.after & after)

