"""Deadlines that the plan misses: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from math import exp, sqrt
from typing import Any

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
from visavis.blueprint.analysis.simulation.run_limits import LAW_RUNS

RULE = "deadline-mismatch"
OLD = [{"id": "old", "name": "Old", "weight": 1, "channels": ["phone", "counter"]},
       {"id": "all", "name": "All", "weight": 3}]


def wait(days: float | None, **told: Any) -> dict[str, Any]:
    return {"kind": "wait", **({} if days is None else {"wait": f"PT{round(days * 1440)}M"}), **told}


def service(**told: Any) -> dict[str, Any]:
    return {"service": told}


def law(days: int, **clock: Any) -> dict[str, Any]:
    """A legal deadline, and a legal clock from the first step to the last one unless `clock` says otherwise."""
    return service(legal_deadline=f"P{days}D", legal_clock={"starts": "a", "stops": "z", "pauses": [], **clock})


CASES: list[Case] = [
    row("w", law(60), s=step(), w=wait(61)),
    row("s", None, w=wait(10), s=step("back", deadline="P9D")),
    row("w", law(60), w={"kind": "wait", "wait": {"mean": "P61D", "distribution": "exponential"}}),
    row("w", law(60), w={"kind": "wait", "wait": {"mean": "P59D", "distribution": "exponential"}}),
    row("u", {"items": [{"id": "bill", "name": "Bill", "valid_for": "P30D"}]},
        r=step("front", asks=["bill"]), w=wait(31), u=step("back", uses=["bill"])),
    row("", law(60), w=wait(59)), row("", law(60), w=wait(60)),
    row("", law(60, pauses=["w"]), w=wait(61)), row("v", law(60, pauses=["w"]), w=wait(61), v=wait(61)),
    row("", law(60, starts="w"), w=wait(61)), row("", law(60, stops="s"), s=step(), w=wait(61)),
    row("", None, w=wait(8), s=step("back", deadline="P9D")),
    row("", {"items": [{"id": "bill", "name": "Bill", "valid_for": "P30D"}]},
        r=step("front", asks=["bill"]), w=wait(29), u=step("back", uses=["bill"])),
    row("", None, w=wait(90)),
    ("", {"a": START, "p": wait(20), "q": wait(2), "s": step("back", deadline="P9D"), "z": END, "b": step()},
     [("a", "b"), ("b", "p", {"only_for": ["old"]}), ("b", "q", {"not_for": ["old"]}), ("p", "s"), ("q", "s"),
      ("s", "z")], {"personas": OLD}),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


@pytest.mark.parametrize(("case", "steps"), [
    (row("", None, s=step(legal=["request"])), ()),
    (row("", service(legal_deadline="P60D"), w=wait(61)), ()),
    (row("", law(60), w=wait(None)), ("w",)),
])
def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch, case: Case, steps: tuple[str, ...]) -> None:
    assert_lacks(sketch, RULE, case, steps)


def test_deadlines_are_told_with_both_times(sketch: Sketch) -> None:
    journey, due = only(sketch, RULE, CASES[0]), only(sketch, RULE, CASES[1])
    assert said(journey) == "100% of the cases whose legal clock runs are not answered within 60 days"
    assert journey.share == pytest.approx(1.0)
    assert said(due) == "This step comes after 10 days at the earliest, and is due after 9 days"


@pytest.mark.parametrize(("number", "mean"), [(2, 61), (3, 59)])
def test_how_many_are_late_comes_from_the_law_of_the_time(sketch: Sketch, number: int, mean: int) -> None:
    """Of an exponential wait e^(−limit/mean) are longer than the limit, whichever side of it the mean is."""
    late = exp(-60 / mean)
    found = only(sketch, RULE, CASES[number])
    assert found.share == pytest.approx(late, abs=4.5 * sqrt(late * (1 - late) / LAW_RUNS))
