"""Measuring text from the advances of the shipped fonts: no Qt, no reportlab, no kerning.

Every backend places glyphs at these advances, so a line is as wide in the window as on paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from visavis.blueprint.text.direction import reorder_visually
from visavis.blueprint.text.joining import join_letters
from visavis.blueprint.text.styles import GlyphRun, GlyphSegment, TextMetrics, TextStyle, Weight
from visavis.templates.fonts.catalogue import (
    TEXT_FACES,
    FaceMeasures,
    fallback_measures,
    fallback_order,
    text_measures,
)

# Latin, general punctuation, currencies and letterlike signs: one character, one glyph, left to right.
_PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf"
                    "\u2190-\u21ff]*")
_LINE_ENDS = frozenset("\n\r\t\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
_DROPPED = frozenset({"Cc", "Cs", "Co", "Cn"})
_MARKS = frozenset({"Mn", "Me"})
_WIDE = frozenset({"W", "F"})
# Format characters draw nothing, but for the signs that stand before Arabic numbers (Prepended_Concatenation_Mark).
_DRAWN_FORMATS = frozenset({*map(chr, range(0x600, 0x606)), "\u06dd", "\u08e2"})
# Other characters that draw nothing: grapheme joiner, Hangul fillers, and the skin tones of emoji, which need colour.
_INVISIBLE = frozenset({"\u034f", "\u115f", "\u1160", "\u3164", "\uffa0", "\u180b", "\u180c", "\u180d",
                        *map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0x1F3FB, 0x1F400)),
                        *map(chr, range(0xE0100, 0xE01F0))})


class AdvanceMetrics:
    """`TextMetrics` by unkerned advances, with fallback faces character by character."""

    def shape(self, text: str, style: TextStyle) -> GlyphRun:
        """Return `text` as glyphs on one line; control characters are dropped, line breaks become spaces."""
        return _run(text, style)

    def width(self, text: str, style: TextStyle) -> float:
        """Return the width of `text` on one line, in points."""
        if is_plain(text):
            letters = _letters(style.weight)
            return sum([letters[character].advance for character in text]) * style.size
        return _run(text, style).width

    def ascent(self, style: TextStyle) -> float:
        """Return the height of the line's top above the baseline: the face's own ascent."""
        face = _text_face(style.weight)
        return face.ascent / face.units * style.size

    def line_height(self, style: TextStyle) -> float:
        """Return the distance between baselines: ascent and descent, without extra lead."""
        face = _text_face(style.weight)
        return (face.ascent - face.descent) / face.units * style.size


@lru_cache(maxsize=1)
def metrics() -> TextMetrics:
    """Return the one measure of text."""
    return AdvanceMetrics()


def is_plain(text: str) -> bool:
    """Return whether each character is one glyph of its own, left to right, so that advances simply add up."""
    return _PLAIN.fullmatch(text) is not None


def clean_text(text: str) -> str:
    """Return what of `text` can be drawn on one line: no control characters, no lone surrogates, letters composed."""
    if is_plain(text):
        return text
    return unicodedata.normalize("NFC", "".join(map(_clean_text, text)))


@lru_cache(maxsize=8192)
def _clean_text(character: str) -> str:
    if character in _LINE_ENDS:
        return " "
    kind = unicodedata.category(character)
    # The fonts may know characters that are younger than this Python.
    if kind in _DROPPED and not (kind == "Cn" and _face_with(character, Weight.REGULAR)):
        return ""
    return character


class _Letter(NamedTuple):
    """A character with its face, its glyph there, and its advance in ems."""

    character: str
    face: FaceMeasures
    glyph: int
    advance: float


class _Letters(dict[str, _Letter]):
    """Each plain character's letter in one weight, looked up when first needed."""

    def __init__(self, weight: Weight) -> None:
        super().__init__()
        self._weight = weight

    def __missing__(self, character: str) -> _Letter:
        found = _letter(character, _face_with(character, self._weight) or _text_face(self._weight))
        self[character] = found
        return found


@lru_cache(maxsize=len(Weight))
def _letters(weight: Weight) -> _Letters:
    return _Letters(weight)


def _letter(character: str, face: FaceMeasures) -> _Letter:
    if ord(character) not in face.glyphs and unicodedata.east_asian_width(character) in _WIDE:
        # Where another program has a font for it (SVG), it needs a whole em.
        return _Letter(character, face, face.missing[0], 1.0)
    glyph, advance = face.glyphs.get(ord(character), face.missing)
    return _Letter(character, face, glyph, 0.0 if _is_mark(character) else advance / face.units)


def _text_face(weight: Weight) -> FaceMeasures:
    return text_measures()[TEXT_FACES[weight]]


def _face_with(characters: str, weight: Weight) -> FaceMeasures | None:
    """Return the first face that has a glyph for each of `characters`."""
    codes = [ord(character) for character in characters]
    own = _text_face(weight)
    if all(code in own.glyphs for code in codes):
        return own
    others = fallback_measures()
    for name in fallback_order(weight):
        if all(code in others[name].glyphs for code in codes):
            return others[name]
    return None


@lru_cache(maxsize=16384)
def _run(text: str, style: TextStyle) -> GlyphRun:
    logical = clean_text(text)
    size = style.size
    segments: list[GlyphSegment] = []
    x = 0.0
    for face, group in groupby(_line_letters(logical, style.weight), key=attrgetter("face.name")):
        letters, _, glyphs, ems = zip(*group, strict=True)
        advances = tuple([em * size for em in ems])
        segments.append(GlyphSegment(face, "".join(letters), x, glyphs, advances))
        x += sum(advances)
    return GlyphRun(logical, style, x, tuple(segments))


def _line_letters(logical: str, weight: Weight) -> list[_Letter]:
    """Return the letters of a line from left to right."""
    if is_plain(logical):
        return list(map(_letters(weight).__getitem__, logical))
    return [letter for cluster in _clusters(logical) for letter in _cluster_letters(cluster, weight)]


def _clusters(logical: str) -> Iterator[str]:
    """Yield what is drawn, left to right: each character with the marks that follow it."""
    visible = "".join(character for character in logical if not _is_invisible(character))
    cluster = ""
    for character in reorder_visually(join_letters(visible)):
        if cluster and not _is_mark(character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


@lru_cache(maxsize=8192)
def _cluster_letters(cluster: str, weight: Weight) -> tuple[_Letter, ...]:
    """Return the letters of a cluster: all of one face where there is such a face."""
    shared = _face_with(cluster, weight)
    letters = []
    for character in cluster:
        face = shared or _face_with(character, weight)
        # What no shipped face draws is the box of the text face; but a mark would be a box over its letter.
        if face is not None or not _is_mark(character):
            letters.append(_letter(character, face or _text_face(weight)))
    return tuple(letters)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in _MARKS


def _is_invisible(character: str) -> bool:
    return character in _INVISIBLE or (unicodedata.category(character) == "Cf" and character not in _DRAWN_FORMATS)
