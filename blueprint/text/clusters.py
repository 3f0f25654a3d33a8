"""Letters as people count them: a character with the marks, joiners and partners that follow it.

A cluster is never torn: one face draws it, and lines break around it. This follows the grapheme clusters of Unicode
Standard Annex 29 where these scripts and signs need it: marks, joined emoji, flags, Hangul syllables in parts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

JOINER, NON_JOINER = "\u200d", "\u200c"
JOINERS = frozenset({JOINER, NON_JOINER})
_MARKS = frozenset({"Mn", "Me", "Mc"})
# Vowels of Thai and Lao that stand behind their consonant and belong to it (SARA AM).
_BEHIND = frozenset({"\u0e33", "\u0eb3"})
_FLAG_LETTERS = ("\U0001f1e6", "\U0001f1ff")
_VOWELS_AND_ENDS = (("\u1160", "\u11ff"), ("\ud7b0", "\ud7fb"))
_LEADS_AND_SYLLABLES = (("\u1100", "\u11ff"), ("\ua960", "\ua97c"), ("\uac00", "\ud7fb"))
_PLAIN = 0x2FF


def split_clusters(text: str) -> list[str]:
    """Return the clusters of a text in its own order."""
    if text.isascii():
        return list(text)
    return list(_clusters(text))


def is_mark(character: str) -> bool:
    """Return whether a character is drawn on the one before it."""
    return ord(character) > _PLAIN and unicodedata.category(character) in _MARKS


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for character in text:
        if cluster and not _belongs(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _belongs(cluster: str, character: str) -> bool:
    """Return whether a character goes on the cluster before it."""
    if ord(character) <= _PLAIN and ord(cluster[-1]) <= _PLAIN:
        return False
    if character in JOINERS or character in _BEHIND or is_mark(character):
        return not cluster.isspace()
    last = cluster[-1]
    if last == JOINER:
        return _is_sign(character) and _is_sign(cluster[0])
    if _lies_in(character, (_FLAG_LETTERS,)) and _lies_in(last, (_FLAG_LETTERS,)):
        return len(cluster) % 2 == 1
    return _lies_in(character, _VOWELS_AND_ENDS) and _lies_in(last, _LEADS_AND_SYLLABLES)


def _is_sign(character: str) -> bool:
    return unicodedata.category(character) == "So"


def _lies_in(character: str, ranges: tuple[tuple[str, str], ...]) -> bool:
    return any(first <= character <= last for first, last in ranges)
