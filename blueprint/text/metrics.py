"""Measuring text: cleaned, cut into words, each word shaped once by HarfBuzz (`shaping`), put in order (`direction`).

Words are shaped apart from the spaces between them, so their widths add up: a line is as wide as its words and
spaces. Every backend places the glyphs where they are here, so a line is as wide in the window as on paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from visavis.blueprint.text.brand_faces import NO_TYPEFACE, Typeface
from visavis.blueprint.text.clusters import JOINERS
from visavis.blueprint.text.direction import directed_parts
from visavis.blueprint.text.faces import face_of, line_face
from visavis.blueprint.text.kerning import plain_letters
from visavis.blueprint.text.shaping import ShapedItem, ShapedWord, shape_word
from visavis.blueprint.text.styles import GlyphRun, GlyphSegment, TextMetrics, TextStyle, Weight

# Latin, general punctuation, currencies and letterlike signs: one character, one glyph, left to right.
_PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf"
                    "\u2190-\u21ff]*")
_LINE_ENDS = frozenset("\n\r\t\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
_DROPPED = frozenset({"Cc", "Cs", "Co", "Cn"})
# Where words end: at the spaces at which a line may break (`wrapping`), each a word of its own.
_WORDS = re.compile("([ \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000])")
# Words kept shaped, of one weight and direction: more than the largest of blueprints has.
_MOST_WORDS = 65_536
# Format characters draw nothing, but for the signs that stand before Arabic numbers (Prepended_Concatenation_Mark).
_DRAWN_FORMATS = frozenset({*map(chr, range(0x600, 0x606)), "\u06dd", "\u08e2"})
# Other characters that draw nothing: grapheme joiner, Hangul fillers, and the skin tones of emoji, which need colour.
_INVISIBLE = frozenset({"\u034f", "\u115f", "\u1160", "\u3164", "\uffa0", "\u180b", "\u180c", "\u180d",
                        *map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0x1F3FB, 0x1F400)),
                        *map(chr, range(0xE0100, 0xE01F0))})


@dataclass(frozen=True, slots=True)
class HarfBuzzMetrics:
    """`TextMetrics` by HarfBuzz, with fallback faces letter by letter; those of a `typeface` come before all."""

    typeface: Typeface = NO_TYPEFACE

    def shape(self, text: str, style: TextStyle) -> GlyphRun:
        """Return `text` as glyphs on one line; control characters are dropped, line breaks become spaces."""
        return _run(text, style, self.typeface.face(style.weight))

    def width(self, text: str, style: TextStyle) -> float:
        """Return the width of `text` on one line, in points."""
        brand = self.typeface.face(style.weight)
        if not is_plain(text):
            return _run(text, style, brand).width
        words = _words(style.weight, brand)
        if " " not in text:
            return words[text].width * style.size
        parts = text.split(" ")
        return (sum([words[word].width for word in parts]) + (len(parts) - 1) * words[" "].width) * style.size

    def ascent(self, style: TextStyle) -> float:
        """Return the height of the line's top above the baseline: the face's own ascent."""
        face = line_face(style.weight, self.typeface.face(style.weight))
        return face.ascent / face.units * style.size

    def line_height(self, style: TextStyle) -> float:
        """Return the distance between baselines: ascent and descent, without extra lead."""
        face = line_face(style.weight, self.typeface.face(style.weight))
        return (face.ascent - face.descent) / face.units * style.size


@lru_cache(maxsize=1)
def metrics() -> TextMetrics:
    """Return the program's own measure of text; a brand kit has another, of its typeface."""
    return HarfBuzzMetrics()


def is_plain(text: str) -> bool:
    """Return whether each character is one glyph of its own, left to right: nothing in it draws nothing."""
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
    if kind in _DROPPED and not (kind == "Cn" and face_of(character, Weight.REGULAR)):
        return ""
    return character


class _Words(dict[str, ShapedWord]):
    """Words of one weight, kit's face and direction, shaped when first needed."""

    def __init__(self, weight: Weight, brand: str, *, is_leftward: bool) -> None:
        super().__init__()
        self._weight = weight
        self._brand = brand
        self._is_leftward = is_leftward

    def __missing__(self, word: str) -> ShapedWord:
        if len(self) >= _MOST_WORDS:
            self.clear()
        made = self[word] = shape_word(word, self._weight, self._brand, is_leftward=self._is_leftward)
        return made


@lru_cache(maxsize=4 * len(Weight))
def _words(weight: Weight, brand: str, *, is_leftward: bool = False) -> _Words:
    return _Words(weight, brand, is_leftward=is_leftward)


@lru_cache(maxsize=16384)
def _run(text: str, style: TextStyle, brand: str) -> GlyphRun:
    logical = clean_text(text)
    size = style.size
    letters = plain_letters(style.weight)
    plain = letters.shape(logical) if logical and not brand else None
    if plain is not None:
        advances = tuple([em * size for em in plain[1]])
        segment = GlyphSegment(letters.face, tuple(logical), 0.0, plain[0], advances)
        return GlyphRun(logical, style, sum(advances), (segment,))
    segments: list[GlyphSegment] = []
    x = 0.0
    for _, group in groupby(_line_items(logical, style.weight, brand), key=attrgetter("face")):
        segments.append(_join(list(group), x, size))
        x += sum(segments[-1].advances)
    return GlyphRun(logical, style, x, tuple(segments))


def _join(items: list[ShapedItem], x: float, size: float) -> GlyphSegment:
    """Return items of one face as one segment."""
    clusters = tuple([cluster for item in items for cluster in item.clusters])
    glyphs = tuple([glyph for item in items for glyph in item.glyphs])
    advances = tuple([em * size for item in items for em in item.advances])
    offsets: tuple[tuple[float, float], ...] = ()
    if any(item.offsets for item in items):
        offsets = tuple([(right * size, down * size) for item in items
                         for right, down in item.offsets or ((0.0, 0.0),) * len(item.glyphs)])
    is_nominal = all(item.is_nominal for item in items)
    return GlyphSegment(items[0].face, clusters, x, glyphs, advances, offsets, is_nominal)


def _line_items(logical: str, weight: Weight, brand: str) -> Iterator[ShapedItem]:
    """Yield what is drawn on a line from left to right."""
    if is_plain(logical):
        words = _words(weight, brand)
        for word in _WORDS.split(logical):
            yield from words[word].items
        return
    visible = "".join(character for character in logical if not _is_invisible(character))
    for part in directed_parts(visible):
        words = _words(weight, brand, is_leftward=part.is_leftward)
        words_and_spaces = _WORDS.split(visible[part.start:part.end])
        for word in reversed(words_and_spaces) if part.is_leftward else words_and_spaces:
            yield from words[word].items


def _is_invisible(character: str) -> bool:
    if character in JOINERS:
        return False
    return character in _INVISIBLE or (unicodedata.category(character) == "Cf" and character not in _DRAWN_FORMATS)
