"""How a drawing is read as a journey: what is open, what is likely, where it starts and ends."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.plain_figures import effort, mean_of, shares
from tests.need import need
from visavis.blueprint.analysis import JourneyMeasures, journey, measure_all
from visavis.blueprint.analysis.measures.measure import measure
from visavis.blueprint.analysis.semantics.branch_probabilities import read_chances

START = {"kind": "start"}
END = {"kind": "outcome", "outcome": "granted"}
TALK = {"kind": "interaction"}
PEOPLE = [{"id": "ann", "name": "Ann", "weight": 3, "channels": ["phone"]},
          {"id": "bob", "name": "Bob", "weight": 1, "channels": []}]


def solved(document: Any, persona: str | None = None) -> JourneyMeasures:
    found = measure(document, persona)
    assert found is not None
    return found


@pytest.mark.parametrize(("given", "expected", "guessed"), [
    ([0.3, 0.7], [0.3, 0.7], ""), ([0.3, None], [0.3, 0.7], ""), ([None, None], [0.5, 0.5], "01"),
    ([None], [1], ""), ([0.2, None, None], [0.2, 0.4, 0.4], "12"), ([1, None, None], [1, 0, 0], ""),
    ([0.2, 0.2], [0.5, 0.5], "01"), ([1, 1], [0.5, 0.5], "01"), ([1, None], [1, 0], ""), ([0.3], [1], "0"),
    ([0.8, 0.8, None], [0.5, 0.5, 0], "012"), ([0, 0], [0, 0], ""), ([], [], ""),
    # Shares rounded to a percent: half a percent a way is no one's contradiction.
    ([0.33, 0.33, 0.33], [1 / 3, 1 / 3, 1 / 3], ""),
    ([0.34, 0.33, 0.34], [0.34 / 1.01, 0.33 / 1.01, 0.34 / 1.01], ""),
    ([0.5, 0.48], [0.5 / 0.98, 0.48 / 0.98], "01"),
])
def test_missing_probabilities_share_what_is_left_and_sums_are_rescaled(
        given: list[float | None], expected: list[float], guessed: str) -> None:
    found = read_chances(given)
    assert found.usual == pytest.approx(tuple(expected))
    assert "".join(str(way) for way, is_guess in enumerate(found.guessed) if is_guess) == guessed
    # What no one said comes out differently the second time; what someone said does not.
    for usual, other, is_guess in zip(found.usual, found.other, found.guessed, strict=True):
        assert (usual != pytest.approx(other)) is (is_guess and usual > 0)
    assert sum(found.other) + found.short == pytest.approx(1 if any(expected) else 0)


def test_where_others_are_closed_what_remains_is_no_contradiction() -> None:
    found = read_chances([0.2, 0.2], some_closed=True)
    assert found.usual == found.other == (0.5, 0.5)
    assert found.guessed == (False, False)
    assert read_chances([0.8, 0.8], some_closed=True).guessed == (True, True)


def test_flows_for_others_are_closed_and_what_remains_is_rescaled(sketch: Sketch) -> None:
    document = sketch({"a": {**START, "split": "one"}, "b": {}, "c": {}, "d": {}, "e": END}, [
        ("a", "b", {"probability": 0.2, "only_for": ["ann"]}), ("a", "c", {"probability": 0.2}),
        ("a", "d", {"probability": 0.6, "not_for": ["ann"]}), ("b", "e"), ("c", "e"), ("d", "e")], personas=PEOPLE)
    assert solved(document, "ann").visits == pytest.approx({"a": 1, "b": 0.5, "c": 0.5, "d": 0, "e": 1})
    assert solved(document, "bob").visits == pytest.approx({"a": 1, "b": 0, "c": 0.25, "d": 0.75, "e": 1})
    everybody = solved(document)
    assert everybody.visits["d"] == pytest.approx(0.75 / 4)
    assert [found.weight for found in measure_all(document).personas] == [0.75, 0.25]


@pytest.mark.parametrize(("steps", "flows", "expected"), [
    ({"a": START, "b": START, "e": END}, [("a", "e"), ("b", "e")], {"a": 0.5, "b": 0.5}),
    ({"x": {}, "a": {}, "e": END}, [("a", "e")], {"a": 1.0}),
    ({"a": {}, "b": {}, "e": END}, [("a", "b"), ("b", "a"), ("b", "e")], {"a": 1.0}),
    ({"a": {}, "b": {}}, [], {}),
    ({"v": {"lane": "evidence", "kind": "evidence"}, "a": {}, "e": END}, [("v", "a"), ("a", "e")], {"a": 1.0}),
])
def test_where_journeys_start(sketch: Sketch, steps: Any, flows: Any, expected: dict[str, float]) -> None:
    assert dict(journey(sketch(steps, flows)).starts) == expected


@pytest.mark.parametrize(("step", "outcomes"), [
    ({"channel": "web"}, {"blocked": 1.0}), ({"channel": "phone"}, {"granted": 1.0}), ({}, {"granted": 1.0}),
    ({"channel": "internal"}, {"granted": 1.0}), ({"channel": "web", "lane": "front"}, {"blocked": 1.0}),
    ({"channel": "web", "lane": "back"}, {"granted": 1.0}), ({"channel": "web", "fallback": "c"}, {"refused": 1.0}),
])
def test_an_unusable_channel_blocks_unless_a_fallback_leads_on(sketch: Sketch, step: Any, outcomes: Any) -> None:
    document = sketch({"a": START, "b": {"work": "PT9M", **step}, "c": {"work": "PT0M"}, "e": END,
                       "n": {"kind": "outcome", "outcome": "refused"}},
                      [("a", "b"), ("b", "e"), ("c", "n")], personas=PEOPLE)
    found = solved(document, "ann")
    assert shares(found) == outcomes
    assert found.visits["b"] == 1.0
    assert mean_of(found) == (9.0 if outcomes == {"granted": 1.0} else 0.0)
    assert shares(solved(document, "bob")) == {"granted": 1.0}


def test_a_question_and_its_answer_do_not_go_round(sketch: Sketch) -> None:
    """Two arrows between the same two cards are a conversation: the asker goes on once the answer has come."""
    found = solved(sketch({"a": {**START, "work": "PT5M"}, "b": {"lane": "front", "work": "PT7M"},
                           "c": {"work": "PT3M"}, "e": END},
                          [("a", "b", TALK), ("b", "a", TALK), ("a", "c"), ("c", "e")]))
    assert found.visits == {"a": 1, "b": 1, "c": 1, "e": 1}
    assert mean_of(found) == pytest.approx(15)


def test_an_answer_of_a_decision_is_a_loop(sketch: Sketch) -> None:
    found = solved(sketch({"a": START, "b": {"lane": "front", "kind": "decision"}, "e": END},
                          [("a", "b", TALK), ("b", "a", {**TALK, "probability": 0.5}), ("b", "e")]))
    assert found.visits == pytest.approx({"a": 2, "b": 2, "e": 1})


def test_parallel_branches_add_effort_and_take_the_later_time(sketch: Sketch) -> None:
    found = solved(sketch({"a": START, "b": {"work": "PT20M"},
                           "c": {"lane": "back", "work": "PT30M", "wait": "PT10M"},
                           "d": {"work": "PT1M"}, "e": END},
                          [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "e")]))
    assert found.visits["d"] == 1
    assert mean_of(found) == pytest.approx(41)
    assert (effort(found, "citizen"), effort(found, "agent")) == pytest.approx((21, 30))
    waits = [side.wait_minutes.value for side in (found.started.citizen, found.started.agent)]
    assert waits == pytest.approx([20, 10])


def test_a_step_that_joins_each_arrival_begins_anew(sketch: Sketch) -> None:
    found = solved(sketch({"a": START, "b": {"work": "PT2M"}, "c": {}, "d": {"join": "each", "work": "PT5M"},
                           "e": END},
                          [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "e")]))
    assert found.visits["d"] == pytest.approx(2)
    assert found.visits["e"] == pytest.approx(1)
    assert mean_of(found) == pytest.approx(7)


def test_a_join_waits_in_its_own_round_only(sketch: Sketch) -> None:
    """Two branches inside a loop do not wait for each other's next round."""
    found = solved(sketch({"a": START, "f": {}, "b": {"work": "PT4M"}, "c": {"work": "PT6M"},
                           "j": {"kind": "decision"}, "e": END},
                          [("a", "f"), ("f", "b"), ("f", "c"), ("b", "j"), ("c", "j"),
                           ("j", "f", {"probability": 0.5}), ("j", "e")]))
    assert found.visits["b"] == pytest.approx(2)
    assert mean_of(found) == pytest.approx(12)


