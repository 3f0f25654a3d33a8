"""A document that no one announced: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import Case, assert_balanced, assert_lacks, assert_speaks, only, row, said, step

RULE = "hidden-prerequisite"
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "name", "name": "Name", "kind": "data"},
         {"id": "tax", "name": "Tax", "held_by": "tax office"}]
CASES: list[Case] = [
    row("r", {"items": ITEMS}, n=step("front", announces=["tax"]), r=step("front", asks=["bill"])),
    row("r", {"items": ITEMS}, r=step(asks=["bill", "name"]), n=step("front", announces=["bill"])),
    row("q", {"items": [*ITEMS, {"id": "key", "name": "Key"}]}, n=step("front", announces=["bill"]),
        r=step("front", asks=["bill"]), s=step(), q=step("front", asks=["key"])),
    row("", {"items": ITEMS}, n=step("front", announces=["bill"]), r=step("front", asks=["bill"])),
    row("", {"items": ITEMS}, n=step("front", announces=["bill"]), r=step("front", asks=["name"])),
    row("", {"items": ITEMS}, n=step("front", announces=["bill"]), r=step("front", asks=["tax"])),
    row("", {"items": ITEMS}, r=step("front", asks=["bill"], announces=["bill"])),
    row("", {"items": ITEMS}, s=step()),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, row("", {"items": ITEMS}, r=step("front", asks=["bill"])), ("r",))


def test_what_it_costs_is_unknown_and_who_is_asked_is_told(sketch: Sketch) -> None:
    hidden = only(sketch, RULE, CASES[1])
    assert (hidden.citizen_minutes, hidden.agent_minutes, hidden.share) == (None, None, 1.0)
    assert said(hidden) == "Nobody says in advance that “Bill” will be needed"
