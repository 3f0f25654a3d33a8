"""What must hold of the measures of any journey, on random structured graphs and random tangles."""

from __future__ import annotations

import random
from collections.abc import Callable
from math import sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.conftest import Sketch
from tests.analysis.plain_figures import decided_of, effort, mean_of, minutes_of, shares, value
from visavis.blueprint.analysis import Figure, measure_all
from visavis.blueprint.analysis.measures.measure import measure
from visavis.blueprint.model import Side

Law = dict[float, float]
MINUTES = st.integers(0, 30)
CHANCE = st.sampled_from([0.1, 0.25, 0.5, 0.8])


def trees(leaves: int = 8) -> st.SearchStrategy[Any]:
    """Make sequences, choices, parallel blocks, loops, and steps that fail into a fallback, nested at random."""
    leaf = st.tuples(st.just("step"), MINUTES, st.sampled_from(["citizen", "front", "back", "partner", "support"]))
    return st.recursive(leaf, lambda inner: st.one_of(
        st.tuples(st.just("then"), st.lists(inner, min_size=2, max_size=3)),
        st.tuples(st.just("or"), CHANCE, inner, inner),
        st.tuples(st.just("both"), st.lists(inner, min_size=2, max_size=3)),
        st.tuples(st.just("again"), st.sampled_from([0.1, 0.3, 0.5]), inner),
        st.tuples(st.just("or else"), CHANCE, MINUTES, inner, inner)), max_leaves=leaves)


def after(first: Law, second: Law) -> Law:
    found: Law = {}
    for one, chance in first.items():
        for other, part in second.items():
            if chance * part > 1e-15:
                found[one + other] = found.get(one + other, 0.0) + chance * part
    return found


def later(first: Law, second: Law) -> Law:
    found: Law = {}
    for one, chance in first.items():
        for other, part in second.items():
            found[max(one, other)] = found.get(max(one, other), 0.0) + chance * part
    return found


def mixed(parts: list[tuple[float, Law]]) -> Law:
    found: Law = {}
    for weight, law in parts:
        for minutes, chance in law.items():
            found[minutes] = found.get(minutes, 0.0) + weight * chance
    return found


def law_of(tree: Any) -> Law:
    """Return the law of a block's duration, by recursion over its parts."""
    match tree:
        case ("step", minutes, _):
            return {float(minutes): 1.0}
        case ("then", parts):
            law = {0.0: 1.0}
            for part in parts:
                law = after(law, law_of(part))
            return law
        case ("or", chance, one, other):
            return mixed([(chance, law_of(one)), (1 - chance, law_of(other))])
        case ("both", parts):
            law = {0.0: 1.0}
            for part in parts:
                law = later(law, law_of(part))
            return law
        case ("or else", chance, minutes, one, other):
            return after({float(minutes): 1.0}, mixed([(1 - chance, law_of(one)), (chance, law_of(other))]))
        case ("again", chance, body):
            once = law_of(body)
            law, turns, weight = once, [], 1 - chance
            while weight > 1e-14:
                turns.append((weight, law))
                law, weight = after(law, once), weight * chance
            return mixed(turns)
        case _:
            raise AssertionError(tree)


def work_of(tree: Any) -> dict[str, float]:
    """Return the expected work of each lane, by recursion."""
    match tree:
        case ("step", minutes, lane):
            return {lane: float(minutes)}
        case ("then", parts) | ("both", parts):
            return summed([(1.0, part) for part in parts])
        case ("or", chance, one, other):
            return summed([(chance, one), (1 - chance, other)])
        case ("or else", chance, minutes, one, other):
            return summed([(1.0, ("step", minutes, "back")), (1 - chance, one), (chance, other)])
        case ("again", chance, body):
            return summed([(1 / (1 - chance), body)])
        case _:
            raise AssertionError(tree)


