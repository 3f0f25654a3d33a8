"""A decision that no one tells: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    END,
    START,
    Case,
    assert_balanced,
    assert_speaks,
    decision,
    forked,
    judge,
    marks,
    only,
    report,
    step,
)
from visavis.blueprint.analysis import FrictionClass, Severity

RULE = "invisible-decision"


def wait(days: int) -> dict[str, Any]:
    return {"kind": "wait", "wait": f"P{days}D"}


CASES: list[Case] = [
    forked("d", decision()), forked("d", decision(), yes=step()),
    forked("d", decision(), no={"kind": "wait", "wait": "P9D"}, yes=step()),
    forked("d", decision(informs={}), no=step("back")),
    forked("", decision(informs={"who": "citizen"})),
    forked("", decision(), yes=step("front"), no=step("front")),
    forked("", decision("front")),
    forked("", decision(), yes=step(), label="Sorry, no"),
    forked("", decision(), yes=step("back", informs={"who": "citizen"}), no=step()),
    ("", {"a": START, "d": decision(), "p": step("back"), "q": step("back2"), "e": step(), "z": END},
     [("a", "d"), ("d", "p", {"probability": 0.5}), ("d", "q", {"probability": 0.5}), ("p", "e"), ("q", "e"),
      ("e", "z")], {}),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_a_refusal_nobody_hears_of_is_a_duty_missed_and_another_decision_a_burden(sketch: Sketch) -> None:
    assert only(sketch, RULE, CASES[0]).friction_class is FrictionClass.LAW
    steps = {"a": START, "d": decision(), "w": wait(3), "v": wait(9), "z": END}
    flows = [("a", "d"), ("d", "w", {"probability": 0.5}), ("d", "v", {"probability": 0.5}), ("w", "z"), ("v", "z")]
    (other,) = report(sketch, RULE, ("", steps, flows, {})).findings
    assert (other.friction_class, other.severity) == (FrictionClass.LOAD, Severity.MEDIUM)


@pytest.mark.parametrize(("lane", "kind", "channel", "speaks"), [
    ("back", "sequence", None, True), ("support", "sequence", None, True), ("back", "interaction", None, False),
    ("back", "sequence", "post", False), ("back", "sequence", "internal", True), ("front", "sequence", None, False),
])
def test_the_name_of_a_branch_tells_nobody_anything(sketch: Sketch, lane: str, kind: str, channel: str | None,
                                                    speaks: bool) -> None:
    by = {"channel": channel} if channel else {}
    steps = {"d": decision(lane), "y": {"lane": "back", **by}, "n": {"lane": "back", **by}}
    flows = [("a", "d"), ("d", "y", {"probability": 0.5, "label": "yes", "kind": kind}),
             ("d", "n", {"probability": 0.5, "label": "no", "kind": kind}), ("y", "z"), ("n", "x")]
    assert marks(judge(sketch, RULE, steps, flows)) == ["d"] * speaks
