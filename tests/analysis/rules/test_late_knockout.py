"""A refusal that could have come before: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    END,
    REFUSED,
    START,
    Case,
    assert_balanced,
    assert_lacks,
    assert_speaks,
    only,
    row,
    step,
)

RULE = "late-knockout"
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "name", "name": "Name", "kind": "data"},
         {"id": "tax", "name": "Tax", "held_by": "tax office"}]


def knockout(expected: str, *, between: int = 2, uses: tuple[str, ...] = ("name",), known: str = "k",
             refused: float = 0.2, **told: Any) -> Case:
    """Facts given at k, some steps, and a decision that may refuse because of them."""
    steps: dict[str, Any] = {"a": START, "k": step(gives=["name"] if known == "k" else [])}
    steps |= {f"w{number}": step("back" if number % 2 else "front") for number in range(between)}
    steps |= {"d": step("back", kind="decision", uses=list(uses), **told), "z": END, "x": REFUSED}
    names = ["a", "k", *(f"w{number}" for number in range(between)), "d"]
    flows = [*pairwise(names), ("d", "z", {"probability": 1 - refused}), ("d", "x", {"probability": refused})]
    return expected, steps, flows, {"items": ITEMS}


CASES: list[Case] = [
    knockout("d"), knockout("d", between=3), knockout("d", uses=(), asks=["name"], between=4),
    (*knockout("d", between=1)[:3], {"items": ITEMS, "thresholds": [
        {"id": "l", "rule": "late-knockout", "name": "steps", "value": 1, "unit": "count"}]}),
    knockout("", between=1), knockout("", uses=("name", "bill")), knockout("", known="nowhere"),
    knockout("", refused=0.0), row("", None, d=step("back", kind="decision")),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, knockout("", uses=()), ("d",))


def test_a_late_refusal_costs_the_work_of_those_refused(sketch: Sketch) -> None:
    found = only(sketch, RULE, CASES[0])
    assert (found.citizen_minutes, found.agent_minutes) == pytest.approx((0.0, 0.2 * 20))
    assert found.share == pytest.approx(0.2)
