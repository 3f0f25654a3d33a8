"""Who and where: personas, actors, phases, lanes; and the way of each persona through the service."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis import Journey, journey
from visavis.blueprint.analysis.semantics.journeys import Branch, Stop
from visavis.blueprint.model import BlueprintDocument
from visavis.exporters.spec import authored, derived
from visavis.exporters.spec.repeated import tell


def personas(document: BlueprintDocument) -> tuple[authored.PersonaSpec, ...]:
    """Return the personas with their share of all users; without any weight they share equally."""
    found = document.head.personas
    total = sum(persona.weight for persona in found)
    shares = [persona.weight / total if total else 1 / len(found) for persona in found]
    return tuple(tell(authored.PersonaSpec, persona, share=share)
                 for persona, share in zip(found, shares, strict=True))


def actors(document: BlueprintDocument) -> tuple[authored.ActorSpec, ...]:
    """Return the actors with what they cost and can bear."""
    return tuple(tell(authored.ActorSpec, actor) for actor in document.head.actors)


def phases(document: BlueprintDocument) -> tuple[authored.PhaseSpec, ...]:
    """Return the phases in order."""
    return tuple(tell(authored.PhaseSpec, phase, columns=document.columns_of_phase[phase.id])
                 for phase in document.head.phases)


def lanes(document: BlueprintDocument) -> tuple[authored.LaneSpec, ...]:
    """Return the lanes from top to bottom, with who bears their work."""
    return tuple(tell(authored.LaneSpec, lane, side=document.side_of_lane(lane)) for lane in document.head.lanes)


def walk(document: BlueprintDocument) -> tuple[Journey, ...]:
    """Return the way of each persona, or of anyone where the document has no personas."""
    return tuple(journey(document, persona) for persona in document.head.personas or (None,))


def journeys(walked: Iterable[Journey]) -> tuple[derived.JourneySpec, ...]:
    """Return ways of personas as parts of the specification."""
    return tuple(_journey(one) for one in walked)


def _journey(walked: Journey) -> derived.JourneySpec:
    met = [stop for name, stop in walked.stops.items() if name in walked.reached_steps]
    return derived.JourneySpec(
        persona=walked.persona.id if walked.persona else None, starts=dict(walked.starts),
        steps=tuple(_journey_step(stop) for stop in met),
        blocked_at=tuple(stop.step.id for stop in met if stop.blocked and stop.fallback is None))


def _journey_step(stop: Stop) -> derived.JourneyStep:
    branches = () if stop.blocked or stop.ends else stop.branches
    return derived.JourneyStep(
        step=stop.step.id, blocked=stop.blocked, fallback=stop.fallback,
        ways=tuple(derived.WayStep(flow=branch.flow, target=branch.target, probability=_probability(stop, branch))
                   for branch in branches))


def _probability(stop: Stop, branch: Branch) -> float | None:
    return branch.probability if stop.one and branch.flow not in stop.guessed else None
