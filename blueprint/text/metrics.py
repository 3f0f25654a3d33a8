"""Measuring text from the advances of the shipped fonts: no Qt, no reportlab, no kerning.

Every backend places glyphs at these advances, so a line is as wide in the window as on paper.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from blueprint.text.direction import in_visual_order
from blueprint.text.styles import GlyphRun, GlyphSegment, TextMetrics, TextStyle, Weight
from templates.fonts.catalogue import TEXT_FACES, FaceMeasures, fallback_measures, fallback_order, text_measures

# Joiners and variation selectors choose among shapes that need a shaping engine; unshaped they draw nothing.
_INVISIBLE = frozenset({0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10), *range(0x202A, 0x202F),
                        0x200E, 0x200F, *range(0x2066, 0x206A), 0xAD})
_COMBINING = frozenset({"Mn", "Me"})
_DROPPED = frozenset({"Cc", "Cs", "Co", "Cn"})


class AdvanceMetrics:
    """`TextMetrics` by unkerned advances, with fallback faces character by character."""

    def shape(self, text: str, style: TextStyle) -> GlyphRun:
        """Return `text` as glyphs on one line; control characters are dropped, line breaks become spaces."""
        run = _unit_run(text, style.weight)
        size = style.size
        segments = tuple(
            GlyphSegment(part.face, part.text, part.x * size, part.glyphs,
                         tuple(advance * size for advance in part.advances))
            for part in run.segments
        )
        return GlyphRun(run.text, style, run.width * size, segments)

    def width(self, text: str, style: TextStyle) -> float:
        """Return the width of `text` on one line, in points."""
        return sum(_advance(character, style.weight) for character in text) * style.size

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


def cleaned(text: str) -> str:
    """Return what of `text` can be drawn on one line: no control characters, no lone surrogates."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_cleaned, text))


@lru_cache(maxsize=8192)
def _cleaned(character: str) -> str:
    if character in "\n\r\t\u2028\u2029\x0b\x0c\x85":
        return " "
    return "" if unicodedata.category(character) in _DROPPED else character


@lru_cache(maxsize=16384)
def _advance(character: str, weight: Weight) -> float:
    """Return a character's advance in ems, as it would be drawn."""
    shown = _cleaned(character)
    if not shown or ord(shown) in _INVISIBLE or unicodedata.category(shown) in _COMBINING:
        return 0.0
    face, (_, advance) = _glyph(shown, weight)
    return advance / face.units


@lru_cache(maxsize=16384)
def _glyph(character: str, weight: Weight) -> tuple[FaceMeasures, tuple[int, int]]:
    code = ord(character)
    own = _text_face(weight)
    if code in own.glyphs:
        return own, own.glyphs[code]
    others = fallback_measures()
    for name in fallback_order(weight):
        face = others[name]
        if code in face.glyphs:
            return face, face.glyphs[code]
    return own, own.missing


def _text_face(weight: Weight) -> FaceMeasures:
    return text_measures()[TEXT_FACES[weight]]


@lru_cache(maxsize=16384)
def _unit_run(text: str, weight: Weight) -> GlyphRun:
    """Shape at one em; sizes only scale it."""
    logical = cleaned(text)
    segments: list[GlyphSegment] = []
    face: FaceMeasures | None = None
    letters: list[str] = []
    glyphs: list[int] = []
    advances: list[float] = []
    x = start = 0.0

    def close() -> None:
        if face is not None and letters:
            segments.append(GlyphSegment(face.name, "".join(letters), start, tuple(glyphs), tuple(advances)))

    for character in in_visual_order(logical):
        if ord(character) in _INVISIBLE:
            continue
        found, (glyph, _) = _glyph(character, weight)
        if found is not face:
            close()
            face, letters, glyphs, advances, start = found, [], [], [], x
        letters.append(character)
        glyphs.append(glyph)
        advances.append(_advance(character, weight))
        x += advances[-1]
    close()
    return GlyphRun(logical, TextStyle(1.0, weight), x, tuple(segments))
