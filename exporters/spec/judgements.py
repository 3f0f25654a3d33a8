"""The parts of a specification that stand for what people decided: to-avoid clauses, waivers, limits, triage."""

from __future__ import annotations

from visavis.blueprint.model import LimitUnit, Side, TriageState, WaiverReason
from visavis.exporters.spec.parts import Amount, Extensible


class ScopeSpec(Extensible):
    """Where a to-avoid clause applies; null means everywhere."""

    side: Side | None
    lane: str | None
    phase: str | None
    persona: str | None
    """Findings that concern everybody concern this persona too."""
    step: str | None


class LimitSpec(Extensible):
    """A number and its unit."""

    value: Amount
    unit: LimitUnit
    """Of the value."""
    minutes: Amount | None
    """The limit in minutes where it is a time."""


class AvoidSpec(Extensible):
    """Something the service must not do to people: an acceptance test."""

    id: str
    text: str
    """The clause in the authors’ words."""
    rule: str | None
    """The friction rule that judges it, if any."""
    scope: ScopeSpec | None
    """Where it applies; null means everywhere."""
    limit: LimitSpec | None
    """From where on it is broken; replaces the rule’s own threshold."""
    holds: bool | None
    """Whether no open finding of its rule stands in its scope; null where nothing was there to judge it by."""
    findings: tuple[int, ...]
    """The numbers of the open findings that break it."""


class WaiverSpec(Extensible):
    """A friction that is kept on purpose."""

    id: str
    rule: str
    step: str | None
    """The step it concerns; null for the whole blueprint."""
    reason: WaiverReason
    """Why such a friction is legitimate."""
    text: str
    author: str | None
    date: str | None
    """When it was decided."""


class ThresholdSpec(Extensible):
    """A limit of a friction rule that the document sets otherwise."""

    id: str
    rule: str
    name: str
    """Which limit of the rule."""
    value: Amount
    unit: LimitUnit
    """Of the value."""
    source: str
    """Where the value comes from."""


class DecisionSpec(Extensible):
    """What the team decided about a finding."""

    id: str
    rule: str
    step: str | None
    """The step that the finding is marked on."""
    persona: str | None
    """The persona that it concerns; null for everybody."""
    state: TriageState
    """Accepted, dismissed, or to do."""
    reason: str
    author: str | None
    date: str | None
    """When it was decided."""
    cause: str
    """Fingerprint of what the finding rested on; when that changes, the finding is open again."""
