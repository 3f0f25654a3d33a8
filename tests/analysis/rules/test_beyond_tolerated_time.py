"""Longer than people bear: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

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
    said,
    step,
)
from visavis.blueprint.analysis import Severity

RULE = "beyond-tolerated-time"
OLD = [{"id": "old", "name": "Old", "weight": 1}, {"id": "all", "name": "All", "weight": 3}]
CASES: list[Case] = [
    row("w", {"service": {"tolerated_time": "P10D"}}, w={"kind": "wait", "wait": "P11D"}),
    row("s", {"service": {"tolerated_time": "PT9M"}}, s=step(minutes=10)),
    ("w", {"a": START, "w": {"kind": "wait", "wait": "P30D"}, "y": END, "z": END},
     [("a", "w", {"only_for": ["old"]}), ("w", "z"), ("a", "y", {"not_for": ["old"]})],
     {"service": {"tolerated_time": "P10D"}, "personas": OLD}),
    row("", {"service": {"tolerated_time": "P10D"}}, w={"kind": "wait", "wait": "P10D"}),
    row("", None, w={"kind": "wait", "wait": "P300D"}), row("", {"service": {"tolerated_time": "PT11M"}}, s=step()),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_patience_is_told_for_whom_it_ends(sketch: Sketch) -> None:
    everybody, one = only(sketch, RULE, CASES[0]), only(sketch, RULE, CASES[2])
    assert (everybody.persona, everybody.share, everybody.severity) == (None, 1.0, Severity.LOW)
    assert (one.persona, one.share, one.severity) == ("old", 0.25, Severity.HIGH)
    assert said(one) == "The journey takes 30 days; people tolerate 10 days"


def test_a_wait_without_its_time_is_asked_for(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, row("", {"service": {"tolerated_time": "P10D"}}, w={"kind": "wait"}), ("w",))
