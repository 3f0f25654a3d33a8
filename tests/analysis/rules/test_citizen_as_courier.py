"""A paper that people carry from office to office: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

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
    report,
    row,
    step,
)

RULE = "citizen-as-courier"
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "law", "name": "Oath", "purpose": "Article 3"}]
CASES: list[Case] = [
    row("q", {"items": ITEMS}, p=step("back", gives=["bill"], unit="Tax"), c=step(),
        q=step("front", asks=["bill"], unit="Town")),
    row("q", {"items": ITEMS}, p=step("back", gives=["bill"], unit="Tax"), c=step(),
        q=step("front", asks=["bill"])),
    ("q", {"a": START, "p": step("back", unit="Tax"), "c": step(), "q": step("back", asks=["bill"], unit="Town"),
           "z": END}, [("a", "p"), ("p", "c", {"carries": ["bill"]}), ("c", "q"), ("q", "z")], {"items": ITEMS}),
    row("", {"items": ITEMS}, p=step("back", gives=["bill"], unit="Tax"), c=step(),
        q=step("front", asks=["bill"], unit="tax ")),
    row("", {"items": ITEMS}, q=step("front", asks=["bill"], unit="Town"), c=step(),
        p=step("back", gives=["bill"], unit="Tax")),
    row("", {"items": ITEMS}, p=step("back", gives=["bill"]), c=step(), q=step("front", asks=["bill"])),
    row("", {"items": ITEMS}, p=step("back", asks=["bill"], gives=["bill"], unit="Tax"), c=step(),
        q=step("front", asks=["bill"], unit="Town")),
    row("", {"items": ITEMS}, p=step("back", gives=["law"], unit="Tax"), c=step(),
        q=step("front", asks=["bill"], unit="Town")),
    row("", {"items": ITEMS}, p=step(gives=["bill"]), q=step("front", gives=["law"], asks=["bill"], unit="Town")),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, row("", {"items": ITEMS}, r=step("front", asks=["bill"])), ("r",))


def test_what_passes_inside_the_house_makes_nobody_a_messenger(sketch: Sketch) -> None:
    case = row("", {"items": ITEMS}, p=step("back", gives=["bill"], unit="Tax"),
               q=step("back2", asks=["bill"], unit="Town"))
    assert report(sketch, RULE, case).findings == ()


def test_bringing_it_is_the_citizens_work(sketch: Sketch) -> None:
    courier = only(sketch, RULE, CASES[0])
    assert (courier.citizen_minutes, courier.agent_minutes, courier.steps) == (10.0, 0.0, ("q", "p", "c"))
