"""Shapes as PDF operators: the outlines are the display list's, y upward, painted as they are inked."""

from __future__ import annotations

import re

import pytest

from visavis.blueprint.drawing import Box, Path, Stroke
from visavis.blueprint.layout import Rect
from visavis.exporters.backends.pdf_shapes import shape_operators

INK = "#000000"
LINE = Stroke(INK)


def points(operators: str) -> list[tuple[float, float]]:
    """Return where each line and curve ends."""
    found = re.findall(r"(-?[\d.]+) (-?[\d.]+) [mlc]\b", operators)
    return [(float(x), float(y)) for x, y in found]


@pytest.mark.parametrize(("fill", "stroke", "painted"), [
    (INK, LINE, "B*"), (INK, None, "f*"), (None, LINE, "S"), (None, None, "n"),
])
def test_a_shape_is_painted_as_it_is_inked(fill: str | None, stroke: Stroke | None, painted: str) -> None:
    assert shape_operators(Box(Rect(1, 2, 3, 4), 0, fill, stroke)).split()[-1] == painted


def test_y_points_upward() -> None:
    assert shape_operators(Box(Rect(1, 2, 3, 4), fill=INK)) == "1.000 -2.000 3.000 -4.000 re f*"
    path = Path((("M", 1, 2), ("L", 3, 4), ("C", 1, 2, 3, 4, 5, 6), ("Z",)), fill=INK)
    assert shape_operators(path) == ("1.000 -2.000 m 3.000 -4.000 l 1.000 -2.000 3.000 -4.000 5.000 -6.000 c h f*")


def test_rounded_boxes_go_clockwise_from_the_top_left() -> None:
    ends = points(shape_operators(Box(Rect(0, 0, 20, 10), 3, INK)))
    assert ends == [(3, 0), (17, 0), (20, -3), (20, -7), (17, -10), (3, -10), (0, -7), (0, -3), (3, 0)]


def test_a_radius_is_at_most_half_a_side() -> None:
    assert shape_operators(Box(Rect(0, 0, 20, 10), 99, INK)) == shape_operators(Box(Rect(0, 0, 20, 10), 5, INK))


@pytest.mark.parametrize("rect", [Rect(0, 0, 0, 5), Rect(0, 0, 5, 0), Rect(0, 0, -1, 5)])
def test_a_box_without_area_is_nothing(rect: Rect) -> None:
    assert shape_operators(Box(rect, 2, INK, LINE)) == ""
