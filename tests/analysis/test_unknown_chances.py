"""Probabilities that no one gave: what rests on them has no value, and what does not keeps it."""

from __future__ import annotations

from math import isnan
from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.plain_figures import decided_of, effort, mean_of, shares, value
from visavis.blueprint.analysis import RULES, JourneyMeasures, analyse, measure_all
from visavis.blueprint.analysis.measures.measure import measure

START = {"kind": "start", "work": "PT5M"}
END = {"kind": "outcome", "outcome": "granted"}
NO = {"kind": "outcome", "outcome": "refused"}
GONE = {"kind": "outcome", "outcome": "abandoned"}
HOW = pytest.mark.parametrize("runs", [None, 200])


def walked(document: Any, runs: int | None = None) -> JourneyMeasures:
    found = measure(document, runs=runs)
    assert found is not None
    return found


def fork(sketch: Sketch, first: float | None, second: float | None, *more: float | None) -> Any:
    """One decision with two ways (or more), of 20 minutes each, to different ends."""
    ways = [first, second, *more]
    steps: dict[str, Any] = {"a": START, "d": {"kind": "decision", "lane": "front", "work": "PT7M"}}
    flows: list[tuple[Any, ...]] = [("a", "d")]
    for place, chance in enumerate(ways):
        steps |= {f"s{place}": {"work": "PT20M"}, f"o{place}": (END, NO, GONE)[place]}
        flows += [("d", f"s{place}", {} if chance is None else {"probability": chance}), (f"s{place}", f"o{place}")]
    return sketch(steps, flows)


@HOW
def test_shares_that_nobody_gave_are_not_a_third_each(sketch: Sketch, runs: int | None) -> None:
    found = walked(fork(sketch, None, None, None), runs)
    assert {share.value for share in found.outcomes.values()} == {None}
    assert (found.granted.value, found.completion.value, found.lost_share.value) == (None, None, None)
    assert [isnan(found.visits[step]) for step in ("a", "d", "s0", "o0", "s2")] == [False, False, True, True, True]
    assert found.missing.probability == ("f1", "f3", "f5")


@HOW
def test_measured_twice_it_is_the_same(sketch: Sketch, runs: int | None) -> None:
    people = [{"id": "ann", "name": "Ann", "weight": 3}, {"id": "bob", "name": "Bob", "channels": ["phone"]}]
    document = fork(sketch, None, None)
    document = document.replace(head=document.head.model_copy(update={
        "personas": sketch({}, [], personas=people).head.personas}))
    assert measure_all(document, runs=runs) == measure_all(document, runs=runs)


def test_what_is_the_same_on_every_way_is_known(sketch: Sketch) -> None:
    """Whoever they are, they have worked 25 minutes and the agent 7."""
    found = walked(fork(sketch, None, None, None))
    assert (mean_of(found), effort(found, "citizen"), effort(found, "agent")) == pytest.approx((32, 25, 7))
    assert decided_of(found).elapsed.mean_minutes.value == pytest.approx(32)


def test_what_differs_between_the_ways_is_not(sketch: Sketch) -> None:
    document = sketch({"a": START, "d": {"kind": "decision", "lane": "front", "work": "PT7M"}, "b": {"work": "PT20M"},
                       "e": END}, [("a", "d"), ("d", "b"), ("d", "e"), ("b", "e")])
    found = walked(document)
    assert found.started.elapsed.mean_minutes.value is None
    assert found.started.citizen.work_minutes.value is None
    assert effort(found, "agent") == pytest.approx(7)
    # All of them are granted, whichever way they come.
    assert shares(found) == {"granted": pytest.approx(1)}
    assert value(found.completion) == pytest.approx(1)
    assert found.visits["e"] == pytest.approx(1)


@pytest.mark.parametrize("given", [(0.3, None), (0.3, 0.7), (1 / 3, 2 / 3)])
def test_the_rest_of_one_is_known(sketch: Sketch, given: tuple[float | None, float | None]) -> None:
    found = walked(fork(sketch, *given))
    first = given[0] or 0.0
    assert shares(found) == {"granted": pytest.approx(first), "refused": pytest.approx(1 - first)}
    assert found.missing.probability == ()


@HOW
def test_a_lone_way_of_three_tenths_says_nothing_of_the_rest(sketch: Sketch, runs: int | None) -> None:
    """0.3 of them go on: no one says what the others do, and no one may say that all go on."""
    document = sketch({"a": START, "d": {"kind": "decision", "lane": "front", "work": "PT7M"}, "e": END},
                      [("a", "d"), ("d", "e", {"probability": 0.3})])
    found = walked(document, runs)
    assert found.granted.value is None
    assert found.completion.value is None
    assert isnan(found.visits["e"])
    assert found.missing.probability == ("f1",)
    if runs is None:
        assert mean_of(found) == pytest.approx(12)


