"""Where flows must cross, the horizontal one hops over the vertical one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

from blueprint.layout.places import Point

# A hop this near a bend or an arrowhead would be mistaken for it.
NEAR_END = 8.0
# A flow that crosses more than this many others is not followed by hops, and drawing them would bury the rest.
MOST_HOPS = 60
# How many pairs of legs are compared at most: documents that people read need some hundreds.
MOST_COMPARED = 400_000


def bridges(ways: Mapping[str, Sequence[Point]]) -> dict[str, tuple[Point, ...]]:
    """Return for each flow the points where its horizontal legs hop over another flow's vertical leg."""
    levels: dict[float, list[tuple[float, float, str]]] = {}
    verticals: list[tuple[float, float, float, str]] = []
    for key, points in ways.items():
        for start, end in pairwise(points):
            if start.y == end.y and start.x != end.x:
                levels.setdefault(start.y, []).append((min(start.x, end.x), max(start.x, end.x), key))
            elif start.x == end.x and start.y != end.y:
                verticals.append((start.x, min(start.y, end.y), max(start.y, end.y), key))
    heights = sorted(levels)
    starts: dict[float, list[float]] = {}
    for height, legs in levels.items():
        legs.sort()
        starts[height] = [leg[0] for leg in legs]
    found: dict[str, set[Point]] = {}
    compared = 0
    for x, top, bottom, owner in verticals:
        met = heights[bisect_right(heights, top):bisect_left(heights, bottom)]
        compared += len(met)
        if compared > MOST_COMPARED:
            break
        for height in met:
            # Legs of one height never overlap, so only the last that begins left of x can reach it.
            at = bisect_left(starts[height], x) - 1
            if at < 0:
                continue
            left, right, key = levels[height][at]
            if key != owner and left + NEAR_END < x < right - NEAR_END:
                found.setdefault(key, set()).add(Point(x, height))
    return {key: tuple(sorted(points)) for key, points in found.items() if len(points) <= MOST_HOPS}
