"""Asking for what is already known: an item that a register of the administration holds."""

from __future__ import annotations

from collections.abc import Iterable

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
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.model import Side


class AlreadyHeld:
    """A request of items that are `held_by` a register.

    French administrations exchange what they hold instead of asking for it (CRPA, L114-8; "once only" elsewhere):
    the class is LAW, and the severity is how many cases meet it. An item that is shared by no one is to be brought;
    where the person prefers not to share, or the register is out of date, waive it.
    """

    name = "already-held"
    title = message("Document the administration already holds")
    short = message("Already held")
    reader_action = message("Say that the administration already holds this document: it can fetch it itself.")
    friction_class = FrictionClass.LAW
    needs = (Need(message("which items the steps ask for"), InputElement.STEP, "asks"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "legal-fr"})
    guide = RuleGuide(
        matters=message("Administrations must exchange what they hold; asking people for it makes them their "
                        "messengers."),
        fires=message("A request asks people for items that a register already holds."),
        cost=message("The part of both sides' work that these items take, and how many cases are asked for them."),
        remedy=message("Fetch it from the register, and tell people that you do."),
        side_effect=message("Exchanges need a legal basis, people's information, and somebody who corrects wrong "
                            "data."),
        spares=(message("An item that no register holds has to be brought."),),
        sources=("crpa-l114-8", "essential-fr"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each request that asks for items a register holds."""
        asked = context.once(item_requests)
        if not asked:
            yield context.not_assessed(self)
        for demand in asked:
            held = tuple(item for item in demand.items if (context.document.item_by_id[item].held_by or "").strip())
            if held:
                yield self._build_finding(context, demand, held)

    def _build_finding(self, context: RuleContext, demand: ItemRequest, held: tuple[str, ...]) -> Finding:
        spent = item_work_by_step(context, demand.taking_part, held)
        return context.finding(
            self, (demand.step,), _sentence(context, demand, held), message("Prefill these items"),
            citizen=context.minutes(spent, Side.CITIZEN), agent=context.minutes(spent, Side.AGENT),
            share=context.share(demand.step), used=spent)


def _sentence(context: RuleContext, demand: ItemRequest, held: tuple[str, ...]) -> Message:
    if len(demand.items) == 1:
        register = context.document.item_by_id[held[0]].held_by
        return message("An administration already holds {items}: {register}", items=item_names(context, held),
                       register=register)
    return plural("{count} item out of {total} is held by an administration: {items}",
                  "{count} items out of {total} are held by an administration: {items}", len(held),
                  total=len(demand.items), items=item_names(context, held))
