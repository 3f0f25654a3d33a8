"""Contact upon contact: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import Case, assert_balanced, assert_speaks, only, row, step

RULE = "many-contacts"


def contacts(expected: str, number: int, **head: Any) -> Case:
    steps: dict[str, Any] = {}
    for place in range(number):
        steps[f"c{place}"] = step(channel="phone")
        steps[f"d{place}"] = step("front", 5)
    return row(expected, head, **steps)


def limit(rule: str, name: str, value: float, unit: str = "count") -> dict[str, Any]:
    return {"thresholds": [{"id": "l", "rule": rule, "name": name, "value": value, "unit": unit}]}


CASES: list[Case] = [
    contacts("c0", 9), contacts("c0", 12), contacts("c0", 3, **limit("many-contacts", "contacts", 2)),
    contacts("", 8), contacts("", 1), contacts("", 12, **limit("many-contacts", "contacts", 20)),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_the_contacts_beyond_the_eighth_cost_both_sides(sketch: Sketch) -> None:
    many = only(sketch, RULE, CASES[1])
    assert (many.citizen_minutes, many.agent_minutes) == pytest.approx((40.0, 20.0))
