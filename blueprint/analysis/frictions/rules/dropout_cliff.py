"""A cliff: a step from which many more people give up than elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median

from visavis.blueprint.analysis.frictions.context import RuleContext, cap_share
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import Share, message
from visavis.blueprint.model import LimitUnit, Outcome

ABANDONED = Threshold("abandoned", 5, LimitUnit.PERCENT, "proposal [D]; completion above 80 % (PT23)")
# An abandonment this many times the usual one of the journey stands out [D].
TIMES_USUAL = 2
# So few abandonments have no usual one.
LEAST_USUAL = 3


class DropoutCliff:
    """A way to giving up that more people take than 5 %, and than twice the journey's usual abandonment."""

    name = "dropout-cliff"
    title = message("Many give up here")
    short = message("Many give up")
    reader_action = message("If you are stuck here, ask for help before you give up.")
    friction_class = FrictionClass.LOSS
    needs = (Need(message("how likely people give up"), InputElement.FLOW, "probability"),)
    thresholds = (ABANDONED,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("People with a right give up here, and nobody hears of it; some come back later, in greater "
                        "need."),
        fires=message("More than 5% of those who reach a step give up there, and more than twice as many as is usual "
                      "on the journey."),
        cost=message("The share of the cases that give up there."),
        remedy=message("Let people save and go on later, split the step, offer a person to talk to."),
        side_effect=message("Reminders bring people back, and annoy those who had made up their minds."),
        spares=(message("An informed withdrawal: draw it as a decision, and justify it."),),
        sources=("performance-uk", "insee-2021"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each way to giving up that stands out."""
        chances = list(_abandonments(context))
        untold = [name for name, chance in chances if chance is None]
        if untold:
            yield context.not_assessed(self, untold)
        known = [(name, chance) for name, chance in chances if chance]
        usual = median(chance for _, chance in known) if len(known) >= LEAST_USUAL else 0.0
        for name, chance in known:
            limit = max(context.limit(self.name, ABANDONED, context.step(name)) / 100, TIMES_USUAL * usual)
            if chance > limit:
                yield context.finding(
                    self, (name,), message("{share} of those who come here give up", share=Share(chance)),
                    message("Split the step, offer help"), share=cap_share(context.visits(name) * chance))


def _abandonments(context: RuleContext) -> Iterator[tuple[str, float | None]]:
    """Yield the steps from which a way leads straight to giving up, and how likely it is (None: no one says)."""
    for step in context.steps:
        stop = context.whole.stops.get(step.id)
        if stop is None or not stop.one or len(stop.branches) < 2 or not context.reached(step.id):
            continue
        for branch in stop.branches:
            if context.step(branch.target).outcome is Outcome.ABANDONED:
                has_chance = any(flow.probability is not None for flow in context.document.flows_from[step.id])
                yield step.id, branch.probability if has_chance else None
