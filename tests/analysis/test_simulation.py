"""Journeys played side by side: the same game as one by one, whatever the graph, the number and the order."""

from __future__ import annotations

import random
import subprocess
import sys
from math import sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.conftest import Sketch
from visavis.blueprint.analysis import Cancelled, journey, measure_journeys
from visavis.blueprint.analysis.markov.chain import solve
from visavis.blueprint.analysis.markov.variance import variance
from visavis.blueprint.analysis.semantics.token_rules import BY_GRAVITY, DECIDED, CompiledJourney
from visavis.blueprint.analysis.simulation.agent_pools import Staff
from visavis.blueprint.analysis.simulation.queueing import simulate_together
from visavis.blueprint.analysis.simulation.run_limits import FIRST_GROUP, GROUP, default_runs
from visavis.blueprint.analysis.simulation.samples import Percentiles, Sample
from visavis.blueprint.analysis.simulation.simulate import simulate
from visavis.blueprint.model import Outcome

START = {"kind": "start"}
END = {"kind": "outcome", "outcome": "granted"}
PERT = {"min": "PT2M", "mode": "PT5M", "max": "PT12M"}
GRANTED, UNSPECIFIED, BLOCKED = (BY_GRAVITY.index(outcome) for outcome in (
    Outcome.GRANTED, Outcome.UNSPECIFIED, Outcome.BLOCKED))
NOBODY = Staff(1e-9, {}, (), ())


def board_of(document: Any, persona: int | None = None) -> CompiledJourney:
    return CompiledJourney(journey(document, None if persona is None else document.head.personas[persona]))


def one_by_one(board: CompiledJourney, runs: int) -> Sample:
    """Play the same game with `Board.settle`, one event after the other."""
    found, = simulate_together([board], [1.0], NOBODY, runs, seed=1)
    return found


def drawn(seed: int, size: int, *, certain: bool = False) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    """Draw ways that cross, come back a few times, fail, join or not; when `certain` nothing is left to chance."""
    draw = random.Random(seed)
    steps: dict[str, Any] = {"go": START}
    for number in range(size):
        kind = "action" if certain else draw.choice(["action", "action", "decision"])
        steps[f"s{number}"] = {"kind": kind, "work": f"PT{draw.randint(0, 9)}M",
                               "join": draw.choice(["wait", "wait", "wait", "each"])}
        if not certain and number + 1 < size:
            steps[f"s{number}"] |= {"fails": draw.choice([0, 0, 0.2]), "fallback": f"s{draw.randrange(number + 1, size)}",
                                    "channel": draw.choice(["web", "phone", "phone"])}
    steps |= {"yes": END, "no": {"kind": "outcome", "outcome": "refused", "work": "PT3M"}}
    names = list(steps)
    flows: list[tuple[Any, ...]] = []
    for index, source in enumerate(names[:-2]):
        after = names[index + 1:index + 5]
        flows.extend((source, target) for target in sorted(draw.sample(after, k=min(draw.randint(1, 2), len(after)))))
        if index and not certain and draw.random() < 0.3:
            flows.append((source, draw.choice(names[1:index + 1]), {"max_times": draw.randint(1, 2)}))
    return steps, flows


def visits_of(sample: Sample) -> list[float]:
    """Return how often a journey of a sample came to each step, on average."""
    return [times / sample.started.count for times in sample.started.visits]


def shares_of(sample: Sample) -> dict[int, float]:
    """Return the part of a sample's journeys that came to each outcome."""
    assert sum(sample.outcomes.values()) == sample.started.count
    assert sum(times for outcome, times in sample.outcomes.items() if outcome in DECIDED) == sample.decided.count
    return {outcome: times / sample.started.count for outcome, times in sample.outcomes.items()}


def agree(one: Sample, other: Sample) -> None:
    """Two samples of the same game: four standard errors of the mean, and of shares at most."""
    for first, second in ((one.started, other.started), (one.decided, other.decided)):
        if min(first.count, second.count) < 30:
            continue
        means, errors = [], 0.0
        for tally in (first, second):
            means.append(sum(tally.elapsed) / tally.count)
            errors += sum((minutes - means[-1])**2 for minutes in tally.elapsed) / tally.count**2
        assert means[0] == pytest.approx(means[1], abs=4 * sqrt(errors) + 1e-9)
    for outcome in {*one.outcomes, *other.outcomes}:
        share, told = (shares_of(sample).get(outcome, 0.0) for sample in (one, other))
        room = 4 * sqrt(max(share * (1 - share), 0.002) * (1 / one.started.count + 1 / other.started.count))
        assert share == pytest.approx(told, abs=room)


