"""Which face draws a letter: a brand kit's, the text family's, the shipped fallback, then what the system has.

A face is told by its name: that of a file in `templates/fonts`, what a kit's face is called (`brand_faces`), or the
path and the number of a face of the system's (`system_fonts`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from visavis.blueprint.text.brand_faces import brand_face, is_brand_face
from visavis.blueprint.text.clusters import JOINERS
from visavis.blueprint.text.styles import Weight
from visavis.blueprint.text.system_fonts import SEPARATOR, system_face_of
from visavis.templates.fonts.catalogue import (
    TEXT_FACES,
    FaceMeasures,
    fallback_measures,
    fallback_order,
    file_of,
    text_measures,
)

if TYPE_CHECKING:
    import uharfbuzz


def text_face(weight: Weight) -> FaceMeasures:
    """Return the face of the text family in a weight."""
    return text_measures()[TEXT_FACES[weight]]


def line_face(weight: Weight, brand: str = "") -> FaceMeasures:
    """Return the face that says how high the lines of a weight are: the kit's where it has one of that weight."""
    return brand_face(brand).measures if brand else text_face(weight)


def is_drawn_as_outlines(face: str) -> bool:
    """Return whether a face is never put into a file as a font: the system's, and those with PostScript outlines."""
    return SEPARATOR in face or (is_brand_face(face) and not brand_face(face).facts.is_truetype)


@lru_cache(maxsize=16384)
def face_of(cluster: str, weight: Weight, brand: str = "") -> str | None:
    """Return the first face that has every character of `cluster`, joiners left aside; None where there is none.

    `brand` is the face of a kit that is asked before all others.
    """
    codes = [ord(character) for character in cluster if character not in JOINERS]
    if brand and codes and all(code in brand_face(brand).measures.glyphs for code in codes):
        return brand
    own = text_face(weight)
    if all(code in own.glyphs for code in codes):
        return own.name
    others = fallback_measures()
    for name in fallback_order(weight):
        if all(code in others[name].glyphs for code in codes):
            return name
    return system_face_of(codes)


def face_measures(face: str) -> FaceMeasures:
    """Return the measures of a face that ships or that a kit brought."""
    if is_brand_face(face):
        return brand_face(face).measures
    return text_measures().get(face) or fallback_measures()[face]


def face_content(face: str) -> bytes:
    """Return the font file of a face that ships or that a kit brought."""
    return brand_face(face).content if is_brand_face(face) else file_of(face).read_bytes()


def nominal_glyph(face: str, character: str) -> int:
    """Return the glyph that a face of the program or of a kit itself has for a character; 0 where it has none."""
    measured = (brand_face(face).measures if is_brand_face(face) else
                text_measures().get(face) or fallback_measures().get(face))
    return measured.glyphs.get(ord(character), measured.missing)[0] if measured is not None else 0


@lru_cache(maxsize=64)
def load_font(face: str) -> uharfbuzz.Font:
    """Return a face as HarfBuzz reads it, in units of its em."""
    import uharfbuzz

    if is_brand_face(face):
        return uharfbuzz.Font(uharfbuzz.Face(brand_face(face).content))
    path, mark, number = face.rpartition(SEPARATOR)
    blob = uharfbuzz.Blob.from_file_path(path if mark else str(file_of(face)))
    return uharfbuzz.Font(uharfbuzz.Face(blob, int(number) if mark else 0))


@lru_cache(maxsize=64)
def family_name(face: str) -> str:
    """Return how offices call the family of a face, by what its file says (OpenType, table `name`, 16 and 1)."""
    names = load_font(face).face
    return names.get_name(16) or names.get_name(1) or ""


def glyph_width(face: str, glyph: int) -> float:
    """Return the advance of a glyph in thousandths of an em, unkerned."""
    font = load_font(face)
    return float(font.get_glyph_h_advance(glyph) * 1000 / font.face.upem)
