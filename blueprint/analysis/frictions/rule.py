"""What a friction rule is: its name, its class, what it needs, and the question it answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import Message

if TYPE_CHECKING:
    # Who lists rules does not load what judges a document.
    from visavis.blueprint.analysis.frictions.context import RuleContext


class FrictionRule(Protocol):
    """One question asked of a blueprint. Built-in rules and plugged-in ones have the same shape.

    A rule may also have `reads`: inputs that decide what it finds. Where a document tells none of such an input, the
    rule is told as not assessed for it, whatever it finds by others. It may have `short`, a name of at most three
    words and 24 letters in every language, as it stands beside a step of a poster (without it, its title does), and
    `reader_action`, one sentence that tells citizens what they can do themselves.

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


def inputs_of(rule: FrictionRule) -> tuple[Need, ...]:
    """Return what else a rule looks at, beside what it cannot judge without (`reads`; plug-ins may have none)."""
    found: tuple[Need, ...] = getattr(rule, "reads", ())
    return found
