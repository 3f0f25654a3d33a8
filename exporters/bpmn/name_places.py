"""Where names stand that are outside of their shapes: events, gateways, documents and lines.

bpmn-js, and what is made with it, breaks such a name into 90 points whatever bounds a file gives, and takes their
middle and their top alone; others take all of them. So bounds are those of the name as it is broken there, and stand
where the name covers the least.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import hypot

from visavis.blueprint.layout import Point, Rect
from visavis.blueprint.text import TextStyle, metrics
from visavis.blueprint.text.wrapping import wrap_text

# As bpmn-js sets names: points, and the distance of baselines as a part of the size.
NAME_WIDTH, NAME_SIZE, LEADING = 90.0, 11.0, 1.2
# Arial, and what stands in for it, is at most so much wider than the letters that are measured here.
WIDER = 1.1
GAP = 3.0
# A name that covers a shape or another name is lost; a line through it is only ugly.
_BOX_WEIGHT, _LINE_WEIGHT = 10.0, 4.0
# Of two places beside a line, the one near the wanted point comes first, unless it is so much further, in points.
_LATER = 20.0
_TILE = 200.0
# Left, top, right and bottom; and what lies in each tile. Thousands are compared: a tuple has no property to ask.
_Sides = tuple[float, float, float, float]
_Tiles = dict[tuple[int, int], list[_Sides]]


@lru_cache(maxsize=4_096)
def name_size(name: str) -> tuple[float, float]:
    """Return the width and the height of a name, broken into lines."""
    style = TextStyle(NAME_SIZE)
    lines = wrap_text(" ".join(name.split()), style, NAME_WIDTH / WIDER, metrics()) or [""]
    width = max(metrics().width(line, style) for line in lines)
    return width * WIDER, len(lines) * NAME_SIZE * LEADING


def beside_shape(box: Rect, name: str) -> Sequence[Rect]:
    """Return where the name of a shape may stand, the best first: below, above, off its corners, at its sides."""
    width, height = name_size(name)
    middle, below, above = box.centre, box.bottom + 1, box.y - 1 - height
    right, left = box.right + GAP + width / 2, box.x - GAP - width / 2
    return [Rect(x - width / 2, y, width, height) for x, y in (
        (middle.x, below), (middle.x, above), (right, below), (left, below), (right, above), (left, above),
        (right, middle.y - height / 2), (left, middle.y - height / 2))]


def beside_line(points: Sequence[Point], wanted: Point, name: str) -> Sequence[Rect]:
    """Return where the name of a line may stand: beside it, near a point first, then in its middle."""
    width, height = name_size(name)
    found: list[tuple[float, Rect]] = []
    for one, other in pairwise(points):
        near = Point(_between(one.x, wanted.x, other.x), _between(one.y, wanted.y, other.y))
        middle = Point((one.x + other.x) / 2, (one.y + other.y) / 2)
        across, down = (width / 2 + GAP, 0.0) if abs(one.x - other.x) < abs(one.y - other.y) else (
            0.0, -height / 2 - GAP)
        for side in (1, -1):
            for at, later in ((near, 0.0), (middle, _LATER)):
                far = hypot(at.x - wanted.x, at.y - wanted.y) + later
                place = Point(at.x + side * across, at.y + side * down)
                found.append((far, Rect(place.x - width / 2, place.y - height / 2, width, height)))
    return [place for _, place in sorted(found, key=lambda each: each[0])]


def _between(one: float, wanted: float, other: float) -> float:
    return min(max(wanted, min(one, other)), max(one, other))


@dataclass
class NamePlaces:
    """What is on a diagram already, by tiles, so that a name meets only what is near it."""

    _boxes: _Tiles = field(default_factory=lambda: defaultdict(list))
    _lines: _Tiles = field(default_factory=lambda: defaultdict(list))

    def add_box(self, box: Rect) -> None:
        """Keep a shape or a name free."""
        sides = (box.x, box.y, box.right, box.bottom)
        for tile in _tiles(sides):
            self._boxes[tile].append(sides)

    def add_line(self, points: Sequence[Point]) -> None:
        """Keep a line free."""
        for one, other in pairwise(points):
            left, top = min(one.x, other.x) - 0.5, min(one.y, other.y) - 0.5
            sides = (left, top, left + abs(one.x - other.x) + 1, top + abs(one.y - other.y) + 1)
            for tile in _tiles(sides):
                self._lines[tile].append(sides)

    def place(self, candidates: Iterable[Rect]) -> Rect:
        """Return the first of the places that cover least, and keep it free from now on."""
        found, least = None, 0.0
        for place in candidates:
            cost = self._cost(place)
            if found is None or cost < least:
                found, least = place, cost
            if not cost:
                break
        if found is None:
            raise ValueError("a name needs a place")
        self.add_box(found)
        return found

    def _cost(self, place: Rect) -> float:
        sides = (place.x, place.y, place.right, place.bottom)
        covered = [_BOX_WEIGHT * min(size) + 1 for size in _overlaps(self._boxes, sides)]
        crossed = [_LINE_WEIGHT + max(size) for size in _overlaps(self._lines, sides)]
        # What differs by rounding alone is no reason to stand elsewhere.
        return round(sum(sorted(covered)) + sum(sorted(crossed)), 2) if covered or crossed else 0.0


def _tiles(sides: _Sides) -> list[tuple[int, int]]:
    left, top, right, bottom = sides
    downs = range(int(top // _TILE), int(bottom // _TILE) + 1)
    return [(across, down) for across in range(int(left // _TILE), int(right // _TILE) + 1) for down in downs]


def _overlaps(boxes: _Tiles, sides: _Sides) -> list[tuple[float, float]]:
    """Return how wide and how high each of those boxes covers a place that do."""
    left, top, right, bottom = sides
    near = {other for tile in _tiles(sides) for other in boxes.get(tile, ())
            if other[0] < right and other[2] > left and other[1] < bottom and other[3] > top}
    return [(min(right, other[2]) - max(left, other[0]), min(bottom, other[3]) - max(top, other[1]))
            for other in near]
