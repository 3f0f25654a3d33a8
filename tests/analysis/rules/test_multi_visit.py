"""A second visit to the counter: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import Case, assert_balanced, assert_speaks, only, report, row, step
from visavis.blueprint.model import Basis

RULE = "multi-visit"
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "name", "name": "Name", "kind": "data"},
         {"id": "tax", "name": "Tax", "held_by": "tax office"}]


def wait(days: float | None, **told: Any) -> dict[str, Any]:
    return {"kind": "wait", **({} if days is None else {"wait": f"PT{round(days * 1440)}M"}), **told}


def visit(**told: Any) -> dict[str, Any]:
    return step(channel="counter", **told)


CASES: list[Case] = [
    row("v", None, u=visit(), c=step(), v=visit()), row("w", None, u=visit(), v=visit(), c=step(), w=visit()),
    row("v", None, u=step(place="counter"), s=step("back"), c=step(), v=visit()),
    row("", None, u=visit(), v=visit()), row("", None, u=visit(), c=step(), v=visit(legal=["identity"])),
    row("", None, u=visit(), d=step("back", kind="decision"), c=step(), v=visit()),
    row("", {"items": ITEMS}, u=visit(), d=step("back", gives=["bill"]), c=step(), v=visit()),
    row("", None, u=visit(), w=wait(3), v=visit()), row("", None, u=visit(), f=step("front"), v=visit()),
    row("", None, u=visit(), c=step(channel="phone")),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_a_spared_visit_is_an_hour_and_a_half_unless_it_was_measured(sketch: Sketch) -> None:
    found = only(sketch, RULE, CASES[0])
    assert (found.citizen_minutes, found.agent_minutes, found.basis) == (90.0, 0.0, Basis.ASSUMED)
    case = row("v", None, u=visit(), c=step(), v=visit(basis="measured"))
    (measured,) = report(sketch, RULE, case).findings
    assert (measured.citizen_minutes, measured.basis) == (10.0, Basis.MEASURED)


def test_steps_without_a_channel_are_no_visits(sketch: Sketch) -> None:
    found = report(sketch, RULE, row("", None, s=step()))
    assert (found.findings, found.not_assessed) == ((), ())
