"""Typed text that does nothing: no controls, nothing that turns the order of letters round, no formula, one line.

This is the one place that every format for readers asks. HTML, DOCX, ODT, XLSX and ODS escape what they read as signs
by themselves, and hold texts as texts; Markdown and CSV cannot say what is text, and have signs in front of it.
"""

from __future__ import annotations

import re
import unicodedata

# A line may end at a no-break space no more than where it was typed.
_NO_BREAKS = dict.fromkeys((0x00A0, 0x202F))
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
# What spreadsheets calculate (OWASP, CSV injection), full-width letters too, behind blanks or quotes; and the sign
# that says, before a formula, that it is text.
_FORMULA = re.compile(r"""^[\s"']*[=+\-@|%\uff1d\uff0b\uff0d\uff20\u2212]""")
TEXT_SIGN = "'"
# In strings of a workbook, Excel reads `_x0041_` as the letter of that code (ECMA-376, part 1, 22.9.2.19).
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def inert(text: str) -> str:
    """Return a text on one line without letters that control anything; no-break spaces stay."""
    if "  " not in text and (text.isprintable() or text.translate(_NO_BREAKS).isprintable()):
        # Most texts, French quotes too: ten thousand steps have half a million of them.
        return text.strip(" ")
    kept = "".join(letter for letter in text if letter.isspace() or (
        letter not in _TURNING and unicodedata.category(letter) not in _NO_LETTERS))
    return _BLANK.sub(" ", kept).strip(" ")


def inert_lines(text: str) -> str:
    """Return a text as `inert` does, with the lines that it was typed in."""
    return "\n".join(map(inert, text.splitlines())).strip("\n") if "\n" in text or "\r" in text else inert(text)


def escape_markdown(text: str) -> str:
    """Return a typed text as Markdown that reads the same, on one line."""
    return _BEGINS.sub(r"\1\\\2", _SIGNS.sub(r"\\\g<0>", inert(text)))


def escape_formula(text: str) -> str:
    """Return a typed text for a file that cannot say that it is text: what might be a formula has a ' before it.

    Whoever reads the file again takes that one sign away where what follows it looks like a formula.
    """
    typed = inert_lines(text)
    return f"{TEXT_SIGN}{typed}" if _FORMULA.match(typed) else typed


def unescape_formula(text: str) -> str:
    """Return the typed text of which `escape_formula` made another."""
    rest = text.removeprefix(TEXT_SIGN)
    return rest if _FORMULA.match(rest) else text


def escape_coded_letters(text: str) -> str:
    """Return a typed text for a string of a workbook, in which `_x0041_` would be read as another letter."""
    return _CODED.sub("_x005F_", inert_lines(text))


def inert_beside(text: str) -> str:
    """Return a text as `inert` does, with the spaces at its ends: it may stand beside an element."""
    done = inert(text)
    if not done:
        return " " if text else ""
    return f"{' ' if text[0] == ' ' else ''}{done}{' ' if text[-1] == ' ' else ''}"
