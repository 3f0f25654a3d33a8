"""Handing a case on and on: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    BEGUN,
    END,
    START,
    Case,
    assert_balanced,
    assert_marks,
    line,
    numbers,
    only_finding,
    step,
)

RULE = "handoff-chain"
CASES: list[Case] = [
    ("b", {"a": BEGUN, "b": step("front", unit="A"), "c": step("back", unit="B"), "d": step("back", unit="C"),
           "f": step("back", unit="D"), "e": END}, line("a", "b", "c", "d", "f", "e"), {}),
    ("b", {"a": BEGUN, "b": step("front"), "c": step("back"), "d": step("back2"), "f": step("partner"), "e": END},
     line("a", "b", "c", "d", "f", "e"), {}),
    ("b", {"a": BEGUN, "b": step("front", unit="A"), "c": step("back", unit="B"), "g": step("back", unit="b "),
           "d": step("back", unit="C"), "f": step("back", unit="A"), "e": END},
     line("a", "b", "c", "g", "d", "f", "e"), {}),
    ("b", {"a": BEGUN, "b": step("back", unit="A"), "c": step("front", unit="B", column=1),
           "d": step("back", unit="C", column=1), "f": step("front", unit="D", column=1), "e": END},
     line("a", "b", "d", "c", "f", "e"), {}),
    ("", {"a": BEGUN, "b": step("front", unit="A"), "c": step("back", unit="B"), "d": step("back", unit="C"),
          "e": END}, line("a", "b", "c", "d", "e"), {}),
    ("", {"a": BEGUN, "b": step("front", unit="A"), "c": step("back", unit="A"), "d": step("back2", unit="A"),
          "f": step("back", unit="a"), "e": END}, line("a", "b", "c", "d", "f", "e"), {}),
    ("", {"a": BEGUN, "b": step("front", unit="A"), "c": step("back", unit="B"), "m": step(),
          "d": step("back", unit="C"), "f": step("back", unit="D"), "e": END},
     line("a", "b", "c", "m", "d", "f", "e"), {}),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_marks(sketch, RULE, case)


def test_handing_on_costs_reading_in_again_and_is_a_hypothesis(sketch: Sketch) -> None:
    told = {"lane": "back", "work": "PT9M", "basis": "measured"}
    steps = {"a": START, **{name: {**told, "unit": name} for name in "bcdf"}, "e": END}
    finding = only_finding(sketch(steps, [("a", "b"), ("b", "c"), ("c", "d"), ("d", "f"), ("f", "e")]), RULE)
    assert numbers(finding) == (0.0, 6.0, 1.0)
    assert finding.is_hypothesis
