"""Comparing two blueprints: matching, changes, verdicts, what crossed the line, what became of the frictions."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from blueprint.analysis.comparison.changes import ChangeKind
from blueprint.analysis.comparison.comparison import Status, compare
from blueprint.analysis.comparison.reports import comparison_json, comparison_schema
from blueprint.analysis.comparison.verdicts import BeforeAfter, Verdict, verdict_of
from blueprint.analysis.rules import RULES
from blueprint.language import translator
from blueprint.model import BlueprintDocument, Side
from blueprint.storage import load

EXAMPLES = Path(__file__).parents[3] / "examples"
START = {"kind": "start"}
END = {"kind": "outcome", "outcome": "granted"}
VALIDATOR = Draft202012Validator(comparison_schema())


def line(sketch: Any, steps: dict[str, dict[str, Any]], **head: Any) -> BlueprintDocument:
    """A journey straight through some steps, begun and granted."""
    whole = {"a": START, **steps, "z": END}
    return sketch(whole, list(pairwise(whole)), **head)


def step(minutes: int, lane: str = "citizen", **told: Any) -> dict[str, Any]:
    return {"lane": lane, "work": f"PT{minutes}M", **told}


def compared(before: BlueprintDocument, after: BlueprintDocument) -> Any:
    found = compare(before, after, RULES)
    VALIDATOR.validate(comparison_json(found, translator("en")))
    return found


def kinds(found: Any) -> dict[ChangeKind, list[Any]]:
    told: dict[ChangeKind, list[Any]] = {}
    for change in found.changes:
        told.setdefault(change.kind, []).append(change)
    return told


# -- verdicts

@pytest.mark.parametrize(("citizen", "agent", "completion", "verdict"), [
    ((10, 10), (10, 10), (1, 1), "unchanged"), ((10, 5), (10, 10), (1, 1), "win-win"),
    ((10, 10), (10, 5), (1, 1), "win-win"), ((10, 5), (10, 5), (1, 1), "win-win"),
    ((10, 12), (10, 5), (1, 1), "transfer"), ((10, 5), (10, 12), (1, 1), "transfer"),
    ((10, 12), (10, 10), (1, 1), "regression"), ((10, 12), (10, 12), (1, 1), "regression"),
    ((10, 5), (10, 5), (1, 0.9), "regression"), ((10, 10), (10, 10), (0.9, 1), "win-win"),
    ((10, 10.05), (10, 10), (1, 1), "unchanged"), ((10, 10.2), (10, 10), (1, 1), "regression"),
    ((10, 10), (10, 10), (1, 0.9995), "unchanged"),
    # Twice as many come through, for less than twice the agents' minutes: nobody got anybody's work.
    ((10, 8), (10, 15), (0.5, 1), "win-win"), ((10, 8), (10, 25), (0.5, 1), "transfer"),
    ((10, 8), (10, 15), (0, 1), "win-win"),
])
def test_the_verdict_follows_from_both_sides_and_the_people_lost(citizen: Any, agent: Any, completion: Any,
                                                                 verdict: str) -> None:
    assert verdict_of(BeforeAfter(*citizen), BeforeAfter(*agent), BeforeAfter(*completion)) == verdict


def test_effort_that_crossed_is_named_with_its_amount_and_its_steps(sketch: Any) -> None:
    before = line(sketch, {"fill": step(5), "type": step(20, "front"), "decide": step(10, "back")})
    after = line(sketch, {"fill": step(25), "type": step(4, "front"), "decide": step(10, "back")}, id="y", redesigns="x")
    found = compared(before, after)
    (everybody,) = found.verdicts
    assert (everybody.citizen.change, everybody.agent.change) == (20, -16)
    assert everybody.verdict is Verdict.TRANSFER
    assert everybody.crossing is not None
    assert (everybody.crossing.to, everybody.crossing.minutes, everybody.crossing.rate) == (Side.CITIZEN, 16, 1.25)
    assert everybody.crossing.steps == ("fill",)
    assert everybody.net == 4


def test_each_persona_has_a_verdict_of_their_own(sketch: Any) -> None:
    personas = [{"id": "p", "name": "P", "weight": 3}, {"id": "q", "name": "Q", "weight": 1}]

    def drawn(online: int, counter: int) -> BlueprintDocument:
        steps = {"a": {**START, "split": "one"}, "o": step(online), "c": step(counter), "z": END}
        flows = [("a", "o", {"only_for": ["p"]}), ("a", "c", {"only_for": ["q"]}), ("o", "z"), ("c", "z")]
        return sketch(steps, flows, personas=personas)

    found = compared(drawn(20, 10), drawn(5, 30))
    assert [(one.persona, one.verdict.value) for one in found.verdicts] == [
        (None, "win-win"), ("p", "win-win"), ("q", "regression")]
    assert found.verdicts[0].citizen.before == 0.75 * 20 + 0.25 * 10


def test_a_persona_that_is_new_is_compared_with_everybody(sketch: Any) -> None:
    before = line(sketch, {"fill": step(20)})
    after = line(sketch, {"fill": step(5)}, personas=[{"id": "n", "name": "N"}])
    assert compared(before, after).verdicts[1].citizen == BeforeAfter(20, 5)


# -- matching and changes

def test_steps_are_matched_by_id_or_by_what_they_replace(sketch: Any) -> None:
    before = line(sketch, {"ask": step(5), "bring": step(10), "old": step(1), "whole": step(9)})
    after = line(sketch, {"ask": step(5), "both": step(3, replaces=["bring", "old", "nowhere"]),
                          "part": step(4, replaces=["whole"]), "rest": step(4, replaces=["whole"]), "new": step(1)})
    found = compared(before, after)
    assert found.matching.origins["both"] == ("bring", "old")
    assert found.matching.successors["whole"] == ("part", "rest")
    assert [added.id for added in found.matching.added] == ["new"]
    assert found.matching.removed == ()
    told = kinds(found)
    assert told[ChangeKind.MERGED][0].before == ("bring", "old")
    assert told[ChangeKind.SPLIT][0].after == ("part", "rest")


def test_a_step_whose_id_another_one_replaces_is_new(sketch: Any) -> None:
    before = line(sketch, {"ask": step(5)})
    after = line(sketch, {"ask": step(5), "other": step(5, replaces=["ask"])})
    found = compared(before, after)
    assert found.matching.origins["other"] == ("ask",)
    assert found.matching.origins["ask"] == ()


def test_every_kind_of_change_is_told(sketch: Any) -> None:
    items = [{"id": "bill", "name": "Bill"}, {"id": "tax", "name": "Tax"}]
    before = line(sketch, {"gone": step(5), "cross": step(5, "front"), "lane": step(5, "back"),
                           "same": step(5, title="Old words"), "ask": step(5, asks=["bill"])}, items=items)
    after = line(sketch, {"cross": step(5), "lane": step(5, "back2"), "same": step(5, title="New words"),
                          "ask": step(8, asks=["tax"], channel="web"), "new": step(1)}, items=items)
    told = kinds(compared(before, after))
    assert [change.before for change in told[ChangeKind.REMOVED]] == [("gone",)]
    assert [change.after for change in told[ChangeKind.ADDED]] == [("new",)]
    crossed = told[ChangeKind.CROSSED][0]
    assert (crossed.after, crossed.side_before, crossed.side_after) == (("cross",), Side.AGENT, Side.CITIZEN)
    assert told[ChangeKind.MOVED][0].after == ("lane",)
    (changed,) = told[ChangeKind.CHANGED]
    assert (changed.after, changed.fields) == (("ask",), ("channel", "work", "asks"))
    assert translator("en")(told[ChangeKind.NO_LONGER_ASKED][0].message) == "“Bill” is no longer asked for"
    assert told[ChangeKind.ASKED][0].after == ("ask",)


def test_two_strangers_are_compared_with_a_warning(sketch: Any) -> None:
    before, after = line(sketch, {"m": step(5)}), sketch({"x": START, "y": END}, [("x", "y")])
    notes = [translator("en")(note) for note in compared(before, after).notes]
    assert any("does not say that it redesigns" in note for note in notes)
    assert any("no step in common" in note for note in notes)


def test_a_blueprint_without_a_journey_has_no_verdict_but_changes(sketch: Any) -> None:
    found = compared(sketch({}), line(sketch, {"m": step(5)}))
    assert found.verdicts == ()
    assert len(found.changes) == 3
    assert any("no journey" in translator("en")(note) for note in found.notes)


# -- frictions

def test_frictions_are_resolved_remain_or_are_new(sketch: Any) -> None:
    def waits(one: str, other: str) -> BlueprintDocument:
        return line(sketch, {"w": {"kind": "wait", "wait": one}, "v": {"kind": "wait", "wait": other}})

    def told(found: Any) -> dict[str, str]:
        return {one.finding.steps[0]: one.status.value for one in found.findings if one.finding.rule == "silent-wait"}

    assert told(compared(waits("P20D", "P1D"), waits("P1D", "P20D"))) == {"w": "resolved", "v": "new"}
    assert told(compared(waits("P20D", "P1D"), waits("P9D", "P1D"))) == {"w": "remaining"}


@pytest.mark.parametrize(("before", "after"), [("apa-a-domicile", "apa-a-domicile-cible"),
                                               ("home-care-allowance", "home-care-allowance-redesigned")])
def test_the_shipped_redesign_wins_for_everybody(before: str, after: str) -> None:
    found = compared(*(load(EXAMPLES / f"{name}.blueprint.json").document for name in (before, after)))
    assert {one.verdict for one in found.verdicts} == {Verdict.WIN_WIN}
    assert len(found.verdicts) == 4
    resolved, remaining, new = (found.count(status) for status in Status)
    assert resolved > 4 * (remaining + new)
    assert found.notes == ()
    assert comparison_json(found, translator("en"))["personas"][0]["yearly"]["agent_hours"] < 0


def test_a_spoiled_redesign_is_told_as_a_transfer() -> None:
    """The agents' typing and checking are given to the people, who take longer for it."""
    before = load(EXAMPLES / "apa-a-domicile.blueprint.json").document
    citizen = next(lane.id for lane in before.head.lanes if before.side_of_lane(lane) is Side.CITIZEN)
    pushed = {"b2", "b3", "b7"}
    steps = tuple(one.model_copy(update={"lane": citizen, "channel": None}) if one.id in pushed else one
                  for one in before.steps)
    head = before.head.model_copy(update={"id": "spoiled", "redesigns": before.head.id})
    found = compared(before, before.replaced(head=head, steps=steps))
    everybody = found.verdicts[0]
    assert everybody.verdict is Verdict.TRANSFER
    assert everybody.crossing is not None
    assert everybody.crossing.to is Side.CITIZEN
    assert everybody.crossing.minutes == pytest.approx(-everybody.agent.change)
    assert everybody.crossing.minutes > 10
    assert set(everybody.crossing.steps) == pushed
    assert {one.verdict for one in found.verdicts[1:3]} == {Verdict.TRANSFER}
    assert "effort-shift-to-citizen" in {one.finding.rule for one in found.findings if one.status is Status.NEW}
