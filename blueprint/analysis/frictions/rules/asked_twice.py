"""Asking the same thing twice: an item that was asked for, or brought, before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.requested_items import (
    ItemRequest,
    item_names,
    item_requests,
    item_work_by_step,
)
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import message, plural
from visavis.blueprint.model import Side


class AskedTwice:
    """An item that two requests on one journey ask for.

    Requests are those of `item_requests`: gathering a paper and checking it at once is one request. The earlier one
    must be able to lead to the later one; alternatives (at the counter or online) are not asked twice, nor is the
    same step visited again (that is `rework-loop`). Each later request is a finding, and its cost is the work that
    its items take of both sides. Users who must repeat themselves: GDS discovery; "repeating information" among the
    drivers of effort (CEB). Where data change and are only confirmed, waive it.
    """

    name = "asked-twice"
    title = message("Same thing asked twice")
    short = message("Asked twice")
    reader_action = message("Keep a copy of everything that you give.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("which items the steps ask for"), InputElement.STEP, "asks"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("People say and prove again what they have already given; agents check again what has been "
                        "checked."),
        fires=message("Two requests on one journey ask for the same item, and the first can lead to the second."),
        cost=message("The part of both sides' work that the item takes at each later request."),
        remedy=message("Keep the answer with the case, and show it instead of asking."),
        side_effect=message("An answer that is carried over may be out of date: let people correct it."),
        spares=(message("Gathering a document and checking it on the spot count as one request."),
                message("Alternatives are not asked twice; doing a step again is rework.")),
        sources=("cw", "ceb"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each request of items that an earlier request asked for."""
        asked = context.once(item_requests)
        if not asked:
            yield context.not_assessed(self)
        earlier: dict[str, list[ItemRequest]] = {}
        for demand in asked:
            firsts: dict[str, str] = {}
            for item in demand.items:
                first = next((known.step for known in earlier.get(item, ())
                              if context.whole.leads(known.step, demand.step)), None)
                if first is not None:
                    firsts[item] = first
                earlier.setdefault(item, []).append(demand)
            if firsts:
                yield self._build_finding(context, demand, tuple(firsts), context.in_order(firsts.values()))

    def _build_finding(self, context: RuleContext, demand: ItemRequest, items: Sequence[str],
                       firsts: Sequence[str]) -> Finding:
        spent = item_work_by_step(context, demand.taking_part, items)
        text = plural("{items} was asked for before", "{count} items were asked for before: {items}", len(items),
                      items=item_names(context, items))
        return context.finding(
            self, (demand.step, *firsts), text, message("Carry over what is known"),
            citizen=context.minutes(spent, Side.CITIZEN), agent=context.minutes(spent, Side.AGENT),
            share=context.share(demand.step), used=spent)
