"""The frictions of the inspected step: what they cost, what would mend them, and a way to keep one on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QVBoxLayout, QWidget

from blueprint.analysis.finding import Hotspot
from blueprint.editing import AddWaiver
from blueprint.model import BlueprintDocument
from ui.i18n import tr
from ui.inspector.choices import choices
from ui.inspector.subjects import StepSubject, Subject
from ui.inspector.widgets import button, label
from ui.session_bridge import SessionBridge


class FindingCards(QWidget):
    """A card for each open friction that is marked on the subject; the clauses it breaks below."""

    def __init__(self, bridge: SessionBridge, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._subject = subject
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._shown: tuple[object, ...] | None = None

    def show_analysis(self) -> None:
        """Show the frictions of the latest analysis."""
        hotspots = tuple(self._hotspots())
        if hotspots == self._shown:
            return
        self._shown = hotspots
        while (item := self._column.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().deleteLater()
        for hotspot in hotspots:
            self._column.addWidget(self._card(hotspot))
        self.setVisible(bool(hotspots))

    def _hotspots(self) -> Iterator[Hotspot]:
        analysis = self._bridge.analysis
        if analysis is None or not isinstance(self._subject, StepSubject):
            return
        for hotspot in analysis.frictions.hotspots:
            if hotspot.finding.steps and hotspot.finding.steps[0] == self._subject.id:
                yield hotspot

    def _card(self, hotspot: Hotspot) -> QFrame:
        finding = hotspot.finding
        card = QFrame(self)
        card.setProperty("role", "finding")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(label(f"{hotspot.number}  {tr(finding.title)}", "section", card))
        column.addWidget(label(tr(finding.message), "", card))
        for clause in _broken(self._bridge.document, finding.rule):
            column.addWidget(label(tr("To avoid: {clause}", clause=clause), "known", card))
        column.addWidget(label(f"→ {tr(finding.remedy)}", "section", card))
        row = QHBoxLayout()
        keep = button(tr("Justify …"), "chip", card)
        keep.clicked.connect(lambda: self._justify(hotspot))
        row.addWidget(keep)
        row.addStretch(1)
        column.addLayout(row)
        return card

    def _justify(self, hotspot: Hotspot) -> None:
        """Ask for a reason and keep the friction on purpose."""
        reasons = choices("reason", self._bridge.document)
        words = [text for _, text in reasons]
        title = tr("Keep this friction on purpose")
        chosen, agreed = QInputDialog.getItem(self, title, tr("Reason"), words, 0, False)
        if not agreed:
            return
        told, agreed = QInputDialog.getText(self, title, tr("In your own words"))
        if not agreed:
            return
        reason = reasons[words.index(chosen)][0]
        step = hotspot.finding.steps[0] if hotspot.finding.steps else None
        self._bridge.do(AddWaiver(rule=hotspot.finding.rule, step=step, reason=reason, text=told,
                                  date=date.today().isoformat()))


def _broken(document: BlueprintDocument, rule: str) -> Iterator[str]:
    for clause in document.head.avoid:
        if clause.rule == rule:
            yield clause.text
