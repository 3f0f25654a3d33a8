"""What weighs on agents: too many systems, approvals that never refuse, one person whom everything depends on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.rule import Threshold
from visavis.blueprint.analysis.semantics.case_owner import case_owner, is_human
from visavis.blueprint.language import MessageList, Quoted, message, plural
from visavis.blueprint.model import Actor, Basis, LegalMark, LimitUnit, Outcome, Side, Step, StepKind

SYSTEMS = Threshold("systems", 4, LimitUnit.COUNT, "proposal [D]: four systems at one step")
REFUSALS = Threshold("refusals", 2, LimitUnit.PERCENT, "proposal [D]")
# Minutes to find one's place in another window: two mental acts, pointing and a few keys (KLM: M 1.35 s, P 1.1 s, K
# 0.2 s), and signing in again now and then. Assumed.
SWITCH = 0.25
_BETWEEN = re.compile(r"\s*(?:[,;/+&|]|\bet\b|\band\b)\s*", re.IGNORECASE)


def systems_of(step: Step) -> tuple[str, ...]:
    """Return the systems a step names, separated by commas, slashes, plus signs, "and" or "et"."""
    parts = (part.strip() for part in _BETWEEN.split(step.system or ""))
    return tuple({part.casefold(): part for part in parts if part}.values())


class ToolSprawl:
    """An agent's step that uses four systems or more."""

    name = "tool-sprawl"
    title = message("Too many systems at once")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the systems in which the agents work"), InputElement.STEP, "system"),)
    thresholds = (SYSTEMS,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Agents who jump between windows lose time and the thread, while somebody waits in front of "
                        "them."),
        fires=message("One step of an agent names four systems or more."),
        cost=message("A quarter of a minute for each change of system (assumed), as often as the step is done."),
        remedy=message("Show what the step needs on one screen."),
        side_effect=message("One more screen over the others is a fifth system, unless it replaces some."),
        spares=(message("Fewer than four systems."),),
        sources=("lean", "klm"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each step with too many systems."""
        mine = [step for step in context.steps if context.side(step) is Side.AGENT and context.reached(step.id)
                and step.kind not in (StepKind.START, StepKind.OUTCOME, StepKind.WAIT)]
        if mine and not any(step.system for step in mine):
            yield context.not_assessed(self, [step.id for step in mine])
        for step in mine:
            used = systems_of(step)
            if len(used) >= context.limit(self.name, SYSTEMS, step):
                shown = tuple(Quoted(name) for name in used[:3])
                names = MessageList((*shown, "…") if len(used) > len(shown) else shown)
                found = context.finding(
                    self, (step.id,), plural("{count} system at once: {names}", "{count} systems at once: {names}",
                                             len(used), names=names),
                    message("One screen for the step"), citizen=0.0,
                    agent=context.visits(step.id) * (len(used) - 1) * SWITCH, share=context.share(step.id))
                yield replace(found, basis=Basis.ASSUMED)


class ApprovalToll:
    """An agent's decision that only approves what another agent did, and refuses less than 2 %.

    It follows directly the step of another holder of the case, and all its ways but one together are told to be
    taken by less than 2 %. Those ways refuse the case (no grant follows) or return it to the step before; a decision
    that only chooses between ways of going on approves nothing.
    """

    name = "approval-toll"
    title = message("An approval that always approves")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how likely each way of the decision is"), InputElement.FLOW, "probability"),)
    thresholds = (REFUSALS,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("A signature that never refuses makes people wait and tells agents that their work is not "
                        "trusted."),
        fires=message("A decision follows another agent's work and refuses or returns less than 2 % of it."),
        cost=message("The work of the approval; the wait that it causes is told."),
        remedy=message("Delegate, and look at samples afterwards."),
        side_effect=message("A second pair of eyes may catch the rare costly mistake: keep it where stakes are "
                            "high."),
        spares=(message("An approval that the law prescribes."), message("A decision after one's own work.")),
        sources=("fbpm", "proposal"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each approval that hardly ever refuses."""
        approvals = [step for step in context.steps if self._approves(context, step)]
        untold = [step.id for step in approvals if not self._has_probability(context, step)]
        if untold:
            yield context.not_assessed(self, untold)
        for step in approvals:
            if not self._has_probability(context, step):
                continue
            refusals = self._refusals(context, step)
            if refusals is not None and refusals * 100 < context.limit(self.name, REFUSALS, step):
                yield context.finding(
                    self, (step.id,), message("It is approved nearly every time"),
                    message("Delegate, check samples"), citizen=0.0,
                    agent=context.minutes({step.id: context.visits(step.id)}, Side.AGENT),
                    share=context.share(step.id))

    def _approves(self, context: RuleContext, step: Step) -> bool:
        stop = context.whole.stops.get(step.id)
        if (stop is None or step.kind is not StepKind.DECISION or context.side(step) is not Side.AGENT
                or not stop.one or len(context.document.flows_from.get(step.id, ())) < 2
                or LegalMark.SIGN_OFF in step.legal or not context.reached(step.id)):
            return False
        before = [context.step(name) for name in context.whole.comes_from.get(step.id, ())]
        return bool(before) and all(is_human(context, other)
                                    and case_owner(context, other) != case_owner(context, step)
                                    for other in before)

    def _refusals(self, context: RuleContext, step: Step) -> float | None:
        """Return how likely a decision refuses or returns; None where its other ways do neither."""
        ways = context.whole.stops[step.id].branches
        usual = max(ways, key=lambda way: way.probability)
        rare = [way for way in ways if way is not usual]
        before = context.whole.comes_from.get(step.id, ())
        if self._refuses(context, usual.target) or not all(
                way.target in before or self._refuses(context, way.target)
                or any(context.whole.leads(way.target, name) for name in before) for way in rare):
            return None
        return sum(way.probability for way in rare)

    def _refuses(self, context: RuleContext, target: str) -> bool:
        """Return whether a way can come to a refusal and to no grant."""
        def ends(outcome: Outcome) -> bool:
            return any(target == step.id or context.whole.leads(target, step.id)
                       for step in context.steps if step.outcome is outcome)

        return ends(Outcome.REFUSED) and not ends(Outcome.GRANTED)

    def _has_probability(self, context: RuleContext, step: Step) -> bool:
        return any(flow.probability is not None for flow in context.document.flows_from.get(step.id, ()))


class SinglePointOfFailure:
    """One person or one system without a deputy, through whom every granted case passes.

    Known by `capacity` of at most 1 and an `availability` below 1; the loss is the share of cases that come there
    while they are away.
    """

    name = "single-point-of-failure"
    title = message("Everything depends on one")
    friction_class = FrictionClass.LOSS
    needs = (Need(message("how many people there are, and how much of the time"), InputElement.ACTOR, "availability"),
             )
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("When one person is ill or one system is down, nobody gets the service, and agents answer "
                        "for what they cannot change."),
        fires=message("An actor of whom there is only one, who is not always there and has no deputy, does a step "
                      "that every granted case passes."),
        cost=message("The share of the cases that come there, times the time they are away."),
        remedy=message("Name a deputy, or plan a way to go on without."),
        side_effect=message("A deputy must practise, or is one in name only."),
        spares=(message("An actor with a deputy, or with more than one person."),
                message("Another way to the same outcome.")),
        sources=("service-standard",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each actor on whom everything depends."""
        alone = [actor for actor in context.document.head.actors if actor.side is not Side.CITIZEN
                 and actor.deputy is None and actor.capacity is not None and actor.capacity <= 1]
        unknown = []
        for actor in alone:
            steps = [step.id for step in self._steps(context, actor)]
            if not steps or self._can_be_granted_without(context, set(steps)):
                continue
            if actor.availability is None:
                unknown.extend(steps)
            elif actor.availability < 1:
                yield self._build_finding(context, actor, steps, 1 - actor.availability)
        if unknown:
            yield context.not_assessed(self, unknown)

    def _build_finding(self, context: RuleContext, actor: Actor, steps: list[str], away: float) -> Finding:
        first = max(steps, key=lambda name: (context.share(name), -context.order[name]))
        rest = tuple(name for name in steps if name != first)
        return context.finding(
            self, (first, *rest), message("Without {name} nothing goes on", name=Quoted(actor.name or actor.id)),
            message("Name a deputy"), share=context.share(first) * away)

    def _steps(self, context: RuleContext, actor: Actor) -> Iterator[Step]:
        for step in context.steps:
            if context.document.lane_by_id[step.lane].actor == actor.id and context.reached(step.id) \
                    and step.kind not in (StepKind.START, StepKind.OUTCOME, StepKind.EVIDENCE):
                yield step

    def _can_be_granted_without(self, context: RuleContext, avoided: set[str]) -> bool:
        """Return whether someone can come to a granted outcome without the steps; True where nothing is granted."""
        if not any(step.outcome is Outcome.GRANTED and context.reached(step.id) for step in context.steps):
            return True
        seen = {name for name, _ in context.whole.starts} - avoided
        todo = list(seen)
        while todo:
            name = todo.pop()
            if context.step(name).outcome is Outcome.GRANTED:
                return True
            for following in context.whole.stops[name].next_steps:
                if following not in seen and following not in avoided:
                    seen.add(following)
                    todo.append(following)
        return False
