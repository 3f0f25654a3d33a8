"""The decisions that a blueprint asks for: what would mend its first friction points, and its effect on both sides.

A decision is a friction group with a remedy. What it spares is what the friction takes today, so that each figure
is the most (people) or the best estimate (minutes) of what deciding it may bring; two decisions together bring less
than the sum. Only comparing a drawn target tells what really comes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.analysis.figures import UNKNOWN, CaseMeasures, Figure
from visavis.blueprint.analysis.frictions.finding import FindingKey
from visavis.blueprint.analysis.frictions.groups import LEAST_LOST, FrictionGroup
from visavis.blueprint.analysis.frictions.report import Analysis
from visavis.blueprint.language import Message
from visavis.blueprint.model import BlueprintDocument, Side

MOST_DECISIONS = 3
MINUTES_PER_HOUR = 60.0


@dataclass(frozen=True, slots=True)
class Decision:
    """A friction group whose remedy is to be decided, with its effects on both sides.

    `citizen_minutes` and `agent_minutes` are what a started case is spared, `citizen_hours` and `agent_hours` the
    same in a year (unknown where nobody said how many cases come in one). `kept` is the part of all started cases
    that is lost today, in a way that ends their journey, and would go on at most; `late` the part that goes on today,
    too late. `more_cases` are the kept ones of a year: the agents' work grows by them. `decided` is what a case that
    reaches a decision takes today, as every kept one would; None where no case does.
    """

    group: FrictionGroup
    kept: Figure
    late: Figure
    citizen_minutes: Figure
    agent_minutes: Figure
    citizen_hours: Figure
    agent_hours: Figure
    more_cases: Figure
    decided: CaseMeasures | None

    @property
    def remedy(self) -> Message:
        """What is to be decided."""
        return self.group.remedy

    @property
    def is_duty(self) -> bool:
        """Whether the law asks for it."""
        return self.group.is_duty

    @property
    def price(self) -> Message | None:
        """What the decision may cost in its turn, in a sentence; None where the rule tells nothing."""
        return next((each.side_effect for each in self.group.findings if each.side_effect is not None), None)

    @property
    def is_hypothesis(self) -> bool:
        """Whether some of its numbers are assumed."""
        return self.group.is_hypothesis

    def minutes_of(self, side: Side) -> Figure:
        """Return what a started case is spared on the citizen's or the agents' side."""
        return self.citizen_minutes if side is Side.CITIZEN else self.agent_minutes

    def hours_of(self, side: Side) -> Figure:
        """Return what a year is spared on the citizens' or the agents' side."""
        return self.citizen_hours if side is Side.CITIZEN else self.agent_hours

    @property
    def hours_for_more_cases(self) -> Figure:
        """The agents' hours a year on the cases that go on, if each takes what a decided one takes today.

        An upper bound: who goes on may still be lost later.
        """
        if self.more_cases.value is None or self.decided is None:
            return UNKNOWN
        minutes = self.decided.agent.work_minutes
        return _times(minutes, self.more_cases.value / MINUTES_PER_HOUR)


def list_decisions(document: BlueprintDocument, analysis: Analysis,
                   most: int = MOST_DECISIONS) -> tuple[Decision, ...]:
    """Return the decisions of the first friction groups with a remedy, in their order; those of one root are one."""
    return tuple(decision_on(document, analysis, group)
                 for group, _ in zip(_distinct_groups(analysis), range(most), strict=False))


def decision_on(document: BlueprintDocument, analysis: Analysis, group: FrictionGroup) -> Decision:
    """Return what deciding the remedy of one friction group does to both sides."""
    everybody = analysis.measures.everybody
    cases = document.head.service.cases_per_year
    decided = everybody.decided if everybody is not None else None
    lost = everybody.lost_share if everybody is not None else UNKNOWN
    return _decision(group, cases, decided, lost)


def _distinct_groups(analysis: Analysis) -> Iterator[FrictionGroup]:
    """Yield the groups with a remedy, of those with one root only the first."""
    causes: set[FindingKey] = set()
    remedies: set[str] = set()
    for group in analysis.frictions.groups:
        roots = {finding.root or finding.key for finding in group.findings}
        if not group.remedy.text or roots & causes or group.remedy.text in remedies:
            continue
        causes |= roots | {finding.key for finding in group.findings}
        remedies.add(group.remedy.text)
        yield group


def _decision(group: FrictionGroup, cases: float | None, decided: CaseMeasures | None, lost: Figure) -> Decision:
    people = group.lost if _tells_people(group) else UNKNOWN
    # Who meets a friction of this kind may find another way: no more go on than are lost in all.
    kept, late = (UNKNOWN, people) if group.is_late else (_least(people, lost), UNKNOWN)
    citizen, agent = (UNKNOWN if cases is None else _times(minutes, cases / MINUTES_PER_HOUR)
                      for minutes in (group.citizen_minutes, group.agent_minutes))
    more = UNKNOWN if cases is None or kept.value is None else _times(kept, cases)
    return Decision(group, kept, late, group.citizen_minutes, group.agent_minutes, citizen, agent, more,
                    decided)


def _tells_people(group: FrictionGroup) -> bool:
    """Return whether a group is told in people: where they are many, or where nothing else is known of it."""
    lost = group.lost.value
    return lost is not None and (lost >= LEAST_LOST or group.minutes.value is None)


def _times(figure: Figure, factor: float) -> Figure:
    return UNKNOWN if figure.value is None else Figure(figure.value * factor, figure.at_least)


def _least(one: Figure, other: Figure) -> Figure:
    """Return the smaller of two figures; the first one where the other is not known."""
    return other if one.value is not None and other.is_known and other.known_value < one.value else one
