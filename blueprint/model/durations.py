"""Durations as the file writes them (ISO 8601, business days, PERT, exponential), and what they come to in minutes.

A *wait* (and a deadline) passes on the calendar. A day of *work* is a working day: so many hours of effort, and 7/5
of a calendar day of elapsed time, since a week has five of them. Hours and minutes of work are themselves; its weeks,
months and years pass on the calendar and hold five working days in seven.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictFloat, StrictInt, model_validator

from visavis.blueprint.language import Minutes, Period, message
from visavis.blueprint.model.problems import WrongValue

MINUTES_PER_DAY = 24 * 60.0
# ISO 8601 leaves months and years without a length; a mean Gregorian month keeps sums of periods consistent.
DAYS_PER_YEAR = 365.2425
DAYS_PER_MONTH = DAYS_PER_YEAR / 12
# Five days of work pass in seven of the calendar: the calendar minutes in which one of them passes.
MINUTES_PER_WORKING_DAY = 7 * MINUTES_PER_DAY / 5
# A full-time day of work, where the service does not say: 35 hours a week (Code du travail, art. L3121-27).
HOURS_PER_DAY = 7.0

_NUMBER = r"(\d{1,9}(?:[.,]\d{1,9})?)"
_ISO = re.compile(
    rf"P(?!$)(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?=\d)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?",
    re.ASCII,
)
_CLOCK = (60.0, 1.0, 1.0 / 60.0)
# Minutes of a year, a month, a week and a day, on the calendar.
_CALENDAR = (DAYS_PER_YEAR * MINUTES_PER_DAY, DAYS_PER_MONTH * MINUTES_PER_DAY, 7 * MINUTES_PER_DAY, MINUTES_PER_DAY)
_WORKED = (*_CALENDAR[:3], MINUTES_PER_WORKING_DAY)


class BusinessDays(BaseModel):
    """A time counted in working days: so many times 7/5 of a calendar day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    business_days: Annotated[StrictInt | StrictFloat, Field(ge=0, le=1_000_000, allow_inf_nan=False)]


def parts(text: str) -> tuple[float, ...]:
    """Return the years, months, weeks, days, hours, minutes and seconds of an ISO 8601 duration.

    Raises WrongValue (a ValueError) with a sentence for people when `text` is not one.
    """
    found = _ISO.fullmatch(text)
    if found is None:
        raise _duration_error(text)
    return tuple(float((part or "0").replace(",", ".")) for part in found.groups())


@lru_cache(maxsize=4096)
def minutes(span: str | BusinessDays) -> float:
    """Return the calendar minutes of a duration such as `PT1H25M` or `P30D`, or of some business days.

    Raises WrongValue (a ValueError) with a sentence for people when it is none.
    """
    return _length(span, (*_CALENDAR, *_CLOCK))


@lru_cache(maxsize=4096)
def elapsed_minutes(span: str | BusinessDays) -> float:
    """Return the calendar minutes in which someone does work of this duration: its days are working days."""
    return _length(span, (*_WORKED, *_CLOCK))


@lru_cache(maxsize=4096)
def effort_minutes(span: str | BusinessDays, hours_per_day: float = HOURS_PER_DAY) -> float:
    """Return the minutes of effort in work of this duration, at `hours_per_day` a working day."""
    day = hours_per_day * 60
    calendar_day = 5 * day / 7
    if isinstance(span, BusinessDays):
        return span.business_days * day
    return _length(span, (DAYS_PER_YEAR * calendar_day, DAYS_PER_MONTH * calendar_day, 5 * day, day, *_CLOCK))


def is_in_days(work: Time | None) -> bool:
    """Return whether some work is given in days, weeks, months or years: its effort rests on the hours of a day."""
    return any(isinstance(span, BusinessDays) or any(parts(span)[:len(_CALENDAR)]) for span in durations_of(work))


def _length(span: str | BusinessDays, factors: tuple[float, ...]) -> float:
    if isinstance(span, BusinessDays):
        return span.business_days * MINUTES_PER_WORKING_DAY
    return sum(amount * factor for amount, factor in zip(parts(span), factors, strict=True))


def write_iso(amount: float, *, clock_only: bool = False) -> str:
    """Write `amount` minutes as the shortest usual ISO 8601 duration (`P30D`, `PT1H10M`, `PT45S`).

    With `clock_only` a long one stays in hours (`PT30H`): a day of work is not 24 hours of it.
    """
    seconds = round(amount * 60)
    if seconds < 0:
        raise ValueError("a duration cannot be negative")
    days, seconds = (0, seconds) if clock_only else divmod(seconds, 86400)
    hours, seconds = divmod(seconds, 3600)
    whole_minutes, seconds = divmod(seconds, 60)
    clock = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (whole_minutes, "M"), (seconds, "S")) if n)
    if not days and not clock:
        return "PT0M"
    return "P" + (f"{days}D" if days else "") + (f"T{clock}" if clock else "")


