"""Arabic letters in the forms their neighbours ask for, by the presentation forms that Unicode keeps for this.

Which letters join, and how, is read from the compatibility decompositions of the block Arabic Presentation
Forms-B (Unicode Standard, 9.2). Letters that only other languages than Arabic use stay in their isolated form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_LETTERS = re.compile("[\u0621-\u064a]")
_FORMS = range(0xFE80, 0xFEFD)
_STRETCH = "\u0640"
_LAM = "\u0644"


class _Forms(NamedTuple):
    """The forms of a letter; an empty one does not exist, so the letter does not join on that side."""

    isolated: str = ""
    final: str = ""
    initial: str = ""
    medial: str = ""


def join_letters(text: str) -> str:
    """Return `text`, in logical order, with its Arabic letters joined and lam-alef made one glyph."""
    if not _LETTERS.search(text):
        return text
    forms = _forms()
    drawn: list[str] = []
    place, before = 0, ""
    while place < len(text):
        letter = text[place]
        if letter not in forms:
            drawn.append(letter)
            before = before if unicodedata.combining(letter) else letter
            place += 1
            continue
        pair = text[place:place + 2]
        joins_before = _joins_after(before)
        if letter == _LAM and pair in forms:
            drawn.append(forms[pair].final if joins_before else forms[pair].isolated)
            before, place = pair, place + 2
            continue
        joins_after = _joins_before(_next_letter(text, place + 1))
        drawn.append(_form(forms[letter], joins_before=joins_before, joins_after=joins_after))
        before, place = letter, place + 1
    return "".join(drawn)


def _form(forms: _Forms, *, joins_before: bool, joins_after: bool) -> str:
    if joins_before and joins_after and forms.medial:
        return forms.medial
    if joins_before and forms.final:
        return forms.final
    if joins_after and forms.initial:
        return forms.initial
    return forms.isolated


def _next_letter(text: str, place: int) -> str:
    while place < len(text) and unicodedata.combining(text[place]):
        place += 1
    return text[place:place + 1]


def _joins_after(letter: str) -> bool:
    return letter == _STRETCH or bool(letter in _forms() and _forms()[letter].initial)


def _joins_before(letter: str) -> bool:
    return letter == _STRETCH or bool(letter in _forms() and _forms()[letter].final)


@lru_cache(maxsize=1)
def _forms() -> dict[str, _Forms]:
    """Return the forms of each letter, and of the pairs that become one glyph."""
    found: dict[str, dict[str, str]] = {}
    for code in _FORMS:
        form, *letters = unicodedata.decomposition(chr(code)).split()
        plain = "".join(chr(int(letter, 16)) for letter in letters)
        found.setdefault(plain, {})[form.strip("<>")] = chr(code)
    return {plain: _Forms(**kinds) for plain, kinds in found.items()}
