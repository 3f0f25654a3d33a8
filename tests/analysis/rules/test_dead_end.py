"""Leading nowhere: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    BEGUN,
    END,
    START,
    Case,
    assert_balanced,
    assert_marks,
    findings,
    line,
    numbers,
    only_finding,
    step,
)
from visavis.blueprint.analysis import Severity

RULE = "dead-end"
CASES: list[Case] = [
    ("c", {"a": BEGUN, "b": step(kind="decision"), "c": step(), "e": END}, [("a", "b"), ("b", "c"), ("b", "e")], {}),
    ("b", {"a": BEGUN, "b": step(fails=0.1), "e": END}, line("a", "b", "e"), {}),
    ("b", {"a": BEGUN, "x": step(kind="decision"), "b": step(split="one"), "c": step(split="one"), "e": END},
     [("a", "x"), ("x", "b"), ("x", "e"), ("b", "c"), ("c", "b")], {}),
    # b asks c: with c's answer all is said, and nothing follows.
    ("c", {"a": BEGUN, "x": step(kind="decision"), "b": step(), "c": step(), "e": END},
     [("a", "x"), ("x", "b"), ("x", "e"), ("b", "c"), ("c", "b")], {}),
    ("b", {"a": BEGUN, "b": step(), "c": step(), "e": END}, [("a", "b"), ("c", "e")], {}),
    ("", {"a": BEGUN, "b": step(), "s": step("support"), "e": END}, [("a", "b"), ("b", "s"), ("b", "e")], {}),
    ("", {"a": BEGUN, "b": step()}, line("a", "b"), {}),
    ("", {"a": BEGUN, "b": step(fails=0.1, fallback="c"), "c": step(), "e": END},
     [("a", "b"), ("b", "e"), ("c", "e")], {}),
    ("", {"a": BEGUN, "e": END, "x": step()}, line("a", "e"), {}),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_marks(sketch, RULE, case)


def test_a_failure_without_a_fallback_loses_those_who_fail(sketch: Sketch) -> None:
    finding = only_finding(sketch({"a": START, "b": {"work": "PT5M", "fails": 0.04}, "e": END}, [("a", "b"), ("b", "e")]),
                           RULE)
    assert numbers(finding) == (None, None, 0.04)
    assert finding.severity is Severity.MEDIUM


def test_a_side_branch_inside_a_loop_leads_where_the_loop_leads(sketch: Sketch) -> None:
    steps = {"a": START, "f": step("front"), "n": step("back"), "d": step("front", kind="decision"), "z": END}
    flows = [("a", "f"), ("f", "n"), ("f", "d"), ("d", "f", {"probability": 0.3}), ("d", "z", {"probability": 0.7})]
    assert findings(sketch(steps, flows), RULE) == ()


def test_a_branch_that_stops_alone_inside_a_loop_leads_nowhere(sketch: Sketch) -> None:
    steps = {"a": START, "d": step("front", kind="decision"), "n": step("back"), "e": step(), "z": END}
    flows = [("a", "d"), ("d", "n", {"probability": 0.2}), ("d", "e", {"probability": 0.8}), ("e", "d"), ("e", "z")]
    assert [one.steps[0] for one in findings(sketch(steps, flows), RULE)] == ["n"]
