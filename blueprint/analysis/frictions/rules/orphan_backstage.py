"""Work that serves nobody: backstage work that leads to no one."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.contacts import informs, writes
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import message
from visavis.blueprint.model import LegalMark, Side, Step, StepKind

_IDLE = (StepKind.START, StepKind.OUTCOME, StepKind.EVIDENCE)


class OrphanBackstage:
    """Agents' backstage work that leads to no citizen, no frontstage step and no outcome."""

    name = "orphan-backstage"
    title = message("Work that serves nobody")
    short = message("Work for nobody")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how long the steps take"), InputElement.STEP, "work"),)
    thresholds: tuple[Threshold, ...] = ()
    sets: frozenset[str] = frozenset()
    guide = RuleGuide(
        matters=message("Work whose result nobody uses takes time from those who wait, and nobody dares to stop it."),
        fires=message("An agent's backstage step leads to no contact with people, no frontstage step and no "
                      "outcome."),
        cost=message("The agents' work at the step."),
        remedy=message("Stop the work, or draw who it serves."),
        side_effect=message("Somebody may be using it unseen: ask before deleting it."),
        spares=(message("Work that a reporting duty requires."), message("What a tool does."),
                message("This rule is not in the recommended set: many drawings do not show who preparations "
                        "serve.")),
        sources=("lean",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each backstage step that leads to no one; untimed ones are not assessed."""
        serves = {step.id for step in context.steps if _serves(context, step)}
        orphans = [step for step in context.steps if _is_orphan(context, step, serves)]
        untimed = [step.id for step in orphans if step.work is None]
        if untimed:
            yield context.not_assessed(self, untimed)
        for step in orphans:
            if step.work is not None:
                yield context.finding(self, (step.id,), message("Nobody gets anything from this step"),
                                      message("Stop it, or say who it serves"), citizen=0.0,
                                      agent=context.minutes({step.id: context.visits(step.id)}, Side.AGENT),
                                      share=context.share(step.id))


def _is_orphan(context: RuleContext, step: Step, serves: set[str]) -> bool:
    if (context.side(step) is not Side.AGENT or not _is_backstage(context, step) or step.kind in _IDLE
            or LegalMark.REPORTING in step.legal or not context.reached(step.id)):
        return False
    makes_evidence = any(context.step(flow.target).kind is StepKind.EVIDENCE
                         for flow in context.document.flows_from.get(step.id, ()))
    return not makes_evidence and step.id not in serves and not any(
        context.whole.leads(step.id, name) for name in serves)


def _serves(context: RuleContext, step: Step) -> bool:
    return (step.kind is StepKind.OUTCOME or context.side(step) is Side.CITIZEN or informs(step) or writes(step)
            or context.document.lane_by_id[step.lane].facts.is_in_front)


def _is_backstage(context: RuleContext, step: Step) -> bool:
    return context.document.lane_by_id[step.lane].facts.is_backstage
