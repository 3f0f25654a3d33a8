"""What no one counts: help at self-service, work outside the procedure, writing up visits, contacts, patience."""

from __future__ import annotations

import re
from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import PersonaView, RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.guide import (
    CHANNELS,
    ITEMS,
    PROBABILITIES,
    SYSTEMS,
    TIMES,
    InputElement,
    Need,
    RuleGuide,
)
from visavis.blueprint.analysis.frictions.rule import Threshold
from visavis.blueprint.analysis.measures.figure_words import minutes_words
from visavis.blueprint.analysis.semantics.channel_families import DIGITAL
from visavis.blueprint.analysis.semantics.contacts import find_contacted_steps
from visavis.blueprint.language import Decimal, Quoted, Share, message
from visavis.blueprint.model import (
    Channel,
    LaneKind,
    LimitUnit,
    Marker,
    PlaceKind,
    Side,
    Step,
    StepKind,
    mean_elapsed,
    mean_minutes,
)
from visavis.blueprint.model.durations import minutes, period_of

HELPED = Threshold("helped", 10, LimitUnit.PERCENT, "proposal [D]: one in ten")
CONTACTS = Threshold("contacts", 8, LimitUnit.COUNT, "proposal [D]; 44 contacts after one bereavement (Varney 2006)")
# Titles of agents who write up what they noted elsewhere, in French and English.
_WRITES_UP = re.compile(r"r[ée]dige|ressaisi|saisit|recopie|met au propre|writes? up|types?\b|re-?enters?|enters?\b",
                        re.IGNORECASE)


