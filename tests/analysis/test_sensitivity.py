"""What small changes are worth: published slopes, and the difference that the change itself makes."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import json_schema
from tests.analysis.conftest import Sketch
from tests.analysis.plain_figures import effort, mean_of
from tests.need import need
from visavis.blueprint.analysis import Cancelled, JourneyMeasures, measure_all, sensitivities
from visavis.blueprint.analysis.measures.measure import measure
from visavis.blueprint.analysis.measures.sensitivity import BranchWorth, StepWorth
from visavis.blueprint.analysis.reports.analysis_json import measures_json, measures_schema

DAY = 24 * 60.0
START = {"kind": "start"}
END = {"kind": "outcome", "outcome": "granted"}
NO = {"kind": "outcome", "outcome": "refused"}
GONE = {"kind": "outcome", "outcome": "abandoned"}


def exact(value: float) -> Any:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def one(chance: float) -> dict[str, float]:
    return {"probability": chance}


def steps_of(document: Any) -> dict[str, StepWorth]:
    return {found.step: found for found in sensitivities(document).steps}


def branches_of(document: Any) -> dict[tuple[str, str], BranchWorth]:
    return {(found.step, found.target): found for found in sensitivities(document).branches}


def solved(document: Any) -> JourneyMeasures:
    found = measure(document)
    assert found is not None
    return found


@pytest.fixture
def credit(sketch: Sketch) -> Any:
    """Dumas's credit application (Fundamentals of BPM, ch. 7), in days."""
    times = {"check": "PT24H", "history": "PT24H", "income": "PT72H", "assess": "PT72H", "offer": "PT24H",
             "reject": "PT48H"}
    steps: dict[str, Any] = {name: {"lane": "front", "work": time} for name, time in times.items()}
    steps["check"] |= {"kind": "decision"}
    steps["assess"] |= {"kind": "decision"}
    steps["offer"] |= END
    steps["reject"] |= NO
    return sketch({"go": START, **steps, "fork": {}}, [
        ("go", "check"), ("check", "check", one(0.2)), ("check", "fork", one(0.8)), ("fork", "history"),
        ("fork", "income"), ("history", "assess"), ("income", "assess"), ("assess", "offer", one(0.6)),
        ("assess", "reject", one(0.4))])


def test_a_minute_less_is_worth_its_visits_unless_something_else_is_later(credit: Any) -> None:
    found = steps_of(credit)
    elapsed = {"check": 1.25, "history": 0, "income": 1, "assess": 1, "offer": 0.6, "reject": 0.4}
    assert {step: one.elapsed_minutes for step, one in found.items()} == {step: exact(n) for step, n in elapsed.items()}
    assert {step: one.agent_minutes for step, one in found.items()} == {
        step: exact(n) for step, n in {**elapsed, "history": 1}.items()}
    assert {one.citizen_minutes for one in found.values()} == {0.0}
    assert next(iter(found)) == "check"


def test_ten_points_more_granted_save_a_tenth_of_a_day(credit: Any) -> None:
    found = branches_of(credit)
    assert 10 * found["assess", "offer"].elapsed_minutes == exact(-0.10 * DAY)
    assert 10 * found["assess", "reject"].elapsed_minutes == exact(0.10 * DAY)
    # d/dr of 1 / (1 − r) days is 1 / 0.64.
    assert found["check", "check"].elapsed_minutes == exact(0.01 * DAY / 0.64)
    assert found["check", "check"].probability == exact(0.2)


def test_completion_ranks_first_and_a_branch_takes_from_its_siblings_in_proportion(sketch: Sketch) -> None:
    document = sketch({"a": {**START, "split": "one", "work": "PT1M"}, "b": {"work": "PT10M"},
                       "c": {"lane": "front", "work": "PT20M"}, "x": {"kind": "decision", "work": "PT1M"},
                       "y": {"work": "PT900M"}, "e": END, "n": GONE},
                      [("a", "b", one(0.5)), ("a", "c", one(0.3)), ("a", "n", one(0.2)), ("b", "x"), ("c", "x"),
                       ("x", "y", one(0.5)), ("x", "e", one(0.5)), ("y", "e")])
    found = branches_of(document)
    assert next(iter(found)) == ("a", "n")
    # To b from c (3/5) and n (2/5); beyond b and c lie x, one minute, and y with a half.
    assert found["a", "b"].completion == exact(0.01 * 0.4)
    assert found["a", "b"].citizen_minutes == exact(0.01 * (10 + 451 - 0.6 * 451))
    assert found["a", "b"].agent_minutes == exact(0.01 * -0.6 * 20)
    assert found["a", "b"].elapsed_minutes == exact(0.01 * (461 - 0.6 * 471))


