"""The sizes of paper people ask for: ISO 216, those of the United States (ANSI/ASME Y14.1), their own, and rolls.

All in millimetres. Names are compared without capitals and spaces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from visavis.blueprint.language import Count, Message, MessageList, message
from visavis.blueprint.model import BlueprintError

# Short edge, long edge.
ISO_SIZES: Mapping[str, tuple[float, float]] = MappingProxyType({
    "A0": (841, 1189), "A1": (594, 841), "A2": (420, 594), "A3": (297, 420), "A4": (210, 297), "A5": (148, 210),
})
US_SIZES: Mapping[str, tuple[float, float]] = MappingProxyType({
    "letter": (215.9, 279.4), "legal": (215.9, 355.6), "tabloid": (279.4, 431.8), "ansi-c": (431.8, 558.8),
    "ansi-d": (558.8, 863.6), "ansi-e": (863.6, 1117.6), "arch-c": (457.2, 609.6), "arch-d": (609.6, 914.4),
    "arch-e": (914.4, 1219.2),
})
NAMED_SIZES: Mapping[str, tuple[float, float]] = MappingProxyType({**ISO_SIZES, **US_SIZES})
# What a tabloid sheet is called when it lies on its long edge.
_OTHER_NAMES = {"ledger": "tabloid"}
# Less than a postcard takes no blueprint; more than this comes from no roll.
LEAST_MM, MOST_MM = 90.0, 20_000.0
_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "": 1.0}
_CUSTOM = re.compile(r"(\d+(?:[.,]\d+)?)(?:mm|cm|in)?[x×*](\d+(?:[.,]\d+)?)(mm|cm|in|)")
_ROLL = re.compile(r"roll-?(\d+(?:[.,]\d+)?)(mm|cm|in|)")


def find_named_size(paper: str) -> str | None:
    """Return the name of a size as the tables have it; None for one that is none of theirs."""
    asked = _flat(paper)
    asked = _OTHER_NAMES.get(asked, asked)
    return next((name for name in NAMED_SIZES if name.lower() == asked), None)


def read_custom_size(paper: str) -> tuple[float, float] | None:
    """Return width and height of `600x900mm` (or `cm`, `in`); None for what is no such size.

    Raises BlueprintError where no sheet is as small or as large.
    """
    found = _CUSTOM.fullmatch(_flat(paper))
    if found is None:
        return None
    width, height = (_length(number, found[3]) for number in found.groups()[:2])
    return _check(width, paper), _check(height, paper)


def read_roll_width(paper: str) -> float | None:
    """Return the width of the paper on a roll, `roll-914mm` (or `cm`, `in`); None for what is no roll.

    Raises BlueprintError where no roll is as narrow or as wide.
    """
    found = _ROLL.fullmatch(_flat(paper))
    return None if found is None else _check(_length(found[1], found[2]), paper)


def describe_unknown(paper: str) -> Message:
    """Say that this is no paper, which was probably meant, and what can be asked for."""
    known = MessageList((*NAMED_SIZES, "600x900mm", "roll-914mm"))
    shown = " ".join(paper.split())[:40]
    close = get_close_matches(_flat(paper)[:40], [name.lower() for name in NAMED_SIZES], n=1)
    if close:
        return message("“{given}” is not a paper size; did you mean {close}? There are {listed}", given=shown,
                       close=find_named_size(close[0]), listed=known)
    return message("“{given}” is not a paper size; there are {listed}", given=shown, listed=known)


def _flat(paper: str) -> str:
    return "".join(paper.split()).lower()


def _length(number: str, unit: str) -> float:
    return float(number.replace(",", ".")) * _UNITS[unit]


def _check(length: float, paper: str) -> float:
    if not LEAST_MM <= length <= MOST_MM:
        raise BlueprintError(message("“{given}”: a side of the paper is from {least} to {most} mm long",
                                     given=" ".join(paper.split())[:40], least=Count(round(LEAST_MM)),
                                     most=Count(round(MOST_MM))))
    return length
