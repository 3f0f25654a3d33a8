"""Numbers and shares as people write them, to and from exact values.

A number has groups of three (`1 500`, `12,000` in English, `1.234.567`) and decimals behind a comma or a point. What
could be read in two ways is refused with both of them: nothing is guessed, and no digit is dropped. The numbers of
`visavis.blueprint.editing.capture.times` are read here, too.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from visavis.blueprint.language import message
from visavis.blueprint.language.typography import NARROW, is_french
from visavis.blueprint.model import BlueprintError

# What people put between groups of three: ordinary, no-break, narrow no-break and thin spaces.
SPACES = " \u00a0\u202f\u2009"
_LITERAL = rf"(?:[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+(?![0-9])|[0-9]+)(?:[.,][0-9]+)*"
_SIGNS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
_SIGN = f"[{''.join(_SIGNS)}]"
# Only these are read as parts of one unit (`3/4 h`); `3/5 h` may as well mean from three to five.
_PART = r"(?:1\s?/\s?[234]|2\s?/\s?3|3\s?/\s?4)(?![0-9/])"
# A number as it may stand before a unit, the longest first: `1 1/2`, `1½`, `1/2`, `½`, `1 500,5`.
QUANTITY = rf"(?:[0-9]+\s{_PART}|[0-9]+\s?{_SIGN}|{_PART}|{_SIGN}|{_LITERAL})"
_QUANTITY = re.compile(QUANTITY)
_OF = re.compile(rf"({_LITERAL})\s*(?:sur|of|out of|in|/)\s*({_LITERAL})", re.IGNORECASE)
# More than any count of people, cases or euros, and still exact as a float.
LARGEST = 10**15
# Beyond so many decimals a share that is a simple fraction is told as one (`1 sur 3`).
_DECIMALS, _SIMPLE = 4, 100
LETTERS = 40
# More digits than any float has; Python itself refuses to read numbers of some thousands.
LONGEST = 1_000


def read_quantity(text: str, language: str = "") -> Fraction:
    """Return the exact value of a number without a sign: `1 500`, `2,5`, `½`, `1 1/2`.

    `language` decides what a comma or a point before three digits is; where it is not told (""), such a number is
    refused. Raises BlueprintError where `text` is no number, or could be two.
    """
    typed = text.strip()
    if len(typed) > LONGEST or _QUANTITY.fullmatch(typed) is None:
        raise _number_error(typed)
    for sign, part in _SIGNS.items():
        typed = typed.replace(sign, f" {part}")
    if "/" not in typed:
        return _literal(typed, language)
    whole, _, part = re.sub(r"\s*/\s*", "/", typed).strip().rpartition(" ")
    return Fraction(whole or 0) + Fraction(part)


def read_number(text: str, language: str = "") -> int | float | None:
    """Return what was typed as a number; None for nothing. Raises BlueprintError when it is none, or could be two."""
    typed = text.strip()
    if not typed:
        return None
    negative = typed[0] in "-−"
    value = read_quantity(typed[1:] if negative else typed, language)
    return _file_number(-value if negative else value, typed)


def read_whole(text: str, language: str = "") -> int | None:
    """Return what was typed as a whole number; None for nothing. Raises BlueprintError for anything else."""
    value = read_number(text, language)
    if isinstance(value, float):
        raise BlueprintError(message("'{typed}' is not a whole number", typed=text.strip()[:LETTERS]))
    return value


def read_share(text: str, language: str = "") -> int | float | None:
    """Return a part of one: `40 %`, `0,4`, `2 sur 5`, `2 of 5`; None for nothing.

    A number from 2 to 100 without a sign can only be a percentage; 1 may be 1 % as well as everything and is refused,
    and so is what lies between 1 and 2.
    """
    typed = text.strip()
    if not typed:
        return None
    value = _share(typed, language)
    if value is None:
        value = read_quantity(typed, language)
        if 1 <= value < 2:
            raise BlueprintError(message("'{typed}': 1% or 100%? Write the % sign", typed=typed[:LETTERS]))
        value = value / 100 if value > 1 else value
    if value > 1:
        raise _share_error(typed)
    return _file_number(value, typed)


def read_weight(text: str, language: str = "") -> int | float | None:
    """Return how many there are of one kind beside others: a share that says so (`40 %`, `2 sur 5`), or a number."""
    typed = text.strip()
    value = _share(typed, language)
    return read_number(typed, language) if value is None else _file_number(value, typed)


def write_number(value: float, language: str) -> str:
    """Return a number with all its digits, in groups of three, such that `read_number` gives it back."""
    return _write_decimal(Decimal(repr(value)), language)


def write_share(value: float, language: str) -> str:
    """Return a part of one such that `read_share` gives it back: `12,5 %`, `1 sur 3`."""
    percent = Decimal(repr(value)) * 100
    exponent = percent.normalize().as_tuple().exponent
    simple = Fraction(value).limit_denominator(_SIMPLE)
    if isinstance(exponent, int) and -exponent > _DECIMALS and float(simple) == value:
        return f"{simple.numerator} {'sur' if is_french(language) else 'of'} {simple.denominator}"
    text = _write_decimal(percent, language)
    return f"{text}{NARROW}%" if is_french(language) else f"{text}%"


def write_weight(value: float, language: str) -> str:
    """Return how many there are of one kind such that `read_weight` gives it back; below one, as a share."""
    return write_share(value, language) if 0 < value < 1 else write_number(value, language)


def _share(typed: str, language: str) -> Fraction | None:
    """Return a share that says that it is one; None for a mere number."""
    found = _OF.fullmatch(typed)
    if typed.endswith("%"):
        part, whole = read_quantity(typed[:-1], language), Fraction(100)
    elif found is not None:
        part, whole = (read_quantity(one, language) for one in found.groups())
    else:
        return None
    if not whole or part > whole:
        raise _share_error(typed)
    return part / whole


def _literal(typed: str, language: str) -> Fraction:
    """Return the value of digits with commas, points and spaces between them."""
    spaced = re.fullmatch(rf"[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+", re.split("[.,]", typed)[0])
    body = re.sub(f"[{SPACES}]", "", typed)
    marks = re.findall("[.,]", body)
    whole, *parts = re.split("[.,]", body)
    if not marks:
        return Fraction(whole)
    if len(marks) == 1:
        in_group = not spaced and len(parts[0]) == 3 and len(whole) <= 3 and not whole.startswith("0")
        if in_group and not _is_decimal(marks[0], typed, language):
            return Fraction(whole + parts[0])
        return Fraction(f"{whole}.{parts[0]}")
    groups = parts if len(set(marks)) == 1 else parts[:-1]
    if spaced or len(set(marks[: len(groups)])) != 1 or any(len(part) != 3 for part in groups) \
            or len(whole) > 3 or whole.startswith("0"):
        raise _number_error(typed)
    return Fraction(whole + "".join(groups) + (f".{parts[-1]}" if len(groups) < len(parts) else ""))


def _is_decimal(mark: str, typed: str, language: str) -> bool:
    """Return whether a mark before three digits begins decimals; raises BlueprintError where that is open."""
    if mark == "," and language:
        return is_french(language)
    if mark == "." and language and not is_french(language):
        return True
    whole, decimals = re.split("[.,]", typed)
    raise BlueprintError(message("'{typed}' may be {grouped} or {decimal}; write one of these", typed=typed[:LETTERS],
                                 grouped=f"{whole}{NARROW}{decimals}",
                                 decimal=f"{whole},{decimals.rstrip('0') or '0'}"))


def _file_number(value: Fraction, typed: str) -> int | float:
    """Return a value as the file has it; raises BlueprintError where digits would be lost."""
    if abs(value) > LARGEST:
        raise BlueprintError(message("'{typed}' is too large a number", typed=typed[:LETTERS]))
    if value.denominator == 1:
        return value.numerator
    plain = float(value)
    # Thirds have no last digit; what was typed with digits has.
    if _is_terminating(value) and Fraction(repr(plain)) != value:
        raise BlueprintError(message("'{typed}' has more digits than are kept", typed=typed[:LETTERS]))
    return plain


def _is_terminating(value: Fraction) -> bool:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _write_decimal(value: Decimal, language: str) -> str:
    whole, _, decimals = format(abs(value), "f").partition(".")
    decimals = decimals.rstrip("0")
    sign = "−" if value < 0 else ""
    if is_french(language):
        return f"{sign}{int(whole):,}".replace(",", NARROW) + (f",{decimals}" if decimals else "")
    return f"{sign}{int(whole):,}" + (f".{decimals}" if decimals else "")


def _share_error(typed: str) -> BlueprintError:
    return BlueprintError(message("'{typed}' is more than the whole; a share is 100% at most", typed=typed[:LETTERS]))


def _number_error(typed: str) -> BlueprintError:
    return BlueprintError(message("'{typed}' is not a number", typed=typed[:LETTERS]))