def test_a_branch_that_just_ends_does_not_block(sketch: Sketch) -> None:
    found = solved(sketch({"a": START, "s": {"lane": "support", "work": "PT50M"}, "e": {**END, "work": "PT5M"}},
                          [("a", "s"), ("a", "e")]))
    assert shares(found) == {"granted": 1.0}
    assert mean_of(found) == pytest.approx(5)


def test_the_gravest_of_parallel_outcomes_counts_and_the_last_one_ends_the_journey(sketch: Sketch) -> None:
    found = solved(sketch({"a": START, "b": {"kind": "outcome", "outcome": "abandoned", "work": "PT3M"},
                           "c": {"work": "PT9M"}, "e": END}, [("a", "b"), ("a", "c"), ("c", "e")]))
    assert shares(found) == {"abandoned": 1.0}
    assert found.completion.value == 0.0
    assert mean_of(found) == pytest.approx(9)


@pytest.mark.parametrize("runs", [None, 50])
def test_a_journey_that_never_ends_is_told_and_blocked(sketch: Sketch, runs: int | None) -> None:
    document = sketch({"a": START, "b": {"work": "PT1M", "split": "one"}, "c": {"split": "one"}},
                      [("a", "b"), ("b", "c"), ("c", "b")])
    found = measure_all(document, runs=runs)
    assert found.everybody is not None
    assert shares(found.everybody) == {"blocked": 1.0}
    assert any("for ever" in str(gap) for gap in found.gaps)


