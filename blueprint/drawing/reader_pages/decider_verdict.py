"""The verdict of a journey as deciders read it first: who stops before any decision, and what the others wait for.

Its numbers are those of the figures below it: so many of twenty requests, and the elapsed time of whoever is decided.
"""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import Analysis, JourneyMeasures
from visavis.blueprint.analysis.decisions.unknowns import grows_without_end
from visavis.blueprint.analysis.measures.figure_words import round_to_error
from visavis.blueprint.analysis.measures.journey_verdict import waits_almost_all
from visavis.blueprint.drawing.outcome_pictogram import PEOPLE, count_outcomes
from visavis.blueprint.language import Message, Minutes, message, plural
from visavis.blueprint.model import Outcome

# From this part of the elapsed time on, most of it is waiting.
MOST_OF_IT = 0.5


def count_unserved(measured: JourneyMeasures | None) -> int | None:
    """Return how many of twenty requests stop before any decision; None where it is not known."""
    people = count_outcomes(measured)
    if not people or people.get(Outcome.UNSPECIFIED):
        return None
    return PEOPLE - people.get(Outcome.GRANTED, 0) - people.get(Outcome.REFUSED, 0)


def decider_verdict(measured: JourneyMeasures | None) -> tuple[Message, ...]:
    """Return the verdict: one sentence on the unserved, one on the delay of the others where some are decided."""
    return tuple(_sentences(measured))


def growth_words(analysis: Analysis | None) -> tuple[Message, ...]:
    """Return that a backlog grows, where more work comes in than is done: no mean time of today holds tomorrow."""
    grows = analysis is not None and analysis.measures.everybody is not None and grows_without_end(analysis)
    return (message("The backlog grows."),) if grows else ()


def _sentences(measured: JourneyMeasures | None) -> Iterator[Message]:
    if measured is None:
        yield message("There is no journey to measure yet: this page has no figures.")
        return
    unserved = count_unserved(measured)
    yield _unserved_sentence(measured, unserved)
    if measured.decided is not None:
        yield _delay_sentence(measured, is_about_all=not unserved)


def _unserved_sentence(measured: JourneyMeasures, unserved: int | None) -> Message:
    unsaid = count_outcomes(measured).get(Outcome.UNSPECIFIED, 0)
    if unsaid:
        return plural("Out of 20 requests, {count} comes to an end that the drawing does not name.",
                      "Out of 20 requests, {count} come to an end that the drawing does not name.", unsaid)
    if unserved is None:
        return message("How many requests reach a decision is not known.")
    if unserved == PEOPLE:
        return message("Out of 20 requests, none reaches a decision.")
    if unserved:
        return plural("Out of 20 requests, {count} stops before any decision.",
                      "Out of 20 requests, {count} stop before any decision.", unserved)
    if measured.lost_share.known_value > 0:
        return message("Out of 20 requests, fewer than one stops before any decision.")
    return message("Every request reaches a decision.")


def _delay_sentence(measured: JourneyMeasures, *, is_about_all: bool) -> Message:
    cases = measured.headline_cases
    elapsed = cases.elapsed.mean_minutes
    if elapsed.value is None:
        return message("How long a decision takes is not known.")
    time = Minutes(round_to_error(elapsed), spelled=True)
    if elapsed.at_least:
        return message("A decision takes at least {time}.", time=time)
    wait = cases.citizen.wait_minutes
    if waits_almost_all(cases):
        return message("A decision takes {time}, almost all of it waiting.", time=time) if is_about_all else message(
            "The others take {time}, almost all of it waiting.", time=time)
    if wait.is_known and wait.known_value > MOST_OF_IT * elapsed.known_value:
        return message("A decision takes {time}, most of it waiting.", time=time) if is_about_all else message(
            "The others take {time}, most of it waiting.", time=time)
    return message("A decision takes {time}.", time=time) if is_about_all else message(
        "The others take {time}.", time=time)
