"""What a redesign changes, in the sentences below its title: people, delay, both sides' work, what that rests on.

They tell figures, not verdicts, and only those that stand in the table below.
"""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import Comparison, PersonaVerdict, Trend
from visavis.blueprint.analysis.measures.figure_words import round_to_error
from visavis.blueprint.drawing.before_after.before_after_words import regressing_words
from visavis.blueprint.drawing.outcome_pictogram import count_outcomes
from visavis.blueprint.language import Message, Minutes, message, plural
from visavis.blueprint.model import Basis, Outcome

_LESS, _SAME, _MORE = Trend.LOWER, Trend.SAME, Trend.HIGHER
# Both sides' work, the citizen's first.
_WORK = {
    (_LESS, _LESS): message("less work on both sides"), (_MORE, _MORE): message("more work on both sides"),
    (_SAME, _SAME): message("as much work on both sides"),
    (_LESS, _SAME): message("less work for citizens, as much for agents"),
    (_SAME, _LESS): message("as much work for citizens, less for agents"),
    (_LESS, _MORE): message("less work for citizens, more for agents"),
    (_MORE, _LESS): message("more work for citizens, less for agents"),
    (_MORE, _SAME): message("more work for citizens, as much for agents"),
    (_SAME, _MORE): message("as much work for citizens, more for agents"),
}


def change_sentences(comparison: Comparison) -> Iterator[Message]:
    """Yield the sentences; one that says so where nothing can be compared."""
    if not comparison.verdicts:
        yield message("There is nothing to compare yet: a journey cannot be measured.")
        return
    verdict = comparison.verdicts[0]
    yield _granted_sentence(comparison)
    yield _effort_sentence(verdict)
    worse = regressing_words(comparison, verdict)
    if worse is not None:
        yield worse
    timed = [step for step in comparison.matching.after.steps if step.work is not None or step.wait is not None]
    if timed and not any(step.basis is Basis.MEASURED for step in timed):
        yield message("No time of the target is measured yet.")


def _granted_sentence(comparison: Comparison) -> Message:
    before, after = (count_outcomes(report.measures.everybody) for report in (comparison.before, comparison.after))
    figure = comparison.verdicts[0].granted
    if not before or not after or figure.before.at_least or figure.after.at_least:
        return message("How many more are granted is not known.")
    was, now = before.get(Outcome.GRANTED, 0), after.get(Outcome.GRANTED, 0)
    if was == now:
        return plural("{count} request in 20 granted, as before.", "{count} requests in 20 granted, as before.", now)
    return plural("{count} request in 20 granted instead of {before}.",
                  "{count} requests in 20 granted instead of {before}.", now, before=was)


def _effort_sentence(verdict: PersonaVerdict) -> Message:
    work = _WORK.get((verdict.decided.citizen.trend, verdict.decided.agent.trend))
    delay = _delay_words(verdict)
    if verdict.has_no_decisions:
        return message("No one reaches a decision: there is no delay to compare.") if (
            verdict.completion.after.is_none) else message(
                "No one reached a decision before: delay and work cannot be compared.")
    if delay is None and work is None:
        return message("Delay and work of those who get a decision: not known.")
    if work is None:
        return message("For those who get a decision: {delay}; work not known.", delay=delay)
    if delay is None:
        return message("For those who get a decision: delay not known, {work}.", work=work)
    return message("For those who get a decision: {delay}, {work}.", delay=delay, work=work)


def _delay_words(verdict: PersonaVerdict) -> Message | None:
    delay = verdict.delay
    if not (delay.before.is_known and delay.after.is_known):
        return None
    was, now = (Minutes(round_to_error(figure), spelled=True) for figure in (delay.before, delay.after))
    if delay.trend is Trend.SAME:
        return message("{after}, as before", after=now)
    return message("{after} instead of {before}", after=now, before=was)
