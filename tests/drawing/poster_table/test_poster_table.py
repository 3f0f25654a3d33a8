"""Every blueprint of the table on every paper: floors of type held, sheets used, nothing cut for good, nothing over another."""

from __future__ import annotations

import pytest

from docs.make_posters import PAGE, introduction, section
from tests.drawing.poster_table.blueprints import BLUEPRINTS, HOSTILE
from tests.drawing.poster_table.cases import (
    HARD,
    PosterCase,
    all_faults,
    cases,
    count_cases,
    judge,
    measure,
    measure_all,
)
from tests.profiles import IS_DEEP
from visavis.blueprint.drawing.paper import Orientation


def test_the_table_is_as_large_as_it_says() -> None:
    assert len(BLUEPRINTS) == 24
    assert len(HOSTILE) == 14
    assert len(BLUEPRINTS["a benefit of 46 steps"]().steps) == 46
    assert count_cases() > 800
    for blueprint in ("12 lanes × 60 columns", "nothing at all"):
        found = list(cases(blueprint))
        assert {case.orientation for case in found} == set(Orientation)
        assert {case.language for case in found if case.paper.startswith("roll")} == {"fr"}


@pytest.mark.few(2)
@pytest.mark.parametrize("hard", HARD)
def test_what_is_hard_is_without_fault(hard: str) -> None:
    assert list(judge(HARD[hard], measure(HARD[hard]))) == []


@pytest.mark.few(8)
@pytest.mark.skipif(IS_DEEP, reason="the deep profile draws them on every paper")
@pytest.mark.parametrize("blueprint", BLUEPRINTS)
def test_a_sheet_of_a3_is_as_it_should_be(blueprint: str) -> None:
    case = PosterCase(blueprint, "A3", Orientation.LANDSCAPE, "fr")
    assert list(judge(case, measure(case))) == []


@pytest.mark.slow
@pytest.mark.parametrize("blueprint", BLUEPRINTS)
def test_so_is_every_paper_and_the_page_says_so(blueprint: str) -> None:
    measured = measure_all(blueprint)
    assert all_faults(measured) == {}
    assert section(blueprint, measured) in PAGE.read_text(encoding="utf-8"), "run: python -m docs.make_posters"


def test_the_page_tells_of_every_blueprint() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page.startswith(introduction())
    assert [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")] == list(BLUEPRINTS)
