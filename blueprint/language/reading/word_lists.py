"""The words that the rules of plain language replace: one file a language, in `templates/reading`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

READ_LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class WordLists:
    """What is known of a language. Phrases are in lower case with straight apostrophes, as `fold_phrase` gives them.

    `words`, `actions` and `negations` hold what can be put in the place of a phrase as it is; `explained` only says
    what a word means. `known` are abbreviations that need no explanation, `dotted` words whose stop ends no sentence.
    """

    words: Mapping[str, str]
    explained: Mapping[str, str]
    actions: Mapping[str, str]
    negations: Mapping[str, str]
    numbers: Mapping[str, int]
    known: frozenset[str]
    dotted: frozenset[str]

    @property
    def jargon(self) -> Mapping[str, str]:
        """The words of the administration, each with plainer ones or with what it means."""
        return MappingProxyType({**self.explained, **self.words})


_NONE = WordLists({}, {}, {}, {}, {}, frozenset(), frozenset())


def primary_language(tag: str) -> str:
    """Return the language of a BCP 47 tag without its region: "fr" of "fr-CA"."""
    return tag.partition("-")[0].lower()


@cache
def word_lists(language: str) -> WordLists:
    """Return the lists of a language, a BCP 47 tag; empty ones for a language other than French and English."""
    tongue = primary_language(language)
    if tongue not in READ_LANGUAGES:
        return _NONE
    text = (files("visavis.templates") / "reading" / f"{tongue}.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    return WordLists(read["words"], read["explained"], read["actions"], read["negations"], read["numbers"],
                     frozenset(read["known"]), frozenset(word.lower() for word in read["dotted"]))


def fold_phrase(text: str) -> str:
    """Return a text as phrases are compared: letter by letter in lower case, every apostrophe straight.

    It is as long as the text, so that places in one are places in the other.
    """
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text).replace("’", "'")


def match_phrases(phrases: Mapping[str, object]) -> re.Pattern[str]:
    """Return what finds the longest of some phrases, as whole words, in a text that `fold_phrase` has folded."""
    if not phrases:
        return re.compile(r"(?!)")
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])")
