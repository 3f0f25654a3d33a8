"""A proof that no one uses: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import Case, assert_balanced, assert_lacks, assert_speaks, only, row, step

RULE = "proof-without-use"
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "law", "name": "Oath", "purpose": "Article 3"}]
CASES: list[Case] = [
    row("r", {"items": ITEMS}, r=step("front", asks=["bill"]), u=step("back", uses=["law"])),
    row("r s", {"items": ITEMS}, r=step("front", asks=["bill"]), c=step(), u=step("back", uses=["law"]),
        s=step("front", asks=["bill"])),
    row("c", {"items": ITEMS}, c=step(asks=["bill", "law"]), u=step("back", uses=["law"])),
    row("", {"items": ITEMS}, r=step("front", asks=["bill"]), u=step("back", uses=["bill"])),
    row("", {"items": ITEMS}, r=step("front", asks=["law"]), u=step("back", uses=["bill"])),
    row("", {"items": ITEMS}, r=step("front"), u=step("back", uses=["bill"])),
    row("", {"items": ITEMS}, r=step("front", asks=["bill"], uses=["bill"])),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, row("", {"items": ITEMS}, r=step("front", asks=["bill"])), ("r",))


def test_both_sides_lose_the_part_that_the_item_takes(sketch: Sketch) -> None:
    unused = only(sketch, RULE, CASES[0])
    assert (unused.citizen_minutes, unused.agent_minutes, unused.share) == (0.0, 5.0, 1.0)
    assert unused.steps == ("r",)
