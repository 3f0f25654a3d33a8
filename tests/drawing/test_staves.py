"""Bands on paper: they end with a phase unless it is wider than a band, and cards widen within a limit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.builders import document, flow, step
from visavis.blueprint.drawing.poster.band_breaking import (
    MOST_WIDER,
    PAPER,
    break_bands,
    justify_bands,
    lay_out_bands,
    most_columns,
)
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.metrics import metrics


def journey(*columns: int) -> BlueprintDocument:
    """A document of one phase for each number, with so many columns."""
    steps = [step(f"s{number}-{column}", "usager", phase=f"p{number}", column=column)
             for number, count in enumerate(columns, start=1) for column in range(count)]
    return document(steps, phases=[f"P{number}" for number, _ in enumerate(columns)])


def ends(*columns: int, count: int, most: int = 99) -> list[int]:
    return [band.last + 1 for band in break_bands(journey(*columns), count, most)]


@pytest.mark.parametrize(("columns", "count", "expected"), [
    ((4, 6), 2, [4, 10]), ((6, 4), 2, [6, 10]), ((1, 9), 2, [1, 10]), ((3, 3, 3), 3, [3, 6, 9]), ((4,), 1, [4]),
    # Of all cuts the one whose widest band is narrowest: 15 and 14, the allowance's.
    ((3, 7, 5, 7, 7), 2, [15, 29]), ((2, 8, 3), 2, [10, 13]),
])
def test_bands_end_with_their_phase(columns: tuple[int, ...], count: int, expected: list[int]) -> None:
    assert ends(*columns, count=count) == expected


@pytest.mark.parametrize(("columns", "count", "most", "expected"), [
    ((20, 3), 3, 12, [10, 20, 23]), ((6,), 2, 6, [3, 6]), ((2, 2), 5, 9, [1, 2, 3, 4]), ((3, 20, 3), 4, 10, [3, 13, 23, 26])])
def test_a_phase_is_cut_when_it_is_wider_than_a_band_or_there_are_more_bands_than_phases(
        columns: tuple[int, ...], count: int, most: int, expected: list[int]) -> None:
    assert ends(*columns, count=count, most=most) == expected


@given(st.lists(st.integers(1, 30), min_size=1, max_size=9), st.integers(1, 12), st.integers(1, 20))
def test_bands_hold_every_column_once_and_in_order(columns: list[int], count: int, most: int) -> None:
    bands = break_bands(journey(*columns), count, most)
    assert [column for band in bands for column in range(band.first, band.last + 1)] == list(range(sum(columns)))
    assert [(band.index, band.count) for band in bands] == [(at, len(bands)) for at in range(len(bands))]
    assert len(bands) == min(count, sum(columns))


def test_a_band_of_a_width_has_so_many_columns_at_most() -> None:
    pitch = PAPER.card_width + PAPER.gutter
    assert most_columns(PAPER, PAPER.heading_width + PAPER.gutter + 7.5 * pitch) == 7
    assert most_columns(PAPER, 10.0) == 1


@pytest.mark.parametrize("width", [300.0, 330.0, 20_000.0])
def test_cards_widen_to_fill_a_sheet_within_a_limit(width: float) -> None:
    made = document([step("a", "usager"), step("b", "usager", column=1), step("c", "usager", column=2)],
                    [flow("f", "a", "b")])
    laid = lay_out_bands(made, PAPER, metrics(), break_bands(made, 1, 99))
    (wide,) = justify_bands(made, laid, laid.bands, metrics(), width=width)
    assert wide.width <= max(width, laid.width) + 0.01
    limit = PAPER.card_width + (MOST_WIDER - 1) * (PAPER.card_width + PAPER.gutter)
    assert all(box.rect.width <= limit + 0.01 for box in wide.cards.values())
    if width > laid.width:
        assert wide.cards["a"].rect.width > PAPER.card_width
