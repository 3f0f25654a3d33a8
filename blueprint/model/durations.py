"""Durations as the file writes them (ISO 8601, PERT, exponential) and their means in minutes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from blueprint.language import message
from blueprint.model.problems import WrongValue

MINUTES_PER_DAY = 24 * 60.0
# ISO 8601 leaves months and years without a length; a mean Gregorian month keeps sums of periods consistent.
DAYS_PER_YEAR = 365.2425
DAYS_PER_MONTH = DAYS_PER_YEAR / 12

_NUMBER = r"(\d{1,9}(?:[.,]\d{1,9})?)"
_ISO = re.compile(
    rf"P(?!$)(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?=\d)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?",
    re.ASCII,
)
_FACTORS = (
    DAYS_PER_YEAR * MINUTES_PER_DAY, DAYS_PER_MONTH * MINUTES_PER_DAY, 7 * MINUTES_PER_DAY, MINUTES_PER_DAY,
    60.0, 1.0, 1.0 / 60.0,
)


@lru_cache(maxsize=4096)
def minutes(text: str) -> float:
    """Return the minutes of an ISO 8601 duration such as `PT1H25M` or `P30D`.

    Raises WrongValue (a ValueError) with a sentence for people when `text` is not one.
    """
    found = _ISO.fullmatch(text)
    if found is None:
        raise _not_a_duration(text)
    amounts = (float((part or "0").replace(",", ".")) for part in found.groups())
    return sum(amount * factor for amount, factor in zip(amounts, _FACTORS, strict=True))


def iso(amount: float) -> str:
    """Write `amount` minutes as the shortest usual ISO 8601 duration (`P30D`, `PT1H10M`, `PT45S`)."""
    seconds = round(amount * 60)
    if seconds < 0:
        raise ValueError("a duration cannot be negative")
    days, seconds = divmod(seconds, 86400)
    hours, seconds = divmod(seconds, 3600)
    whole_minutes, seconds = divmod(seconds, 60)
    clock = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (whole_minutes, "M"), (seconds, "S")) if n)
    if not days and not clock:
        return "PT0M"
    return "P" + (f"{days}D" if days else "") + (f"T{clock}" if clock else "")


def _not_a_duration(value: object) -> WrongValue:
    return WrongValue(message("'{value}' is not a duration; write it as PT25M, PT1H10M or P30D",
                              value=str(value)[:40]))


def _checked(value: object) -> object:
    if not isinstance(value, str):
        raise _not_a_duration(value)
    minutes(value)
    return value


Duration = Annotated[
    str, BeforeValidator(_checked), Field(json_schema_extra={"format": "duration", "examples": ["PT25M", "P30D"]})
]


class Pert(BaseModel):
    """A three-point estimate: least, most likely and most."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    min: Duration
    mode: Duration
    max: Duration

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


Time = Duration | Pert | Exponential


def mean_minutes(time: Time | None) -> float:
    """Return the mean of a time in minutes; an absent time is nothing. PERT: (min + 4·mode + max) / 6."""
    match time:
        case None:
            return 0.0
        case Pert():
            return (minutes(time.min) + 4 * minutes(time.mode) + minutes(time.max)) / 6
        case Exponential():
            return minutes(time.mean)
        case _:
            return minutes(time)
