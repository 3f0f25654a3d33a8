"""Values that each language writes its own way: times, shares, money, quotations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Minutes:
    """A duration in minutes, told as people say it: `25 min`, `1 h 10`, `30 d`."""

    value: float


@dataclass(frozen=True, slots=True)
class Days:
    """A duration in days, always told in days."""

    value: float


@dataclass(frozen=True, slots=True)
class Period:
    """A duration told in the units that somebody gave it in: `2 months`, `3 working days`, `1 h 10`.

    `minutes` are what hours, minutes and seconds of it come to.
    """

    years: float = 0.0
    months: float = 0.0
    weeks: float = 0.0
    days: float = 0.0
    working_days: float = 0.0
    minutes: float = 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """A part of one, told as a percentage."""

    value: float


@dataclass(frozen=True, slots=True)
class Decimal:
    """A plain number with at most `digits` decimals."""

    value: float
    digits: int = 1


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number, its thousands grouped."""

    value: int


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in an ISO 4217 currency, with two decimals and at most `digits`."""

    value: float
    currency: str
    digits: int = 2


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words somebody wrote or said, between the language's own quotation marks."""

    value: str
