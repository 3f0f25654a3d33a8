"""Work outside the procedure: steps that take time and that no procedure mentions."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import message
from visavis.blueprint.model import Side


class HiddenWork:
    """A step that the official procedure does not mention (`hidden`) and that takes time."""

    name = "hidden-work"
    title = message("Work the procedure does not foresee")
    short = message("Unforeseen work")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how long the steps take"), InputElement.STEP, "work"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "home-visit"})
    guide = RuleGuide(
        matters=message("What is not in the procedure has no time, no training and no name; it is cut first and "
                        "missed at once."),
        fires=message("A step is marked as hidden: the official procedure does not mention it."),
        cost=message("The work of the step, on the side that does it."),
        remedy=message("Name the work in the procedure, or make it unnecessary."),
        side_effect=message("What becomes official becomes a target: leave room for judgement."),
        spares=(message("Steps that the procedure mentions."),),
        sources=("oecd", "ddd"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each hidden step."""
        hidden = [step for step in context.steps if step.hidden and context.reached(step.id)
                  and context.side(step) in (Side.CITIZEN, Side.AGENT)]
        untimed = [step.id for step in hidden if step.work is None]
        if untimed:
            yield context.not_assessed(self, untimed)
        for step in hidden:
            if step.work is not None:
                spent = {step.id: context.visits(step.id)}
                yield context.finding(
                    self, (step.id,), message("The procedure does not mention this work"),
                    message("Name it, or make it unnecessary"), citizen=context.minutes(spent, Side.CITIZEN),
                    agent=context.minutes(spent, Side.AGENT), share=context.share(step.id))
