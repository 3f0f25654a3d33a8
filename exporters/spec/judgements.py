"""The parts of a specification that stand for what people decided: to-avoid clauses, waivers, limits, triage."""

from __future__ import annotations

from visavis.blueprint.model import AvoidClause, Limit, LimitUnit, Scope, ThresholdSetting, TriageNote, Waiver
from visavis.exporters.spec.criteria import ClauseTestSpec
from visavis.exporters.spec.parts import Amount, Extensible, SpecPart
from visavis.exporters.spec.repeated import repeat_fields_of


@repeat_fields_of(Scope)
class ScopeSpec(Extensible):
    """Where a to-avoid clause applies; null means everywhere."""


@repeat_fields_of(Limit)
class LimitSpec(Extensible):
    """A number and its unit."""

    minutes: Amount | None
    """The limit in minutes where it is a time."""


class SettledLimitSpec(SpecPart):
    """A limit of a friction rule as it holds: the clause’s, else the document’s, the organisation’s or the rule’s."""

    name: str
    """Which limit of the rule."""
    value: Amount
    unit: LimitUnit
    minutes: Amount | None
    """The limit in minutes where it is a time."""
    source: str
    """Where the value comes from; `clause` where it is the clause’s own."""


@repeat_fields_of(AvoidClause, "id text rule scope limit")
class AvoidSpec(Extensible):
    """Something the service must not do to people: an acceptance test."""

    scope: ScopeSpec | None
    limit: LimitSpec | None
    holds: bool | None
    """Whether no open finding of its rule stands in its scope; null where nothing was there to judge it by."""
    findings: tuple[int, ...]
    """The numbers of the frictions that break it."""
    broken_at: tuple[str, ...] = ()
    """The steps where it is broken."""
    broken_for: tuple[str, ...] = ()
    """The personas for whom it is broken; none named: everybody."""
    thresholds: tuple[SettledLimitSpec, ...] = ()
    """The limits that its rule compares with, as they hold for it."""
    owner: str | None = None
    """The actor who can keep it: that of its lane, or of its step; null where it asks something of the whole service,
    whose authority answers for it."""
    waivers: tuple[str, ...] = ()
    """The ids of the waivers by which frictions of its rule in its scope are kept on purpose."""
    test: ClauseTestSpec | None = None
    """How it is tried on what was built."""


@repeat_fields_of(Waiver)
class WaiverSpec(Extensible):
    """A friction that is kept on purpose."""


@repeat_fields_of(ThresholdSetting)
class ThresholdSpec(Extensible):
    """A limit of a friction rule that the document sets otherwise."""


@repeat_fields_of(TriageNote)
class DecisionSpec(Extensible):
    """What the team decided about a finding."""

