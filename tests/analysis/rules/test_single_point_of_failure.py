"""Everything depends on one: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

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
from visavis.blueprint.analysis import FrictionClass
from visavis.blueprint.language import translator

RULE = "single-point-of-failure"


def actors(**told: Any) -> dict[str, Any]:
    return {"actors": [{"id": "clerk", "name": "Ada", "side": "agent", **told},
                       {"id": "firm", "name": "Firm", "side": "partner"}]}


CASES: list[Case] = [
    row("t", actors(capacity=1, availability=0.8), t=step("front")),
    row("t", actors(capacity=1, availability=0.5), t=step("front"), b=step("back")),
    row("t", actors(capacity=0.5, availability=0.9), t=step("front")),
    row("", actors(capacity=2, availability=0.8), t=step("front")),
    row("", actors(capacity=1, availability=0.8, deputy="firm"), t=step("front")),
    row("", actors(capacity=1, availability=1), t=step("front")),
    row("", actors(), t=step("front")),
    ("", {"a": {**START, "split": "one"}, "t": step("front"), "u": step("back"), "z": END},
     [("a", "t", {"probability": 0.5}), ("a", "u", {"probability": 0.5}), ("t", "z"), ("u", "z")],
     actors(capacity=1, availability=0.8)),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, row("", actors(capacity=1), t=step("front")), ("t",))


def test_the_loss_is_what_comes_while_they_are_away(sketch: Sketch) -> None:
    single = only(sketch, RULE, CASES[0])
    assert single.friction_class is FrictionClass.LOSS
    assert single.share == pytest.approx(0.2)
    assert "Ada" in translator("en")(single.message)
