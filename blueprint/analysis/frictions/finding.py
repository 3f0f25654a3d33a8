"""What a friction rule says: findings, what could not be assessed, and how bad a thing is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Protocol

from visavis.blueprint.language import Message
from visavis.blueprint.model import AvoidClause, Basis, TriageNote, TriageState, Waiver

if TYPE_CHECKING:
    from visavis.blueprint.analysis.frictions.guide import Need, RuleGuide

# What identifies a friction across revisions of the document: rule, steps, persona.
FindingKey = tuple[str, tuple[str, ...], str | None]


class FrictionClass(StrEnum):
    """The four classes of friction, ranked: people lost, a duty missed, effort moved, minutes."""

    LOSS = "loss"
    LAW = "law"
    SHIFT = "shift"
    LOAD = "load"

    @property
    def rank(self) -> int:
        """Zero for the gravest class."""
        return list(FrictionClass).index(self)

    @property
    def is_grave(self) -> bool:
        """Whether people are lost or a duty is missed."""
        return self in (FrictionClass.LOSS, FrictionClass.LAW)


class Severity(IntEnum):
    """How bad a finding is; bands are each rule's, by default 1/5/20 minutes or percent."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def word(self) -> str:
        """The word of the file formats and the command line."""
        return self.name.lower()


class RuleIdentity(Protocol):
    """What an answer takes over from the rule that gives it; every `FrictionRule` has it."""

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
    def guide(self) -> RuleGuide:
        """The rule explained to people."""


def short_name_of(rule: RuleIdentity) -> Message | None:
    """Return what a call-out calls a rule's frictions (`short`; plug-ins may have none)."""
    found: Message | None = getattr(rule, "short", None)
    return found


def reader_action_of(rule: RuleIdentity) -> Message | None:
    """Return what citizens can do about a rule's frictions (`reader_action`); None where they can do nothing."""
    found: Message | None = getattr(rule, "reader_action", None)
    return found


@dataclass(frozen=True, slots=True)
class Finding:
    """One friction: where, for whom, what it costs each side, and what would mend it.

    `citizen_minutes` and `agent_minutes` are minutes per started case lost to the friction (None where unknown);
    `share` is the part of all started cases that meet it, or for LOSS the part that is lost. `persona` is None
    when it concerns everybody. `basis` is the weakest basis among the numbers used (None: no number was used).
    `side_effect` is what the remedy may cost in its turn. `root` is the friction that causes this one; `clauses` are
    the to-avoid clauses that it breaks; `decided` is what the team decided about it. `short` is the rule's name in
    at most three words, `reader_action` what citizens can do about it themselves. `is_whole` tells that it is about
    the whole journey (its deadline, the time that people bear) and not about the step where it is marked.
    """

    rule: str
    friction_class: FrictionClass
    severity: Severity
    steps: tuple[str, ...]
    title: Message
    message: Message
    remedy: Message
    persona: str | None = None
    citizen_minutes: float | None = None
    agent_minutes: float | None = None
    share: float | None = None
    basis: Basis | None = None
    waived: Waiver | None = None
    side_effect: Message | None = None
    root: FindingKey | None = None
    clauses: tuple[str, ...] = ()
    decided: TriageNote | None = None
    short: Message | None = None
    reader_action: Message | None = None
    is_whole: bool = False

    @property
    def is_hypothesis(self) -> bool:
        """Whether it rests on assumed numbers; it is then drawn as a hypothesis."""
        return self.basis is Basis.ASSUMED

    @property
    def key(self) -> FindingKey:
        """What identifies the friction across revisions of the document."""
        return self.rule, self.steps, self.persona

    @property
    def is_open(self) -> bool:
        """Whether it is still to be mended: no one justified or dismissed it."""
        return self.waived is None and (self.decided is None or self.decided.state is not TriageState.DISMISSED)


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """A rule that could not be judged everywhere, with what it needs and on which steps that is missing."""

    rule: str
    title: Message
    needs: tuple[Need, ...]
    steps: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[Message, ...]:
        """What is missing, in words."""
        return tuple(need.words for need in self.needs)


@dataclass(frozen=True, slots=True)
class ClauseVerdict:
    """Whether a journey keeps to a to-avoid clause.

    `holds` is None where nothing can tell (the rule was not asked or lacks its inputs, or the clause is words only).
    `findings` break it; `personas` are those for whom it fails (none named: everybody), `steps` where.
    """

    clause: AvoidClause
    holds: bool | None
    findings: tuple[FindingKey, ...] = ()
    personas: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
