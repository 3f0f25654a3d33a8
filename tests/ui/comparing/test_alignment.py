"""Heights of one drawing and what stands for them on the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.realistic import realistic
from tests.need import need
from visavis.blueprint.layout import COMPACT, lay_out
from visavis.ui.features.redesign.alignment import Alignment, align_drawings, facing_lanes, line_of

RISING = st.lists(st.tuples(st.floats(1, 1e4), st.floats(1, 1e4)), max_size=5)


def test_lines_stand_for_each_other_and_beyond_the_drawings_distances_are_kept() -> None:
    made = Alignment(((0.0, 0.0), (50.0, 80.0), (150.0, 100.0)))
    assert made.to_after(25) == 40
    assert made.to_after(50) == 80
    assert made.to_after(100) == 90
    assert (made.to_after(-10), made.to_after(160)) == (-10, 110)
    assert Alignment().to_after(8) == 8


def test_lanes_that_both_have_stand_for_each_other_and_one_that_moved_says_nothing() -> None:
    before = realistic()
    lanes = before.head.lanes
    after = before.replace(head=before.head.model_copy(update={"lanes": (*lanes[1:3], lanes[0], *lanes[3:])}))
    for document in (before, after):
        one, other = lay_out(before), lay_out(document, style=COMPACT)
        made = align_drawings(one, other)
        assert made.to_after(need(line_of(one))) == pytest.approx(need(line_of(other)))
        assert made.to_after(one.height) == pytest.approx(other.height)
    edges = {lane.lane: lane.rect for lane in other.lanes}
    last = one.lanes[-1]
    assert made.to_after(last.rect.y) == pytest.approx(edges[last.lane].y)


def test_the_lanes_that_meet_are_those_at_the_line() -> None:
    layout = lay_out(realistic())
    top, bottom = need(facing_lanes(layout))
    line = need(line_of(layout))
    assert top < line < bottom
    assert sum(top <= lane.rect.y and lane.rect.bottom <= bottom for lane in layout.lanes) == 2


@given(RISING, st.floats(-1e5, 1e5))
def test_there_and_back_is_where_one_was(steps: list[tuple[float, float]], y: float) -> None:
    knots, here, there = [(0.0, 0.0)], 0.0, 0.0
    for one, other in steps:
        here, there = here + one, there + other
        knots.append((here, there))
    made = Alignment(tuple(knots))
    assert made.to_before(made.to_after(y)) == pytest.approx(y, abs=1e-3 + 1e-6 * abs(y))
