"""Bullets, numbers and check boxes before the lines of a list, as word processors, mails and people write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

# These stand close to a word as well; the last are Word's own bullets in the Symbol and Wingdings fonts.
_SIGNS = "•◦▪▫■□●○‣⁃∙·►▶➢➤→⇒➔❖♦◆◇✓✔✗✘☐☑☒\uf0b7\uf0a7\uf0d8\uf0fc\uf076"
# Only with a space: they begin words and numbers, too.
_DASHES = r"\-\u2011−–—*+"
_ROMAN = "[ivx]{1,6}"
_BULLET = re.compile(
    rf"(?:[{_SIGNS}]\s*|[{_DASHES}]\s+|\[[ xX✓✔]?\]\s*"
    # Word's round, square and arrow bullets as plain text: letters before a tab.
    r"|[ovqnØü§](?:\t\s*|[ \u00a0]{2,})"
    rf"|(?:\d{{1,3}}[.)]|\(\d{{1,3}}\)|\d{{1,3}}°\)?|\d{{1,3}}(?:\.\d{{1,3}})+[.)]|[a-z]\)|\([a-z]\)|[a-h]\.|{_ROMAN}[.)]"
    rf"|\({_ROMAN}\)|[A-Z]\)|[IVX]{{1,6}}\))\s+"
    r"|\d{1,3}\s?[-–—]\s+(?!\d)"
    # Close to a word with a capital: `1.Appelle`, `a)Vient`.
    r"|(?:\d{1,3}[.)]|[a-z]\))(?=[A-ZÀ-ÖØ-Þ]))"
)
# What may be a number of a list, or the beginning of a sentence: taken off where the lines count on.
_LABEL = re.compile(r"(?P<label>\d{1,3}(?:\.\d{1,3})*|[A-Za-z]\.)\s+(?=\D)")
_FIRST = ((1,), (1, 1), (ord("a"),))
_ALONE = re.compile(rf"[{_SIGNS}{_DASHES}]|\[[ xX✓✔]?\]|[o§]")


def without_bullet(text: str) -> str:
    """Return a line without the bullets, numbers and check boxes before its words."""
    rest = text.lstrip()
    while (found := _BULLET.match(rest)) is not None:
        rest = rest[found.end():].lstrip()
    return rest


def is_bullet(text: str) -> bool:
    """Return whether a text is nothing but a bullet or a check box."""
    return _ALONE.fullmatch(text.strip()) is not None


def counts_on(texts: Sequence[str]) -> bool:
    """Return whether the lines of a list are numbered or lettered one after the other, from the first on."""
    labels = [_label(text) for text in texts]
    known = [label for label in labels if label is not None]
    return len(texts) > 1 and len(known) == len(labels) and known[0] in _FIRST and all(
        _follows(one, other) for one, other in pairwise(known))


def without_label(text: str) -> str:
    """Return a line of a list that counts on without its number or letter."""
    found = _LABEL.match(text.lstrip())
    return text.lstrip()[found.end():] if found is not None else text


def _label(text: str) -> tuple[int, ...] | None:
    found = _LABEL.match(text.lstrip())
    if found is None:
        return None
    label = found["label"]
    return (ord(label[0].lower()),) if label[0].isalpha() else tuple(map(int, label.split(".")))


def _follows(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Return whether a number comes next: 2 after 1, 1.1 after 1, 2 after 1.3."""
    return other == (*one, 1) or any(other == (*one[:level], one[level] + 1) for level in range(len(one)))
