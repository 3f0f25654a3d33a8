"""Doing it again: rework loops between people and agents, and cases sent to and fro between units."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from visavis.blueprint.analysis.frictions.context import RuleContext, cap_share
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import ITEMS, UNITS, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.rule import Threshold
from visavis.blueprint.analysis.semantics.case_owner import AGENT_READS_IN, case_owner, is_human, next_human_steps
from visavis.blueprint.analysis.semantics.contacts import chases
from visavis.blueprint.language import Share, message, plural
from visavis.blueprint.model import Basis, LimitUnit, Side

RETURNS = Threshold("returns", 5, LimitUnit.PERCENT, "proposal [D]")
EXTRA_VISITS = 0.1  # visits beyond the first, per case that comes; proposal [D]
LEAST_CHANGES = 3
BETWEEN_UNITS = Threshold("returns", 2, LimitUnit.PERCENT, "proposal [D]")


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
        told = [step for step in splitting if any(flow.probability is not None
                                                  for flow in context.document.flows_from.get(step, ()))]
        if splitting and not told:
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
    back = {step: {way for way in context.whole.stops[step].next_steps
                   if way in shares and _is_passed_before(context, way, step, shares)} for step in loop}
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
            if all(way in found for way in context.whole.stops[before].next_steps if way in inside):
                found.add(before)
                todo.append(before)
    return found


def _sends_back(context: RuleContext, step: str, targets: Collection[str]) -> float:
    """Return how many of a started case a step sends back, by its ways or by failing."""
    stop = context.whole.stops[step]
    chance = sum(way.probability for way in stop.branches if way.target in targets) if stop.one else 0.0
    failing = stop.fails if stop.fallback in targets else 0.0
    return context.visits(step) * (failing + (1 - stop.fails) * chance)


def _is_between_units(context: RuleContext, loop: RepeatedLoop) -> bool:
    """Return whether a loop runs between two holders of the case and passes no citizen."""
    if any(context.side(context.step(name)) is Side.CITIZEN for name in loop.steps):
        return False
    people = {case_owner(context, context.step(name)) for name in loop.steps if is_human(context, context.step(name))}
    return len(people) > 1


class ReworkLoop:
    """A loop by which more than 5 % of those who come to it come back, or with more than 0.1 visits too many.

    The cost is the work of every visit beyond the first, of both sides, and all the work of steps that one only comes
    to by being sent back. The step to mark is the one that sends
    back. A loop that only asks for news is `chase-contact`, one between two units is `ping-pong`. Where no flow of
    the loop tells a probability it is not assessed. Loops that are wanted (co-design, appeal): waive them.
    """

    name = "rework-loop"
    title = message("Starting over")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how likely each way of the loop is"), InputElement.FLOW, "probability"),)
    reads = (ITEMS,)
    thresholds = (RETURNS,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("What goes back is done twice by both sides, and incomplete cases hurt agents even more "
                        "than people."),
        fires=message("More than 5 % of those who come to a loop come back to it, or it costs more than 0.1 visits "
                      "too many."),
        cost=message("The work of every visit beyond the first, and all work of steps that exist only to repair."),
        remedy=message("Check at the entry, show examples, call instead of writing."),
        side_effect=message("Checks at the entry are friction for those who had all right from the start."),
        spares=(message("Asking for news, and going to and fro between units, have rules of their own."),),
        sources=("fbpm", "leitfaden", "proposal"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each loop that makes people do again what they did."""
        loops, unknown = context.once(find_loops)
        if unknown:
            yield context.not_assessed(self, unknown)
        for loop in loops:
            limit = context.limit(self.name, RETURNS, context.step(loop.sender)) / 100
            too_many = loop.returning > limit or loop.returning / max(1e-9, 1 - loop.returning) > EXTRA_VISITS
            if too_many and not _is_between_units(context, loop):
                yield self._build_finding(context, loop)

    def _build_finding(self, context: RuleContext, loop: RepeatedLoop) -> Finding:
        share = loop.share * loop.returning
        others = tuple(step for step in context.in_order(loop.steps) if step != loop.sender)
        return context.finding(
            self, (loop.sender, *others), message("{share} of the cases go back and do it again", share=Share(share)),
            message("Check at the entry"), citizen=context.minutes(loop.extra, Side.CITIZEN),
            agent=context.minutes(loop.extra, Side.AGENT), share=cap_share(share))


