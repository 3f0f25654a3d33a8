"""Asking the same thing twice: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    BEGUN,
    END,
    Case,
    assert_balanced,
    assert_marks,
    chance,
    line,
    numbers,
    only,
    step,
)

RULE = "asked-twice"
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "tax", "name": "Tax notice", "held_by": "tax office"},
         {"id": "name", "name": "Name", "kind": "data"}]
CASES: list[Case] = [
    ("c", {"a": BEGUN, "b": step("front", asks=["bill"]), "n": step(), "c": step("front", asks=["bill"]), "e": END},
     line("a", "b", "n", "c", "e"), {"items": ITEMS}),
    ("d", {"a": BEGUN, "b": step(asks=["bill", "name"]), "c": step("front", asks=["bill", "name"]), "n": step(),
           "d": step("front", asks=["name"]), "e": END}, line("a", "b", "c", "n", "d", "e"), {"items": ITEMS}),
    ("c d", {"a": BEGUN, "b": step("front", asks=["name"]), "m": step(), "c": step("front", asks=["name"]),
             "n": step(), "d": step("front", asks=["name"]), "e": END},
     line("a", "b", "m", "c", "n", "d", "e"), {"items": ITEMS}),
    ("", {"a": BEGUN, "b": step(asks=["bill"]), "c": step("front", asks=["bill"]), "e": END},
     line("a", "b", "c", "e"), {"items": ITEMS}),
    ("", {"a": {**BEGUN, "split": "one"}, "b": step("front", asks=["bill"]), "c": step("back", asks=["bill"]),
          "e": END}, [("a", "b"), ("a", "c"), ("b", "e"), ("c", "e")], {"items": ITEMS}),
    ("", {"a": BEGUN, "b": step("front", kind="decision", asks=["bill"]), "n": step(), "e": END},
     [("a", "b"), ("b", "n", chance(0.3)), ("n", "b"), ("b", "e", chance(0.7))], {"items": ITEMS}),
    ("", {"a": BEGUN, "b": step("front", asks=["bill"]), "n": step(), "c": step("front", asks=["name"]), "e": END},
     line("a", "b", "n", "c", "e"), {"items": ITEMS}),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_marks(sketch, RULE, case)


def test_the_later_request_costs_the_part_that_the_item_takes(sketch: Sketch) -> None:
    again = only(sketch, RULE, CASES[0])
    assert again.steps == ("c", "b")
    assert numbers(again) == (0.0, 5.0, 1.0)
