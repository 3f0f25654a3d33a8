"""Putting a plainer word in the place of another: its capital, and in French the small word before it.

"D’octroyer" becomes "de donner", "de solliciter un avis" stays as it is but for its verb. Where the small word would
have to know whether the new one is masculine ("l’octroi"), nothing is offered.
"""

from __future__ import annotations

import re

from visavis.blueprint.language.reading.word_lists import primary_language

_ELIDED = re.compile(r"(?<![\w’'])(d|qu|n|s|j|m|t|l)[’']\Z", re.IGNORECASE)
_WHOLE = re.compile(r"(?<![\w’'])(de|que|ne|se|je|me|te)([ \u00a0])\Z", re.IGNORECASE)
_VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"


def fit_replacement(text: str, start: int, end: int, instead: str, language: str) -> tuple[int, int, str | None]:
    """Return where `instead` goes and how it is written there, for the words from `start` to `end` of a text.

    None for the words: it cannot be put there without knowing more of the language than this does. What stands in
    brackets explains, and is never put anywhere.
    """
    if instead.startswith("("):
        return start, end, None
    if text[start:start + 1].isupper():
        instead = instead[:1].upper() + instead[1:]
    if primary_language(language) != "fr":
        return start, end, instead
    has_vowel = instead[:1].lower() in _VOWELS
    elided = _ELIDED.search(text[:start])
    if elided is not None:
        if has_vowel:
            return start, end, instead
        if elided.group(1).lower() == "l":
            return start, end, None
        return elided.start(), end, f"{elided.group(1)}e {instead}"
    whole = _WHOLE.search(text[:start])
    if whole is not None and has_vowel and not text[start:start + 1].isupper():
        return whole.start(), end, f"{whole.group(1)[:-1]}’{instead}"
    return start, end, instead
