"""A step at which people give up: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    END,
    LOST,
    START,
    Case,
    assert_balanced,
    assert_lacks,
    assert_speaks,
    only,
    row,
    step,
)

RULE = "dropout-cliff"


def cliffs(expected: str, *chances: float | None) -> Case:
    """A row of steps from which people may give up."""
    steps: dict[str, Any] = {"a": START, "x": LOST, "z": END}
    flows: list[tuple[Any, ...]] = []
    last: str = "a"
    for number, chance in enumerate(chances):
        name = f"s{number}"
        steps[name] = step(split="one")
        flows.append((last, name, {} if last == "a" else {"probability": 1 - (chances[number - 1] or 0)}))
        flows.append((name, "x", {} if chance is None else {"probability": chance}))
        last = name
    flows.append((last, "z", {} if chances[-1] is None else {"probability": 1 - chances[-1]}))
    return expected, steps, flows, {}


CASES: list[Case] = [
    cliffs("s0", 0.06), cliffs("s0 s1", 0.1, 0.1), cliffs("s2", 0.06, 0.06, 0.13),
    (*cliffs("s0", 0.03)[:3], {"thresholds": [{"id": "l", "rule": "dropout-cliff", "name": "abandoned",
                                               "value": 2, "unit": "percent"}]}),
    cliffs("", 0.05), cliffs("", 0.04, 0.01), cliffs("", 0.1, 0.1, 0.1), cliffs("", 0.06, 0.06, 0.12),
    row("", None, s=step()),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, cliffs("", None), ("s0",))


def test_the_loss_is_who_gives_up(sketch: Sketch) -> None:
    assert only(sketch, RULE, CASES[0]).share == pytest.approx(0.06)
