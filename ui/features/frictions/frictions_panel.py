"""The friction list: ranked, filtered by persona or side, each row with what it costs both sides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from visavis.blueprint.drawing import Theme
from visavis.blueprint.language import Minutes, Share
from visavis.ui.features.frictions.friction_row import CLASS_WORDS, HOTSPOT, FrictionRow
from visavis.ui.features.triage.unassessed_rules import Unassessed
from visavis.ui.kit.flow_layout import FlowLayout
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.panel import Panel
from visavis.ui.kit.selection import ElementKind, Selection, ids_of
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.theme_sheet import text_scale
from visavis.ui.kit.widgets import button, label, literal_tip

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Finding, FrictionReport, Hotspot

AGENTS = "\u0000agents"
ALL = ""
LEAST_HEIGHT = 48
MOST_LETTERS = 24
# Larger text leaves no room for counts beside the filters; the list tells them.
ROOMY = 1.3
# Lines about plug-ins and settings that are wrong; the rest is in the tooltip.
MOST_FAULTS = 4
# Pixels beside the words in an empty list.
EMPTY = 40


class FrictionModel(QAbstractListModel):
    """The open findings of the latest analysis that pass the filter, with their numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hotspots: list[Hotspot] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.hotspots)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the hotspot for the painter, and the whole row as text for screen readers and tooltips."""
        if not index.isValid():
            return None
        hotspot = self.hotspots[index.row()]
        if role == HOTSPOT:
            return hotspot
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return row_text(hotspot)
        return None

    def show_hotspots(self, hotspots: list[Hotspot]) -> None:
        """Show other rows."""
        if hotspots != self.hotspots:
            self.beginResetModel()
            self.hotspots = hotspots
            self.endResetModel()


def row_text(hotspot: Hotspot) -> str:
    """Return a row as one sentence."""
    finding = hotspot.finding
    parts = [f"{hotspot.number}. {tr(finding.title)}", tr(CLASS_WORDS[finding.friction_class]), tr(finding.message)]
    if finding.share is not None:
        parts.append(tr("{share} of the cases", share=Share(finding.share)))
    if finding.citizen_minutes is not None:
        parts.append(tr("citizen {time}", time=Minutes(finding.citizen_minutes)))
    if finding.agent_minutes is not None:
        parts.append(tr("agents {time}", time=Minutes(finding.agent_minutes)))
    return "; ".join([*parts, tr(finding.remedy)])


class FrictionList(QListView):
    """The rows; where there is none, why."""

    nothing = ""

    def show_empty_reason(self, nothing: str) -> None:
        """Say why there is no row; screen readers hear it with the list."""
        if nothing != self.nothing:
            self.nothing = nothing
            self.setAccessibleDescription(nothing)
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or in their place why there are none."""
        super().paintEvent(event)
        if self.nothing:
            with QPainter(self.viewport()) as painter:
                painter.setPen(self.palette().placeholderText().color())
                room = self.viewport().rect().adjusted(EMPTY, 0, -EMPTY, 0)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.nothing)


