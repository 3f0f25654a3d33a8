"""Sentences of a text and the words in them, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.language.reading.word_lists import word_lists

# A word as people count them: "l’agent", "rendez-vous", "3.5" and "service-public.fr" are one.
WORD = re.compile(r"[\w-]*\w(?:\.\w[\w-]*)+|\w+(?:[’'-]\w+)*")
# A stop, a question, a colon: in LIX, too, a colon ends what is read in one breath. A line ends it always.
_END = re.compile(r"[.!?…;:]+[”»\"’')\]\s\u00a0\u202f]*|\n+")
# "L. 232-14" and initials.
_INITIAL = re.compile(r"(?<![\w’'])\w\Z")
# What is before a stop, with stops inside: "e.g".
_BEFORE = re.compile(r"[\w.]+\Z")
# Its stop ends a sentence where a capital follows.
_LAST = frozenset({"etc"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, without what surrounds it; `start` and `end` are its place in the text."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> tuple[str, ...]:
        """Its words."""
        return tuple(WORD.findall(self.text))


def split_sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text; `language` is a BCP 47 tag, its abbreviations end none."""
    found, start = [], 0
    for end in (*_ends(text, language), len(text)):
        part = text[start:end]
        bare = part.strip()
        if WORD.search(bare):
            first = start + part.index(bare)
            found.append(Sentence(first, first + len(bare), bare))
        start = end
    return tuple(found)


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(WORD.findall(text))


def _ends(text: str, language: str) -> Iterator[int]:
    for end in _END.finditer(text):
        if "\n" in end.group() or _is_end(text, end, language):
            yield end.end()


def _is_end(text: str, end: re.Match[str], language: str) -> bool:
    """Return whether a sentence ends here: not inside "14:30", "3.5" or "art. 4"."""
    after = text[end.end():end.end() + 1]
    if after and not end.group()[-1:].isspace():
        return False
    if not end.group().startswith(".") or end.group().startswith(".."):
        return True
    before = text[:end.start()]
    if (word := _BEFORE.search(before)) is None:
        return True
    bare = word.group().lower()
    if bare in _LAST:
        return not after or not after.islower()
    return bare not in word_lists(language).dotted and _INITIAL.search(before) is None
