"""The effort ribbon tells both sides' felt effort and never overshoots."""

from __future__ import annotations

from itertools import pairwise
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.builders import analysis, document, flow, lane, step
from tests.need import see
from visavis.blueprint.drawing import LIGHT, Path, Role, Stroke, Text, compose
from visavis.blueprint.drawing.blueprint.effort_ribbon import (
    BASE,
    LEAST_PEAK,
    effort_profile,
    heights,
    outline,
    ribbon_half,
    slopes,
)
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Point, Rect, lay_out

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


def test_unrated_work_is_unknown_and_an_unrated_wait_is_nothing() -> None:
    made = document([step("a", "usager"), step("w", "usager", column=1, kind="wait"),
                     step("x", "usager", column=2, kind="wait", effort=4)])
    assert effort_profile(made).citizen == {("p1", 0): None, ("p1", 1): 0.0, ("p1", 2): 4.0}


@pytest.mark.parametrize("lanes", [("usager", "autre"), ("autre", "usager")])
def test_a_wait_beside_unrated_work_does_not_make_it_nothing(lanes: tuple[str, str]) -> None:
    made = document([step("w", lanes[0], kind="wait"), step("a", lanes[1])],
                    lanes=[lane("usager", "citizen"), lane("autre", "citizen")])
    assert effort_profile(made).citizen == {("p1", 0): None}


def test_rated_work_counts_beside_unrated_work() -> None:
    made = document([step("a", "usager", effort=3), step("b", "autre")],
                    lanes=[lane("usager", "citizen"), lane("autre", "citizen")])
    assert effort_profile(made).citizen == {("p1", 0): 3.0}


def test_what_nobody_knows_how_often_it_happens_is_a_gap() -> None:
    made = document([step("a", "usager", effort=4)])
    assert effort_profile(made, {"a": nan}).citizen == {("p1", 0): None}


def test_a_side_that_nobody_rated_is_neither_drawn_nor_named() -> None:
    made = document([step("a", "usager", effort=4), step("w", "usager", column=2, effort=2),
                     step("n", "usager", column=1), step("b", "scene"), step("c", "coulisses", column=2)])
    drawing = compose(made, lay_out(made), analysis(made), LIGHT, translator("en"))
    ribbon = next(group for group in drawing.groups if group.role is Role.RIBBON)
    curves = [part for part in ribbon.primitives if isinstance(part, Path)]
    texts = [part.run.text for part in ribbon.primitives if isinstance(part, Text)]
    assert len(curves) == 4
    assert texts == ["Citizen’s effort"]
    assert "Agents’ effort: nobody rated it." in ribbon.description


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

    assert see(up.segments[0]) == ("M", 100, 130)
    assert see(down.segments[0]) == ("M", 100, 50)
    assert up.segments[1][:2] == down.segments[1][:2] == ("L", 100)
    assert up.segments[1][2:] == pytest.approx((130 - 80 * BASE,))
    assert down.segments[1][2:] == pytest.approx((50 + 80 * BASE,))
    assert up.segments[4][-2:] == pytest.approx((400, 50))
    assert down.segments[4][-2:] == pytest.approx((400, 130))


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
