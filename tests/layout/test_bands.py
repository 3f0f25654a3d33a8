"""Bands: how a wide blueprint is broken for paper."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.layout.builders import journey
from visavis.blueprint.layout import Band, column_count, split_into_bands
from visavis.blueprint.model import BlueprintDocument


def of_phases(*columns: int) -> BlueprintDocument:
    """Build a blueprint whose phases have so many columns."""
    steps = [(f"s{at}", "citizen", count - 1, {"phase": f"p{at}"}) for at, count in enumerate(columns)]
    return journey(steps, phases=len(columns))


def test_breaks_between_phases_where_that_leaves_bands_alike() -> None:
    assert [band.columns for band in split_into_bands(of_phases(3, 4, 4, 4), 2)] == [7, 8]


def test_breaks_inside_a_phase_rather_than_into_unlike_bands() -> None:
    assert [band.columns for band in split_into_bands(of_phases(2, 10), 2)] == [6, 6]


def test_of_several_breaks_between_phases_the_most_even_ones_are_taken_together() -> None:
    assert [band.columns for band in split_into_bands(of_phases(4, 5, 4, 4, 5), 3)] == [9, 8, 5]


def test_as_few_bands_as_the_widest_allows() -> None:
    bands = split_into_bands(of_phases(3, 3, 3, 3), max_columns=5)
    assert len(bands) == 3
    assert max(band.columns for band in bands) <= 5


@pytest.mark.parametrize("asked", [{}, {"count": 0}, {"max_columns": 0}, {"count": 2, "max_columns": 3}])
def test_refuses_what_makes_no_sense(asked: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="bands"):
        split_into_bands(of_phases(3), **asked)


def test_a_blueprint_without_columns_is_one_empty_band() -> None:
    assert split_into_bands(journey([], phases=0), 3) == (Band(0, -1, 0, 1),)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.integers(1, 40))
def test_bands_hold_every_column_once_and_in_order(columns: list[int], count: int) -> None:
    document = of_phases(*columns)
    bands = split_into_bands(document, count)
    assert [column for band in bands for column in range(band.first, band.last + 1)] == list(range(sum(columns)))
    assert [(band.index, band.count) for band in bands] == [(at, len(bands)) for at in range(len(bands))]
    assert len(bands) == min(count, column_count(document))


@example([4, 6], 5)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.integers(1, 12))
def test_no_band_is_wider_than_asked(columns: list[int], widest: int) -> None:
    assert max(band.columns for band in split_into_bands(of_phases(*columns), max_columns=widest)) <= widest
