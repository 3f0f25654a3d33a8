"""Going on by another channel: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import BEGUN, END, Case, assert_balanced, assert_marks, line, step

RULE = "channel-break"
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "tax", "name": "Tax notice", "held_by": "tax office"},
         {"id": "name", "name": "Name", "kind": "data"}]


def wait(length: str | None = "P30D", **told: Any) -> dict[str, Any]:
    return {"kind": "wait", **({"wait": length} if length else {}), **told}


CASES: list[Case] = [
    ("c", {"a": BEGUN, "b": step(channel="web"), "s": step("front"), "c": step(channel="phone"),
           "t": step("front"), "e": END}, line("a", "b", "s", "c", "t", "e"), {}),
    ("c", {"a": BEGUN, "b": step(channel="counter"), "s": step("front"), "w": wait("P2D"), "c": step(channel="post"),
           "t": step("front"), "e": END}, line("a", "b", "s", "w", "c", "t", "e"), {}),
    ("c", {"a": BEGUN, "b": step(channel="app", system="Portal"), "s": step("front"), "c": step(channel="counter"),
           "t": step("front", system="Files"), "e": END}, line("a", "b", "s", "c", "t", "e"), {}),
    ("", {"a": BEGUN, "b": step(channel="web"), "s": step("front"), "c": step(channel="email"), "t": step("front"),
          "e": END}, line("a", "b", "s", "c", "t", "e"), {}),
    ("", {"a": BEGUN, "b": step(channel="web"), "s": step("front"), "c": step(channel="phone"), "t": step("front"),
          "e": END}, [("a", "b"), ("b", "s"), ("s", "c", {"carries": ["name"]}), ("c", "t"), ("t", "e")],
     {"items": ITEMS}),
    ("", {"a": BEGUN, "b": step(channel="web"), "s": step("front", kind="decision"), "c": step(channel="phone"),
          "d": step(channel="web"), "t": step("front"), "e": END},
     [("a", "b"), ("b", "s"), ("s", "c"), ("s", "d"), ("c", "t"), ("d", "t"), ("t", "e")], {}),
    ("", {"a": BEGUN, "b": step(channel="web"), "s": step("front", system="Files"), "c": step(channel="phone"),
          "t": step("front", system="Files"), "e": END}, line("a", "b", "s", "c", "t", "e"), {}),
    ("", {"a": BEGUN, "b": step(channel="web", fails=0.1, fallback="c"), "s": step("front"), "e": END,
          "c": step(channel="phone")}, [("a", "b"), ("b", "s"), ("s", "e"), ("c", "s")], {}),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_marks(sketch, RULE, case)
