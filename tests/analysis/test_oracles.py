"""Published and hand-computed journeys, drawn as blueprints: the exact measures must meet them to 1e-9."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.plain_figures import decided_of, effort, mean_of, minutes_of, shares
from visavis.blueprint.analysis import JourneyMeasures
from visavis.blueprint.analysis.measures.measure import measure

DAY = 24 * 60.0
HOUR = 60.0


def exact(value: float) -> Any:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def solved(document: Any) -> JourneyMeasures:
    found = measure(document)
    assert found is not None
    assert found.method == "exact"
    return found


def one(chance: float) -> dict[str, float]:
    return {"probability": chance}


def test_the_sample_of_the_format(sketch: Sketch) -> None:
    document = sketch({
        "s1": {"kind": "start", "work": "PT35M"},
        "s2": {"lane": "front", "kind": "decision", "work": {"min": "PT3M", "mode": "PT5M", "max": "PT12M"}},
        "s3": {"work": "PT50M", "wait": "P1D"},
        "s4": {"lane": "back", "work": "PT8M"},
        "s5": {"kind": "wait", "wait": "P7D"},
        "s6": {"kind": "outcome", "outcome": "granted", "work": "PT2M"},
    }, [("s1", "s2", {"kind": "interaction"}), ("s2", "s3", {**one(0.3), "kind": "interaction"}),
        ("s3", "s2", {"kind": "interaction"}), ("s2", "s4", one(0.7)), ("s4", "s5", {"kind": "interaction"}),
        ("s5", "s6")])
    found = solved(document)
    second = (3 + 4 * 5 + 12) / 6 / 0.7
    assert effort(found, "citizen") == exact(35 + 50 * 0.3 / 0.7 + 2)
    assert effort(found, "agent") == exact(second + 8) == pytest.approx(16.33, abs=0.005)
    assert mean_of(found) == pytest.approx(10771.90, abs=0.005)
    assert found.started.citizen.wait_minutes.value == exact(mean_of(found) - effort(found, "citizen"))
    assert found.visits["s2"] == exact(1 / 0.7)
    assert shares(found) == {"granted": exact(1.0)}
    assert found.started.agent.cost.value == exact(second / 60 * 30)


def credit(sketch: Sketch, times: dict[str, Any], rework: float = 0.2, grant: float = 0.6) -> Any:
    """Draw Dumas's credit application (Fundamentals of BPM, ch. 7)."""
    steps = {name: {"lane": "front", "work": time} for name, time in times.items()}
    steps["check"] |= {"kind": "decision"}
    steps["assess"] |= {"kind": "decision"}
    steps["offer"] |= {"kind": "outcome", "outcome": "granted"}
    steps["reject"] |= {"kind": "outcome", "outcome": "refused"}
    steps["fork"] = {"lane": "front"}
    again = [("check", "check", one(rework))] if rework else []
    return sketch({"go": {"kind": "start"}, **steps}, [
        ("go", "check"), *again, ("check", "fork", one(1 - rework)), ("fork", "history"), ("fork", "income"),
        ("history", "assess"), ("income", "assess"), ("assess", "offer", one(grant)),
        ("assess", "reject", one(1 - grant))])


# Dumas counts calendar days; a day of work would be 7 hours of effort in 7/5 days.
IN_DAYS = {"check": "PT24H", "history": "PT24H", "income": "PT72H", "assess": "PT72H", "offer": "PT24H",
           "reject": "PT48H"}
OF_WORK = {name: f"P{int(time[2:-1]) // 24}D" for name, time in IN_DAYS.items()}
IN_HOURS = {"check": "PT2H", "history": "PT30M", "income": "PT3H", "assess": "PT2H", "offer": "PT2H",
            "reject": "PT30M"}


@pytest.mark.parametrize(("rework", "days"), [(0.2, 8.65), (0.0, 8.4)])
def test_credit_application_cycle_time(sketch: Sketch, rework: float, days: float) -> None:
    assert mean_of(solved(credit(sketch, IN_DAYS, rework))) == exact(days * DAY)


