"""Deadlines that the plan itself misses: the law's, those of steps, and papers that expire on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from visavis.blueprint.analysis.figures import JourneyMeasures
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import PROBABILITIES, TIMES, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.measures.figure_words import share_words
from visavis.blueprint.language import Minutes, Quoted, message
from visavis.blueprint.model import LegalClock, Span, Step, least_elapsed, least_minutes, mean_minutes
from visavis.blueprint.model.durations import minutes, period_of

CLOCK = Need(message("the steps that start and stop the legal clock"), InputElement.SERVICE, "legal_clock")

# A smaller part of the cases whose clock runs is written as 0 %, and no plan makes sure of more.
LEAST_LATE = 0.005


class DeadlineMismatch:
    """The legal clock passes the legal deadline, a step comes after its own, or a paper expires on the way.

    The clock is the service's own: from the complete file to the notification, pauses left out. The time to a step,
    and from a paper to its use, are at least those of the steps that every way between them passes.
    """

    name = "deadline-mismatch"
    title = message("Legal deadline missed")
    short = message("Deadline missed")
    reader_action = message("Once the deadline has passed, ask in writing for an answer.")
    friction_class = FrictionClass.LOSS
    needs = (Need(message("the legal deadline, or those of steps"), InputElement.SERVICE, "legal_deadline"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "legal-fr"})
    guide = RuleGuide(
        matters=message("Rights expire, silence becomes a refusal, documents must be fetched again: people lose by "
                        "waiting, agents by having to answer for it."),
        fires=message("The legal clock of some cases passes the legal deadline, a step cannot be done by its own "
                      "deadline, or a document expires before it is used."),
        cost=message("The share of the started cases that are answered too late, from how the counted time varies."),
        remedy=message("Extend the deadline, start the clock on receipt, warn people before it ends."),
        side_effect=message("A longer deadline would only fill with longer waits."),
        spares=(message("A deadline that binds nobody: leave it out, or justify it."),),
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
        if legal is not None:
            yield from self._assess_clock(context, everybody, legal)
        yield from self._assess_steps(context)
        yield from self._assess_papers(context)

    def _assess_clock(self, context: RuleContext, everybody: JourneyMeasures,
                      legal: Span) -> Iterator[Finding | NotAssessed]:
        clock, named = everybody.legal_clock, context.document.legal_clock
        if clock is None or named is None:
            yield context.not_assessed(self, needs=(CLOCK,))
            return
        if not clock.share_late.is_known and clock.share_started.value != 0:
            untimed = context.find_untimed(context.steps)
            yield context.not_assessed(self, untimed, needs=(TIMES,) if untimed else (PROBABILITIES,))
        share = clock.share_late.known_value * clock.share_started.known_value
        if clock.share_late.known_value >= LEAST_LATE:
            yield context.finding(
                self, (_longest_wait(context, named).id,),
                message("{late} of the cases whose legal clock runs are not answered within {limit}",
                        late=share_words(clock.share_late), limit=period_of(legal)),
                message("Shorten the longest wait"), share=share, used=[step.id for step in context.steps],
                is_whole=True)

    def _assess_steps(self, context: RuleContext) -> Iterator[Finding | NotAssessed]:
        for step in context.steps:
            if step.deadline is None or not context.reached(step.id):
                continue
            passed = _find_passed_steps(context, None, step.id) or ()
            least = _least_minutes(passed)
            if least > minutes(step.deadline):
                yield context.finding(
                    self, (step.id,),
                    message("This step comes after {time} at the earliest, and is due after {limit}",
                                              time=Minutes(least), limit=period_of(step.deadline)),
                    message("Begin earlier, or extend the deadline"), share=context.share(step.id))
            elif untimed := context.find_untimed(passed):
                yield context.not_assessed(self, untimed, needs=(TIMES,))

    def _assess_papers(self, context: RuleContext) -> Iterator[Finding | NotAssessed]:
        for item in context.document.head.items:
            if item.valid_for is None:
                continue
            got = [step for step in context.steps if item.id in step.asks and context.reached(step.id)]
            used = [step for step in context.steps if item.id in step.uses and context.reached(step.id)]
            for last in used[-1:]:
                first = next((step for step in got if context.whole.leads(step.id, last.id)), None)
                passed = None if first is None else _find_passed_steps(context, first.id, last.id)
                if first is None or passed is None:
                    continue
                if _least_minutes(passed, asked=first.id) > minutes(item.valid_for):
                    yield context.finding(
                        self, (last.id, first.id), message("{item} has expired by the time it is used",
                                                           item=Quoted(item.name or item.id)),
                        message("Ask for it later"), share=context.share(last.id))
                elif untimed := context.find_untimed(passed):
                    yield context.not_assessed(self, untimed, needs=(TIMES,))


def _longest_wait(context: RuleContext, clock: LegalClock) -> Step:
    """Return the step in which most of the counted time passes."""
    counted = [step for step in context.steps if context.reached(step.id) and step.id not in clock.pauses
               and context.whole.leads(clock.starts or "", step.id)]
    return max(counted or context.steps, key=lambda step: (
        context.visits(step.id) * mean_minutes(step.wait), -context.order[step.id]))


def _find_passed_steps(context: RuleContext, start: str | None, step: str) -> Sequence[Step] | None:
    """Return the steps that every way to `step` passes, from `start` (or the beginning) on.

    None where some way does not pass `start` at all.
    """
    found, above = [], context.whole.immediate_dominator(step)
    while above is not None:
        found.append(context.step(above))
        if above == start:
            return found
        above = context.whole.immediate_dominator(above)
    return found if start is None else None


def _least_minutes(passed: Iterable[Step], asked: str | None = None) -> float:
    """Return the calendar minutes of steps one after the other; of the one where it was asked for only the wait."""
    return sum(least_minutes(step.wait) + (0.0 if step.id == asked else least_elapsed(step.work)) for step in passed)
