"""Text styles, shaped runs and fitted blocks: the vocabulary between measuring and drawing.

All lengths are in points of the drawing's own space; y grows downward; a baseline is a y.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
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
    """Consecutive glyphs of one face.

    `face` names a font file of `templates/fonts`; `x` is the segment's start
    relative to the run's; `advances` are in points, one a glyph; `text` is what a reader can select.
    """

    face: str
    text: str
    x: float
    glyphs: tuple[int, ...]
    advances: tuple[float, ...]


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


class TextMetrics(Protocol):
    """The one seam through which text is measured (today unkerned advances; later HarfBuzz)."""

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
