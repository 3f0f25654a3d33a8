"""Loops of the journey by which cases come back: who sends back, how many return, what is done again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from visavis.blueprint.analysis.frictions.case_owner import case_owner, is_human
from visavis.blueprint.analysis.frictions.contacts import chases
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.model import Side


@dataclass(frozen=True, slots=True)
class RepeatedLoop:
    """A loop of the journey: its steps, the step that sends back, who comes to it and which part of them returns."""

    steps: tuple[str, ...]
    sender: str
    share: float
    returning: float
    extra: dict[str, float]


def find_loops(context: RuleContext) -> tuple[tuple[RepeatedLoop, ...], tuple[str, ...]]:
    """Return the loops whose likelihood is told, and the steps that split without telling any."""
    found, unknown = [], []
    news = {frozenset((chase.wait, chase.contact, *chase.answers)) for chase in context.once(chases)}
    for loop in context.whole.loops:
        inside = set(loop)
        if any(inside <= asking for asking in news) or all(context.visits(step) <= 0 for step in loop):
            continue
        splitting = [step for step in loop if _decides(context, step)]
        known = [step for step in splitting if any(flow.probability is not None
                                                   for flow in context.document.flows_from.get(step, ()))]
        if splitting and not known:
            unknown.extend(splitting)
        else:
            found.append(_build_loop(context, loop))
    return tuple(found), tuple(unknown)


def _decides(context: RuleContext, step: str) -> bool:
    stop = context.whole.stops[step]
    return stop.one and len(stop.branches) > 1


def _fails_back(context: RuleContext, step: str, loop: Collection[str]) -> bool:
    """Return whether a failure of a step sends back into a loop."""
    stop = context.whole.stops[step]
    return stop.fails > 0 and stop.fallback in loop


def _is_passed_before(context: RuleContext, passed: str, step: str, loop: Collection[str]) -> bool:
    """Return whether every way to a step of a loop passes another one (or is it): who goes there goes back."""
    above: str | None = step
    while above in loop and above is not None and above != passed:
        above = context.whole.immediate_dominator(above)
    return above == passed


def _build_loop(context: RuleContext, loop: tuple[str, ...]) -> RepeatedLoop:
    shares = {step: context.share(step) for step in loop}
    again = {step: context.visits(step) - shares[step] for step in loop}
    most = max(loop, key=lambda step: (again[step], -context.order[step]))
    deciding = [step for step in loop if _decides(context, step) or _fails_back(context, step, shares)]
    back = {step: {following for following in context.whole.stops[step].next_steps
                   if following in shares and _is_passed_before(context, following, step, shares)} for step in loop}
    # Steps that one only comes to by being sent back (fetching what is missing) are repair from their first visit.
    repair = _return_path(context, loop, {step for step in loop if back[step]} - {*deciding}, deciding)
    senders = {step: _sends_back(context, step, repair | back[step]) for step in deciding}
    sender = max(senders, key=lambda step: (senders[step], -context.order[step])) if any(senders.values()) else (
        next((step for step in loop if back[step]), loop[0]))
    # Nⱼⱼ = 1 / (1 − f): the part f of those who come to a step that comes back to it.
    returning = again[most] / context.visits(most) if context.visits(most) else 0.0
    # Who took one way of a choice the first time may take another one now: that is done again as well.
    extra = {step: context.visits(step) * (1.0 if step in repair else returning) for step in loop}
    return RepeatedLoop(loop, sender, shares[most], returning, extra)


def _return_path(context: RuleContext, loop: tuple[str, ...], ends: set[str], deciding: Collection[str]) -> set[str]:
    """Return the steps of a loop that lead to nothing in it but its way back, up to the decisions that send there."""
    found = set(ends)
    todo = list(ends)
    inside = set(loop)
    while todo:
        for before in context.whole.comes_from.get(todo.pop(), ()):
            if before not in inside or before in found or before in deciding:
                continue
            if all(following in found for following in context.whole.stops[before].next_steps if following in inside):
                found.add(before)
                todo.append(before)
    return found


def _sends_back(context: RuleContext, step: str, targets: Collection[str]) -> float:
    """Return how many of a started case a step sends back, by its ways or by failing."""
    stop = context.whole.stops[step]
    chance = sum(branch.probability for branch in stop.branches if branch.target in targets) if stop.one else 0.0
    failing = stop.fails if stop.fallback in targets else 0.0
    return context.visits(step) * (failing + (1 - stop.fails) * chance)


def is_between_units(context: RuleContext, loop: RepeatedLoop) -> bool:
    """Return whether a loop runs between two holders of the case and passes no citizen."""
    if any(context.side(context.step(name)) is Side.CITIZEN for name in loop.steps):
        return False
    people = {case_owner(context, context.step(name)) for name in loop.steps if is_human(context, context.step(name))}
    return len(people) > 1