def summed(parts: list[tuple[float, Any]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for times, part in parts:
        for lane, minutes in work_of(part).items():
            found[lane] = found.get(lane, 0.0) + times * minutes
    return found


class Drawing:
    """A tree drawn as steps and flows."""

    def __init__(self, tree: Any) -> None:
        self.steps: dict[str, dict[str, Any]] = {"go": {"kind": "start"}}
        self.flows: list[tuple[Any, ...]] = []
        last = self.drawn(tree, "go", {})
        self.steps["end"] = {"kind": "outcome", "outcome": "granted"}
        self.flows.append((last[0], "end", last[1]))

    def step(self, **told: Any) -> str:
        name = f"s{len(self.steps)}"
        self.steps[name] = {"work": "PT0M", **told}
        return name

    def drawn(self, tree: Any, source: str, way: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Draw a block after `source`; return the step that ends it and what its next flow must say."""
        match tree:
            case ("step", minutes, lane):
                name = self.step(lane=lane, work=f"PT{minutes}M")
                self.flows.append((source, name, way))
                return name, {}
            case ("then", parts):
                for part in parts:
                    source, way = self.drawn(part, source, way)
                return source, way
            case ("or", chance, one, other):
                fork, join = self.step(kind="decision"), self.step()
                self.flows.append((source, fork, way))
                for share, part in ((chance, one), (1 - chance, other)):
                    last, told = self.drawn(part, fork, {"probability": share})
                    self.flows.append((last, join, told))
                return join, {}
            case ("both", parts):
                fork, join = self.step(), self.step()
                self.flows.append((source, fork, way))
                for part in parts:
                    last, told = self.drawn(part, fork, {})
                    self.flows.append((last, join, told))
                return join, {}
            case ("or else", chance, minutes, one, other):
                fallback, join = self.step(), self.step()
                trial = self.step(lane="back", work=f"PT{minutes}M", fails=chance, fallback=fallback)
                self.flows.append((source, trial, way))
                for first, part in ((trial, one), (fallback, other)):
                    last, told = self.drawn(part, first, {})
                    self.flows.append((last, join, told))
                return join, {}
            case ("again", chance, body):
                begin = self.step()
                self.flows.append((source, begin, way))
                last, told = self.drawn(body, begin, {})
                check = self.step(kind="decision")
                self.flows.extend([(last, check, told), (check, begin, {"probability": chance})])
                return check, {"probability": 1 - chance}
            case _:
                raise AssertionError(tree)


@given(tree=trees())
def test_the_chain_agrees_with_the_recursion_over_blocks(sketch: Sketch, tree: Any) -> None:
    drawing = Drawing(tree)
    found = measure(sketch(drawing.steps, drawing.flows))
    assert found is not None
    assert found.method == "exact"
    assert not found.missing
    # Everybody is granted: those who get an answer are all who started.
    assert minutes_of(decided_of(found).elapsed) == pytest.approx(minutes_of(found.started.elapsed))
    assert decided_of(found).visits == pytest.approx(found.visits)
    expected = sum(minutes * chance for minutes, chance in law_of(tree).items())
    assert mean_of(found) == pytest.approx(expected, rel=1e-9, abs=1e-9)
    squares = sum((minutes - expected)**2 * chance for minutes, chance in law_of(tree).items())
    assert found.started.elapsed.sd_minutes.value == pytest.approx(sqrt(squares), rel=1e-6, abs=1e-5)
    work = work_of(tree)
    assert effort(found, "citizen") == pytest.approx(work.get("citizen", 0.0), rel=1e-9)
    assert effort(found, "agent") == pytest.approx(work.get("front", 0.0) + work.get("back", 0.0), rel=1e-9)
    assert effort(found, "partner") == pytest.approx(work.get("partner", 0.0), rel=1e-9)
    assert shares(found) == {"granted": pytest.approx(1.0)}


LOOP = ("again", 0.3, ("then", [("step", 7, "front"), ("or", 0.25, ("step", 3, "back"), ("step", 11, "citizen"))]))
INNER = ("both", [LOOP, ("again", 0.5, ("step", 2, "back"))])
NESTED = ("both", [LOOP, ("then", [("step", 5, "citizen"), INNER]), LOOP])


def test_loops_in_several_branches_are_exact(sketch: Sketch) -> None:
    drawing = Drawing(NESTED)
    found = measure(sketch(drawing.steps, drawing.flows))
    assert found is not None
    assert found.method == "exact"
    expected = sum(minutes * chance for minutes, chance in law_of(NESTED).items())
    assert mean_of(found) == pytest.approx(expected, rel=1e-9)
    assert effort(found, "agent") == pytest.approx(work_of(NESTED)["front"] + work_of(NESTED)["back"], rel=1e-9)


@given(tree=trees(), seed=st.integers(0, 999))
def test_the_order_of_steps_and_flows_in_the_file_changes_nothing(sketch: Sketch, tree: Any, seed: int) -> None:
    drawing = Drawing(tree)
    shuffled = random.Random(seed)
    columns = {name: {**told, "column": column} for column, (name, told) in enumerate(drawing.steps.items())}
    names = list(columns)
    shuffled.shuffle(names)
    flows = [(source, target, {**told, "key": f"k{number}"})
             for number, (source, target, told) in enumerate(drawing.flows)]
    mixed_flows = shuffled.sample(flows, len(flows))
    one = measure_all(sketch(columns, flows))
    other = measure_all(sketch({name: columns[name] for name in names}, mixed_flows))
    assert one.everybody is not None
    assert other.everybody is not None
    assert mean_of(other.everybody) == pytest.approx(mean_of(one.everybody), rel=1e-9)
    assert other.everybody.visits == pytest.approx(one.everybody.visits)


def tangle(seed: int, size: int = 9) -> tuple[dict[str, dict[str, Any]], list[tuple[Any, ...]]]:
    """Draw a random acyclic graph: parallel ways that cross, choices, dead ends and several outcomes."""
    draw = random.Random(seed)
    steps: dict[str, dict[str, Any]] = {"go": {"kind": "start"}}
    for number in range(size):
        kind = draw.choice(["action", "action", "action", "decision"])
        steps[f"s{number}"] = {"kind": kind, "work": f"PT{draw.randint(0, 20)}M", "wait": f"PT{draw.randint(0, 9)}M",
                               "lane": draw.choice(["citizen", "front", "back"]),
                               "fails": draw.choice([0, 0, 0, 0.1]), "join": draw.choice(["wait", "wait", "each"])}
    steps["yes"] = {"kind": "outcome", "outcome": "granted"}
    steps["no"] = {"kind": "outcome", "outcome": "refused"}
    names = list(steps)
    flows: list[tuple[Any, ...]] = []
    for index, source in enumerate(names[:-2]):
        targets = sorted(draw.sample(names[index + 1:], k=min(draw.randint(1, 3), len(names) - index - 1)))
        flows.extend((source, target, {"probability": 1 / len(targets)}) for target in targets)
    return steps, flows


@pytest.mark.parametrize("seed", range(12))
def test_simulation_and_exact_solution_agree_on_tangles(sketch: Sketch, seed: int) -> None:
    document, runs = sketch(*tangle(seed)), 6000
    exact, simulated = measure(document), measure(document, runs=runs, seed=seed)
    assert exact is not None
    assert simulated is not None
    assert (exact.method, simulated.method) == ("exact", "simulated")
    deviation = value(exact.started.elapsed.sd_minutes)
    room = 4 * deviation / sqrt(runs) + 1e-4
    assert mean_of(simulated) == pytest.approx(mean_of(exact), abs=room)
    assert value(simulated.started.elapsed.sd_minutes) == pytest.approx(deviation, rel=0.1, abs=1e-3)
    completion = value(exact.completion)
    error = sqrt(completion * (1 - completion) / runs)
    assert simulated.completion.value == pytest.approx(completion, abs=4 * error + 1e-9)
    for name in {*exact.outcomes, *simulated.outcomes}:
        share, found = (one.outcomes.get(name, Figure(0.0)) for one in (exact, simulated))
        assert found.value == pytest.approx(value(share), abs=4.5 * (found.standard_error or 1) + 1e-9), name
    assert (exact.decided is None) == (completion == 0)
    if exact.decided is not None and simulated.decided is not None:
        told = simulated.decided.elapsed.mean_minutes
        assert told.value == pytest.approx(value(exact.decided.elapsed.mean_minutes),
                                           abs=4.5 * (told.standard_error or 1) + 1e-4)
    for step, visits in exact.visits.items():
        room = 4 * sqrt(max(visits, 0.01)) / sqrt(runs) + 0.02
        assert simulated.visits[step] == pytest.approx(visits, abs=room), step


@given(tree=trees(5), seed=st.integers(0, 99))
def test_the_simulation_is_within_four_standard_errors(sketch: Sketch, tree: Any, seed: int) -> None:
    drawing, runs = Drawing(tree), 2000
    law = law_of(tree)
    mean = sum(minutes * chance for minutes, chance in law.items())
    deviation = sqrt(sum((minutes - mean) ** 2 * chance for minutes, chance in law.items()))
    found = measure(sketch(drawing.steps, drawing.flows), runs=runs, seed=seed)
    assert found is not None
    assert mean_of(found) == pytest.approx(mean, abs=4 * deviation / sqrt(runs) + 1e-6)
    most = found.started.elapsed.p90_minutes.value
    assert most is not None
    upto, below = (sum(chance for minutes, chance in law.items() if minutes <= most + shift) for shift in (1e-6, -1e-6))
    room = 4 * sqrt(0.09 / runs)
    assert upto >= 0.9 - room
    assert below <= 0.9 + room


@given(tree=trees())
def test_percentiles_are_those_of_the_law(sketch: Sketch, tree: Any) -> None:
    drawing, law = Drawing(tree), law_of(tree)
    found = measure(sketch(drawing.steps, drawing.flows))
    assert found is not None
    if found.started.elapsed.p50_minutes.value is None:
        return  # too many moments to follow
    for level, minutes in zip((0.5, 0.9, 0.95), minutes_of(found.started.elapsed)[1:4], strict=True):
        assert minutes is not None
        assert sum(chance for moment, chance in law.items() if moment <= minutes + 1e-6) >= level - 1e-9
        assert sum(chance for moment, chance in law.items() if moment < minutes - 1e-6) <= level + 1e-9


@given(tree=trees(), seed=st.integers(0, 999))
def test_names_of_steps_change_nothing(sketch: Sketch, tree: Any, seed: int) -> None:
    drawing = Drawing(tree)
    names = list(drawing.steps)
    others = random.Random(seed).sample([f"t{number}" for number in range(len(names))], len(names))
    named = dict(zip(names, others, strict=True))
    renamed = {named[name]: {key: named[value] if key == "fallback" else value for key, value in told.items()}
               for name, told in drawing.steps.items()}
    flows = [(named[source], named[target], told) for source, target, told in drawing.flows]
    for runs in (None, 50):
        one, other = measure(sketch(drawing.steps, drawing.flows), runs=runs), measure(sketch(renamed, flows), runs=runs)
        assert one is not None
        assert other is not None
        assert minutes_of(other.started.elapsed) == minutes_of(one.started.elapsed)
        assert shares(other) == shares(one)
        assert other.visits == {named[name]: visits for name, visits in one.visits.items()}


@given(tree=trees(), runs=st.sampled_from([None, 100]))
def test_the_efforts_of_all_sides_are_all_the_work_there_is(sketch: Sketch, tree: Any, runs: int | None) -> None:
    drawing = Drawing(tree)
    document = sketch(drawing.steps, drawing.flows)
    found = measure(document, runs=runs)
    assert found is not None
    work = {side: sum(visits * document.effort_of(document.step_by_id[step]) for step, visits in found.visits.items()
                      if document.side_of(document.step_by_id[step]) is side) for side in Side}
    sides = effort(found, "citizen") + effort(found, "agent") + effort(found, "partner")
    assert sides + work[Side.SYSTEM] == pytest.approx(sum(work.values()), rel=1e-9)
    assert effort(found, "citizen") == pytest.approx(work[Side.CITIZEN], rel=1e-9)
    assert effort(found, "agent") == pytest.approx(work[Side.AGENT], rel=1e-9)


@given(seed=st.integers(0, 500))
def test_removing_a_wait_never_takes_longer(sketch: Sketch, seed: int) -> None:
    """Without failing steps: where all tokens live on, no branch begins earlier by losing another."""
    steps, flows = tangle(seed)
    steps = {name: {key: value for key, value in told.items() if key not in ("fails", "join")}
             for name, told in steps.items()}
    names = [name for name, told in steps.items() if told.get("wait")]
    removed = names[seed % len(names)]
    shorter = {**steps, removed: {key: value for key, value in steps[removed].items() if key != "wait"}}
    before, then = measure(sketch(steps, flows)), measure(sketch(shorter, flows))
    assert before is not None
    assert then is not None
    assert mean_of(then) <= mean_of(before) + 1e-6


def test_equal_seeds_give_equal_simulations(sketch: Callable[..., Any]) -> None:
    document = sketch(*tangle(3))
    assert measure_all(document, runs=200, seed=7) == measure_all(document, runs=200, seed=7)
    assert measure_all(document, runs=200, seed=7) != measure_all(document, runs=200, seed=8)
