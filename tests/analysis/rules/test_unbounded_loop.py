"""A loop among machines without an end: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import END, START, Case, assert_balanced, assert_speaks, judge, line, only, row, step

RULE = "unbounded-loop"


def machine(expected: str, *, lane: str = "support", odds: float = 0.5, channel: str = "web",
            **limit: Any) -> Case:
    steps = {"a": START, "f": step(channel=channel), "m": {"lane": lane, "kind": "decision"}, "z": END}
    flows = [("a", "f"), ("f", "m"), ("m", "f", {"probability": odds, **limit}), ("m", "z", {"probability": 1 - odds})]
    return expected, steps, flows, {}


CASES: list[Case] = [
    machine("m"), machine("m", odds=0.1), machine("m", channel="app"),
    machine("", max_times=3), machine("", lane="front"), machine("", channel="phone"), machine("", odds=0.0),
    row("", None, s=step()),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_the_loss_is_who_goes_round_after_three_rounds(sketch: Sketch) -> None:
    assert only(sketch, RULE, CASES[0]).share == pytest.approx(0.5 ** 3)


def test_a_loop_that_tells_no_likelihood_is_not_judged(sketch: Sketch) -> None:
    steps, flows = {"f": step(), "m": {"lane": "support", "kind": "decision"}}, [*line("a", "f", "m", "z"), ("m", "f")]
    found = judge(sketch, RULE, steps, flows)
    assert (found.findings, [gap.steps for gap in found.not_assessed]) == ((), [("m",)])
