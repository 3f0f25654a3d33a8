"""The parts of a specification that stand for what people decided: to-avoid clauses, waivers, limits, triage."""

from __future__ import annotations

from visavis.blueprint.model import AvoidClause, Limit, Scope, ThresholdSetting, TriageNote, Waiver
from visavis.exporters.spec.parts import Amount, Extensible
from visavis.exporters.spec.repeated import repeat_fields_of


@repeat_fields_of(Scope)
class ScopeSpec(Extensible):
    """Where a to-avoid clause applies; null means everywhere."""


@repeat_fields_of(Limit)
class LimitSpec(Extensible):
    """A number and its unit."""

    minutes: Amount | None
    """The limit in minutes where it is a time."""


@repeat_fields_of(AvoidClause, "id text rule scope limit")
class AvoidSpec(Extensible):
    """Something the service must not do to people: an acceptance test."""

    scope: ScopeSpec | None
    limit: LimitSpec | None
    holds: bool | None
    """Whether no open finding of its rule stands in its scope; null where nothing was there to judge it by."""
    findings: tuple[int, ...]
    """The numbers of the frictions that break it."""


@repeat_fields_of(Waiver)
class WaiverSpec(Extensible):
    """A friction that is kept on purpose."""


@repeat_fields_of(ThresholdSetting)
class ThresholdSpec(Extensible):
    """A limit of a friction rule that the document sets otherwise."""


@repeat_fields_of(TriageNote)
class DecisionSpec(Extensible):
    """What the team decided about a finding."""

