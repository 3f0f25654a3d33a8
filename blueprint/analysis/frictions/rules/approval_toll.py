"""An approval that always approves: a signature that makes people wait and refuses nothing."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.case_owner import case_owner, is_human
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import message
from visavis.blueprint.model import LegalMark, LimitUnit, Outcome, Side, Step, StepKind

REFUSALS = Threshold("refusals", 2, LimitUnit.PERCENT, "proposal [D]")


class ApprovalToll:
    """An agent's decision that only approves what another agent did, and refuses less than 2 %.

    It follows directly the step of another holder of the case, and all its ways but one together are told to be
    taken by less than 2 %. Those ways refuse the case (no grant follows) or return it to the step before; a decision
    that only chooses between ways of going on approves nothing.
    """

    name = "approval-toll"
    title = message("Approval that always approves")
    short = message("Needless approval")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how likely each way of the decision is"), InputElement.FLOW, "probability"),)
    thresholds = (REFUSALS,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("A signature that never refuses makes people wait and tells agents that their work is not "
                        "trusted."),
        fires=message("A decision follows another agent's work and refuses or returns less than 2% of it."),
        cost=message("The work of the approval; the wait that it causes is shown beside it."),
        remedy=message("Delegate, and check samples afterwards."),
        side_effect=message("A second pair of eyes may catch the rare costly mistake: keep it where stakes are "
                            "high."),
        spares=(message("An approval that the law requires."), message("A decision after one's own work.")),
        sources=("fbpm", "proposal"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each approval that hardly ever refuses."""
        approvals = [step for step in context.steps if self._approves(context, step)]
        untold = [step.id for step in approvals if not self._has_probability(context, step)]
        if untold:
            yield context.not_assessed(self, untold)
        for step in approvals:
            if not self._has_probability(context, step):
                continue
            refusals = self._refusals(context, step)
            if refusals is not None and refusals * 100 < context.limit(self.name, REFUSALS, step):
                yield context.finding(
                    self, (step.id,), message("This approval says yes nearly every time"),
                    message("Delegate, check samples"), citizen=0.0,
                    agent=context.minutes({step.id: context.visits(step.id)}, Side.AGENT),
                    share=context.share(step.id))

    def _approves(self, context: RuleContext, step: Step) -> bool:
        stop = context.whole.stops.get(step.id)
        if (stop is None or step.kind is not StepKind.DECISION or context.side(step) is not Side.AGENT
                or not stop.one or len(context.document.flows_from.get(step.id, ())) < 2
                or LegalMark.SIGN_OFF in step.legal or not context.reached(step.id)):
            return False
        before = [context.step(name) for name in context.whole.comes_from.get(step.id, ())]
        return bool(before) and all(is_human(context, other)
                                    and case_owner(context, other) != case_owner(context, step)
                                    for other in before)

    def _refusals(self, context: RuleContext, step: Step) -> float | None:
        """Return how likely a decision refuses or returns; None where its other ways do neither."""
        branches = context.whole.stops[step.id].branches
        usual = max(branches, key=lambda branch: branch.probability)
        rare = [branch for branch in branches if branch is not usual]
        before = context.whole.comes_from.get(step.id, ())
        if self._refuses(context, usual.target) or not all(
                branch.target in before or self._refuses(context, branch.target)
                or any(context.whole.leads(branch.target, name) for name in before) for branch in rare):
            return None
        return sum(branch.probability for branch in rare)

    def _refuses(self, context: RuleContext, target: str) -> bool:
        """Return whether a way can come to a refusal and to no grant."""
        def ends(outcome: Outcome) -> bool:
            return any(target == step.id or context.whole.leads(target, step.id)
                       for step in context.steps if step.outcome is outcome)

        return ends(Outcome.REFUSED) and not ends(Outcome.GRANTED)

    def _has_probability(self, context: RuleContext, step: Step) -> bool:
        return any(flow.probability is not None for flow in context.document.flows_from.get(step.id, ()))
