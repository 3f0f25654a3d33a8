"""Which height of one drawing stands for which of the other, so that the lines of interaction stay side by side.

Along the drawings nothing has to be mapped: they share their columns (`layout.shared_columns`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from visavis.blueprint.layout import Layout, LineKind

# Two heights that stand for each other, one on each drawing.
Knot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Maps ys of the as-is drawing to ys of the redesign's and back, in points.

    Knots rise on both sides; between two of them heights are shared out evenly, beyond the last they keep their
    distance.
    """

    knots: tuple[Knot, ...] = ()

    def to_after(self, y: float) -> float:
        """Return where a height of the as-is drawing is on the redesign's."""
        return _map(self.knots, y)

    def to_before(self, y: float) -> float:
        """Return where a height of the redesign's drawing is on the as-is one."""
        return _map(tuple((other, one) for one, other in self.knots), y)


def align_drawings(before: Layout, after: Layout) -> Alignment:
    """Return how two drawings lie to each other: by their tops, their lines of interaction and their bottoms."""
    lines = [line_of(layout) for layout in (before, after)]
    middle = [(lines[0], lines[1])] if lines[0] is not None and lines[1] is not None else []
    knots = [(0.0, 0.0), *middle, (before.height, after.height)]
    return Alignment(tuple(knot for at, knot in enumerate(knots)
                           if not at or all(now > then for now, then in zip(knot, knots[at - 1], strict=True))))


def line_of(layout: Layout) -> float | None:
    """Return where the line of interaction is, in points; None where there is none."""
    return next((line.y for line in layout.lines if line.kind is LineKind.INTERACTION), None)


def _map(knots: Sequence[Knot], position: float) -> float:
    if not knots:
        return position
    if position <= knots[0][0]:
        return position + knots[0][1] - knots[0][0]
    for (start, there), (end, goal) in pairwise(knots):
        if position <= end:
            return there + (goal - there) * (position - start) / (end - start)
    return position + knots[-1][1] - knots[-1][0]
