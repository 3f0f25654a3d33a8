"""Times as people write them, made from the file's forms; the reader is `visavis.blueprint.editing.capture.times`."""

from __future__ import annotations

import re
from fractions import Fraction

from visavis.blueprint.editing.capture.numbers import write_number
from visavis.blueprint.language.typography import NO_BREAK, is_french
from visavis.blueprint.model import BusinessDays, Exponential, Pert, Time

_ISO_PARTS = re.compile(r"P(?:([\d.,]+)Y)?(?:([\d.,]+)M)?(?:([\d.,]+)W)?(?:([\d.,]+)D)?"
                        r"(?:T(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)?")


def write_time(time: Time | None, language: str) -> str:
    """Return a time as people write it, such that `read_time` understands it again as the same."""
    match time:
        case None:
            return ""
        case Pert():
            return " – ".join(_write_duration(part, language) for part in (time.min, time.mode, time.max))
        case Exponential():
            return f"≈ {_write_duration(time.mean, language)}"
        case _:
            return _write_duration(time, language)


def _write_duration(time: str | BusinessDays, language: str) -> str:
    french = is_french(language)
    if isinstance(time, BusinessDays):
        return _write_amount(Fraction(repr(time.business_days)), ("jour ouvré", "jours ouvrés") if french else
                             ("business day", "business days"), language)
    parts = _ISO_PARTS.fullmatch(time)
    if parts is None:
        return time
    amounts = [Fraction((part or "0").replace(",", ".")) for part in parts.groups()]
    names = (("an", "ans"), ("mois",) * 2, ("sem",) * 2, ("j",) * 2) if french else (
        ("year", "years"), ("month", "months"), ("week", "weeks"), ("d",) * 2)
    dates = [_write_amount(amount, name, language) for amount, name in zip(amounts, names, strict=False) if amount]
    seconds = sum((amount * factor for amount, factor in zip(amounts[4:], (3600, 60, 1), strict=True)), Fraction(0))
    return NO_BREAK.join([*dates, *_clock(seconds, language)]) or (f"0{NO_BREAK}min" if "T" in time
                                                                   else _write_amount(
        Fraction(0), names[3], language))


def _clock(seconds: Fraction, language: str) -> list[str]:
    """Return hours, minutes and seconds: `1 h 10`, `45 s`, `1 min 30 s`."""
    hours, rest = divmod(seconds, 3600)
    whole, left = divmod(rest, 60)
    if hours and whole and not left:
        return [f"{_write_amount(Fraction(hours), ('h',) * 2, language)}{NO_BREAK}{int(whole):02d}"]
    parts = ((Fraction(hours), "h"), (Fraction(whole), "min"), (left, "s"))
    return [_write_amount(amount, (name,) * 2, language) for amount, name in parts if amount]


def _write_amount(amount: Fraction, names: tuple[str, ...], language: str) -> str:
    plain = amount.numerator if amount.denominator == 1 else float(amount)
    several = amount >= 2 if is_french(language) else amount != 1
    return f"{write_number(plain, language)}{NO_BREAK}{names[several]}"
