"""Text styles, shaped runs and fitted blocks: the vocabulary between measuring and drawing.

All lengths are in points of the drawing's own space; y grows downward; a baseline is a y.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate
from typing import Protocol


class Weight(StrEnum):
    """The weights that ship; the value is the face's name in `templates/fonts`."""

    REGULAR = "regular"
    MEDIUM = "medium"
    SEMIBOLD = "semibold"
    BOLD = "bold"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A weight of the text family at a size in points."""

    size: float
    weight: Weight = Weight.REGULAR

    def with_size(self, size: float) -> TextStyle:
        """Return the same weight at another size."""
        return TextStyle(size, self.weight)


@dataclass(frozen=True, slots=True)
class GlyphSegment:
    """Consecutive glyphs of one face, from left to right.

    `face` names a font file of `templates/fonts`, or one of the system (`system_fonts`). `x` is the segment's start
    relative to the run's, in points. `clusters`, `glyphs` and `advances` (points) are one a glyph: a cluster is the
    text that its glyph stands for, empty for the further glyphs of a letter that takes several. `offsets` move the
    ink of a glyph to the right and down, in points; there are none where no glyph is moved. `is_nominal` says that
    each glyph is the one that the face itself has for the one character it stands for.
    """

    face: str
    clusters: tuple[str, ...]
    x: float
    glyphs: tuple[int, ...]
    advances: tuple[float, ...]
    offsets: tuple[tuple[float, float], ...] = ()
    is_nominal: bool = True

    @property
    def text(self) -> str:
        """What a reader can select, in the order of the glyphs."""
        return "".join(self.clusters)

    @property
    def places(self) -> tuple[tuple[float, float], ...]:
        """Where each glyph's origin is, to the right of the run's start and below its baseline, in points."""
        starts = accumulate(self.advances[:-1], initial=self.x)
        if not self.offsets:
            return tuple([(x, 0.0) for x in starts])
        return tuple([(x + right, down) for x, (right, down) in zip(starts, self.offsets, strict=True)])

    def scale(self, factor: float) -> GlyphSegment:
        """Return the same glyphs at another size."""
        return replace(self, x=self.x * factor, advances=tuple([each * factor for each in self.advances]),
                       offsets=tuple([(right * factor, down * factor) for right, down in self.offsets]))


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """One line of text, measured: what every backend draws without measuring again."""

    text: str
    style: TextStyle
    width: float
    segments: tuple[GlyphSegment, ...]


@dataclass(frozen=True, slots=True)
class FittedText:
    """Text that was made to fit a box: wrapped, then shrunk, then cut with an ellipsis.

    `full` keeps what the author typed when `is_cut`; drawings put it into the accessible description.
    """

    lines: tuple[GlyphRun, ...]
    style: TextStyle
    line_height: float
    ascent: float
    full: str
    is_cut: bool = False

    @property
    def width(self) -> float:
        """The widest line."""
        return max((line.width for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return self.line_height * len(self.lines)

    def with_leading(self, leading: float) -> FittedText:
        """Return the same lines, `leading` times their size apart."""
        height = self.style.size * leading
        return replace(self, line_height=height, ascent=self.ascent - (self.line_height - height) / 2)


class TextMetrics(Protocol):
    """The one seam through which text is measured (HarfBuzz behind it)."""

    def shape(self, text: str, style: TextStyle) -> GlyphRun:
        """Return `text` as glyphs on one line; control characters are dropped, line breaks become spaces."""
        ...

    def width(self, text: str, style: TextStyle) -> float:
        """Return the width of `text` on one line."""
        ...

    def ascent(self, style: TextStyle) -> float:
        """Return the height of the line's top above the baseline."""
        ...

    def line_height(self, style: TextStyle) -> float:
        """Return the distance between baselines."""
        ...
