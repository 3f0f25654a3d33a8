"""Bands on paper: they end with their phase where that costs little, and cards widen within a limit."""

from __future__ import annotations

import pytest

from tests.drawing.builders import document, flow, step
from visavis.blueprint.drawing.poster.band_breaking import (
    ROOMY,
    WIDEST_CARD,
    even_bands,
    justify_bands,
    lay_out_bands,
)
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.metrics import metrics


def journey(*columns: int) -> BlueprintDocument:
    """A document of one phase for each number, with so many columns."""
    steps = [step(f"s{number}-{column}", "usager", phase=f"p{number}", column=column)
             for number, count in enumerate(columns, start=1) for column in range(count)]
    return document(steps, phases=[f"P{number}" for number, _ in enumerate(columns)])


def ends(*columns: int, count: int) -> list[int]:
    return [band.last + 1 for band in even_bands(journey(*columns), count)]


@pytest.mark.parametrize(("columns", "count", "expected"), [
    ((6,), 2, [3, 6]), ((4, 6), 2, [4, 10]), ((6, 4), 2, [6, 10]), ((5, 5), 2, [5, 10]), ((1, 9), 2, [5, 10]),
    ((3, 3, 3), 3, [3, 6, 9]), ((2, 2), 5, [1, 2, 3, 4]), ((4,), 1, [4]),
])
def test_bands_end_with_their_phase_unless_that_wastes_paper(columns: tuple[int, ...], count: int,
                                                             expected: list[int]) -> None:
    assert ends(*columns, count=count) == expected


@pytest.mark.parametrize("width", [700.0, 1_500.0, 20_000.0])
def test_cards_widen_to_fill_a_sheet_within_a_limit(width: float) -> None:
    made = document([step("a", "usager"), step("b", "usager", column=1)], [flow("f", "a", "b")])
    laid = lay_out_bands(made, ROOMY, metrics(), 1)
    (wide,) = justify_bands(made, laid.bands, ROOMY, metrics(), width=width)
    assert wide.width <= max(width, laid.width) + 0.01
    assert all(place.rect.width <= WIDEST_CARD + 0.01 for place in wide.cards.values())
    if width > laid.width:
        assert wide.width > laid.width
