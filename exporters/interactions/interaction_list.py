"""The interactions of a blueprint as formats for developers tell them: with those who may come to each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from visavis.blueprint.analysis import journey
from visavis.blueprint.analysis.semantics.journeys import is_open
from visavis.blueprint.graph.interactions import Interaction, interactions
from visavis.blueprint.language import Quoted
from visavis.blueprint.model import BlueprintDocument, Flow, Persona, Step
from visavis.exporters.typed_text import inert


@dataclass(frozen=True, slots=True)
class ToldInteraction:
    """An interaction, and the ids of the personas who may come to it."""

    crossing: Interaction
    personas: tuple[str, ...]

    @property
    def id(self) -> str:
        """What it is called in every format: the same as long as its flow stands between the same steps."""
        return self.crossing.id

    @property
    def number(self) -> int:
        """Its place in the conversation, from 1."""
        return self.crossing.number

    @property
    def flow(self) -> Flow:
        """The flow that it is."""
        return self.crossing.flow

    @property
    def source(self) -> Step:
        """The step that speaks."""
        return self.crossing.source

    @property
    def target(self) -> Step:
        """The step that is spoken to."""
        return self.crossing.target

    @property
    def channel(self) -> str | None:
        """The channel it goes by."""
        return self.crossing.channel

    @property
    def says(self) -> str:
        """What is said, on one line."""
        return inert(self.flow.label)


def list_interactions(document: BlueprintDocument) -> tuple[ToldInteraction, ...]:
    """Return every interaction in reading order."""
    reached = {persona.id: journey(document, persona).reached_steps for persona in document.head.personas}
    return tuple(ToldInteraction(crossing, tuple(_personas(document, crossing.flow, reached)))
                 for crossing in interactions(document))


def _personas(document: BlueprintDocument, flow: Flow, reached: Mapping[str, frozenset[str]]) -> list[str]:
    def comes_here(persona: Persona) -> bool:
        return {flow.source, flow.target} <= reached[persona.id] and is_open(flow, persona)

    return [persona.id for persona in document.head.personas if comes_here(persona)]


def name_of_step(step: Step) -> Quoted:
    """Return how sentences call a step: its title in quotation marks, or its id while it has none."""
    return Quoted(inert(step.title) or inert(step.id))


def name_of_lane(document: BlueprintDocument, step: Step) -> Quoted:
    """Return how sentences call whoever does a step: the name of its lane."""
    lane = document.lane_of(step)
    return Quoted(inert(lane.name) or inert(lane.id))
