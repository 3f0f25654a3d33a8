"""Longer than people bear: a journey beyond the time that people tolerate."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import PersonaView, RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.guide import PROBABILITIES, TIMES, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.measures.figure_words import minutes_words
from visavis.blueprint.language import message
from visavis.blueprint.model import Step, mean_elapsed, mean_minutes
from visavis.blueprint.model.durations import minutes, period_of


class BeyondToleratedTime:
    """A persona's journey takes longer than the time that people tolerate (`service.tolerated_time`)."""

    name = "beyond-tolerated-time"
    title = message("Longer than people tolerate")
    short = message("Takes too long")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the tolerated time of the service"), InputElement.SERVICE, "tolerated_time"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Beyond what they can bear, people leave, complain or come back angry, whatever the law "
                        "allows."),
        fires=message("A persona's journey takes longer on average than the tolerated time of the service."),
        cost=message("By how much, and for what share of the cases; the severity follows how many times longer than "
                     "tolerated it takes."),
        remedy=message("Shorten the longest wait, or give people something on the way."),
        side_effect=message("A quick answer that is wrong brings people back."),
        spares=(message("A service with no tolerated time."),),
        sources=("shostack", "maister"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each persona who waits too long, or one for everybody."""
        tolerated = context.document.head.service.tolerated_time
        if tolerated is None or not minutes(tolerated):
            return
        bearable = minutes(tolerated)
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
            self, (longest,), message("The journey takes {time}; people tolerate {limit}",
                                      time=minutes_words(view.measures.started.elapsed.mean_minutes),
                                      limit=period_of(context.document.head.service.tolerated_time or "PT0M")),
            message("Shorten the longest wait"),
            share=_share_longer_than(context, view, bearable, everybody=everybody),
            severity=grave, persona=None if everybody else view.persona, is_whole=True)


def _share_longer_than(context: RuleContext, view: PersonaView, bearable: float, *, everybody: bool) -> float | None:
    """Return the part of all started cases that take longer than people bear, from the law of the elapsed time."""
    views = context.views if everybody else (view,)
    shares = [(one.weight, one.longer_than(bearable).value) for one in views]
    if any(share is None for _, share in shares):
        return None
    return sum(weight * (share or 0.0) for weight, share in shares)


def _minutes(step: Step) -> float:
    return mean_minutes(step.wait) + mean_elapsed(step.work)