class FrictionsPanel(Panel):
    """The panel below the canvas.

    `chosen` carries the id of the step a row is about, `wanted` a subject of the inspector and the field to fill in.
    """

    chosen = Signal(str)
    wanted = Signal(object, str)

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("frictions")
        self._bridge = bridge
        self._filter = ALL
        self._following = False
        self.model = FrictionModel(self)
        self.view = FrictionList(self)
        self.view.setModel(self.model)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.row = FrictionRow(self.view)
        self.view.setItemDelegate(self.row)
        self.view.setMouseTracking(True)
        self.view.setMinimumHeight(LEAST_HEIGHT)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        self.title = label("", "section", self)
        self.counts = label("", "muted", self)
        self.unassessed = Unassessed(self)
        self.unassessed.wanted.connect(self.wanted)
        self.unassessed.hide()
        self.faults = label("", "muted", self)
        self.faults.setTextFormat(Qt.TextFormat.PlainText)
        self.faults.hide()
        self.more = button("", "link", self)
        self.more.setCheckable(True)
        self.more.toggled.connect(self.unassessed.setVisible)
        self._chips = QWidget(self)
        self._filters = FlowLayout(self._chips)
        self._group = QButtonGroup(self)
        self._build()
        bridge.analysis_changed.connect(lambda _: self.refresh())
        bridge.analysis_failed.connect(lambda _: self.refresh())
        bridge.document_replaced.connect(self.refresh)
        bridge.selection_changed.connect(self._follow)
        interface_language.language_changed.connect(self.refresh)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Paint in a theme's colours."""
        self.row.theme = theme
        self.counts.setVisible(text_scale() <= ROOMY)
        self.view.viewport().update()

    def take_focus(self) -> None:
        """Put the focus into the rows."""
        self.view.setFocus()

    def refresh(self, *_: object) -> None:
        """Show the latest analysis."""
        self.title.setText(tr("Frictions"))
        self.view.setAccessibleName(tr("Frictions"))
        self._make_filters()
        analysis, fault = self._bridge.analysis, self._bridge.analysis_fault
        if analysis is None or fault:
            self.model.show_hotspots([])
            self.counts.setText("" if fault else tr("Looking …"))
            self.more.hide()
            self._tell_faults([])
            self.view.show_empty_reason(fault)
            return
        report = analysis.frictions
        faults = (*(failure.describe() for failure in report.failures), *report.slips)
        self._tell_faults([tr(fault) for fault in faults])
        self.model.show_hotspots([one for one in report.hotspots if self._passes(one.finding)])
        self.counts.setText(" · ".join(self._count_texts()))
        self.more.setVisible(bool(report.not_assessed))
        missing = len(report.not_assessed)
        self.more.setText(
            interface_language.translator.plural("{count} rule not assessed", "{count} rules not assessed", missing))
        self.unassessed.show_gaps(self._bridge.document, report.not_assessed)
        self.view.show_empty_reason("" if self.model.hotspots else self._why_nothing(report))

    def _why_nothing(self, report: FrictionReport) -> str:
        """Return what to say where there is no row: what is missing, and the next thing to do."""
        if not self._bridge.document.steps:
            return tr("What is hard for citizens or for agents is listed here, with what it costs each side."
                      " It comes while you draw.")
        if report.open:
            return tr("None of the frictions found is theirs. “All” shows every one.")
        if report.not_assessed:
            return tr("Nothing found with what is known so far. Times, waits, channels and documents let more rules"
                      " look.")
        return tr("Nothing found: every rule was able to look.")

    def _count_texts(self) -> Iterator[str]:
        report = self._bridge.analysis.frictions if self._bridge.analysis else None
        if report is None:
            return
        found = len(report.open)
        yield interface_language.translator.plural("{count} found", "{count} found",
                                                   found) if found else tr("None found")
        hypotheses = sum(finding.is_hypothesis for finding in report.open)
        if hypotheses:
            yield interface_language.translator.plural("{count} hypothesis", "{count} hypotheses", hypotheses)
        kept = sum(finding.waived is not None for finding in report.findings)
        dismissed = len(report.findings) - found - kept
        if dismissed:
            yield interface_language.translator.plural("{count} dismissed", "{count} dismissed", dismissed)
        if kept:
            yield interface_language.translator.plural("{count} kept on purpose", "{count} kept on purpose", kept)

    def _tell_faults(self, faults: list[str]) -> None:
        """Show which plug-ins were set aside and which settings are wrong: what is missing from the list."""
        lines = [" ".join(fault.split()) for fault in faults]
        shown = lines[:MOST_FAULTS]
        if len(lines) > len(shown):
            shown.append(interface_language.translator.plural("and {count} more", "and {count} more",
                                                              len(lines) - len(shown)))
        self.faults.setText("\n".join(shown))
        self.faults.setToolTip(literal_tip(lines))
        self.faults.setVisible(bool(lines))

    def _passes(self, finding: Finding) -> bool:
        if self._filter == ALL:
            return True
        if self._filter == AGENTS:
            return bool(finding.agent_minutes)
        return finding.persona in (None, self._filter)

    def _make_filters(self) -> None:
        personas = [(persona.id, persona.name) for persona in self._bridge.document.head.personas]
        wanted = [(ALL, tr("All")), *personas, (AGENTS, tr("Agents"))]
        if [(one.property("filterFor"), one.accessibleName()) for one in self._group.buttons()] == wanted:
            return
        for old in self._group.buttons():
            self._group.removeButton(old)
            old.deleteLater()
        if self._filter not in {name for name, _ in wanted}:
            self._filter = ALL
        for name, words in wanted:
            self._filters.addWidget(self._filter_button(name, words))

    def _filter_button(self, name: str, words: str) -> QPushButton:
        # A name of any length must not make the window wider.
        one_line = " ".join(words.split())
        is_long = len(one_line) > MOST_LETTERS
        chip = button(f"{one_line[:MOST_LETTERS - 1]}…" if is_long else one_line, "filter", self)
        chip.setAccessibleName(words)
        chip.setToolTip(literal_tip([one_line] if is_long else []))
        chip.setCheckable(True)
        chip.setProperty("filterFor", name)
        chip.setChecked(name == self._filter)
        chip.clicked.connect(lambda: self._set_filter(name))
        self._group.addButton(chip)
        return chip

    def _set_filter(self, name: str) -> None:
        self._filter = name
        self.refresh()

    def _choose(self, index: QModelIndex) -> None:
        hotspot: Hotspot | None = index.data(HOTSPOT)
        if hotspot is not None and hotspot.finding.steps:
            self.chosen.emit(hotspot.finding.steps[0])

    def _follow(self, selection: Selection) -> None:
        """Mark the row of the selected step."""
        selected = ids_of(selection, ElementKind.STEP)
        for row, hotspot in enumerate(self.model.hotspots):
            if hotspot.finding.steps and hotspot.finding.steps[0] in selected:
                self.view.setCurrentIndex(self.model.index(row))
                return
        self.view.clearSelection()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(10)
        for part in (self.title, self.counts):
            part.setWordWrap(False)
            part.setSizePolicy(part.sizePolicy().Policy.Maximum, part.sizePolicy().verticalPolicy())
            row.addWidget(part)
        row.addWidget(self.more)
        row.addWidget(self._chips, 1)
        column.addLayout(row)
        column.addWidget(self.faults)
        column.addWidget(self.unassessed)
        column.addWidget(self.view, 1)
