"""Times as people write them, to and from the file's forms: in titles, fields, cells, pasted tables.

`25 min`, `1 h 10`, `1:30`, `½ h`, `45 s`, `1 500 min`, `30 j`, `30 d`, `2 sem`, `2 mois`, `1 year`, `2 jours ouvrés`;
`3 à 12 min` or `3–5–12 min` (least, likely, most); `≈ 20 min` (exponential, known by its mean); or the ISO 8601 form
itself. Words of both languages are understood in both. A time stays in the units that it was typed in: a day of work
is not 24 hours, and a month has no number of days. What could be read in two ways, a number without a unit and a word
that is no unit are refused with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from visavis.blueprint.editing.capture.numbers import LETTERS, QUANTITY, SPACES, read_quantity
from visavis.blueprint.language import message
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import BlueprintError, BusinessDays, minutes, write_iso

# The units, the longest first: an amount names them in this order, each once.
_YEAR, _MONTH, _WEEK, _DAY, _HOUR, _MINUTE, _SECOND, _BUSINESS = "Y", "M", "W", "D", "h", "m", "s", "business"
_CALENDAR = (_YEAR, _MONTH, _WEEK, _DAY)
_ORDER = (*_CALENDAR, _HOUR, _MINUTE, _SECOND)
_WORDS: Mapping[str, tuple[str, ...]] = {
    _YEAR: ("an", "ans", "annee", "annees", "y", "yr", "yrs", "year", "years"),
    _MONTH: ("mois", "mo", "mos", "month", "months", "mth", "mths"),
    _WEEK: ("sem", "semaine", "semaines", "w", "wk", "wks", "week", "weeks"),
    _DAY: ("j", "jr", "jrs", "jour", "jours", "d", "day", "days"),
    _HOUR: ("h", "hr", "hrs", "heure", "heures", "hour", "hours"),
    _MINUTE: ("m", "mn", "mns", "min", "mins", "minute", "minutes"),
    _SECOND: ("s", "sec", "secs", "seconde", "secondes", "second", "seconds"),
}
_UNIT_OF = {word: unit for unit, words in _WORDS.items() for word in words}
_BUSINESS_AFTER = ("ouvre", "ouvres")
_BUSINESS_BEFORE = ("business", "working")
_CALENDAR_AFTER = ("calendaire", "calendaires")
_CALENDAR_BEFORE = ("calendar",)
# In France five days of a week are ouvrés and six ouvrables; jours francs leave out the first and the last. Reading
# one for the other would move a date.
_OTHER_DAYS = ("ouvrable", "ouvrables", "franc", "francs")
_CLOCK_SECONDS = {_HOUR: 3600, _MINUTE: 60, _SECOND: 1}

_NUMBER = re.compile(QUANTITY)
_WORD = re.compile(r"[^\W\d_]+\.?")
_AND = re.compile(r"(?:et|and)\s", re.IGNORECASE)
_GAP = re.compile(rf"[{SPACES}]*")
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9]))?(?:\s?h)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:–|—|-|\.\.+|…)\s*|\s*(?:\bà|(?<=[0-9])à|\bto\b)\s*", re.IGNORECASE)
_FROM_TO = re.compile(r"(?:(?:de|from)\s+(?P<a>.+?)\s+(?:à|to)|(?:entre|between)\s+(?P<b>.+?)\s+(?:et|and))\s+"
                      r"(?P<c>.+)", re.IGNORECASE)
_TO = re.compile(r"\bà|(?<=[0-9])à|\bto\b", re.IGNORECASE)
_SLASHES = re.compile(r"([^/]+)/([^/]+)/([^/]+)")
_ABOUT = ("≈", "~")
# A day of the calendar, not the least, likely and most of a time.
_DATE = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])([/.-])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}\b.*"
                   r"|(?:19|20)[0-9]{2}-[01]?[0-9]-[0-3]?[0-9]\b.*")
_DECIMALS = 9
# Hours at which something is done; fewer are a duration.
_FIRST_HOUR, _LAST_HOUR = 7, 24
# As many as the model takes.
_MOST_BUSINESS_DAYS = 1_000_000


@dataclass(frozen=True, slots=True)
class _Amount:
    """A length of time in the units that it was typed in; without any (`units` empty) `bare` is the number."""

    units: Mapping[str, Fraction]
    bare: Fraction | None = None
    ending: TimeEnding | None = None


class TimeEnding(Enum):
    """With what the words of a time end, which says what they might be cut off from."""

    UNIT = auto()
    MINUTES = auto()
    NUMBER = auto()


@dataclass(frozen=True, slots=True)
class TimeReading:
    """A time in the file's form, and how it was written.

    `ending` is `MINUTES` for the last number of `1 h 10`, `NUMBER` where a number has no unit at all.
    """

    value: Any
    ending: TimeEnding = TimeEnding.UNIT


def read_time(text: str, language: str = "", unit: str = "") -> Any:
    """Return what was typed as the file's value (text, or a mapping); None for nothing.

    `language` decides what `1,500` is; `unit` is that of numbers without one, where a field or a heading tells it.
    Raises BlueprintError with an example when it cannot be understood.
    """
    reading = read_time_with_ending(text, language, unit)
    return None if reading is None else reading.value


def read_time_with_ending(text: str, language: str = "", unit: str = "") -> TimeReading | None:
    """Return what `read_time` does, and how its end is written; None for nothing."""
    typed = " ".join(text.split())
    if not typed:
        return None
    if typed[:1].upper() == "P":
        return TimeReading(_iso(typed))
    is_about = typed.startswith(_ABOUT)
    if _DATE.fullmatch(typed.removeprefix(typed[:1]).strip() if is_about else typed):
        raise _unreadable_error(typed)
    pieces = [typed[1:].strip()] if is_about else _pieces(typed)
    if len(pieces) > 3 or not all(pieces):
        raise _unreadable_error(typed)
    amounts = [_amount(piece, typed, language) for piece in pieces]
    last = amounts[-1]
    ending = TimeEnding.NUMBER if last.bare is not None else last.ending or TimeEnding.UNIT
    if len(amounts) == 2 and _is_hour_of_day(*amounts) and _TO.search(typed) and not _FROM_TO.fullmatch(typed):
        raise BlueprintError(message("'{typed}': a range, or a time of day? Write a range with a dash",
                                     typed=typed[:LETTERS]))
    if len(amounts) > 1:
        return TimeReading(_estimate(amounts, typed, unit), ending)
    value = _file_form(_with_unit(last, unit, typed), typed)
    if not is_about:
        return TimeReading(value, ending)
    if not isinstance(value, str):
        raise BlueprintError(message("'{typed}': an approximate time is not counted in working days; write a range",
                                     typed=typed[:LETTERS]))
    return TimeReading({"mean": value, "distribution": "exponential"}, ending)


def read_span(text: str, language: str = "") -> Any:
    """Return what was typed as one time, as a deadline is: no range, no mean. Raises BlueprintError otherwise."""
    value = read_time(text, language)
    if isinstance(value, dict) and "business_days" not in value:
        raise BlueprintError(message("'{typed}': write one time here, not a range or a mean",
                                     typed=text.strip()[:LETTERS]))
    return value


def read_duration(text: str, language: str = "") -> str | None:
    """Return what was typed as one time on the calendar. Raises BlueprintError otherwise."""
    value = read_span(text, language)
    if isinstance(value, dict):
        raise BlueprintError(message("'{typed}': this is counted on the calendar, not in working days",
                                     typed=text.strip()[:LETTERS]))
    return None if value is None else str(value)


def is_unit(text: str) -> bool:
    """Return whether a text is a unit of time: `min`, `jours ouvrés`, `business days`."""
    found = _unit(text.strip(), 0, text)
    return found is not None and found[1] == len(text.strip())


def lacks_unit(text: str, language: str = "") -> bool:
    """Return whether a text is a number, or a range of numbers, that only lacks its unit."""
    try:
        read_time(text, language)
    except BlueprintError:
        try:
            return read_time(text, language, "min") is not None
        except BlueprintError:
            return False
    return False


def _iso(typed: str) -> str:
    try:
        minutes(typed.upper())
    except ValueError:
        raise _unreadable_error(typed) from None
    return typed.upper()


def _pieces(typed: str) -> list[str]:
    sentence = _FROM_TO.fullmatch(typed)
    if sentence is not None:
        return [sentence["a"] or sentence["b"], sentence["c"]]
    slashes = _SLASHES.fullmatch(typed)
    if slashes is not None:
        return [piece.strip() for piece in slashes.groups()]
    return _BETWEEN.split(typed)


def _is_hour_of_day(first: _Amount, last: _Amount) -> bool:
    """Return whether `10 min à 14 h` may be ten minutes, at two in the afternoon."""
    hour = last.units.get(_HOUR)
    return (hour is not None and set(last.units) <= {_HOUR, _MINUTE} and _FIRST_HOUR <= hour < _LAST_HOUR
            and bool(first.units) and set(first.units) <= {_MINUTE, _SECOND})


def _with_unit(amount: _Amount, unit: str, typed: str) -> _Amount:
    """Return an amount that has a unit: its own, else the one of its heading, which a mere zero does without."""
    if amount.bare is None:
        return amount
    found = _unit(unit, 0, typed) if unit else None
    if found is not None:
        return _Amount(MappingProxyType({found[0]: amount.bare}))
    if not amount.bare:
        return _Amount(MappingProxyType({_MINUTE: amount.bare}))
    raise BlueprintError(message("'{typed}' has no unit; write {typed} min, {typed} h or {typed} d",
                                 typed=typed[:LETTERS]))


# -- one amount

def _amount(text: str, typed: str, language: str) -> _Amount:
    """Return numbers with their units, from the longest unit to the shortest."""
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        hands = zip((_HOUR, _MINUTE, _SECOND), clock.groups(), strict=True)
        return _Amount(MappingProxyType({unit: Fraction(part) for unit, part in hands if part is not None}))
    parts: list[tuple[Fraction, str, bool, str]] = []
    at = 0
    while at < len(text):
        joined = _AND.match(text, at) if parts else None
        number = _NUMBER.match(text, _skip_gap(text, joined.end() if joined else at))
        if number is None:
            raise _unreadable_error(typed)
        found = _unit(text, _skip_gap(text, number.end()), typed)
        is_apart = bool(parts) and text[number.start() - 1].isspace()
        unit, end = found if found is not None else ("", number.end())
        if joined is not None and not unit:
            raise _unreadable_error(typed)
        parts.append((read_quantity(number.group(), language), unit, is_apart, number.group()))
        at = _skip_gap(text, end)
    return _combine_parts(parts, typed)


def _skip_gap(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    return found.end() if found is not None else at


def _unit(text: str, at: int, typed: str) -> tuple[str, int] | None:
    """Return the unit whose words stand there and where they end; None where none does; refuses other days."""
    first = _WORD.match(text, at)
    if first is None:
        return None
    second = _WORD.match(text, _skip_gap(text, first.end()))
    one, two = fold_text(first.group()), fold_text(second.group()) if second is not None else ""
    unit = _UNIT_OF.get(one)
    if second is not None and _UNIT_OF.get(two) == _DAY and one in (*_BUSINESS_BEFORE, *_CALENDAR_BEFORE):
        return (_BUSINESS if one in _BUSINESS_BEFORE else _DAY), second.end()
    if second is not None and unit == _DAY and two in _OTHER_DAYS:
        raise BlueprintError(message("'{typed}': there are days and working days (jours ouvrés, five a week), but no"
                                     " jours ouvrables or jours francs", typed=typed[:LETTERS]))
    if second is not None and unit == _DAY and two in (*_BUSINESS_AFTER, *_CALENDAR_AFTER):
        return (_BUSINESS if two in _BUSINESS_AFTER else _DAY), second.end()
    return (unit, first.end()) if unit is not None else None


def _combine_parts(parts: list[tuple[Fraction, str, bool, str]], typed: str) -> _Amount:
    """Return the amount of numbers and units, in order; the minutes of `1 h 10` may do without a unit."""
    if not parts:
        raise _unreadable_error(typed)
    last, unit, is_apart, digits = parts[-1]
    ending = TimeEnding.UNIT
    if not unit:
        if len(parts) == 1:
            return _Amount(MappingProxyType({}), bare=last)
        after = {_HOUR: _MINUTE, _MINUTE: _SECOND}.get(parts[-2][1])
        if after is None or not re.fullmatch("[0-5]?[0-9]", digits):
            raise _unreadable_error(typed)
        parts = [*parts[:-1], (last, after, is_apart, digits)]
        ending = TimeEnding.MINUTES if is_apart else TimeEnding.UNIT
    units = [unit for _, unit, _, _ in parts]
    whole = all(number.denominator == 1 for number, _, _, _ in parts[:-1])
    if not whole or (len(units) > 1 and (_BUSINESS in units or "" in units)) or len(set(units)) != len(units) or (
            len(units) > 1 and sorted(units, key=_ORDER.index) != units):
        raise _unreadable_error(typed)
    return _Amount(MappingProxyType({unit: number for number, unit, _, _ in parts}), ending=ending)


# -- the file's forms

def _file_form(amount: _Amount, typed: str) -> Any:
    """Return an amount as the file has it: an ISO 8601 duration in its own units, or working days."""
    units = dict(amount.units)
    if _BUSINESS in units:
        count = units[_BUSINESS]
        if count > _MOST_BUSINESS_DAYS:
            raise _too_long_error(typed)
        return {"business_days": count.numerator if count.denominator == 1 else float(_decimal(count, typed))}
    if set(units) == {_YEAR} and units[_YEAR].denominator > 1 and (12 * units[_YEAR]).denominator == 1:
        years, months = divmod(12 * units[_YEAR], 12)
        units = {_YEAR: Fraction(years), _MONTH: months}
    seconds = sum((units.get(unit, Fraction(0)) * factor for unit, factor in _CLOCK_SECONDS.items()), Fraction(0))
    date = "".join(f"{_decimal(units[unit], typed)}{unit}" for unit in _CALENDAR if units.get(unit))
    hours, rest = divmod(seconds, 3600)
    whole, left = divmod(rest, 60)
    clock = "".join(f"{_decimal(Fraction(part), typed)}{letter}"
                    for part, letter in ((hours, "H"), (whole, "M"), (left, "S")) if part)
    text = f"P{date}" + (f"T{clock}" if clock else "")
    if text == "P":
        return "P0D" if set(_CALENDAR) & set(units) else "PT0M"
    try:
        minutes(text)
    except ValueError:
        raise _too_long_error(typed) from None
    return text


def _decimal(value: Fraction, typed: str) -> str:
    """Return the digits of a part; raises BlueprintError where there is no last one."""
    scaled = value * 10**_DECIMALS
    if scaled.denominator != 1:
        raise BlueprintError(message("'{typed}' cannot be written exactly; use a smaller unit",
                                     typed=typed[:LETTERS]))
    whole, decimals = divmod(scaled.numerator, 10**_DECIMALS)
    return f"{whole}.{decimals:0{_DECIMALS}}".rstrip("0").rstrip(".")


def _estimate(amounts: list[_Amount], typed: str, unit: str) -> dict[str, Any]:
    """Return a three-point estimate; ends without a unit have that of the last, half-way is likely between two."""
    if amounts[-1].bare is not None and any(one.units for one in amounts):
        raise _unreadable_error(typed)
    last = _with_unit(amounts[-1], unit, typed)
    if any(one.bare is not None for one in amounts) and len(last.units) > 1:
        raise _unreadable_error(typed)
    (shared, *_) = last.units
    named = [_Amount(MappingProxyType({shared: one.bare})) if one.bare is not None else one for one in amounts[:-1]]
    ends = [*named, last]
    forms = [_file_form(one, typed) for one in ends]
    if len(ends) == 2:
        forms.insert(1, _half_way(ends[0], ends[1], typed))
    lengths = [_length(form) for form in forms]
    if lengths != sorted(lengths):
        raise BlueprintError(message("'{typed}': write the least first, then the likely, then the most",
                                     typed=typed[:LETTERS]))
    return {"min": forms[0], "mode": forms[1], "max": forms[2]}


def _half_way(least: _Amount, most: _Amount, typed: str) -> Any:
    """Return the middle in the unit of both ends, where they share it; else to the minute."""
    if set(least.units) == set(most.units) and len(most.units) == 1:
        (unit,) = most.units
        return _file_form(_Amount(MappingProxyType({unit: (least.units[unit] + most.units[unit]) / 2})), typed)
    return write_iso(round((_length(_file_form(least, typed)) + _length(_file_form(most, typed))) / 2))


def _length(form: Any) -> float:
    """Return the calendar minutes of a time in the file's form."""
    return minutes(form if isinstance(form, str) else BusinessDays(**form))


def _too_long_error(typed: str) -> BlueprintError:
    return BlueprintError(message("'{typed}' is too long a time", typed=typed[:LETTERS]))


def _unreadable_error(typed: str) -> BlueprintError:
    return BlueprintError(message("'{typed}' is not a time; write 25 min, 1 h 10, 30 d or 3–5–12 min",
                                  typed=typed[:LETTERS]))