def test_the_credit_application_in_days_of_work(sketch: Sketch) -> None:
    """Each day of work is 7 hours of effort and 7/5 calendar days: 10 days of work are done in 1.4 · 8.65 days."""
    found = solved(credit(sketch, OF_WORK))
    assert mean_of(found) == exact(8.65 * 7 / 5 * DAY)
    assert effort(found, "agent") == exact((1.25 * 1 + 1 + 3 + 3 + 0.6 * 1 + 0.4 * 2) * 7 * HOUR)


def test_credit_application_processing_time_visits_and_effort(sketch: Sketch) -> None:
    found = solved(credit(sketch, IN_HOURS))
    assert mean_of(found) == exact(8.9 * HOUR)
    assert effort(found, "agent") == exact(9.4 * HOUR)
    visits = [found.visits[name] for name in ("check", "history", "income", "offer", "reject")]
    assert visits == [exact(1.25), exact(1), exact(1), exact(0.6), exact(0.4)]
    assert found.completion.value == exact(1.0)
    assert shares(found) == {"granted": exact(0.6), "refused": exact(0.4)}


def test_the_later_of_two_exponential_times_is_the_expectation_of_the_maximum(sketch: Sketch) -> None:
    times = {name: {"mean": time, "distribution": "exponential"} for name, time in IN_DAYS.items()}
    assert mean_of(solved(credit(sketch, times))) == exact((1.25 + 3.25 + 3 + 1.4) * DAY)


def test_simulated_percentiles_of_the_credit_application(sketch: Sketch) -> None:
    """Exponential times: P50 8.0, P90 15.1, P95 17.8 days, themselves found by simulation, to their last digit."""
    times = {name: {"mean": time, "distribution": "exponential"} for name, time in IN_DAYS.items()}
    found = measure(credit(sketch, times), runs=60_000)
    assert found is not None
    assert (found.method, found.runs) == ("simulated", 60_000)
    assert mean_of(found) == pytest.approx(8.9 * DAY, rel=0.01)
    days = [(minutes or 0) / DAY for minutes in minutes_of(found.started.elapsed)[1:4]]
    assert days == pytest.approx([8.0, 15.1, 17.8], abs=0.2)


def test_sensitivity_of_the_cycle_time_to_the_share_granted(sketch: Sketch) -> None:
    before, after = (mean_of(solved(credit(sketch, IN_DAYS, grant=share))) for share in (0.6, 0.7))
    assert after - before == pytest.approx(-0.10 * DAY, rel=1e-7)


END = {"kind": "outcome", "outcome": "granted"}
SHAPES = [
    (29, {"a": ("PT10M", "decision"), "b": ("PT20M", "action"), "c": ("PT10M", "action")},
     [("a", "b", one(0.9)), ("a", "c", one(0.1)), ("b", "end"), ("c", "end")]),
    (25, {"a": ("PT10M", "decision"), "b": ("PT20M", "action"), "c": ("PT10M", "action")},
     [("a", "b", one(0.5)), ("a", "c", one(0.5)), ("b", "end"), ("c", "end")]),
    (30, {"a": ("PT10M", "action"), "b": ("PT20M", "action"), "c": ("PT10M", "action")},
     [("a", "b"), ("a", "c"), ("b", "end"), ("c", "end")]),
    (35, {"a": ("PT10M", "action"), "b": ("PT20M", "decision")},
     [("a", "b"), ("b", "b", one(0.2)), ("b", "end", one(0.8))]),
    (2010, {"a": ("PT10M", "action"), "b": ("PT20M", "decision")},
     [("a", "b"), ("b", "b", one(0.99)), ("b", "end", one(0.01))]),
]


@pytest.mark.parametrize(("minutes", "steps", "flows"), SHAPES)
def test_the_block_patterns_of_flow_analysis(sketch: Sketch, minutes: float, steps: Any, flows: Any) -> None:
    drawn = {name: {"work": time, "kind": kind} for name, (time, kind) in steps.items()}
    found = solved(sketch({**drawn, "end": END}, flows))
    assert mean_of(found) == exact(minutes)


WALK = {1: ((1.5, 1, 0.5), 0.75), 2: ((1, 2, 1), 0.5), 3: ((0.5, 1, 1.5), 0.25)}


