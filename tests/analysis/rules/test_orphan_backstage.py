"""Backstage work that serves no one: where the rule speaks, where it must not, and its numbers."""

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
    judge,
    marks,
    only,
    row,
    step,
)

RULE = "orphan-backstage"
WORK = {"work": "PT10M"}
CASES: list[Case] = [
    ("o", {"a": START, "b": step("front"), "o": step("back"), "z": END}, [("a", "b"), ("b", "z"), ("b", "o")],
     {}),
    ("o p", {"a": START, "b": step("front"), "o": step("back"), "p": step("back2"), "z": END},
     [("a", "b"), ("b", "z"), ("b", "o"), ("o", "p")], {}),
    ("o", {"a": START, "b": step("front"), "o": step("back"), "s": {"lane": "support"}, "z": END},
     [("a", "b"), ("b", "z"), ("b", "o"), ("o", "s")], {}),
    row("", None, b=step("back")),
    ("", {"a": START, "b": step("front"), "o": step("back", legal=["reporting"]), "z": END},
     [("a", "b"), ("b", "z"), ("b", "o")], {}),
    ("", {"a": START, "b": step("front"), "s": {"lane": "support", "work": "PT1M"}, "z": END},
     [("a", "b"), ("b", "z"), ("b", "s")], {}),
    ("", {"a": START, "b": step("front"), "o": step("back"), "z": END}, [("a", "b"), ("b", "z")], {}),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, ("", {"a": START, "b": step("front"), "o": {"lane": "back"}, "z": END},
                                [("a", "b"), ("b", "z"), ("b", "o")], {}), ("o",))


@pytest.mark.parametrize(("told", "speaks"), [
    ({}, True), ({"informs": {"who": "citizen"}}, False), ({"channel": "sms"}, False), ({"channel": "internal"}, True),
])
def test_work_that_tells_people_something_serves_them(sketch: Sketch, told: dict[str, Any], speaks: bool) -> None:
    steps = {"b": {"lane": "front"}, "o": {"lane": "back", **WORK, **told}}
    flows = [("a", "b"), ("b", "z"), ("b", "o")]
    assert marks(judge(sketch, RULE, steps, flows)) == ["o"] * speaks


@pytest.mark.parametrize(("kind", "speaks"), [("evidence", False), ("action", True)])
def test_work_that_makes_what_people_see_serves_them(sketch: Sketch, kind: str, speaks: bool) -> None:
    lane = "evidence" if kind == "evidence" else "support"
    steps = {"b": {"lane": "front"}, "o": {"lane": "back", **WORK}, "e": {"lane": lane, "kind": kind}}
    flows = [("a", "b"), ("b", "z"), ("b", "o"), ("o", "e")]
    assert marks(judge(sketch, RULE, steps, flows)) == ["o"] * speaks


def test_the_work_is_the_agents(sketch: Sketch) -> None:
    orphan = only(sketch, RULE, CASES[0])
    assert (orphan.citizen_minutes, orphan.agent_minutes) == (0.0, 10.0)
