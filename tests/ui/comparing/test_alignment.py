"""Heights of one drawing and what stands for them on the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.ui.features.redesign.alignment import Alignment

RISING = st.lists(st.tuples(st.floats(1, 1e4), st.floats(1, 1e4)), max_size=5)


def test_lines_stand_for_each_other_and_beyond_the_drawings_distances_are_kept() -> None:
    made = Alignment(((0.0, 0.0), (50.0, 80.0), (150.0, 100.0)))
    assert made.to_after(25) == 40
    assert made.to_after(50) == 80
    assert made.to_after(100) == 90
    assert (made.to_after(-10), made.to_after(160)) == (-10, 110)
    assert Alignment().to_after(8) == 8


@given(RISING, st.floats(-1e5, 1e5))
def test_there_and_back_is_where_one_was(steps: list[tuple[float, float]], y: float) -> None:
    knots, here, there = [(0.0, 0.0)], 0.0, 0.0
    for one, other in steps:
        here, there = here + one, there + other
        knots.append((here, there))
    made = Alignment(tuple(knots))
    assert made.to_before(made.to_after(y)) == pytest.approx(y, abs=1e-3 + 1e-6 * abs(y))
