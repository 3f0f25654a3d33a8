"""More work than hands: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    Case,
    assert_balanced,
    assert_lacks,
    assert_speaks,
    only,
    report,
    row,
    said,
    step,
)
from visavis.blueprint.analysis import Severity

RULE = "overloaded-pool"


def staffed(cases: int | None, people: float | None) -> dict[str, Any]:
    return {"service": {} if cases is None else {"cases_per_year": cases},
            "actors": [{"id": "clerk", "name": "Clerks", "side": "agent",
                        **({} if people is None else {"capacity": people})},
                       {"id": "firm", "name": "Firm", "side": "partner"}]}


CASES: list[Case] = [
    row("t", staffed(9000, 1), t=step("front")), row("t", staffed(8000, 1), t=step("front")),
    row("t", staffed(100_000, 2), t=step("front")),
    row("", staffed(7000, 1), t=step("front")), row("", staffed(9000, 2), t=step("front")),
    row("", staffed(None, None), t=step()),
    row("", staffed(100, 1), t=step("front")),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


@pytest.mark.parametrize(("case", "steps"), [
    (row("", staffed(None, 2), t=step("front")), ("t",)),
    (row("", staffed(100, None), t=step("front")), ("t",)),
])
def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch, case: Case, steps: tuple[str, ...]) -> None:
    assert_lacks(sketch, RULE, case, steps)


def test_a_full_pool_is_graver_the_fuller_it_is(sketch: Sketch) -> None:
    nearly, warned, endless = (only(sketch, RULE, CASES[number]) for number in (0, 1, 2))
    assert [found.severity for found in (nearly, warned, endless)] == [Severity.HIGH, Severity.MEDIUM,
                                                                       Severity.CRITICAL]
    assert said(warned).startswith("The work asked of Clerks takes 83% of the time they have; cases queue ")
    assert said(endless).endswith("the queue grows for ever")


@pytest.mark.parametrize(("cases", "people", "missing"), [
    (None, 2, ["cases_per_year"]), (100, None, ["capacity"]), (None, None, ["cases_per_year", "capacity"])])
def test_only_what_is_missing_is_asked_for(sketch: Sketch, cases: int | None, people: int | None, missing: list[str]) -> None:
    case = row("", staffed(cases, people), t=step("front"))
    found = report(sketch, RULE, case)
    gap, = (gap for gap in found.not_assessed if gap.rule == RULE)
    assert [need.field for need in gap.needs] == missing


def test_a_pool_with_a_step_without_a_time_is_asked_for_at_least_so_much(sketch: Sketch) -> None:
    case = row("t", staffed(8000, 1), t=step("front"), u={"lane": "front"})
    found = report(sketch, RULE, case)
    finding, = (one for one in found.findings if one.rule == RULE)
    assert said(finding).startswith("The work asked of Clerks takes at least 83% of the time they have; cases queue at least ")
