"""Duties of law where drawings are less simple: appeals, loops, missing times, what citizens send themselves."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from visavis.blueprint.analysis.frictions.finding import Finding
from visavis.blueprint.analysis.frictions.rules import RULES
from visavis.blueprint.analysis.frictions.runner import analyse

START = {"kind": "start"}
TELLS = {"lane": "front", "legal": ["reasons", "appeal"]}
REASONS = "decision-without-reasons-or-appeal"


def decision(lane: str = "back", **told: Any) -> dict[str, Any]:
    return {"lane": lane, "kind": "decision", **told}


def found(sketch: Any, rule: str, steps: dict[str, Any], flows: list[tuple[Any, ...]]) -> tuple[Finding, ...]:
    whole = {"a": START, **steps, "z": {"kind": "outcome", "outcome": "granted"},
             "x": {"kind": "outcome", "outcome": "refused"}}
    return analyse(sketch(whole, flows), [one for one in RULES if one.name == rule]).frictions.findings


def row(sketch: Any, rule: str, **steps: dict[str, Any]) -> tuple[Finding, ...]:
    return found(sketch, rule, steps, list(pairwise(["a", *steps, "z"])))


def marks(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.steps[0] for finding in findings]


@pytest.mark.parametrize(("told", "speaks"), [([], True), (["reasons"], True), (["reasons", "appeal"], False)])
def test_a_citizens_choice_to_appeal_decides_nothing(sketch: Any, told: list[str], speaks: bool) -> None:
    steps = {"d": decision(legal=["sign-off"]), "l": {"lane": "front", "legal": told}, "c": decision("citizen")}
    flows = [("a", "d"), ("d", "z", {"probability": 0.8}), ("d", "l", {"probability": 0.2}), ("l", "c"),
             ("c", "x", {"probability": 0.9}), ("c", "d", {"probability": 0.1, "max_times": 1})]
    assert marks(found(sketch, REASONS, steps, flows)) == ["d"] * speaks


def test_reasons_told_on_another_way_do_not_count(sketch: Any) -> None:
    steps = {"d": decision(), "l": TELLS, "c": {}}
    flows = [("a", "d"), ("d", "z", {"probability": 0.6}), ("d", "x", {"probability": 0.2}),
             ("d", "l", {"probability": 0.2}), ("l", "c"), ("c", "d")]
    (finding,) = found(sketch, REASONS, steps, flows)
    assert finding.steps == ("d",)
    assert finding.share == pytest.approx(0.25)


def test_each_decision_answers_for_its_own_refusals(sketch: Any) -> None:
    steps = {"d": decision(), "l": TELLS, "e": decision()}
    flows = [("a", "d"), ("d", "e", {"probability": 0.5}), ("d", "l", {"probability": 0.5}), ("l", "x"),
             ("e", "z", {"probability": 0.9}), ("e", "x", {"probability": 0.1})]
    (finding,) = found(sketch, REASONS, steps, flows)
    assert finding.steps == ("e",)
    assert finding.share == pytest.approx(0.05)


@pytest.mark.parametrize(("after", "speaks"), [({"lane": "front"}, True), (TELLS, False)])
def test_an_adverse_decision_without_a_refusal_is_told_by_the_next_step(
        sketch: Any, after: dict[str, Any], speaks: bool) -> None:
    assert marks(row(sketch, REASONS, d=decision(legal=["adverse"]), l=after)) == ["d"] * speaks


@pytest.mark.parametrize(("answer", "speaks"), [
    ({"lane": "back"}, True), ({"kind": "wait"}, True), ({"lane": "back", "work": "PT5M"}, False),
    ({"kind": "wait", "wait": "P15D"}, False), ({"kind": "wait", "wait": "P15DT1M"}, True),
])
def test_an_answer_is_quick_only_where_its_times_are_told(sketch: Any, answer: dict[str, Any], speaks: bool) -> None:
    assert marks(row(sketch, "no-receipt", r={"legal": ["request"], "work": "PT0M"}, k=answer)) == ["r"] * speaks
    # Where the request itself has no time, no one knows that the answer is quick.
    assert marks(row(sketch, "no-receipt", r={"legal": ["request"]}, k=answer)) == ["r"]


@pytest.mark.parametrize(("lane", "speaks"), [("citizen", True), ("back", False)])
def test_what_the_citizen_sent_proves_no_notice(sketch: Any, lane: str, speaks: bool) -> None:
    before = {"lane": lane, "channel": "registered-mail"}
    notice = {"lane": "front", "legal": ["notice"], "channel": "post"}
    assert marks(row(sketch, "notice-without-ack", s=before, n=notice)) == ["n"] * speaks
