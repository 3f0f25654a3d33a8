"""The figures of a journey as pages tell them: label, value and remark, in the one order of all pages.

Shares are so many of twenty people, the same as on a poster. What is not known is said, and is never zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.analysis import Figure, JourneyMeasures
from visavis.blueprint.analysis.measures.figure_words import (
    UNKNOWN_WORDS,
    granted_words,
    minutes_words,
    round_to_error,
)
from visavis.blueprint.drawing.outcome_pictogram import PEOPLE, count_outcomes, people_words
from visavis.blueprint.language import Message, MessageList, Minutes, Translator, message, plural
from visavis.blueprint.language.apportionment import apportion, simple_fraction
from visavis.blueprint.model import BlueprintDocument, Outcome, Side

# A turn that almost all take is not worth its share.
MOST_TOLD = 0.92


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A figure or a fact: what it is, what it says, and a remark on it."""

    label: str
    value: str
    remark: str = ""


def figure_texts(document: BlueprintDocument, measured: JourneyMeasures | None,
                 translate: Translator) -> tuple[LabelledText, ...]:
    """Return the figures: granted, decided, elapsed time, work of citizen, agents and partners.

    Where no partner's step is drawn, nothing is known of their work.
    """
    return tuple(_figure_texts(document, measured, translate))


def _figure_texts(document: BlueprintDocument, measured: JourneyMeasures | None,
             translate: Translator) -> Iterator[LabelledText]:
    if measured is None:
        yield LabelledText(translate(message("Figures")), translate(message("there is no journey to measure yet")))
        return
    yield from _shares(measured, translate)
    yield _elapsed_text(measured, translate)
    cases = measured.headline_cases
    has_partners = any(document.side_of(step) is Side.PARTNER for step in document.steps)
    sides = [(message("Citizen’s work"), cases.citizen), (message("Agents’ work"), cases.agent)]
    sides += [(message("Partners’ work"), cases.partner)] if has_partners else []
    for label, side in sides:
        remarks = [plural("{count} step without a time", "{count} steps without a time", side.untimed)
                   ] if side.untimed else []
        if _is_undecided(measured) and side.work_minutes.value is not None:
            remarks.append(message("before it stops"))
        yield LabelledText(translate(label), translate.write(minutes_words(side.work_minutes)),
                           ", ".join(map(translate, remarks)))
    if not has_partners:
        yield LabelledText(translate(message("Partners’ work")), translate(message("not counted: no step drawn")))


def _shares(measured: JourneyMeasures, translate: Translator) -> Iterator[LabelledText]:
    """Yield how many of twenty are granted and get a decision, with the others: the same people as on a poster."""
    people = count_outcomes(measured)
    decided = [people.get(outcome, 0) for outcome in (Outcome.GRANTED, Outcome.REFUSED)]
    refused, lost = ([people_words(outcome, count) for outcome, count in people.items()
                      if count and outcome != Outcome.GRANTED and (outcome == Outcome.REFUSED) is is_refused]
                     for is_refused in (True, False))
    for label, share, count, others in ((message("Granted"), measured.granted, decided[0], refused),
                                        (message("Reaches a decision"), measured.completion, sum(decided), lost)):
        yield LabelledText(translate(label), translate(_people(share, count if people else None)),
                           translate.write(MessageList(tuple(others))) if others else "")


def granted_people(measured: JourneyMeasures) -> Message:
    """Return how many of twenty are granted: the same people as in a row of twenty."""
    people = count_outcomes(measured)
    return _people(measured.granted, people.get(Outcome.GRANTED, 0) if people else None)


def _people(share: Figure, people: int | None) -> Message:
    """Return a share as so many of twenty people; of whom nobody counted, as many as it makes."""
    if not share.is_told:
        return UNKNOWN_WORDS
    count = apportion((share.known_value, 1.0 - share.known_value), PEOPLE)[0] if people is None else people
    if not count and share.known_value > 0:
        told = message("fewer than 1 in {people}", people=PEOPLE)
    else:
        told = message("{count} in {people}", count=count, people=PEOPLE)
    return message("at least {people}", people=told) if share.at_least else told


def _elapsed_text(measured: JourneyMeasures, translate: Translator) -> LabelledText:
    """Return the elapsed time to a decision; none where no one gets that far."""
    label, elapsed = translate(message("Elapsed time")), measured.headline_cases.elapsed.mean_minutes
    if measured.decided is None:
        why = message("no decision") if _is_undecided(measured) else UNKNOWN_WORDS
        return LabelledText(label, "—", translate(why))
    if elapsed.value is None:
        return LabelledText(label, translate(UNKNOWN_WORDS))
    time = Minutes(round_to_error(elapsed), spelled=True)
    return LabelledText(label, translate(message("at least {time}", time=time)) if elapsed.at_least else
                        translate.write(time))


def _is_undecided(measured: JourneyMeasures) -> bool:
    """Return whether it is known that no one gets a decision; the drawing may not say how they end."""
    return measured.completion.is_known and not measured.completion.known_value


def whose_figures(measured: JourneyMeasures | None, translate: Translator) -> str:
    """Return the sentence that says of whom the times are; nothing where there are none."""
    if measured is None:
        return ""
    if measured.decided is None and not _is_undecided(measured):
        return translate(message("Times are those of all who start; whether they reach a decision is not known."))
    if measured.decided is None:
        return translate(message("Times are those of all who start: {shares}.", shares=granted_words(measured)))
    return translate(message("Times are those of whoever reaches a decision."))


def turn_words(share: float | None) -> Message | None:
    """Return how many take a turn, as “1 time in 3”; None where almost all do, or next to none."""
    fraction = simple_fraction(share) if share is not None and share <= MOST_TOLD else None
    if fraction is None:
        return None
    return plural("{count} time in {whole}", "{count} times in {whole}", fraction[0], whole=fraction[1])
