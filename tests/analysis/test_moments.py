"""How much the elapsed time varies: published and hand-computed variances, exact laws, and what has none."""

from __future__ import annotations

from math import sqrt
from typing import Any, NamedTuple

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.plain_figures import minutes_of
from tests.need import need
from visavis.blueprint.analysis import journey, measure_all
from visavis.blueprint.analysis.markov import variance
from visavis.blueprint.analysis.markov.chain import solve
from visavis.blueprint.analysis.measures.measure import measure
from visavis.blueprint.analysis.semantics.token_rules import CompiledJourney

DAY = 24 * 60.0
START = {"kind": "start"}
NO_TIME = {"work": "PT0M"}
END = {"kind": "outcome", "outcome": "granted"}
PERT = {"min": "PT2M", "mode": "PT5M", "max": "PT12M"}
# PERT's beta law with (a, b): ab / ((a + b)² (a + b + 1)) · range²; here a = 1 + 4 · 3 / 10, b = 1 + 4 · 7 / 10.
PERT_VARIANCE = 2.2 * 3.8 / (36 * 7) * 100


def exact(value: float) -> Any:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


class Spread(NamedTuple):
    """What is known of the elapsed minutes of all started cases."""

    mean: float | None
    p50: float | None
    p90: float | None
    p95: float | None
    sd: float | None


def elapsed(document: Any, runs: int | None = None) -> Spread:
    found = measure(document, runs=runs)
    assert found is not None
    assert found.method == ("simulated" if runs else "exact")
    return Spread(*minutes_of(found.started.elapsed))


def exponential(time: str) -> dict[str, str]:
    return {"mean": time, "distribution": "exponential"}


@pytest.fixture
def credit(sketch: Sketch) -> Any:
    """Dumas's credit application (Fundamentals of BPM, ch. 7), in days."""
    times = {"check": "P1D", "history": "P1D", "income": "P3D", "assess": "P3D", "offer": "P1D", "reject": "P2D"}
    steps: dict[str, Any] = {name: {"lane": "front", "wait": time} for name, time in times.items()}
    steps["check"] |= {"kind": "decision"}
    steps["assess"] |= {"kind": "decision"}
    steps["offer"] |= END
    steps["reject"] |= {"kind": "outcome", "outcome": "refused"}
    return sketch({"go": START, **steps, "fork": NO_TIME}, [
        ("go", "check"), ("check", "check", {"probability": 0.2}), ("check", "fork", {"probability": 0.8}),
        ("fork", "history"), ("fork", "income"), ("history", "assess"), ("income", "assess"),
        ("assess", "offer", {"probability": 0.6}), ("assess", "reject", {"probability": 0.4})])


def test_the_spread_and_the_law_of_the_credit_application(credit: Any) -> None:
    found = elapsed(credit)
    assert found.sd == exact(sqrt(0.5525) * DAY)
    assert sqrt(0.5525) == pytest.approx(0.7433, abs=5e-5)
    days = [found.p50, found.p90, found.p95]
    assert days == [exact(9 * DAY), exact(10 * DAY), exact(10 * DAY)]
    law = variance.elapsed_distribution(solve(CompiledJourney(journey(credit))))
    assert law is not None
    upto = [sum(chance for minutes, chance in law if minutes <= most * DAY) for most in (8, 9, 10, 11)]
    assert upto == [exact(0.48), exact(0.896), exact(0.9792), exact(0.99584)]


@pytest.mark.parametrize("start", [1, 2, 3])
def test_the_drunkards_walk_varies_by_eight(sketch: Sketch, start: int) -> None:
    walk = {f"n{place}": {"kind": "decision", "work": "PT1M"} for place in (1, 2, 3)}
    document = sketch({"go": START, **walk, "n0": END, "n4": {"kind": "outcome", "outcome": "abandoned"}},
                      [("go", f"n{start}"),
                       *((f"n{place}", f"n{place + way}", {"probability": 0.5}) for place in (1, 2, 3)
                         for way in (-1, 1))])
    assert variance.variance(solve(CompiledJourney(journey(document)))) == exact(8)


@pytest.mark.parametrize(("time", "variance"), [
    ("PT30M", 0.0), (PERT, PERT_VARIANCE), (exponential("PT30M"), 900.0), (exponential("PT0M"), 0.0),
])
def test_one_time_alone(sketch: Sketch, time: Any, variance: float) -> None:
    document = sketch({"a": {**START, "work": time}, "b": {"wait": time}, "c": {"work": time, "wait": time}, "e": END},
                      [("a", "b"), ("b", "c"), ("c", "e")])
    assert elapsed(document).sd == exact(sqrt(4 * variance))


def test_a_loop_repeats_a_random_time_a_random_number_of_times(sketch: Sketch) -> None:
    """E[N]·Var(T) + Var(N)·E[T]² for N geometric with 1 − r = 0.8 (Wald's second equation)."""
    document = sketch({"a": {"kind": "decision", "work": exponential("PT10M")}, "e": END},
                      [("a", "a", {"probability": 0.2}), ("a", "e", {"probability": 0.8})])
    assert elapsed(document).sd == exact(sqrt(1.25 * 100 + 0.2 / 0.64 * 100))


