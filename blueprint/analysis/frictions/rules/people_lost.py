"""Where people are lost or sent round: no human to turn to, a channel they lack, a cliff, a loop without an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from statistics import median

from visavis.blueprint.analysis.frictions.context import PersonaView, RuleContext, cap_share
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.rule import Threshold
from visavis.blueprint.analysis.frictions.rules.rework import RepeatedLoop, find_loops
from visavis.blueprint.analysis.frictions.sentence_words import channel_words
from visavis.blueprint.analysis.semantics.channel_families import DIGITAL, HUMAN
from visavis.blueprint.language import Share, message
from visavis.blueprint.model import Basis, LimitUnit, Outcome, Side, Step, StepKind, mean_minutes

# The part of those who begin an online procedure and give up for good: 32 % gave up in a year, a quarter of them
# definitively (INSEE, 2021). Used as a hypothesis where a step does not say how often it fails.
GIVE_UP = 0.08
ABANDONED = Threshold("abandoned", 5, LimitUnit.PERCENT, "proposal [D]; completion above 80 % (PT23)")
# An abandonment this many times the usual one of the journey stands out [D].
TIMES_USUAL = 2
# So few abandonments have no usual one.
LEAST_USUAL = 3
# Who still goes round after so many rounds is as good as lost [D].
ROUNDS = 3


class ChannelUnsupported:
    """A persona cannot use the channel of a step, and a fallback leads them on (else it is `blocked-persona`)."""

    name = "channel-unsupported"
    title = message("Their channel is missing here")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the personas and the channels they can use"), InputElement.PERSONA, "channels"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "legal-fr"})
    guide = RuleGuide(
        matters=message("People who cannot use a channel take a detour each time, or depend on somebody who helps."),
        fires=message("A persona lacks the channel of a step, and only a fallback leads them on."),
        cost=message("The work of the fallback, and the helper's time where it is told."),
        remedy=message("Offer a second channel at the same step."),
        side_effect=message("Two channels need the same answers: keep one case behind both."),
        spares=(message("Where nothing leads on, the persona is blocked, which is told as such."),),
        sources=("insee-2021", "service-standard"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each step and persona with a detour."""
        for view in context.views:
            if view.persona is None:
                continue
            for name, stop in view.journey.stops.items():
                if stop.blocked and stop.fallback is not None and name in view.journey.reached_steps:
                    yield self._build_finding(context, view, stop.step, context.step(stop.fallback))

    def _build_finding(self, context: RuleContext, view: PersonaView, step: Step, fallback: Step) -> Finding:
        met = view.weight * view.measures.visits.get(step.id, 0.0)
        minutes = {context.side(fallback): met * context.document.effort_of(fallback)} if fallback.work else {}
        helped = met * mean_minutes(step.help)
        persona = context.document.persona_by_id[view.persona or ""]
        return context.finding(
            self, (step.id, fallback.id), message("{name} cannot do this {channel} and must go another way",
                                                  name=persona.name or persona.id,
                                                  channel=channel_words(context.document, step.channel or "")),
            message("Offer a second channel"), citizen=minutes.get(Side.CITIZEN, 0.0 if minutes else None),
            agent=minutes.get(Side.AGENT, 0.0) + helped if minutes or helped else None,
            share=view.weight * view.reach(step.id), persona=view.persona, used=(step.id, fallback.id))


