"""A contact that only asks for news: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

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
    chance,
    chased,
    line,
    numbers,
    step,
)
from visavis.blueprint.analysis import RULES, analyse

RULE = "chase-contact"
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "tax", "name": "Tax notice", "held_by": "tax office"},
         {"id": "name", "name": "Name", "kind": "data"}]


def wait(length: str | None = "P30D", **told: Any) -> dict[str, Any]:
    return {"kind": "wait", **({"wait": length} if length else {}), **told}


CASES: list[Case] = [
    ("c", *chased(), {}),
    ("c", {"a": BEGUN, "w": wait(split="one"), "c": step(channel="email"), "r": step("front"), "n": step(), "e": END},
     [("a", "w"), ("w", "n", chance(0.7)), ("w", "c", chance(0.3)), ("c", "r", TALK), ("r", "n", TALK), ("n", "e")], {}),
    ("c", {"a": BEGUN, "w": wait("P9D"), "c": step(channel="phone", title="Rappelle pour savoir"), "r": step("front"),
           "e": END}, line("a", "w", "c", "r", "e"), {}),
    ("c", {"a": BEGUN, "w": wait("P9D"), "c": step(channel="counter"), "r": step("front"), "e": END},
     [("a", "w"), ("w", "c"), ("c", "r", {**TALK, "label": "Where is my file?"}), ("r", "e")], {}),
    ("c", {"a": BEGUN, "w": wait(), "d": {"kind": "decision"}, "c": step(channel="phone"), "r": step("front"),
           "e": END},
     [("a", "w"), ("w", "d"), ("d", "e", chance(0.7)), ("d", "c", chance(0.3)), ("c", "r", TALK), ("r", "w", TALK)], {}),
    ("", *chased({"gives": ["bill"]}), {"items": ITEMS}),
    ("", *chased(None, {"asks": ["bill"]}), {"items": ITEMS}),
    ("", *chased(carries=["bill"]), {"items": ITEMS}),
    ("", *chased({"channel": "visit"}), {}),
    ("", {"a": BEGUN, "w": wait(), "c": step(channel="phone"), "r": step("front"), "e": END},
     line("a", "w", "c", "r", "e"), {}),
    ("", {"a": BEGUN, "c": step(channel="phone", title="Any news?"), "r": step("front"), "e": END},
     line("a", "c", "r", "e"), {}),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_marks(sketch, RULE, case)


def test_contacts_without_times_are_found_but_not_costed(sketch: Sketch) -> None:
    document = sketch({"a": START, "w": {"kind": "wait", "wait": "P9D", "split": "one"}, "c": {"channel": "phone"},
                       "r": {"lane": "front", "work": "PT4M"}, "e": END},
                      [("a", "w"), ("w", "e", {"probability": 0.5}), ("w", "c"), ("c", "r", TALK), ("r", "e", TALK)])
    report = analyse(document, [rule for rule in RULES if rule.name == RULE]).frictions
    assert numbers(report.findings[0]) == (None, 2.0, 0.5)
    assert [gap.steps for gap in report.not_assessed] == [("c", "r")]
