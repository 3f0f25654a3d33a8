"""Loops for a missing paper, decisions and work behind the scenes, approvals: drawings that are less simple."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from visavis.blueprint.analysis.frictions.finding import FrictionReport
from visavis.blueprint.analysis.frictions.rules import RULES
from visavis.blueprint.analysis.frictions.runner import analyse
from visavis.blueprint.language import translator

ITEMS = [{"id": "bill", "name": "Bill"}]
LOOP = "suspended-for-one-doc"
WORK = {"work": "PT10M"}


def decision(lane: str = "back", **told: Any) -> dict[str, Any]:
    return {"lane": lane, "kind": "decision", **WORK, **told}


def judged(sketch: Any, rule: str, steps: dict[str, Any], flows: list[tuple[Any, ...]],
           **head: Any) -> FrictionReport:
    whole = {"a": {"kind": "start"}, **steps, "z": {"kind": "outcome", "outcome": "granted"},
             "x": {"kind": "outcome", "outcome": "refused"}}
    report = analyse(sketch(whole, flows, items=ITEMS, **head), [one for one in RULES if one.name == rule]).frictions
    assert report.failures == ()
    return report


def marks(report: FrictionReport) -> list[str]:
    return [finding.steps[0] for finding in report.findings]


def check(**told: Any) -> dict[str, Any]:
    return decision("front", asks=["bill"], **told)


def test_a_loop_without_likelihoods_is_not_judged(sketch: Any) -> None:
    steps = {"b": {}, "d": check(), "f": {}}
    report = judged(sketch, LOOP, steps, [("a", "b"), ("b", "d"), ("d", "z"), ("d", "f"), ("f", "d")])
    assert report.findings == ()
    assert [gap.steps for gap in report.not_assessed] == [("d",)]


@pytest.mark.parametrize(("beside", "speaks"), [({"lane": "back", **WORK}, False), ({"lane": "citizen"}, True)])
def test_what_is_examined_beside_does_not_wait(sketch: Any, beside: dict[str, Any], speaks: bool) -> None:
    steps = {"s": {"lane": "back", "split": "all"}, "d": check(), "f": {}, "i": beside,
             "j": {"lane": "back", "join": "wait"}}
    flows = [("a", "s"), ("s", "d"), ("s", "i"), ("d", "j", {"probability": 0.7}), ("d", "f", {"probability": 0.3}),
             ("f", "d", {"carries": ["bill"]}), ("i", "j"), ("j", "z")]
    assert marks(judged(sketch, LOOP, steps, flows)) == ["d"] * speaks


def test_the_check_that_sends_back_is_told_and_not_another_decision_of_the_loop(sketch: Any) -> None:
    steps = {"o": {}, "b": decision(), "w": {"kind": "wait", "wait": "P57D"}, "u": {"kind": "wait", "wait": "P1D"},
             "c": {}, "d": check(), "f": {"wait": "P2D"}}
    flows = [("a", "o"), ("o", "b"), ("b", "w", {"probability": 0.9}), ("b", "u", {"probability": 0.1}), ("w", "c"),
             ("u", "c"), ("c", "d", {"carries": ["bill"]}), ("d", "z", {"probability": 0.75}),
             ("d", "f", {"probability": 0.25}), ("f", "b")]
    (finding,) = judged(sketch, LOOP, steps, flows).findings
    assert (finding.steps, finding.share) == (("d", "f"), pytest.approx(0.25))
    said = translator("en")(finding.message)
    assert "2" in said
    assert "57" not in said


def test_coming_again_after_a_missed_appointment_brings_no_paper(sketch: Any) -> None:
    steps = {"b": {}, "p": decision("front"), "f": {}, "i": {"lane": "front", "asks": ["bill"]}}
    flows = [("a", "b"), ("b", "p"), ("p", "i", {"probability": 0.8}), ("p", "f", {"probability": 0.2}), ("f", "p"),
             ("i", "z")]
    assert marks(judged(sketch, LOOP, steps, flows)) == []


@pytest.mark.parametrize(("lane", "kind", "channel", "speaks"), [
    ("back", "sequence", None, True), ("support", "sequence", None, True), ("back", "interaction", None, False),
    ("back", "sequence", "post", False), ("back", "sequence", "internal", True), ("front", "sequence", None, False),
])
def test_the_name_of_a_branch_tells_nobody_anything(sketch: Any, lane: str, kind: str, channel: str | None,
                                                    speaks: bool) -> None:
    by = {"channel": channel} if channel else {}
    steps = {"d": decision(lane), "y": {"lane": "back", **by}, "n": {"lane": "back", **by}}
    flows = [("a", "d"), ("d", "y", {"probability": 0.5, "label": "yes", "kind": kind}),
             ("d", "n", {"probability": 0.5, "label": "no", "kind": kind}), ("y", "z"), ("n", "x")]
    assert marks(judged(sketch, "invisible-decision", steps, flows)) == ["d"] * speaks


@pytest.mark.parametrize(("told", "speaks"), [
    ({}, True), ({"informs": {"who": "citizen"}}, False), ({"channel": "sms"}, False), ({"channel": "internal"}, True),
])
def test_work_that_tells_people_something_serves_them(sketch: Any, told: dict[str, Any], speaks: bool) -> None:
    steps = {"b": {"lane": "front"}, "o": {"lane": "back", **WORK, **told}}
    flows = [("a", "b"), ("b", "z"), ("b", "o")]
    assert marks(judged(sketch, "orphan-backstage", steps, flows)) == ["o"] * speaks


@pytest.mark.parametrize(("kind", "speaks"), [("evidence", False), ("action", True)])
def test_work_that_makes_what_people_see_serves_them(sketch: Any, kind: str, speaks: bool) -> None:
    lane = "evidence" if kind == "evidence" else "support"
    steps = {"b": {"lane": "front"}, "o": {"lane": "back", **WORK}, "e": {"lane": lane, "kind": kind}}
    flows = [("a", "b"), ("b", "z"), ("b", "o"), ("o", "e")]
    assert marks(judged(sketch, "orphan-backstage", steps, flows)) == ["o"] * speaks


@pytest.mark.parametrize(("rare", "odds", "speaks"), [
    ("x", 0.01, True), ("b", 0.01, True), ("f", 0.01, True), ("h", 0.01, False), ("x", 0.02, False),
    ("x", 0.99, False),
])
def test_an_approval_refuses_or_returns(sketch: Any, rare: str, odds: float, speaks: bool) -> None:
    steps = {"b": {"lane": "front", **WORK}, "d": decision(), "h": {"lane": "front"}, "f": {"lane": "back2"}}
    flows = [("a", "b"), ("b", "d"), ("d", "z", {"probability": 1 - odds}), ("d", rare, {"probability": odds}),
             ("h", "z"), ("f", "b")]
    assert marks(judged(sketch, "approval-toll", steps, flows)) == ["d"] * speaks


@pytest.mark.parametrize(("systems", "said"), [("A, B", "“A” and “B”"), ("A, B, C, D", "“A”, “B”, “C” and …")])
def test_systems_are_enumerated_as_many_as_there_are(sketch: Any, systems: str, said: str) -> None:
    steps = {"t": {"lane": "back", "system": systems}}
    own = [{"id": "l", "rule": "tool-sprawl", "name": "systems", "value": 2, "unit": "count"}]
    flows = list(pairwise(["a", "t", "z"]))
    (finding,) = judged(sketch, "tool-sprawl", steps, flows, thresholds=own).findings
    assert translator("en")(finding.message).endswith(said)


@pytest.mark.parametrize(("usual", "speaks"), [("z", True), ("x", False)])
def test_what_nearly_always_refuses_approves_nothing(sketch: Any, usual: str, speaks: bool) -> None:
    steps = {"b": {"lane": "front", **WORK}, "d": decision()}
    flows = [("a", "b"), ("b", "d"), ("d", usual, {"probability": 0.99}), ("d", "b", {"probability": 0.01})]
    assert marks(judged(sketch, "approval-toll", steps, flows)) == ["d"] * speaks
