"""The time of each phase as the spine of the citizen's page says it: in whole units that add up to the headline.

From two days on these are whole days, the same as on a poster wherever it tells whole days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from visavis.blueprint.analysis import JourneyMeasures
from visavis.blueprint.analysis.measures.phase_times import PhaseTime, phase_times
from visavis.blueprint.language import Days, Message, Minutes, message
from visavis.blueprint.language.apportionment import apportion
from visavis.blueprint.language.typography import DAYS_FROM, MINUTES_PER_DAY
from visavis.blueprint.model import BlueprintDocument


@dataclass(frozen=True, slots=True)
class PhaseDays:
    """A phase's time in few words for the spine, and in a sentence for who hears it."""

    words: Message
    sentence: Message


def phase_days(document: BlueprintDocument, measured: JourneyMeasures | None) -> Mapping[str, PhaseDays]:
    """Return the time of every phase by its id; of one whose time is not known, that it is not."""
    times = phase_times(document, measured.headline_cases) if measured else ()
    elapsed = measured.headline_cases.elapsed.mean_minutes.known_value if measured else 0.0
    unit = float(MINUTES_PER_DAY) if elapsed >= DAYS_FROM else 1.0
    whole = apportion([time.minutes for time in times], round(elapsed / unit))
    nothing = message("same day") if elapsed >= DAYS_FROM else message("at once")
    told = {}
    for time, count in zip(times, whole, strict=True):
        amount = Days(float(count), spelled=True) if unit > 1 else Minutes(float(count))
        told[time.phase] = _tell(time, amount, nothing)
    return {phase.id: told.get(phase.id, _UNKNOWN) for phase in document.head.phases}


def _tell(time: PhaseTime, amount: Days | Minutes, nothing: Message) -> PhaseDays:
    """Return what a phase's time is, in whole units; `nothing` is said where that is none."""
    if not time.is_known or (time.is_bound and not amount.value):
        return _UNKNOWN
    words = message("{time}", time=amount) if amount.value else nothing
    if time.is_bound:
        words = message("at least {time}", time=words)
    return _say(words)


def _say(words: Message) -> PhaseDays:
    return PhaseDays(words, message("Time of this phase: {time}.", time=words))


_UNKNOWN = _say(message("time unknown"))
