"""Times as people write them, to and from the file's forms.

`25 min`, `1 h 10`, `1h`, `45 s`, `30 j`, `30 d`, `2 sem`, `3 à 12 min` or `3–5–12 min` (least, likely, most),
`≈ 20 min` (exponential, known by its mean), or the ISO 8601 form itself.
"""

from __future__ import annotations

import re
from typing import Any

from blueprint.language import message
from blueprint.language.typography import minutes as told
from blueprint.model import BlueprintError, Exponential, Pert, Time, iso, minutes

_UNITS = {
    "s": 1 / 60, "sec": 1 / 60, "seconde": 1 / 60, "secondes": 1 / 60, "second": 1 / 60, "seconds": 1 / 60,
    "": 1.0, "m": 1.0, "mn": 1.0, "min": 1.0, "minute": 1.0, "minutes": 1.0,
    "h": 60.0, "heure": 60.0, "heures": 60.0, "hour": 60.0, "hours": 60.0,
    "j": 1440.0, "jour": 1440.0, "jours": 1440.0, "d": 1440.0, "day": 1440.0, "days": 1440.0,
    "sem": 10080.0, "semaine": 10080.0, "semaines": 10080.0, "w": 10080.0, "week": 10080.0, "weeks": 10080.0,
}
# What may stand after a number, the longest first so that a pattern takes whole words.
UNIT_WORDS = tuple(sorted(filter(None, _UNITS), key=len, reverse=True))
_PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]*)")
_BETWEEN = re.compile(r"\s*(?:–|—|-|à|to|/|\.\.)\s*", re.IGNORECASE)
_ABOUT = ("≈", "~")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


def read_time(text: str) -> Any:
    """Return what was typed as the file's value (text, or a mapping); None for nothing.

    Raises BlueprintError with an example when it cannot be understood.
    """
    typed = text.translate(_SPACES).strip()
    if not typed:
        return None
    if typed.upper().startswith("P"):
        try:
            minutes(typed.upper())
        except ValueError:
            raise _unreadable(typed) from None
        return typed.upper()
    if typed.startswith(_ABOUT):
        return {"mean": iso(_amount(typed[1:].strip(), typed)), "distribution": "exponential"}
    pieces = _BETWEEN.split(typed)
    if len(pieces) == 1:
        return iso(_amount(typed, typed))
    if len(pieces) > 3 or not all(pieces):
        raise _unreadable(typed)
    return _estimate(pieces, typed)


def write_time(time: Time | None, language: str) -> str:
    """Return a time as people write it, such that `read_time` understands it again."""
    match time:
        case None:
            return ""
        case Pert():
            parts = (time.min, time.mode, time.max)
            return " – ".join(told(minutes(part), language) for part in parts)
        case Exponential():
            return f"≈ {told(minutes(time.mean), language)}"
        case _:
            return _exact(minutes(time), language)


def _exact(amount: float, language: str) -> str:
    """Return a plain time in words where that loses nothing, else in its ISO form."""
    shown = told(amount, language)
    return shown if abs(minutes(read_time(shown)) - amount) < 1e-6 else iso(amount)


def _estimate(pieces: list[str], typed: str) -> dict[str, str]:
    unit = _PART.findall(pieces[-1])
    suffix = unit[-1][1] if unit else ""
    amounts = [_amount(piece if re.search(r"[^\W\d_]", piece) else f"{piece} {suffix}", typed) for piece in pieces]
    if len(amounts) == 2:
        amounts.insert(1, sum(amounts) / 2)
    if amounts != sorted(amounts):
        raise BlueprintError(message("'{typed}': write the least first, then the likely, then the most",
                                     typed=typed[:40]))
    return {"min": iso(amounts[0]), "mode": iso(amounts[1]), "max": iso(amounts[2])}


def _amount(text: str, typed: str) -> float:
    parts = _PART.findall(text)
    rest = _PART.sub("", text).strip()
    if not parts or rest or any(unit.lower() not in _UNITS for _, unit in parts):
        raise _unreadable(typed)
    total = 0.0
    previous = ""
    for number, unit in parts:
        # The minutes of "1 h 10" carry no unit of their own.
        chosen = unit.lower()
        factor = 1.0 if not chosen and previous.startswith("h") else _UNITS[chosen]
        total += float(number.replace(",", ".")) * factor
        previous = chosen
    return total


def _unreadable(typed: str) -> BlueprintError:
    return BlueprintError(message("'{typed}' is not a time; write 25 min, 1 h 10, 30 d or 3–5–12 min",
                                  typed=typed[:40]))
