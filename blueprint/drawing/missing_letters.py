"""Letters that no font has: which they are, where they stand, and the sentence that says so.

Where one is drawn, a box stands for it. Backends note what they draw; whoever asked for an export collects it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from visavis.blueprint.drawing.display_list import DisplayList, Group, Text
from visavis.blueprint.language import Message, MessageList, Quoted, message, plural

# The glyph that says "no glyph".
MISSING_GLYPH = 0
# As many letters and places as one line can tell.
MOST_LETTERS, MOST_PLACES, LONGEST_PLACE = 6, 3, 40


@dataclass(frozen=True, slots=True)
class MissingLetter:
    """A character that no font has, and the name or the words of the first thing where it was drawn."""

    character: str
    where: str


_collected: ContextVar[dict[str, MissingLetter] | None] = ContextVar("missing_letters", default=None)


def find_missing_letters(drawing: DisplayList) -> tuple[MissingLetter, ...]:
    """Return the characters of a drawing that no font has, each once, in reading order."""
    found: dict[str, MissingLetter] = {}
    for group in drawing.groups:
        for character, line in _boxes(group):
            found.setdefault(character, MissingLetter(character, group.title or line))
    return tuple(found.values())


@contextmanager
def collect_missing_letters() -> Iterator[dict[str, MissingLetter]]:
    """Give what backends note inside this block, in this thread: letters by their character."""
    found: dict[str, MissingLetter] = {}
    token = _collected.set(found)
    try:
        yield found
    finally:
        _collected.reset(token)


def note_missing_letters(drawing: DisplayList) -> None:
    """Note what of a drawing no font has, where someone collects it; for backends."""
    found = _collected.get()
    if found is not None:
        for letter in find_missing_letters(drawing):
            found.setdefault(letter.character, letter)


def describe_missing_letters(found: Iterable[MissingLetter]) -> Message | None:
    """Return the sentence that tells letters by name and where they are, in one line; None where none is missing."""
    letters = list(found)
    if not letters:
        return None
    told: list[object] = [name_character(letter.character) for letter in letters[:MOST_LETTERS]]
    if len(letters) > MOST_LETTERS:
        told.append(plural("{count} more character", "{count} more characters", len(letters) - MOST_LETTERS))
    places = list(dict.fromkeys([_shorten(letter.where) for letter in letters]))
    return plural("no font has {letters}, so a box stands for it in {places}",
                  "no font has {letters}, so boxes stand for them in {places}", len(letters),
                  letters=MessageList(tuple(told)),
                  places=MessageList(tuple(map(Quoted, places[:MOST_PLACES]))))


def name_character(character: str) -> Message:
    """Return a character with its name in the Unicode Standard, English in every language, and its number."""
    number = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    facts = f"{name}, {number}" if name else number
    return message("{character} ({facts})", character=character, facts=facts)


def _boxes(group: Group) -> Iterator[tuple[str, str]]:
    """Yield each character of a group that is drawn as a box, and its line."""
    for part in group.primitives:
        if isinstance(part, Text):
            for segment in part.run.segments:
                if MISSING_GLYPH in segment.glyphs:
                    yield from ((cluster[0], part.run.text)
                                for cluster, glyph in zip(segment.clusters, segment.glyphs, strict=True)
                                if glyph == MISSING_GLYPH and cluster)


def _shorten(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_PLACE else f"{words[:LONGEST_PLACE - 1].rstrip()}…"
