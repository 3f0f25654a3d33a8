"""An approval that always approves: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    Case,
    assert_balanced,
    assert_lacks,
    assert_speaks,
    decision,
    forked,
    judge,
    marks,
    only,
    step,
)

RULE = "approval-toll"
WORK = {"work": "PT10M"}
CASES: list[Case] = [
    forked("d", decision(), before=step("front"), odds=(0.99, 0.01)),
    forked("d", decision(), before=step("back2"), odds=(0.981, 0.019)),
    forked("d", decision("front"), before=step("back"), odds=(1.0, 0.0)),
    forked("", decision(), before=step("front"), odds=(0.98, 0.02)),
    forked("", decision(), before=step("back"), odds=(0.99, 0.01)),
    forked("", decision(legal=["sign-off"]), before=step("front"), odds=(0.99, 0.01)),
    forked("", decision(), before=step(), odds=(0.99, 0.01)),
    forked("", decision("citizen"), before=step("front"), odds=(0.99, 0.01)),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, forked("", decision(), odds=(None, None)), ("d",))


@pytest.mark.parametrize(("rare", "odds", "speaks"), [
    ("x", 0.01, True), ("b", 0.01, True), ("f", 0.01, True), ("h", 0.01, False), ("x", 0.02, False),
    ("x", 0.99, False),
])
def test_an_approval_refuses_or_returns(sketch: Sketch, rare: str, odds: float, speaks: bool) -> None:
    steps = {"b": {"lane": "front", **WORK}, "d": decision(), "h": {"lane": "front"}, "f": {"lane": "back2"}}
    flows = [("a", "b"), ("b", "d"), ("d", "z", {"probability": 1 - odds}), ("d", rare, {"probability": odds}),
             ("h", "z"), ("f", "b")]
    assert marks(judge(sketch, RULE, steps, flows)) == ["d"] * speaks


@pytest.mark.parametrize(("usual", "speaks"), [("z", True), ("x", False)])
def test_what_nearly_always_refuses_approves_nothing(sketch: Sketch, usual: str, speaks: bool) -> None:
    steps = {"b": {"lane": "front", **WORK}, "d": decision()}
    flows = [("a", "b"), ("b", "d"), ("d", usual, {"probability": 0.99}), ("d", "b", {"probability": 0.01})]
    assert marks(judge(sketch, RULE, steps, flows)) == ["d"] * speaks


def test_approving_is_the_agents_work(sketch: Sketch) -> None:
    toll = only(sketch, RULE, CASES[0])
    assert (toll.citizen_minutes, toll.agent_minutes, toll.share) == (0.0, 10.0, 1.0)
