"""The effort ribbon tells both sides' felt effort and never overshoots."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.drawing.display_list import Stroke
from blueprint.drawing.ribbon import (
    BASE,
    LEAST_PEAK,
    ORDINARY,
    effort_profile,
    heights,
    outline,
    ribbon_half,
    slopes,
)
from blueprint.layout.places import Point, Rect
from tests.drawing.builders import document, flow, lane, step

LEVELS = st.lists(st.floats(min_value=0, max_value=100), min_size=2, max_size=30)


def bezier(start: float, one: float, two: float, end: float, at: float) -> float:
    rest = 1 - at
    return rest**3 * start + 3 * rest**2 * at * one + 3 * rest * at**2 * two + at**3 * end


@given(LEVELS)
def test_the_curve_never_overshoots_its_columns(levels: list[float]) -> None:
    points = [Point(float(place * 40), level) for place, level in enumerate(levels)]

    curves = outline(points)

    for (before, after), (_, _, y1, _, y2, _, y) in zip(pairwise(points), curves, strict=True):
        low, high = sorted((before.y, after.y))
        assert y == after.y
        for tenth in range(11):
            assert low - 1e-6 <= bezier(before.y, float(y1), float(y2), after.y, tenth / 10) <= high + 1e-6


def test_effort_is_weighted_by_visits_and_kept_by_side() -> None:
    made = document([step("a", "usager", effort=4), step("b", "scene", effort=3), step("c", "coulisses", effort=1)])

    profile = effort_profile(made, {"a": 0.5, "b": 2.0, "c": 1.0})

    assert profile.citizen == {("p1", 0): 2.0}
    assert profile.agent == {("p1", 0): 7.0}
    assert profile.peak == 7.0


def test_without_measures_every_step_is_walked_once() -> None:
    made = document([step("a", "usager", effort=4), step("b", "usager", effort=5)], [flow("f", "a", "b")])
    assert effort_profile(made).citizen == {("p1", 0): 9.0}


def test_unrated_work_is_ordinary_and_an_unrated_wait_is_nothing() -> None:
    made = document([step("a", "usager"), step("w", "usager", column=1, kind="wait"),
                     step("x", "usager", column=2, kind="wait", effort=4)])
    assert effort_profile(made).citizen == {("p1", 0): ORDINARY, ("p1", 1): 0.0, ("p1", 2): 4.0}


def test_partners_and_machines_are_on_neither_side() -> None:
    made = document([step("a", "appui", effort=5)], lanes=[lane("appui", "support")])
    profile = effort_profile(made)
    assert not profile.citizen
    assert not profile.agent
    assert profile.peak == LEAST_PEAK


def test_heights_run_from_the_base_to_the_whole() -> None:
    assert heights([0.0, 5.0, 50.0], 10.0) == [BASE, pytest.approx(BASE + (1 - BASE) / 2), 1.0]


def test_halves_mirror_around_the_line() -> None:
    area = Rect(100, 50, 300, 80)
    ink = Stroke("#000000")
    up, _ = ribbon_half([0, 10], [150, 350], area, peak=10, upward=True, fill="#111111", stroke=ink)
    down, _ = ribbon_half([0, 10], [150, 350], area, peak=10, upward=False, fill="#111111", stroke=ink)

    assert up.segments[0] == ("M", 100, 130)
    assert down.segments[0] == ("M", 100, 50)
    assert up.segments[1] == ("L", 100, pytest.approx(130 - 80 * BASE))
    assert down.segments[1] == ("L", 100, pytest.approx(50 + 80 * BASE))
    assert up.segments[4][-2:] == (400, pytest.approx(50))
    assert down.segments[4][-2:] == (400, pytest.approx(130))


def test_slopes_are_those_of_fritsch_and_carlson() -> None:
    """Worked by hand: spans 1 and 3, secants 2 and 1; (2·3 + 1 + 3 + 2·1) / ((2·3 + 1) / 2 + (3 + 2·1) / 1) = 12 / 8.5."""
    assert slopes([Point(0, 0), Point(1, 2), Point(4, 5)]) == pytest.approx([0.0, 12 / 8.5, 0.0])


@pytest.mark.parametrize("levels", [(0, 5, 0), (5, 0, 5), (0, 0, 5), (5, 5, 0), (3, 3, 3)])
def test_the_curve_is_level_at_peaks_valleys_and_plains(levels: tuple[float, ...]) -> None:
    points = [Point(float(10 * place), float(level)) for place, level in enumerate(levels)]
    assert slopes(points) == [0.0, 0.0, 0.0]


def test_one_point_is_level() -> None:
    assert (slopes([Point(1, 1)]), slopes([])) == ([0.0], [])


def test_both_sides_share_one_peak() -> None:
    made = document([step("a", "usager", effort=2), step("b", "scene", effort=5), step("c", "scene", effort=4)])
    assert effort_profile(made).peak == 9.0
