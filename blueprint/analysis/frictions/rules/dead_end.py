"""Leading nowhere: the journey stops at a step that is not an outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from visavis.blueprint.analysis.frictions.context import RuleContext, cap_share
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.semantics.journeys import Stop
from visavis.blueprint.language import Share, message
from visavis.blueprint.model import StepKind


class DeadEnd:
    """A step that is no outcome and leads on to nothing, a loop without a way out, or a failure without a fallback.

    Soundness of workflow nets: from every state an end can be reached. A branch that just ends beside another one
    that reaches an outcome (a note, a call to a system) is fine: some step that all ways to it pass goes on all ways
    at once, and another of its ways leads to an outcome. Without any outcome in the document nothing is judged:
    everything would be a dead end. Only ways that exist for no one count here; those that are closed to one persona
    are `blocked-persona`.
    """

    name = "dead-end"
    title = message("Nothing follows")
    short = message("Nothing follows")
    reader_action = message("Ask in writing what comes next, and by when.")
    friction_class = FrictionClass.LOSS
    needs = (Need(message("how the journey ends (an outcome)"), InputElement.STEP, "outcome"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("People and cases that come here go nowhere: nobody planned what happens next."),
        fires=message("A step that is not an outcome leads nowhere, a loop has no way out, or a step that can fail "
                      "does not say what follows."),
        cost=message("The share of the cases that stop there."),
        remedy=message("Draw what follows, for failures as well."),
        side_effect=message("A way out that nobody staffs is a longer dead end."),
        spares=(message("A side branch may just end beside one that reaches an outcome."),
                message("Ways closed to one persona only are reported as such.")),
        sources=("bpmnlint", "fbpm"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each place where journeys stop without an outcome."""
        stops = context.whole.stops
        if not any(stop.ends for stop in stops.values()):
            if stops:
                yield context.not_assessed(self)
            return
        yield from self._assess_ends(context)
        yield from self._assess_loops(context)
        for name, stop in stops.items():
            if stop.fails > 0 and stop.fallback is None and context.reached(name):
                yield self._build_failure(context, stop)

    def _assess_ends(self, context: RuleContext) -> Iterator[Finding]:
        for name, stop in context.whole.stops.items():
            if stop.ends or stop.next_steps or not context.reached(name) or _is_beside_outcome(context, name):
                continue
            share = context.share(name)
            text = message("Nothing follows for {share} of the cases", share=Share(share))
            yield context.finding(self, (name,), text, message("Draw what follows"), share=share, used=())

    def _assess_loops(self, context: RuleContext) -> Iterator[Finding]:
        for loop in context.whole.loops:
            if context.whole.is_trap(loop) and context.reached(loop[0]):
                share = max(context.share(name) for name in loop)
                yield context.finding(self, loop, message("The journey goes round here and never gets out"),
                                      message("Draw a way out"), share=share, used=())

    def _build_failure(self, context: RuleContext, stop: Stop) -> Finding:
        share = cap_share(context.visits(stop.step.id) * stop.fails)
        return context.finding(self, (stop.step.id,), message("{share} of the cases fail here and nothing follows",
                                                              share=Share(share)),
                               message("Draw a way to recover"), share=cap_share(share))


def _is_beside_outcome(context: RuleContext, name: str) -> bool:
    """Return whether a step ends a branch beside which another one leads to an outcome."""
    whole = context.whole
    outcomes = whole.mask(other for other, stop in whole.stops.items() if stop.step.kind is StepKind.OUTCOME)
    above = whole.immediate_dominator(name)
    while above is not None:
        fork = whole.stops[above]
        aside = [branch.target for branch in fork.branches
                 if branch.target != name and not _leads_beside(context, branch.target, name, above)]
        if not fork.one and any(outcomes & (whole.reachability.descendants[whole.number[target]]
                                            | whole.mask([target]))
                                for target in aside):
            return True
        above = whole.immediate_dominator(above)
    return False


def _leads_beside(context: RuleContext, start: str, step: str, fork: str) -> bool:
    """Return whether a way from a fork comes to a step without passing the fork again: this round, not the next."""
    whole = context.whole
    if not whole.leads(start, step):
        return False
    if not whole.leads(start, fork):
        return True
    seen, todo = {start, fork}, [start]
    while todo:
        for following in whole.stops[todo.pop()].next_steps:
            if following == step:
                return True
            if following not in seen:
                seen.add(following)
                todo.append(following)
    return False
