"""A request that hurts: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import END, START, TALK, Case, assert_balanced, assert_speaks, only, row, said, step
from visavis.blueprint.analysis import Severity

RULE = "intimidating-request"
ITEMS: list[dict[str, Any]] = [{"id": f"i{number}", "name": f"Item {number}"} for number in range(4)]
ITEMS += [{"id": "sick", "name": "Illness", "sensitive": True},
          {"id": "told", "name": "Income", "sensitive": True, "purpose": "Article 3"}]


def spoken(expected: str, label: str, **head: Any) -> Case:
    """An agent says something to a person."""
    steps = {"a": START, "b": step("front"), "c": step(), "z": END}
    return expected, steps, [("a", "b"), ("b", "c", {**TALK, "label": label}), ("c", "z")], head


CASES: list[Case] = [
    row("r", {"items": ITEMS}, r=step("front", asks=["sick"])),
    row("c", {"items": ITEMS}, c=step(detail="Répondre sous peine de radiation")),
    spoken("c", "Failure to answer ends your benefit"),
    row("", {"items": ITEMS}, r=step("front", asks=["told", "i0"])),
    spoken("", "Failure to answer ends it, because the law gives us a month"),
    row("", {"items": ITEMS}, b=step("back", detail="Sanction prévue"), c=step()),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_what_is_sensitive_is_graver_than_a_bare_threat(sketch: Sketch) -> None:
    sensitive, threat = only(sketch, RULE, CASES[0]), only(sketch, RULE, CASES[1])
    assert (sensitive.severity, threat.severity) == (Severity.MEDIUM, Severity.LOW)
    assert said(threat) == "No reason is given for these words: “sous peine de”"
