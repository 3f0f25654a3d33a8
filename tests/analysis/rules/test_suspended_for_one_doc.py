"""Everything stops for one paper: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    END,
    START,
    TALK,
    Case,
    assert_balanced,
    assert_lacks,
    assert_speaks,
    decision,
    judge,
    marks,
    only,
    step,
)
from visavis.blueprint.language import translator

RULE = "suspended-for-one-doc"
WORK = {"work": "PT10M"}
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "law", "name": "Oath", "purpose": "Article 3"}]


def wait(days: int) -> dict[str, Any]:
    return {"kind": "wait", "wait": f"P{days}D"}


def check(**told: Any) -> dict[str, Any]:
    return decision("front", asks=["bill"], **told)


def looped(expected: str, check: dict[str, Any] | None = None, fetch: dict[str, Any] | None = None, *,
           back: str = "b", odds: float = 0.3, carries: tuple[str, ...] = ("bill",)) -> Case:
    """A check that sends people for an item and has it brought back."""
    steps = {"a": START, "b": step(), "d": decision("front", **(check or {"asks": ["bill"]})),
             "f": step(**(fetch or {})), "w": {**wait(6)}, "e": step("back"), "z": END}
    flows = [("a", "b"), ("b", "d", TALK), ("d", "e", {"probability": 1 - odds}),
             ("d", "f", {"probability": odds}), ("f", "w", {"carries": list(carries)}), ("w", back), ("e", "z")]
    return expected, steps, flows, {"items": ITEMS}


CASES: list[Case] = [
    looped("d"), looped("d", back="d"), looped("d", {"legal": ["sign-off"]}),
    looped("d", {"legal": []}, {"gives": ["bill"]}, carries=()),
    looped("", {"asks": ["bill"], "legal": ["indispensable"]}),
    looped("", fetch={"legal": ["indispensable"]}),
    looped("", {"split": "all", "asks": ["bill"]}, odds=0.3, back="e"),
    looped("", {"gives": ["bill"]}, carries=()),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, looped("", {"unit": "x"}, carries=()), ())


def test_a_loop_without_likelihoods_is_not_judged(sketch: Sketch) -> None:
    steps = {"b": {}, "d": check(), "f": {}}
    report = judge(sketch, RULE, steps, [("a", "b"), ("b", "d"), ("d", "z"), ("d", "f"), ("f", "d")])
    assert report.findings == ()
    assert [gap.steps for gap in report.not_assessed] == [("d",)]


@pytest.mark.parametrize(("beside", "speaks"), [({"lane": "back", **WORK}, False), ({"lane": "citizen"}, True)])
def test_what_is_examined_beside_does_not_wait(sketch: Sketch, beside: dict[str, Any], speaks: bool) -> None:
    steps = {"s": {"lane": "back", "split": "all"}, "d": check(), "f": {}, "i": beside,
             "j": {"lane": "back", "join": "wait"}}
    flows = [("a", "s"), ("s", "d"), ("s", "i"), ("d", "j", {"probability": 0.7}), ("d", "f", {"probability": 0.3}),
             ("f", "d", {"carries": ["bill"]}), ("i", "j"), ("j", "z")]
    assert marks(judge(sketch, RULE, steps, flows)) == ["d"] * speaks


def test_the_check_that_sends_back_is_told_and_not_another_decision_of_the_loop(sketch: Sketch) -> None:
    steps = {"o": {}, "b": decision(), "w": {"kind": "wait", "wait": "P57D"}, "u": {"kind": "wait", "wait": "P1D"},
             "c": {}, "d": check(), "f": {"wait": "P2D"}}
    flows = [("a", "o"), ("o", "b"), ("b", "w", {"probability": 0.9}), ("b", "u", {"probability": 0.1}), ("w", "c"),
             ("u", "c"), ("c", "d", {"carries": ["bill"]}), ("d", "z", {"probability": 0.75}),
             ("d", "f", {"probability": 0.25}), ("f", "b")]
    (finding,) = judge(sketch, RULE, steps, flows).findings
    assert finding.steps == ("d", "f")
    assert finding.share == pytest.approx(0.25)
    said = translator("en")(finding.message)
    assert "2" in said
    assert "57" not in said


def test_coming_again_after_a_missed_appointment_brings_no_paper(sketch: Sketch) -> None:
    steps = {"b": {}, "p": decision("front"), "f": {}, "i": {"lane": "front", "asks": ["bill"]}}
    flows = [("a", "b"), ("b", "p"), ("p", "i", {"probability": 0.8}), ("p", "f", {"probability": 0.2}), ("f", "p"),
             ("i", "z")]
    assert marks(judge(sketch, RULE, steps, flows)) == []


def test_those_sent_back_are_counted_and_their_days_told(sketch: Sketch) -> None:
    found = only(sketch, RULE, CASES[0])
    assert found.share == pytest.approx(0.3)
    assert "6" in translator("en")(found.message)
