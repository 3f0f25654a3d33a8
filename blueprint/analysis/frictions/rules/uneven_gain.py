"""A gain that is not for all: people gain on average while one persona loses."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.as_is import AS_IS, compare_redesign, lacks_as_is
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import WORK_TIMES, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.redesign.verdicts import PersonaVerdict, Trend
from visavis.blueprint.language import Minutes, message
from visavis.blueprint.model import LimitUnit, Side


class UnevenGain:
    """People gain on average while one persona loses.

    Loss is work per decided case that grows by more than 5 % of what it was, or fewer of them who reach a decision.
    """

    name = "uneven-gain"
    title = message("Gain that is not for all")
    short = message("Gain not shared")
    friction_class = FrictionClass.SHIFT
    needs = (AS_IS,)
    thresholds = (Threshold("worse", 5, LimitUnit.PERCENT, "proposal [D]"),)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("An average hides who pays for it. Burdens harm those with the fewest resources most."),
        fires=message("Citizens' work falls overall, but one persona's work rises by more than the limit, or fewer "
                      "of them reach a decision."),
        cost=message("The persona's additional minutes, times their share of all users; people lost, as a share of "
                     "all."),
        remedy=message("Open a separate way for this persona, of the same quality."),
        side_effect=message("A second way must be kept alive: staff, training, attention."),
        spares=(message("A persona who reaches a decision more often than before may work more for it."),),
        sources=("herd-moynihan",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each persona who loses where the average gains."""
        if lacks_as_is(context):
            yield context.not_assessed(self)
        persona_verdicts = context.once(compare_redesign)
        if any(Trend.UNKNOWN in (one.citizen.trend, one.completion.trend) for one in persona_verdicts):
            yield context.not_assessed(self, needs=(WORK_TIMES,))
        if not persona_verdicts or persona_verdicts[0].citizen.trend is not Trend.LOWER:
            return
        limit = context.threshold(self.name, self.thresholds[0]) / 100
        for verdict in persona_verdicts[1:]:
            lost, more = -verdict.completion.change.known_value, verdict.citizen.change.known_value
            heavier = (verdict.citizen.trend is Trend.HIGHER and more > limit * verdict.citizen.before.known_value
                       and not verdict.more_get_through)
            if lost > limit or heavier:
                yield self._build_finding(context, verdict, lost if lost > limit else 0.0)

    def _build_finding(self, context: RuleContext, verdict: PersonaVerdict, lost: float) -> Finding:
        persona = context.document.persona_by_id[verdict.persona or ""]
        said = message("{name} works {time} more while people gain on average", name=persona.name or persona.id,
                       time=Minutes(verdict.citizen.change.known_value))
        if lost:
            said = message("{name} reaches a decision less often while people gain on average",
                           name=persona.name or persona.id)
        view = next(view for view in context.views if view.persona == verdict.persona)
        heaviest = max(view.measures.visits, key=lambda step: _work(context, step, view.measures.visits[step]))
        more = max(0.0, verdict.started.citizen.change.known_value) * verdict.weight
        return context.finding(
            self, (heaviest,), said, message("Open a way for them"), citizen=more, agent=0.0,
            share=lost * verdict.weight if lost else verdict.weight,
            persona=verdict.persona, friction_class=FrictionClass.LOSS if lost else None)


def _work(context: RuleContext, name: str, visits: float) -> float:
    step = context.step(name)
    return visits * context.document.effort_of(step) if context.side(step) is Side.CITIZEN else 0.0