@pytest.mark.parametrize("start", WALK)
def test_the_drunkards_walk(sketch: Sketch, start: int) -> None:
    visits, home = WALK[start]
    walk = {f"n{place}": {"kind": "decision", "work": "PT1M"} for place in (1, 2, 3)}
    found = solved(sketch({
        "go": {"kind": "start"}, **walk, "n0": {"kind": "outcome", "outcome": "granted"},
        "n4": {"kind": "outcome", "outcome": "abandoned"},
    }, [("go", f"n{start}"), *((f"n{place}", f"n{place + way}", one(0.5)) for place in (1, 2, 3)
                               for way in (-1, 1))]))
    assert [found.visits[f"n{place}"] for place in (1, 2, 3)] == [exact(count) for count in visits]
    assert shares(found) == {"granted": exact(home), "abandoned": exact(1 - home)}
    assert (found.granted.value, found.completion.value) == (exact(home), exact(home))
    assert mean_of(found) == exact(sum(visits))


@pytest.mark.parametrize(("start", "steps"), [(1, 7 / 3), (2, 4), (3, 5)])
def test_those_who_come_home_walk_as_doob_says(sketch: Sketch, start: int, steps: float) -> None:
    """Of the drunkards who are home in the end: from place i, (16 − j²)/3 steps with j = 4 − i to the bar."""
    walk = {f"n{place}": {"kind": "decision", "work": "PT1M"} for place in (1, 2, 3)}
    found = solved(sketch({
        "go": {"kind": "start"}, **walk, "n0": {"kind": "outcome", "outcome": "granted"},
        "n4": {"kind": "outcome", "outcome": "abandoned"},
    }, [("go", f"n{start}"), *((f"n{place}", f"n{place + way}", one(0.5)) for place in (1, 2, 3)
                               for way in (-1, 1))]))
    home = decided_of(found)
    assert steps == exact((16 - (4 - start)**2) / 3)
    assert home.elapsed.mean_minutes.value == exact(steps)
    assert sum(home.visits[f"n{place}"] for place in (1, 2, 3)) == exact(steps)
    assert (home.visits["n0"], home.visits["n4"]) == (exact(1), 0)


@pytest.mark.parametrize("error", [0.0, 0.05, 0.2, 0.5, 0.9, 0.999])
def test_the_corner_shoeshine(sketch: Sketch, error: float) -> None:
    """Shostack 1984: two minutes when all goes well, 75 seconds more for each wrong colour of wax."""
    found = solved(sketch({
        "brush": {"lane": "front", "work": "PT30S"}, "polish": {"lane": "front", "kind": "decision", "work": "PT30S"},
        "clean": {"lane": "front", "work": "PT45S"}, "buff": {"lane": "front", "work": "PT45S"},
        "pay": {"lane": "front", "work": "PT15S", **END},
    }, [("brush", "polish"), ("polish", "clean", one(error)), ("polish", "buff", one(1 - error)),
        ("clean", "polish"), ("buff", "pay")]))
    assert mean_of(found) * 60 == exact(120 + 75 * error / (1 - error))
    assert effort(found, "agent") == exact(mean_of(found))


@pytest.mark.parametrize(("most", "visits"), [(0, 1.0), (1, 1.2), (2, 1.24), (3, 1.248)])
def test_a_limited_loop_repeats_at_most_so_many_times(sketch: Sketch, most: int, visits: float) -> None:
    """Laguna and Marklund: with one repetition at most, visits are 1 + r, not 1 / (1 − r)."""
    found = solved(sketch({"a": {"kind": "decision", "work": "PT10M"}, "end": END},
                          [("a", "a", {**one(0.2), "max_times": most}), ("a", "end", one(0.8))]))
    assert found.visits["a"] == exact(visits)
    assert mean_of(found) == exact(10 * visits)


def test_failures_go_to_the_fallback_or_block(sketch: Sketch) -> None:
    found = solved(sketch({"a": {"work": "PT10M", "fails": 0.25, "fallback": "b"},
                           "b": {"work": "PT4M", "fails": 0.5}, "end": END}, [("a", "end"), ("b", "end")]))
    assert found.visits == {"a": 1.0, "b": exact(0.25), "end": exact(0.875)}
    assert shares(found) == {"granted": exact(0.875), "blocked": exact(0.125)}
    assert found.completion.value == exact(0.875)
    assert mean_of(found) == exact(11)
