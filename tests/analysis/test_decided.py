"""Those who get an answer, and those who do not: never averaged, and each told beside the other."""

from __future__ import annotations

import random
from dataclasses import replace
from math import exp, sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.conftest import Sketch
from tests.analysis.plain_figures import decided_of, effort, mean_of, minutes_of, shares, value
from visavis.blueprint.analysis import Figure, JourneyMeasures, Measures, measure_all, measure_journeys
from visavis.blueprint.analysis.measures.measure import MeasuredJourney, measure

START = {"kind": "start", "work": "PT0M"}
END = {"kind": "outcome", "outcome": "granted"}
NO = {"kind": "outcome", "outcome": "refused"}
GONE = {"kind": "outcome", "outcome": "abandoned"}
DAY = 24 * 60.0


def exact(number: float) -> Any:
    return pytest.approx(number, rel=1e-9, abs=1e-9)


def solved(document: Any) -> JourneyMeasures:
    found = measure(document)
    assert found is not None
    assert found.method == "exact"
    return found


def one(chance: float) -> dict[str, float]:
    return {"probability": chance}


def shut_out(sketch: Sketch, leaving: float, **head: Any) -> Any:
    """Some give up after ten minutes; the others wait 82 days for a decision, granted or refused."""
    return sketch({"a": {"kind": "start", "work": "PT10M", "split": "one"}, "x": GONE,
                   "w": {"kind": "wait", "wait": "P82D"}, "d": {"lane": "front", "kind": "decision", "work": "PT30M"},
                   "e": END, "n": NO},
                  [("a", "x", one(leaving)), ("a", "w", one(1 - leaving)), ("w", "d"), ("d", "e", one(0.75)),
                   ("d", "n", one(0.25))], **head)


@pytest.mark.parametrize("leaving", [0.0, 0.2, 0.45, 0.999])
def test_the_delay_of_an_answer_is_the_same_however_many_are_shut_out(sketch: Sketch, leaving: float) -> None:
    found = solved(shut_out(sketch, leaving))
    answered, stay = decided_of(found), 82 * DAY + 40
    assert minutes_of(answered.elapsed) == [exact(stay), exact(stay), exact(stay), exact(stay), pytest.approx(0, abs=1e-3)]
    assert (answered.agent.work_minutes.value, answered.citizen.work_minutes.value) == (exact(30), exact(10))
    assert (found.granted.value, found.completion.value) == (exact(0.75 * (1 - leaving)), exact(1 - leaving))
    assert found.lost_share.value == exact(leaving)
    # What the organisation must staff is told of all who start.
    assert effort(found, "agent") == exact(30 * (1 - leaving))
    assert mean_of(found) == exact(10 + (stay - 10) * (1 - leaving))
    assert found.headline_cases is answered


def test_where_nobody_is_decided_there_is_no_delay_of_an_answer(sketch: Sketch) -> None:
    found = solved(shut_out(sketch, 1.0))
    assert found.decided is None
    assert (found.granted, found.completion) == (Figure(0.0), Figure(0.0))
    assert found.headline_cases is found.started
    played = measure(shut_out(sketch, 1.0), runs=50)
    assert played is not None
    assert played.decided is None
    # That fifty of fifty gave up does not prove that no one would stay.
    assert value(played.completion) == 0
    assert (played.completion.standard_error or 0) > 0


def test_conditioned_rounds_are_shorter_than_those_of_all(sketch: Sketch) -> None:
    """A check that sends a half back, a fifth away: of those who pass, rounds are geometric with a half."""
    found = solved(sketch({"c": {"lane": "front", "kind": "decision", "work": "PT10M"}, "e": END, "x": GONE,
                           "f": {"work": "PT60M"}, "g": {"kind": "decision", "work": "PT0M"}},
                          [("c", "e", one(0.5)), ("c", "f", one(0.5)), ("f", "g"), ("g", "c", one(0.6)),
                           ("g", "x", one(0.4))]))
    back = 0.5 * 0.6
    assert found.completion.value == exact(0.5 / (1 - back))
    answered = decided_of(found)
    # Decided with n rounds before: 0.5 · 0.3ⁿ, of all decided (1 − 0.3) · 0.3ⁿ.
    assert answered.visits["c"] == exact(1 / (1 - back))
    assert answered.visits["f"] == exact(back / (1 - back))
    assert answered.elapsed.mean_minutes.value == exact(10 + 70 * back / (1 - back))
    assert answered.elapsed.sd_minutes.value == exact(70 * sqrt(back) / (1 - back))
    assert found.visits["f"] == exact(0.5 / (1 - back))


