"""Answering blind: the agent in front of the person cannot see what the administration already knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from visavis.blueprint.analysis.frictions.case_owner import AGENT_READS_IN, CITIZEN_READS_IN
from visavis.blueprint.analysis.frictions.contacts import speakers
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import CHANNELS, ITEMS, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.requested_items import item_names, item_work_by_step
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import Quoted, message
from visavis.blueprint.model import Basis, Channel, Side, Step

# Contacts in which the case could be open on the agent's screen; at someone's home that is another rule's matter.
_AT_A_DESK = frozenset({Channel.COUNTER, Channel.PHONE, Channel.EMAIL, Channel.MESSAGING, Channel.VIDEO})


class BlindAgent:
    """A contact whose agent lacks what was given earlier: the item is asked again, or there is no system at hand.

    A contact is an agent's step that a citizen's step speaks to, or that speaks to one from a frontstage lane. It is
    blind when it asks for an item that the citizen gave earlier by another channel (given, carried, or asked at an
    earlier step); its cost is then the part of both sides' work that these items take, and 3 minutes of telling
    where nothing is carried. It is also blind when, at the counter, by phone, e-mail, messaging or video, it has no
    `system` although an earlier agent's step keeps the case in one; its cost is then the time to tell and to
    understand the case again, 3 and 2 minutes (assumed: simple cases of the German Leitfaden Erfüllungsaufwand).
    Not where a confidentiality wall is meant: waive it.
    """

    name = "blind-agent"
    title = message("Answering without seeing the case")
    short = message("Case not seen")
    reader_action = message("Have your case number and your papers at hand.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the tools in which the agents work"), InputElement.STEP, "system"),)
    reads = (CHANNELS, ITEMS)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "home-visit"})
    guide = RuleGuide(
        matters=message("Agents who do not see the case ask again, miss the point, and bear the brunt of the anger."),
        fires=message("A contact asks for what was given earlier by another channel, or has no tool at hand "
                      "although the case is kept in one."),
        cost=message("The part of both sides' work that is asked for again; otherwise three minutes to explain the "
                     "case and two to understand it (assumed)."),
        remedy=message("Show the case to every agent who answers."),
        side_effect=message("Not everybody may see everything: show what the answer needs."),
        spares=(message("Alternative channels that lead to the same agent are a choice, not a repetition."),),
        sources=("ceb", "service-standard", "leitfaden"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each contact whose agent lacks what is known."""
        contacts = [step for step in context.steps if context.reached(step.id) and _is_contact(context, step)]
        keeping = [step.id for step in context.steps if step.system and step.system.strip()
                   and context.side(step) is Side.AGENT and step.id in context.whole.stops]
        if contacts and not keeping:
            yield context.not_assessed(self, [step.id for step in contacts])
        for step in contacts:
            again = _find_asked_again(context, step)
            if again:
                yield self._build_asked_again(context, step, again)
            elif _channel(context, step) in _AT_A_DESK and not (step.system or "").strip():
                known = next((name for name in keeping if context.whole.leads(name, step.id)
                              and not context.whole.leads(step.id, name)), None)
                if known is not None:
                    yield self._build_unseen_case(context, step, known)

    def _build_asked_again(self, context: RuleContext, step: Step, again: Sequence[tuple[str, str]]) -> Finding:
        items = [item for item, _ in again]
        counterparts = speakers(context, step.id)
        spent = dict(item_work_by_step(context, (step.id, *counterparts), items))
        # Who speaks to the agent tells the item again, even where the drawing carries nothing along.
        for name in counterparts:
            work = context.document.effort_of(context.step(name))
            spent.setdefault(name, context.visits(name) * (min(1.0, CITIZEN_READS_IN / work) if work else 1.0))
        return context.finding(
            self, (step.id, *context.in_order(source for _, source in again)),
            message("The person already gave {items}, by another channel", items=item_names(context, items)),
            message("Show the case to every agent"), citizen=context.minutes(spent, Side.CITIZEN),
            agent=context.minutes(spent, Side.AGENT), share=context.share(step.id), used=spent)

    def _build_unseen_case(self, context: RuleContext, step: Step, known: str) -> Finding:
        visits = context.visits(step.id)
        finding = context.finding(
            self, (step.id, known), message("The case is in {system}, but not in front of the agent",
                                            system=Quoted(context.step(known).system or "")),
            message("Show the case to every agent"), citizen=visits * CITIZEN_READS_IN,
            agent=visits * AGENT_READS_IN, share=context.share(step.id))
        return replace(finding, basis=Basis.ASSUMED)


def _is_contact(context: RuleContext, step: Step) -> bool:
    if context.side(step) is not Side.AGENT:
        return False
    if speakers(context, step.id):
        return True
    in_front = context.document.lane_by_id[step.lane].facts.is_in_front
    return in_front and any(context.side(context.step(flow.target)) is Side.CITIZEN
                            for flow in context.document.flows_from.get(step.id, ()))


def _channel(context: RuleContext, step: Step) -> str | None:
    """Return the channel of a contact: the agent's step's own, else that of who speaks to it."""
    if step.channel is not None:
        return step.channel
    return next((channel for name in speakers(context, step.id)
                 if (channel := context.step(name).channel) is not None), None)


def _find_asked_again(context: RuleContext, step: Step) -> list[tuple[str, str]]:
    """Return the items that a contact asks for although they were given before, with the step that gave each."""
    channel = _channel(context, step)
    if channel is None:
        return []
    given = context.once(_find_given)
    found = []
    for item in dict.fromkeys(step.asks):
        source = next((name for before, name in given.get(item, ())
                       if before != channel and context.order[name] < context.order[step.id]
                       and _was_taken(context, name, step.id)
                       and context.whole.leads(name, step.id)), None)
        if source is not None:
            found.append((item, source))
    return found


def _was_taken(context: RuleContext, name: str, contact: str) -> bool:
    """Return whether someone else than the contact itself took what was given at a step.

    Two channels that lead to one agent are a choice: whoever comes by either gives the item there, once.
    """
    if context.side(context.step(name)) is not Side.CITIZEN:
        return True
    return any(flow.target != contact and context.side(context.step(flow.target)) in (Side.AGENT, Side.SYSTEM)
               for flow in context.document.flows_from.get(name, ()))


def _find_given(context: RuleContext) -> dict[str, list[tuple[str, str]]]:
    """Return by which channel and where each item came: steps that ask for it, citizens' that give or carry it."""
    lanes_by_step: dict[str, list[tuple[str, str]]] = {}
    for step in context.steps:
        channel = _channel(context, step)
        if channel is None or step.id not in context.whole.stops:
            continue
        carried = [item for flow in context.document.flows_from.get(step.id, ()) for item in flow.carries]
        own = (*step.gives, *carried) if context.side(step) is Side.CITIZEN else ()
        for item in dict.fromkeys((*step.asks, *own)):
            lanes_by_step.setdefault(item, []).append((channel, step.id))
    return lanes_by_step
