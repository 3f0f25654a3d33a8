"""The faces of brand kits, which come before the text family's: each is called after what is in its file.

So the same name always means the same letters, whatever kits a process has seen and whatever happens to their files,
and everything that is kept by face (words, fitted texts, subsets) can be kept for good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from visavis.blueprint.language import message
from visavis.blueprint.text.styles import Weight
from visavis.templates.fonts.catalogue import FaceMeasures

if TYPE_CHECKING:
    from visavis.blueprint.text.font_files import FontFacts

_MARK = "brand-"
# In ems: how high and how deep lines are. Sheets are made for lines of the text family (0.95 and 0.29): a face with
# room for flourishes would tear them apart, or have its descenders in what stands below.
_ASCENTS, _DESCENTS = (0.72, 0.97), (-0.3, -0.18)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 "
# What French needs beyond these, narrow space included or not: others help out where a face has none.
FRENCH = "àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ«»’…–€"


@dataclass(frozen=True, slots=True)
class Typeface:
    """By weight, the face that is tried before the text family's; empty where it has none of that weight."""

    regular: str = ""
    medium: str = ""
    semibold: str = ""
    bold: str = ""

    def face(self, weight: Weight) -> str:
        """Return the name of the face for a weight."""
        name: str = getattr(self, weight.value)
        return name


NO_TYPEFACE = Typeface()


@dataclass(frozen=True, slots=True)
class BrandFace:
    """A face that a kit brought: its file's content, its measures, and what its licence and its outlines allow."""

    content: bytes
    measures: FaceMeasures
    facts: FontFacts
    file: str


_known: dict[str, BrandFace] = {}
_adding = Lock()


def is_brand_face(face: str) -> bool:
    """Return whether a face was brought by a kit."""
    return face.startswith(_MARK)


def brand_face(face: str) -> BrandFace:
    """Return what is known of a face of a kit."""
    return _known[face]


def add_face(content: bytes, file: str = "") -> str:
    """Return the name of the face in a font file, called `file`; raises FontRefused where it cannot be used."""
    from visavis.blueprint.text.font_files import check_font

    name = _MARK + hashlib.sha256(content).hexdigest()[:16]
    with _adding:
        if name not in _known:
            facts = check_font(content)
            _known[name] = BrandFace(content, _measure(name, content), facts, file)
    return name


def choose_weights(faces: Mapping[str, str]) -> Typeface:
    """Return a typeface of the faces `regular`, `semibold` and `bold`.

    A weight that is missing is drawn by the other of its strength; where there is none, by the text family: what is
    heavy stays heavy.
    """
    light, semibold, bold = (faces.get(name, "") for name in ("regular", "semibold", "bold"))
    return Typeface(light, light, semibold or bold, bold or semibold)


def missing_french(face: str) -> str:
    """Return the letters of French that a face does not have."""
    glyphs = brand_face(face).measures.glyphs
    return "".join(letter for letter in FRENCH if ord(letter) not in glyphs)


def _measure(name: str, content: bytes) -> FaceMeasures:
    import uharfbuzz

    from visavis.blueprint.text.font_files import FontRefused

    try:
        face = uharfbuzz.Face(content)
        font = uharfbuzz.Font(face)
        glyphs = {code: (glyph, font.get_glyph_h_advance(glyph)) for code in face.unicodes
                  if (glyph := font.get_nominal_glyph(code))}
        extents = font.get_font_extents("ltr")
        if max((glyph for glyph, _ in glyphs.values()), default=0) >= face.glyph_count:
            raise ValueError("letters are drawn by glyphs that the face does not have")
    except (uharfbuzz.HarfBuzzError, ValueError, OverflowError):
        raise FontRefused(message("the font is broken: its glyphs cannot be read")) from None
    lacking = "".join(letter for letter in _LETTERS if ord(letter) not in glyphs)
    if lacking:
        raise FontRefused(message("the font has no '{letter}': choose one with all letters from a to z and all "
                                  "digits", letter=lacking[0]))
    em = face.upem
    ascent = min(max(extents.ascender / em, _ASCENTS[0]), _ASCENTS[1])
    descent = min(max(extents.descender / em, _DESCENTS[0]), _DESCENTS[1])
    return FaceMeasures(name, em, round(ascent * em), round(descent * em), glyphs, (0, font.get_glyph_h_advance(0)))