class NoHumanFallback:
    """A citizen's digital step from which nothing leads to a human within one step.

    The step speaks to an agent or a system, or asks for something. A human is a fallback or a next step by phone,
    counter, visit or video; or another way beside the step, by one of these. The loss is `fails` where it is told,
    else 8 % as a hypothesis; a step that says it never fails has none.
    """

    name = "no-human-fallback"
    title = message("No human to turn to")
    friction_class = FrictionClass.LOSS
    needs = (Need(message("the channels of the citizen's steps"), InputElement.STEP, "channel"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "legal-fr"})
    guide = RuleGuide(
        matters=message("When an online step fails, people who find nobody give up, some for good; others come to a "
                        "counter that knows nothing of their draft."),
        fires=message("A citizen's digital step leads to no human within one step: no fallback and no way by phone, "
                      "counter, visit or video."),
        cost=message("The share of the cases that come there, times how often the step fails; 8 % where it is not "
                     "told, as a hypothesis."),
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
                found = context.finding(
                    self, (step.id,), message("Who fails {channel} finds nobody", channel=channel_words(
                        context.document, step.channel or "")),
                    message("Offer a human"), share=cap_share(context.visits(step.id) * failing))
                yield replace(found, basis=Basis.ASSUMED) if step.fails is None else found


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


class DropoutCliff:
    """A way to giving up that more people take than 5 %, and than twice the journey's usual abandonment."""

    name = "dropout-cliff"
    title = message("A cliff")
    friction_class = FrictionClass.LOSS
    needs = (Need(message("how likely people give up"), InputElement.FLOW, "probability"),)
    thresholds = (ABANDONED,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("People with a right give up here, and nobody hears of it; some come back later, in greater "
                        "need."),
        fires=message("More than 5 % of those who come to a step give up from it, and more than twice the usual of "
                      "the journey."),
        cost=message("The share of the cases that give up there."),
        remedy=message("Let people save and go on later, split the step, offer a human."),
        side_effect=message("Reminders bring people back, and annoy those who decided."),
        spares=(message("An informed withdrawal: draw it as a decision, and waive it."),),
        sources=("performance-uk", "insee-2021"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each way to giving up that stands out."""
        ways = list(_abandonments(context))
        untold = [name for name, chance in ways if chance is None]
        if untold:
            yield context.not_assessed(self, untold)
        told = [(name, chance) for name, chance in ways if chance]
        usual = median(chance for _, chance in told) if len(told) >= LEAST_USUAL else 0.0
        for name, chance in told:
            limit = max(context.limit(self.name, ABANDONED, context.step(name)) / 100, TIMES_USUAL * usual)
            if chance > limit:
                yield context.finding(
                    self, (name,), message("{share} of those who come here give up", share=Share(chance)),
                    message("Save, split, offer help"), share=cap_share(context.visits(name) * chance))


def _abandonments(context: RuleContext) -> Iterator[tuple[str, float | None]]:
    """Yield the steps from which a way leads straight to giving up, and how likely it is (None: no one says)."""
    for step in context.steps:
        stop = context.whole.stops.get(step.id)
        if stop is None or not stop.one or len(stop.branches) < 2 or not context.reached(step.id):
            continue
        for way in stop.branches:
            if context.step(way.target).outcome is Outcome.ABANDONED:
                told = any(flow.probability is not None for flow in context.document.flows_from[step.id])
                yield step.id, way.probability if told else None


class UnboundedLoop:
    """A loop without a limit in which no human takes part, and from which people come back.

    The loss are those who still go round after three rounds, if each sends back as many as the first.
    """

    name = "unbounded-loop"
    title = message("Round and round")
    friction_class = FrictionClass.LOSS
    needs = (Need(message("how likely each way of the loop is"), InputElement.FLOW, "probability"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("A machine that refuses again and again lets nobody out who does not fit, and nobody sees "
                        "them."),
        fires=message("A loop has no limit, no agent or partner takes part in it, and people come back to it."),
        cost=message("The share of the cases that still go round after three rounds."),
        remedy=message("Limit the loop, and hand over to a human after it."),
        side_effect=message("A limit that ends in a refusal is worse than the loop: let it end with a person."),
        spares=(message("A loop with a limit, or with a human in it."),
                message("Saving and going on later, at one's own pace: waive it.")),
        sources=("fbpm", "proposal"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each endless loop among machines."""
        loops, unknown = context.once(find_loops)
        machines = [name for name in unknown if context.side(context.step(name)) in (Side.CITIZEN, Side.SYSTEM)]
        if machines:
            yield context.not_assessed(self, machines)
        for loop in loops:
            if loop.returning > 0 and not self._is_bounded(context, loop):
                others = tuple(name for name in context.in_order(loop.steps) if name != loop.sender)
                yield context.finding(
                    self, (loop.sender, *others), message("{share} go round, and nothing ends it",
                                                          share=Share(loop.returning)),
                    message("Limit it, then a human"), share=loop.share * loop.returning ** ROUNDS)

    def _is_bounded(self, context: RuleContext, loop: RepeatedLoop) -> bool:
        inside = set(loop.steps)
        human: Sequence[Side] = (Side.AGENT, Side.PARTNER)
        if any(context.side(context.step(name)) in human or context.step(name).channel in HUMAN for name in inside):
            return True
        return any(way.limit is not None for name in inside for way in context.whole.stops[name].branches
                   if way.target in inside)
