"""Starting over: a loop by which people and agents do again what they did."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import RuleContext, cap_share
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import ITEMS, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.repeated_loops import RepeatedLoop, find_loops, is_between_units
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import Share, message
from visavis.blueprint.model import LimitUnit, Side

RETURNS = Threshold("returns", 5, LimitUnit.PERCENT, "proposal [D]")
EXTRA_VISITS = 0.1  # visits beyond the first, per case that comes; proposal [D]


class ReworkLoop:
    """A loop by which more than 5 % of those who come to it come back, or with more than 0.1 visits too many.

    The cost is the work of every visit beyond the first, of both sides, and all the work of steps that one only comes
    to by being sent back. The step to mark is the one that sends
    back. A loop that only asks for news is `chase-contact`, one between two units is `ping-pong`. Where no flow of
    the loop tells a probability it is not assessed. Loops that are wanted (co-design, appeal): waive them.
    """

    name = "rework-loop"
    title = message("Steps started over")
    short = message("Started over")
    reader_action = message("Have your file checked before you send it or leave.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how likely each way of the loop is"), InputElement.FLOW, "probability"),)
    reads = (ITEMS,)
    thresholds = (RETURNS,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("What goes back is done twice by both sides, and incomplete cases hurt agents even more "
                        "than people."),
        fires=message("More than 5% of those who reach a loop come back to it, or it adds more than 0.1 rounds on "
                      "average."),
        cost=message("The work of every round beyond the first, and all the work of steps that exist only to "
                     "repair."),
        remedy=message("Check on entry, show examples, call instead of writing."),
        side_effect=message("Checks on entry are friction for those who had everything right from the start."),
        spares=(message("Asking for news, and going to and fro between teams, have rules of their own."),),
        sources=("fbpm", "leitfaden", "proposal"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each loop that makes people do again what they did."""
        loops, unknown = context.once(find_loops)
        if unknown:
            yield context.not_assessed(self, unknown)
        for loop in loops:
            limit = context.limit(self.name, RETURNS, context.step(loop.sender)) / 100
            too_many = loop.returning > limit or loop.returning / max(1e-9, 1 - loop.returning) > EXTRA_VISITS
            if too_many and not is_between_units(context, loop):
                yield self._build_finding(context, loop)

    def _build_finding(self, context: RuleContext, loop: RepeatedLoop) -> Finding:
        share = loop.share * loop.returning
        others = tuple(step for step in context.in_order(loop.steps) if step != loop.sender)
        return context.finding(
            self, (loop.sender, *others),
            message("{share} of the cases go back and start these steps again", share=Share(share)),
            message("Check on entry"), citizen=context.minutes(loop.extra, Side.CITIZEN),
            agent=context.minutes(loop.extra, Side.AGENT), share=cap_share(share))
