"""Time that passes for no one's good: appointments far away, waits without work, visits, full pools."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import isnan

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.guide import PROBABILITIES, WORK_TIMES, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.rule import Threshold
from visavis.blueprint.analysis.measures.figure_words import minutes_words, share_words
from visavis.blueprint.analysis.measures.figures import Figure
from visavis.blueprint.analysis.semantics.contacts import is_wait
from visavis.blueprint.analysis.simulation.agent_pools import Pool, pools
from visavis.blueprint.language import Days, Minutes, Quoted, message
from visavis.blueprint.model import (
    Actor,
    Basis,
    Channel,
    LegalMark,
    LimitUnit,
    PlaceKind,
    Side,
    Step,
    StepKind,
    mean_minutes,
)
from visavis.blueprint.model.durations import MINUTES_PER_DAY, minutes, waits_quantity

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


def severity_of_days(days: float) -> Severity:
    """Return the severity of days that people wait."""
    return Severity(1 + sum(days >= edge for edge in DAY_BANDS))


class AppointmentDesert:
    """A wait for an appointment (marked so, or called so) of more than 30 days, or beyond the legal deadline."""

    name = "appointment-desert"
    title = message("No appointment for weeks")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how long people wait for the appointment"), InputElement.STEP, "wait"),)
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
                    self, (step.id,), message("The next slot is {time} away", time=waits_quantity([step.wait])),
                    message("Share slots, or need none"), share=context.share(step.id),
                    friction_class=FrictionClass.LOSS if late else None,
                    severity=None if late else severity_of_days(days - limit))


class WaitDominated:
    """A phase in which less than 5 % of the working time that passes is work, and more than a day passes."""

    name = "wait-dominated"
    title = message("Mostly waiting")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how long the steps take"), InputElement.STEP, "work"),)
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
            untimed = context.find_untimed(steps)
            if untimed and (waited > MINUTES_PER_DAY or any(context.step(name).kind is StepKind.WAIT
                                                            for name in untimed)):
                yield context.not_assessed(self, untimed)
                continue
            if not waited > MINUTES_PER_DAY:
                continue
            worked = sum(context.visits(step.id) * context.document.effort_of(step) for step in steps)
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
                    severity=severity_of_days(days))


class MultiVisit:
    """A citizen comes to the counter again although nothing was decided or produced between.

    Presences are the citizen's steps at the counter. The second one is needed where an agent decides, gives
    something, or lets time pass between the two; or where people must prove who they are.
    """

    name = "multi-visit"
    title = message("Coming twice")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the channels of the citizen's steps"), InputElement.STEP, "channel"),)
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
            if earlier is None or LegalMark.IDENTITY in later.legal or _has_value_between(context, earlier, later):
                continue
            measured = later.basis is Basis.MEASURED and later.work is not None
            each = context.document.effort_of(later) if measured else VISIT
            found = context.finding(
                self, (later.id, earlier.id), message("People come again, and nothing happened between"),
                message("Do both in one visit"), citizen=context.visits(later.id) * each, agent=0.0,
                share=context.share(later.id), used=(later.id,))
            yield found if measured else replace(found, basis=Basis.ASSUMED)


def _is_presence(context: RuleContext, step: Step) -> bool:
    return (context.side(step) is Side.CITIZEN and context.reached(step.id)
            and step.kind in (StepKind.ACTION, StepKind.DECISION, StepKind.START)
            and (step.channel == Channel.COUNTER or (step.place is PlaceKind.COUNTER and step.channel is None)))


def _has_value_between(context: RuleContext, earlier: Step, later: Step) -> bool:
    """Return whether an agent decides or gives something, a machine works or time passes between two visits.

    Two steps of one visit, side by side, count as something between: they are one presence.
    """
    onward = [flow.target for flow in context.document.flows_from.get(earlier.id, ())]
    if later.id in onward or context.whole.has_step_between(earlier.id, later.id, context.once(_value_steps)):
        return True
    before = {flow.source for flow in context.document.flows_to.get(later.id, ())}
    return any(context.side(context.step(name)) is Side.AGENT and context.whole.leads(earlier.id, name)
               and context.whole.leads(name, later.id) for name in onward if name in before)


def _value_steps(context: RuleContext) -> int:
    """Return the mask of the steps that make a second visit worth its while (see `MultiVisit`)."""
    return context.whole.mask(
        step.id for step in context.steps
        if is_wait(step) or context.side(step) in (Side.SYSTEM, Side.PARTNER)
        or (context.side(step) is not Side.CITIZEN and (step.kind is StepKind.DECISION or step.gives)))


class OverloadedPool:
    """Agents who are asked for more than 90 % of their time (80 % is a warning), by the M/M/c queue."""

    name = "overloaded-pool"
    title = message("More work than hands")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how many cases come in a year"), InputElement.SERVICE, "cases_per_year"),
             Need(message("how many people do the work"), InputElement.ACTOR, "capacity"))
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
        agents = [step for step in context.steps if context.side(step) is Side.AGENT and context.reached(step.id)]
        untimed = context.find_untimed(agents)
        if untimed:
            yield context.not_assessed(self, untimed, needs=(WORK_TIMES,))
        working = [step for step in agents if step.work is not None]
        if not working:
            return
        staffed = {actor.id for actor in head.actors if actor.capacity}
        unstaffed = [step.id for step in working if context.document.lane_by_id[step.lane].actor not in staffed]
        cases, people = self.needs
        if head.service.cases_per_year is None:
            yield context.not_assessed(self, (unstaffed or [working[0].id])[:1],
                                       needs=(cases, people) if unstaffed else (cases,))
        elif unstaffed:
            yield context.not_assessed(self, unstaffed[:1], needs=(people,))
        if head.service.cases_per_year is None or len(unstaffed) == len(working):
            return
        hours = context.organisation.service.working_hours_per_year
        warned, busy = (context.threshold(self.name, limit) for limit in self.thresholds)
        for pool in pools(context.document, context.measures, hours):
            if isnan(pool.utilisation):
                yield context.not_assessed(self, needs=(PROBABILITIES,))
            if pool.utilisation * 100 > warned:
                yield self._build_finding(context, pool, head.actors, working, busy)

    def _build_finding(self, context: RuleContext, pool: Pool, actors: Sequence[Actor], working: Sequence[Step],
              busy: float) -> Finding:
        actor = next(actor for actor in actors if actor.id == pool.actor)
        mine = [step for step in working if context.document.lane_by_id[step.lane].actor == pool.actor]
        heavy = sorted(mine, key=lambda step: (-context.visits(step.id) * context.document.effort_of(step),
                                               context.order[step.id]))
        share = share_words(Figure(pool.utilisation, pool.is_least))
        said = message("{name} are asked for {share} of their time; the queue grows for ever",
                       name=actor.name or actor.id, share=share)
        if pool.waiting_minutes is not None:
            said = message("{name} are asked for {share} of their time; cases queue {time}",
                           name=actor.name or actor.id, share=share,
                           time=minutes_words(Figure(pool.waiting_minutes, pool.is_least)))
        grave = Severity.CRITICAL if not pool.is_stable else Severity.HIGH if pool.utilisation * 100 > busy else \
            Severity.MEDIUM
        return context.finding(self, tuple(step.id for step in heavy[:MOST_STEPS]), said, message("Take work away"),
                               share=max(context.share(step.id) for step in mine), severity=grave)
