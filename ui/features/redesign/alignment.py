"""Which height of one drawing stands for which of the other, so that the lines of interaction stay side by side.

Along the drawings nothing has to be mapped: they share their columns (`layout.shared_columns`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from visavis.blueprint.layout import Layout, LineKind

# Two heights that stand for each other, one on each drawing.
Knot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Maps heights of the as-is drawing to heights of the redesign's and back, in points.

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
    """Return how two drawings lie to each other: by their lanes, their lines of interaction and their bottoms."""
    pairs = [(0.0, 0.0), *_lane_edges(before, after), (before.height, after.height)]
    line, other = line_of(before), line_of(after)
    if line is not None and other is not None:
        pairs = [*((y, there) for y, there in pairs if (y < line) is (there < other)), (line, other)]
    knots: list[Knot] = []
    for pair in sorted(pairs):
        if not knots or (pair[0] > knots[-1][0] and pair[1] > knots[-1][1]):
            knots.append(pair)
    return Alignment(tuple(knots))


def _lane_edges(before: Layout, after: Layout) -> Iterator[Knot]:
    """Yield the edges of lanes that both have in the same order: one that moved says nothing of the others."""
    one, other = ([lane.lane for lane in layout.lanes] for layout in (before, after))
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        for at in range(block.size):
            here, there = before.lanes[block.a + at].rect, after.lanes[block.b + at].rect
            yield here.y, there.y
            yield here.bottom, there.bottom


def facing_lanes(layout: Layout) -> tuple[float, float] | None:
    """Return the top and the bottom of the two lanes that meet at the line of interaction; None where none do."""
    line = line_of(layout)
    above = [lane.rect for lane in layout.lanes if line is not None and lane.rect.bottom <= line]
    below = [lane.rect for lane in layout.lanes if line is not None and lane.rect.y >= line]
    if not above or not below:
        return None
    return max(rect.y for rect in above), min(rect.bottom for rect in below)


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
