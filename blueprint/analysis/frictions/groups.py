"""Friction groups: findings of one rule with one remedy, in the one order of the window, the exports and posters.

People lost come first (the larger their share, the sooner), then duties missed, then minutes of both sides per
case. A group has one number, and bears it on each of its steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis.figures import UNKNOWN, Figure
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass
from visavis.blueprint.language import Message

# From this part of the started cases on, people lost come before everything else.
LEAST_LOST = 0.05
# Sums of floats that are equal on paper rank as equals.
_DIGITS = 9
_LEAST = LEAST_LOST - 10**-_DIGITS
_LOSS, _LAW, _MINUTES = range(3)
# Rules whose people are late, not gone: those whom the others call lost do not go on.
_LATE = frozenset({"appointment-desert", "deadline-mismatch", "single-point-of-failure"})


@dataclass(frozen=True, slots=True)
class FrictionGroup:
    """Open findings that one remedy would lift, the heaviest first. `number` stands on each of their steps.

    `lost` is the part of all started cases that is lost (unknown where none of the findings tells), `citizen_minutes`
    and `agent_minutes` what they take per started case; a sum that leaves out what is unknown is a lower bound.
    """

    number: int
    findings: tuple[Finding, ...]
    lost: Figure
    citizen_minutes: Figure
    agent_minutes: Figure

    @property
    def rule(self) -> str:
        """The rule that found them."""
        return self.findings[0].rule

    @property
    def title(self) -> Message:
        """What people call the friction."""
        return self.findings[0].title

    @property
    def short(self) -> Message | None:
        """What a call-out calls it, three words at most; None where it has no such name, or several."""
        shorts = {None if finding.short is None else finding.short.text for finding in self.findings}
        return self.findings[0].short if len(shorts) == 1 else None

    @property
    def call_out(self) -> Message:
        """What stands beside its steps: its short name, else the title of its rule."""
        return self.short or self.title

    @property
    def reader_action(self) -> Message | None:
        """What citizens who read of it can do themselves; None where they can do nothing."""
        return self.findings[0].reader_action

    @property
    def remedy(self) -> Message:
        """What would mend it."""
        return self.findings[0].remedy

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps where it is marked, those of the heaviest findings first."""
        return tuple(dict.fromkeys(step for finding in self.findings for step in finding.steps[:1]))

    @property
    def loses_people(self) -> bool:
        """Whether people are lost, however few."""
        return any(finding.friction_class is FrictionClass.LOSS for finding in self.findings)

    @property
    def is_late(self) -> bool:
        """Whether its people are served too late, and not stopped."""
        return self.rule in _LATE

    def shares_people_with(self, other: FrictionGroup) -> bool:
        """Return whether both lose people at one step: those are the same people, and no sum counts them twice."""
        return not self.is_late and not other.is_late and bool(self._losing_steps & other._losing_steps)

    @property
    def _losing_steps(self) -> frozenset[str]:
        return frozenset(finding.steps[0] for finding in self.findings
                         if finding.friction_class is FrictionClass.LOSS and finding.steps and not finding.is_whole)

    @property
    def is_duty(self) -> bool:
        """Whether a duty is missed."""
        return any(finding.friction_class is FrictionClass.LAW for finding in self.findings)

    @property
    def is_whole(self) -> bool:
        """Whether it is about the whole journey and not about the steps where it is marked."""
        return all(finding.is_whole for finding in self.findings)

    @property
    def is_hypothesis(self) -> bool:
        """Whether some of its numbers are assumed; it is then drawn as a hypothesis."""
        return any(finding.is_hypothesis for finding in self.findings)

    @property
    def minutes(self) -> Figure:
        """The minutes of both sides per started case."""
        return _sum_figures((self.citizen_minutes, self.agent_minutes))


def group_findings(findings: Iterable[Finding]) -> tuple[FrictionGroup, ...]:
    """Return findings grouped by rule and remedy, numbered from 1 in order; equals stay as they were given."""
    together: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        together.setdefault((finding.rule, finding.remedy.text), []).append(finding)
    groups = [_make_group(0, sorted(found, key=_weigh_finding)) for found in together.values()]
    groups.sort(key=_weigh_group)
    return tuple(FrictionGroup(number, group.findings, group.lost, group.citizen_minutes, group.agent_minutes)
                 for number, group in enumerate(groups, start=1))


def _make_group(number: int, findings: Sequence[Finding]) -> FrictionGroup:
    lost = [finding.share for finding in findings if finding.friction_class is FrictionClass.LOSS]
    return FrictionGroup(number, tuple(findings), _cap(_sum_known(lost)),
                         _sum_known([finding.citizen_minutes for finding in findings]),
                         _sum_known([finding.agent_minutes for finding in findings]))


def _sum_known(amounts: Sequence[float | None]) -> Figure:
    """Return the sum of what is known, a bound where something is not; unknown where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return Figure(sum(known), at_least=len(known) < len(amounts)) if known else UNKNOWN


def _sum_figures(figures: Sequence[Figure]) -> Figure:
    summed = _sum_known([figure.value for figure in figures])
    bound = summed.at_least or any(figure.at_least for figure in figures)
    return UNKNOWN if summed.value is None else Figure(summed.value, bound)


def _cap(share: Figure) -> Figure:
    return Figure(1.0, share.at_least) if share.value is not None and share.value > 1 else share


def _weigh_group(group: FrictionGroup) -> tuple[float, ...]:
    """Return what a group is ordered by, the heaviest first."""
    # How many are lost may be unknown: nobody can say then that they are few.
    loses = group.loses_people and (group.lost.known_value >= _LEAST or not group.lost.is_known)
    return _weigh(group.lost.known_value if loses else None, group.minutes.value,
                  max(finding.severity for finding in group.findings),
                  max(finding.share or 0.0 for finding in group.findings), is_duty=group.is_duty)


def _weigh_finding(finding: Finding) -> tuple[float, ...]:
    """Return what a finding is ordered by within its group, as if it were alone."""
    share, minutes = finding.share, None
    if finding.citizen_minutes is not None or finding.agent_minutes is not None:
        minutes = (finding.citizen_minutes or 0.0) + (finding.agent_minutes or 0.0)
    loses = finding.friction_class is FrictionClass.LOSS and (share is None or share >= _LEAST)
    return _weigh((share or 0.0) if loses else None, minutes, finding.severity, share or 0.0,
                  is_duty=finding.friction_class is FrictionClass.LAW)


def _weigh(lost: float | None, minutes: float | None, severity: int, share: float, *,
           is_duty: bool) -> tuple[float, ...]:
    """Return the order: people lost (None: few or none), duties, minutes, what is unknown last; severity, share."""
    rest = (minutes is None, -round(minutes or 0.0, _DIGITS), -severity, -round(share, _DIGITS))
    if lost is not None:
        return _LOSS, -round(lost, _DIGITS), *rest
    return _LAW if is_duty else _MINUTES, 0.0, *rest
