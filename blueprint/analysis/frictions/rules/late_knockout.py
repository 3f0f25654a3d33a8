"""Refused late: a refusal for reasons that were known long before."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import ITEMS, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.measures.figure_words import step_words
from visavis.blueprint.language import message
from visavis.blueprint.model import LimitUnit, Outcome, Side, Step, StepKind

STEPS_BEFORE = Threshold("steps", 2, LimitUnit.COUNT, "proposal [D]: two steps of either side")


class LateKnockout:
    """A decision that may refuse, from items that were all known at least two steps earlier.

    Its items are those it `uses`, else those it `asks` for; each is known from the last step before it that gives
    it (a report may tell it again), else the first that asks for it or carries it.
    """

    name = "late-knockout"
    title = message("Refused too late")
    short = message("Refused too late")
    reader_action = message("Ask at the start which conditions you must meet.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("what decisions and calculations are based on"), InputElement.STEP, "uses"),)
    reads = (ITEMS,)
    thresholds = (STEPS_BEFORE,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("People work and hope for nothing, and agents examine what could have been answered at the "
                        "door."),
        fires=message("A decision can refuse on the strength of items that were all known at least two steps "
                      "before."),
        cost=message("The work of both sides between knowing and deciding, for those who are refused."),
        remedy=message("Test first: a simulator, or a short check on entry."),
        side_effect=message("An early test may turn away people whose case is special: let them go on."),
        spares=(message("A decision whose items come last."),),
        sources=("reijers",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each decision that refuses later than it could."""
        refusing = [(step, chance) for step in context.steps if (chance := _refuses(context, step)) > 0]
        untold = [step.id for step, _ in refusing if not (step.uses or step.asks)]
        if untold:
            yield context.not_assessed(self, untold)
        for step, chance in refusing:
            between = self._working_steps_between(context, step)
            if len(between) < context.limit(self.name, STEPS_BEFORE, step):
                continue
            spent = {name: context.visits(name) * chance for name in between}
            yield context.finding(
                self, (step.id, *between[:3]),
                message("What leads to a refusal at {step} was known before", step=step_words(step)),
                message("Check it first"), citizen=context.minutes(spent, Side.CITIZEN),
                agent=context.minutes(spent, Side.AGENT), share=context.share(step.id) * chance, used=spent)

    def _working_steps_between(self, context: RuleContext, step: Step) -> tuple[str, ...]:
        """Return the working steps between the one from which all is known and the decision."""
        items = dict.fromkeys(step.uses or step.asks)
        known = [_known_from(context, item, step) for item in items]
        if not known or None in known:
            return ()
        last = max((name for name in known if name is not None), key=lambda name: context.order[name])
        return context.in_order(
            other.id for other in context.steps if context.side(other) in (Side.CITIZEN, Side.AGENT)
            and other.kind in (StepKind.ACTION, StepKind.DECISION) and other.id != step.id
            and context.whole.leads(last, other.id) and context.whole.leads(other.id, step.id)
            and not context.whole.leads(step.id, other.id))


def _refuses(context: RuleContext, step: Step) -> float:
    """Return how likely a decision leads straight to a refusal."""
    stop = context.whole.stops.get(step.id)
    if stop is None or not stop.one or len(stop.branches) < 2 or not context.reached(step.id) \
            or context.side(step) is not Side.AGENT:
        return 0.0
    return sum(branch.probability for branch in stop.branches
               if context.step(branch.target).outcome is Outcome.REFUSED)


def _known_from(context: RuleContext, item: str, decision: Step) -> str | None:
    """Return the step from which an item is known: the last one that gives it, else the first that handles it."""
    before = [other for other in context.once(_handlers).get(item, ()) if context.whole.leads(other.id, decision.id)
              and not context.whole.leads(decision.id, other.id)]
    giving = [other for other in before if item in other.gives]
    chosen = giving[-1] if giving else next(iter(before), None)
    return chosen.id if chosen is not None else None


def _handlers(context: RuleContext) -> dict[str, list[Step]]:
    """Return for each item the steps that ask for it, give it or carry it, in reading order."""
    found: dict[str, list[Step]] = {}
    for step in context.steps:
        carried = [item for flow in context.document.flows_from.get(step.id, ()) for item in flow.carries]
        for item in dict.fromkeys((*step.asks, *step.gives, *carried)):
            found.setdefault(item, []).append(step)
    return found
