"""Help that nobody counts: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import Case, assert_balanced, assert_lacks, assert_speaks, only, row, step
from visavis.blueprint.analysis import FrictionClass

RULE = "shadow-assistance"


def online(share: float | None, **told: Any) -> dict[str, Any]:
    helped: dict[str, Any] = {} if share is None else {"helped": share}
    return step(channel="web", **helped, **told)


def limit(rule: str, name: str, value: float, unit: str = "count") -> dict[str, Any]:
    return {"thresholds": [{"id": "l", "rule": rule, "name": name, "value": value, "unit": unit}]}


CASES: list[Case] = [
    row("o", None, o=online(0.2)), row("o", None, o=online(0.11, help="PT20M"), b=step("back")),
    row("o", limit("shadow-assistance", "helped", 5, "percent"), o=online(0.06)),
    row("", None, o=online(0.1)), row("", None, o=step(channel="phone", helped=0.5)),
    row("", None, o=online(0.5), f=step("front")), row("", None, f=step("front"), o=online(0.5)),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, row("", None, o=online(None)), ("o",))


def test_the_minutes_are_the_helpers_where_they_are_told(sketch: Sketch) -> None:
    helped, unknown = only(sketch, RULE, CASES[1]), only(sketch, RULE, CASES[0])
    assert helped.friction_class is FrictionClass.SHIFT
    assert helped.agent_minutes == pytest.approx(2.2)
    assert (unknown.agent_minutes, unknown.share) == (None, 0.2)
