"""Every blueprint of the table on every paper: floors of type held, sheets used, nothing cut for good, nothing over another."""

from __future__ import annotations

import pytest

from docs.make_posters import PAGE, introduction, section
from tests.drawing.poster_table.blueprints import BLUEPRINTS, HOSTILE
from tests.drawing.poster_table.cases import (
    KNOWN,
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


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=pytest.mark.xfail(strict=True, reason=reason))
                                  for kind, (_, reason) in KNOWN.items()])
def test_a_known_fault_is_gone(kind: str) -> None:
    """Where this passes, take the mark out of `KNOWN`."""
    case = KNOWN[kind][0]
    assert [words for each, words in judge(case, measure(case)) if each == kind] == []


@pytest.mark.skipif(IS_DEEP, reason="the deep profile draws them on every paper")
@pytest.mark.parametrize("blueprint", BLUEPRINTS)
def test_a_sheet_of_a3_is_as_it_should_be(blueprint: str) -> None:
    case = PosterCase(blueprint, "A3", Orientation.LANDSCAPE, "fr")
    assert [words for kind, words in judge(case, measure(case)) if kind not in KNOWN] == []


@pytest.mark.slow
@pytest.mark.parametrize("blueprint", BLUEPRINTS)
def test_so_is_every_paper_and_the_page_says_so(blueprint: str) -> None:
    measured = measure_all(blueprint)
    assert {kind: faults for kind, faults in all_faults(measured).items() if kind not in KNOWN} == {}
    assert section(blueprint, measured) in PAGE.read_text(encoding="utf-8"), "run: python -m docs.make_posters"


def test_the_page_tells_of_every_blueprint_and_of_what_is_known() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page.startswith(introduction())
    assert [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")] == list(BLUEPRINTS)
