"""A refusal without reasons or appeal: people do not hear why, or not how to object."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import RuleGuide
from visavis.blueprint.analysis.frictions.legal_marks import MARKS, decides, find_marked, is_marked
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import LegalMark, Outcome, Step

_OWED = (LegalMark.REASONS, LegalMark.APPEAL)


class DecisionWithoutReasonsOrAppeal:
    """An adverse decision that tells no reasons, or not how to appeal.

    Adverse decisions are steps marked `adverse`; where there are none, the administration's decisions from which a
    way leads to a refusal before another of them (a citizen's choice whether to appeal decides nothing). Reasons and
    appeal may stand at the decision, or on every way from it to the refusal.
    """

    name = "decision-without-reasons-or-appeal"
    title = message("Refusal without reasons or appeal")
    short = message("Appeal not explained")
    reader_action = message("Ask in writing for the reasons of the refusal, and for how to appeal.")
    friction_class = FrictionClass.LAW
    needs = (MARKS,)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "legal-fr"})
    guide = RuleGuide(
        matters=message("People who do not know why they are refused cannot put their case right, and come to the "
                        "counter or go to court; where nobody says how to appeal, the time limit does not even "
                        "begin."),
        fires=message("A decision can go against the person, and neither it nor a later step gives the reasons and "
                      "says how to appeal."),
        cost=message("The share of the cases that are refused."),
        remedy=message("A letter with the reasons in plain words, how to appeal and by when."),
        side_effect=message("Standard reasons that fit nobody are worse than a short true one."),
        spares=(message("A decision in favour of the person needs no reasons."),),
        sources=("crpa-l211", "cja-r421-5"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each adverse decision that lacks one or both."""
        adverse = find_marked(context, LegalMark.ADVERSE) or _adverse_decisions(context)
        if not is_marked(context):
            if adverse:
                yield context.not_assessed(self, [step.id for step in adverse])
            return
        deciding = {step.id for step in adverse}
        refused = _towards_refusal(context, deciding)
        untold = {mark: _towards_refusal(context, deciding, mark) for mark in _OWED}
        for step in adverse:
            missing = [mark for mark in _OWED if mark not in step.legal
                       and _is_owed(context, step, mark, refused, untold[mark])]
            if missing:
                yield context.finding(self, (step.id,), _lack_words(missing),
                                      message("Give reasons and ways to appeal"),
                                      share=_refused_share(context, step, refused))


def _adverse_decisions(context: RuleContext) -> tuple[Step, ...]:
    """Return the administration's decisions from which a way leads to a refusal before another of them."""
    decisions = {step.id for step in context.steps if decides(context, step) and context.reached(step.id)}
    towards = _towards_refusal(context, decisions)
    return tuple(context.step(name) for name in context.in_order(decisions)
                 if any(following in towards for following in context.whole.stops[name].next_steps))


def _towards_refusal(context: RuleContext, deciding: set[str], without: LegalMark | None = None) -> set[str]:
    """Return the steps from which a way leads to a refusal past no deciding step and, if given, no such mark."""
    def is_open(name: str) -> bool:
        return name not in deciding and context.reached(name) and (
            without is None or without not in context.step(name).legal)

    found = {step.id for step in context.steps if step.outcome is Outcome.REFUSED and is_open(step.id)}
    todo = list(found)
    while todo:
        for name in context.whole.comes_from.get(todo.pop(), ()):
            if name not in found and is_open(name):
                found.add(name)
                todo.append(name)
    return found


def _is_owed(context: RuleContext, step: Step, mark: LegalMark, refused: set[str], untold: set[str]) -> bool:
    """Return whether an unmarked adverse step lacks a mark; with no refusal after it, the next steps may tell."""
    after = context.whole.stops[step.id].next_steps
    if any(name in refused for name in after):
        return any(name in untold for name in after)
    return not any(mark in context.step(name).legal or LegalMark.ADVERSE in context.step(name).legal
                   for name in after)


def _lack_words(missing: Sequence[LegalMark]) -> Message:
    if len(missing) == 2:
        return message("The refusal gives no reasons and does not say how to appeal")
    if missing[0] is LegalMark.REASONS:
        return message("The refusal gives no reasons")
    return message("The refusal does not say how to appeal")


def _refused_share(context: RuleContext, step: Step, refused: set[str]) -> float:
    """Return the part of the cases that the decision goes against: those who take its ways towards a refusal."""
    if not any(name in refused for name in context.whole.stops[step.id].next_steps):
        return context.share(step.id)
    against = sum(view.weight * view.measures.visits.get(step.id, 0.0) * branch.probability
                  for view in context.views for branch in view.journey.stops[step.id].branches
                  if branch.target in refused)
    return min(context.share(step.id), against)
