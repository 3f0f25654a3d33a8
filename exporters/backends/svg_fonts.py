"""The fonts inside an SVG file: each face once, with the letters that are used and how near their pairs stand.

A browser that has these pairs sets a line as it was measured, so the file need not say where each letter is.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from visavis.blueprint.drawing import MISSING_GLYPH
from visavis.blueprint.text.brand_faces import is_brand_face
from visavis.blueprint.text.faces import face_measures, nominal_glyph
from visavis.blueprint.text.kerning import plain_letters
from visavis.blueprint.text.styles import GlyphSegment, Weight
from visavis.exporters.backends.svg_style import in_text, spell
from visavis.exporters.backends.woff import woff
from visavis.templates.fonts.catalogue import FAMILY, TEXT_FACES

NORMAL = 400
_WEIGHTS = {TEXT_FACES["medium"]: 500, TEXT_FACES["semibold"]: 600, TEXT_FACES["bold"]: 700, "NotoSans-Bold": 700,
            "NotoSansTamil-Bold": 700, "NotoSansThai-Bold": 700}
# The private code points of Unicode: 6,400, then 65,534.
_PRIVATE = (*range(0xE000, 0xF900), *range(0xF0000, 0xFFFFE))
_WEIGHT_OF_FACE = {face: Weight(name) for name, face in TEXT_FACES.items()}
# In ems: what is nearer than this is where it should be.
_NEAR = 0.0005


class _PairAdvances(dict[tuple[str, str], float]):
    """The advance of a letter of one face before another, or before none, in ems."""

    def __init__(self, face: str) -> None:
        super().__init__()
        weight = _WEIGHT_OF_FACE.get(face)
        self._letters = plain_letters(weight) if weight is not None else None

    def __missing__(self, pair: tuple[str, str]) -> float:
        if self._letters is None:
            raise KeyError(pair)
        made = self[pair] = self._letters.advance(*pair)
        return made

    def take(self, pair: tuple[str, str], advance: float) -> bool:
        """Return whether a pair stands so far apart in the whole file; the first to be seen decides."""
        try:
            return abs(self[pair] - advance) < _NEAR
        except KeyError:
            self[pair] = advance
            return True


class EmbeddedFonts:
    """What one file uses of each face."""

    def __init__(self) -> None:
        self._letters: dict[str, set[str]] = {}
        self._pairs: dict[str, _PairAdvances] = {}
        self._blanks: dict[str, dict[int, int]] = {}
        self._codes: dict[tuple[str, int], int] = {}

    def add_letters(self, part: GlyphSegment) -> None:
        """Take the letters of a segment that is drawn as its text."""
        self._letters.setdefault(part.face, set()).update(part.clusters)

    def add_glyph(self, face: str, glyph: int) -> str:
        """Return the private letter by which a glyph is drawn that stands for no letter of its own."""
        code = self._codes.get((face, glyph))
        if code is None:
            code = self._codes[face, glyph] = _PRIVATE[len(self._codes) % len(_PRIVATE)]
        return chr(code)

    def add_kerning(self, part: GlyphSegment, size: float) -> bool:
        """Return whether the letters of a segment, set one after the other, stand where it has them.

        Its pairs are kerned in the file from then on.
        """
        if part.offsets or MISSING_GLYPH in part.glyphs:
            return False
        pairs = self._pairs.get(part.face)
        if pairs is None:
            pairs = self._pairs[part.face] = _PairAdvances(part.face)
        try:
            width = sum(map(pairs.__getitem__, pairwise((*part.clusters, ""))))
        except KeyError:
            return all(pairs.take(pair, advance / size)
                       for pair, advance in zip(pairwise((*part.clusters, "")), part.advances, strict=True))
        return abs(width - sum(part.advances) / size) < _NEAR

    def add_blanks(self, face: str, part: GlyphSegment, size: float) -> bool:
        """Return whether a face has from now on the blanks of another, as wide as they are there."""
        known, units = self._blanks.setdefault(face, {}), face_measures(face).units
        return all(known.setdefault(ord(blank), round(advance / size * units)) == round(advance / size * units)
                   for blank, advance in zip(part.clusters, part.advances, strict=True))

    def rules(self) -> Iterator[str]:
        """Yield a rule for each face that draws something."""
        for face in sorted({*self._letters, *[face for face, _ in self._codes]}):
            glyphs = {ord(letter): nominal_glyph(face, letter) for letter in self._letters.get(face, ())}
            glyphs |= {code: glyph for (owner, glyph), code in self._codes.items() if owner == face}
            used = {code: glyph for code, glyph in sorted(glyphs.items()) if glyph}
            if not all(chr(code).isspace() for code in used):
                yield _rule(face, tuple(used.items()), tuple(sorted(self._kerning(face).items())),
                            tuple(sorted(self._blanks.get(face, {}).items())))

    def _kerning(self, face: str) -> dict[tuple[int, int], int]:
        """Return by how many units each pair of glyphs stands nearer, or farther apart, than its letters are wide."""
        measures = face_measures(face)
        made = {}
        for (letter, follower), advance in self._pairs.get(face, {}).items():
            glyph, nominal = measures.glyphs[ord(letter)]
            if follower and follower in self._letters.get(face, ()):
                made[glyph, measures.glyphs[ord(follower)][0]] = round(advance * measures.units) - nominal
        return made


@lru_cache(maxsize=32)
def _rule(face: str, glyphs: tuple[tuple[int, int], ...], kerning: tuple[tuple[tuple[int, int], int], ...],
          blanks: tuple[tuple[int, int], ...]) -> str:
    """Return the rule of a subset: kept, since a drawing that was changed a little mostly has the same letters."""
    content = base64.b64encode(woff(face, dict(glyphs), dict(kerning), dict(blanks))).decode("ascii")
    return (f"@font-face{{font-family:'{face}';font-weight:{_WEIGHTS.get(face, NORMAL)};"
            f"src:url(data:font/woff;base64,{content})}}")


def font_declarations(face: str, size: float) -> str:
    """Return a face at a size, in points, for a style sheet; readers without it take what is most like it."""
    family = f"{face},'{FAMILY}'" if face in TEXT_FACES.values() or is_brand_face(face) else face
    weight = _WEIGHTS.get(face, NORMAL)
    bold = f";font-weight:{weight}" if weight != NORMAL else ""
    return f"font-family:{in_text(family)},Arial,sans-serif;font-size:{spell(size, 3)}px{bold}"
