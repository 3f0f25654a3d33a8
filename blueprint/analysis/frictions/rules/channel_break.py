"""Changing channels: people must go on by another channel, and begin again there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from visavis.blueprint.analysis.frictions.case_owner import AGENT_READS_IN, CITIZEN_READS_IN
from visavis.blueprint.analysis.frictions.contacts import chases, find_contacted_steps
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.semantics.channels import FAMILIES, channel_words
from visavis.blueprint.language import message
from visavis.blueprint.model import Basis, Channel, Side, Step, StepKind


@dataclass(frozen=True, slots=True)
class _Break:
    first: str
    then: str
    forced: bool
    carried: bool


class ChannelBreak:
    """Two contacts of the citizen in a row, by channels of different families, with nothing carried over.

    A contact is a citizen's step with a channel that speaks to an agent or a system. Families: digital; voice;
    paper; presence. It is no break where the first contact (or a decision after it) can go on by its own family,
    so that the change is a choice; where a flow on the way or the second contact carries items; where the same
    `system` serves both contacts; nor for a `fallback`, which is a second channel at the same step, or a contact
    that only asks for news. The cost is beginning again: 3 minutes of the citizen and 2 of the agent (assumed: simple
    cases of the German Leitfaden Erfüllungsaufwand).
    """

    name = "channel-break"
    title = message("Forced change of channel")
    short = message("Change of channel")
    reader_action = message("Ask for a case number at the first contact, and give it each time.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the channels of the citizen's steps"), InputElement.STEP, "channel"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("People who must change channel begin again, and the agent who takes over knows nothing of "
                        "what was said."),
        fires=message("Two of the citizen's contacts follow each other through different kinds of channel, not by "
                      "choice, and nothing is carried over."),
        cost=message("Beginning again: three minutes for the citizen and two for the agent (assumed)."),
        remedy=message("Carry a reference over, or let people go on where they began."),
        side_effect=message("Each channel that can do everything costs training and upkeep."),
        spares=(message("A change that people choose."),
                message("A contact that carries something over, or is served by the same tool."),
                message("A second channel after a failure.")),
        sources=("service-standard", "cw", "ceb", "leitfaden"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each forced change of channel."""
        speaking = [step for step in context.steps if context.reached(step.id) and _speaks(context, step)]
        silent = [step.id for step in speaking if step.channel is None]
        if silent and len(silent) == len(speaking):
            yield context.not_assessed(self, silent)
        news = {chase.contact for chase in context.once(chases)}
        for step in speaking:
            if step.channel is None or step.id in news:
                continue
            for found in _find_breaks(context, step):
                if found.forced and not found.carried and found.then not in news:
                    yield self._build_finding(context, found)

    def _build_finding(self, context: RuleContext, found: _Break) -> Finding:
        first, then = context.step(found.first), context.step(found.then)
        visits = context.visits(then.id)
        finding = context.finding(
            self, (then.id, first.id),
            message("The request begins {first} and goes on {then}, with nothing carried over",
                    first=channel_words(context.document, first.channel or ""),
                    then=channel_words(context.document, then.channel or "")),
            message("Carry a reference over"), citizen=visits * CITIZEN_READS_IN,
            agent=visits * AGENT_READS_IN if find_contacted_steps(context, then.id) else 0.0,
            share=context.share(then.id))
        return replace(finding, basis=Basis.ASSUMED)


def _speaks(context: RuleContext, step: Step) -> bool:
    if context.side(step) is not Side.CITIZEN or step.kind in (StepKind.WAIT, StepKind.OUTCOME):
        return False
    return step.channel != Channel.INTERNAL and any(
        context.side(context.step(flow.target)) in (Side.AGENT, Side.SYSTEM)
        for flow in context.document.flows_from.get(step.id, ()))


def _family(channel: str) -> frozenset[str]:
    return next((family for family in FAMILIES if channel in family), frozenset({channel}))


def _find_breaks(context: RuleContext, step: Step) -> Iterator[_Break]:
    """Yield the next contacts by other families, looking past waits, agents' steps and steps without a contact."""
    family = _family(step.channel or "")
    carried_to: dict[str, bool] = {}
    nexts: list[str] = []
    todo = [(step.id, False)]
    while todo:
        name, carried = todo.pop()
        for branch in context.whole.stops[name].branches:
            takes_along = carried or bool(context.document.flow_by_key[branch.flow].carries)
            if branch.target in carried_to or context.whole.leads(branch.target, step.id):
                continue
            carried_to[branch.target] = takes_along
            target = context.step(branch.target)
            if _speaks(context, target) and target.channel is not None:
                nexts.append(branch.target)
            elif target.kind is not StepKind.OUTCOME:
                todo.append((branch.target, takes_along))
    stays = any((context.step(name).channel or "") in family for name in nexts)
    for name in context.in_order(nexts):
        then = context.step(name)
        if (then.channel or "") not in family:
            yield _Break(step.id, name, not stays, carried_to[name] or _is_same_case(context, step, then))


def _is_same_case(context: RuleContext, step: Step, then: Step) -> bool:
    brought = [item for flow in context.document.flows_from.get(then.id, ()) for item in flow.carries]
    return bool(brought) or bool(_systems(context, step) & _systems(context, then))


def _systems(context: RuleContext, step: Step) -> set[str]:
    steps = [step, *(context.step(name) for name in find_contacted_steps(context, step.id))]
    return {step.system.strip().casefold() for step in steps if step.system and step.system.strip()}
