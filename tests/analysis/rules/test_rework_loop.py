"""Doing it again: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    BEGUN,
    END,
    START,
    TALK,
    Case,
    assert_balanced,
    assert_marks,
    chance,
    chased,
    findings,
    numbers,
    only_finding,
    returned,
    step,
)

RULE = "rework-loop"
CASES: list[Case] = [
    ("d", *returned(0.3), {}),
    ("d", *returned(0.08), {}),
    ("b", {"a": BEGUN, "b": step("front", kind="decision"), "e": END},
     [("a", "b"), ("b", "b", chance(0.2)), ("b", "e", chance(0.8))], {}),
    ("d", *returned(0.04), {"avoid": [{"id": "1", "text": "x", "rule": "rework-loop",
                                       "limit": {"value": 2, "unit": "percent"}}]}),
    ("", *returned(0.03), {}),
    ("", *returned(None), {}),
    ("", *returned(0.3, "back"), {}),
    ("", *chased(), {}),
    ("", {"a": BEGUN, "b": step(), "c": step("front"), "e": END},
     [("a", "b"), ("b", "c", TALK), ("c", "b", TALK), ("b", "e")], {}),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_marks(sketch, RULE, case)


def test_rework_costs_every_visit_beyond_the_first(sketch: Sketch) -> None:
    finding = only_finding(sketch({"a": START, "b": {"work": "PT50M"},
                                   "c": {"lane": "front", "kind": "decision", "work": "PT7M"}, "e": END},
                                  [("a", "c"), ("c", "b", {"probability": 0.3}), ("b", "c"), ("c", "e")]), RULE)
    returns = 0.3 / 0.7
    assert finding.steps == ("c", "b")
    # No one would fetch what is missing if nothing were: all of it is repair, and each check after the first.
    assert numbers(finding) == (50 * returns, 7 * returns, 0.3)


def test_rework_that_begins_earlier_costs_the_repeated_part(sketch: Sketch) -> None:
    finding = only_finding(sketch({"a": START, "b": {"work": "PT50M"},
                                   "c": {"lane": "front", "kind": "decision", "work": "PT7M"}, "e": END},
                                  [("a", "b"), ("b", "c"), ("c", "b", {"probability": 0.3}), ("c", "e")]), RULE)
    returns = 0.3 / 0.7
    assert numbers(finding) == (50 * returns, 7 * returns, 0.3)


def test_a_failure_that_closes_a_loop_is_blamed_itself_and_costs_what_is_done_again(sketch: Sketch) -> None:
    # given a decision inside the loop that sends no one back, and a later step that fails now and then
    steps = {"a": START, "b": step(minutes=30), "d": step("front", 20, kind="decision"), "p": step("front", 40),
             "q": step("front", 40), "s": step("back", 10, fails=0.1, fallback="b"), "z": END}
    flows = [("a", "b"), ("b", "d"), ("d", "p", {"probability": 0.5}), ("d", "q", {"probability": 0.5}), ("p", "s"),
             ("q", "s"), ("s", "z")]
    (loop,) = findings(sketch(steps, flows), RULE)
    again = 1 / 0.9 - 1
    assert loop.steps[0] == "s"
    assert loop.citizen_minutes == pytest.approx(again * 30)
    assert loop.agent_minutes == pytest.approx(again * (20 + 40 + 10))


def test_the_way_back_is_repair_and_what_follows_the_check_is_not(sketch: Sketch) -> None:
    # given two checks in a row, both of which send people away for a new slot
    steps = {"a": START, "b": step("front", 4), "c": step(minutes=40), "d": step("front", 10, kind="decision"),
             "m": step("back", 50), "e": step("back", 10, kind="decision"), "r": step(minutes=20), "z": END}
    flows = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "m", {"probability": 0.8}), ("d", "r", {"probability": 0.2}),
             ("m", "e"), ("e", "z", {"probability": 0.9}), ("e", "r", {"probability": 0.1}), ("r", "b")]
    (loop,) = findings(sketch(steps, flows), RULE)
    back = 0.2 + 0.8 * 0.1
    rounds = 1 / (1 - back)
    assert loop.steps[0] == "d"
    assert loop.citizen_minutes == pytest.approx(rounds * back * (20 + 40))
    assert loop.agent_minutes == pytest.approx(rounds * back * (4 + 10 + 0.8 * (50 + 10)))
