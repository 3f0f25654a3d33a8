"""A persona who cannot go on: where the rule speaks, where it must not, and its numbers."""

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
from visavis.blueprint.analysis import FrictionClass

RULE = "blocked-persona"
PEOPLE = [{"id": "ann", "name": "Ann", "weight": 3, "channels": ["phone", "counter"]},
          {"id": "bob", "name": "Bob", "weight": 1, "channels": ["web", "phone"]}]
CASES: list[Case] = [
    ("b", {"a": BEGUN, "b": step(channel="web"), "e": END}, line("a", "b", "e"), {"personas": PEOPLE}),
    ("b", {"a": BEGUN, "b": step("front", channel="counter"), "e": END}, line("a", "b", "e"), {"personas": PEOPLE}),
    ("b", {"a": BEGUN, "b": step(), "e": END}, [("a", "b"), ("b", "e", {"not_for": ["bob"]})], {"personas": PEOPLE}),
    ("", {"a": BEGUN, "b": step(channel="web", fallback="c"), "c": step(channel="phone"), "e": END},
     [("a", "b"), ("b", "e"), ("c", "e")], {"personas": PEOPLE}),
    ("", {"a": BEGUN, "b": step("back", channel="web"), "c": step(channel="internal"), "e": END},
     line("a", "b", "c", "e"), {"personas": PEOPLE}),
    ("", {"a": {**BEGUN, "split": "one"}, "b": step(channel="web"), "c": step(channel="counter"), "e": END},
     [("a", "b", {"only_for": ["bob"]}), ("a", "c", {"only_for": ["ann"]}), ("b", "e"), ("c", "e")],
     {"personas": PEOPLE}),
    ("", {"a": BEGUN, "b": step(channel="web"), "e": END}, line("a", "b", "e"),
     {"personas": [{"id": "x", "name": "X"}]}),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_marks(sketch, RULE, case)


def test_a_blocked_persona_is_a_loss_of_their_weight(sketch: Sketch) -> None:
    people = [{"id": "ann", "name": "Ann", "weight": 3, "channels": ["phone"]}, {"id": "bob", "name": "Bob"}]
    finding = only_finding(sketch({"a": {**START, "split": "one"}, "b": {"channel": "web"}, "e": END},
                                  [("a", "b", {"probability": 0.5}), ("a", "e"), ("b", "e")], personas=people),
                           RULE)
    assert (finding.persona, finding.friction_class) == ("ann", FrictionClass.LOSS)
    assert numbers(finding) == (None, None, 0.375)
    assert str(finding.message) == "Ann cannot continue online"
    assert finding.basis is None
