"""The dialog of cost and scale: a case, a year, and minutes more, counted off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from visavis.blueprint.analysis import Measures, Scale, measure_journeys, scale
from visavis.blueprint.analysis.economics.scale_words import case_words, extra_words, year_words
from visavis.blueprint.drawing import Theme
from visavis.blueprint.language import Message
from visavis.blueprint.model import BlueprintDocument, BlueprintError, Side
from visavis.blueprint.storage.organisation import Organisation, organisation_of
from visavis.exporters.cli.scale_text import scale_text
from visavis.ui.features.cost_and_scale.price_chart import ExtraChart
from visavis.ui.features.cost_and_scale.scale_tables import Table, case_table, extra_table, table_widget, year_table
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.jobs import JobRunner
from visavis.ui.kit.scrolling_dialog import ScreenDialog
from visavis.ui.kit.widgets import button, label

SIZE = (860, 860)


def measure_scale(document: BlueprintDocument, path: Path | None,
                  cancelled: Callable[[], bool] = bool) -> tuple[Measures, Organisation]:
    """Return the measures of a document and the settings that apply to its file; pure, for a worker."""
    try:
        organisation = organisation_of(path) if path is not None else Organisation()
    except BlueprintError:
        # Settings that cannot be read are told when the file is checked; here the usual ones apply.
        organisation = Organisation()
    return measure_journeys(document, cancelled=cancelled).measures, organisation


class ScaleDialog(ScreenDialog):
    """Shows what a case costs each side, what a year comes to, and Shostack's table of extra minutes."""

    def __init__(self, document: BlueprintDocument, path: Path | None, theme: Theme,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._theme = document, theme
        self._known: tuple[Measures, Organisation] | None = None
        self._job_runner = JobRunner(self)
        self.found: Scale | None = None
        self.setWindowTitle(tr("Cost and scale"))
        self.resize(*SIZE)
        self.in_money = QCheckBox(tr("Count citizens’ time in money too"), self)
        self.in_money.setVisible(_citizens_have_a_tariff(document))
        self.in_money.toggled.connect(lambda _: self._show())
        self.copy = button(tr("Copy as text"), "", self)
        self.copy.setEnabled(False)
        self.copy.clicked.connect(self._copy)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(label(tr("Counting…"), "muted"))
        self._lay_out()
        self._job_runner.start(lambda stop: measure_scale(document, path, stop), self._on_measured, self._on_failed)

    def done(self, result: int) -> None:
        """Stop what is under way before closing."""
        self._job_runner.close()
        super().done(result)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(tr("Cost and scale"), "title", self))
        column.addWidget(self._scroll, 1)
        row = QHBoxLayout()
        row.addWidget(self.in_money)
        row.addStretch(1)
        row.addWidget(self.copy)
        close = button(tr("Close"), "primary", self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        column.addLayout(row)

    def _on_measured(self, known: tuple[Measures, Organisation]) -> None:
        self._known = known
        self.copy.setEnabled(True)
        self._show()

    def _on_failed(self, error: object) -> None:
        fault = tr("Nothing could be counted ({reason}).", reason=type(error).__name__)
        self._scroll.setWidget(label(fault, "wrong"))

    def _copy(self) -> None:
        if self.found is not None:
            text = scale_text(self._document, self.found, interface_language.translator)
            QGuiApplication.clipboard().setText(text.strip("\n") + "\n")

    def _show(self) -> None:
        if self._known is None:
            return
        measures, organisation = self._known
        self.found = scale(self._document, measures, organisation, citizens_in_money=self.in_money.isChecked())
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        if self.found.costs.everybody is None:
            self._add_sentences(column, measures.gaps)
        else:
            self._add_sections(column, self.found)
        column.addStretch(1)
        self._scroll.setWidget(body)

    def _add_sections(self, column: QVBoxLayout, found: Scale) -> None:
        currency = self._document.head.service.currency
        cost = found.costs.everybody
        self._add_table(column, case_table(found))
        self._add_sentences(column, case_words(cost) if cost is not None else ())
        self._add_table(column, year_table(self._document, found))
        self._add_sentences(column, year_words(found, currency))
        sentences = extra_words(found.extra, currency)
        table = extra_table(found, currency)
        column.addWidget(label(table.name, "section"))
        if found.extra is not None:
            row = QHBoxLayout()
            row.setSpacing(16)
            row.addWidget(table_widget(table, self._theme, self), 3, Qt.AlignmentFlag.AlignTop)
            described = " ".join(tr(sentence) for sentence in sentences)
            row.addWidget(ExtraChart(found.extra, currency, self._theme, described, self), 2)
            column.addLayout(row)
        self._add_sentences(column, sentences)

    def _add_table(self, column: QVBoxLayout, table: Table) -> None:
        column.addWidget(label(table.name, "section"))
        if table.rows:
            column.addWidget(table_widget(table, self._theme, self))

    def _add_sentences(self, column: QVBoxLayout, sentences: Iterable[Message]) -> None:
        text = "\n".join(tr(sentence) for sentence in sentences)
        if text:
            column.addWidget(label(text, "muted"))
        column.addSpacing(12)


def _citizens_have_a_tariff(document: BlueprintDocument) -> bool:
    return any(actor.side is Side.CITIZEN and actor.hourly_cost is not None for actor in document.head.actors)
