"""Letters of the text family and how near two of them stand: a fast way to what HarfBuzz makes of a plain word.

Such a word has no ligatures and no marks: its glyphs are its letters' own, and what HarfBuzz does is to kern each
pair. So each pair is shaped once and words are put together from pairs, in ems; a test holds them against words that
are shaped whole.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from visavis.blueprint.text.clusters import is_mark
from visavis.blueprint.text.faces import load_font, text_face
from visavis.blueprint.text.styles import Weight

# Words are kerned each by itself: a line can break at any space.
_SPACE = " "
# The text family has a few letters of Greek, for formulas: they are no Latin words.
_GREEK = range(0x370, 0x400)


class PlainLetters:
    """The plain letters of the text family in one weight."""

    def __init__(self, weight: Weight) -> None:
        face = text_face(weight)
        self.face = face.name
        known = {chr(code): facts for code, facts in face.glyphs.items()
                 if code not in _GREEK and not is_mark(chr(code))}
        self._glyphs = {letter: glyph for letter, (glyph, _) in known.items()}
        self._advances = {letter: advance / face.units for letter, (_, advance) in known.items()}
        self._pairs = _Pairs(face.name, self._advances)

    def shape(self, text: str) -> tuple[tuple[int, ...], list[float]] | None:
        """Return the glyphs of a text and their advances; None where it is not plain or another face must help."""
        glyphs = self._glyphs
        try:
            glyph_ids = tuple([glyphs[letter] for letter in text])
        except KeyError:
            return None
        pairs = self._pairs
        advances = [pairs[one + other] for one, other in pairwise(text)]
        if text:
            advances.append(self._advances[text[-1]])
        return glyph_ids, advances

    def advance(self, letter: str, follower: str) -> float:
        """Return the advance of a letter before another, or before none, in ems; KeyError where one is not plain."""
        if not follower:
            return self._advances[letter]
        if letter not in self._glyphs or follower not in self._glyphs:
            raise KeyError(letter + follower)
        return self._pairs[letter + follower]


class _Pairs(dict[str, float]):
    """The advance of a pair's first letter before its second, in ems, shaped when first needed."""

    def __init__(self, face: str, advances: dict[str, float]) -> None:
        super().__init__()
        self._face = face
        self._advances = advances

    def __missing__(self, pair: str) -> float:
        made = self[pair] = self._advances[pair[0]] if _SPACE in pair else self._kern(pair)
        return made

    def _kern(self, pair: str) -> float:
        import uharfbuzz

        font = load_font(self._face)
        buffer = uharfbuzz.Buffer()
        buffer.add_str(pair)
        buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "und"
        uharfbuzz.shape(font, buffer)
        return float(buffer.glyph_positions[0].x_advance / font.face.upem)


@lru_cache(maxsize=len(Weight))
def plain_letters(weight: Weight) -> PlainLetters:
    """Return the plain letters of a weight."""
    return PlainLetters(weight)