def _duration_error(value: object) -> WrongValue:
    return WrongValue(message("'{value}' is not a duration; write it as PT25M, PT1H10M or P30D",
                              value=str(value)[:40]))


def _check(value: object) -> object:
    if not isinstance(value, str):
        raise _duration_error(value)
    parts(value)
    return value


Duration = Annotated[
    str, BeforeValidator(_check), Field(json_schema_extra={"format": "duration", "examples": ["PT25M", "P30D"]})
]


Span = Duration | BusinessDays


class Pert(BaseModel):
    """A three-point estimate: least, most likely and most."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    min: Span
    mode: Span
    max: Span

    @model_validator(mode="after")
    def _ordered(self) -> Pert:
        if not minutes(self.min) <= minutes(self.mode) <= minutes(self.max):
            raise WrongValue(message("min, mode and max must be in rising order"))
        return self


class Exponential(BaseModel):
    """A time without memory, known by its mean."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mean: Duration
    distribution: Literal["exponential"]


Time = Span | Pert | Exponential


def mean_minutes(time: Time | None) -> float:
    """Return the mean of a wait or a deadline in calendar minutes; an absent time is nothing.

    PERT: (min + 4·mode + max) / 6.
    """
    return _mean(time, minutes)


def least_minutes(time: Time | None) -> float:
    """Return the least calendar minutes of a wait; one without memory may be over at once."""
    return _least(time, minutes)


def least_elapsed(work: Time | None) -> float:
    """Return the least calendar minutes in which some work is done."""
    return _least(work, elapsed_minutes)


def mean_elapsed(work: Time | None) -> float:
    """Return the mean calendar minutes in which some work is done."""
    return _mean(work, elapsed_minutes)


def mean_effort(work: Time | None, hours_per_day: float = HOURS_PER_DAY) -> float:
    """Return the mean minutes of effort of some work, at `hours_per_day` a working day."""
    return _mean(work, lambda span: effort_minutes(span, hours_per_day))


def _least(time: Time | None, length: Callable[[str | BusinessDays], float]) -> float:
    match time:
        case Pert():
            return length(time.min)
        case Exponential():
            return 0.0
        case _:
            return _mean(time, length)


def _mean(time: Time | None, length: Callable[[str | BusinessDays], float]) -> float:
    match time:
        case None:
            return 0.0
        case Pert():
            return (length(time.min) + 4 * length(time.mode) + length(time.max)) / 6
        case Exponential():
            return length(time.mean)
        case _:
            return length(time)


def scale_duration(span: str | BusinessDays, factor: float) -> str | BusinessDays:
    """Return a duration so many times as long, in the units that it is told in: half of P2D is P1D."""
    if isinstance(span, BusinessDays):
        return BusinessDays(business_days=round(span.business_days * factor, 6))
    found = [amount * factor for amount in parts(span)]
    if not any(found[:4]):
        return write_iso(minutes(span) * factor, clock_only=True)
    days = "".join(f"{amount:.6f}".rstrip("0").rstrip(".") + unit
                   for amount, unit in zip(found[:4], "YMWD", strict=True) if round(amount, 6))
    clock = write_iso(found[4] * 60 + found[5] + found[6] / 60, clock_only=True)
    return f"P{days}" + ("" if clock == "PT0M" else clock[1:])


@lru_cache(maxsize=4096)
def period_of(span: str | BusinessDays) -> Period:
    """Return a duration as it was given, to be told so: two months stay two months, and are not 61 days."""
    if isinstance(span, BusinessDays):
        return Period(working_days=float(span.business_days))
    years, months, weeks, days, hours, rest, seconds = parts(span)
    return Period(years, months, weeks, days, minutes=hours * 60 + rest + seconds / 60)


def time_quantity(time: Time) -> Minutes | Period:
    """Return a time to be told: one length in months, years or working days as it was given, others by their mean."""
    if isinstance(time, str | BusinessDays):
        typed = period_of(time)
        if typed.years or typed.months or typed.working_days:
            return typed
    return Minutes(mean_minutes(time))


def waits_quantity(times: Iterable[Time | None]) -> Minutes | Period:
    """Return waits one after the other, to be told: a single one as it was given, several by their means' sum."""
    given = [time for time in times if time is not None]
    return time_quantity(given[0]) if len(given) == 1 else Minutes(sum(map(mean_minutes, given)))


def durations_of(time: Time | None) -> tuple[str | BusinessDays, ...]:
    """Return the durations that a time is made of: one, three of an estimate, none of an absent one."""
    match time:
        case None:
            return ()
        case Pert():
            return time.min, time.mode, time.max
        case Exponential():
            return (time.mean,)
        case _:
            return (time,)
