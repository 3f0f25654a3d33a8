"""Comparing two blueprints: matching, changes, verdicts, what crossed the line, what became of the frictions."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.json_schema import Draft202012Validator
from visavis.blueprint.analysis import (
    RULES,
    UNKNOWN,
    BeforeAfter,
    ChangeKind,
    Crossing,
    Figure,
    FrictionStatus,
    Verdict,
    compare,
)
from visavis.blueprint.analysis.reports.comparison_json import comparison_json, comparison_schema
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, Side
from visavis.blueprint.storage import load

EXAMPLES = Path(__file__).parents[3] / "examples"
START = {"kind": "start"}
END = {"kind": "outcome", "outcome": "granted"}
VALIDATOR = Draft202012Validator(comparison_schema())


def line(sketch: Sketch, steps: dict[str, dict[str, Any]], **head: Any) -> BlueprintDocument:
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

def test_effort_that_crossed_is_named_with_its_amount_and_its_steps(sketch: Sketch) -> None:
    def drawn(fill: int, typed: int, days: int, **head: Any) -> BlueprintDocument:
        return line(sketch, {"fill": step(fill), "type": step(typed, "front"), "decide": step(10, "back"),
                             "wait": {"kind": "wait", "wait": f"P{days}D"}}, **head)

    found = compared(drawn(5, 20, 2), drawn(25, 4, 1, id="y", redesigns="x"))
    (everybody,) = found.verdicts
    assert (everybody.citizen.change, everybody.agent.change) == (Figure(20), Figure(-16))
    assert everybody.verdict is Verdict.TRANSFER
    assert everybody.crossing == Crossing(Side.CITIZEN, 16, 1.25, ("fill",))
    # A longer delay makes it worse still; that the work was moved is told all the same.
    (slower,) = compared(drawn(5, 20, 1), drawn(25, 4, 2, id="y", redesigns="x")).verdicts
    assert (slower.verdict, slower.because) == (Verdict.REGRESSION, ("elapsed_minutes",))
    assert slower.crossing == everybody.crossing


def test_work_that_fell_because_people_are_lost_was_not_moved(sketch: Sketch) -> None:
    found = compared(choosing(sketch, 0.5, 0.5), choosing(sketch, 0.2, 0.2, id="y", redesigns="x")).verdicts[0]
    assert (found.verdict, found.crossing) == (Verdict.REGRESSION, None)


def test_how_much_crossed_is_not_told_of_lower_bounds(sketch: Sketch) -> None:
    """The agents took at least 30 min, now they take 10: less, but no one knows by how much."""
    before = line(sketch, {"fill": step(5), "check": step(30, "front"), "file": {"lane": "back"}})
    after = line(sketch, {"fill": step(15), "check": step(10, "front")}, id="y", redesigns="x")
    found = compared(before, after)
    assert (found.verdicts[0].verdict, found.verdicts[0].crossing) == (Verdict.TRANSFER, None)
    assert {"effort-shift-to-citizen", "effort-shift-to-agent"} <= {
        gap.rule for gap in found.after.frictions.not_assessed}


def test_delay_that_is_bought_with_work_is_a_transfer_that_crosses_nothing(sketch: Sketch) -> None:
    before = line(sketch, {"wait": {"kind": "wait", "wait": "P9D"}, "check": step(5, "front")})
    after = line(sketch, {"wait": {"kind": "wait", "wait": "P2D"}, "check": step(15, "front")}, id="y", redesigns="x")
    (everybody,) = compared(before, after).verdicts
    assert everybody.verdict is Verdict.TRANSFER
    assert everybody.because == ("agent_minutes", "elapsed_minutes")
    assert everybody.crossing is None


def test_partners_work_counts_too(sketch: Sketch) -> None:
    before = line(sketch, {"fill": step(9), "check": step(9, "front"), "send": step(1, "partner")})
    after = line(sketch, {"fill": step(5), "check": step(5, "front"), "send": step(6, "partner")}, id="y", redesigns="x")
    (everybody,) = compared(before, after).verdicts
    assert everybody.verdict is Verdict.TRANSFER
    assert everybody.because[0] == "partner_minutes"


def test_a_side_without_steps_works_nothing_and_is_not_unknown(sketch: Sketch) -> None:
    before = line(sketch, {"fill": step(9), "check": step(9, "front")})
    after = line(sketch, {"fill": step(5)}, id="y", redesigns="x")
    (everybody,) = compared(before, after).verdicts
    assert everybody.verdict is Verdict.WIN_WIN
    assert everybody.agent == BeforeAfter(Figure(9), Figure(0))


def choosing(sketch: Sketch, granted: float, refused: float, minutes: int = 10, **head: Any) -> BlueprintDocument:
    """A check after which some are granted, some refused, and the rest give up."""
    rest = round(1 - granted - refused, 9)
    steps = {"a": START, "fill": step(minutes), "check": step(minutes, "front", kind="decision"), "z": END,
             "no": {"kind": "outcome", "outcome": "refused"}, "lost": {"kind": "outcome", "outcome": "abandoned"}}
    flows = [("a", "fill"), ("fill", "check"), ("check", "z", {"probability": granted}),
             ("check", "no", {"probability": refused}), ("check", "lost", {"probability": rest})]
    return sketch(steps, flows, **head)


@pytest.mark.parametrize(("before", "after", "verdict"), [
    ((0.5, 0.2, 10), (0.4, 0.3, 1), "regression"),   # as many decided, fewer of them granted
    ((0.5, 0.2, 10), (0.5, 0.1, 1), "regression"),   # as many granted, fewer get an answer at all
    ((0.5, 0.2, 10), (0.6, 0.1, 9), "win-win"),
    ((0.5, 0.2, 10), (0.5, 0.3, 10), "better"),
    ((0.5, 0.2, 10), (0.6, 0.2, 99), "better"),      # more people get through, for much more work
    ((0.0, 0.0, 10), (0.6, 0.2, 9), "better"),       # no one was decided: what a decided case took is unknown
    ((0.5, 0.2, 10), (0.0, 0.0, 1), "regression"),
    ((0.0, 0.0, 10), (0.0, 0.0, 9), "unknown"),
])
def test_what_people_get_comes_first(sketch: Sketch, before: Any, after: Any, verdict: str) -> None:
    found = compared(choosing(sketch, *before), choosing(sketch, *after, id="y", redesigns="x"))
    assert found.verdicts[0].verdict == verdict


def test_where_no_one_is_decided_before_what_all_started_cases_take_is_shown(sketch: Sketch) -> None:
    found = compared(choosing(sketch, 0.0, 0.0), choosing(sketch, 0.5, 0.5, 4)).verdicts[0]
    assert found.headline_efforts is found.started
    assert found.citizen == BeforeAfter(Figure(10), Figure(4))
    assert found.decided.citizen.before == UNKNOWN


def test_what_is_not_timed_is_no_gain(sketch: Sketch) -> None:
    """Taking the times away from a step must not look as if it took none."""
    before = line(sketch, {"fill": step(20), "check": step(30, "front")})
    after = line(sketch, {"fill": step(5), "check": {"lane": "front"}}, id="y", redesigns="x")
    (everybody,) = compared(before, after).verdicts
    assert everybody.verdict is Verdict.UNKNOWN
    assert everybody.because == ("elapsed_minutes", "agent_minutes")
    assert everybody.agent.change == UNKNOWN


def test_probabilities_that_nobody_gave_make_no_verdict(sketch: Sketch) -> None:
    steps = {"a": START, "check": step(5, "front", kind="decision"), "z": END,
             "lost": {"kind": "outcome", "outcome": "abandoned"}}
    after = sketch(steps, [("a", "check"), ("check", "z"), ("check", "lost")], id="y", redesigns="x")
    (everybody,) = compared(line(sketch, {"check": step(9, "front")}), after).verdicts
    assert everybody.verdict is Verdict.UNKNOWN
    assert everybody.because == ("granted", "completion")


PEOPLE = [{"id": "p", "name": "P", "weight": 3}, {"id": "q", "name": "Q", "weight": 1}]


def forked(sketch: Sketch, online: dict[str, Any], counter: dict[str, Any], *, clerk: int = 10,
           people: Any = PEOPLE) -> BlueprintDocument:
    """Two personas with a step of their own each, and one of the agents for both."""
    steps = {"a": {**START, "split": "one"}, "o": online, "c": counter, "d": step(clerk, "front"), "z": END}
    flows = [("a", "o", {"only_for": ["p"]}), ("a", "c", {"only_for": ["q"]}), ("o", "d"), ("c", "d"), ("d", "z")]
    return sketch(steps, flows, personas=people)


@pytest.mark.parametrize(("counter", "clerk", "of_q", "of_all", "regressing"), [
    (step(8), 5, "win-win", "win-win", ()),
    (step(10), 5, "better", "win-win", ()),
    (step(30), 5, "regression", "better", ("q",)),     # Q waits longer
    ({"lane": "citizen"}, 5, "unknown", "unknown", ()),
])
def test_there_is_no_win_for_all_that_some_do_not_have(sketch: Sketch, counter: dict[str, Any], clerk: int, of_q: str,
                                                       of_all: str, regressing: tuple[str, ...]) -> None:
    found = compared(forked(sketch, step(20), step(10)), forked(sketch, step(5), counter, clerk=clerk))
    everybody = found.verdicts[0]
    assert [(one.persona, one.verdict.value) for one in found.verdicts] == [
        (None, of_all), ("p", "win-win"), ("q", of_q)]
    assert everybody.regressing == regressing
    assert comparison_json(found, translator("en"))["personas"][0]["regressing"] == list(regressing)
    assert everybody.citizen.before == Figure(0.75 * 20 + 0.25 * 10)


def test_a_transfer_to_one_persona_spoils_the_win_of_all(sketch: Sketch) -> None:
    """Q works more within the time that they wait anyway: no one waits longer, and it is still moved to them."""
    def drawn(own: int, other: int, clerk: int) -> BlueprintDocument:
        steps = {"a": {**START, "split": "all"}, "o": step(own), "c": step(other),
                 "w": {"kind": "wait", "wait": "P1D"}, "d": step(clerk, "front"), "z": END}
        flows = [("a", "o", {"only_for": ["p"]}), ("a", "c", {"only_for": ["q"]}), ("a", "w"), ("o", "d"), ("c", "d"),
                 ("w", "d"), ("d", "z")]
        return sketch(steps, flows, personas=PEOPLE)

    found = compared(drawn(20, 10, 10), drawn(5, 30, 5))
    assert [one.verdict.value for one in found.verdicts] == ["better", "win-win", "transfer"]
    assert found.verdicts[0].regressing == ()


def test_a_persona_without_weight_does_not_spoil_the_win_of_all(sketch: Sketch) -> None:
    people = [PEOPLE[0], {**PEOPLE[1], "weight": 0}]
    found = compared(forked(sketch, step(20), step(10), people=people),
                     forked(sketch, step(5), step(30), clerk=5, people=people))
    assert [one.verdict.value for one in found.verdicts] == ["win-win", "win-win", "regression"]
    assert found.verdicts[0].regressing == ()


def test_a_persona_that_is_new_is_compared_with_everybody(sketch: Sketch) -> None:
    before = line(sketch, {"fill": step(20)})
    after = line(sketch, {"fill": step(5)}, personas=[{"id": "n", "name": "N"}])
    assert compared(before, after).verdicts[1].citizen == BeforeAfter(Figure(20), Figure(5))


# -- matching and changes

def test_steps_are_matched_by_id_or_by_what_they_replace(sketch: Sketch) -> None:
    before = line(sketch, {"ask": step(5), "bring": step(10), "old": step(1), "whole": step(9)})
    after = line(sketch, {"ask": step(5), "both": step(3, replaces=["bring", "old", "nowhere"]),
                          "part": step(4, replaces=["whole"]), "rest": step(4, replaces=["whole"]), "new": step(1)})
    found = compared(before, after)
    assert found.matching.origins["both"] == ("bring", "old")
    assert found.matching.successors["whole"] == ("part", "rest")
    assert [added.id for added in found.matching.added_steps] == ["new"]
    assert found.matching.removed_steps == ()
    told = kinds(found)
    assert told[ChangeKind.MERGED][0].before == ("bring", "old")
    assert told[ChangeKind.SPLIT][0].after == ("part", "rest")


def test_a_step_whose_id_another_one_replaces_is_new(sketch: Sketch) -> None:
    before = line(sketch, {"ask": step(5)})
    after = line(sketch, {"ask": step(5), "other": step(5, replaces=["ask"])})
    found = compared(before, after)
    assert found.matching.origins["other"] == ("ask",)
    assert found.matching.origins["ask"] == ()


def test_every_kind_of_change_is_told(sketch: Sketch) -> None:
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


def test_people_of_only_one_blueprint_are_told(sketch: Sketch) -> None:
    ann, bob, cy = ({"id": name, "name": name.title()} for name in ("ann", "bob", "cy"))
    before = line(sketch, {"m": step(5)}, personas=[ann, bob])
    after = line(sketch, {"m": step(5)}, id="y", redesigns="x", personas=[ann, cy])
    assert [translator("en")(note) for note in compared(before, after).notes] == [
        "The second blueprint leaves out “Bob”: no figure shows what it does to them",
        "“Cy” is not in the first blueprint and is compared with everybody there"]


def test_a_redesign_of_another_blueprint_is_told(sketch: Sketch) -> None:
    found = compared(line(sketch, {"m": step(5)}), line(sketch, {"m": step(5)}, id="y", redesigns="elsewhere"))
    (note,) = (translator("en")(note) for note in found.notes)
    assert note.startswith("The second blueprint says that it redesigns “elsewhere”, not “X”")
    right = compared(line(sketch, {"m": step(5)}), line(sketch, {"m": step(5)}, id="y", redesigns="x"))
    assert right.notes == ()


def test_what_the_figures_leave_out_is_told(sketch: Sketch) -> None:
    found = compared(line(sketch, {"m": step(5)}), line(sketch, {"m": {}, "n": step(3)}, id="y", redesigns="x"))
    (note,) = (translator("en")(note) for note in found.notes)
    assert note == "“X”: 1 step without a time, which its figures leave out"


def test_agents_are_named_with_their_article_in_french(sketch: Sketch) -> None:
    found = compared(line(sketch, {"m": step(5)}), line(sketch, {"m": step(5, "front")}, id="y", redesigns="x"))
    (crossed,) = kinds(found)[ChangeKind.CROSSED]
    assert translator("fr")(crossed.message) == "«\u202fDo m\u202f» passe de l’usager aux agents"


def test_two_strangers_are_compared_with_a_warning(sketch: Sketch) -> None:
    before, after = line(sketch, {"m": step(5)}), sketch({"x": START, "y": END}, [("x", "y")])
    notes = [translator("en")(note) for note in compared(before, after).notes]
    assert any("does not say that it redesigns" in note for note in notes)
    assert any("no step in common" in note for note in notes)


def test_a_blueprint_without_a_journey_has_no_verdict_but_changes(sketch: Sketch) -> None:
    found = compared(sketch({}), line(sketch, {"m": step(5)}))
    assert found.verdicts == ()
    assert len(found.changes) == 3
    assert any("no journey" in translator("en")(note) for note in found.notes)


# -- frictions

def test_frictions_are_resolved_remain_or_are_new(sketch: Sketch) -> None:
    def waits(one: str, other: str) -> BlueprintDocument:
        # Something is done between the two: two waits in a row would be one stretch of silence.
        return line(sketch, {"w": {"kind": "wait", "wait": one}, "m": step(5), "v": {"kind": "wait", "wait": other}})

    def told(found: Any) -> dict[str, str]:
        return {one.finding.steps[0]: one.status.value for one in found.findings if one.finding.rule == "silent-wait"}

    assert told(compared(waits("P20D", "P1D"), waits("P1D", "P20D"))) == {"w": "resolved", "v": "new"}
    assert told(compared(waits("P20D", "P1D"), waits("P9D", "P1D"))) == {"w": "remaining"}


@pytest.mark.parametrize(("before", "after"), [("apa-a-domicile", "apa-a-domicile-cible"),
                                               ("home-care-allowance", "home-care-allowance-redesigned")])
def test_the_shipped_redesign_wins_for_everybody(before: str, after: str) -> None:
    found = compared(*(load(EXAMPLES / f"{name}.blueprint.json").document for name in (before, after)))
    # Of those who were lost by phone no one was ever decided: more get through, and what it takes has no before.
    assert [one.verdict.value for one in found.verdicts] == ["win-win", "win-win", "win-win", "better"]
    assert found.verdicts[3].completion.before == Figure(0.0)
    resolved, remaining, new = (found.count(status) for status in FrictionStatus)
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
    found = compared(before, before.replace(head=head, steps=steps))
    everybody = found.verdicts[0]
    assert everybody.verdict is Verdict.TRANSFER
    assert everybody.crossing is not None
    assert everybody.crossing.to is Side.CITIZEN
    assert everybody.crossing.minutes == pytest.approx(-everybody.agent.change.known_value)
    assert everybody.crossing.minutes > 10
    assert set(everybody.crossing.steps) == pushed
    assert {one.verdict for one in found.verdicts[1:3]} == {Verdict.TRANSFER}
    assert "effort-shift-to-citizen" in {one.finding.rule for one in found.findings if one.status is FrictionStatus.NEW}
