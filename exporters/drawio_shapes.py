"""The shapes of steps in draw.io, and how large what stands in one is written, such that it stays in it.

draw.io breaks a text into the width of its shape and lets it run over whatever is below; it never makes it smaller.
Shapes are those of the canvas, and of draw.io's own: a rhombus, of which a text has a quarter, is none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING

from visavis.blueprint.model import StepKind

if TYPE_CHECKING:
    from visavis.blueprint.layout import Rect

# Sizes of letters, in points, the largest first; no smaller ones are read.
SIZES = (11.0, 10.0, 9.0, 8.0, 7.0)
# Between baselines, as a part of the size, as mxGraph sets it.
LEADING = 1.2
# Helvetica, with which draw.io writes, is at most so much wider than the letters that are measured here.
WIDER = 1.03
# What mxGraph keeps free around every text, in points.
SPACING = 2
# How far the slanted sides of a decision reach in, in points.
_SLANT = 11
_WAVE = 0.15
_SHAPES: Mapping[StepKind, Mapping[str, object]] = MappingProxyType({
    StepKind.START: {"rounded": 1, "arcSize": 50},
    StepKind.ACTION: {"rounded": 1, "arcSize": 8},
    StepKind.WAIT: {"rounded": 1, "arcSize": 8, "dashed": 1},
    StepKind.DECISION: {"shape": "hexagon", "perimeter": "hexagonPerimeter2", "fixedSize": 1, "size": _SLANT},
    StepKind.OUTCOME: {"rounded": 1, "arcSize": 40, "strokeWidth": 3},
    StepKind.EVIDENCE: {"shape": "document", "boundedLbl": 1, "size": _WAVE},
})
# How much of each side a text leaves free, in points, beside what mxGraph does.
_ASIDE: Mapping[StepKind, int] = MappingProxyType({StepKind.START: 10, StepKind.DECISION: _SLANT - SPACING,
                                                   StepKind.OUTCOME: 6})
_LEAST_ASIDE = 3


def style_of(kind: StepKind, text: str, card: Rect) -> Mapping[str, object]:
    """Return the style of a step's shape, with the largest letters in which its text stays inside."""
    aside = _ASIDE.get(kind, _LEAST_ASIDE)
    size = _size_of(text, (card.width - 2 * (aside + SPACING)) / WIDER, _height_in(kind, card, aside + SPACING))
    return {**_SHAPES[kind], "fontSize": f"{size:g}", "spacingLeft": aside, "spacingRight": aside}


def _size_of(text: str, width: float, height: float) -> float:
    from visavis.blueprint.text import TextStyle, metrics
    from visavis.blueprint.text.wrapping import wrap_text

    for size in SIZES:
        lines = [wrap_text(part, TextStyle(size), width, metrics(), break_words=False) for part in text.split("\n")]
        if None not in lines and sum(len(each or ()) for each in lines) * size * LEADING <= height:
            return size
    return SIZES[-1]


def _height_in(kind: StepKind, card: Rect, inset: float) -> float:
    """Return how high a text may be whose lines stand `inset` from both sides of a shape."""
    if kind is StepKind.EVIDENCE:
        return card.height * (1 - _WAVE)
    # The corners of a rounded shape are quarters of a circle; those of a decision end where its text begins.
    radius = min(card.width, card.height) * float(str(_SHAPES[kind].get("arcSize", 0))) / 100
    off = max(0.0, radius - inset)
    return card.height - 2 * (radius - sqrt(radius * radius - off * off))
