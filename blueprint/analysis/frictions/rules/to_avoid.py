"""To-avoid clauses without a rule of their own: their limit is compared with the journey itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import isnan

from visavis.blueprint.analysis.frictions.clauses import LEAST_SEVERITY
from visavis.blueprint.analysis.frictions.context import PersonaView, RuleContext, in_scope
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import PROBABILITIES, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import WORK_UNITS, Threshold, severity_of
from visavis.blueprint.analysis.semantics.ledger import lacks_wait, lacks_work
from visavis.blueprint.language import Days, Decimal, Message, Minutes, Quoted, Share, message
from visavis.blueprint.model import AvoidClause, Limit, LimitUnit, Side, Step, mean_minutes
from visavis.blueprint.model.durations import MINUTES_PER_DAY

# Amounts are sums of floats: one that is the limit must not pass it by its last digit.
ROUNDING = 1e-9


class ToAvoid:
    """A clause with a limit and no rule, broken by a persona's journey.

    A limit in minutes or hours is compared with the work of the steps in the clause's scope, one in days with their
    waits, one in percent with the share of people who come to any one of them, and a count with how many of them a
    case passes, repetitions included. A clause for one persona is compared with their journey; else every persona's
    is, and each for whom it fails is told.
    """

    name = "to-avoid"
    title = message("Commitment not kept")
    short = message("Promise not kept")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the times of the steps that the clause is about"), InputElement.STEP, "work"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "legal-fr", "home-visit"})
    guide = RuleGuide(
        matters=message("The team wrote down what must not happen to people; a redesign is judged by it first."),
        fires=message("A to-avoid clause has a limit, names no rule, and the journey of at least one persona exceeds "
                      "the limit."),
        cost=message("Minutes and hours are the work of the steps in the clause's scope, days their waits, "
                     "percentages the people who reach one of them, counts how many of them a case goes through."),
        remedy=message("Change the steps that the clause is about, or agree on another limit."),
        side_effect=message("A limit kept on one side may be paid for on the other: look at both."),
        spares=(message("A clause in words only is left to the team's judgement; one that names a rule is judged by "
                        "that rule."),),
        sources=("proposal",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each clause that fails, for each persona or for everybody."""
        for clause in context.document.head.avoid:
            if clause.rule is None and clause.limit is not None:
                yield from self._assess_clause(context, clause, clause.limit)

    def _assess_clause(self, context: RuleContext, clause: AvoidClause,
                       limit: Limit) -> Iterable[Finding | NotAssessed]:
        steps = [step for step in context.steps if context.reached(step.id)
                 and in_scope(context.document, step, clause)]
        if steps and not any(_has_amount(step, limit.unit) for step in steps):
            yield context.not_assessed(self, [step.id for step in steps])
            return
        only = clause.scope.persona if clause.scope is not None else None
        views = [view for view in context.views if only is None or view.persona == only]
        most_allowed = limit.value * (1 + ROUNDING)
        amounts = [(view, _amount(context, view, steps, limit.unit)) for view in views]
        if any(isnan(amount) for _, amount in amounts):
            yield context.not_assessed(self, needs=(PROBABILITIES,))
        failing = [(view, amount) for view, amount in amounts if amount > most_allowed]
        untimed = [step.id for step in steps if _lacks(context, step, limit.unit)]
        if any(not amount > most_allowed and _meets_any(view, untimed) for view, amount in amounts):
            # What is known keeps to the limit; with what is not, it may pass it.
            yield context.not_assessed(self, untimed)
        if not failing:
            return
        most = max(failing, key=lambda pair: pair[1])
        everybody = len(failing) == len(context.views)
        for view, amount in [most] if everybody else failing:
            words = _words(amount, limit.unit)
            yield self._build_finding(context, clause, limit, steps, view, everybody=everybody,
                                      amount=message("at least {amount}", amount=words)
                                      if _meets_any(view, untimed) else words)

    def _build_finding(self, context: RuleContext, clause: AvoidClause, limit: Limit, steps: list[Step],
                       view: PersonaView,
                       *, amount: Minutes | Days | Share | Message, everybody: bool) -> Finding:
        heavy = sorted(steps, key=lambda step: -_part(context, view, step, limit.unit))
        worst = tuple(step.id for step in heavy if _part(context, view, step, limit.unit) > 0) or (steps[0].id,)
        sides = {side: sum(view.weight * view.measures.visits.get(step.id, 0.0) * context.document.effort_of(step)
                           for step in steps if context.side(step) is side) for side in (Side.CITIZEN, Side.AGENT)}
        share = 1.0 if everybody else view.weight
        finding = context.finding(
            self, worst, message("{clause}: {amount}, at most {limit} was agreed", clause=Quoted(clause.text),
                                 amount=amount, limit=_words(limit.value, limit.unit)),
            message("Keep what was agreed"), citizen=sides[Side.CITIZEN], agent=sides[Side.AGENT], share=share,
            persona=None if everybody else view.persona)
        judged = severity_of(finding.friction_class, sides[Side.CITIZEN] + sides[Side.AGENT], share)
        return replace(finding, clauses=(clause.id,), severity=max(judged, LEAST_SEVERITY))


def _has_amount(step: Step, unit: LimitUnit) -> bool:
    if unit in WORK_UNITS:
        return step.work is not None
    return step.wait is not None if unit is LimitUnit.DAY else True


def _lacks(context: RuleContext, step: Step, unit: LimitUnit) -> bool:
    if unit in WORK_UNITS:
        return lacks_work(context.document, step)
    return unit is LimitUnit.DAY and lacks_wait(context.document, step)


def _meets_any(view: PersonaView, steps: list[str]) -> bool:
    return any(not view.measures.visits.get(step, 0.0) <= 0 for step in steps)


def _part(context: RuleContext, view: PersonaView, step: Step, unit: LimitUnit) -> float:
    """Return what one step adds to the amount of a persona's journey, in the limit's unit."""
    visits = view.measures.visits.get(step.id, 0.0)
    if unit in WORK_UNITS:
        return visits * context.document.effort_of(step) / WORK_UNITS[unit]
    if unit is LimitUnit.DAY:
        return visits * mean_minutes(step.wait) / MINUTES_PER_DAY
    return view.reach(step.id) * 100 if unit is LimitUnit.PERCENT else visits


def _amount(context: RuleContext, view: PersonaView, steps: list[Step], unit: LimitUnit) -> float:
    parts = [_part(context, view, step, unit) for step in steps]
    return max(parts, default=0.0) if unit is LimitUnit.PERCENT else sum(parts)


def _words(amount: float, unit: LimitUnit) -> Minutes | Days | Share | Message:
    if unit in WORK_UNITS:
        return Minutes(amount * WORK_UNITS[unit])
    if unit is LimitUnit.DAY:
        return Days(amount)
    return Share(amount / 100) if unit is LimitUnit.PERCENT else message("{number} steps", number=Decimal(amount))
