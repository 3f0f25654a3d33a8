"""Work outside the procedure: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    END,
    START,
    Case,
    assert_balanced,
    assert_lacks,
    assert_speaks,
    only,
    row,
    step,
)

RULE = "hidden-work"
CASES: list[Case] = [
    row("h", None, h=step(hidden=True)), row("h", None, h=step("back", hidden=True), c=step()),
    row("g h", None, g=step(hidden=True), h=step("front", hidden=True)),
    row("", None, h=step()), row("", None, h={"lane": "support", "work": "PT5M", "hidden": True}),
    ("", {"a": START, "h": step(hidden=True), "z": END}, [("a", "z")], {}),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, row("", None, h={"hidden": True}), ("h",))


def test_minutes_are_those_of_the_side_that_bears_them(sketch: Sketch) -> None:
    mine, theirs = only(sketch, RULE, CASES[0]), only(sketch, RULE, CASES[1])
    assert [(one.citizen_minutes, one.agent_minutes) for one in (mine, theirs)] == [(10.0, 0.0), (0.0, 10.0)]
