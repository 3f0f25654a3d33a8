"""The frictions of the inspected step, one card each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from visavis.ui.features.inspector.inspected_subjects import StepSubject, Subject
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.settings import UserSettings
from visavis.ui.kit.widgets import clear_layout

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot
    from visavis.ui.features.triage.finding_card import FindingCard


class FindingCards(QWidget):
    """A card for each open friction that is marked on the subject."""

    def __init__(self, bridge: SessionBridge, subject: Subject, settings: UserSettings,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._subject = subject
        self._settings = settings
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._shown: tuple[Hotspot, ...] | None = None
        self.cards: list[FindingCard] = []

    def set_subject(self, subject: Subject) -> None:
        """Show what there is about another thing, next time."""
        self._subject = subject

    def show_analysis(self) -> bool:
        """Show the frictions of the latest analysis; tell whether their cards were made again."""
        hotspots = tuple(self._hotspots())
        if hotspots == self._shown:
            return False
        self._shown = hotspots
        clear_layout(self._column)
        self.cards = [self._make_card(hotspot) for hotspot in hotspots]
        for card in self.cards:
            self._column.addWidget(card)
        return True

    def _make_card(self, hotspot: Hotspot) -> FindingCard:
        from visavis.ui.features.triage.finding_card import FindingCard

        return FindingCard(self._bridge, self._settings, hotspot, self)

    def hotspots(self) -> tuple[Hotspot, ...]:
        """Return what the cards are about."""
        return self._shown or ()

    def _hotspots(self) -> Iterator[Hotspot]:
        analysis = self._bridge.analysis
        if analysis is None or not isinstance(self._subject, StepSubject):
            return
        for hotspot in analysis.frictions.hotspots:
            if hotspot.finding.steps and hotspot.finding.steps[0] == self._subject.id:
                yield hotspot
