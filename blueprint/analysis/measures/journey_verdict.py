"""The verdict on a journey in at most two sentences: how long it takes and what of, and who gets no answer.

What is not known is left out. A poster prints it in large type, and whoever has one line for a whole journey can
say the same.
"""

from __future__ import annotations

from visavis.blueprint.analysis.figures import CaseMeasures, JourneyMeasures
from visavis.blueprint.analysis.measures.figure_words import round_to_error
from visavis.blueprint.language import Message, Minutes, message, plural
from visavis.blueprint.language.apportionment import simple_fraction
from visavis.blueprint.model import Outcome

# Above this part of the elapsed time, what is not waiting is not worth a word.
ALMOST_ALL = 0.9
# A wait above this part of the elapsed time would read as the same number twice.
ALMOST_READING = 0.99
# From here on it is almost everybody; everybody only where it is.
ALMOST_EVERYBODY = 0.95


def journey_verdict(measured: JourneyMeasures | None) -> tuple[Message, ...]:
    """Return the sentences that the figures of a journey allow: two, one or none."""
    if measured is None:
        return ()
    return tuple(told for told in (_elapsed_sentence(measured), _unserved_sentence(measured)) if told is not None)


def waits_almost_all(cases: CaseMeasures) -> bool:
    """Return whether in nearly all of the time no side works: what the citizen waits for is not at work either."""
    elapsed = cases.elapsed.mean_minutes
    figures = (elapsed, cases.citizen.work_minutes, cases.agent.work_minutes)
    idle = elapsed.known_value - cases.citizen.work_minutes.known_value - cases.agent.work_minutes.known_value
    return all(figure.is_known for figure in figures) and idle > ALMOST_ALL * elapsed.known_value


def _elapsed_sentence(measured: JourneyMeasures) -> Message | None:
    cases = measured.headline_cases
    elapsed, wait = cases.elapsed.mean_minutes, cases.citizen.wait_minutes
    if elapsed.value is None or elapsed.value <= 0:
        return None
    time = Minutes(round_to_error(elapsed), spelled=True)
    if elapsed.at_least:
        return message("At least {time}.", time=time)
    if measured.decided is None:
        return message("{time} to the end of the drawing.", time=time)
    if waits_almost_all(cases):
        return message("{time}, almost all of it waiting.", time=time)
    if wait.is_known and 0 < wait.known_value <= ALMOST_READING * elapsed.known_value:
        return message("{time}, of which {wait} waiting.", time=time,
                       wait=Minutes(round_to_error(wait), spelled=True))
    return message("{time} from start to finish.", time=time)


def _unserved_sentence(measured: JourneyMeasures) -> Message | None:
    """Return how many get no answer; None where some end without saying how, or nearly all get one."""
    unsaid = measured.outcomes.get(Outcome.UNSPECIFIED)
    if not measured.completion.is_known or (unsaid is not None and unsaid.value != 0):
        return None
    unserved = 1.0 - measured.completion.known_value
    if unserved >= ALMOST_EVERYBODY:
        return message("No one gets an answer.") if measured.completion.known_value <= 0 else message(
            "Almost no one gets an answer.")
    fraction = simple_fraction(unserved)
    if fraction is None:
        return None
    part, whole = fraction
    return plural("{part} person in {whole} gets no answer.", "{part} people in {whole} get no answer.", part,
                  part=part, whole=whole)
