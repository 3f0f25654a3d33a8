"""Time that passes for nobody's good: appointments far away, waits without work, visits, deadlines, full pools."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from blueprint.analysis.contacts import is_wait
from blueprint.analysis.context import RuleContext
from blueprint.analysis.finding import Elapsed, Finding, FrictionClass, NotAssessed, Severity
from blueprint.analysis.guide import Element, Need, RuleGuide
from blueprint.analysis.queues import Pool, pools
from blueprint.analysis.rule import Threshold
from blueprint.language import Days, Minutes, Quoted, Share, message
from blueprint.model import Actor, Basis, Channel, LegalMark, LimitUnit, PlaceKind, Side, Step, StepKind, mean_minutes
from blueprint.model.durations import MINUTES_PER_DAY, minutes

LEAD = Threshold("lead", 30, LimitUnit.DAY, "French target for identity cards: 30 days (RDV)")
EFFICIENCY = Threshold("work", 5, LimitUnit.PERCENT, "proposal [D]: cycle-time efficiency of a phase (FBPM)")
BUSY = Threshold("busy", 90, LimitUnit.PERCENT, "waiting rises steeply above 90 % (FBPM)")
WARNED = Threshold("warned", 80, LimitUnit.PERCENT, "proposal [D]")
# A visit to an office: about two hours, of which half an hour is handling (Bitkom, by Deutschlandfunk). Assumed.
VISIT = 90.0
# A day that passes counts as eight working hours, as in the textbook's cycle-time efficiency (FBPM, ch. 7).
WORKING_DAY = 8 / 24
# A pool names its heaviest steps, enough of them to be told as one story with what loads it.
MOST_STEPS = 24
# Days of waiting from which a friction is medium, high and critical [D].
DAY_BANDS = (5.0, 20.0, 60.0)
_APPOINTMENT = re.compile(r"rendez-vous|\brdv\b|appointment", re.IGNORECASE)


def by_days(days: float) -> Severity:
    """Return the severity of days that people wait."""
    return Severity(1 + sum(days >= edge for edge in DAY_BANDS))


class AppointmentDesert:
    """A wait for an appointment (marked so, or called so) of more than 30 days, or beyond the legal deadline."""

    name = "appointment-desert"
    title = message("No appointment for weeks")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how long people wait for the appointment"), Element.STEP, "wait"),)
    thresholds = (LEAD,)
    sets = frozenset({"recommended", "home-visit"})
    guide = RuleGuide(
        matters=message("People plan their life around a slot weeks away, miss it, and agents wait for nobody."),
        fires=message("A wait for an appointment is longer than 30 days, or than the legal deadline."),
        cost=message("Days, not minutes: they are told; the severity follows them."),
        remedy=message("Share slots between sites, keep some for walk-ins, or drop the appointment."),
        side_effect=message("Walk-ins make queues: announce quiet hours."),
        spares=(message("A notice period that people want."),),
        sources=("appointments-fr",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each appointment too far away."""
        waits = [step for step in context.steps if context.reached(step.id)
                 and (step.appointment or (is_wait(step) and _APPOINTMENT.search(step.title[:500])))]
        untimed = [step.id for step in waits if step.wait is None]
        if untimed:
            yield context.not_assessed(self, untimed)
        legal = context.document.head.service.legal_deadline
        for step in waits:
            days = mean_minutes(step.wait) / MINUTES_PER_DAY
            limit = context.limit(self.name, LEAD, step)
            late = legal is not None and days * MINUTES_PER_DAY > minutes(legal)
            if days > limit or late:
                yield context.finding(
                    self, (step.id,), message("The next slot is {time} away", time=Days(days)),
                    message("Share slots, or need none"), share=context.share(step.id),
                    friction_class=FrictionClass.LOSS if late else None,
                    severity=None if late else by_days(days - limit))


