"""Asked for, never used: a proof from which nothing is decided."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import ITEMS, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.requested_items import item_names, item_requests, item_work_by_step
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import message
from visavis.blueprint.model import Side


class ProofWithoutUse:
    """An item that is asked for although no step decides, calculates or archives from it (`uses`).

    Not where the item tells its `purpose` (a law, statistics). Where no step of the document says what it uses,
    nothing is judged.
    """

    name = "proof-without-use"
    title = message("Document asked for, never used")
    short = message("Unused document")
    reader_action = message("Ask what the document is for before you fetch it.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("what decisions and calculations are based on"), InputElement.STEP, "uses"),)
    reads = (ITEMS,)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("People gather the document, agents check it, and nothing depends on it."),
        fires=message("A document or fact is asked for, no step uses it, and its purpose is not given."),
        cost=message("The part of both sides' work that the item takes where it is asked for."),
        remedy=message("Stop asking for it."),
        side_effect=message("Somebody may keep it just in case: agree on when to ask later instead."),
        spares=(message("An item whose purpose is written down (a law, statistics)."),
                message("A blueprint in which no step says what it uses.")),
        sources=("toolbox", "lean"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each request of items that no one uses."""
        asking = context.once(item_requests)
        used = {item for step in context.document.steps for item in step.uses}
        if asking and not used:
            yield context.not_assessed(self, [demand.step for demand in asking])
            return
        for demand in asking:
            idle = [item for item in demand.items if item not in used
                    and not context.document.item_by_id[item].purpose.strip()]
            if idle:
                spent = item_work_by_step(context, demand.taking_part, idle)
                yield context.finding(
                    self, (demand.step, *(name for name in demand.taking_part if name != demand.step)),
                    message("No decision is based on {items}", items=item_names(context, idle)),
                    message("Stop asking for it"), citizen=context.minutes(spent, Side.CITIZEN),
                    agent=context.minutes(spent, Side.AGENT), share=context.share(demand.step), used=spent)
