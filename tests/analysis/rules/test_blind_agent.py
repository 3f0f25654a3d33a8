"""An agent who does not see the case: where the rule speaks, where it must not, and its numbers."""

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
    findings,
    line,
    step,
)

RULE = "blind-agent"
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "tax", "name": "Tax notice", "held_by": "tax office"},
         {"id": "name", "name": "Name", "kind": "data"}]


def choice(sketch: Sketch, **between: Any) -> Any:
    """Two channels to one agent who takes the bill."""
    steps = {"a": {**START, "split": "one"}, "w": step(channel="web", gives=["bill"]), "p": step(channel="phone"),
             **between, "r": step("front", asks=["bill"], system="Files"), "z": END}
    flows = [("a", "w", {"probability": 0.5}), ("a", "p", {"probability": 0.5}), ("p", "r", TALK), ("r", "z")]
    flows += [("w", "s", TALK), ("s", "r")] if between else [("w", "r", TALK)]
    return sketch(steps, flows, items=ITEMS)


CASES: list[Case] = [
    ("r", {"a": BEGUN, "b": step("front", system="Files"), "c": step(channel="phone"), "r": step("front"), "e": END},
     line("a", "b", "c", "r", "e"), {}),
    ("r", {"a": BEGUN, "b": step(channel="web", gives=["name"]), "s": step("back", system="Files"),
           "c": step(channel="counter"), "r": step("front", system="Files", asks=["name"]), "e": END},
     line("a", "b", "s", "c", "r", "e"), {"items": ITEMS}),
    ("r", {"a": BEGUN, "b": step("back", system="Files"), "r": step("front", channel="phone"), "c": step(), "e": END},
     line("a", "b", "r", "c", "e"), {}),
    ("", {"a": BEGUN, "b": step("front", system="Files"), "c": step(channel="phone"),
          "r": step("front", system="Files"), "e": END}, line("a", "b", "c", "r", "e"), {}),
    ("", {"a": BEGUN, "c": step(channel="phone"), "r": step("front"), "b": step("back", system="Files"), "e": END},
     line("a", "c", "r", "b", "e"), {}),
    ("", {"a": BEGUN, "b": step("front", system="Files"), "c": step(channel="visit"), "r": step("front"), "e": END},
     line("a", "b", "c", "r", "e"), {}),
    ("", {"a": BEGUN, "b": step(channel="web", gives=["name"]), "s": step("back", system="Files"),
          "c": step(channel="counter"), "r": step("front", system="Files", asks=["bill"]), "e": END},
     line("a", "b", "s", "c", "r", "e"), {"items": ITEMS}),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_marks(sketch, RULE, case)


def test_channels_to_choose_from_are_not_asked_again(sketch: Sketch) -> None:
    assert findings(choice(sketch), RULE) == ()


def test_what_an_agent_took_by_another_channel_is_asked_again(sketch: Sketch) -> None:
    again = findings(choice(sketch, s=step("back", system="Files")), RULE)
    assert [(one.steps[0], one.steps[1]) for one in again] == [("r", "w")]
