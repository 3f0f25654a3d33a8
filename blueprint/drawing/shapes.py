"""Geometry that several parts of a drawing share: circles, rounded lines with bridges, arrowheads, stars, icons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, pi, sin

from visavis.blueprint.drawing.display_list import Box, Path, Segment, Stroke
from visavis.blueprint.layout import Point, Rect
from visavis.templates.icons.catalogue import icon

# Control points at this share of the radius make a cubic that is a quarter circle to within 0.03 %.
QUARTER = 0.5523
CORNER = 7.0
BRIDGE = 4.5
ARROW_LENGTH = 6.5
ARROW_WIDTH = 6.5
ICON_GRID = 24.0
ICON_STROKE = 1.5


@lru_cache(maxsize=512)
def shared_stroke(colour: str, width: float = 1.0, dash: tuple[float, ...] = ()) -> Stroke:
    """Return a line's ink: the same one for all that are drawn alike, which are thousands."""
    return Stroke(colour, width, dash)


def circle(x: float, y: float, radius: float, fill: str | None = None, stroke: Stroke | None = None) -> Box:
    """Return a disc or a ring."""
    across = 2 * radius
    return Box(Rect(x - radius, y - radius, across, across), radius, fill, stroke)


def polygon(points: Iterable[tuple[float, float]], fill: str | None = None, stroke: Stroke | None = None) -> Path:
    """Return a closed figure with straight sides."""
    segments: list[Segment] = [("L", x, y) for x, y in points]
    segments[0] = ("M", *segments[0][1:])
    return Path((*segments, ("Z",)), fill, stroke)


def straight_line(x1: float, y1: float, x2: float, y2: float, stroke: Stroke) -> Path:
    """Return a straight line."""
    return Path((("M", x1, y1), ("L", x2, y2)), stroke=stroke)


def polyline(points: Iterable[tuple[float, float]], stroke: Stroke) -> Path:
    """Return a line with straight pieces from corner to corner."""
    segments: list[Segment] = [("L", x, y) for x, y in points]
    segments[0] = ("M", *segments[0][1:])
    return Path(tuple(segments), stroke=stroke)


def star(x: float, y: float, radius: float, fill: str) -> Path:
    """Return a five-pointed star whose points touch a circle."""
    corners = []
    for tenth in range(10):
        reach = radius if tenth % 2 == 0 else radius * 0.42
        angle = -pi / 2 + tenth * pi / 5
        corners.append((x + reach * cos(angle), y + reach * sin(angle)))
    return polygon(corners, fill)


def icon_path(name: str, x: float, y: float, size: float, colour: str, width: float | None = None) -> Path:
    """Return an icon of the shipped set in a square of `size` points, its line 1.5 of 24 unless told in points."""
    stroke = ICON_STROKE * max(size / ICON_GRID, 0.75) if width is None else width
    return Path(_icon_at_origin(name, size), stroke=shared_stroke(colour, stroke), x=x, y=y)


def question_mark(x: float, y: float, radius: float, colour: str, width: float) -> Path:
    """Return the mark of an end of which no one said what it is around (x, y): an open ring with a question mark."""
    # The ring of the icon has 10 of its 24 units as its radius.
    size = (radius - width / 2) * ICON_GRID / 10
    return icon_path("circle-question-mark", x - size / 2, y - size / 2, size, colour, width)


@lru_cache(maxsize=512)
def _icon_at_origin(name: str, size: float) -> tuple[Segment, ...]:
    scale = size / ICON_GRID
    return tuple([(str(kind), *[float(number) * scale for number in numbers])
                  for kind, *numbers in icon(name).segments])


def arrowhead(before: Point, tip: Point, colour: str, length: float = ARROW_LENGTH) -> Path:
    """Return a small filled arrowhead at `tip`, pointing away from `before`."""
    span = hypot(tip.x - before.x, tip.y - before.y) or 1.0
    outline = _arrowhead_at_origin((tip.x - before.x) / span, (tip.y - before.y) / span, length)
    return Path(outline, colour, x=tip.x, y=tip.y)


