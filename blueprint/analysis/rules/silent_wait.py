"""Waiting in silence: people wait for days and nobody tells them anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from blueprint.analysis.contacts import Chase, chases, is_wait
from blueprint.analysis.context import RuleContext, at_most_one
from blueprint.analysis.finding import Finding, FrictionClass, NotAssessed, Severity
from blueprint.analysis.guide import Element, Need, RuleGuide
from blueprint.analysis.rule import Threshold, band, severity_of
from blueprint.language import Message, Minutes, Share, message
from blueprint.model import LimitUnit, Outcome, Side, Step, StepKind, mean_elapsed, mean_minutes
from blueprint.model.durations import MINUTES_PER_DAY

SILENT_FOR = Threshold("wait", 5, LimitUnit.DAY, "proposal [D]; unexplained waits feel longer (Maister 1985)")
# Days of silence, times the share of cases that wait, from which it is medium, high and critical [D].
DAY_BANDS = (5.0, 20.0, 60.0)
_LOST = (Outcome.ABANDONED, Outcome.EXPIRED)


class SilentWait:
    """A step that lets more than five days pass while it `informs` nobody.

    Every step counts that waits so long: the citizen's own wait, and an agent's step that keeps the case. An
    agent's step beside a silent wait of the citizen is not told again. The minutes are those of the contacts that
    ask for news because of the wait (`chase-contact`); they are unknown where none is drawn. Where people give up
    directly from the wait, the friction is a loss, and its share is theirs. A to-avoid clause that names this rule
    with a limit in days replaces the five days. Not when the step `informs` somebody or promises a date.
    """

    name = "silent-wait"
    title = message("Waiting in silence")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how long the waits last"), Element.STEP, "wait"),)
    thresholds = (SILENT_FOR,)
    sets = frozenset({"recommended", "home-visit"})
    guide = RuleGuide(
        matters=message("People who are not told where they stand worry, call and come; every call takes an agent's "
                        "time as well."),
        fires=message("A step lets more than five days pass and informs nobody, whoever keeps the case waiting."),
        cost=message("The minutes of the contacts that ask for news because of this wait; unknown where none is "
                     "drawn. Where people give up from the wait, the share of those who do."),
        remedy=message("Acknowledge, promise a date, and tell people when something changes."),
        side_effect=message("A promised date that is not kept costs more trust than none."),
        spares=(message("A wait during which somebody is informed, or a date is promised."),
                message("An agent's step beside a silent wait of the citizen is the same silence.")),
        sources=("maister", "oecd", "nsw", "proposal"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each silent wait, and the waits whose length is unknown."""
        silent = [step for step in context.steps if context.reached(step.id) and self._is_silent(context, step)]
        citizens = context.whole.mask(step.id for step in silent if context.side(step) is Side.CITIZEN)
        for step in silent:
            if context.side(step) is Side.CITIZEN or not context.whole.beside(step.id, citizens):
                yield self._told(context, step)
        unknown = [step.id for step in context.steps if step.kind is StepKind.WAIT and step.wait is None
                   and step.work is None and not _told_anything(step) and context.reached(step.id)]
        if unknown:
            yield context.not_assessed(self, unknown)

    def _is_silent(self, context: RuleContext, step: Step) -> bool:
        # The time of a wait may have been put down as work: it passes all the same.
        days = _length(step) / MINUTES_PER_DAY
        return days > context.limit(self.name, SILENT_FOR, step) and not _told_anything(step)

    def _told(self, context: RuleContext, step: Step) -> Finding:
        provoked = [chase for chase in context.once(chases) if chase.wait == step.id]
        steps = _contact_steps(context, provoked)
        citizen = agent = None
        if provoked:
            counts = {name: context.visits(name) for name in steps}
            citizen, agent = context.minutes(counts, Side.CITIZEN), context.minutes(counts, Side.AGENT)
        share, lost = context.share(step.id), _given_up(context, step)
        kind = FrictionClass.LOSS if lost > 0 else FrictionClass.LOAD
        days = _length(step) / MINUTES_PER_DAY * share
        return context.finding(
            self, (step.id, *steps), _sentence(context, step, provoked, lost), message("Tell the person"),
            citizen=citizen, agent=agent, share=lost if lost > 0 else share, friction_class=kind,
            severity=_severity(kind, (citizen or 0.0) + (agent or 0.0), lost, days))


def _severity(kind: FrictionClass, minutes: float, lost: float, days: float) -> Severity:
    return max(severity_of(kind, minutes, lost), band(days, DAY_BANDS))


def _sentence(context: RuleContext, step: Step, provoked: Sequence[Chase], lost: float) -> Message:
    time = Minutes(_length(step))
    if lost > 0:
        return message("{time} without news; {share} of the cases give up", time=time, share=Share(lost))
    if provoked:
        asking = at_most_one(sum(context.share(chase.contact) for chase in provoked))
        return message("{time} without news; {share} of the cases come and ask", time=time, share=Share(asking))
    return message("{time} without news and without a promised date", time=time)


def _length(step: Step) -> float:
    own = mean_minutes(step.wait)
    return own + mean_elapsed(step.work) if step.kind is StepKind.WAIT else own


def _told_anything(step: Step) -> bool:
    informs = step.informs
    return informs is not None and bool((informs.who or "").strip() or (informs.promise or "").strip())


def _contact_steps(context: RuleContext, provoked: Iterable[Chase]) -> tuple[str, ...]:
    return context.in_order(name for chase in provoked for name in (chase.contact, *chase.answers))


def _given_up(context: RuleContext, step: Step) -> float:
    """Return the share of the cases that go from a wait straight to giving up."""
    lost = 0.0
    for view in context.views:
        stop = view.journey.stops[step.id]
        visits = view.weight * view.measures.visits.get(step.id, 0.0)
        if stop.one and is_wait(step):
            lost += visits * sum(way.probability for way in stop.ways
                                 if view.journey.stops[way.target].step.outcome in _LOST)
    return at_most_one(lost)

