"""The friction panel: one line that opens to a table; the same table is a page of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from visavis.blueprint.drawing import Theme
from visavis.ui.features.frictions.friction_line import FrictionLine
from visavis.ui.features.frictions.persona_filter import AGENTS, ALL
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.panel import Panel
from visavis.ui.kit.selection import ElementKind, Selection, ids_of
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.settings import UserSettings

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Finding, FrictionReport, Hotspot
    from visavis.ui.features.frictions.friction_body import FrictionBody
    from visavis.ui.features.frictions.friction_model import FrictionTableModel
    from visavis.ui.features.frictions.friction_table import FrictionTable

# The part of the window's height that the open table takes, and the most it ever takes, for one row of large text.
PART, MOST_PART = 0.30, 0.35
MOST_ROWS = 6
# What Qt takes for no limit of a height.
UNBOUNDED = 16_777_215


class FrictionsPanel(Panel):
    """The panel below the canvas.

    `chosen` carries the id of the step a row is about, `explained` the hotspot that someone wants to read about,
    `wanted` a subject of the inspector and the field to fill in. `page_asked` carries whether the table is wanted in
    place of the canvas, or the canvas again: in a low window there is no room for both.
    """

    chosen = Signal(str)
    explained = Signal(object)
    wanted = Signal(object, str)
    page_asked = Signal(bool)

    def __init__(self, bridge: SessionBridge, settings: UserSettings, keys: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("frictions")
        self._bridge = bridge
        self._settings = settings
        self._keys = keys
        self._is_page = self._is_low = False
        self.is_open = settings.shows_frictions
        self.line = FrictionLine(self)
        self.title, self.counts, self.more = self.line.title, self.line.counts, self.line.more
        self.filter = self.line.filter
        self._body: FrictionBody | None = None
        self._theme: Theme | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.line)
        self._connect()
        self._fit()
        self.refresh()

    @property
    def body(self) -> FrictionBody:
        """What the line opens to, made when it is first asked for."""
        if self._body is None:
            self._body = self._make_body()
        return self._body

    @property
    def model(self) -> FrictionTableModel:
        """The rows."""
        return self.body.model

    @property
    def view(self) -> FrictionTable:
        """The table."""
        return self.body.view

    def _make_body(self) -> FrictionBody:
        from visavis.ui.features.frictions.friction_body import FrictionBody

        body = FrictionBody(self._bridge, self._settings, self)
        body.setVisible(self._shows_table())
        self._column.addWidget(body, 1)
        if self._theme is not None:
            body.set_theme(self._theme)
        body.unassessed.wanted.connect(self.wanted)
        body.view.chosen.connect(self._choose)
        body.view.explained.connect(self.explained)
        body.show_gaps(self.more.isChecked())
        self._fill(body)
        return body

    def set_theme(self, theme: Theme) -> None:
        """Paint in a theme's colours."""
        self._theme = theme
        self.line.set_theme(theme)
        if self._body is not None:
            self._body.set_theme(theme)
        self._fit()

    def take_focus(self) -> None:
        """Put the focus into the rows, or where they are opened."""
        if not self._shows_table():
            self.line.chevron.setFocus()
            return
        self.body.take_focus()

    def toggle_open(self) -> bool:
        """Open the table, or close it; a page stays open. In a low window the table is a page."""
        if self._is_low:
            self.page_asked.emit(not self._is_page)
            return True
        if self._is_page:
            return False
        self.is_open = self._settings.shows_frictions = not self.is_open
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._fit()
        if had_focus and not self.is_open:
            self.line.chevron.setFocus()
        return True

    def show_as_page(self, is_page: bool) -> None:  # noqa: FBT001 - a state, as with Qt's setters
        """Show the table in place of the canvas, as high as there is room; or below it again, as it was."""
        self._is_page = is_page
        self._fit()

    def fit_room(self, *, is_low: bool) -> None:
        """Take less of a low window, where the canvas keeps the room of the table."""
        if is_low != self._is_low:
            self._is_low = is_low
            self._fit()

    def refresh(self, *_: object) -> None:
        """Show the latest analysis."""
        self.filter.offer([(persona.id, persona.name) for persona in self._bridge.document.head.personas])
        report = self._report()
        if report is None:
            looking = "" if self._bridge.analysis_fault else tr("Looking…")
            self.line.show_texts(tr("Frictions"), looking, "", self._keys)
            self.line.show_gravest(self._bridge.document, None)
        else:
            self._tell(report)
        self.line.show_warning(next(iter(_fault_lines(report)), ""))
        if self._body is not None:
            self._fill(self._body)

    def _report(self) -> FrictionReport | None:
        """Return what the latest analysis found; None while there is none, or where it failed."""
        analysis = self._bridge.analysis
        return None if analysis is None or self._bridge.analysis_fault else analysis.frictions

    def _tell(self, report: FrictionReport) -> None:
        """Say on the line how many there are, and the gravest."""
        plural, missing, found = interface_language.translator.plural, len(report.not_assessed), len(report.open)
        title = plural("{count} friction", "{count} frictions", found) if found else tr("No friction found")
        more = plural("{count} rule not assessed", "{count} rules not assessed", missing) if missing else ""
        if not missing:
            self.more.setChecked(False)
        self.line.show_texts(title, " · ".join(self._count_texts(report)), more, self._keys)
        self.line.show_gravest(self._bridge.document, report.hotspots[0] if report.hotspots else None)

    def _fill(self, body: FrictionBody) -> None:
        """Show the latest analysis in the table."""
        report = self._report()
        body.view.setAccessibleName(tr("Frictions"))
        body.tell_faults(_fault_lines(report))
        if report is None:
            body.model.show_hotspots([])
            body.view.show_empty_reason(self._bridge.analysis_fault)
            return
        body.model.show_hotspots([one for one in report.hotspots if self._passes(one.finding)])
        body.unassessed.show_gaps(self._bridge.document, report.not_assessed)
        body.view.show_empty_reason("" if body.model.hotspots else self._why_nothing(report))
        body.mark_steps(frozenset(ids_of(self._bridge.selection, ElementKind.STEP)))
        body.model.refresh_texts()

    def _why_nothing(self, report: FrictionReport) -> str:
        """Return what to say where there is no row: what is missing, and the next thing to do."""
        if not self._bridge.document.steps:
            return tr("What is hard for citizens or for agents is listed here, with what it costs each side. The "
                      "list fills as you draw.")
        if report.open:
            return tr("No friction found for this choice. “All” shows every one.")
        if report.not_assessed:
            return tr("Nothing found with what is known so far. Add times, waits, channels and documents so that "
                      "more rules can look.")
        return tr("Nothing found: every rule was able to look.")

    def _count_texts(self, report: FrictionReport) -> Iterator[str]:
        plural, found = interface_language.translator.plural, len(report.open)
        hypotheses = sum(finding.is_hypothesis for finding in report.open)
        if hypotheses:
            yield plural("of which {count} hypothesis (dashed number)", "of which {count} hypotheses (dashed number)",
                         hypotheses)
        kept = sum(finding.waived is not None for finding in report.findings)
        dismissed = len(report.findings) - found - kept
        if dismissed:
            yield plural("{count} dismissed", "{count} dismissed", dismissed)
        if kept:
            yield plural("{count} justified", "{count} justified", kept)

    def _passes(self, finding: Finding) -> bool:
        chosen = self.filter.chosen
        if chosen == AGENTS:
            return bool(finding.agent_minutes)
        return chosen == ALL or finding.persona in (None, chosen)

    def _choose(self, hotspot: Hotspot) -> None:
        if hotspot.finding.steps:
            self.chosen.emit(hotspot.finding.steps[0])
        else:
            self.explained.emit(hotspot)

    def _follow(self, selection: Selection) -> None:
        if self._body is not None:
            self._body.mark_steps(frozenset(ids_of(selection, ElementKind.STEP)))

    def _shows_table(self) -> bool:
        return self._is_page or (self.is_open and not self._is_low)

    def _fit(self) -> None:
        """Take the height of the line, of the line and some whole rows, or all there is."""
        shows, line = self._shows_table(), self.line.fit_room(is_low=self._is_low)
        if shows or self._body is not None:
            self.body.setVisible(shows)
        self.line.show_state(is_open=shows, folds=not self._is_page)
        if self._is_page:
            self.setMinimumHeight(line + sum(self.body.heights()))
            self.setMaximumHeight(UNBOUNDED)
            return
        height = line + 1
        if shows:
            (head, row), window = self.body.heights(), self.window().height()
            rows = min(MOST_ROWS, int((window * PART - height - head) // row))
            height += head + max(1, rows) * row
            height = min(height, max(line + 1, int(window * MOST_PART)))
        self.setFixedHeight(height)
        self._give_back(height)

    def _give_back(self, height: int) -> None:
        """Leave to the canvas what this panel does not take: a splitter keeps the sizes that it was given once."""
        splitter = self.parentWidget()
        if isinstance(splitter, QSplitter) and self.isVisibleTo(splitter):
            sizes, index = splitter.sizes(), splitter.indexOf(self)
            if sizes[0] and sizes[index] != height:
                sizes[0] += sizes[index] - height
                sizes[index] = height
                splitter.setSizes(sizes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to a part of the window when its height changes."""
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self._fit()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Watch the window that it comes into."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Polish):
            self.window().installEventFilter(self)
            self._fit()
        return super().event(event)

    def _show_gaps(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.body.show_gaps(shown)

    def _connect(self) -> None:
        bridge = self._bridge
        self.line.toggled.connect(self.toggle_open)
        self.filter.changed.connect(self.refresh)
        self.more.toggled.connect(self._show_gaps)
        bridge.analysis_changed.connect(lambda _: self.refresh())
        bridge.analysis_failed.connect(lambda _: self.refresh())
        bridge.document_replaced.connect(self.refresh)
        bridge.selection_changed.connect(self._follow)
        interface_language.language_changed.connect(self.refresh)


def _fault_lines(report: FrictionReport | None) -> list[str]:
    """Return which plug-ins were set aside and which settings are wrong, a line each."""
    faults = (*(failure.describe() for failure in report.failures), *report.slips) if report is not None else ()
    return [" ".join(tr(fault).split()) for fault in faults]
