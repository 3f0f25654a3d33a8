"""Handed on and on: a case that changes hands several times in a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from visavis.blueprint.analysis.frictions.case_owner import AGENT_READS_IN, case_owner, is_human, next_human_steps
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import message
from visavis.blueprint.model import Basis, LimitUnit

MOST_CHANGES = Threshold("changes", 2, LimitUnit.COUNT, "proposal [D]; transport is a waste of lean services (LSE)")


class HandoffChain:
    """More than two changes of hands in a row, among agents and partners, with no citizen between.

    Hands are a step's `unit`, else the actor of its lane, else the lane. Of chains that share steps, only the one
    with most changes is told. The cost is 2 minutes of reading oneself in at each change (assumed: the simple case
    of the German Leitfaden Erfüllungsaufwand, table 5). Separation of duties is a reason to waive it.
    """

    name = "handoff-chain"
    title = message("Case passed from hand to hand")
    short = message("Too many hands")
    reader_action = message("Ask who follows your case, and write the name down.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("who does the steps"), InputElement.STEP, "unit"),)
    thresholds = (MOST_CHANGES,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Each new pair of hands has a queue, has to read the case first, and knows the person less "
                        "well."),
        fires=message("A case changes hands more than twice in a row among agents and partners, with no citizen in "
                      "between."),
        cost=message("Two minutes to read the case at each change (assumed)."),
        remedy=message("Give the case one owner."),
        side_effect=message("One owner needs wider skills, and somebody to cover their days off."),
        spares=(message("Where chains share steps, only the longest is reported."),),
        sources=("lean", "ceb", "leitfaden"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield the longest chain of each group of steps that hand the case on."""
        changes: dict[str, int] = {}
        came_from: dict[str, str] = {}
        for step in (context.step(name) for part in context.whole.parts for name in part):
            if not is_human(context, step) or not context.reached(step.id):
                continue
            changes.setdefault(step.id, 0)
            for name in next_human_steps(context, step.id):
                count = changes[step.id] + (case_owner(context, context.step(name)) != case_owner(context, step))
                if count > changes.get(name, -1):
                    changes[name], came_from[name] = count, step.id
        covered: set[str] = set()
        for last in sorted(changes, key=lambda name: (-changes[name], context.order[name])):
            if last in covered:
                continue
            chain = _chain(last, came_from)
            most = context.limit(self.name, MOST_CHANGES, context.step(chain[0]))
            if changes[last] > most and not covered & set(chain):
                yield self._build_finding(context, chain, changes[last])
            covered.update(chain)

    def _build_finding(self, context: RuleContext, chain: tuple[str, ...], changes: int) -> Finding:
        finding = context.finding(
            self, chain, message("The case changes hands {count} times in a row", count=changes),
            message("One person follows the case"), citizen=0.0,
            agent=changes * AGENT_READS_IN * context.visits(chain[-1]), share=context.share(chain[-1]))
        return replace(finding, basis=Basis.ASSUMED)


def _chain(last: str, came_from: dict[str, str]) -> tuple[str, ...]:
    chain = [last]
    while chain[-1] in came_from:
        chain.append(came_from[chain[-1]])
    return tuple(reversed(chain))