@HOW
@pytest.mark.parametrize("given", [(0.8, 0.7), (1.0, 1.0), (0.5, 0.3), (0.9, 0.9, None)])
def test_what_does_not_add_up_is_known_by_nobody(sketch: Sketch, runs: int | None, given: Any) -> None:
    found = walked(fork(sketch, *given), runs)
    assert found.granted.value is None
    assert found.outcomes["refused"].value is None
    assert found.missing.probability == ("f1", "f3", "f5")[:len(given)]


@HOW
def test_only_what_lies_beyond_the_guess_is_unknown(sketch: Sketch, runs: int | None) -> None:
    """A known decision first: a fifth leave there, which a guess beyond it does not touch."""
    document = sketch({"a": {**START, "split": "one"}, "x": GONE, "d": {"kind": "decision", "lane": "front",
                                                                        "work": "PT7M"}, "e": END, "n": NO},
                      [("a", "x", {"probability": 0.2}), ("a", "d", {"probability": 0.8}), ("d", "e"), ("d", "n")])
    found = walked(document, runs)
    room = 1e-9 if runs is None else 4.5 * (0.16 / runs)**0.5
    assert found.visits["d"] == pytest.approx(0.8, abs=room)
    assert found.visits["x"] == pytest.approx(0.2, abs=room)
    assert found.granted.value is None
    if runs is None:
        # Eight tenths get some answer, whichever it is.
        assert value(found.completion) == pytest.approx(0.8)
        assert value(found.outcomes["abandoned"]) == pytest.approx(0.2)
        assert decided_of(found).elapsed.mean_minutes.value == pytest.approx(12)


def test_two_guesses_that_meet_again_are_unknown_only_between(sketch: Sketch) -> None:
    steps: dict[str, Any] = {"a": START, "d": {"kind": "decision", "work": "PT1M"}, "b": {"work": "PT2M"},
                             "c": {"work": "PT3M"}, "j": {"kind": "decision", "work": "PT4M"}, "e": END, "n": NO}
    found = walked(sketch(steps, [("a", "d"), ("d", "b"), ("d", "c"), ("b", "j"), ("c", "j"),
                                  ("j", "e", {"probability": 0.9}), ("j", "n", {"probability": 0.1})]))
    assert isnan(found.visits["b"])
    assert isnan(found.visits["c"])
    assert found.visits["j"] == pytest.approx(1)
    assert shares(found) == {"granted": pytest.approx(0.9), "refused": pytest.approx(0.1)}
    assert found.started.elapsed.mean_minutes.value is None


def test_ways_closed_to_a_persona_leave_the_others_chances_known(sketch: Sketch) -> None:
    """Ann has two ways of a fifth each, the rest is for others: a half each, and no one guessed."""
    people = [{"id": "ann", "name": "Ann"}, {"id": "bob", "name": "Bob"}]
    document = sketch({"a": {**START, "split": "one"}, "e": END, "n": NO, "x": GONE},
                      [("a", "e", {"probability": 0.2}), ("a", "n", {"probability": 0.2}),
                       ("a", "x", {"probability": 0.6, "only_for": ["bob"]})], personas=people)
    ann, bob = measure_all(document).personas
    assert shares(ann) == {"granted": pytest.approx(0.5), "refused": pytest.approx(0.5)}
    assert shares(bob) == {"granted": pytest.approx(0.2), "refused": pytest.approx(0.2),
                           "abandoned": pytest.approx(0.6)}
    assert (ann.missing.probability, bob.missing.probability) == ((), ())


def test_one_persona_who_is_not_known_leaves_everybody_unknown(sketch: Sketch) -> None:
    people = [{"id": "ann", "name": "Ann"}, {"id": "bob", "name": "Bob"}]
    document = sketch({"a": {**START, "split": "one"}, "b": {"split": "one", "work": "PT1M"}, "e": END, "n": NO},
                      [("a", "b", {"only_for": ["ann"]}), ("a", "e", {"only_for": ["bob"]}), ("b", "e"), ("b", "n")],
                      personas=people)
    found = measure_all(document)
    ann, bob = found.personas
    assert (ann.granted.value, value(bob.granted)) == (None, 1.0)
    assert found.everybody is not None
    assert found.everybody.granted.value is None
    assert value(found.everybody.completion) == pytest.approx(1)


def test_no_finding_is_made_of_a_guess(sketch: Sketch) -> None:
    """Whoever finds by shares that no one gave says instead that they are missing."""
    document = sketch({"a": START, "s": {"work": "PT5M", "split": "one"}, "x": GONE, "e": END},
                      [("a", "s"), ("s", "x"), ("s", "e")])
    report = analyse(document, RULES).frictions
    assert "dropout-cliff" in {gap.rule for gap in report.not_assessed}
    assert all(finding.share is None or finding.share == 1.0 for finding in report.findings)
