"""The style sheet of an SVG file: each look once, under a short name that the elements of that look bear.

Names come from what they stand for. So the same look has the same name in every file, and two drawings that stand
inside one web page do not change each other's colours.
"""

from __future__ import annotations

import re
from collections.abc import Container
from string import ascii_lowercase, digits
from xml.sax.saxutils import escape
from zlib import crc32

# XML 1.0 has no place for these, not even escaped; from U+007F on, for some, but discourages them: controls.
_ILLEGAL = re.compile("[^\t\n\r\u0020-~\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile("[^ -%'-;=?-~\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORD = re.compile(r"[\w~.:-]*", re.ASCII)
_SIGNS = digits + ascii_lowercase
_MORE_SIGNS = 3
# A number is written to a hundredth: of a point, two thousandths of a millimetre on A3.
UNITS = 100
_MOST_KEPT = 8_000


class Numbers(dict[int, str]):
    """Hundredths as they are written, each spelled once; with a blank before those that do not begin with a sign."""

    def __init__(self, before: str = "") -> None:
        super().__init__()
        self._before = before

    def __missing__(self, hundredths: int) -> str:
        if len(self) > _MOST_KEPT:
            self.clear()
        text = spell(hundredths / UNITS)
        made = self[hundredths] = text if text.startswith("-") else self._before + text
        return made


def spell(value: float, digits_after: int = 2) -> str:
    """Return a number as short as SVG reads it: no zero before the point, none after the last figure."""
    text = f"{value:.{digits_after}f}".rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


NUMBERS = Numbers()
# The same with what keeps them from the number before.
NEXT_NUMBERS = Numbers(" ")


class StyleSheet:
    """The rules of one file."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()

    def name(self, declarations: str) -> str:
        """Return the class of those who look like this."""
        known = self._names.get(declarations)
        if known is None:
            known = self._names[declarations] = short_name(declarations, self._taken)
            self._taken.add(known)
        return known

    def rules(self) -> str:
        """Return what each class looks like."""
        return "".join([f".{name}{{{declarations}}}" for declarations, name in self._names.items()])


def short_name(content: str, taken: Container[str]) -> str:
    """Return four letters and figures that stand for a content, and for no other of the file."""
    number = crc32(content.encode("utf-8", "replace"))
    while True:
        rest, first = divmod(number, len(ascii_lowercase))
        name = ascii_lowercase[first]
        for _ in range(_MORE_SIGNS):
            rest, sign = divmod(rest, len(_SIGNS))
            name += _SIGNS[sign]
        if name not in taken:
            return name
        number += 1


def in_text(text: str) -> str:
    """Return words as the content of an element."""
    return escape(_ILLEGAL.sub("", text)) if _SPECIAL.search(text) else text


def in_attribute(text: str) -> str:
    """Return words between double quotes, on one line."""
    if _WORD.fullmatch(text):
        return f'"{text}"'
    return in_quotes(" ".join(text.split()))


def in_quotes(line: str) -> str:
    """Return a text of one line between double quotes, its no-break spaces kept."""
    return f'"{in_text(line).replace(chr(34), "&quot;")}"'
