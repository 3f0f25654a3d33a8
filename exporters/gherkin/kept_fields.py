"""What scenarios tell of a blueprint: which fields, and how many steps are in none."""

from __future__ import annotations

from types import MappingProxyType

from visavis.blueprint.language import Message, plural
from visavis.blueprint.model import (
    AvoidClause,
    BlueprintDocument,
    Flow,
    Head,
    Informs,
    Item,
    Lane,
    LegalClock,
    Limit,
    Persona,
    Phase,
    Scope,
    Service,
    Step,
    StepKind,
)
from visavis.blueprint.registry.losses import KeptFields
from visavis.exporters.interactions import list_interactions

KEPT: KeptFields = MappingProxyType({
    Head: ("format", "id", "title", "summary", "language", "state", "service", "channels", "personas", "lanes",
           "phases", "items", "avoid"),
    Service: ("authority", "legal_basis", "legal_deadline", "legal_clock"),
    LegalClock: ("starts", "stops"),
    Persona: ("id", "name"),
    Lane: ("id", "name"),
    Phase: ("id",),
    Item: ("id", "name"),
    AvoidClause: ("id", "text", "rule", "scope", "limit"),
    Scope: tuple(Scope.model_fields),
    Limit: tuple(Limit.model_fields),
    Step: ("id", "title", "lane", "phase", "kind", "outcome", "channel", "wait", "basis", "asks", "informs", "fails",
           "fallback", "deadline", "legal"),
    Informs: tuple(Informs.model_fields),
    Flow: ("source", "target", "key", "kind", "label", "carries", "probability", "condition", "only_for", "not_for",
           "max_times"),
})


def describe_silent_steps(document: BlueprintDocument) -> tuple[Message, ...]:
    """Return how many steps are in no scenario: nobody says anything from them or to them, and none ends there."""
    told = {step.id for each in list_interactions(document) for step in (each.source, each.target)}
    told |= {step.id for step in document.steps if step.kind is StepKind.OUTCOME or step.fallback is not None}
    told |= {step.fallback for step in document.steps if step.fallback is not None}
    silent = sum(step.id not in told for step in document.steps)
    return (plural("not in this file: {count} step that speaks to nobody across the line of interaction",
                   "not in this file: {count} steps that speak to nobody across the line of interaction",
                   silent),) if silent else ()
