"""An appointment weeks away: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import Case, assert_balanced, assert_lacks, assert_speaks, only, row, step
from visavis.blueprint.analysis import FrictionClass, Severity

RULE = "appointment-desert"


def wait(days: float | None, **told: Any) -> dict[str, Any]:
    return {"kind": "wait", **({} if days is None else {"wait": f"PT{round(days * 1440)}M"}), **told}


def service(**told: Any) -> dict[str, Any]:
    return {"service": told}


CASES: list[Case] = [
    row("w", None, w=wait(31, appointment=True)), row("w", None, w=wait(40, title="Attend le rendez-vous")),
    row("w", service(legal_deadline="P20D"), w=wait(21, appointment=True)),
    row("w", {"avoid": [{"id": "v", "text": "x", "rule": "appointment-desert",
                         "limit": {"value": 10, "unit": "day"}}]}, w=wait(11, appointment=True)),
    row("", None, w=wait(30, appointment=True)), row("", None, w=wait(90)),
    row("", service(legal_deadline="P20D"), w=wait(20, appointment=True)),
    row("", None, w=step(title="Prend rendez-vous")),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, row("", None, w=wait(None, appointment=True)), ("w",))


def test_days_make_the_severity_where_minutes_say_nothing(sketch: Sketch) -> None:
    near = only(sketch, RULE, CASES[0])
    far = only(sketch, RULE, row("w", None, w=wait(95, appointment=True)))
    assert (near.severity, far.severity) == (Severity.LOW, Severity.CRITICAL)
    assert only(sketch, RULE, CASES[2]).friction_class is FrictionClass.LOSS
