"""A notice that nothing proves: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    Case,
    assert_balanced,
    assert_lacks,
    assert_speaks,
    judge_row,
    marks,
    row,
    step,
)

RULE = "notice-without-ack"
MARKED = {"m": {"lane": "back", "legal": ["sign-off"], "work": "PT1M"}}
CASES: list[Case] = [
    row("n", None, n=step("front", legal=["notice"], channel="post")),
    row("n", None, n=step("back", legal=["notice"])),
    row("n", None, t=step("front", legal=["tracked"]), s=step(), n=step("back", legal=["notice"])),
    row("", None, n=step("front", legal=["notice", "tracked"])),
    row("", None, n=step("front", legal=["notice"], channel="registered-mail")),
    row("", None, n=step("back", legal=["notice"]), c=step(channel="digital-safe")),
    row("", None, n=step("back", legal=["notice"]), c=step(legal=["tracked"])),
    row("", None, **MARKED, n=step("front")),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, row("", None, r=step()), ())


@pytest.mark.parametrize(("lane", "speaks"), [("citizen", True), ("back", False)])
def test_what_the_citizen_sent_proves_no_notice(sketch: Sketch, lane: str, speaks: bool) -> None:
    before = {"lane": lane, "channel": "registered-mail"}
    notice = {"lane": "front", "legal": ["notice"], "channel": "post"}
    assert marks(judge_row(sketch, RULE, s=before, n=notice)) == ["n"] * speaks
