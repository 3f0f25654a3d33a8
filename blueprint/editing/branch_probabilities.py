"""The probabilities of the ways out of a decision: they stay a whole when one way changes."""

from __future__ import annotations

from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.values import change_element
from visavis.blueprint.model import Flow, Split

# Four decimals are a hundredth of a percent: finer than any measure of how people decide.
DIGITS = 4


def rescale_branches(draft: Draft, source_id: str, fixed: str | None = None) -> None:
    """Scale the known probabilities of a step's ways out so that they sum to 1; that of flow `fixed` stays.

    Steps that go on every way are left alone, and so are ways for some personas only (each persona has a whole of
    their own) and probabilities no one gave. A single way out needs no probability.
    """
    flows = _branches_of(draft, source_id)
    known = [flow for flow in flows if flow.probability is not None and flow.key != fixed]
    kept = next((flow.probability or 0 for flow in flows if flow.key == fixed), 0)
    if len(flows) == 1 and fixed is None and known:
        draft.put_flow(change_element(known[0], {"probability": None}))
        return
    total = sum(flow.probability or 0 for flow in known)
    unknown = len(flows) > len(known) + (1 if fixed is not None else 0)
    if known and (not unknown or total + kept > 1):
        _scale(draft, known, total, 1 - kept)


def rescale_for_new_branch(draft: Draft, fresh: Flow) -> None:
    """Give a new way out what the others leave, or an equal part of the whole when they leave nothing."""
    flows = _branches_of(draft, fresh.source)
    others = [flow.probability for flow in flows if flow.key != fresh.key]
    if fresh.key not in {flow.key for flow in flows}:
        return
    if fresh.probability is None:
        given = [probability for probability in others if probability is not None]
        if not given or len(given) < len(others):
            return
        left = round(1 - sum(given), DIGITS)
        draft.put_flow(change_element(fresh, {"probability": left if left > 0 else round(1 / len(flows), DIGITS)}))
    rescale_branches(draft, fresh.source, fresh.key)


def _branches_of(draft: Draft, source_id: str) -> list[Flow]:
    if draft.step(source_id).splits is not Split.ONE:
        return []
    return [flow for flow in draft.flows.values()
            if flow.source == source_id and not flow.only_for and not flow.not_for]


def _scale(draft: Draft, flows: list[Flow], total: float, whole: float) -> None:
    left = round(max(whole, 0), DIGITS)
    for number, flow in enumerate(flows, start=1):
        part = (flow.probability or 0) / total if total else 1 / len(flows)
        value = left if number == len(flows) else min(round(part * whole, DIGITS), left)
        left = round(left - value, DIGITS)
        if abs(value - (flow.probability or 0)) > 10 ** -DIGITS / 2:
            draft.put_flow(change_element(flow, {"probability": value}))