class ShadowAssistance:
    """Self-service at which more than one in ten needs someone's help that no one drew."""

    name = "shadow-assistance"
    title = message("Help that nobody counts")
    friction_class = FrictionClass.SHIFT
    needs = (Need(message("how many people need help at self-service"), InputElement.STEP, "helped"),)
    reads = (CHANNELS,)
    thresholds = (HELPED,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Agents, families and associations do the citizen's part, unpaid and unmandated; the saving "
                        "on paper is their time."),
        fires=message("More than 10 % of the people need help at a citizen's digital step, and no agent stands "
                      "beside it in the drawing."),
        cost=message("The helper's time, for those who are helped."),
        remedy=message("Draw the help as a lane, fund it, give it a mandate."),
        side_effect=message("Help that is official must be there when people come."),
        spares=(message("Help that is drawn: an agent speaks with the person at this step."),),
        sources=("ddd", "heggertveit"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each step with unseen help."""
        alone = [step for step in context.steps if context.side(step) is Side.CITIZEN and context.reached(step.id)
                 and step.channel in DIGITAL and step.kind in (StepKind.ACTION, StepKind.DECISION)]
        if alone and all(step.helped is None for step in alone):
            yield context.not_assessed(self, [step.id for step in alone])
        for step in alone:
            part = step.helped or 0.0
            if part * 100 > context.limit(self.name, HELPED, step) and not self._is_helped(context, step):
                known = step.help is not None
                yield context.finding(
                    self, (step.id,), message("{share} need somebody's help here", share=Share(part)),
                    message("Draw the help, fund it"), citizen=0.0,
                    agent=context.visits(step.id) * part * mean_minutes(step.help) if known else None,
                    share=context.share(step.id) * part)

    def _is_helped(self, context: RuleContext, step: Step) -> bool:
        near = [flow.source for flow in context.document.flows_to.get(step.id, ())]
        near += [flow.target for flow in context.document.flows_from.get(step.id, ())]
        return any(context.document.lane_by_id[context.step(name).lane].kind is LaneKind.FRONTSTAGE for name in near)


class HiddenWork:
    """A step that the official procedure does not mention (`hidden`) and that takes time."""

    name = "hidden-work"
    title = message("Work outside the procedure")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how long the steps take"), InputElement.STEP, "work"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "home-visit"})
    guide = RuleGuide(
        matters=message("What is not in the procedure has no time, no training and no name; it is cut first and "
                        "missed at once."),
        fires=message("A step is marked as hidden from the official procedure."),
        cost=message("The work of the step, on the side that does it."),
        remedy=message("Name it in the procedure, or make it needless."),
        side_effect=message("What becomes official becomes a target: keep its room for judgement."),
        spares=(message("Steps that the procedure mentions."),),
        sources=("oecd", "ddd"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each hidden step."""
        hidden = [step for step in context.steps if step.hidden and context.reached(step.id)
                  and context.side(step) in (Side.CITIZEN, Side.AGENT)]
        untimed = [step.id for step in hidden if step.work is None]
        if untimed:
            yield context.not_assessed(self, untimed)
        for step in hidden:
            if step.work is not None:
                spent = {step.id: context.visits(step.id)}
                yield context.finding(
                    self, (step.id,), message("The procedure does not mention it"),
                    message("Name it, or make it needless"), citizen=context.minutes(spent, Side.CITIZEN),
                    agent=context.minutes(spent, Side.AGENT), share=context.share(step.id))


class FieldDisconnect:
    """A visit noted without a system, and written up or typed in afterwards at the office.

    The visit is an agent's step by the channel `visit` or at home or in the field; the write-up is a later agent's
    step elsewhere whose title says so, or which handles the visit's items in a system.
    """

    name = "field-disconnect"
    title = message("Paper at home, keyboard at the office")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the systems in which the agents work"), InputElement.STEP, "system"),)
    reads = (SYSTEMS, ITEMS)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "home-visit"})
    guide = RuleGuide(
        matters=message("What was said at the table is written twice, days later and from memory; people are called "
                        "again for what is missing."),
        fires=message("An agent notes a visit without a system, and writes it up at the office afterwards."),
        cost=message("The agents' work of writing up."),
        remedy=message("A form that works offline, a signature and photos on the spot."),
        side_effect=message("A screen between two people changes the conversation: let the agent choose when to "
                            "type."),
        spares=(message("A visit that is meant to be without a device: waive it."),),
        sources=("lean", "proposal"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each write-up of a visit, with the visit."""
        visits = [step for step in context.steps if _is_visit(context, step)]
        told: set[str] = set()
        for visit in visits:
            if visit.system:
                continue
            again = next((step for step in context.steps if _is_write_up(context, visit, step)), None)
            if again is None or again.id in told:
                continue
            told.add(again.id)
            spent = {again.id: context.visits(again.id)}
            yield context.finding(
                self, (again.id, visit.id), message("What was noted at {visit} is written again at the office",
                                                    visit=Quoted(visit.title or visit.id)),
                message("Write it on the spot"), citizen=0.0, agent=context.minutes(spent, Side.AGENT),
                share=context.share(again.id), used=spent)


def _is_visit(context: RuleContext, step: Step) -> bool:
    away = step.channel == Channel.VISIT or step.place in (PlaceKind.HOME, PlaceKind.FIELD)
    return away and context.side(step) is Side.AGENT and context.reached(step.id)


def _is_write_up(context: RuleContext, visit: Step, step: Step) -> bool:
    if (context.side(step) is not Side.AGENT or _is_visit(context, step) or not context.whole.leads(visit.id, step.id)
            or context.document.lane_by_id[step.lane].kind is not LaneKind.BACKSTAGE):
        return False
    shared = {*visit.asks, *visit.gives} & {*step.asks, *step.gives}
    return bool(_WRITES_UP.search(step.title)) or (bool(shared) and bool(step.system))


class UnprotectedFailPoint:
    """A fail point that the team marked, with no word on what happens when it fails."""

    name = "unprotected-fail-point"
    title = message("A fail point without a plan")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how often the step fails and what then"), InputElement.STEP, "fails"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Everybody knows that it goes wrong here; agents improvise and people bear the result."),
        fires=message("A step is marked as a fail point and has neither a rate, nor a fallback, nor a way that leads "
                      "back or beside."),
        cost=message("Unknown: nobody says how often it fails."),
        remedy=message("Say how often it fails, and draw the recovery."),
        side_effect=message("A recovery that works well hides the fault: count it."),
        spares=(message("A fail point with a fallback or a loop of repair."),
                message("One that says how often it fails and has no fallback is told as leading nowhere.")),
        sources=("shostack",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each marked step without a plan."""
        for step in context.steps:
            if Marker.FAIL_POINT in step.markers and context.reached(step.id) and not self._is_planned(context, step):
                yield context.finding(
                    self, (step.id,), message("Everybody knows it fails; nobody drew what then"),
                    message("Draw the recovery"), share=context.share(step.id), severity=Severity.MEDIUM)

    def _is_planned(self, context: RuleContext, step: Step) -> bool:
        if step.fails is not None or step.fallback is not None:
            return True
        stop = context.whole.stops[step.id]
        after = [name for name in stop.next_steps if context.step(name).kind is StepKind.DECISION]
        choices = [stop, *(context.whole.stops[name] for name in after)]
        return any(choice.one and len(choice.branches) > 1 for choice in choices) or context.whole.leads(step.id,
                                                                                                         step.id)


class BeyondToleratedTime:
    """A persona's journey takes longer than the time that people tolerate (`service.tolerated_time`)."""

    name = "beyond-tolerated-time"
    title = message("Longer than people bear")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how long people tolerate"), InputElement.SERVICE, "tolerated_time"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Beyond what people bear they leave, complain or come back angry, whatever the law allows."),
        fires=message("A persona's journey takes longer on average than the tolerated time of the service."),
        cost=message("By how much, and which part of the cases; the severity follows how many times the tolerated "
                     "time it is."),
        remedy=message("Shorten the longest wait, or give something on the way."),
        side_effect=message("Quick and wrong comes back."),
        spares=(message("A service that tells no tolerated time."),),
        sources=("shostack", "maister"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each persona who waits too long, or one for everybody."""
        told = context.document.head.service.tolerated_time
        if told is None or not minutes(told):
            return
        bearable = minutes(told)
        times = [(view, view.measures.started.elapsed.mean_minutes) for view in context.views]
        if any(not taken.is_known and taken.known_value <= bearable for _, taken in times):
            untimed = context.find_untimed(context.steps)
            yield context.not_assessed(self, untimed, needs=(TIMES,) if untimed else (PROBABILITIES,))
        late = [view for view, taken in times if taken.known_value > bearable]
        if len(late) == len(context.views) and late:
            worst = max(late, key=lambda view: view.measures.started.elapsed.mean_minutes.known_value)
            yield self._build_finding(context, worst, bearable, everybody=True)
        else:
            for view in late:
                yield self._build_finding(context, view, bearable, everybody=False)

    def _build_finding(self, context: RuleContext, view: PersonaView, bearable: float, *, everybody: bool) -> Finding:
        taken, visits = view.measures.started.elapsed.mean_minutes.known_value, view.measures.visits
        longest = max(visits, key=lambda name: (visits[name] * _minutes(context.step(name)), -context.order[name]))
        times = taken / bearable
        grave = Severity(1 + sum(times > edge for edge in (1.25, 2.0, 4.0)))
        return context.finding(
            self, (longest,), message("It takes {time}; people bear {limit}",
                                      time=minutes_words(view.measures.started.elapsed.mean_minutes),
                                      limit=period_of(context.document.head.service.tolerated_time or "PT0M")),
            message("Shorten the longest wait"),
            share=_share_longer_than(context, view, bearable, everybody=everybody),
            severity=grave, persona=None if everybody else view.persona)


def _share_longer_than(context: RuleContext, view: PersonaView, bearable: float, *, everybody: bool) -> float | None:
    """Return the part of all started cases that take longer than people bear, from the law of the elapsed time."""
    views = context.views if everybody else (view,)
    shares = [(one.weight, one.longer_than(bearable).value) for one in views]
    if any(share is None for _, share in shares):
        return None
    return sum(weight * (share or 0.0) for weight, share in shares)


def _minutes(step: Step) -> float:
    return mean_minutes(step.wait) + mean_elapsed(step.work)


class ManyContacts:
    """More than eight contacts across the line of interaction on a case, on average."""

    name = "many-contacts"
    title = message("Contact upon contact")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("who speaks with whom"), InputElement.FLOW, "kind"),)
    thresholds = (CONTACTS,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Each contact is a wait, a story to tell and an agent to take it in; people hold the case "
                        "together themselves."),
        fires=message("On average, people turn to agents more than eight times before their case is closed."),
        cost=message("Both sides' work of the contacts beyond the eighth, in proportion."),
        remedy=message("Ask all at once, answer all at once, call instead of writing."),
        side_effect=message("Fewer contacts can lose what people would have told: leave a door open."),
        spares=(message("Eight contacts or fewer."),),
        sources=("varney", "reijers"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield one finding where a case needs too many contacts."""
        contacts = [step for step in context.steps if context.side(step) is Side.CITIZEN and context.reached(step.id)
                    and step.kind is not StepKind.WAIT and find_contacted_steps(context, step.id)]
        count = sum(context.visits(step.id) for step in contacts)
        limit = context.threshold(self.name, CONTACTS)
        if not count > limit:  # Nor where no one can tell how many.
            return
        part = (count - limit) / count
        spent = {name: context.visits(name) * part for step in contacts
                 for name in (step.id, *find_contacted_steps(context, step.id))}
        most = sorted(contacts, key=lambda step: (-context.visits(step.id), context.order[step.id]))
        yield context.finding(
            self, tuple(step.id for step in most[:5]), message("{count} contacts for one case", count=Decimal(count)),
            message("Answer all at once"), citizen=context.minutes(spent, Side.CITIZEN),
            agent=context.minutes(spent, Side.AGENT), share=1.0, used=spent)
