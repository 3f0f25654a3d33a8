"""Where paths of slides are: the box around lines and curves, which formats for offices ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import sqrt

from visavis.blueprint.drawing.display_list import Segment
from visavis.blueprint.layout import Rect

# What is smaller than this is zero: an equation of lower degree.
_TINY = 1e-9


def path_box(segments: Iterable[Segment]) -> Rect:
    """Return the box around the middle of a path's line, in points."""
    xs: list[float] = []
    ys: list[float] = []
    here = (0.0, 0.0)
    for letter, *told in segments:
        numbers = [float(number) for number in told]
        if letter == "C":
            xs += _turns(here[0], *numbers[0::2])
            ys += _turns(here[1], *numbers[1::2])
        if numbers:
            here = (numbers[-2], numbers[-1])
            xs.append(here[0])
            ys.append(here[1])
    if not xs:
        return Rect(0.0, 0.0, 0.0, 0.0)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _turns(start: float, one: float, other: float, end: float) -> Iterator[float]:
    """Yield where a cubic turns back along one axis: the zeros of its derivative between its ends."""
    a, b, c = end - 3 * other + 3 * one - start, 2 * (other - 2 * one + start), one - start
    if abs(a) < _TINY:
        times = [-c / b] if abs(b) > _TINY else []
    else:
        root = b * b - 4 * a * c
        times = [(-b + sign * sqrt(root)) / (2 * a) for sign in (1, -1)] if root >= 0 else []
    for time in times:
        if 0 < time < 1:
            rest = 1 - time
            yield rest ** 3 * start + 3 * rest * rest * time * one + 3 * rest * time * time * other + time ** 3 * end


def is_straight(segments: tuple[Segment, ...]) -> bool:
    """Return whether a path is one straight line, which offices have a shape of its own for."""
    return len(segments) == 2 and segments[0][0] == "M" and segments[1][0] == "L"
