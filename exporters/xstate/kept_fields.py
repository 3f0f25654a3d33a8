"""What a machine holds of a blueprint: which fields, and where a region is simpler than the drawing."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from visavis.blueprint.analysis import journey
from visavis.blueprint.language import Message, plural
from visavis.blueprint.model import BlueprintDocument, Flow, Head, Persona, Step, StepKind
from visavis.blueprint.registry.losses import KeptFields

KEPT: KeptFields = MappingProxyType({
    Head: ("format", "id", "title", "language", "state", "personas"),
    Persona: ("id", "name"),
    Step: ("id", "title", "lane", "phase", "kind", "outcome", "channel", "system", "wait", "asks", "gives", "fails",
           "fallback", "split", "plain"),
    Flow: tuple(Flow.model_fields),
})


def describe_simplified_steps(document: BlueprintDocument) -> tuple[Message, ...]:
    """Return what a region, which is in one state at a time, cannot tell; and that evidence is in none."""
    return tuple(_simplified(document))


def _simplified(document: BlueprintDocument) -> Iterator[Message]:
    evidence = sum(step.kind is StepKind.EVIDENCE for step in document.steps)
    if evidence:
        yield plural("not in this file: {count} step of evidence", "not in this file: {count} steps of evidence",
                     evidence)
    stops = journey(document).game.stops
    forks = sum(_goes_several_ways(document, [
        branch.flow for branch in stop.branches
        if document.side_of(stop.step) is document.side_of(stops[branch.target].step)])
        for stop in stops.values() if not stop.one)
    if forks:
        yield plural("{count} step goes on in several ways at once on its side: here one of them is taken",
                     "{count} steps go on in several ways at once on their side: here one of them is taken", forks)


def _goes_several_ways(document: BlueprintDocument, flows: list[str]) -> bool:
    """Return whether some of these ways are open to the same people."""
    found = [document.flow_by_key[flow] for flow in flows]
    return len({(flow.only_for, flow.not_for) for flow in found}) < len(found)