def test_the_later_of_two_exponential_times(sketch: Sketch) -> None:
    """E[max²] = 2a² + 2b² − 2h² with h = ab / (a + b), the mean of the shorter."""
    document = sketch({"a": START, "b": {"work": exponential("PT10M")}, "c": {"wait": exponential("PT30M")}, "e": END},
                      [("a", "b"), ("a", "c"), ("b", "e"), ("c", "e")])
    shorter = 10 * 30 / 40
    mean = 10 + 30 - shorter
    assert elapsed(document).mean == exact(mean)
    assert elapsed(document).sd == exact(sqrt(2 * (100 + 900 - shorter**2) - mean**2))


def test_what_remains_of_a_time_is_told_from_a_time_that_begins(sketch: Sketch) -> None:
    """After the shorter branch, the longer one's rest is a number; the same number as a mean may vary elsewhere."""
    document = sketch({"a": {**START, "split": "one"}, "f": NO_TIME, "b": {"work": "PT10M"}, "c": {"work": "PT20M"},
                       "j": NO_TIME, "d": {"work": exponential("PT10M")}, "e": END},
                      [("a", "f", {"probability": 0.5}), ("f", "b"), ("f", "c"), ("b", "j"), ("c", "j"), ("j", "e"),
                       ("a", "d", {"probability": 0.5}), ("d", "e")])
    # Half of the journeys take 20 minutes, half an exponential time of 10: within 100 / 2, between 5².
    assert elapsed(document).sd == exact(sqrt(50 + 25))


def test_time_after_an_outcome_counts_when_another_outcome_follows(sketch: Sketch) -> None:
    """The first outcome after 3 minutes; with a half another after 9 (6, 12 with a second half), else nothing."""
    document = sketch({"a": START, "b": {"kind": "outcome", "outcome": "refused", "work": "PT3M"},
                       "c": {"work": "PT9M", "kind": "decision"}, "d": {"work": "PT6M", "kind": "decision"},
                       "e": END, "n": NO_TIME},
                      [("a", "b"), ("a", "c"), ("c", "d", {"probability": 0.5}), ("c", "n", {"probability": 0.5}),
                       ("d", "e", {"probability": 0.5}), ("d", "n", {"probability": 0.5})])
    found = elapsed(document)
    mean = 0.75 * 3 + 0.25 * 15
    assert found.mean == exact(mean)
    assert found.sd == exact(sqrt(0.75 * 9 + 0.25 * 225 - mean**2))


def test_a_long_wait_leaves_its_digits_to_the_rest(sketch: Sketch) -> None:
    document = sketch({"a": {**START, "wait": "P9000D"}, "b": {"kind": "decision", "work": "PT1M"}, "e": END},
                      [("a", "b"), ("b", "b", {"probability": 0.5}), ("b", "e", {"probability": 0.5})])
    assert elapsed(document).sd == pytest.approx(sqrt(2), rel=1e-7)


def test_everybody_varies_within_and_between_personas(sketch: Sketch) -> None:
    document = sketch({"a": {**START, "split": "one"}, "b": {"work": "PT10M"}, "c": {"work": "PT50M"}, "e": END},
                      [("a", "b", {"only_for": ["ann"]}), ("a", "c", {"only_for": ["bob"]}), ("b", "e"), ("c", "e")],
                      personas=[{"id": "ann", "name": "Ann", "weight": 3}, {"id": "bob", "name": "Bob"}])
    found = measure_all(document)
    assert found.everybody is not None
    assert minutes_of(found.everybody.started.elapsed) == [20.0, 10.0, 50.0, 50.0, exact(sqrt(0.75 * 0.25) * 40)]
    assert [one.started.elapsed.sd_minutes.value for one in found.personas] == [0.0, 0.0]


def test_percentiles_need_fixed_times_or_runs(sketch: Sketch) -> None:
    document = sketch({"a": {**START, "work": PERT}, "e": END}, [("a", "e")])
    solved, played = elapsed(document), elapsed(document, runs=4000)
    assert (solved.p50, solved.p90, solved.p95) == (None, None, None)
    assert solved.sd == exact(sqrt(PERT_VARIANCE))
    assert played.sd == pytest.approx(sqrt(PERT_VARIANCE), rel=0.05)
    assert need(played.p50) < need(played.p90) < need(played.p95)


def test_a_journey_with_too_many_moments_has_a_spread_and_no_law(sketch: Sketch) -> None:
    names = [f"s{number}" for number in range(14)]
    steps = {name: {"kind": "decision", "work": f"PT{3**number}S"} for number, name in enumerate(names)}
    flows = [flow for name, after in zip(names, [*names[1:], "e"], strict=True)
             for flow in ((name, name, {"probability": 0.5}), (name, after, {"probability": 0.5}))]
    found = elapsed(sketch({**steps, "e": END}, flows))
    assert found.p50 is None
    assert found.sd == exact(sqrt(sum(2 * (3**number / 60)**2 for number in range(14))))
