"""The outlines of glyphs, for what cannot be written as letters of an embedded font.

Fonts of the system are drawn so in every backend; PDF also draws so the parts of a letter that stand for no text of
their own. HarfBuzz reads the outlines (its manual, "Drawing functions").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from visavis.blueprint.text.faces import load_font
from visavis.blueprint.text.styles import GlyphSegment

if TYPE_CHECKING:
    import uharfbuzz

Outline = tuple[tuple[str | float, ...], ...]


def segment_outline(part: GlyphSegment, size: float, glyphs: Iterable[int] | None = None) -> Outline:
    """Return a segment's ink as the segments of a path, from its run's start and baseline, y downward, in points.

    `glyphs` names those wanted by their number in the segment, all by default. Filled by the non-zero rule.
    """
    places = part.places
    segments: list[tuple[str | float, ...]] = []
    for number in range(len(part.glyphs)) if glyphs is None else glyphs:
        x, y = places[number]
        segments += _move(glyph_outline(part.face, part.glyphs[number]), size, x, y)
    return tuple(segments)


def _move(outline: Outline, size: float, x: float, y: float) -> Iterator[tuple[str | float, ...]]:
    for letter, *numbers in outline:
        yield (letter, *[float(value) * size + (y if at % 2 else x) for at, value in enumerate(numbers)])


@lru_cache(maxsize=8192)
def glyph_outline(face: str, glyph: int) -> Outline:
    """Return a glyph's outline in ems, y downward."""
    font = load_font(face)
    pen = _Pen(font.face.upem)
    font.draw_glyph(glyph, _draw_functions(), pen)
    return tuple(pen.segments)


class _Pen:
    """Takes an outline in units of the face's em, y upward, as HarfBuzz tells it."""

    def __init__(self, em: int) -> None:
        self.segments: list[tuple[str | float, ...]] = []
        self._em = em
        self._here = (0.0, 0.0)

    def add(self, letter: str, *values: float) -> None:
        """Add a segment that ends at the last two values."""
        self.segments.append((letter, *[(-value if at % 2 else value) / self._em for at, value in enumerate(values)]))
        if values:
            self._here = values[-2], values[-1]

    def add_quadratic(self, x1: float, y1: float, x: float, y: float) -> None:
        """Add a curve with one control point as the same with two, each two thirds of the way to it."""
        x0, y0 = self._here
        self.add("C", (x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3, (x + 2 * x1) / 3, (y + 2 * y1) / 3, x, y)


@lru_cache(maxsize=1)
def _draw_functions() -> uharfbuzz.DrawFuncs:
    import uharfbuzz

    draw = uharfbuzz.DrawFuncs()
    draw.set_move_to_func(lambda x, y, pen: pen.add("M", x, y))
    draw.set_line_to_func(lambda x, y, pen: pen.add("L", x, y))
    draw.set_quadratic_to_func(lambda x1, y1, x, y, pen: pen.add_quadratic(x1, y1, x, y))
    draw.set_cubic_to_func(lambda x1, y1, x2, y2, x, y, pen: pen.add("C", x1, y1, x2, y2, x, y))
    draw.set_close_path_func(lambda pen: pen.add("Z"))
    return draw
