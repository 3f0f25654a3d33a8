"""How hard a sentence is to read, by LIX, in words.

LIX (Björnsson, *Läsbarhet*, 1968; for English and French among others: Björnsson, "Readability of newspapers in 11
languages", Reading Research Quarterly 18 (4), 1983) is the number of words of a sentence and, of a hundred words, how
many have more than six letters. It needs no syllables, which nobody counts without a dictionary, and one scale serves
both languages. It was made for texts: in a sentence of three words a single long one is a third of it. So the long
words are counted among ten at least; in sentences of ten words or more it is LIX unchanged. A web address is copied,
not read: a word, but no long one.
"""

from __future__ import annotations

import re
from enum import StrEnum

from visavis.blueprint.language.messages import Message, message
from visavis.blueprint.language.reading.sentences import Sentence

LONG_WORD = 7
LEAST_WORDS = 10
_PARTS = re.compile(r"[’'-]")


class ReadingLevel(StrEnum):
    """Who reads a sentence with ease, the easiest first."""

    VERY_EASY = "very-easy"
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"
    VERY_HARD = "very-hard"

    @property
    def words(self) -> Message:
        """What the level means."""
        return _WORDS[self]

    @property
    def is_plain(self) -> bool:
        """Whether everybody should be able to read it: as easy as a newspaper, or easier."""
        return self not in (ReadingLevel.HARD, ReadingLevel.VERY_HARD)


_WORDS = {
    ReadingLevel.VERY_EASY: message("easy for everybody"),
    ReadingLevel.EASY: message("easy for most people"),
    ReadingLevel.MEDIUM: message("as a newspaper"),
    ReadingLevel.HARD: message("hard, as an official letter"),
    ReadingLevel.VERY_HARD: message("very hard, as a law"),
}
# From which LIX on (Björnsson 1968).
_FROM = ((55, ReadingLevel.VERY_HARD), (45, ReadingLevel.HARD), (35, ReadingLevel.MEDIUM), (25, ReadingLevel.EASY))


def lix(sentence: Sentence) -> float:
    """Return the LIX of a sentence: about 20 for a children's book, 60 for a law; 0 for one without words."""
    words = sentence.words
    if not words:
        return 0.0
    long = sum(max(map(len, _PARTS.split(word))) >= LONG_WORD for word in words if "." not in word)
    return len(words) + 100 * long / max(len(words), LEAST_WORDS)


def reading_level(sentence: Sentence) -> ReadingLevel:
    """Return how hard a sentence is to read."""
    score = lix(sentence)
    return next((level for least, level in _FROM if score >= least), ReadingLevel.VERY_EASY)
