"""Tracks of parallel runs: apart, few, and in the order that crosses least."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.blueprint.layout.routing.track_order import MOST_SORTED, Run, tracks_of

RUNS = st.builds(Run, st.integers(0, 40), st.integers(0, 40), st.booleans(), st.booleans())


def staircase(count: int) -> list[Run]:
    return [Run(at, at + 3, True, False) for at in range(count)]


@pytest.mark.parametrize("more", [0, MOST_SORTED])
@given(st.lists(RUNS, max_size=30))
def test_runs_that_meet_have_tracks_of_their_own(more: int, runs: list[Run]) -> None:
    runs = runs + [Run(1000 + 2 * at, 1001 + 2 * at, True, True) for at in range(more)]
    tracks, count = tracks_of(runs, 1)
    assert len(tracks) == len(runs)
    assert all(0 <= track < count for track in tracks)
    for (one, first), (other, second) in combinations(zip(runs, tracks, strict=True), 2):
        if first == second:
            assert one.high + 1 < other.low or other.high + 1 < one.low


def test_of_a_staircase_the_later_run_is_nearer() -> None:
    tracks, _ = tracks_of(staircase(3))
    assert tracks == [2, 1, 0]


def test_loops_nest_with_the_shortest_nearest() -> None:
    assert tracks_of([Run(0, 9, True, True), Run(2, 6, True, True), Run(3, 4, True, True)]) == ([2, 1, 0], 3)
    assert tracks_of([Run(0, 9, False, False), Run(3, 4, False, False)]) == ([0, 1], 2)


def test_very_many_runs_use_as_few_tracks_as_overlap() -> None:
    runs = staircase(MOST_SORTED + 100)
    tracks, count = tracks_of(runs)
    assert count == 4
    assert max(tracks) == 3


def test_no_runs_need_no_tracks() -> None:
    assert tracks_of([]) == ([], 0)
