"""Which place of one drawing stands for which place of the other, so that matched steps stand above each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from visavis.blueprint.analysis.redesign.matching import Matching
from visavis.blueprint.layout import Layout, LineKind, Point

# Places nearer than this, in points, count as one.
LEAST_APART = 1.0

# Two numbers that stand for each other, one on each drawing.
Knot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Maps places of the as-is drawing to places of the redesign's and back, in points.

    Knots rise on both sides; between two of them places are shared out evenly, beyond the last they keep its
    distance.
    """

    across: tuple[Knot, ...] = ()
    down: tuple[Knot, ...] = ()

    def to_after(self, point: Point) -> Point:
        """Return where a place of the as-is drawing is on the redesign's."""
        return Point(_map_coordinate(self.across, point.x), _map_coordinate(self.down, point.y))

    def to_before(self, point: Point) -> Point:
        """Return where a place of the redesign's drawing is on the as-is one."""
        return Point(_map_coordinate(_swap_sides(self.across), point.x),
                     _map_coordinate(_swap_sides(self.down), point.y))


def align_drawings(matching: Matching, before: Layout, after: Layout) -> Alignment:
    """Return how two drawings lie to each other: along by their matched steps, across by the line of interaction."""
    pairs = []
    for name, origins in matching.origins.items():
        there = after.cards.get(name)
        here = [before.cards[origin].rect.centre.x for origin in origins if origin in before.cards]
        if there is not None and here:
            pairs.append((sum(here) / len(here), there.rect.centre.x))
    lines = [line_of(layout) for layout in (before, after)]
    middle = [] if None in lines else [(lines[0] or 0.0, lines[1] or 0.0)]
    return Alignment(fit_rising_knots(pairs), fit_rising_knots([(0.0, 0.0), *middle, (before.height, after.height)]))


def line_of(layout: Layout) -> float | None:
    """Return where the line of interaction is, in points; None where there is none."""
    return next((line.y for line in layout.lines if line.kind is LineKind.INTERACTION), None)


def fit_rising_knots(pairs: Iterable[Knot]) -> tuple[Knot, ...]:
    """Return knots that rise on both sides and lie as near to `pairs` as such knots can.

    Where pairs fall, neighbours are pooled to their mean (the pool-adjacent-violators algorithm, Ayer and others,
    1955).
    """
    pools: list[tuple[float, float, int]] = []
    for one, other in sorted(pairs):
        pool = (one, other, 1)
        while pools and (pool[0] - pools[-1][0] < LEAST_APART or pool[1] - pools[-1][1] < LEAST_APART):
            pool = _pool(pools.pop(), pool)
        pools.append(pool)
    return tuple((one, other) for one, other, _ in pools)


def _pool(one: tuple[float, float, int], other: tuple[float, float, int]) -> tuple[float, float, int]:
    count = one[2] + other[2]
    return (one[0] * one[2] + other[0] * other[2]) / count, (one[1] * one[2] + other[1] * other[2]) / count, count


def _swap_sides(knots: Sequence[Knot]) -> tuple[Knot, ...]:
    return tuple((other, one) for one, other in knots)


def _map_coordinate(knots: Sequence[Knot], position: float) -> float:
    if not knots:
        return position
    if position <= knots[0][0]:
        return position + knots[0][1] - knots[0][0]
    for (start, there), (end, goal) in pairwise(knots):
        if position <= end:
            return there + (goal - there) * (position - start) / (end - start)
    return position + knots[-1][1] - knots[-1][0]