def test_failures_keep_their_chance(sketch: Sketch) -> None:
    document = sketch({"a": {**START, "split": "one", "fails": 0.5, "fallback": "c"}, "b": {"work": "PT10M"},
                       "c": {"work": "PT20M"}, "e": END},
                      [("a", "b", one(0.5)), ("a", "c", one(0.5)), ("b", "e"), ("c", "e")])
    assert branches_of(document)["a", "b"].elapsed_minutes == exact(0.5 * 0.01 * -10)


def test_limited_loops_and_time_after_an_outcome(sketch: Sketch) -> None:
    limited = sketch({"a": {"kind": "decision", "work": "PT10M"}, "e": END},
                     [("a", "a", {**one(0.2), "max_times": 2}), ("a", "e", one(0.8))])
    # Visits are 1 + r + r².
    assert branches_of(limited)["a", "a"].elapsed_minutes == exact(0.01 * 10 * (1 + 2 * 0.2))
    after = sketch({"a": START, "b": {**NO, "work": "PT3M"}, "c": {"work": "PT9M", "kind": "decision"}, "n": {},
                    "d": {"work": "PT6M"}, "e": END},
                   [("a", "b"), ("a", "c"), ("c", "d", one(0.5)), ("c", "n", one(0.5)), ("d", "e")])
    found = branches_of(after)["c", "d"]
    assert found.elapsed_minutes == exact(0.01 * 12)
    assert steps_of(after)["c"].elapsed_minutes == exact(0.5)
    assert steps_of(after)["b"].elapsed_minutes == exact(0.5)


def test_a_decision_inside_a_parallel_block(sketch: Sketch) -> None:
    """Beside 25 minutes, rounds of 10 with r = 0.4: E = 25 (1 − r²) + 10 r² (2 + 1 / (1 − r)), and its slope."""
    document = sketch({"a": START, "b": {"lane": "front", "kind": "decision", "work": "PT10M"}, "x": {},
                       "c": {"work": "PT25M"}, "j": {}, "e": END},
                      [("a", "b"), ("a", "c"), ("b", "b", one(0.4)), ("b", "x", one(0.6)), ("x", "j"), ("c", "j"),
                       ("j", "e")])
    slope = -50 * 0.4 + 20 * 0.4 * (2 + 1 / 0.6) + 10 * 0.16 / 0.36
    found = branches_of(document)["b", "b"]
    assert found.elapsed_minutes == pytest.approx(0.01 * slope, rel=1e-7)
    assert found.agent_minutes == pytest.approx(0.01 * 10 / 0.36, rel=1e-7)
    assert (found.citizen_minutes, found.completion) == (0.0, 0.0)
    # A minute less counts in every round of journeys with more than two; the others wait for c anyway.
    assert steps_of(document)["b"].elapsed_minutes == exact(0.16 * (2 + 1 / 0.6))
    # c is the later one with at most two rounds.
    assert steps_of(document)["c"].elapsed_minutes == exact(0.84)


def test_exponential_times_beside_each_other_share_what_a_minute_is_worth(sketch: Sketch) -> None:
    law = {"distribution": "exponential"}
    document = sketch({"a": START, "b": {"work": {"mean": "PT10M", **law}}, "c": {"work": {"mean": "PT30M", **law}},
                       "e": END}, [("a", "b"), ("a", "c"), ("b", "e"), ("c", "e")])

    def later(first: float, second: float) -> float:
        return first + second - first * second / (first + second)

    assert steps_of(document)["b"].elapsed_minutes == exact(later(10, 30) - later(9, 30))
    assert steps_of(document)["c"].elapsed_minutes == exact(later(10, 30) - later(10, 29))


def test_a_step_of_seconds_and_steps_that_only_wait_or_take_no_time(sketch: Sketch) -> None:
    document = sketch({"a": {**START, "work": "PT30S"}, "w": {"kind": "wait", "wait": "P1D"}, "z": {}, "x": {},
                       "u": {"work": "PT30S"}, "e": END},
                      [("a", "w"), ("w", "u"), ("w", "z"), ("u", "e"), ("z", "e")])
    found = steps_of(document)
    assert set(found) == {"a", "w", "u"}
    assert (found["w"].elapsed_minutes, found["w"].citizen_minutes) == (exact(1), 0.0)
    assert found["u"] == StepWorth("u", 1.0, exact(1.0), 1.0, 0.0)


def test_personas_weigh_and_those_without_a_choice_do_not_count(sketch: Sketch) -> None:
    people = [{"id": "ann", "name": "Ann", "weight": 3, "channels": ["phone"]},
              {"id": "bob", "name": "Bob", "weight": 1, "channels": ["web"]}]
    document = sketch({"a": {**START, "split": "one"}, "b": {"work": "PT10M", "channel": "phone"},
                       "c": {"work": "PT20M"}, "e": END},
                      [("a", "b", one(0.5)), ("a", "c", {**one(0.5), "only_for": ["ann"]}), ("b", "e"), ("c", "e")],
                      personas=people)
    steps, branches = steps_of(document), branches_of(document)
    assert steps["b"].visits == steps["b"].elapsed_minutes == exact(0.75 * 0.5)
    assert branches["a", "b"].probability == exact(0.5)
    assert branches["a", "b"].elapsed_minutes == exact(0.75 * 0.01 * -10)


