"""Sent to and fro: a case that two units hand to each other again and again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from visavis.blueprint.analysis.frictions.case_owner import AGENT_READS_IN, case_owner, is_human, next_human_steps
from visavis.blueprint.analysis.frictions.context import RuleContext, cap_share
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import UNITS, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.repeated_loops import RepeatedLoop, find_loops, is_between_units
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import Share, message, plural
from visavis.blueprint.model import Basis, LimitUnit, Side

LEAST_CHANGES = 3
BETWEEN_UNITS = Threshold("returns", 2, LimitUnit.PERCENT, "proposal [D]")


class PingPong:
    """A case that goes to and fro between the same two units or people.

    Either a loop of agents' steps with two holders by which more than 2 % return, or a row of hand-overs A, B, A,
    B between two holders (A, B, A alone is asking a colleague once). The cost is the repeated work, at least the
    2 minutes of reading oneself in again at each return (assumed). Waive a dialogue that is planned.
    """

    name = "ping-pong"
    title = message("Case sent back and forth")
    short = message("Back and forth")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how likely each way of the loop is"), InputElement.FLOW, "probability"),)
    reads = (UNITS,)
    thresholds = (BETWEEN_UNITS,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Two teams that send a case to and fro each believe the other one has it; people wait for "
                        "both."),
        fires=message("More than 2% of the cases go back between two teams or people, or the same two hand a case "
                      "over at least three times."),
        cost=message("The repeated work: at least two minutes to read the case again at each return (assumed)."),
        remedy=message("Decide together, once."),
        side_effect=message("A time that suits both must be found: keep it for the cases that need it."),
        spares=(message("Asking a colleague once is not sending back and forth."),),
        sources=("ceb", "proposal"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each loop or row of hand-overs between two holders."""
        loops, unknown = context.once(find_loops)
        agents = [name for name in unknown if is_human(context, context.step(name))]
        if agents:
            yield context.not_assessed(self, agents)
        for loop in loops:
            limit = context.limit(self.name, BETWEEN_UNITS, context.step(loop.sender)) / 100
            if loop.returning > limit and is_between_units(context, loop):
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
        finding = context.finding(
            self, row, plural("The case changes sides {count} time between the same two",
                              "The case changes sides {count} times between the same two", changes),
            message("Decide together, once"), citizen=0.0,
            agent=(changes - 1) * AGENT_READS_IN * context.visits(row[-1]), share=context.share(row[-1]))
        return replace(finding, basis=Basis.ASSUMED)


def _find_rows(context: RuleContext) -> Iterable[tuple[str, ...]]:
    """Yield rows of steps in which the same two hand the case over at least three times, each step once."""
    covered: set[str] = set()
    for step in context.steps:
        if step.id in covered or not is_human(context, step) or not context.reached(step.id):
            continue
        row = _row_from(context, step.id)
        if len(row) > LEAST_CHANGES:
            covered.update(row)
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
