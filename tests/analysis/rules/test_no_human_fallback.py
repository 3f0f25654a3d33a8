"""An online step without a human near it: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

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
    row,
    step,
)
from visavis.blueprint.analysis import FrictionClass
from visavis.blueprint.model import Basis

RULE = "no-human-fallback"


def online(expected: str, *, channel: str = "web", human: dict[str, Any] | None = None, **told: Any) -> Case:
    """A digital step that speaks to an agent, with or without a human as its fallback."""
    steps = {"a": START, "o": step(channel=channel, **told), "b": step("back"), "z": END,
             **({"h": human} if human else {})}
    flows = [("a", "o"), ("o", "b"), ("b", "z"), *([("h", "b")] if human else [])]
    return expected, steps, flows, {}


def beside(expected: str, channel: str) -> Case:
    """Two ways to ask: online, and another one."""
    steps = {"a": {**START, "split": "one"}, "o": step(channel="web"), "p": step(channel=channel),
             "b": step("back"), "z": END}
    flows = [("a", "o", {"probability": 0.5}), ("a", "p", {"probability": 0.5}), ("o", "b"), ("p", "b"), ("b", "z")]
    return expected, steps, flows, {}


CASES: list[Case] = [
    online("o"), online("o", channel="app", fails=0.1, fallback="z"), online("o", channel="kiosk"),
    beside("o", "post"), row("o", None, o=step(channel="email", asks=[]), s={"lane": "support"}),
    online("", channel="phone"), online("", fails=0), beside("", "counter"),
    online("", fails=0.2, fallback="h", human=step("front", channel="phone")),
    row("", None, o=step(channel="sms"), b=step()),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, row("", None, s=step()), ("a", "s"))


def test_people_lost_are_shares_and_guesses_are_hypotheses(sketch: Sketch) -> None:
    guess, told = only(sketch, RULE, CASES[0]), only(sketch, RULE, CASES[1])
    assert (guess.friction_class, guess.basis, told.is_hypothesis) == (FrictionClass.LOSS, Basis.ASSUMED, False)
    assert (guess.share, told.share) == pytest.approx((0.08, 0.1))
