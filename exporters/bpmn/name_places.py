"""Where names stand that are outside of their shapes: events, gateways, documents and lines.

bpmn-js, and what is made with it, breaks such a name into 90 points whatever bounds a file gives, and takes their
middle and their top alone; others take all of them. So bounds are those of the name as it is broken there, and stand
where the name covers the least.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
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

    _boxes: dict[tuple[int, int], list[Rect]] = field(default_factory=lambda: defaultdict(list))
    _lines: dict[tuple[int, int], list[Rect]] = field(default_factory=lambda: defaultdict(list))

    def add_box(self, box: Rect) -> None:
        """Keep a shape or a name free."""
        for tile in _tiles(box):
            self._boxes[tile].append(box)

    def add_line(self, points: Sequence[Point]) -> None:
        """Keep a line free."""
        for one, other in pairwise(points):
            box = Rect(min(one.x, other.x) - 0.5, min(one.y, other.y) - 0.5, abs(one.x - other.x) + 1,
                       abs(one.y - other.y) + 1)
            for tile in _tiles(box):
                self._lines[tile].append(box)

    def place(self, candidates: Iterable[Rect]) -> Rect:
        """Return the first of the places that cover least, and keep it free from now on."""
        found = min(candidates, key=self._cost)
        self.add_box(found)
        return found

    def _cost(self, place: Rect) -> float:
        boxes = set(chain.from_iterable(self._boxes[tile] for tile in _tiles(place)))
        lines = set(chain.from_iterable(self._lines[tile] for tile in _tiles(place)))
        covered = [_BOX_WEIGHT * min(size) + 1 for size in _overlaps(place, boxes)]
        crossed = [_LINE_WEIGHT + max(size) for size in _overlaps(place, lines)]
        # What differs by rounding alone is no reason to stand elsewhere.
        return round(sum(sorted(covered)) + sum(sorted(crossed)), 2)


def _tiles(box: Rect) -> Iterator[tuple[int, int]]:
    for across in range(int(box.x // _TILE), int(box.right // _TILE) + 1):
        for down in range(int(box.y // _TILE), int(box.bottom // _TILE) + 1):
            yield across, down


def _overlaps(place: Rect, others: Iterable[Rect]) -> Iterator[tuple[float, float]]:
    """Yield how wide and how high each of those boxes covers a place that do."""
    for other in others:
        width = min(place.right, other.right) - max(place.x, other.x)
        height = min(place.bottom, other.bottom) - max(place.y, other.y)
        if width > 0 and height > 0:
            yield width, height
