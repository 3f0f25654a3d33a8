"""What a handoff tells of a blueprint: which fields of which elements."""

from __future__ import annotations

from types import MappingProxyType

from visavis.blueprint.model import (
    AvoidClause,
    Flow,
    Head,
    Informs,
    Item,
    Lane,
    LegalClock,
    Persona,
    Phase,
    Record,
    Service,
    Step,
)
from visavis.blueprint.registry.losses import KeptFields

# Steps that speak to nobody stand in the diagram: by their titles, kinds and lanes, which is less than all of this.
KEPT: KeptFields = MappingProxyType({
    Head: ("format", "title", "summary", "language", "state", "service", "record", "channels", "personas", "phases",
           "lanes", "items", "avoid"),
    Service: ("authority", "life_event", "legal_basis", "cases_per_year", "standard_time", "tolerated_time",
              "legal_deadline", "legal_clock"),
    LegalClock: ("starts", "stops"),
    Record: tuple(Record.model_fields),
    Persona: ("id", "name", "story", "channels", "constraints"),
    Phase: ("id", "name"),
    Lane: ("id", "name"),
    Item: ("id", "name", "held_by", "purpose"),
    AvoidClause: ("id", "text", "rule"),
    Step: ("id", "title", "lane", "phase", "kind", "outcome", "channel", "wait", "basis", "asks", "informs",
           "deadline", "legal"),
    Informs: tuple(Informs.model_fields),
    Flow: ("source", "target", "key", "kind", "label", "carries", "probability", "condition", "only_for", "not_for",
           "max_times"),
})
