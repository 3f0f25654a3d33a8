"""The counter, copied online: the same requests in the same steps, by the citizen alone."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.as_is import AS_IS, lacks_as_is, match_steps
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.semantics.channels import DIGITAL
from visavis.blueprint.language import Share, message
from visavis.blueprint.model import LimitUnit, Side, Step, StepKind

ALIKE = Threshold("alike", 80, LimitUnit.PERCENT, "proposal [D]: node match of 80 %")
# Fewer steps than this are no procedure [D].
LEAST_STEPS = 3


class CounterClone:
    """A procedure of the counter put online as it was: the same requests in the same steps, by the citizen alone."""

    name = "counter-clone"
    title = message("Counter copied online")
    short = message("Counter copied")
    friction_class = FrictionClass.SHIFT
    needs = (AS_IS,)
    thresholds = (ALIKE,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("A form copied to a screen keeps every request and loses the agent who helped to answer it: "
                        "people do alone what two did together."),
        fires=message("Compared with the as-is blueprint, at least 80% of the citizen's steps at the counter, by "
                      "post or by phone became digital and still ask and give the same, and nothing asked for was "
                      "dropped."),
        cost=message("The citizen's additional minutes, and the agents' minutes that people no longer get help "
                     "from."),
        remedy=message("Start from the outcome: what the administration knows need not be asked."),
        side_effect=message("Prefilling needs data exchanges, and somebody to correct wrong data."),
        spares=(message("A redesign that drops requests or takes the answers from a register is not a copy."),
                message("Fewer than three steps do not make a procedure.")),
        sources=("madsen", "ddd"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield one finding where the redesign is a copy."""
        if lacks_as_is(context):
            yield context.not_assessed(self)
        if context.before is None:
            return
        matching = match_steps(context, context.before)
        at_counter = [step for step in context.before.steps if _is_analogue(context.before, step)]
        copies = [(step, name) for step in at_counter for name in matching.successors[step.id]
                  if _is_copy(step, context.step(name))]
        if len(at_counter) < LEAST_STEPS or _count_asked_items(context) < _count_asked_items(context.before):
            return
        part = len({step.id for step, _ in copies}) / len(at_counter)
        if part * 100 >= context.threshold(self.name, ALIKE):
            yield self._build_finding(context, context.before, copies, part)

    def _build_finding(self, context: RuleContext, before: RuleContext, copies: list[tuple[Step, str]],
                       part: float) -> Finding:
        names = context.in_order(name for _, name in copies)
        old = {step.id for step, _ in copies}
        more = (sum(context.visits(name) * context.document.effort_of(context.step(name)) for name in names)
                - sum(before.visits(name) * before.document.effort_of(before.step(name)) for name in old))
        helpers = {flow.target for name in old for flow in before.document.flows_from.get(name, ())
                   if before.side(before.step(flow.target)) is Side.AGENT}
        gone = [before.step(name) for name in helpers if name not in context.document.step_by_id]
        helped = sum(before.visits(step.id) * before.document.effort_of(step) for step in gone)
        return context.finding(
            self, names, message("{share} of the online steps ask what the counter asked before", share=Share(part)),
            message("Redesign from the outcome"), citizen=max(0.0, more) + helped, agent=-helped,
            share=max(context.share(name) for name in names))


def _is_analogue(context: RuleContext, step: Step) -> bool:
    return (context.side(step) is Side.CITIZEN and step.channel is not None and step.channel not in DIGITAL
            and step.kind is StepKind.ACTION)


def _is_copy(before: Step, after: Step) -> bool:
    return after.channel in DIGITAL and (set(before.asks), set(before.gives)) == (set(after.asks), set(after.gives))


def _count_asked_items(context: RuleContext) -> int:
    return len({item for step in context.steps for item in step.asks})
