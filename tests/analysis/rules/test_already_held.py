"""Asking for what a register holds: where the rule speaks, where it must not, and its numbers."""

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
    line,
    numbers,
    only_finding,
    step,
)
from visavis.blueprint.analysis import FrictionClass, Severity
from visavis.blueprint.model import Basis

RULE = "already-held"
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "tax", "name": "Tax notice", "held_by": "tax office"},
         {"id": "name", "name": "Name", "kind": "data"}]
CASES: list[Case] = [
    ("b", {"a": BEGUN, "b": step("front", asks=["tax"]), "e": END}, line("a", "b", "e"), {"items": ITEMS}),
    ("b", {"a": BEGUN, "b": step(asks=["tax", "bill"]), "c": step("front", asks=["tax"]), "e": END},
     line("a", "b", "c", "e"), {"items": ITEMS}),
    ("b d", {"a": BEGUN, "b": step(asks=["tax"]), "n": step(), "d": step("front", asks=["tax"]), "e": END},
     line("a", "b", "n", "d", "e"), {"items": ITEMS}),
    ("", {"a": BEGUN, "b": step("front", asks=["bill", "name"]), "e": END}, line("a", "b", "e"), {"items": ITEMS}),
    ("", {"a": BEGUN, "b": step("front", gives=["tax"]), "e": END}, line("a", "b", "e"), {"items": ITEMS}),
    ("", {"a": BEGUN, "e": END, "b": step("front", asks=["tax"])}, line("a", "e"), {"items": ITEMS}),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_marks(sketch, RULE, case)


def test_items_held_share_the_work_of_both_steps_that_handle_them(sketch: Sketch) -> None:
    """Two items: half of the work of gathering (12 minutes at most), half of checking (5 at most), twice visited."""
    steps = {"a": START, "b": {"work": "PT20M", "asks": ["tax", "bill"]},
             "c": {"lane": "front", "kind": "decision", "work": "PT6M", "asks": ["tax", "bill"], "basis": "assumed"},
             "e": END}
    flows = [("a", "b"), ("b", "c"), ("c", "b", {"probability": 0.5}), ("c", "e")]
    finding = only_finding(sketch(steps, flows, items=ITEMS), RULE)
    assert finding.friction_class is FrictionClass.LAW
    assert finding.severity is Severity.CRITICAL
    assert numbers(finding) == (20.0, 6.0, 1.0)
    assert finding.basis is Basis.ASSUMED
    assert str(finding.message).startswith("1 item out of 2 is held by an administration")


def test_a_step_that_does_much_else_is_not_charged_to_one_item(sketch: Sketch) -> None:
    steps = {"a": START, "b": {"work": "PT3H", "asks": ["tax"]},
             "c": {"lane": "front", "work": "PT1H", "asks": ["tax"]}, "e": END}
    finding = only_finding(sketch(steps, [("a", "b"), ("b", "c"), ("c", "e")], items=ITEMS), RULE)
    assert numbers(finding) == (12.0, 5.0, 1.0)