@lru_cache(maxsize=512)
def _arrowhead_at_origin(along_x: float, along_y: float, length: float) -> tuple[Segment, ...]:
    half = length * ARROW_WIDTH / ARROW_LENGTH / 2
    foot_x, foot_y = -along_x * length, -along_y * length
    return (("M", 0.0, 0.0), ("L", foot_x - along_y * half, foot_y + along_x * half),
            ("L", foot_x + along_y * half, foot_y - along_x * half), ("Z",))


def rounded_line(points: Sequence[Point], bridges: Iterable[Point] = (), *,
                 shorten: float = 0.0) -> tuple[Segment, ...]:
    """Return an orthogonal line with rounded corners that hops over `bridges`, its end taken back by `shorten`."""
    ends = list(points)
    if shorten and len(ends) > 1:
        ends[-1] = _towards(ends[-1], ends[-2], shorten)
    hops = tuple(bridges)
    segments: list[Segment] = [("M", *ends[0])]
    here = ends[0]
    for index in range(1, len(ends)):
        corner = ends[index]
        last = index == len(ends) - 1
        radius = 0.0 if last else min(CORNER, _span(here, corner), _span(corner, ends[index + 1]) / 2)
        stop = _towards(corner, here, radius)
        segments += _line_with_hops(here, stop, hops)
        if not last:
            after = _towards(corner, ends[index + 1], radius)
            segments.append(_turn(stop, corner, after))
            here = after
    return tuple(segments)


def _span(one: Point, other: Point) -> float:
    return abs(one.x - other.x) + abs(one.y - other.y)


def _towards(start: Point, goal: Point, distance: float) -> Point:
    span = hypot(goal.x - start.x, goal.y - start.y)
    if not span:
        return start
    share = min(1.0, distance / span)
    return Point(start.x + (goal.x - start.x) * share, start.y + (goal.y - start.y) * share)


def _turn(start: Point, corner: Point, end: Point) -> Segment:
    return ("C", start.x + (corner.x - start.x) * QUARTER, start.y + (corner.y - start.y) * QUARTER,
            end.x + (corner.x - end.x) * QUARTER, end.y + (corner.y - end.y) * QUARTER, end.x, end.y)


def _line_with_hops(here: Point, there: Point, bridges: tuple[Point, ...]) -> list[Segment]:
    """Return the straight way, with a half circle over each bridge that lies well inside it."""
    span = _span(here, there)
    if not span:
        return []
    met = sorted({_span(here, bridge) for bridge in bridges if _lies_on(here, there, bridge)})
    met = [at for at in met if BRIDGE < at < span - BRIDGE]
    kept = [at for before, at in pairwise([-3 * BRIDGE, *met]) if at - before > 2 * BRIDGE]
    unit_x, unit_y = (there.x - here.x) / span, (there.y - here.y) / span
    # Hops over a horizontal line rise; over a vertical one they bulge to the left.
    up_x, up_y = (0.0, -1.0) if unit_x else (-1.0, 0.0)
    segments: list[Segment] = []
    for at in kept:
        x, y = here.x + unit_x * at, here.y + unit_y * at
        lean, lift = BRIDGE * QUARTER, BRIDGE
        segments.append(("L", x - unit_x * BRIDGE, y - unit_y * BRIDGE))
        segments.append(("C", x - unit_x * BRIDGE + up_x * lean, y - unit_y * BRIDGE + up_y * lean,
                         x - unit_x * lean + up_x * lift, y - unit_y * lean + up_y * lift,
                         x + up_x * lift, y + up_y * lift))
        segments.append(("C", x + unit_x * lean + up_x * lift, y + unit_y * lean + up_y * lift,
                         x + unit_x * BRIDGE + up_x * lean, y + unit_y * BRIDGE + up_y * lean,
                         x + unit_x * BRIDGE, y + unit_y * BRIDGE))
    return [*segments, ("L", *there)]


def _lies_on(here: Point, there: Point, point: Point) -> bool:
    across = min(here.x, there.x) - 0.5 <= point.x <= max(here.x, there.x) + 0.5
    along = min(here.y, there.y) - 0.5 <= point.y <= max(here.y, there.y) + 0.5
    return across and along


def bounding_box(points: Iterable[tuple[float, float]], margin: float = 0.0) -> Rect:
    """Return the smallest box around `points`, grown by `margin`."""
    xs, ys = zip(*points, strict=True)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).inset(-margin)
