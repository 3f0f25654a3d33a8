"""To and fro between two units: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    BEGUN,
    END,
    Case,
    assert_balanced,
    assert_marks,
    line,
    numbers,
    only,
    returned,
    step,
)

RULE = "ping-pong"
CASES: list[Case] = [
    ("d", *returned(0.3, "back"), {}),
    ("d", *returned(0.03, "partner"), {}),
    ("b", {"a": BEGUN, "b": step("front"), "c": step("back"), "d": step("front"), "f": step("back"), "e": END},
     line("a", "b", "c", "d", "f", "e"), {}),
    ("", *returned(0.3), {}),
    ("", *returned(0.01, "back"), {}),
    ("", {"a": BEGUN, "b": step("front"), "c": step("back"), "d": step("front"), "e": END},
     line("a", "b", "c", "d", "e"), {}),
    ("", {"a": BEGUN, "b": step("front", unit="A"), "c": step("back", unit="B"), "d": step("front", unit="A"),
          "f": step("back", unit="C"), "e": END}, line("a", "b", "c", "d", "f", "e"), {}),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_marks(sketch, RULE, case)


def test_a_loop_costs_what_is_done_again(sketch: Sketch) -> None:
    loop = only(sketch, RULE, CASES[0])
    assert loop.steps == ("d", "b")
    # Each round is ten minutes of either holder.
    assert numbers(loop) == (0.0, 20 * 0.3 / 0.7, 0.3)


def test_a_row_of_hand_overs_costs_reading_in_again_and_is_a_hypothesis(sketch: Sketch) -> None:
    hand_overs = only(sketch, RULE, CASES[2])
    assert hand_overs.steps == ("b", "c", "d", "f")
    assert numbers(hand_overs) == (0.0, 4.0, 1.0)
    assert hand_overs.is_hypothesis
