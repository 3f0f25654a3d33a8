"""What crosses the line of interaction: the messages of a service, in reading order, each with an id that stays.

Every format that tells what citizens and agents say to each other tells these, under these ids: a developer's test, a
diagram and a backlog then speak of the same message.
"""

from __future__ import annotations

from dataclasses import dataclass

from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.model import BlueprintDocument, Flow, Side, Step


@dataclass(frozen=True, slots=True)
class Interaction:
    """One message across the line of interaction.

    `number` counts from 1 in reading order and changes when the drawing does; `id` stays. `speaker` bears the work of
    the step that speaks (None: evidence). `answers` is the last interaction before it that reached the step which
    speaks now. `channel` is that of the step that speaks, else that of the other.
    """

    id: str
    number: int
    flow: Flow
    source: Step
    target: Step
    speaker: Side | None
    is_from_citizen: bool
    answers: str | None

    @property
    def channel(self) -> str | None:
        """The channel it goes by."""
        return self.source.channel or self.target.channel


def crosses_line(document: BlueprintDocument, flow: Flow) -> bool:
    """Return whether a flow crosses the line of interaction, whatever kind it was given."""
    return is_above_line(document, flow.source) is not is_above_line(document, flow.target)


def is_above_line(document: BlueprintDocument, step: str) -> bool:
    """Return whether a step is on the citizen's side of the line of interaction: what people do, see and hold."""
    return document.lane_of(document.step_by_id[step]).facts.is_on_citizen_side


def interaction_id(flow: Flow) -> str:
    """Return `source/key/target`: it stays while an interaction joins the same two steps, whatever is said.

    A slash (or percent sign) inside one of the three is written as in addresses, so that no two have one id.
    """
    return "/".join(part.replace("%", "%25").replace("/", "%2F") for part in (flow.source, flow.key, flow.target))


def interactions(document: BlueprintDocument) -> tuple[Interaction, ...]:
    """Return what is said across the line of interaction in reading order: by who speaks, then by whom it reaches."""
    order = {step.id: index for index, step in enumerate(reading_order(document))}
    crossing = sorted((flow for flow in document.flows if crosses_line(document, flow)),
                      key=lambda flow: (order[flow.source], order[flow.target]))
    reached: dict[str, str] = {}
    found = []
    for number, flow in enumerate(crossing, start=1):
        source = document.step_by_id[flow.source]
        found.append(Interaction(
            interaction_id(flow), number, flow, source, document.step_by_id[flow.target], document.side_of(source),
            is_above_line(document, flow.source), reached.get(flow.source)))
        reached[flow.target] = found[-1].id
    return tuple(found)
