"""What a mechanical remedy would do to both sides, before it is carried out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from visavis.blueprint.analysis import BeforeAfter, Trend
from visavis.blueprint.analysis.measures.figure_words import minutes_words, share_words
from visavis.blueprint.remedies import Effect, EffectChange, JourneyEffect, QuickFix, preview
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.jobs import JobRunner
from visavis.ui.kit.scrolling_dialog import ScreenDialog
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.widgets import label

WIDTH = 480
# Smaller differences are told as none.


class RemedyDialog(ScreenDialog):
    """Shows the effect of a remedy as soon as it is known, and asks whether to carry it out."""

    def __init__(self, bridge: SessionBridge, fix: QuickFix, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Fix this friction"))
        self.setMinimumWidth(WIDTH)
        self._job_runner = JobRunner(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(label(tr(fix.title), "section", self))
        if fix.note is not None:
            column.addWidget(label(tr(fix.note), "muted", self))
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(16)
        self._table.setVerticalSpacing(4)
        self.effect_label = label(tr("Looking…"), "muted", self)
        column.addWidget(self.effect_label)
        column.addLayout(self._table)
        apply, cancel = QDialogButtonBox.StandardButton.Apply, QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(apply | cancel)
        self.buttons.button(apply).clicked.connect(self.accept)
        self.buttons.button(apply).setDefault(True)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)
        document, analyse = bridge.document, bridge.analyse
        self._job_runner.start(
            lambda stop: preview(document, fix, lambda one: analyse(one, stop)), self._show, self._on_failed)

    def done(self, result: int) -> None:
        """Stop measuring before closing."""
        self._job_runner.close()
        super().done(result)

    def _show(self, effect: Effect) -> None:
        if effect.everybody is None:
            self.effect_label.setText(tr("There is no journey to measure."))
        else:
            self.effect_label.setText(tr("For each case that reaches a decision, before and after:")
                                      if effect.everybody.is_decided else
                                      tr("For each started case, to the end of the drawing, before and after:"))
            self._fill(effect.everybody, effect.findings)
        self.adjustSize()

    def _on_failed(self, error: object) -> None:
        self.effect_label.setText(tr("The effect could not be worked out ({reason}).", reason=type(error).__name__))

    def _fill(self, effect: JourneyEffect, findings: EffectChange | None) -> None:
        rows = [(tr("Granted"), *_shares(effect.granted)), (tr("Reach a decision"), *_shares(effect.completion)),
                (tr("Elapsed time"), *_times(effect.efforts.elapsed)),
                (tr("Citizen"), *_times(effect.efforts.citizen)), (tr("Agents"), *_times(effect.efforts.agent))]
        if findings is not None:
            rows.append((tr("Frictions"), str(round(findings.before)), str(round(findings.after))))
        for number, (name, before, after) in enumerate(rows):
            self._table.addWidget(label(name, "overline", self), number, 0)
            for index, text in ((1, before), (2, "→"), (3, after)):
                cell = label(text, "section" if index == 3 and before != after else "muted", self)
                cell.setAlignment(Qt.AlignmentFlag.AlignRight if index < 3 else Qt.AlignmentFlag.AlignLeft)
                self._table.addWidget(cell, number, index)
        for column, stretch in ((0, 3), (1, 2), (2, 0), (3, 2)):
            self._table.setColumnStretch(column, stretch)


def _times(figure: BeforeAfter) -> tuple[str, str]:
    before = tr("{time}", time=minutes_words(figure.before))
    same = figure.trend is Trend.SAME
    return before, before if same else tr("{time}", time=minutes_words(figure.after))


def _shares(figure: BeforeAfter) -> tuple[str, str]:
    return tr("{share}", share=share_words(figure.before)), tr("{share}", share=share_words(figure.after))