def test_everybodys_answer_is_mixed_by_how_many_are_answered(sketch: Sketch) -> None:
    """Ann is 3/4 and gets an answer in half of the cases, after 10 minutes; Bob always, after 100."""
    document = sketch({"a": {**START, "split": "one"}, "b": {"work": "PT10M", "split": "one"}, "c": {"work": "PT100M"},
                       "x": GONE, "e": END},
                      [("a", "b", {"only_for": ["ann"]}), ("a", "c", {"only_for": ["bob"]}), ("b", "e", one(0.5)),
                       ("b", "x", one(0.5)), ("c", "e")],
                      personas=[{"id": "ann", "name": "Ann", "weight": 3}, {"id": "bob", "name": "Bob"}])
    found = measure_all(document)
    assert found.everybody is not None
    together = decided_of(found.everybody)
    assert found.everybody.completion.value == exact(0.375 + 0.25)
    assert together.elapsed.mean_minutes.value == exact((0.375 * 10 + 0.25 * 100) / 0.625)
    assert together.visits == {"a": exact(1), "b": exact(0.6), "c": exact(0.4), "x": 0, "e": exact(1)}
    assert together.elapsed.sd_minutes.value == exact(90 * sqrt(0.6 * 0.4))
    assert (together.elapsed.p50_minutes.value, together.elapsed.p90_minutes.value) == (10, 100)
    assert mean_of(found.everybody) == exact(0.75 * 10 + 0.25 * 100)


def test_a_persona_whom_nothing_reaches_leaves_the_others_answer_alone(sketch: Sketch) -> None:
    people = [{"id": "ann", "name": "Ann", "weight": 9, "channels": ["phone"]}, {"id": "bob", "name": "Bob"}]
    document = sketch({"a": {**START}, "b": {"channel": "web", "work": "PT100M"}, "e": END}, [("a", "b"), ("b", "e")],
                      personas=people)
    found = measure_all(document)
    assert found.everybody is not None
    assert decided_of(found.everybody).elapsed.mean_minutes.value == exact(100)
    assert mean_of(found.everybody) == exact(10)
    assert [persona.decided is None for persona in found.personas] == [True, False]
    assert shares(found.everybody) == {"granted": exact(0.1), "blocked": exact(0.9)}


@pytest.mark.parametrize(("outcomes", "worst"), [
    (("granted", "refused"), "refused"), (("refused", None), "unspecified"), ((None, "expired"), "expired"),
    (("expired", "abandoned"), "abandoned"), (("granted", "unspecified"), "unspecified"),
    (("abandoned", "refused"), "abandoned"),
])
@pytest.mark.parametrize("runs", [None, 40])
def test_the_gravest_of_two_branches_ends(sketch: Sketch, runs: int | None, outcomes: tuple[str | None, ...],
                                          worst: str) -> None:
    ends = {f"o{place}": {"kind": "outcome", **({"outcome": name} if name else {})}
            for place, name in enumerate(outcomes)}
    document = sketch({"a": START, **ends}, [("a", "o0"), ("a", "o1")])
    found = measure(document, runs=runs)
    assert found is not None
    assert shares(found) == {worst: 1.0}
    assert (found.decided is not None) is (worst == "refused")
    assert found.granted.at_least is found.completion.at_least is (worst == "unspecified")


def test_a_fall_that_the_drawing_leaves_open_is_a_lower_bound(sketch: Sketch) -> None:
    """Three in ten come to the drawing's end without an outcome: 70 % at least are granted, and no one is lost."""
    found = solved(sketch({"a": {"kind": "start", "split": "one", "work": "PT1M"}, "b": {"work": "PT5M"}, "e": END},
                          [("a", "b", one(0.3)), ("a", "e", one(0.7))]))
    assert shares(found) == {"granted": exact(0.7), "unspecified": exact(0.3)}
    assert (found.granted.at_least, found.completion.at_least) == (True, True)
    assert found.lost_share.value == 0
    # Those who are decided go straight on.
    assert decided_of(found).elapsed.mean_minutes.value == exact(1)


def test_one_journey_alone_has_no_standard_error_of_its_mean(sketch: Sketch) -> None:
    document = sketch({"a": {"kind": "start", "work": {"min": "PT1M", "mode": "PT5M", "max": "PT9M"}}, "e": END},
                      [("a", "e")])
    once, often = measure(document, runs=1), measure(document, runs=900)
    assert once is not None
    assert often is not None
    assert once.runs == 1
    assert once.started.elapsed.mean_minutes.standard_error is None
    assert (once.granted.standard_error or 0) == pytest.approx(sqrt(3 / 5 * 2 / 5 / 5))
    spread = value(often.started.elapsed.sd_minutes)
    assert often.started.elapsed.mean_minutes.standard_error == pytest.approx(spread / 30)


def walk_of(document: Any, runs: int | None = None) -> MeasuredJourney:
    (walk,) = measure_journeys(document, runs=runs).journeys
    return walk