def test_without_an_exact_solution_only_efforts_are_told(sketch: Sketch) -> None:
    random_time = {"mean": "PT10M", "distribution": "exponential"}
    document = sketch({"a": {**START, "split": "one"}, "f": {}, "b": {"work": random_time}, "c": {"work": "PT10M"}, "e": END},
                      [("a", "f", one(0.5)), ("a", "e", one(0.5)), ("f", "b"), ("f", "c"), ("b", "e"), ("c", "e")])
    found = sensitivities(document)
    assert not found.is_exact
    assert found.branches == ()
    assert {worth.step: worth.elapsed_minutes for worth in found.steps} == {"b": None, "c": None}
    assert all(worth.citizen_minutes == worth.visits > 0 for worth in found.steps)


def test_no_journey_is_no_worth_and_nobody_waits_when_cancelled(sketch: Sketch, credit: Any) -> None:
    assert sensitivities(sketch({})).steps == ()
    answers = iter([False, *[True] * 99])
    with pytest.raises(Cancelled):
        sensitivities(credit, lambda: next(answers))


def test_measures_tell_it_when_asked(credit: Any) -> None:
    told = measures_json(credit, measure_all(credit), sensitivities(credit))
    json_schema.validate(told, measures_schema())
    assert told["sensitivities"]["is_exact"] is True
    assert list(told["sensitivities"]["steps"][0]) == ["step", "visits", "elapsed_minutes", "citizen_minutes",
                                                       "agent_minutes"]
    assert "sensitivities" not in measures_json(credit, measure_all(credit))


def tangle(seed: int) -> tuple[dict[str, dict[str, Any]], list[tuple[Any, ...]]]:
    """Draw ways that cross, run beside each other, fail and go round, with whole minutes and several outcomes."""
    draw = random.Random(seed)
    steps: dict[str, dict[str, Any]] = {"go": {"kind": "start"}}
    for number in range(7):
        steps[f"s{number}"] = {"kind": draw.choice(["action", "action", "decision"]), "work": f"PT{draw.randint(2, 20)}M",
                               "lane": draw.choice(["citizen", "front"]), "fails": draw.choice([0, 0, 0.1])}
    steps |= {"yes": END, "no": GONE}
    names = list(steps)
    flows: list[tuple[Any, ...]] = []
    for index, source in enumerate(names[:-2]):
        after = sorted(draw.sample(names[index + 1:], k=min(draw.randint(1, 3), len(names) - index - 1)))
        shares = [draw.randint(1, 4) for _ in after]
        told = [{"probability": share / sum(shares)} if steps[source]["kind"] == "decision" else {} for share in shares]
        flows.extend(zip([source] * len(after), after, told, strict=True))
    return steps, flows


def moved(flows: list[tuple[Any, ...]], source: str, target: str, more: float) -> list[tuple[Any, ...]]:
    told = next(flow[2]["probability"] for flow in flows if flow[:2] == (source, target))
    return [flow if flow[0] != source else
            (*flow[:2], {"probability": told + more if flow[1] == target else
                         flow[2]["probability"] * (1 - more / (1 - told))}) for flow in flows]


@given(seed=st.integers(0, 400))
def test_worths_are_the_differences_that_the_changes_make(sketch: Sketch, seed: int) -> None:
    steps, flows = tangle(seed)
    document = sketch(steps, flows)
    before, found = solved(document), sensitivities(document)
    assert found.is_exact
    for worth in found.steps:
        shorter = {**steps, worth.step: {**steps[worth.step],
                                         "work": f"PT{int(steps[worth.step]['work'][2:-1]) - 1}M"}}
        then = solved(sketch(shorter, flows))
        assert worth.elapsed_minutes == pytest.approx(
            mean_of(before) - mean_of(then), abs=1e-6), worth
        assert worth.citizen_minutes == pytest.approx(effort(before, "citizen") - effort(then, "citizen"), abs=1e-6)
        assert worth.agent_minutes == pytest.approx(effort(before, "agent") - effort(then, "agent"), abs=1e-6)
    for branch in found.branches:
        above, below = (solved(sketch(steps, moved(flows, branch.step, branch.target, more))) for more in (5e-4, -5e-4))
        for slope, high, low in ((branch.elapsed_minutes, mean_of(above), mean_of(below)),
                                 (branch.citizen_minutes, effort(above, "citizen"), effort(below, "citizen")),
                                 (branch.agent_minutes, effort(above, "agent"), effort(below, "agent")),
                                 (branch.completion, above.completion.value, below.completion.value)):
            assert slope == pytest.approx((need(high) - need(low)) * 10, rel=1e-4, abs=1e-5), branch
