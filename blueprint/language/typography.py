"""How French and English write times, numbers, quotations and punctuation.

French follows the usage of the Imprimerie nationale: a narrow no-break space (U+202F) before `; ! ?` and inside
guillemets, a no-break space before the colon (set narrow too, as `visual.md` asks: one width everywhere), a decimal
comma, `1 h 10`, `58 %`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

NARROW = "\u202f"
NO_BREAK = "\u00a0"
SECONDS_PER_MINUTE = 60
MINUTES_PER_HOUR = 60
MINUTES_PER_DAY = 24 * 60
# Below two days a time reads better in hours; from two days on, in days.
DAYS_FROM = 2 * MINUTES_PER_DAY

_SPACE_BEFORE = re.compile(r"(?<![;:!?\s\u00a0\u202f])[ \u00a0\u202f]+([;:!?»])")
_SPACE_AFTER = re.compile(r"«[ \u00a0\u202f]+")
_PAIRS = {"«": "»", "“": "”", '"': '"'}


def is_french(language: str) -> bool:
    """Return whether a BCP 47 tag names French."""
    return language.lower().split("-")[0] == "fr"


def number(value: float, language: str, digits: int = 1) -> str:
    """Write `value` with at most `digits` decimals, grouped thousands, and no trailing zeros."""
    rounded = round(value, digits)
    text = f"{rounded:,.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text == "-0":
        text = "0"
    if is_french(language):
        return text.replace(",", NARROW).replace(".", ",")
    return text


def minutes(value: float, language: str) -> str:
    """Write a duration given in minutes: `45 s`, `25 min`, `1 h 10`, `30 j` (`30 d` in English)."""
    sign = "−" if value < 0 else ""
    return sign + _magnitude(abs(value), language)


def _magnitude(value: float, language: str) -> str:
    if value == 0:
        return f"0{NO_BREAK}min"
    seconds = round(value * SECONDS_PER_MINUTE)
    if seconds < SECONDS_PER_MINUTE:
        return f"{seconds}{NO_BREAK}s"
    if value < 10:
        return f"{number(value, language, 1)}{NO_BREAK}min"
    whole = round(value)
    if whole < MINUTES_PER_HOUR:
        return f"{whole}{NO_BREAK}min"
    if value < DAYS_FROM:
        hours, rest = divmod(whole, MINUTES_PER_HOUR)
        return f"{hours}{NO_BREAK}h" + (f"{NO_BREAK}{rest:02d}" if rest else "")
    return days(value / MINUTES_PER_DAY, language)


def days(value: float, language: str) -> str:
    """Write a duration given in days: `30 j`, `1,5 j` (`d` in English)."""
    digits = 0 if abs(value) >= 10 else 1
    return f"{number(value, language, digits)}{NO_BREAK}{'j' if is_french(language) else 'd'}"


def spelled_minutes(value: float, language: str) -> str:
    """Write a duration given in minutes in whole words: `25 minutes`, `1 hour 10 minutes`, `30 days`."""
    magnitude, whole = abs(value), round(abs(value))
    seconds = round(magnitude * SECONDS_PER_MINUTE)
    if 0 < seconds < SECONDS_PER_MINUTE:
        text = _spell(seconds, _TIME_UNITS["seconds"], language)
    elif whole < MINUTES_PER_HOUR:
        text = _spell(round(magnitude, 1) if magnitude < 10 else whole, _TIME_UNITS["minutes"], language)
    elif magnitude < DAYS_FROM:
        hours, rest = divmod(whole, MINUTES_PER_HOUR)
        text = _spell(hours, _TIME_UNITS["hours"], language)
        text += NO_BREAK + _spell(rest, _TIME_UNITS["minutes"], language) if rest else ""
    else:
        text = spelled_days(magnitude / MINUTES_PER_DAY, language)
    return ("−" if value < 0 else "") + text


def spelled_days(value: float, language: str) -> str:
    """Write a duration given in days in whole words: `30 days`, `1.5 days`."""
    return _spell(round(value) if abs(value) >= 10 else round(value, 1), _TIME_UNITS["days"], language)


def _spell(amount: float, words: tuple[str, str, str, str], language: str, digits: int = 1) -> str:
    french = is_french(language)
    # In French the plural begins with two, in English with anything but one.
    several = abs(amount) >= 2 if french else amount != 1
    word = words[(0 if french else 2) + several].replace(" ", NO_BREAK)
    return f"{number(amount, language, digits)}{NO_BREAK}{word}"


_TIME_UNITS: dict[str, tuple[str, str, str, str]] = {
    "seconds": ("seconde", "secondes", "second", "seconds"), "minutes": ("minute", "minutes", "minute", "minutes"),
    "hours": ("heure", "heures", "hour", "hours"), "days": ("jour", "jours", "day", "days"),
}

# The units of a period in words, one and several, in French and in English.
_PERIOD_UNITS: dict[str, tuple[str, str, str, str]] = {
    "years": ("an", "ans", "year", "years"), "months": ("mois", "mois", "month", "months"),
    "weeks": ("semaine", "semaines", "week", "weeks"), "days": _TIME_UNITS["days"],
    "working_days": ("jour ouvré", "jours ouvrés", "working day", "working days"),
}


def period(parts: Mapping[str, float], language: str) -> str:
    """Write a duration in the units that it is given in, largest first; `parts` are amounts by unit.

    The units are `years`, `months`, `weeks`, `days`, `working_days` and, for what is left, `minutes`.
    """
    texts = [_spell(parts[unit], words, language, 2) for unit, words in _PERIOD_UNITS.items() if parts.get(unit)]
    rest = parts.get("minutes", 0.0)
    if rest or not texts:
        texts.append(minutes(rest, language))
    return enumeration(texts, language)


def share(value: float, language: str) -> str:
    """Write a part of one as a percentage; tiny but real shares keep a decimal."""
    percent = value * 100
    digits = 1 if 0 < abs(percent) < 10 and abs(percent - round(percent)) >= 0.05 else 0
    text = number(percent, language, digits)
    return f"{text}{NARROW}%" if is_french(language) else f"{text}%"


def money(value: float, currency: str, language: str, digits: int = 2) -> str:
    """Write an amount with two decimals, or up to `digits` where they say something; with 0 without any.

    It bears the sign of the euro and the dollar, the code of every other currency.
    """
    whole, _, cents = f"{abs(value):,.{max(digits, 2) if digits else 0}f}".partition(".")
    text = f"{whole}.{cents[:2]}{cents[2:].rstrip('0')}" if digits else whole
    sign = "−" if value < 0 and any(digit in "123456789" for digit in text) else ""
    if is_french(language):
        text = text.replace(",", NARROW).replace(".", ",")
        return f"{sign}{text}{NO_BREAK}{ {'EUR': '€', 'USD': '$'}.get(currency, currency) }"
    symbol = {"EUR": "€", "USD": "$", "GBP": "£"}.get(currency)
    return f"{sign}{symbol}{text}" if symbol else f"{sign}{currency}{NO_BREAK}{text}"


def quote_text(text: str, language: str) -> str:
    """Put `text` between the language's quotation marks, without doubling those it already has."""
    bare = text.strip()
    ends = {bare[:1], bare[-1:]}
    if len(bare) > 1 and _PAIRS.get(bare[0]) == bare[-1] and not ends & set(bare[1:-1]):
        bare = bare[1:-1].strip()
    if is_french(language):
        return f"«{NARROW}{punctuate(bare, language)}{NARROW}»"
    return f"“{bare}”"


def punctuate(text: str, language: str) -> str:
    """Replace the spaces that French puts before high punctuation by narrow no-break ones.

    Spaces are replaced, never added: `12:30` and web addresses stay as they were typed.
    """
    if not is_french(language):
        return text
    return _SPACE_AFTER.sub(f"«{NARROW}", _SPACE_BEFORE.sub(rf"{NARROW}\1", text))


def enumeration(parts: list[str], language: str) -> str:
    """Join texts as a sentence does: "a, b and c", and "a, b, …" where more would follow."""
    if len(parts) < 2 or parts[-1] == "…":
        return ", ".join(parts)
    word = "et" if is_french(language) else "and"
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
