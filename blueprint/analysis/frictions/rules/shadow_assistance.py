"""Help that nobody counts: self-service that works because someone stands beside it."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import CHANNELS, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.semantics.channels import DIGITAL
from visavis.blueprint.language import Share, message
from visavis.blueprint.model import LimitUnit, Side, Step, StepKind, mean_minutes

HELPED = Threshold("helped", 10, LimitUnit.PERCENT, "proposal [D]: one in ten")


class ShadowAssistance:
    """Self-service at which more than one in ten needs someone's help that no one drew."""

    name = "shadow-assistance"
    title = message("Help that nobody counts")
    short = message("Uncounted help")
    reader_action = message("Ask where you can get free help with this step.")
    friction_class = FrictionClass.SHIFT
    needs = (Need(message("how many people need help with self-service"), InputElement.STEP, "helped"),)
    reads = (CHANNELS,)
    thresholds = (HELPED,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Agents, families and associations do the citizen's part, unpaid and without a mandate; the "
                        "saving that is claimed is their time."),
        fires=message("More than 10% of people need help at a citizen's digital step, and no agent is drawn beside "
                      "it."),
        cost=message("The helper's time, for those who are helped."),
        remedy=message("Draw the help as a lane, fund it, give it a mandate."),
        side_effect=message("Help that is official must be there when people come."),
        spares=(message("Help that is drawn: an agent speaks with the person at this step."),),
        sources=("ddd", "heggertveit"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each step with unseen help."""
        alone = [step for step in context.steps if context.side(step) is Side.CITIZEN and context.reached(step.id)
                 and step.channel in DIGITAL and step.kind in (StepKind.ACTION, StepKind.DECISION)]
        if alone and all(step.helped is None for step in alone):
            yield context.not_assessed(self, [step.id for step in alone])
        for step in alone:
            part = step.helped or 0.0
            if part * 100 > context.limit(self.name, HELPED, step) and not self._is_helped(context, step):
                known = step.help is not None
                yield context.finding(
                    self, (step.id,), message("{share} of the people need somebody's help here", share=Share(part)),
                    message("Draw the help, fund it"), citizen=0.0,
                    agent=context.visits(step.id) * part * mean_minutes(step.help) if known else None,
                    share=context.share(step.id) * part)

    def _is_helped(self, context: RuleContext, step: Step) -> bool:
        near = [flow.source for flow in context.document.flows_to.get(step.id, ())]
        near += [flow.target for flow in context.document.flows_from.get(step.id, ())]
        return any(context.document.lane_by_id[context.step(name).lane].facts.is_in_front for name in near)
