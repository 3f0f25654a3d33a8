"""The journeys of a document, computed off the GUI thread: everybody's, then each persona's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from visavis.blueprint.analysis import (
    Analysis,
    ConversationStep,
    DistinctJourney,
    DistinctJourneys,
    JourneyMeasures,
    conversation_steps,
    distinct_journeys,
    journey,
)
from visavis.blueprint.analysis.paths.distinct_journeys import merge_journeys
from visavis.blueprint.model import BlueprintDocument, Outcome, Persona

# A screen has room for more ways than a sheet; rarer ones than the least are told together.
MOST = 40
LEAST = 0.002
MOST_TOGETHER = 60
_LOST = (Outcome.ABANDONED, Outcome.BLOCKED, Outcome.EXPIRED)


@dataclass(frozen=True, eq=False)
class ShownJourney:
    """One way to be shown: the journey, its steps as they are lived, and who walks it."""

    journey: DistinctJourney
    beats: tuple[ConversationStep, ...]
    personas: tuple[Persona, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of who walks it; no one's where the document has no personas."""
        return tuple(persona.name.strip() or persona.id for persona in self.personas)


@dataclass(frozen=True, eq=False)
class Section:
    """A persona, or everybody (None), with measures and ways; `rest` is the share of all other ways together."""

    persona: Persona | None
    measures: JourneyMeasures
    walks: tuple[ShownJourney, ...]
    rest: float

    @property
    def name(self) -> str:
        """The persona's id; nothing for everybody."""
        return self.persona.id if self.persona is not None else ""

    def likeliest(self, count: int) -> tuple[ShownJourney, ...]:
        """Return the likeliest ways, with the likeliest on which people are lost when it is not among them."""
        lost = next((walk for walk in self.walks if walk.journey.outcome in _LOST), None)
        shown = self.walks[:count]
        return shown if lost is None or any(walk is lost for walk in shown) else (*shown, lost)


def sections(document: BlueprintDocument, analysis: Analysis,
             cancelled: Callable[[], bool] | None = None) -> tuple[Section, ...]:
    """Return what the screen shows; nothing where there is no journey. Raises Cancelled."""
    measures = analysis.measures
    if measures.everybody is None:
        return ()
    if not measures.personas:
        alone = distinct_journeys(document, journey(document), MOST, LEAST, cancelled)
        return (_section(document, None, measures.everybody, alone),)
    found: list[Section] = []
    parts: list[tuple[str, float, DistinctJourneys]] = []
    for measured in measures.personas:
        persona = document.persona_by_id[measured.persona or ""]
        walked = distinct_journeys(document, journey(document, persona), MOST, LEAST, cancelled)
        parts.append((persona.id, measured.weight, walked))
        found.append(_section(document, persona, measured, walked))
    everybody = _section(document, None, measures.everybody, merge_journeys(parts, MOST_TOGETHER))
    return (everybody, *found) if len(found) > 1 else tuple(found)


def _section(document: BlueprintDocument, persona: Persona | None, measured: JourneyMeasures,
             walked: DistinctJourneys) -> Section:
    return Section(persona, measured, tuple(_shown_journeys(document, walked.journeys)), walked.known_rest)


def _shown_journeys(document: BlueprintDocument, journeys: Iterable[DistinctJourney]) -> Iterable[ShownJourney]:
    for one in journeys:
        personas = tuple(document.persona_by_id[name] for name in one.personas)
        yield ShownJourney(one, conversation_steps(document, one, personas[0] if personas else None), personas)
