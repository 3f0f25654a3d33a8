"""A phase that is mostly waiting: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import Case, assert_balanced, assert_lacks, assert_speaks, only, row, said, step
from visavis.blueprint.analysis import Severity

RULE = "wait-dominated"


def wait(days: float | None, **told: Any) -> dict[str, Any]:
    return {"kind": "wait", **({} if days is None else {"wait": f"PT{round(days * 1440)}M"}), **told}


CASES: list[Case] = [
    row("w", None, s=step(minutes=10), w=wait(2)), row("w", None, s=step("back", minutes=60), w=wait(30)),
    row("b", None, b=step("back", minutes=20, wait="P9D")), row("w", None, w=wait(9)),
    row("", None, s=step(minutes=10), w=wait(1)), row("", None, s=step(minutes=160), w=wait(2)),
    row("", None, s=step(minutes=10)),
    row("", {"thresholds": [{"id": "l", "rule": "wait-dominated", "name": "work", "value": 0.1,
                             "unit": "percent"}]}, s=step(minutes=10), w=wait(2)),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


@pytest.mark.parametrize(("case", "steps"), [
    (row("", None, s={}, w=wait(9)), ("s",)),
    (row("", None, s=step(), w=wait(None)), ("w",)),
])
def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch, case: Case, steps: tuple[str, ...]) -> None:
    assert_lacks(sketch, RULE, case, steps)


def test_days_make_the_severity_where_minutes_say_nothing(sketch: Sketch) -> None:
    phase = only(sketch, RULE, CASES[1])
    assert (phase.severity, said(phase)) == (Severity.HIGH, "In “P”, 30 days pass for 1 hour of work")