class PingPong:
    """A case that goes to and fro between the same two units or people.

    Either a loop of agents' steps with two holders by which more than 2 % return, or a row of hand-overs A, B, A,
    B between two holders (A, B, A alone is asking a colleague once). The cost is the repeated work, at least the
    2 minutes of reading oneself in again at each return (assumed). Waive a dialogue that is planned.
    """

    name = "ping-pong"
    title = message("Sent to and fro")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how likely each way of the loop is"), InputElement.FLOW, "probability"),)
    reads = (UNITS,)
    thresholds = (BETWEEN_UNITS,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Two units that send a case to and fro each believe the other one has it; people wait for "
                        "both."),
        fires=message("More than 2 % of the cases return between two units or people, or the same two hand a case "
                      "over at least three times."),
        cost=message("The repeated work, at least two minutes of reading oneself in at each return (assumed)."),
        remedy=message("Decide together, once."),
        side_effect=message("A joint hour must be found; keep it for the cases that need it."),
        spares=(message("Asking a colleague once is no game."),),
        sources=("ceb", "proposal"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each loop or row of hand-overs between two holders."""
        loops, unknown = context.once(find_loops)
        agents = [name for name in unknown if is_human(context, context.step(name))]
        if agents:
            yield context.not_assessed(self, agents)
        for loop in loops:
            limit = context.limit(self.name, BETWEEN_UNITS, context.step(loop.sender)) / 100
            if loop.returning > limit and _is_between_units(context, loop):
                yield self._build_loop_finding(context, loop)
        for row in _find_rows(context):
            yield self._build_row_finding(context, row)

    def _build_loop_finding(self, context: RuleContext, loop: RepeatedLoop) -> Finding:
        share = loop.share * loop.returning
        others = tuple(step for step in context.in_order(loop.steps) if step != loop.sender)
        return context.finding(
            self, (loop.sender, *others), message("{share} of the cases go back to a colleague", share=Share(share)),
            message("Decide together, once"), citizen=0.0, agent=context.minutes(loop.extra, Side.AGENT),
            share=cap_share(share))

    def _build_row_finding(self, context: RuleContext, row: tuple[str, ...]) -> Finding:
        changes = len(row) - 1
        found = context.finding(
            self, row, plural("The case changes sides {count} time between the same two",
                              "The case changes sides {count} times between the same two", changes),
            message("Decide together, once"), citizen=0.0,
            agent=(changes - 1) * AGENT_READS_IN * context.visits(row[-1]), share=context.share(row[-1]))
        return replace(found, basis=Basis.ASSUMED)


def _find_rows(context: RuleContext) -> Iterable[tuple[str, ...]]:
    """Yield rows of steps in which the same two hand the case over at least three times, each step once."""
    told: set[str] = set()
    for step in context.steps:
        if step.id in told or not is_human(context, step) or not context.reached(step.id):
            continue
        row = _row_from(context, step.id)
        if len(row) > LEAST_CHANGES:
            told.update(row)
            yield row


def _row_from(context: RuleContext, first: str) -> tuple[str, ...]:
    """Return the steps at which two holders take the case from each other, following the drawing from `first`."""
    row, current = [first], first
    while True:
        mine = case_owner(context, context.step(row[-1]))
        other = case_owner(context, context.step(row[-2])) if len(row) > 1 else None
        after = next_human_steps(context, current)
        taken = next((name for name in after if (found := case_owner(context, context.step(name))) != mine
                      and other in (None, found)), None)
        same = next((name for name in after if case_owner(context, context.step(name)) == mine), None)
        if taken is not None:
            row.append(taken)
        elif same is None:
            return tuple(row)
        current = taken or same or current
