"""No human to turn to: an online step that leaves people alone when it fails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from visavis.blueprint.analysis.frictions.context import RuleContext, cap_share
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.semantics.channels import DIGITAL, HUMAN, channel_words
from visavis.blueprint.language import message
from visavis.blueprint.model import Basis, Side, Step, StepKind

# The part of those who begin an online procedure and give up for good: 32 % gave up in a year, a quarter of them
# definitively (INSEE, 2021). Used as a hypothesis where a step does not say how often it fails.
GIVE_UP = 0.08


class NoHumanFallback:
    """A citizen's digital step from which nothing leads to a human within one step.

    The step speaks to an agent or a system, or asks for something. A human is a fallback or a next step by phone,
    counter, visit or video; or another way beside the step, by one of these. The loss is `fails` where it is told,
    else 8 % as a hypothesis; a step that says it never fails has none.
    """

    name = "no-human-fallback"
    title = message("No human to turn to")
    short = message("Nobody to ask")
    reader_action = message("If the website fails, note the time and the message, and write to the service.")
    friction_class = FrictionClass.LOSS
    needs = (Need(message("the channels of the citizen's steps"), InputElement.STEP, "channel"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "legal-fr"})
    guide = RuleGuide(
        matters=message("When an online step fails, people who find nobody give up, some for good; others come to a "
                        "counter that knows nothing of their draft."),
        fires=message("A citizen's digital step leads to nobody within one step: no fallback and no way by phone, "
                      "counter, visit or video."),
        cost=message("The share of the cases that reach the step, times how often it fails; 8% where that is not "
                     "given, as a hypothesis."),
        remedy=message("A phone number, a call back, a counter: with the draft in front of the agent."),
        side_effect=message("A number nobody answers is worse than none: staff it first."),
        spares=(message("A step that only informs, or that says it never fails."),
                message("A way by phone or counter beside the step.")),
        sources=("insee-2021", "essential-fr", "ce-2022"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each digital step without a human."""
        mine = [step for step in context.steps if context.side(step) is Side.CITIZEN and context.reached(step.id)
                and step.kind in (StepKind.ACTION, StepKind.DECISION, StepKind.START)]
        if mine and all(step.channel is None for step in mine):
            yield context.not_assessed(self, [step.id for step in mine])
            return
        for step in mine:
            if step.channel in DIGITAL and step.fails != 0 and _speaks(context, step) and not _has_human(context,
                                                                                                         step):
                failing = GIVE_UP if step.fails is None else step.fails
                finding = context.finding(
                    self, (step.id,),
                    message("A person who gets stuck {channel} finds nobody to talk to", channel=channel_words(
                        context.document, step.channel or "")),
                    message("Offer a person to talk to"), share=cap_share(context.visits(step.id) * failing))
                yield replace(finding, basis=Basis.ASSUMED) if step.fails is None else finding


def _speaks(context: RuleContext, step: Step) -> bool:
    return bool(step.asks or step.gives) or any(
        context.side(context.step(flow.target)) in (Side.AGENT, Side.SYSTEM)
        for flow in context.document.flows_from.get(step.id, ()))


def _has_human(context: RuleContext, step: Step) -> bool:
    """Return whether a human is near: after the step, as its fallback, or by another way beside it."""
    near = [flow.target for flow in context.document.flows_from.get(step.id, ())]
    near += [step.fallback] if step.fallback is not None else []
    for before in context.whole.comes_from.get(step.id, ()):
        near += [name for name in context.whole.stops[before].next_steps if name != step.id]
    return any(context.step(name).channel in HUMAN for name in near)
