"""The effort ribbon: both sides' felt effort, column by column, mirrored around the line of interaction.

For a column c and a side s:  E(s, c) = Σ visits(step) · felt(step)  over the steps of side s that stand in c.

- visits: expected visits per started case (from the measures; 1 for every step while there are none), so that a step
  that one journey in three passes weighs a third, and a loop weighs as often as it is walked;
- felt: the step's felt effort, 1 to 5, where someone rated it. A wait or an outcome that no one rated counts as
  nothing (waiting is told in days, not in effort); where a side works in a column and no one rated any of it, or
  no one knows how often it happens, there is a gap.

Sides: the citizen's rises, the agents' hangs; partners and machines are on neither, as in the figures of the head.
Heights are E over one peak common to both sides, so the two can be compared. The ribbon is flat over each column and
eased between two; a column whose effort is nothing or unknown has none, and a side of which nothing was rated is not
drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import isnan

from visavis.blueprint.drawing.display_list import Path, Segment, Stroke
from visavis.blueprint.layout import Rect
from visavis.blueprint.layout.columns import Column
from visavis.blueprint.model import BlueprintDocument, Side, Step, StepKind

# One step of the hardest effort, walked once, fills the ribbon; calmer journeys stay visibly thinner.
LEAST_PEAK = 5.0
# The least height of a known effort, as a share of the ribbon's.
BASE = 0.12
# At its ends the ribbon falls to the line over so many points, inside the gutter.
RAMP = 6.0

_NEVER_WORK = (StepKind.WAIT, StepKind.OUTCOME, StepKind.EVIDENCE)
ColumnKey = tuple[str, int]


@dataclass(frozen=True)
class EffortProfile:
    """Felt effort per started case of each side, by (phase, column); `peak` is the highest of all.

    It is None where no one rated what a side does there; columns in which it has no step are left out. On paper it
    is `in_minutes`, those of work on the cards (`work_ribbon`).
    """

    citizen: Mapping[ColumnKey, float | None]
    agent: Mapping[ColumnKey, float | None]
    in_minutes: bool = False

    @cached_property
    def peak(self) -> float:
        """The effort that fills the whole height."""
        rated = (effort for side in (self.citizen, self.agent) for effort in side.values() if effort is not None)
        return max(LEAST_PEAK, *rated, 0.0)

    @property
    def base(self) -> float:
        """The least height, as a part of the ribbon's: minutes have none, so that twice as many are twice as high."""
        return 0.0 if self.in_minutes else BASE


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


def heights(efforts: Sequence[float], peak: float, base: float = BASE) -> list[float]:
    """Return each effort as a share (`base` to 1) of the ribbon's height."""
    return [base + (1 - base) * min(1.0, effort / peak) for effort in efforts]


def ribbon_runs(efforts: Mapping[ColumnKey, float | None], columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    """Yield the runs of neighbouring columns with a known effort."""
    for known, run in groupby(columns, key=lambda column: bool(efforts.get((column.phase, column.index)))):
        if known:
            yield list(run)


def ribbon_half(efforts: Sequence[float], columns: Sequence[Column], area: Rect, *, peak: float, upward: bool,
                fill: str, stroke: Stroke, least: float = BASE) -> tuple[Path, Path]:
    """Return one side's half over a run of columns as its area and its outline, from the line at one edge of `area`.

    It is flat on each column, as high as that column's effort and at `least` a part of the area, and eased in the
    gutters.
    """
    base, sign = (area.bottom, -1.0) if upward else (area.y, 1.0)
    levels = [base + sign * area.height * share for share in heights(efforts, peak, least)]
    first, last = columns[0], columns[-1]
    x, y = first.x - RAMP, base
    segments: list[Segment] = [("M", x, y)]
    for column, level in zip(columns, levels, strict=True):
        segments += [_ease(x, y, column.x, level), ("L", column.x + column.width, level)]
        x, y = column.x + column.width, level
    segments.append(_ease(x, y, last.x + last.width + RAMP, base))
    curve = tuple(segments)
    return Path((*curve, ("Z",)), fill=fill), Path(curve, stroke=stroke)


def _ease(x: float, y: float, end: float, level: float) -> Segment:
    """Return the curve from one level to another that leaves and arrives flat."""
    middle = (x + end) / 2
    return ("C", middle, y, middle, level, end, level)
