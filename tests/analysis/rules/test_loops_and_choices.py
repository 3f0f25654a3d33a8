"""Drawings that rules once misread: side branches inside loops, failures that close a loop, channels to choose from."""

from __future__ import annotations

from typing import Any

import pytest

from visavis.blueprint.analysis.frictions.finding import Finding
from visavis.blueprint.analysis.frictions.rules import RULES
from visavis.blueprint.analysis.frictions.runner import analyse
from visavis.blueprint.language import translator

START = {"kind": "start"}
END = {"kind": "outcome", "outcome": "granted"}
TALK = {"kind": "interaction"}
ITEMS = [{"id": "bill", "name": "Bill"}]


def step(lane: str = "citizen", minutes: int = 10, **told: Any) -> dict[str, Any]:
    return {"lane": lane, "work": f"PT{minutes}M", **told}


def found(document: Any, rule: str) -> tuple[Finding, ...]:
    return analyse(document, [one for one in RULES if one.name == rule]).frictions.findings


def test_a_side_branch_inside_a_loop_leads_where_the_loop_leads(sketch: Any) -> None:
    steps = {"a": START, "f": step("front"), "n": step("back"), "d": step("front", kind="decision"), "z": END}
    flows = [("a", "f"), ("f", "n"), ("f", "d"), ("d", "f", {"probability": 0.3}), ("d", "z", {"probability": 0.7})]
    assert found(sketch(steps, flows), "dead-end") == ()


def test_a_branch_that_stops_alone_inside_a_loop_leads_nowhere(sketch: Any) -> None:
    steps = {"a": START, "d": step("front", kind="decision"), "n": step("back"), "e": step(), "z": END}
    flows = [("a", "d"), ("d", "n", {"probability": 0.2}), ("d", "e", {"probability": 0.8}), ("e", "d"), ("e", "z")]
    assert [one.steps[0] for one in found(sketch(steps, flows), "dead-end")] == ["n"]


def test_a_failure_that_closes_a_loop_is_blamed_itself_and_costs_what_is_done_again(sketch: Any) -> None:
    # given a decision inside the loop that sends no one back, and a later step that fails now and then
    steps = {"a": START, "b": step(minutes=30), "d": step("front", 20, kind="decision"), "p": step("front", 40),
             "q": step("front", 40), "s": step("back", 10, fails=0.1, fallback="b"), "z": END}
    flows = [("a", "b"), ("b", "d"), ("d", "p", {"probability": 0.5}), ("d", "q", {"probability": 0.5}), ("p", "s"),
             ("q", "s"), ("s", "z")]
    (loop,) = found(sketch(steps, flows), "rework-loop")
    again = 1 / 0.9 - 1
    assert loop.steps[0] == "s"
    assert loop.citizen_minutes == pytest.approx(again * 30)
    assert loop.agent_minutes == pytest.approx(again * (20 + 40 + 10))


def choice(sketch: Any, **between: Any) -> Any:
    """Two channels to one agent who takes the bill."""
    steps = {"a": {**START, "split": "one"}, "w": step(channel="web", gives=["bill"]), "p": step(channel="phone"),
             **between, "r": step("front", asks=["bill"], system="Files"), "z": END}
    flows = [("a", "w", {"probability": 0.5}), ("a", "p", {"probability": 0.5}), ("p", "r", TALK), ("r", "z")]
    flows += [("w", "s", TALK), ("s", "r")] if between else [("w", "r", TALK)]
    return sketch(steps, flows, items=ITEMS)


def test_channels_to_choose_from_are_not_asked_again(sketch: Any) -> None:
    assert found(choice(sketch), "blind-agent") == ()


def test_what_an_agent_took_by_another_channel_is_asked_again(sketch: Any) -> None:
    again = found(choice(sketch, s=step("back", system="Files")), "blind-agent")
    assert [(one.steps[0], one.steps[1]) for one in again] == [("r", "w")]


def test_the_way_back_is_repair_and_what_follows_the_check_is_not(sketch: Any) -> None:
    # given two checks in a row, both of which send people away for a new slot
    steps = {"a": START, "b": step("front", 4), "c": step(minutes=40), "d": step("front", 10, kind="decision"),
             "m": step("back", 50), "e": step("back", 10, kind="decision"), "r": step(minutes=20), "z": END}
    flows = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "m", {"probability": 0.8}), ("d", "r", {"probability": 0.2}),
             ("m", "e"), ("e", "z", {"probability": 0.9}), ("e", "r", {"probability": 0.1}), ("r", "b")]
    (loop,) = found(sketch(steps, flows), "rework-loop")
    back = 0.2 + 0.8 * 0.1
    rounds = 1 / (1 - back)
    assert loop.steps[0] == "d"
    assert loop.citizen_minutes == pytest.approx(rounds * back * (20 + 40))
    assert loop.agent_minutes == pytest.approx(rounds * back * (4 + 10 + 0.8 * (50 + 10)))


@pytest.mark.parametrize(("lost", "said"), [(0.1, "of the cases give up"), (0.0, "without a promised date")])
def test_a_silence_tells_who_gives_up_only_where_somebody_does(sketch: Any, lost: float, said: str) -> None:
    steps = {"a": START, "w": {"kind": "wait", "wait": "P30D", "split": "one"}, "z": END,
             "x": {"kind": "outcome", "outcome": "abandoned"}}
    flows = [("a", "w"), ("w", "z", {"probability": 1 - lost}), ("w", "x", {"probability": lost})]
    (silence,) = found(sketch(steps, flows), "silent-wait")
    assert said in translator("en")(silence.message)
