"""Typing again what a system holds: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    BEGUN,
    END,
    START,
    TALK,
    Case,
    assert_balanced,
    assert_marks,
    line,
    numbers,
    only_finding,
    step,
)

RULE = "rekeying"
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "tax", "name": "Tax notice", "held_by": "tax office"},
         {"id": "name", "name": "Name", "kind": "data"}]
CASES: list[Case] = [
    ("c", {"a": BEGUN, "b": step("front", system="Portal", asks=["name"]),
           "c": step("back", system="Files", asks=["name"]), "e": END}, line("a", "b", "c", "e"), {"items": ITEMS}),
    ("c", {"a": BEGUN, "b": step(channel="post"), "c": step("front", system="Files", title="Enters the form"),
           "e": END}, line("a", "b", "c", "e"), {}),
    ("d", {"a": BEGUN, "b": step("front", system="Portal"), "m": step("back"),
           "d": step("back", system="Files", title="Ressaisit le dossier"), "e": END},
     line("a", "b", "m", "d", "e"), {}),
    ("c", {"a": BEGUN, "b": step(channel="web", system="Portal"), "c": step("front", system="Files"), "e": END},
     [("a", "b"), ("b", "c", {**TALK, "carries": ["name"]}), ("c", "e")], {"items": ITEMS}),
    ("", {"a": BEGUN, "b": step("front", system="Files", asks=["name"]),
          "c": step("back", system="files", asks=["name"]), "e": END}, line("a", "b", "c", "e"), {"items": ITEMS}),
    ("", {"a": BEGUN, "b": step("front", system="Portal"), "c": step("back", system="Planner"), "e": END},
     line("a", "b", "c", "e"), {}),
    ("", {"a": BEGUN, "b": step("front", system="Portal", asks=["name"]), "s": step("support", system="Bus"),
          "c": step("back", system="Files"), "e": END},
     [("a", "b"), ("b", "s"), ("s", "c", {"kind": "support", "carries": ["name"]}), ("c", "e")], {"items": ITEMS}),
    ("", {"a": BEGUN, "b": step("front", asks=["name"]), "c": step("back", asks=["name"]), "e": END},
     line("a", "b", "c", "e"), {"items": ITEMS}),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_marks(sketch, RULE, case)


def test_typing_again_costs_the_part_of_the_work_that_the_items_take(sketch: Sketch) -> None:
    finding = only_finding(sketch({"a": START, "b": {"lane": "front", "system": "X", "asks": ["tax"], "work": "PT5M"},
                                   "c": {"lane": "back", "system": "Y", "asks": ["tax", "bill"], "work": "PT30M"}, "e": END},
                                  [("a", "b"), ("b", "c"), ("c", "e")], items=ITEMS), RULE)
    assert finding.steps == ("c", "b")
    assert numbers(finding) == (0.0, 15.0, 1.0)
