"""Which items the journey asks of people, where, and how much of each step's work that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from visavis.blueprint.analysis.frictions.contacts import speakers
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.language import MessageList, Quoted
from visavis.blueprint.model import Side, Step

# Most minutes that one item takes: people obtain data (medium, 10) and transmit them (medium, 2); agents check the
# form and sight the data (simple, 5). German Leitfaden Erfüllungsaufwand, tables 3 (for businesses) and 5.
CITIZEN_ITEM = 12.0
AGENT_ITEM = 5.0


@dataclass(frozen=True, slots=True)
class ItemRequest:
    """One request for some items: the step to mark and every step that takes part in it, in reading order."""

    step: str
    taking_part: tuple[str, ...]
    items: tuple[str, ...]


def item_requests(context: RuleContext) -> tuple[ItemRequest, ...]:
    """Return the requests of items in reading order.

    Any step that `asks` for items asks them of the citizen, whichever lane it stands in: drawings put the list on
    the citizen's step that gathers the papers, or on the agent's that checks them. Two steps joined by a flow that
    ask for the same item are one request (gather and check), told at the first of them.
    """
    found: list[ItemRequest] = []
    seen: set[tuple[str, str]] = set()
    for step in context.steps:
        if not context.reached(step.id):
            continue
        items = tuple(item for item in dict.fromkeys(step.asks) if (step.id, item) not in seen)
        if not items:
            continue
        part = [step.id]
        for other in _neighbours(context, step):
            shared = set(items) & set(context.step(other).asks)
            if shared and context.order[other] > context.order[step.id]:
                seen.update((other, item) for item in shared)
                part.append(other)
        found.append(ItemRequest(step.id, context.in_order([*part, *_counterparts(context, step)]), items))
    return tuple(found)


def _neighbours(context: RuleContext, step: Step) -> Iterable[str]:
    after = [flow.target for flow in context.document.flows_from.get(step.id, ())]
    return dict.fromkeys([*after, *(flow.source for flow in context.document.flows_to.get(step.id, ()))])


def _counterparts(context: RuleContext, step: Step) -> tuple[str, ...]:
    """Return the citizen's steps that an agent's request reaches: those who speak to it and bring the items."""
    if context.side(step) is Side.CITIZEN:
        return ()
    return tuple(name for name in speakers(context, step.id)
                 if any(set(flow.carries) & set(step.asks) for flow in context.document.flows_from[name]))


def item_work_by_step(context: RuleContext, steps: Iterable[str], items: Iterable[str]) -> Mapping[str, float]:
    """Return how many times the work of each of some steps is spent on `items`, per started case.

    A step's work is shared equally among the items it handles (asks, gives, or brings along). A step may do much
    else, so an item takes at most what the tables know for it.
    """
    wanted = set(items)
    parts = {}
    for name in steps:
        step = context.step(name)
        brought = [item for flow in context.document.flows_from.get(name, ()) for item in flow.carries]
        handled = {*step.asks, *step.gives, *brought}
        taken = len(handled & wanted)
        if taken:
            most = CITIZEN_ITEM if context.side(step) is Side.CITIZEN else AGENT_ITEM
            work = context.document.effort_of(step)
            parts[name] = context.visits(name) * min(taken / len(handled), taken * most / work if work else 1.0)
    return parts


def item_names(context: RuleContext, items: Iterable[str]) -> MessageList:
    """Return the names of at most three items as one enumeration."""
    known = [context.document.item_by_id[item] for item in items]
    names: list[object] = [Quoted(item.name) if item.name.strip() else item.id for item in known[:3]]
    return MessageList((*names, "…") if len(known) > 3 else tuple(names))
