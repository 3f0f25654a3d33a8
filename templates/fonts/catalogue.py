"""Which faces there are, in which order they are tried for a character, and their measures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
FAMILY = "Atkinson Hyperlegible Next"

# A face's name is that of its file. The text family's faces are tried first, then the fallback in this order.
TEXT_FACES = {
    "regular": "AtkinsonHyperlegibleNext-Regular",
    "medium": "AtkinsonHyperlegibleNext-Medium",
    "semibold": "AtkinsonHyperlegibleNext-SemiBold",
    "bold": "AtkinsonHyperlegibleNext-Bold",
}
FALLBACK_FACES = (
    "NotoSans-Regular", "NotoSans-Bold", "NotoSansHebrew-Regular", "NotoSansArabic-Regular", "NotoSansTamil-Regular",
    "NotoSansTamil-Bold", "NotoSansThai-Regular", "NotoSansThai-Bold", "NotoSansMath-Regular", "NotoEmoji-Regular",
    "NotoSansSymbols2-Regular",
)
FACES = (*TEXT_FACES.values(), *FALLBACK_FACES)
HEAVY = frozenset({"semibold", "bold"})


@dataclass(frozen=True, slots=True)
class FaceMeasures:
    """A face's measures in units of its em: `glyphs` maps a code point to (glyph id, advance)."""

    name: str
    units: int
    ascent: int
    descent: int
    glyphs: Mapping[int, tuple[int, int]]
    missing: tuple[int, int]


def file_of(face: str) -> Path:
    """Return the font file of a face."""
    return FOLDER / f"{face}.ttf"


def fallback_order(weight: str) -> tuple[str, ...]:
    """Return the faces to try after the text family's own: heavy text falls back to the bold Noto first."""
    if weight not in HEAVY:
        return FALLBACK_FACES
    return tuple(sorted(FALLBACK_FACES, key=lambda face: not face.endswith("-Bold")))


@lru_cache(maxsize=1)
def text_measures() -> Mapping[str, FaceMeasures]:
    """Return the measures of the text family's faces, by face name."""
    return _read("metrics.json")


@lru_cache(maxsize=1)
def fallback_measures() -> Mapping[str, FaceMeasures]:
    """Return the measures of the fallback faces, by face name; read only once a character needs them."""
    return _read("fallback-metrics.json")


def _read(name: str) -> Mapping[str, FaceMeasures]:
    data = json.loads((FOLDER / name).read_text(encoding="ascii"))
    faces = {}
    for face, facts in data.items():
        rows = zip(facts["codepoints"], facts["glyphs"], facts["advances"], strict=True)
        glyphs = {code: (glyph, advance) for code, glyph, advance in rows}
        faces[face] = FaceMeasures(face, facts["units"], facts["ascent"], facts["descent"], glyphs,
                                   (0, facts["missing"]))
    return faces
