"""A check taken away: the same faults are found later, by people whose time costs more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from visavis.blueprint.analysis.frictions.as_is import AS_IS, lacks_as_is, match_steps
from visavis.blueprint.analysis.frictions.context import RuleContext, cap_share
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.guide import RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.redesign.matching import Matching
from visavis.blueprint.language import Quoted, message
from visavis.blueprint.model import Side, Step, StepKind


class CheckRemovedUpstream:
    """A check that was taken away, while what may fail after it fails more often, or no one says how often."""

    name = "check-removed-upstream"
    title = message("Check taken away")
    short = message("Check taken away")
    friction_class = FrictionClass.LOAD
    needs = (AS_IS,)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Early checks look like friction and save work: without them the same faults are found "
                        "later, by people whose time costs more."),
        fires=message("A decision of the as-is blueprint is gone, no tool checks in its place, and later steps "
                      "fail more often than before, or do not say how often they fail."),
        cost=message("How much more often the later steps fail, times the work that is then done again. Unknown "
                     "where nobody says how often they fail."),
        remedy=message("Keep the check, as an automatic validation on entry."),
        side_effect=message("A validation that refuses too much turns people away: let them go on with a warning."),
        spares=(message("A check that a tool's step stands for, or adds, is automated."),
                message("Later steps that say how often they fail, and fail no more than before, prove that the "
                        "check was not needed.")),
        sources=("reijers",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each check that is gone without a trace."""
        if lacks_as_is(context):
            yield context.not_assessed(self)
        before = context.before
        if before is None:
            return
        matching = match_steps(context, before)
        automated = any(context.side(step) is Side.SYSTEM and step.kind in (StepKind.ACTION, StepKind.DECISION)
                        for step in matching.added_steps)
        for check in matching.removed_steps:
            if check.kind is StepKind.DECISION and (check.asks or check.uses) and before.reached(check.id) \
                    and not automated:
                yield from self._assess_check(context, before, matching, check)

    def _assess_check(self, context: RuleContext, before: RuleContext, matching: Matching,
                      check: Step) -> Iterator[Finding]:
        later = [step for step in before.steps if step.id != check.id and before.reached(step.id)
                 and before.whole.leads(check.id, step.id)]
        kept = context.in_order(name for step in later for name in matching.successors[step.id]
                                if context.side(context.step(name)) in (Side.CITIZEN, Side.AGENT))
        able = [name for name in kept if context.step(name).kind in (StepKind.ACTION, StepKind.DECISION)]
        if not able:
            return
        texts = [name for name in able if context.step(name).fails is not None]
        said = message("{check} is gone", check=Quoted(check.title or check.id))
        remedy = message("Validate on entry")
        if not texts:
            yield context.finding(self, (able[0], *able[1:3]), said, remedy, share=context.share(able[0]),
                                  severity=Severity.MEDIUM)
            return
        more = {name: context.visits(name) * rise for name in texts
                if (rise := _rise(context, before, matching, name)) > 0}
        if more:
            yield context.finding(self, tuple(context.in_order(more)), said, remedy,
                                  citizen=context.minutes(more, Side.CITIZEN),
                                  agent=context.minutes(more, Side.AGENT), share=cap_share(sum(more.values())))


def _rise(context: RuleContext, before: RuleContext, matching: Matching, name: str) -> float:
    """Return by how much a step fails more often than the steps that it stands for."""
    was = [before.step(origin).fails or 0.0 for origin in matching.origins[name]]
    return (context.step(name).fails or 0.0) - max(was, default=0.0)