def test_how_many_take_longer_comes_from_the_law(sketch: Sketch) -> None:
    """Rounds of 10 minutes, each again with a half: longer than 25 minutes is a third round, a quarter of them."""
    document = sketch({"a": {"kind": "decision", "work": "PT10M"}, "e": END}, [("a", "a", one(0.5)), ("a", "e", one(0.5))])
    walk = walk_of(document)
    assert [walk.longer_than(minutes).value for minutes in (9, 10, 25, 1e6)] == [exact(1), exact(0.5), exact(0.25), 0]
    assert walk.longer_than(25).standard_error is None
    played = walk_of(document, runs=900).longer_than(25)
    assert played.value == pytest.approx(0.25, abs=4.5 * (played.standard_error or 0))


def test_how_many_take_longer_where_times_are_random_is_played(sketch: Sketch) -> None:
    time = {"mean": "PT30M", "distribution": "exponential"}
    walk = walk_of(sketch({"a": {"kind": "start", "work": time}, "e": END}, [("a", "e")]))
    for minutes in (10, 60):
        share = walk.longer_than(minutes)
        assert 0 < (share.standard_error or 0) < 0.01
        assert share.value == pytest.approx(exp(-minutes / 30), abs=4.5 * (share.standard_error or 0))


def test_how_many_take_longer_is_a_lower_bound_or_unknown(sketch: Sketch) -> None:
    """A time that is missing may make more of them late; a chance that is missing leaves nothing known."""
    untimed = walk_of(sketch({"a": {"kind": "start", "work": "PT30M"}, "b": {}, "e": END}, [("a", "b"), ("b", "e")]))
    assert untimed.longer_than(20) == Figure(1.0, at_least=True)
    assert untimed.longer_than(40) == Figure(0.0, at_least=True)
    guessed = walk_of(sketch({"a": {"kind": "decision", "work": "PT30M"}, "b": {"work": "PT9M"}, "e": END},
                             [("a", "b"), ("a", "e"), ("b", "e")]))
    assert guessed.longer_than(20).value is None


def branching(seed: int) -> tuple[dict[str, dict[str, Any]], list[tuple[Any, ...]]]:
    """Draw one token's way: decisions forward and back, four ends."""
    draw = random.Random(seed)
    steps: dict[str, dict[str, Any]] = {"go": {"kind": "start", "split": "one", "work": "PT2M"}}
    for number in range(6):
        steps[f"s{number}"] = {"kind": "decision", "work": f"PT{draw.randint(0, 20)}M", "wait": f"PT{draw.randint(0, 9)}M",
                               "lane": draw.choice(["citizen", "front", "partner"])}
    ends = [f"end{number}" for number in range(3)]
    names = [*steps, *ends]
    flows: list[tuple[Any, ...]] = []
    for index, source in enumerate(list(steps)):
        targets = [draw.choice(names[index + 1:]), draw.choice(ends), draw.choice(names[1:index + 2])]
        parts = [draw.randint(1, 4) for _ in targets]
        flows.extend((source, target, one(part / sum(parts))) for target, part in zip(targets, parts, strict=True))
    return steps, flows


@given(seed=st.integers(0, 2000))
def test_all_who_start_are_those_who_come_to_each_end(sketch: Sketch, seed: int) -> None:
    """The law of total expectation: with one end granted after the other, the parts add up to the whole."""
    steps, flows = branching(seed)
    ends = [f"end{number}" for number in range(3)]

    def granting(granted: str) -> JourneyMeasures:
        return solved(sketch({**steps, **{end: END if end == granted else GONE for end in ends}}, flows))

    parts = [found for end in ends if (found := granting(end)).decided is not None]
    whole = parts[0]
    weights = [value(found.completion) for found in parts]
    assert sum(weights) == exact(1)
    for name in ("citizen", "agent", "partner"):
        each = [value(getattr(decided_of(found), name).work_minutes) for found in parts]
        assert sum(weight * part for weight, part in zip(weights, each, strict=True)) == exact(effort(whole, name))
    means = [value(decided_of(found).elapsed.mean_minutes) for found in parts]
    assert sum(weight * part for weight, part in zip(weights, means, strict=True)) == exact(mean_of(whole))
    within = [value(decided_of(found).elapsed.sd_minutes)**2 for found in parts]
    spread = sum(weight * (inside + (part - mean_of(whole))**2)
                 for weight, inside, part in zip(weights, within, means, strict=True))
    assert sqrt(spread) == pytest.approx(value(whole.started.elapsed.sd_minutes), rel=1e-6, abs=1e-4)
    for step in steps:
        assert sum(weight * decided_of(found).visits[step] for weight, found in zip(weights, parts, strict=True)
                   ) == exact(whole.visits[step])


def test_weights_that_are_nothing_count_alike(sketch: Sketch) -> None:
    people = [{"id": name, "name": name, "weight": 0} for name in ("ann", "bob")]
    found: Measures = measure_all(shut_out(sketch, 0.25, personas=people))
    assert found.everybody is not None
    assert value(found.everybody.completion) == exact(0.75)
    assert replace(found.personas[0], persona="bob") == found.personas[1]
