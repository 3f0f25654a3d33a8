"""Abbreviations: which a text uses, and which are explained somewhere, as "aide personnalisée (AP)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from visavis.blueprint.language.reading.word_lists import word_lists

# Two to eight capitals or figures, the first a capital, stops between them allowed: "APA", "A.P.A.", "B2B".
_ABBREVIATION = re.compile(r"(?<![\w’'.-])(?:(?:[A-ZÀ-Þ]\.){2,8}|[A-ZÀ-Þ][A-ZÀ-Þ0-9]{1,7})(?![\w-])")
_AFTER_ELISION = re.compile(r"(?<=[a-zA-Z][’'])(?:[A-ZÀ-Þ][A-ZÀ-Þ0-9]{1,7})(?![\w-])")
_ROMAN = re.compile(r"[IVXLCDM]+\Z")
_SMALL = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "à", "au", "aux", "et", "en", "pour", "sur", "of",
                    "the", "and", "for", "to", "a", "in"})
_LETTERS = re.compile(r"[^\W\d_]+")


def find_abbreviations(text: str) -> Iterator[re.Match[str]]:
    """Yield the abbreviations of a text in their order. Roman numbers are none, nor is a text all in capitals."""
    if len(text) > 1 and not any(letter.islower() for letter in text):
        return
    found = [*_ABBREVIATION.finditer(text), *_AFTER_ELISION.finditer(text)]
    for match in sorted(found, key=lambda one: one.start()):
        bare = bare_abbreviation(match.group())
        if not _ROMAN.match(bare) and not bare.isdigit() and any(letter.isalpha() for letter in bare[1:]):
            yield match


def bare_abbreviation(text: str) -> str:
    """Return an abbreviation without its stops."""
    return text.replace(".", "")


def explained_abbreviations(texts: Iterable[str], language: str) -> frozenset[str]:
    """Return the abbreviations that need no explanation: known to everybody, or explained in one of these texts."""
    known = set(word_lists(language).known)
    for text in texts:
        for match in find_abbreviations(text):
            if _is_explained(text, match):
                known.add(bare_abbreviation(match.group()))
    return frozenset(known)


def _is_explained(text: str, match: re.Match[str]) -> bool:
    """Return whether the words stand beside it: "words (APA …", "APA (words)", "APA: words".

    Words before brackets must begin with its letters, unless nothing but it is in them.
    """
    before, after = text[:match.start()], text[match.end():]
    if before.endswith("(") and len(_LETTERS.findall(before)) > 1:
        return after[:1] in {")", ","} or _spells(before, bare_abbreviation(match.group()))
    follows = after.lstrip("\u00a0\u202f ")
    if follows.startswith("("):
        return len(_LETTERS.findall(follows[1:].partition(")")[0])) > 1
    return not before.strip() and follows.startswith(":") and len(_LETTERS.findall(follows)) > 1


def _spells(before: str, letters: str) -> bool:
    """Return whether the last words of a text begin with these letters."""
    words = [word for word in _LETTERS.findall(before) if word.lower() not in _SMALL][-len(letters):]
    return "".join(word[0] for word in words).upper() == letters
