"""More work than hands: agents who are asked for nearly all their time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isnan

from visavis.blueprint.analysis.figures import Figure
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.guide import PROBABILITIES, WORK_TIMES, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.measures.figure_words import minutes_words, share_words
from visavis.blueprint.analysis.simulation.agent_pools import Pool, pools
from visavis.blueprint.language import message
from visavis.blueprint.model import Actor, LimitUnit, Side, Step

BUSY = Threshold("busy", 90, LimitUnit.PERCENT, "waiting rises steeply above 90 % (FBPM)")
WARNED = Threshold("warned", 80, LimitUnit.PERCENT, "proposal [D]")
# A pool names its heaviest steps, enough of them to be told as one story with what loads it.
MOST_STEPS = 24


class OverloadedPool:
    """Agents who are asked for more than 90 % of their time (80 % is a warning), by the M/M/c queue."""

    name = "overloaded-pool"
    title = message("Team overloaded")
    short = message("Team overloaded")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how many cases come in a year"), InputElement.SERVICE, "cases_per_year"),
             Need(message("how many people do the work"), InputElement.ACTOR, "capacity"))
    thresholds = (WARNED, BUSY)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("A team with no slack turns every small delay into a queue; agents hurry, make mistakes and "
                        "fall ill, and people wait without knowing why."),
        fires=message("A year's cases take more than 80% of the time of the people there are; above 90% the severity "
                      "is high, from 100% critical."),
        cost=message("How long cases queue before somebody is free; the minutes of work stay the same."),
        remedy=message("Take work away first; then triage, then add people."),
        side_effect=message("Triage needs somebody who decides who waits."),
        spares=(message("A seasonal peak that is planned for: justify it."),),
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
        said = message("The work asked of {name} takes {share} of the time they have; the queue grows for ever",
                       name=actor.name or actor.id, share=share)
        if pool.waiting_minutes is not None:
            said = message("The work asked of {name} takes {share} of the time they have; cases queue {time}",
                           name=actor.name or actor.id, share=share,
                           time=minutes_words(Figure(pool.waiting_minutes, pool.is_least)))
        grave = Severity.CRITICAL if not pool.is_stable else Severity.HIGH if pool.utilisation * 100 > busy else \
            Severity.MEDIUM
        return context.finding(self, tuple(step.id for step in heavy[:MOST_STEPS]), said, message("Take work away"),
                               share=max(context.share(step.id) for step in mine), severity=grave)
