"""Round and round: a loop among machines that nothing ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.repeated_loops import RepeatedLoop, find_loops
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.semantics.channels import HUMAN
from visavis.blueprint.language import Share, message
from visavis.blueprint.model import Side

# Who still goes round after so many rounds is as good as lost [D].
ROUNDS = 3


class UnboundedLoop:
    """A loop without a limit in which no human takes part, and from which people come back.

    The loss are those who still go round after three rounds, if each sends back as many as the first.
    """

    name = "unbounded-loop"
    title = message("Endless loop")
    short = message("Endless loop")
    reader_action = message("After three tries, stop and ask for a person.")
    friction_class = FrictionClass.LOSS
    needs = (Need(message("how likely each way of the loop is"), InputElement.FLOW, "probability"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("A machine that refuses again and again traps those who do not fit, and nobody sees them."),
        fires=message("A loop has no limit, no agent or partner takes part in it, and people come back to it."),
        cost=message("The share of the cases that are still going round after three rounds."),
        remedy=message("Limit the loop, then hand over to a person."),
        side_effect=message("A limit that ends in a refusal is worse than the loop: let it end with a person."),
        spares=(message("A loop with a limit, or with a person in it."),
                message("Saving and going on later, at one's own pace: justify it.")),
        sources=("fbpm", "proposal"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each endless loop among machines."""
        loops, unknown = context.once(find_loops)
        machines = [name for name in unknown if context.side(context.step(name)) in (Side.CITIZEN, Side.SYSTEM)]
        if machines:
            yield context.not_assessed(self, machines)
        for loop in loops:
            if loop.returning > 0 and not self._is_bounded(context, loop):
                others = tuple(name for name in context.in_order(loop.steps) if name != loop.sender)
                yield context.finding(
                    self, (loop.sender, *others),
                    message("{share} of the cases go round here, and nothing ends the loop",
                                                          share=Share(loop.returning)),
                    message("Limit the loop, then a person"), share=loop.share * loop.returning ** ROUNDS)

    def _is_bounded(self, context: RuleContext, loop: RepeatedLoop) -> bool:
        inside = set(loop.steps)
        human: Sequence[Side] = (Side.AGENT, Side.PARTNER)
        if any(context.side(context.step(name)) in human or context.step(name).channel in HUMAN for name in inside):
            return True
        return any(branch.limit is not None for name in inside for branch in context.whole.stops[name].branches
                   if branch.target in inside)
