"""What a friction rule is: its name, its class, what it needs, and the question it answers.

Thresholds name their source. Those marked [D] are proposals of this project, to be tuned on real journeys. A
document, or an organisation for all its documents, may set them otherwise; a to-avoid clause that names a rule and
has a limit replaces all of these where it applies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.guide import Need, RuleGuide
from visavis.blueprint.language import Message
from visavis.blueprint.model import LimitUnit

if TYPE_CHECKING:
    from visavis.blueprint.analysis.frictions.context import RuleContext

# Lower edges of medium, high and critical [D]: minutes per started case for LOAD and SHIFT, parts of the started
# cases for LOSS and LAW. 20 % mirrors the completion line of 80 % of the British government's "great" services.
MINUTE_BANDS = (1.0, 5.0, 20.0)
SHARE_BANDS = (0.01, 0.05, 0.20)


def inputs_of(rule: FrictionRule) -> tuple[Need, ...]:
    """Return what else a rule looks at, beside what it cannot judge without (`reads`; plug-ins may have none)."""
    found: tuple[Need, ...] = getattr(rule, "reads", ())
    return found


class FrictionRule(Protocol):
    """One question asked of a blueprint. Built-in rules and plugged-in ones have the same shape.

    A rule may also have `reads`: inputs that decide what it finds. Where a document tells none of such an input, the
    rule is told as not assessed for it, whatever it finds by others.

    `name` is kebab-case and unique; `friction_class` is the class of most of its findings (a finding may say
    otherwise); `needs` tells which inputs the rule cannot judge without; `thresholds` are the limits it compares
    with; `sets` names the rule sets it belongs to (every rule belongs to `all`).
    """

    @property
    def name(self) -> str:
        """The name in files, waivers and to-avoid clauses."""

    @property
    def title(self) -> Message:
        """What people call the friction, a few words."""

    @property
    def friction_class(self) -> FrictionClass:
        """The class of most of its findings."""

    @property
    def needs(self) -> tuple[Need, ...]:
        """The inputs it cannot judge without."""

    @property
    def thresholds(self) -> tuple[Threshold, ...]:
        """The limits it compares with."""

    @property
    def sets(self) -> frozenset[str]:
        """The rule sets it belongs to, beside `all`."""

    @property
    def guide(self) -> RuleGuide:
        """The rule explained to people."""

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield the findings, and where the inputs are missing what could not be assessed (never "fine")."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit that a rule compares with: its name within the rule, its value, its unit, and where it comes from."""

    name: str
    value: float
    unit: LimitUnit
    source: str


def band(amount: float, edges: tuple[float, float, float]) -> Severity:
    """Return the severity of an amount, given the lower edges of medium, high and critical."""
    return Severity(1 + sum(amount >= edge for edge in edges))


def severity_of(friction_class: FrictionClass, minutes: float, share: float) -> Severity:
    """Return a finding's severity: by minutes of both sides for LOAD and SHIFT, by share for LOSS and LAW.

    A missed duty is binary; its severity is how many people it reaches.
    """
    if friction_class in (FrictionClass.LOSS, FrictionClass.LAW):
        return band(share, SHARE_BANDS)
    return band(minutes, MINUTE_BANDS)
