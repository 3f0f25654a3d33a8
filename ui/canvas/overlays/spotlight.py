"""Looking at one lane, phase, channel or persona: everything else is veiled, and nothing moves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from visavis.blueprint.model import BlueprintDocument
from visavis.ui.canvas.overlays.highlights import Overlay, OverlayKind
from visavis.ui.canvas.surface import qrect
from visavis.ui.kit.i18n import tr

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Analysis
    from visavis.ui.canvas.canvas import Canvas

_MARKS = "veils"


class Facet(StrEnum):
    """What can be looked at alone."""

    LANE = "lane"
    PHASE = "phase"
    CHANNEL = "channel"
    PERSONA = "persona"


@dataclass(frozen=True, slots=True)
class SpotlightTarget:
    """One facet and the id of what is looked at."""

    facet: Facet
    id: str


class Spotlight(QObject):
    """Veils the cards of a view that are not looked at; follows the document and the analysis."""

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self._view = view
        self.beam: SpotlightTarget | None = None
        view.bridge.document_replaced.connect(self.show_all)

    def show_only_here(self, facet: str) -> None:
        """Look at the focused place's `lane`, `phase` or `channel` alone."""
        cursor, step = self._view.navigation.cursor, self._view.navigation.step()
        if cursor is None:
            return
        channel = step.channel if step is not None else None
        found = {"lane": cursor.cell.lane, "phase": cursor.cell.phase, "channel": channel}[facet]
        if found is None:
            self._view.status_hint.emit(tr("Go to a step with a channel first"))
        else:
            self.show_only(Facet(facet), found)

    def show_only(self, facet: Facet, name: str) -> None:
        """Look at one thing alone."""
        self.beam = SpotlightTarget(facet, name)
        self.refresh()
        self._view.status_hint.emit(tr("Only this is lit · to undo: View, Isolate, Everything"))

    def show_all(self) -> None:
        """Look at everything again."""
        if self.beam is not None:
            self.beam = None
            self._view.overlays.clear(_MARKS)
            self._view.status_hint.emit("")

    def refresh(self) -> None:
        """Veil again, after the drawing changed."""
        picture = self._view.picture
        if self.beam is None or picture is None:
            return
        lit = steps_lit(picture.document, self._view.bridge.analysis, self.beam)
        cards = picture.layout.cards
        veiled = (step for step in cards if step not in lit)
        self._view.overlays.put(_MARKS, [Overlay(OverlayKind.VEIL, qrect(cards.rect(step))) for step in veiled])


def steps_lit(document: BlueprintDocument, analysis: Analysis | None, beam: SpotlightTarget) -> frozenset[str]:
    """Return the steps that are looked at; of a persona, those that they come to in what was measured."""
    if beam.facet is Facet.PERSONA:
        journeys = analysis.measures.personas if analysis is not None else ()
        visits = next((journey.visits for journey in journeys if journey.persona == beam.id), None) or {}
        return frozenset(step for step, often in visits.items() if not often <= 0)
    return frozenset(step.id for step in document.steps if getattr(step, beam.facet) == beam.id)
