"""A request that nobody confirms: where the rule speaks, where it must not, and its numbers."""

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
    judge_row,
    marks,
    only,
    row,
    step,
)
from visavis.blueprint.analysis import FrictionClass, Severity

RULE = "no-receipt"
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "law", "name": "Oath", "purpose": "Article 3"}]
MARKED = {"m": {"lane": "back", "legal": ["sign-off"], "work": "PT1M"}}


def wait(days: int) -> dict[str, Any]:
    return {"kind": "wait", "wait": f"P{days}D"}


CASES: list[Case] = [
    row("r", None, r=step(legal=["request"]), w=wait(30)),
    row("r", None, m=step("front", legal=["receipt"]), r=step(legal=["request"]), w=wait(30)),
    row("r", None, r=step(legal=["request", "signature"]), w=wait(16)),
    forked("b", decision(), before=step(legal=["request"])),
    row("", None, r=step(legal=["request"]), k=step("front", legal=["receipt"]), w=wait(30)),
    row("", None, r=step(legal=["request", "receipt"]), w=wait(30)),
    row("", None, r=step(legal=["request"]), w=wait(14)),
    row("", None, **MARKED, r=step(), w=wait(30)),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, row("", {"items": ITEMS}, r=step(gives=["bill"]), f=step("front")), ())


@pytest.mark.parametrize(("answer", "speaks"), [
    ({"lane": "back"}, True), ({"kind": "wait"}, True), ({"lane": "back", "work": "PT5M"}, False),
    ({"kind": "wait", "wait": "P15D"}, False), ({"kind": "wait", "wait": "P15DT1M"}, True),
])
def test_an_answer_is_quick_only_where_its_times_are_told(sketch: Sketch, answer: dict[str, Any], speaks: bool) -> None:
    assert marks(judge_row(sketch, RULE, r={"legal": ["request"], "work": "PT0M"}, k=answer)) == ["r"] * speaks
    # Where the request itself has no time, no one knows that the answer is quick.
    assert marks(judge_row(sketch, RULE, r={"legal": ["request"]}, k=answer)) == ["r"]


def test_a_missed_receipt_counts_people(sketch: Sketch) -> None:
    receipt = only(sketch, RULE, CASES[0])
    assert (receipt.friction_class, receipt.share, receipt.severity) == (FrictionClass.LAW, 1, Severity.CRITICAL)