@given(seed=st.integers(0, 2000), size=st.integers(3, 14))
def test_side_by_side_is_one_by_one(sketch: Sketch, seed: int, size: int) -> None:
    people = [{"id": "ann", "name": "Ann", "channels": ["phone"]}]
    board = board_of(sketch(*drawn(seed, size), personas=people), 0)
    one, other = simulate(board, 2000), one_by_one(board, 400)
    assert one.endless == other.endless
    agree(one, other)
    assert visits_of(one) == pytest.approx(visits_of(other), abs=0.5)


@given(seed=st.integers(0, 2000), size=st.sampled_from([5, 12, 30, 75]))
def test_without_chance_both_play_the_same_journey_to_the_minute(sketch: Sketch, seed: int, size: int) -> None:
    board = board_of(sketch(*drawn(seed, size, certain=True)))
    one, other = simulate(board, 3), one_by_one(board, 1)
    assert visits_of(one) == visits_of(other)
    assert one.started.elapsed == pytest.approx([other.started.elapsed[0]] * 3)
    assert shares_of(one) == shares_of(other)


@pytest.mark.parametrize("seed", [0, 1])
def test_more_steps_than_bits_of_a_word(sketch: Sketch, seed: int) -> None:
    steps, flows = drawn(seed, 70)
    board = board_of(sketch({name: {key: told for key, told in step.items() if key != "join"}
                             for name, step in steps.items()}, flows))
    agree(simulate(board, 600), one_by_one(board, 60))


@pytest.mark.parametrize("time", [PERT, {"mean": "PT7M", "distribution": "exponential"}, "PT7M"])
def test_drawn_times_have_the_mean_and_the_spread_of_their_law(sketch: Sketch, time: Any) -> None:
    board = board_of(sketch({"a": {**START, "work": time, "wait": time}, "b": {"work": time}, "e": END},
                            [("a", "b"), ("b", "e")]))
    found, solution, runs = simulate(board, 20_000), solve(board), 20_000
    mean = sum(found.started.elapsed) / runs
    spread = sum((minutes - mean)**2 for minutes in found.started.elapsed) / runs
    assert mean == pytest.approx(solution.elapsed, abs=4 * sqrt(variance(solution) / runs))
    assert spread == pytest.approx(variance(solution), rel=0.15, abs=1e-9)
    assert (min(found.started.elapsed) >= 6) or time is not PERT
    assert (max(found.started.elapsed) <= 36) or time is not PERT


@pytest.mark.parametrize("runs", [1, 255, 256, 257, 20_000])
def test_equal_seeds_give_equal_samples_of_any_size(sketch: Sketch, runs: int) -> None:
    board = board_of(sketch(*drawn(3, 8)))
    assert len(simulate(board, runs).started.elapsed) == runs
    assert simulate(board, runs, seed=5) == simulate(board, runs, seed=5)


def test_seeds_differ_and_may_be_negative_or_large(sketch: Sketch) -> None:
    board = board_of(sketch({"a": {**START, "work": PERT}, "e": END}, [("a", "e")]))
    samples = [simulate(board, 10, seed).started.elapsed for seed in (0, 1, -1, 2**80)]
    assert len({tuple(sample) for sample in samples}) == 4


def test_several_limited_ways_out_of_one_step(sketch: Sketch) -> None:
    """Two ways back, each once at most, and a way on that is half as likely as both."""
    board = board_of(sketch({"a": {**START, "split": "one", "work": "PT1M"}, "b": {"work": "PT10M"},
                             "c": {"work": "PT100M"}, "e": END},
                            [("a", "b", {"max_times": 1, "probability": 0.25}), ("b", "a"),
                             ("a", "c", {"max_times": 1, "probability": 0.25}), ("c", "a"),
                             ("a", "e", {"probability": 0.5})]))
    found = simulate(board, 20_000)
    assert set(map(round, found.started.elapsed)) == {1, 12, 102, 113}
    # A quarter, then a third of what is left: both with 2 · 1/4 · 1/3.
    both = sum(round(minutes) == 113 for minutes in found.started.elapsed) / 20_000
    assert both == pytest.approx(1 / 6, abs=4 * sqrt(5 / 36 / 20_000))
    assert visits_of(found)[1] == pytest.approx(1 / 3, abs=4 * 0.5 / sqrt(20_000))


