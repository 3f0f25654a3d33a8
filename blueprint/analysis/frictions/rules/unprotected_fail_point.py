"""A fail point without a plan: everybody knows it fails, and nobody drew what then."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import message
from visavis.blueprint.model import Marker, Step, StepKind


class UnprotectedFailPoint:
    """A fail point that the team marked, with no word on what happens when it fails."""

    name = "unprotected-fail-point"
    title = message("Failure without a fallback")
    short = message("No fallback")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how often the step fails, and what happens then"), InputElement.STEP, "fails"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Everybody knows that things go wrong here; agents improvise and people bear the result."),
        fires=message("A step is marked as a fail point and has no failure rate, no fallback and no way back or "
                      "round it."),
        cost=message("Unknown: nobody says how often it fails."),
        remedy=message("Say how often it fails, and draw the recovery."),
        side_effect=message("A recovery that works well hides the fault: count it."),
        spares=(message("A fail point with a fallback or a repair loop."),
                message("A fail point that says how often it fails and has no fallback is reported as leading "
                        "nowhere.")),
        sources=("shostack",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each marked step without a plan."""
        for step in context.steps:
            if Marker.FAIL_POINT in step.markers and context.reached(step.id) and not self._is_planned(context, step):
                yield context.finding(
                    self, (step.id,), message("Everybody knows that this step fails; nobody drew what follows"),
                    message("Draw the recovery"), share=context.share(step.id), severity=Severity.MEDIUM)

    def _is_planned(self, context: RuleContext, step: Step) -> bool:
        if step.fails is not None or step.fallback is not None:
            return True
        stop = context.whole.stops[step.id]
        after = [name for name in stop.next_steps if context.step(name).kind is StepKind.DECISION]
        choices = [stop, *(context.whole.stops[name] for name in after)]
        return any(choice.one and len(choice.branches) > 1 for choice in choices) or context.whole.leads(step.id,
                                                                                                         step.id)
