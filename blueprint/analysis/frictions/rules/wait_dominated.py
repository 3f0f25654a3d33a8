"""Mostly waiting: a phase in which hardly any of the time is work."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold, severity_of_days
from visavis.blueprint.language import Days, Minutes, Quoted, message
from visavis.blueprint.model import LimitUnit, Step, StepKind, mean_minutes
from visavis.blueprint.model.durations import MINUTES_PER_DAY

EFFICIENCY = Threshold("work", 5, LimitUnit.PERCENT, "proposal [D]: cycle-time efficiency of a phase (FBPM)")
# A day that passes counts as eight working hours, as in the textbook's cycle-time efficiency (FBPM, ch. 7).
WORKING_DAY = 8 / 24


class WaitDominated:
    """A phase in which less than 5 % of the working time that passes is work, and more than a day passes."""

    name = "wait-dominated"
    title = message("Mostly waiting")
    short = message("All waiting")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how long the steps take"), InputElement.STEP, "work"),)
    thresholds = (EFFICIENCY,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("The case stands still; people cannot plan, and agents have to read it again each time."),
        fires=message("Less than 5% of the time that a phase takes is work by either side (a day counts as eight "
                      "hours), and more than a day passes."),
        cost=message("Days, not minutes: they are shown, and the severity follows them."),
        remedy=message("Work in smaller batches, at the same time instead of one after the other."),
        side_effect=message("Smaller batches cost preparation: begin where most days are lost."),
        spares=(message("A period that the law grants people: justify it."),),
        sources=("fbpm",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each phase that is mostly waiting."""
        inside: dict[str, list[Step]] = {}
        for step in context.steps:
            if context.reached(step.id):
                inside.setdefault(step.phase, []).append(step)
        for phase in context.document.head.phases:
            steps = inside.get(phase.id, [])
            waits = {step.id: context.visits(step.id) * mean_minutes(step.wait) for step in steps}
            waited = sum(waits.values())
            untimed = context.find_untimed(steps)
            if untimed and (waited > MINUTES_PER_DAY or any(context.step(name).kind is StepKind.WAIT
                                                            for name in untimed)):
                yield context.not_assessed(self, untimed)
                continue
            if not waited > MINUTES_PER_DAY:
                continue
            worked = sum(context.visits(step.id) * context.document.effort_of(step) for step in steps)
            part = worked / (worked + waited * WORKING_DAY)
            if part * 100 < context.threshold(self.name, EFFICIENCY):
                longest = sorted((step for step in steps if waits[step.id] > 0),
                                 key=lambda step: (-waits[step.id], context.order[step.id]))
                days = waited / MINUTES_PER_DAY
                yield context.finding(
                    self, tuple(step.id for step in longest[:4]), message(
                        "In {phase}, {time} pass for {work} of work", phase=Quoted(phase.name or phase.id),
                        time=Days(days), work=Minutes(worked)),
                    message("Shorten the queue"), share=max(context.share(step.id) for step in longest),
                    severity=severity_of_days(days))
