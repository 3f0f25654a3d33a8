"""The effort ribbon: both sides' felt effort, column by column, mirrored around the line of interaction.

For a column c and a side s:  E(s, c) = Σ visits(step) · felt(step)  over the steps of side s that stand in c.

- visits: expected visits per started case (from the measures; 1 for every step while there are none), so that a step
  that one journey in three passes weighs a third, and a loop weighs as often as it is walked;
- felt: the step's felt effort, 1 to 5, where someone rated it. A wait or an outcome that no one rated counts as
  nothing (waiting is told in days, not in effort); where a side works in a column and no one rated any of it, or
  no one knows how often it happens, there is a gap.

Sides: the citizen's rises, the agents' hangs; partners and machines are on neither, as in the figures of the head.
Heights are E over one peak common to both sides, so the two can be compared; an empty column falls to a low base.
A side of which nothing was rated is not drawn.
The outline is a monotone cubic (F. N. Fritsch and R. E. Carlson, "Monotone piecewise cubic interpolation", SIAM
Journal on Numerical Analysis 17, 1980): between two columns it stays between their heights.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import isnan

from visavis.blueprint.drawing.display_list import Path, Stroke
from visavis.blueprint.layout import Point, Rect
from visavis.blueprint.model import BlueprintDocument, Side, Step, StepKind

# One step of the hardest effort, walked once, fills the ribbon; calmer journeys stay visibly thinner.
LEAST_PEAK = 5.0
# The height of an empty column, as a share of the ribbon's: low enough to read as nothing, and still a line.
BASE = 0.12

_NEVER_WORK = (StepKind.WAIT, StepKind.OUTCOME, StepKind.EVIDENCE)
ColumnKey = tuple[str, int]


@dataclass(frozen=True)
class EffortProfile:
    """Felt effort per started case of each side, by (phase, column); `peak` is the highest of all.

    It is None where no one rated what a side does there; columns in which it has no step are left out.
    """

    citizen: Mapping[ColumnKey, float | None]
    agent: Mapping[ColumnKey, float | None]

    @cached_property
    def peak(self) -> float:
        """The effort that fills the whole height."""
        rated = (effort for side in (self.citizen, self.agent) for effort in side.values() if effort is not None)
        return max(LEAST_PEAK, *rated, 0.0)


def is_rated(efforts: Mapping[ColumnKey, float | None]) -> bool:
    """Return whether someone rated anything that a side does."""
    return any(efforts.values())


def effort_profile(document: BlueprintDocument, visits: Mapping[str, float] | None = None) -> EffortProfile:
    """Return the felt effort of every column; `visits` are expected visits by step id (None: one each)."""
    columns: dict[ColumnKey, list[Step]] = {}
    for step in document.steps:
        columns.setdefault((step.phase, step.column), []).append(step)
    citizen: dict[ColumnKey, float | None] = {}
    agent: dict[ColumnKey, float | None] = {}
    for column, steps in columns.items():
        sides = effort_of_column(document, steps, visits)
        for side, efforts in ((Side.CITIZEN, citizen), (Side.AGENT, agent)):
            if side in sides:
                efforts[column] = sides[side]
    return EffortProfile(citizen, agent)


def effort_of_column(document: BlueprintDocument, steps: Iterable[Step],
                     visits: Mapping[str, float] | None) -> Mapping[Side | None, float | None]:
    """Return the effort of each side that has a step in a column; None where it works and no one rated any of it."""
    sides: dict[Side | None, float | None] = {}
    for step in steps:
        side, weight = document.side_of(step), 1.0 if visits is None else visits.get(step.id, 0.0)
        if step.effort is not None and not isnan(weight):
            sides[side] = (sides.get(side) or 0.0) + weight * step.effort
        elif step.effort is not None or step.kind not in _NEVER_WORK:
            # A nothing of a wait that stands there, too, does not tell how hard the work is.
            sides[side] = sides.get(side) or None
        else:
            sides.setdefault(side, 0.0)
    return sides


def heights(efforts: Sequence[float], peak: float) -> list[float]:
    """Return each effort as a share (BASE to 1) of the ribbon's height."""
    return [BASE + (1 - BASE) * min(1.0, effort / peak) for effort in efforts]


def slopes(points: Sequence[Point]) -> list[float]:
    """Return the slope of the monotone cubic at each point (Fritsch and Carlson; x must rise)."""
    if len(points) < 2:
        return [0.0] * len(points)
    spans = [after.x - before.x for before, after in pairwise(points)]
    secants = [(after.y - before.y) / span for (before, after), span in zip(pairwise(points), spans, strict=True)]
    inner = []
    for index in range(1, len(secants)):
        left, right = secants[index - 1], secants[index]
        if left * right <= 0:
            inner.append(0.0)
            continue
        # The weighted harmonic mean stays inside the region in which the cubic is monotone.
        one, other = 2 * spans[index] + spans[index - 1], spans[index] + 2 * spans[index - 1]
        inner.append((one + other) / (one / left + other / right))
    return [0.0, *inner, 0.0]


def outline(points: Sequence[Point]) -> tuple[tuple[str | float, ...], ...]:
    """Return the smooth curve through `points` as path segments without the first move."""
    tangents = slopes(points)
    curves: list[tuple[str | float, ...]] = []
    for index in range(len(points) - 1):
        here, there = points[index], points[index + 1]
        third = (there.x - here.x) / 3
        curves.append(("C", here.x + third, here.y + third * tangents[index],
                       there.x - third, there.y - third * tangents[index + 1], there.x, there.y))
    return tuple(curves)


def ribbon_half(efforts: Sequence[float], centres: Sequence[float], area: Rect, *, peak: float, upward: bool,
                fill: str, stroke: Stroke) -> tuple[Path, Path]:
    """Return one side's half as its area and its outline, from the line at one edge of `area` to its height.

    `centres` are the columns' middles; the curve runs level from the area's edges to the first and last of them.
    """
    base, sign = (area.bottom, -1.0) if upward else (area.y, 1.0)
    levels = [base + sign * area.height * share for share in heights(efforts, peak)]
    points = [Point(centre, level) for centre, level in zip(centres, levels, strict=True)]
    points = [Point(area.x, levels[0]), *points, Point(area.right, levels[-1])]
    curve = outline(points)
    start = ("M", points[0].x, points[0].y)
    closed = (("M", area.x, base), ("L", points[0].x, points[0].y), *curve, ("L", area.right, base), ("Z",))
    return Path(closed, fill=fill), Path((start, *curve), stroke=stroke)