def test_a_step_without_any_way_left_ends_there(sketch: Sketch) -> None:
    board = board_of(sketch({"a": {**START, "split": "one", "work": "PT1M"}, "b": {}},
                            [("a", "b", {"max_times": 2}), ("b", "a")]))
    found = simulate(board, 300)
    assert visits_of(found) == [3.0, 2.0]
    assert shares_of(found) == {UNSPECIFIED: 1.0}
    assert set(found.started.elapsed) == {3.0}


def test_steps_that_wait_for_each_other_begin_in_reading_order(sketch: Sketch) -> None:
    """b waits for c and c for b; neither is on the other's way only."""
    document = sketch({"a": START, "b": {"work": "PT5M"}, "c": {"work": "PT7M"}, "e": END},
                      [("a", "b"), ("a", "c"), ("b", "c"), ("c", "b"), ("b", "e", {}), ("c", "e", {})])
    board = board_of(document)
    found, told = simulate(board, 300), one_by_one(board, 5)
    assert shares_of(found) == shares_of(told)
    assert visits_of(found) == pytest.approx(visits_of(told))


def test_a_branch_that_is_caught_for_ever_blocks_the_journey(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"work": "PT5M"}, "x": {"split": "one"}, "y": {"split": "one"},
                       "e": {**END, "work": "PT9M"}},
                      [("a", "b"), ("a", "x"), ("x", "y"), ("y", "x"), ("b", "e")])
    found = simulate(board_of(document), 300)
    assert shares_of(found) == {BLOCKED: 1.0}
    assert found.endless == (2,)
    assert visits_of(found)[4] == 1.0


@pytest.mark.parametrize("ways", [90, 150])
def test_a_journey_with_too_many_tokens_is_given_up(sketch: Sketch, ways: int) -> None:
    names = [f"s{number}" for number in range(ways)]
    found = simulate(board_of(sketch({"a": START, **{name: {"work": "PT1M"} for name in names}, "e": END},
                                     [flow for name in names for flow in (("a", name), (name, "e"))])), 20)
    assert shares_of(found) == {GRANTED if ways < 100 else BLOCKED: 1.0}
    assert (found.endless == ()) is (ways < 100)


def test_endless_journeys_are_noticed_with_few_runs(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"work": "PT1M", "join": "each"}, "c": {"join": "each"}, "e": END},
                      [("a", "b"), ("b", "c"), ("b", "b"), ("c", "b"), ("c", "e")])
    assert len(simulate(board_of(document), 100_000).started.elapsed) < 1000


def test_cancelling_stops_between_events_and_between_groups(sketch: Sketch) -> None:
    board = board_of(sketch(*drawn(3, 8)))
    assert simulate(board, 1000, cancelled=lambda: True).started.elapsed == []
    answers = iter([False, False, True])
    assert len(simulate(board, 100_000, cancelled=lambda: next(answers)).started.elapsed) == FIRST_GROUP + GROUP
    loop = board_of(sketch({"a": {"kind": "decision"}, "e": END},
                           [("a", "a", {"probability": 0.999}), ("a", "e", {"probability": 0.001})]))
    asked = iter([False, True, True])
    assert simulate(loop, 100, cancelled=lambda: next(asked)).started.elapsed == []
    with pytest.raises(Cancelled):
        measure_journeys(sketch(*drawn(3, 8)), runs=1000, cancelled=lambda: True)


def test_fewer_runs_by_default_for_long_documents(sketch: Sketch) -> None:
    steps = {"a": START, **{f"s{number}": {} for number in range(3998)}, "e": END}
    assert default_runs(board_of(sketch(steps))) == 500
    assert default_runs(board_of(sketch({"a": START, "e": END}))) == 2000


def test_quantiles_take_the_smallest_value_that_reaches_the_level() -> None:
    pairs = [(3.0, 0.1), (1.0, 0.5), (2.0, 0.4)]
    assert [Percentiles(pairs).at(level) for level in (0.0, 0.5, 0.51, 0.9, 0.95, 1.0)] == [1, 1, 2, 2, 3, 3]


def test_numpy_is_not_loaded_before_something_is_simulated() -> None:
    code = "import sys, visavis.blueprint.analysis.frictions.runner, visavis.blueprint.analysis.measures.sensitivity; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
