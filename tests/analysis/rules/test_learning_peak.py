"""Too much new at once: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import Case, assert_balanced, assert_speaks, only, row, step

RULE = "learning-peak"
ITEMS: list[dict[str, Any]] = [{"id": f"i{number}", "name": f"Item {number}"} for number in range(4)]
ITEMS += [{"id": "sick", "name": "Illness", "sensitive": True},
          {"id": "told", "name": "Income", "sensitive": True, "purpose": "Article 3"}]


def limit(rule: str, name: str, value: float, unit: str = "count") -> dict[str, Any]:
    return {"thresholds": [{"id": "l", "rule": rule, "name": name, "value": value, "unit": unit}]}


CASES: list[Case] = [
    row("r", {"items": ITEMS}, r=step("front", asks=["i0", "i1", "i2"])),
    row("c", {"items": ITEMS}, c=step(asks=["i0", "i1", "i2", "i3"])),
    row("r", {"items": ITEMS}, n=step("front", announces=["i3"]), r=step("front", asks=["i0", "i1", "i2", "i3"])),
    row("r", {"items": ITEMS, **limit("learning-peak", "items", 2)}, r=step("front", asks=["i0", "i1"])),
    row("", {"items": ITEMS}, r=step("front", asks=["i0", "i1"])),
    row("", {"items": ITEMS}, n=step("front", announces=["i0"]), r=step("front", asks=["i0", "i1", "i2"])),
    row("", {"items": ITEMS}, q=step("front", asks=["i0", "i1"]), c=step(), r=step("front", asks=["i0", "i1", "i2"])),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_the_minutes_are_the_part_of_the_new_items(sketch: Sketch) -> None:
    assert only(sketch, RULE, CASES[1]).citizen_minutes == pytest.approx(10.0)
