"""Chains: steps that lead only one to the next. They are taken out of the journey, and put into it, as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.rules import is_redundant_flow, refuse_flow
from visavis.blueprint.editing.values import change_element, make_element
from visavis.blueprint.model import Flow, FlowKind, Step, StepKind

# What stands in the middle of a journey.
MIDDLE_KINDS = (StepKind.ACTION, StepKind.WAIT, StepKind.DECISION)


@dataclass(frozen=True, slots=True)
class StepChain:
    """Steps in the order of the journey, the flow that leads into them and the one that leads on, where they are."""

    steps: tuple[str, ...]
    inward: Flow | None
    outward: Flow | None


def find_chains(flows: Iterable[Flow], steps: Collection[str]) -> Iterator[StepChain]:
    """Yield the chains that steps make: none of a chain's steps has more than one way in or one way out.

    Steps that branch, join or go round in a circle are in no chain, and nor are those connected with them alone.
    """
    members = dict.fromkeys(steps)
    into, out = defaultdict[str, list[Flow]](list), defaultdict[str, list[Flow]](list)
    for flow in flows:
        if flow.target in members:
            into[flow.target].append(flow)
        if flow.source in members:
            out[flow.source].append(flow)
    simple = {name for name in members if len(into[name]) <= 1 and len(out[name]) <= 1}
    for first in members:
        inward = next(iter(into[first]), None)
        if first not in simple or (inward is not None and inward.source in members):
            continue
        chain, outward = [first], next(iter(out[first]), None)
        while outward is not None and outward.target in simple:
            chain.append(outward.target)
            outward = next(iter(out[outward.target]), None)
        if outward is None or outward.target not in members:
            yield StepChain(tuple(chain), inward, outward)


def bypass_chain(draft: Draft, chain: StepChain) -> bool:
    """Lead the flow into a chain to where the chain leads, and tell whether that was possible.

    The flow keeps what was written on it; of the flow that led on it takes what it does not say itself. It is not
    possible where the chain begins or ends the journey, leads back to where it came from, is for no one who comes
    to it, or goes round what is connected already.
    """
    inward, outward = chain.inward, chain.outward
    if inward is None or outward is None or inward.source == outward.target:
        return False
    only = [name for name in inward.only_for or outward.only_for if name in (outward.only_for or inward.only_for)]
    excluded = dict.fromkeys((*inward.not_for, *outward.not_for))
    if (inward.only_for or outward.only_for) and not {*only} - {*excluded}:
        return False
    fresh = redirect_flow(draft, inward, draft.step(inward.source), draft.step(outward.target), {
        "only_for": tuple(only), "not_for": tuple(excluded),
        **{name: getattr(outward, name) for name in ("label", "carries", "max_times") if not getattr(inward, name)},
    })
    if is_redundant_flow(fresh, draft.flows.values()):
        return False
    draft.put_flow(fresh)
    return True


def insert_chain(draft: Draft, flow: Flow, first: Step, last: Step) -> None:
    """Lead a flow to `first`, and `last` on to where the flow led.

    Conditions, probabilities and personas stay on the way out of the flow's source. What is said, and what travels
    along, stays where the line of interaction is crossed.
    """
    source, target = draft.step(flow.source), draft.step(flow.target)
    before, after = draft.derived_kind(source, first), draft.derived_kind(last, target)
    data = {name: getattr(flow, name) for name in ("label", "carries")}
    goes_on = after is FlowKind.INTERACTION and before is not FlowKind.INTERACTION
    inward = redirect_flow(draft, flow, source, first, dict.fromkeys(data) if goes_on else {})
    outward = make_element(Flow, {"source": last.id, "target": target.id, "key": draft.new_id("f", draft.flows),
                                  "kind": after, **(data if goes_on else {})})
    refuse_flow(draft, outward)
    draft.put_flow(inward)
    draft.put_flow(outward)


def redirect_flow(draft: Draft, flow: Flow, source: Step, target: Step, values: dict[str, Any]) -> Flow:
    """Return a flow between other steps: its kind follows the lanes unless the author chose it against them."""
    before = draft.derived_kind(draft.step(flow.source), draft.step(flow.target))
    now = draft.derived_kind(source, target)
    kind = flow.kind if now is before else now
    return change_element(flow, {"source": source.id, "target": target.id, "kind": kind, **values})
