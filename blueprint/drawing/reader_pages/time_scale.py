"""The unit in which the silences of one conversation are drawn and told: minutes of a visit, days of a request.

A moment is the day (or minute) on which it falls, counted from 0, and a silence is from one such number to the next:
what is printed adds up to the last day, and every length is drawn as what is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from visavis.blueprint.analysis.paths.spoken_lines import SilentTime
from visavis.blueprint.language import Count, Message, Minutes, message, plural
from visavis.blueprint.language.typography import MINUTES_PER_DAY

MINUTES_PER_HOUR = 60.0
# A journey is drawn in the largest unit of which it has no more than this: two sheets of days at the least scale.
MOST_UNITS = 730.0
# Shorter ones than three hours are drawn in minutes, than three days in hours.
_SHORT, _BRIEF = 3 * MINUTES_PER_HOUR, 3 * MINUTES_PER_DAY
_LONG_UNITS = (MINUTES_PER_DAY, 7 * MINUTES_PER_DAY, 30.4375 * MINUTES_PER_DAY, 365.25 * MINUTES_PER_DAY)
# A silence of fewer minutes is no break in a talk of hours.
_LEAST_OF_HOURS = 15.0
# From so many units on, what happens meanwhile is told in any case.
LONG_SILENCE = 10.0
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class TimeScale:
    """How time is counted: `unit` and `step` in minutes; a silence shorter than `least` minutes is not drawn."""

    unit: float
    step: float
    least: float

    def moment(self, minutes: float) -> int:
        """Return a moment in whole steps: the day, from 0, on which it falls."""
        return floor(minutes / self.step + _SLACK)

    def length(self, silence: SilentTime) -> int:
        """Return how many steps a silence lasts; 0 where it is too short to be one."""
        steps = self.moment(silence.ends) - self.moment(silence.begins)
        return steps if steps * self.step >= self.least else 0

    def units(self, steps: float) -> float:
        """Return a length in steps in the units of the scale."""
        return steps * self.step / self.unit

    @property
    def counts_days(self) -> bool:
        """Whether moments are days."""
        return self.step == MINUTES_PER_DAY

    def moment_words(self, moment: int) -> Message:
        """Return where a moment is: on which day, or how long after the beginning."""
        if self.counts_days:
            return message("day {number}", number=Count(moment))
        if not moment:
            return message("at the start")
        return message("after {time}", time=Minutes(moment * self.step))

    def length_words(self, steps: int) -> Message:
        """Return how long something lasts."""
        if self.counts_days:
            return plural("{number} day", "{number} days", steps, number=Count(steps))
        return message("{time}", time=Minutes(steps * self.step))

    def silence_words(self, steps: int, *, is_friction: bool, has_promise: bool) -> Message:
        """Return what a silence is called beside the line."""
        length = self.length_words(steps)
        if has_promise:
            return message("{length}, date promised", length=length) if self.counts_days else message(
                "{length}, time promised", length=length)
        return message("{length} without a word", length=length) if is_friction else length

    def sample_words(self) -> Message:
        """Return what the sample of the legend lasts: ten days, an hour, a minute."""
        return self.length_words(round(self.sample_units * self.unit / self.step))

    @property
    def sample_units(self) -> float:
        """How many units the sample of the legend lasts."""
        return LONG_SILENCE if self.unit >= MINUTES_PER_DAY else 1.0


def choose_time_scale(minutes: float) -> TimeScale:
    """Return how the time of a journey of so many minutes is counted."""
    if minutes < _SHORT:
        return TimeScale(1.0, 1.0, 1.0)
    if minutes < _BRIEF:
        return TimeScale(MINUTES_PER_HOUR, 1.0, _LEAST_OF_HOURS)
    unit = next((unit for unit in _LONG_UNITS if minutes / unit <= MOST_UNITS), _LONG_UNITS[-1])
    return TimeScale(unit, MINUTES_PER_DAY, MINUTES_PER_DAY)
