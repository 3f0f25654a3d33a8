"""Effort that a redesign moves across the line of interaction, onto the citizen or onto the agents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from visavis.blueprint.analysis.figures import Figure
from visavis.blueprint.analysis.frictions.as_is import AS_IS, compare_redesign, lacks_as_is, lacks_times
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import WORK_TIMES, RuleGuide
from visavis.blueprint.analysis.frictions.rule import FrictionRule
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.redesign.verdicts import Crossing, PersonaVerdict
from visavis.blueprint.language import Minutes, message
from visavis.blueprint.model import LimitUnit, Side

MOVED = Threshold("moved", 1, LimitUnit.MINUTE, "proposal [D]: a minute of each case")


def find_shifts(context: RuleContext, to: Side, least: float) -> Iterator[tuple[PersonaVerdict, Crossing]]:
    """Yield for whom effort of more than `least` minutes a case moved to a side; once where that is everybody."""
    persona_verdicts = context.once(compare_redesign)
    moved = [(verdict, verdict.crossing) for verdict in persona_verdicts if verdict.crossing is not None
             and verdict.crossing.to is to and verdict.crossing.minutes > least]
    personas = [pair for pair in moved if pair[0].persona is not None]
    whole = [pair for pair in moved if pair[0].persona is None]
    if whole and len(personas) in (0, len(persona_verdicts) - 1):
        yield from whole
    else:
        yield from personas


def build_shift_finding(context: RuleContext, rule: FrictionRule, verdict: PersonaVerdict,
                        crossing: Crossing) -> Finding:
    """Return the finding of effort that crossed, marked on the heaviest of the steps behind it."""
    steps: Sequence[str] = [name for name in crossing.steps if name in context.document.step_by_id][:5]
    words = {Side.CITIZEN: message("{time} of each case moved from the agents to the citizen",
                                   time=Minutes(crossing.minutes)),
             Side.AGENT: message("{time} of each case moved from the citizen to the agents",
                                 time=Minutes(crossing.minutes))}
    remedy = (message("Give the work back: prefill, help") if crossing.to is Side.CITIZEN else
              message("Automate, or give agents time"))
    part = verdict.weight if verdict.persona is not None else 1.0
    return context.finding(
        rule, steps or (context.steps[0].id,), words[crossing.to], remedy,
        citizen=_times(verdict.started.citizen.change, part), agent=_times(verdict.started.agent.change, part),
        share=part, persona=verdict.persona)


def _times(figure: Figure, part: float) -> float | None:
    return None if figure.value is None else figure.value * part


class EffortShiftToCitizen:
    """A persona's work grows while the agents' work on their case shrinks."""

    name = "effort-shift-to-citizen"
    title = message("Work moved to the citizen")
    short = message("Shifted to citizens")
    friction_class = FrictionClass.SHIFT
    needs = (AS_IS,)
    thresholds = (MOVED,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("An administration's savings are often its users' work: they learn and do what professionals "
                        "did. Those with the least time, skill or equipment pay the most."),
        fires=message("Compared with the as-is blueprint, a persona works more and the agents work less on their "
                      "case, by more than the limit."),
        cost=message("What moved is the smaller of the citizen's gain and the agents' loss; both changes are given, "
                     "per started case."),
        remedy=message("Give the work back, or make it small: prefill, ask less, help at the same step."),
        side_effect=message("Help costs agents' time; count it before promising savings."),
        spares=(message("The minutes are those of cases that reach a decision: it is not a shift when more people "
                        "reach one."),),
        sources=("ddd", "madsen", "mhh-2015"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each persona who got the agents' work, or one for everybody."""
        if lacks_as_is(context):
            yield context.not_assessed(self)
        if lacks_times(context):
            yield context.not_assessed(self, needs=(WORK_TIMES,))
        for verdict, crossing in find_shifts(context, Side.CITIZEN, context.threshold(self.name, MOVED)):
            yield build_shift_finding(context, self, verdict, crossing)


class EffortShiftToAgent:
    """The agents' work grows while a persona's own shrinks."""

    name = "effort-shift-to-agent"
    title = message("Work moved to the agents")
    short = message("Shifted to agents")
    friction_class = FrictionClass.SHIFT
    needs = (AS_IS,)
    thresholds = (MOVED,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("What is made easy for people may be done by agents, by hand. Without more agents, the work "
                        "returns to people as a queue."),
        fires=message("Compared with the as-is blueprint, the agents work more on a persona's case and the persona "
                      "works less, by more than the limit."),
        cost=message("What moved is the smaller of the agents' gain and the citizen's loss; both changes are given, "
                     "per started case."),
        remedy=message("Automate what was taken over, or plan the agents' time for it."),
        side_effect=message("Automating a bad step keeps it: first see whether it is needed at all."),
        spares=(message("The minutes are those of cases that reach a decision: it is not a shift when more people "
                        "reach one."),),
        sources=("fbpm", "proposal"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each persona whose work the agents got, or one for everybody."""
        if lacks_as_is(context):
            yield context.not_assessed(self)
        if lacks_times(context):
            yield context.not_assessed(self, needs=(WORK_TIMES,))
        for verdict, crossing in find_shifts(context, Side.AGENT, context.threshold(self.name, MOVED)):
            yield build_shift_finding(context, self, verdict, crossing)