def test_tokens_that_multiply_for_ever_are_told_and_blocked(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"work": "PT1M", "join": "each"}, "c": {"join": "each"}, "e": END},
                      [("a", "b"), ("b", "c"), ("b", "b"), ("c", "b"), ("c", "e")])
    found = measure_all(document)
    assert found.everybody is not None
    assert shares(found.everybody) == {"blocked": 1.0}
    assert any("for ever" in str(gap) for gap in found.gaps)


def test_no_journey_is_no_measure(sketch: Sketch) -> None:
    assert str(measure_all(sketch({})).gaps[0]) == "There is no step yet: nothing to measure."
    found = measure_all(sketch({"a": {}, "b": {}}))
    assert found.everybody is None
    assert found.personas == ()
    assert str(found.gaps[0]).startswith("No journey begins")


def test_gaps_tell_what_was_assumed(sketch: Sketch) -> None:
    document = sketch({"a": START, "d": {"kind": "decision"}, "p": {}, "x": {}, "e": {"kind": "outcome"}},
                      [("a", "d"), ("d", "p", {"probability": 0.5}), ("d", "e", {"probability": 0.2}),
                       ("p", "e", {"probability": 0.5}), ("p", "d", {"probability": 0.5})])
    told = " ".join(str(gap) for gap in measure_all(document).gaps)
    for part in ("“Do x”", "does not say which kind it is", "do not add up", "have probabilities"):
        assert part in told


def test_a_three_point_time_beside_another_is_within_its_tolerance(sketch: Sketch) -> None:
    """E[max(PERT, c)] against the integral of 1 − F, by the midpoint rule on 100,000 cells."""
    low, mode, high, other = 2.0, 5.0, 12.0, 6.0
    document = sketch({"a": START, "b": {"work": {"min": "PT2M", "mode": "PT5M", "max": "PT12M"}},
                       "c": {"work": "PT6M"}, "e": END}, [("a", "b"), ("a", "c"), ("b", "e"), ("c", "e")])
    cells = 100_000
    first, second = 4 * (mode - low) / (high - low), 4 * (high - mode) / (high - low)
    density = [((i + 0.5) / cells) ** first * (1 - (i + 0.5) / cells) ** second for i in range(cells)]
    expected = sum(max(other, low + (high - low) * (i + 0.5) / cells) * weight
                   for i, weight in enumerate(density)) / sum(density)
    found = solved(document)
    assert found.method == "exact"
    assert mean_of(found) == pytest.approx(expected, abs=(high - low) / (8 * 32**2))
    assert effort(found, "citizen") == pytest.approx((low + 4 * mode + high) / 6 + other)


def test_mixed_laws_are_simulated_with_runs_seed_and_percentiles(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"work": {"mean": "PT10M", "distribution": "exponential"}},
                       "c": {"work": "PT10M"}, "e": END}, [("a", "b"), ("a", "c"), ("b", "e"), ("c", "e")])
    found = solved(document)
    assert (found.method, found.runs, found.seed) == ("simulated", 2000, 1)
    # E[max(Exp(10), 10)] = 10 + 10/e
    assert mean_of(found) == pytest.approx(10 + 10 / 2.718281828, abs=4 * 9 / 2000**0.5)
    assert found.started.elapsed.p50_minutes.value == pytest.approx(10)
    assert found.started.elapsed.p90_minutes.value == pytest.approx(23.03, abs=2)
    assert need(found.started.elapsed.p95_minutes.value) > need(found.started.elapsed.p90_minutes.value)
