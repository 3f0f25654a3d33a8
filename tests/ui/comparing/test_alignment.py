"""Places of one drawing and what stands for them on the other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.blueprint.layout import Point
from visavis.ui.features.redesign.alignment import Alignment, fit_rising_knots

NUMBERS = st.floats(-1e5, 1e5)


def test_matched_places_stand_for_each_other_and_beyond_them_distances_are_kept() -> None:
    made = Alignment(((100.0, 300.0), (200.0, 320.0)), ((0.0, 0.0), (50.0, 80.0)))
    assert made.to_after(Point(100, 0)) == Point(300, 0)
    assert made.to_after(Point(150, 25)) == Point(310, 40)
    assert made.to_after(Point(40, 60)) == Point(240, 90)
    assert made.to_after(Point(260, -10)) == Point(380, -10)
    assert Alignment().to_after(Point(7, 8)) == Point(7, 8)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=40))
def test_knots_rise_on_both_sides_whatever_was_moved_where(pairs: list[tuple[float, float]]) -> None:
    knots = fit_rising_knots(pairs)
    assert all(here[0] < there[0] and here[1] < there[1] for here, there in pairwise(knots))
    assert bool(knots) is bool(pairs)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=20), NUMBERS)
def test_there_and_back_is_where_one_was(pairs: list[tuple[float, float]], place: float) -> None:
    made = Alignment(fit_rising_knots(pairs), ())
    back = made.to_before(made.to_after(Point(place, 0.0)))
    assert back.x == pytest.approx(place, abs=1e-3 + 1e-6 * abs(place))


def test_steps_that_changed_places_meet_in_the_middle() -> None:
    assert fit_rising_knots([(0.0, 100.0), (10.0, 50.0), (200.0, 400.0)]) == ((5.0, 75.0), (200.0, 400.0))
