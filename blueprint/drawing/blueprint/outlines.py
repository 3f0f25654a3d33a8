"""Outlines of cards: the shape alone tells the kind of a step, without colour or icon, from afar and in grey.

An action is a rounded rectangle, a start is round at its left, a wait has a waist and dashes, a decision is a
hexagon, an outcome has round ends and a double line, evidence is a slip with a folded corner.
"""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.drawing.display_list import Box, Path, Segment, Stroke
from visavis.blueprint.drawing.shapes import QUARTER, polygon, shared_stroke
from visavis.blueprint.drawing.theme import Inks, Theme, mix_colours
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import StepKind

SHAPED = (StepKind.START, StepKind.WAIT, StepKind.DECISION, StepKind.OUTCOME)
RADIUS = 8.0
HAIRLINE = 1.2
# Shapes that must be told from others are drawn in a line that lasts when it is made smaller.
STRONG = 1.7
WAIT_DASH = (5.0, 4.0)
# How deep a wait's waist is, how far a hexagon's slanted sides reach in, how round a start and an outcome are at
# most, how far an outcome's second line lies inside the first, and how much of a slip's corner is folded.
WAIST = 9.0
SLANT = 11.0
ROUND_START = 28.0
ROUND_ENDS = 22.0
DOUBLE = 3.5
FOLD = 10.0


def edge_of(theme: Theme, kind: StepKind, inks: Inks) -> Stroke:
    """Return the line of a card's outline; only waits are dashed."""
    if kind in SHAPED:
        dash = WAIT_DASH if kind is StepKind.WAIT else ()
        return shared_stroke(mix_colours(inks.line, inks.ink, 0.7), STRONG * theme.hairline_width, dash)
    return shared_stroke(inks.line, HAIRLINE * theme.hairline_width)


def outline(kind: StepKind, rect: Rect, fill: str | None, line: Stroke) -> Iterator[Box | Path]:
    """Yield the outline of a card, the outermost line first."""
    match kind:
        case StepKind.START:
            yield Path(_rounded(rect, min(ROUND_START, rect.height / 2), RADIUS), fill, line)
        case StepKind.WAIT:
            yield Path(_waisted(rect), fill, line)
        case StepKind.DECISION:
            yield polygon(_hexagon(rect), fill, line)
        case StepKind.OUTCOME:
            inner = rect.inset(DOUBLE)
            yield Box(rect, min(ROUND_ENDS, rect.height / 2), fill, line)
            yield Box(inner, min(ROUND_ENDS - DOUBLE, inner.height / 2), None, Stroke(line.colour, line.width * 0.7))
        case _:
            yield Box(rect, RADIUS, fill, line)


def slip(rect: Rect, fill: str | None, line: Stroke) -> Iterator[Path]:
    """Yield a piece of evidence: a slip of paper whose upper right corner is folded, the slip first."""
    fold = min(FOLD, rect.height / 2)
    yield polygon(((rect.x, rect.y), (rect.right - fold, rect.y), (rect.right, rect.y + fold),
                   (rect.right, rect.bottom), (rect.x, rect.bottom)), fill, line)
    yield Path((("M", rect.right - fold, rect.y), ("L", rect.right - fold, rect.y + fold),
                ("L", rect.right, rect.y + fold)), stroke=line)


def _rounded(rect: Rect, left: float, right: float) -> tuple[Segment, ...]:
    """Return a rectangle whose corners are rounded otherwise at its left than at its right."""
    x, y, end, bottom = rect.x, rect.y, rect.right, rect.bottom
    near, far = left * (1 - QUARTER), right * (1 - QUARTER)
    return (("M", x + left, y), ("L", end - right, y), ("C", end - far, y, end, y + far, end, y + right),
            ("L", end, bottom - right), ("C", end, bottom - far, end - far, bottom, end - right, bottom),
            ("L", x + left, bottom), ("C", x + near, bottom, x, bottom - near, x, bottom - left),
            ("L", x, y + left), ("C", x, y + near, x + near, y, x + left, y), ("Z",))


def _waisted(rect: Rect) -> tuple[Segment, ...]:
    """Return a rectangle drawn in at half its height, as an hourglass is."""
    x, y, end, bottom = rect.x, rect.y, rect.right, rect.bottom
    middle, third = rect.y + rect.height / 2, rect.height / 6
    corner = RADIUS * 0.75
    waist = WAIST * min(1.0, rect.height / 60.0)
    return (("M", x + corner, y), ("L", end - corner, y), ("C", end, y, end, y + corner / 2, end, y + corner),
            ("C", end, y + corner + third, end - waist, middle - third, end - waist, middle),
            ("C", end - waist, middle + third, end, bottom - corner - third, end, bottom - corner),
            ("C", end, bottom - corner / 2, end, bottom, end - corner, bottom), ("L", x + corner, bottom),
            ("C", x, bottom, x, bottom - corner / 2, x, bottom - corner),
            ("C", x, bottom - corner - third, x + waist, middle + third, x + waist, middle),
            ("C", x + waist, middle - third, x, y + corner + third, x, y + corner),
            ("C", x, y + corner / 2, x, y, x + corner, y), ("Z",))


def _hexagon(rect: Rect) -> tuple[tuple[float, float], ...]:
    slant = min(SLANT, rect.height / 4)
    middle = rect.y + rect.height / 2
    return ((rect.x + slant, rect.y), (rect.right - slant, rect.y), (rect.right, middle),
            (rect.right - slant, rect.bottom), (rect.x + slant, rect.bottom), (rect.x, middle))
