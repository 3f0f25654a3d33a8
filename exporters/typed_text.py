"""Typed text that does nothing: no controls, nothing that turns the order of letters round, one line.

HTML escapes what it reads as signs by itself; Markdown has no other way than backslashes.
"""

from __future__ import annotations

import re
import unicodedata

# A line may end at a no-break space no more than where it was typed.
_BLANK = re.compile(r"[^\S\u00a0\u202f]+")
# What turns round the order of everything after it (Unicode 16, UAX 9): a name may not rewrite its line.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Controls, halves of surrogate pairs, and code points that are no letters.
_NO_LETTERS = frozenset({"Cc", "Cs", "Cn"})
# What means something anywhere in a line, cells of tables and GitHub's formulas included, and the beginnings of what
# GitHub makes a link or a picture of: addresses, `:smile:`.
_SIGNS = re.compile(r"[\\`*_\[\]<>|~&$]|:(?=//|\w+:)|(?<=www)\.|@")
# What means something at the beginning of a line alone: lists, headings, quotations, rules.
_BEGINS = re.compile(r"^(|\d+)((?<!\d)[-+#=]|(?<=\d)[.)])")


def inert(text: str) -> str:
    """Return a text on one line without letters that control anything; no-break spaces stay."""
    kept = "".join(letter for letter in text if letter.isspace() or (
        letter not in _TURNING and unicodedata.category(letter) not in _NO_LETTERS))
    return _BLANK.sub(" ", kept).strip(" ")


def escape_markdown(text: str) -> str:
    """Return a typed text as Markdown that reads the same, on one line."""
    return _BEGINS.sub(r"\1\\\2", _SIGNS.sub(r"\\\g<0>", inert(text)))


def inert_beside(text: str) -> str:
    """Return a text as `inert` does, with the spaces at its ends: it may stand beside an element."""
    done = inert(text)
    if not done:
        return " " if text else ""
    return f"{' ' if text[0] == ' ' else ''}{done}{' ' if text[-1] == ' ' else ''}"
