"""One friction of a step: what it costs, why it matters, what mends it, and what the team decides about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from visavis.blueprint import registry
from visavis.blueprint.model import TriageState
from visavis.ui.features.triage.decisions import SIMPLE_STATES, Decisions
from visavis.ui.fields.choices import word
from visavis.ui.kit.flow_layout import FlowLayout
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.settings import UserSettings
from visavis.ui.kit.widgets import WrappingButton, button, label, link

if TYPE_CHECKING:
    from visavis.blueprint.analysis import FrictionRule, Hotspot


class FindingCard(QFrame):
    """A card about one open friction."""

    def __init__(self, bridge: SessionBridge, settings: UserSettings, hotspot: Hotspot,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "finding")
        self._bridge = bridge
        self._decisions = Decisions(bridge, settings, self)
        self.hotspot = hotspot
        finding = hotspot.finding
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(6)
        self._column.addWidget(label(f"{hotspot.number}  {tr(finding.title)}", "section", self))
        self._column.addWidget(label(tr(finding.message), "", self))
        for text in self._connections():
            self._column.addWidget(label(text, "known", self))
        self._column.addWidget(label(f"→ {tr(finding.remedy)}", "section", self))
        self._add_explanation()
        self._add_fixes()
        self._add_decisions()

    def decide(self, state: TriageState) -> None:
        """Accept the finding or plan to mend it; the same again takes that back."""
        self._decisions.decide(self.hotspot.finding, state)

    def ask_reason(self, *, waiving: bool) -> None:
        """Ask why the friction is dismissed or kept on purpose."""
        self._decisions.ask_reason(self.hotspot.finding, waiving=waiving)

    def mend(self, number: int) -> None:
        """Show what a mechanical remedy would do, and carry it out if that is wanted."""
        self._decisions.mend(self.hotspot.finding, number)

    def _connections(self) -> Iterator[str]:
        """Tell which clauses the friction breaks, and which other friction causes it."""
        finding, document = self.hotspot.finding, self._bridge.document
        broken = set(finding.clauses)
        for clause in document.head.avoid:
            if clause.id in broken:
                yield tr("To avoid: {clause}", clause=clause.text)
        report = self._bridge.analysis.frictions if self._bridge.analysis is not None else None
        if finding.root is not None and report is not None:
            for spot in report.hotspots:
                if spot.finding.key == finding.root:
                    yield tr("Caused by {number}: {root}", number=spot.number, root=tr(spot.finding.title))

    def _add_explanation(self) -> None:
        rule = _rule(self.hotspot.finding.rule)
        if rule is None:
            return
        why = link(tr("Why?"), self)
        why.setCheckable(True)
        text_label = label("\n\n".join((
            tr(rule.guide.matters), tr(rule.guide.fires),
            tr("What the remedy may cost: {effect}", effect=tr(rule.guide.side_effect)))), "muted", self)
        text_label.hide()
        why.toggled.connect(text_label.setVisible)
        self._column.addWidget(why)
        self._column.addWidget(text_label)

    def _add_fixes(self) -> None:
        for number, fix in enumerate(self._decisions.fixes(self.hotspot.finding)):
            mend = WrappingButton(tr(fix.title), "fix", self)
            mend.setToolTip(tr("First shows what the remedy would do to both sides"))
            mend.clicked.connect(lambda _=False, chosen=number: self.mend(chosen))
            self._column.addWidget(mend)

    def _add_decisions(self) -> None:
        holder = QWidget(self)
        row = FlowLayout(holder)
        decided = self.hotspot.finding.decided
        for state in SIMPLE_STATES:
            chip = button(word("triage", state.value), "chip", holder)
            chip.setCheckable(True)
            chip.setChecked(decided is not None and decided.state is state)
            chip.clicked.connect(lambda _=False, chosen=state: self.decide(chosen))
            row.addWidget(chip)
        for text, waiving in ((tr("Dismiss…"), False), (tr("Justify…"), True)):
            chip = button(text, "chip", holder)
            chip.clicked.connect(lambda _=False, kept=waiving: self.ask_reason(waiving=kept))
            row.addWidget(chip)
        line = QHBoxLayout()
        line.addWidget(holder)
        self._column.addLayout(line)


def _rule(name: str) -> FrictionRule | None:
    return next((rule for rule in registry.plugins().rules if rule.name == name), None)
