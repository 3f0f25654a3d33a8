"""The interactions of a blueprint in reading order: what is said, from which step to which, and whom it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from visavis.blueprint.analysis import journey
from visavis.blueprint.analysis.semantics.journeys import is_open
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.language import Quoted
from visavis.blueprint.model import BlueprintDocument, Flow, Persona, Step
from visavis.exporters.typed_text import inert


@dataclass(frozen=True, slots=True)
class Interaction:
    """A flow across the line of interaction, numbered from 1 in reading order.

    `channel` is that of the step that speaks, else of the other; `personas` are the ids of those who may come to it.
    """

    number: int
    flow: Flow
    source: Step
    target: Step
    channel: str | None
    personas: tuple[str, ...]

    @property
    def id(self) -> str:
        """What it is called in every format: the same as long as its flow stands between the same steps."""
        return f"{self.flow.source}/{self.flow.key}/{self.flow.target}"

    @property
    def says(self) -> str:
        """What is said, on one line."""
        return inert(self.flow.label)


def list_interactions(document: BlueprintDocument) -> tuple[Interaction, ...]:
    """Return every interaction; the numbers are those of the specification's exchanges."""
    order = {step.id: number for number, step in enumerate(reading_order(document))}
    crossing = sorted((flow for flow in document.flows if _crosses(document, flow)),
                      key=lambda flow: (order[flow.source], order[flow.target]))
    reached = {persona.id: journey(document, persona).reached_steps for persona in document.head.personas}
    return tuple(_interaction(document, number, flow, reached) for number, flow in enumerate(crossing, start=1))


def _crosses(document: BlueprintDocument, flow: Flow) -> bool:
    source, target = document.step_by_id[flow.source], document.step_by_id[flow.target]
    return document.lane_of(source).facts.is_on_citizen_side is not document.lane_of(target).facts.is_on_citizen_side


def _interaction(document: BlueprintDocument, number: int, flow: Flow,
                 reached: Mapping[str, frozenset[str]]) -> Interaction:
    source, target = document.step_by_id[flow.source], document.step_by_id[flow.target]

    def comes_here(persona: Persona) -> bool:
        return {flow.source, flow.target} <= reached[persona.id] and is_open(flow, persona)

    return Interaction(number, flow, source, target, source.channel or target.channel,
                       tuple(persona.id for persona in document.head.personas if comes_here(persona)))


def name_of_step(step: Step) -> Quoted:
    """Return how sentences call a step: its title in quotation marks, or its id while it has none."""
    return Quoted(inert(step.title) or inert(step.id))


def name_of_lane(document: BlueprintDocument, step: Step) -> Quoted:
    """Return how sentences call whoever does a step: the name of its lane."""
    lane = document.lane_of(step)
    return Quoted(inert(lane.name) or inert(lane.id))
