"""A missing paper that stops the examination of everything else."""

from __future__ import annotations

from collections.abc import Iterable

from blueprint.analysis.context import RuleContext
from blueprint.analysis.finding import Finding, FrictionClass, NotAssessed
from blueprint.analysis.guide import Element, Need, RuleGuide
from blueprint.analysis.rule import Threshold
from blueprint.analysis.rules.rework import Round, rounds
from blueprint.language import Days, message
from blueprint.model import LegalMark, Side, StepKind, mean_minutes
from blueprint.model.durations import MINUTES_PER_DAY


class SuspendedForOneDoc:
    """A loop by which the case goes back to people for an item, and nothing is examined meanwhile.

    The loop passes an agent's check that asks for items, or a citizen's step that brings some, and the agent sends
    the whole case back: exactly one way is taken. Not where the item is marked `indispensable`.
    """

    name = "suspended-for-one-doc"
    title = message("Stopped for one paper")
    friction_class = FrictionClass.LAW
    needs = (Need(message("which items the steps ask for"), Element.STEP, "asks"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "legal-fr"})
    guide = RuleGuide(
        matters=message("A case that lies still until one paper comes is counted as the person's delay, and takes "
                        "the agents twice as long to open again."),
        fires=message("An agent sends the case back for a missing item, and nothing of it is examined meanwhile."),
        cost=message("The share of the cases that are sent back; the days of the loop are told."),
        remedy=message("Go on with what is there; ask for the item beside, once, with a date."),
        side_effect=message("What is examined early may have to be looked at again when the item comes."),
        spares=(message("An item marked as indispensable: without it nothing can be examined."),
                message("A request for the item beside an examination that goes on.")),
        sources=("crpa-l114-5",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each loop that waits for an item."""
        loops, _ = context.once(rounds)
        told = False
        for loop in loops:
            if not self._goes_back(context, loop):
                continue
            if not _handles_items(context):
                told = True
            elif self._waits_for_item(context, loop):
                share = loop.share * loop.returning
                days = sum(mean_minutes(context.step(name).wait) for name in loop.steps) / MINUTES_PER_DAY
                said = message("Everything waits {time} for what is missing", time=Days(days)) if days >= 1 else \
                    message("Everything waits for what is missing")
                others = tuple(name for name in context.in_order(loop.steps) if name != loop.sender)
                yield context.finding(self, (loop.sender, *others), said, message("Examine the rest meanwhile"),
                                      share=share)
        if told:
            yield context.not_assessed(self)

    def _goes_back(self, context: RuleContext, loop: Round) -> bool:
        sender = context.step(loop.sender)
        sides = {context.side(context.step(name)) for name in loop.steps}
        return (context.side(sender) is Side.AGENT and context.whole.stops[sender.id].one and Side.CITIZEN in sides
                and loop.returning > 0
                and not any(LegalMark.INDISPENSABLE in context.step(name).legal for name in loop.steps))

    def _waits_for_item(self, context: RuleContext, loop: Round) -> bool:
        steps = [context.step(name) for name in loop.steps]
        if any(step.asks for step in steps if context.side(step) is Side.AGENT):
            return True
        inside = set(loop.steps)
        carried = [flow for name in loop.steps for flow in context.document.flows_from.get(name, ())
                   if flow.target in inside and flow.carries]
        return bool(carried) or any(step.gives for step in steps
                                    if context.side(step) is Side.CITIZEN and step.kind is not StepKind.WAIT)


def _handles_items(context: RuleContext) -> bool:
    document = context.document
    return any(step.asks or step.gives for step in document.steps) or any(flow.carries for flow in document.flows)