class WaitDominated:
    """A phase in which less than 5 % of the working time that passes is work, and more than a day passes."""

    name = "wait-dominated"
    title = message("Mostly waiting")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how long the steps take"), Element.STEP, "work"),)
    thresholds = (EFFICIENCY,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("The case lies still; people cannot plan, and agents read it anew each time."),
        fires=message("Less than 5 % of the time that a phase takes is work of either side, a day counted as eight "
                      "hours, and more than a day passes."),
        cost=message("Days, not minutes: they are told; the severity follows them."),
        remedy=message("Work in smaller batches, at the same time instead of one after the other."),
        side_effect=message("Smaller batches cost preparation: begin where most days lie."),
        spares=(message("A period that the law grants people: waive it."),),
        sources=("fbpm",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each phase that is mostly waiting."""
        inside: dict[str, list[Step]] = {}
        for step in context.steps:
            if context.reached(step.id):
                inside.setdefault(step.phase, []).append(step)
        for phase in context.document.head.phases:
            steps = inside.get(phase.id, [])
            waits = {step.id: context.visits(step.id) * mean_minutes(step.wait) for step in steps}
            waited = sum(waits.values())
            if waited <= MINUTES_PER_DAY:
                continue
            if not any(step.work is not None for step in steps):
                yield context.not_assessed(self, [step.id for step in steps])
                continue
            worked = sum(context.visits(step.id) * mean_minutes(step.work) for step in steps)
            part = worked / (worked + waited * WORKING_DAY)
            if part * 100 < context.threshold(self.name, EFFICIENCY):
                longest = sorted((step for step in steps if waits[step.id] > 0),
                                 key=lambda step: (-waits[step.id], context.order[step.id]))
                days = waited / MINUTES_PER_DAY
                yield context.finding(
                    self, tuple(step.id for step in longest[:4]), message(
                        "In {phase} {time} pass for {work} of work", phase=Quoted(phase.name or phase.id),
                        time=Days(days), work=Minutes(worked)),
                    message("Shorten the queue"), share=max(context.share(step.id) for step in longest),
                    severity=by_days(days))


class MultiVisit:
    """A citizen comes to the counter again although nothing was decided or produced between.

    Presences are the citizen's steps at the counter. The second one is needed where an agent decides, gives
    something, or lets time pass between the two; or where people must prove who they are.
    """

    name = "multi-visit"
    title = message("Coming twice")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the channels of the citizen's steps"), Element.STEP, "channel"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Each visit is half a day for people with a job, children or no car, and a place in the "
                        "queue for the agents."),
        fires=message("People come to the counter twice, and nothing is decided, produced or waited for between."),
        cost=message("An hour and a half for each further visit (assumed), unless its time is measured."),
        remedy=message("Do both in one visit, or come to people's homes."),
        side_effect=message("One long visit needs a longer slot."),
        spares=(message("A decision or a document that is made between the visits."),
                message("Identity that the law wants proved again.")),
        sources=("bitkom",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each visit that could be spared."""
        visits = [step for step in context.steps if _is_presence(context, step)]
        for number, later in enumerate(visits):
            earlier = next((one for one in visits[:number][::-1] if context.whole.leads(one.id, later.id)
                            and not context.whole.leads(later.id, one.id)), None)
            if earlier is None or LegalMark.IDENTITY in later.legal or _something_between(context, earlier, later):
                continue
            measured = later.basis is Basis.MEASURED and later.work is not None
            each = mean_minutes(later.work) if measured else VISIT
            found = context.finding(
                self, (later.id, earlier.id), message("People come again, and nothing happened between"),
                message("Do both in one visit"), citizen=context.visits(later.id) * each, agent=0.0,
                share=context.share(later.id), used=(later.id,))
            yield found if measured else replace(found, basis=Basis.ASSUMED)


def _is_presence(context: RuleContext, step: Step) -> bool:
    return (context.side(step) is Side.CITIZEN and context.reached(step.id)
            and step.kind in (StepKind.ACTION, StepKind.DECISION, StepKind.START)
            and (step.channel == Channel.COUNTER or (step.place is PlaceKind.COUNTER and step.channel is None)))


def _something_between(context: RuleContext, earlier: Step, later: Step) -> bool:
    """Tell whether an agent decides or gives something, a machine works or time passes between two visits.

    Two steps of one visit, side by side, count as something between: they are one presence.
    """
    onward = [flow.target for flow in context.document.flows_from.get(earlier.id, ())]
    if later.id in onward or context.whole.between(earlier.id, later.id, context.once(_what_matters)):
        return True
    before = {flow.source for flow in context.document.flows_to.get(later.id, ())}
    return any(context.side(context.step(name)) is Side.AGENT and context.whole.leads(earlier.id, name)
               and context.whole.leads(name, later.id) for name in onward if name in before)


def _what_matters(context: RuleContext) -> int:
    """Return the mask of the steps that make a second visit worth its while (see `MultiVisit`)."""
    return context.whole.mask(
        step.id for step in context.steps
        if is_wait(step) or context.side(step) in (Side.SYSTEM, Side.PARTNER)
        or (context.side(step) is not Side.CITIZEN and (step.kind is StepKind.DECISION or step.gives)))


class DeadlineMismatch:
    """The journey takes longer than the legal deadline, a step comes after its own, or a paper expires on the way.

    The journey is compared by its 90th percentile where it is known, else by its mean. The time to a step, and from
    a paper to its use, are at least those of the steps that every way between them passes.
    """

    name = "deadline-mismatch"
    title = message("Too late by plan")
    friction_class = FrictionClass.LOSS
    needs = (Need(message("the legal deadline, or those of steps"), Element.SERVICE, "legal_deadline"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "legal-fr"})
    guide = RuleGuide(
        matters=message("Rights expire, silence becomes a refusal, papers must be fetched again: people lose by "
                        "waiting, agents by answering for it."),
        fires=message("One journey in ten takes longer than the legal deadline, a step cannot be done by its own "
                      "deadline, or a paper expires before it is used."),
        cost=message("The share of the cases that come too late, at least."),
        remedy=message("Extend the deadline, start the clock at receipt, warn before it ends."),
        side_effect=message("A longer deadline fills with longer waits: shorten them first."),
        spares=(message("A deadline that binds nobody: leave it out, or waive it."),),
        sources=("crpa-l114-5", "services-publics-plus"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each deadline that the plan itself misses."""
        everybody = context.measures.everybody
        legal = context.document.head.service.legal_deadline
        dated = legal is not None or any(step.deadline for step in context.steps) or any(
            item.valid_for for item in context.document.head.items)
        if everybody is None:
            return
        if not dated:
            if any(step.legal for step in context.steps):
                yield context.not_assessed(self)
            return
        if legal is not None and minutes(legal) > 0:
            yield from self._journey(context, everybody.elapsed, minutes(legal))
        yield from self._steps(context)
        yield from self._papers(context)

    def _journey(self, context: RuleContext, elapsed: Elapsed, deadline: float) -> Iterator[Finding]:
        late = _share_after(elapsed, deadline)
        if late:
            taken = elapsed.p90_minutes if elapsed.p90_minutes is not None else elapsed.mean_minutes
            longest = max(context.steps, key=lambda step: (context.visits(step.id) * mean_minutes(step.wait),
                                                           -context.order[step.id]))
            yield context.finding(
                self, (longest.id,), message("{time} go by, and the law gives {limit}",
                                             time=Days(taken / MINUTES_PER_DAY),
                                             limit=Days(deadline / MINUTES_PER_DAY)),
                message("Shorten the longest wait"), share=late, used=[step.id for step in context.steps])

    def _steps(self, context: RuleContext) -> Iterator[Finding]:
        for step in context.steps:
            if step.deadline is None or not context.reached(step.id):
                continue
            least = _least_minutes(context, None, step.id)
            if least > minutes(step.deadline):
                yield context.finding(
                    self, (step.id,), message("It comes after {time} at the earliest, and is due after {limit}",
                                              time=Minutes(least), limit=Minutes(minutes(step.deadline))),
                    message("Begin earlier, or extend"), share=context.share(step.id))

    def _papers(self, context: RuleContext) -> Iterator[Finding]:
        for item in context.document.head.items:
            if item.valid_for is None:
                continue
            got = [step for step in context.steps if item.id in step.asks and context.reached(step.id)]
            used = [step for step in context.steps if item.id in step.uses and context.reached(step.id)]
            for last in used[-1:]:
                first = next((step for step in got if context.whole.leads(step.id, last.id)), None)
                if first is None:
                    continue
                least = _least_minutes(context, first.id, last.id)
                if least > minutes(item.valid_for):
                    yield context.finding(
                        self, (last.id, first.id), message("{item} has expired when it is used",
                                                           item=Quoted(item.name or item.id)),
                        message("Ask for it later"), share=context.share(last.id))


def _share_after(elapsed: Elapsed, deadline: float) -> float:
    """Return the part of the journeys that certainly take longer than a deadline, by what is known of their law."""
    known = ((0.5, elapsed.p50_minutes), (0.1, elapsed.p90_minutes), (0.05, elapsed.p95_minutes))
    told = [(part, value) for part, value in known if value is not None]
    if not told:
        return 0.5 if elapsed.mean_minutes > deadline else 0.0
    return next((part for part, value in told if value > deadline and part >= 0.1), 0.0)


def _least_minutes(context: RuleContext, start: str | None, step: str) -> float:
    """Return the minutes of the steps that every way to `step` passes, from `start` (or the beginning) on."""
    spent, above = 0.0, context.whole.last_passed(step)
    while above is not None:
        passed = context.step(above)
        spent += mean_minutes(passed.wait) + (0.0 if above == start else mean_minutes(passed.work))
        if above == start:
            return spent
        above = context.whole.last_passed(above)
    return spent if start is None else 0.0


class OverloadedPool:
    """Agents who are asked for more than 90 % of their time (80 % is a warning), by the M/M/c queue."""

    name = "overloaded-pool"
    title = message("More work than hands")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how many cases come in a year"), Element.SERVICE, "cases_per_year"),
             Need(message("how many people do the work"), Element.ACTOR, "capacity"))
    thresholds = (WARNED, BUSY)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("A full pool turns every small delay into a queue; agents hurry, err and fall ill, and "
                        "people wait without knowing why."),
        fires=message("The yearly cases ask for more than 80 % of the time of the people there are; above 90 % it is "
                      "high, from 100 % on critical."),
        cost=message("How long cases queue before somebody is free; the minutes of work stay the same."),
        remedy=message("Take work away first; then triage, then people."),
        side_effect=message("Triage needs somebody who decides who waits."),
        spares=(message("A peak of the season that is planned for: waive it."),),
        sources=("fbpm",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each pool that is asked for too much."""
        head = context.document.head
        working = [step for step in context.steps if context.side(step) is Side.AGENT and step.work is not None
                   and context.reached(step.id)]
        if not working:
            return
        named = {context.document.lane_by_id[step.lane].actor for step in working}
        if head.service.cases_per_year is None or not any(
                actor.capacity for actor in head.actors if actor.id in named):
            yield context.not_assessed(self, [working[0].id])
            return
        hours = context.organisation.service.working_hours_per_year
        warned, busy = (context.threshold(self.name, limit) for limit in self.thresholds)
        for pool in pools(context.document, context.measures, hours):
            if pool.utilisation * 100 > warned:
                yield self._told(context, pool, head.actors, working, busy)

    def _told(self, context: RuleContext, pool: Pool, actors: Sequence[Actor], working: Sequence[Step],
              busy: float) -> Finding:
        actor = next(actor for actor in actors if actor.id == pool.actor)
        mine = [step for step in working if context.document.lane_by_id[step.lane].actor == pool.actor]
        heavy = sorted(mine, key=lambda step: (-context.visits(step.id) * mean_minutes(step.work),
                                               context.order[step.id]))
        said = message("{name} are asked for {share} of their time; cases queue {time}", name=actor.name or actor.id,
                       share=Share(pool.utilisation), time=Minutes(pool.waiting_minutes or 0.0))
        if not pool.is_stable:
            said = message("{name} are asked for {share} of their time; the queue grows for ever",
                           name=actor.name or actor.id, share=Share(pool.utilisation))
        grave = Severity.CRITICAL if not pool.is_stable else Severity.HIGH if pool.utilisation * 100 > busy else \
            Severity.MEDIUM
        return context.finding(self, tuple(step.id for step in heavy[:MOST_STEPS]), said, message("Take work away"),
                               share=max(context.share(step.id) for step in mine), severity=grave)
