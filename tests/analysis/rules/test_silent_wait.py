"""Waiting without news: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    BEGUN,
    END,
    LOST,
    START,
    Case,
    assert_balanced,
    assert_marks,
    chance,
    findings,
    line,
    numbers,
    only_finding,
    step,
)
from visavis.blueprint.analysis import FrictionClass, Severity
from visavis.blueprint.language import translator
from visavis.blueprint.model import Basis

RULE = "silent-wait"


def wait(length: str | None = "P30D", **told: Any) -> dict[str, Any]:
    return {"kind": "wait", **({"wait": length} if length else {}), **told}


CASES: list[Case] = [
    ("w", {"a": BEGUN, "w": wait(), "e": END}, line("a", "w", "e"), {}),
    ("b", {"a": BEGUN, "b": step("back", wait="P20D"), "e": END}, line("a", "b", "e"), {}),
    ("w", {"a": BEGUN, "w": wait("P3D"), "e": END}, line("a", "w", "e"),
     {"avoid": [{"id": "1", "text": "x", "rule": "silent-wait", "limit": {"value": 2, "unit": "day"}}]}),
    ("w", {"a": BEGUN, "w": wait(), "b": step("back", wait="P20D"), "e": END},
     [("a", "w"), ("a", "b"), ("w", "e"), ("b", "e")], {}),
    ("w", {"a": BEGUN, "w": wait(split="one"), "e": END, "x": LOST},
     [("a", "w"), ("w", "e", chance(0.9)), ("w", "x", chance(0.1))], {}),
    # Waits one after the other are one silence, marked where it is longest.
    ("w", {"a": BEGUN, "w": wait("P3D"), "v": wait("P3D"), "e": END}, line("a", "w", "v", "e"), {}),
    ("v", {"a": BEGUN, "w": wait("P2D"), "v": wait("P4D"), "u": wait("P3D"), "e": END},
     line("a", "w", "v", "u", "e"), {}),
    ("d", {"a": BEGUN, "b": step("back", wait="P2D"), "c": step("back"), "d": step("back2", wait="P4D"), "e": END},
     line("a", "b", "c", "d", "e"), {}),
    ("u w", {"a": BEGUN, "w": wait("P6D"), "v": wait(informs={"who": "citizen"}), "u": wait("P6D"), "e": END},
     line("a", "w", "v", "u", "e"), {}),
    ("", {"a": BEGUN, "w": wait("P3D"), "c": step(), "v": wait("P3D"), "e": END}, line("a", "w", "c", "v", "e"), {}),
    ("", {"a": BEGUN, "w": wait("P3D"), "m": step("front", informs={"who": "citizen"}), "v": wait("P3D"), "e": END},
     line("a", "w", "m", "v", "e"), {}),
    ("", {"a": BEGUN, "w": wait("P2D"), "v": wait("P3D"), "e": END}, line("a", "w", "v", "e"), {}),
    ("", {"a": BEGUN, "w": wait("P5D"), "e": END}, line("a", "w", "e"), {}),
    ("", {"a": BEGUN, "w": wait(informs={"who": "citizen", "promise": "in 30 days"}), "e": END},
     line("a", "w", "e"), {}),
    ("", {"a": BEGUN, "b": step("back", wait="P20D", informs={"who": "citizen"}), "e": END}, line("a", "b", "e"), {}),
    ("", {"a": BEGUN, "e": END, "w": wait()}, line("a", "e"), {}),
    ("", {"a": BEGUN, "w": wait("P10D"), "e": END}, line("a", "w", "e"),
     {"avoid": [{"id": "1", "text": "x", "rule": "silent-wait", "limit": {"value": 3, "unit": "day"},
                 "scope": {"step": "a"}}],
      "waivers": [{"id": "k", "rule": "silent-wait", "step": "w", "reason": "legal"}]}),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_marks(sketch, RULE, case)


def test_people_who_give_up_make_a_silent_wait_a_loss(sketch: Sketch) -> None:
    finding = only_finding(sketch({"a": START, "w": {"kind": "wait", "wait": "P30D", "split": "one", "basis": "measured"},
                                   "x": {"kind": "outcome", "outcome": "abandoned"}, "e": END},
                                  [("a", "w"), ("w", "e", {"probability": 0.9}), ("w", "x")]), RULE)
    assert finding.friction_class is FrictionClass.LOSS
    assert finding.severity is Severity.HIGH
    assert numbers(finding) == (None, None, 0.1)
    assert finding.basis is Basis.MEASURED


@pytest.mark.parametrize(("lost", "said"), [(0.1, "of the cases they give up"), (0.0, "without a promised date")])
def test_a_silence_tells_who_gives_up_only_where_somebody_does(sketch: Sketch, lost: float, said: str) -> None:
    steps = {"a": START, "w": {"kind": "wait", "wait": "P30D", "split": "one"}, "z": END,
             "x": {"kind": "outcome", "outcome": "abandoned"}}
    flows = [("a", "w"), ("w", "z", {"probability": 1 - lost}), ("w", "x", {"probability": lost})]
    (silence,) = findings(sketch(steps, flows), RULE)
    assert said in translator("en")(silence.message)
