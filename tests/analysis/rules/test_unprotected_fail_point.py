"""A fail point without a plan: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import END, START, Case, assert_balanced, assert_speaks, only, row, said, step
from visavis.blueprint.analysis import Severity

RULE = "unprotected-fail-point"
FORK = {"kind": "decision", "lane": "front"}
CASES: list[Case] = [
    row("f", None, f=step(markers=["fail-point"])), row("f", None, f=step("back", markers=["fail-point"]), b=step()),
    row("f", None, f=step("front", markers=["fail-point", "moment-of-truth"])),
    row("", None, f=step(markers=["fail-point"], fails=0.1)),
    row("", None, f=step(markers=["fail-point"], fallback="z")), row("", None, f=step(markers=["moment-of-truth"])),
    ("", {"a": START, "f": step(markers=["fail-point"]), "d": FORK, "z": END, "r": step()},
     [("a", "f"), ("f", "d"), ("d", "z", {"probability": 0.9}), ("d", "r", {"probability": 0.1}), ("r", "f")], {}),
    ("", {"a": START, "f": step(markers=["fail-point"]), "d": FORK, "z": END, "r": step(), "y": END},
     [("a", "f"), ("f", "d"), ("d", "z", {"probability": 0.9}), ("d", "r", {"probability": 0.1}), ("r", "y")], {}),
    row("f", None, f=step(markers=["fail-point"]), d=FORK),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_how_often_it_fails_is_unknown_and_who_comes_there_is_told(sketch: Sketch) -> None:
    unplanned = only(sketch, RULE, CASES[0])
    assert (unplanned.citizen_minutes, unplanned.agent_minutes, unplanned.share) == (None, None, 1.0)
    assert unplanned.severity is Severity.MEDIUM
    assert said(unplanned) == "Everybody knows that this step fails; nobody drew what follows"
    assert unplanned.steps == ("f",)
