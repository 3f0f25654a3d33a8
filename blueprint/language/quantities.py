"""Values that each language writes its own way: times, shares, money, quotations."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that may be unknown: None, which not a number becomes, so that equal sentences are equal."""

    value: float | None

    def __post_init__(self) -> None:
        if isinstance(self.value, float) and isnan(self.value):
            object.__setattr__(self, "value", None)


@dataclass(frozen=True, slots=True)
class Minutes(Quantity):
    """A duration in minutes, told as people say it: `25 min`, `1 h 10`, `30 d`; spelled: `25 minutes`, `30 days`."""

    spelled: bool = False


@dataclass(frozen=True, slots=True)
class Days(Quantity):
    """A duration in days, always told in days: `30 d`; spelled: `30 days`."""

    spelled: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A duration told in the units that someone gave it in: `2 months`, `3 working days`, `1 h 10`.

    `minutes` are what hours, minutes and seconds of it come to.
    """

    years: float = 0.0
    months: float = 0.0
    weeks: float = 0.0
    days: float = 0.0
    working_days: float = 0.0
    minutes: float = 0.0


@dataclass(frozen=True, slots=True)
class Share(Quantity):
    """A part of one, told as a percentage."""


@dataclass(frozen=True, slots=True)
class Decimal(Quantity):
    """A plain number with at most `digits` decimals."""

    digits: int = 1


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number, its thousands grouped."""

    value: int


@dataclass(frozen=True, slots=True)
class Money(Quantity):
    """An amount in an ISO 4217 currency, with two decimals and at most `digits`; with 0 digits whole."""

    currency: str
    digits: int = 2


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words someone wrote or said, between the language's own quotation marks."""

    value: str
