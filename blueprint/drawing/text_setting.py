"""Setting text: fitted blocks and single lines become Text primitives that know the box they must stay in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from visavis.blueprint.drawing.display_list import Text
from visavis.blueprint.drawing.theme import Theme
from visavis.blueprint.language import Translator
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.metrics import metrics as shipped_metrics
from visavis.blueprint.text.styles import FittedText, TextMetrics, TextStyle
from visavis.blueprint.text.wrapping import fit

if TYPE_CHECKING:
    from visavis.blueprint.drawing.brand_look import BrandLook

# No text of a poster is set smaller than this, in its own units; sheets choose their scale by it.
LEAST_SIZE = 13.5


class Align(StrEnum):
    """Where lines stand in their box."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class DrawingContext:
    """What every part of a drawing is made with: colours, words and letters; and what a brand kit adds, if any."""

    theme: Theme
    translate: Translator
    metrics: TextMetrics
    look: BrandLook | None = None


def make_context(theme: Theme, translate: Translator, metrics: TextMetrics | None = None,
                 look: BrandLook | None = None) -> DrawingContext:
    """Return what a drawing is made with: the letters of a brand kit's look, unless others are asked for."""
    own = look.metrics if look is not None else shipped_metrics()
    return DrawingContext(theme, translate, metrics or own, look)


def set_block(fitted: FittedText, box: Rect, colour: str, *, align: Align = Align.LEFT,
              middle: bool = False) -> tuple[Text, ...]:
    """Return the lines of `fitted` in `box`, from its top or (`middle`) around its middle."""
    top = box.y + max(0.0, (box.height - fitted.height) / 2) if middle else box.y
    lines = []
    for index, run in enumerate(fitted.lines):
        x = _align_x(box, run.width, align)
        lines.append(Text(run, x, top + index * fitted.line_height + fitted.ascent, colour, box, fitted))
    return tuple(lines)


def _align_x(box: Rect, width: float, align: Align) -> float:
    match align:
        case Align.LEFT:
            return box.x
        case Align.CENTRE:
            return box.x + (box.width - width) / 2
        case Align.RIGHT:
            return box.right - width


def set_line(context: DrawingContext, text: str, style: TextStyle, box: Rect, colour: str, *,
             align: Align = Align.LEFT) -> Text:
    """Return one line around the middle of `box`; the caller sees to it that it fits."""
    run = context.metrics.shape(text, style)
    height = context.metrics.line_height(style)
    top = box.y + (box.height - height) / 2
    return Text(run, _align_x(box, run.width, align), top + context.metrics.ascent(style), colour, box)


def paragraph(context: DrawingContext, text: str, style: TextStyle, width: float, lines: int, *,
              least: float | None = None, leading: float | None = None) -> FittedText:
    """Return `text` wrapped to at most `lines` lines, shrunk to no less than `least`, then cut with an ellipsis.

    `leading` sets the distance between lines as a part of their size, for large type that stands closer.
    """
    return fit(text, style, max(width, style.size), max_lines=lines, minimum=least or style.size,
               metrics=context.metrics, leading=leading)
