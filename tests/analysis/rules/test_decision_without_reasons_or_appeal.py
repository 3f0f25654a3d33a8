"""A refusal without reasons or appeal: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

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
    judge_row,
    marks,
    only,
    row,
    step,
)
from visavis.blueprint.language import translator

RULE = "decision-without-reasons-or-appeal"
TELLS = {"lane": "front", "legal": ["reasons", "appeal"]}
MARKED = {"m": {"lane": "back", "legal": ["sign-off"], "work": "PT1M"}}


def untimed_decision(lane: str = "back", **told: Any) -> dict[str, Any]:
    return {"lane": lane, "kind": "decision", **told}


CASES: list[Case] = [
    forked("d", decision(legal=["sign-off"])),
    forked("d", decision(legal=["reasons"])),
    forked("d", decision(legal=["appeal"])),
    forked("n", decision(), no=step("front", legal=["adverse", "reasons"])),
    forked("d", decision(), yes=step("front", legal=["reasons", "appeal"])),
    forked("", decision(legal=["reasons", "appeal"])),
    forked("", decision(), no=step("front", legal=["reasons", "appeal"])),
    forked("", decision(legal=["reasons"]), no=step("front", legal=["appeal"])),
    forked("", decision(), no=step("front", legal=["adverse", "reasons", "appeal"])),
    row("", None, **MARKED, d=decision()),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, forked("", decision()), ("d",))


@pytest.mark.parametrize(("told", "speaks"), [([], True), (["reasons"], True), (["reasons", "appeal"], False)])
def test_a_citizens_choice_to_appeal_decides_nothing(sketch: Sketch, told: list[str], speaks: bool) -> None:
    steps = {"d": untimed_decision(legal=["sign-off"]), "l": {"lane": "front", "legal": told}, "c": untimed_decision("citizen")}
    flows = [("a", "d"), ("d", "z", {"probability": 0.8}), ("d", "l", {"probability": 0.2}), ("l", "c"),
             ("c", "x", {"probability": 0.9}), ("c", "d", {"probability": 0.1, "max_times": 1})]
    assert marks(judge(sketch, RULE, steps, flows)) == ["d"] * speaks


def test_reasons_told_on_another_way_do_not_count(sketch: Sketch) -> None:
    steps = {"d": untimed_decision(), "l": TELLS, "c": {}}
    flows = [("a", "d"), ("d", "z", {"probability": 0.6}), ("d", "x", {"probability": 0.2}),
             ("d", "l", {"probability": 0.2}), ("l", "c"), ("c", "d")]
    (finding,) = judge(sketch, RULE, steps, flows).findings
    assert finding.steps == ("d",)
    assert finding.share == pytest.approx(0.25)


def test_each_decision_answers_for_its_own_refusals(sketch: Sketch) -> None:
    steps = {"d": untimed_decision(), "l": TELLS, "e": untimed_decision()}
    flows = [("a", "d"), ("d", "e", {"probability": 0.5}), ("d", "l", {"probability": 0.5}), ("l", "x"),
             ("e", "z", {"probability": 0.9}), ("e", "x", {"probability": 0.1})]
    (finding,) = judge(sketch, RULE, steps, flows).findings
    assert finding.steps == ("e",)
    assert finding.share == pytest.approx(0.05)


@pytest.mark.parametrize(("after", "speaks"), [({"lane": "front"}, True), (TELLS, False)])
def test_an_adverse_decision_without_a_refusal_is_told_by_the_next_step(
        sketch: Sketch, after: dict[str, Any], speaks: bool) -> None:
    assert marks(judge_row(sketch, RULE, d=untimed_decision(legal=["adverse"]), l=after)) == ["d"] * speaks


def test_what_is_missing_is_said_and_those_refused_are_counted(sketch: Sketch) -> None:
    assert only(sketch, RULE, CASES[0]).share == pytest.approx(0.2)
    told = [translator("en")(only(sketch, RULE, CASES[number]).message) for number in (0, 1, 2)]
    assert told == ["The refusal gives no reasons and does not say how to appeal",
                    "The refusal does not say how to appeal", "The refusal gives no reasons"]
