"""Where some times are known and others are not: no bound that does not hold, nothing kept that may be broken."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from visavis.blueprint.analysis import RULES, JourneyMeasures, analyse
from visavis.blueprint.analysis.measures.measure import measure

START, END = {"kind": "start", "work": "PT5M"}, {"kind": "outcome", "outcome": "granted"}
ALL = {"split": "all"}
CLOCK = {"legal_deadline": "P60D", "legal_clock": {"starts": "a", "stops": "n", "pauses": ["q"]}}


def measured(document: Any, runs: int | None = None, seed: int = 1) -> JourneyMeasures:
    found = measure(document, runs=runs, seed=seed)
    assert found is not None
    return found


def frictions(document: Any) -> dict[str, Any]:
    report = analyse(document, RULES).frictions
    return {"found": {one.rule: str(one.message) for one in report.findings},
            "missing": {gap.rule for gap in report.not_assessed}, "kept": [one.holds for one in report.clauses]}


@pytest.mark.parametrize(("work", "known"), [(None, False), ("PT100M", True)])
def test_a_wait_beside_work_without_a_time_is_unknown(sketch: Sketch, work: str | None, known: bool) -> None:
    """Someone waits ten days and does something meanwhile: how much of them is waiting, no one knows."""
    steps = {"a": {**START, **ALL}, "w": {"kind": "wait", "wait": "P10D"}, "c": {"work": work} if work else {},
             "z": {**END}}
    found = measured(sketch(steps, [("a", "w"), ("a", "c"), ("w", "z"), ("c", "z")]))
    assert (found.started.citizen.wait_minutes.value is not None) is known


CHOICE = {"kind": "decision", "lane": "front", "work": "PT5M"}


def test_of_two_ways_to_choose_from_never_both_are_under_way(sketch: Sketch) -> None:
    """Work without a time on one way says nothing of the wait on the other, nor does a citizen's wait hide it."""
    steps = {"a": START, "d": CHOICE, "w": {"lane": "back", "wait": "P10D"}, "c": {}, "z": END,
             "v": {"kind": "wait", "wait": "P8D"}}
    flows = [("a", "d"), ("d", "w", {"probability": 0.5}), ("d", "c", {"probability": 0.5}), ("w", "z"), ("c", "v"),
             ("v", "z")]
    document = sketch(steps, flows)
    assert measured(document).started.citizen.wait_minutes.value is not None
    silent = [one.steps[0] for one in analyse(document, RULES).frictions.findings if one.rule == "silent-wait"]
    assert sorted(silent) == ["v", "w"]


def test_a_wait_after_work_without_a_time_is_known(sketch: Sketch) -> None:
    steps = {"a": START, "c": {}, "w": {"kind": "wait", "wait": "P10D"}, "z": END}
    found = measured(sketch(steps, [("a", "c"), ("c", "w"), ("w", "z")]))
    assert found.started.citizen.wait_minutes.value == pytest.approx(14_400)


def paused(sketch: Sketch, steps: dict[str, Any], flows: list[tuple[Any, ...]]) -> Any:
    whole = {"a": {**START, "work": "PT0M", **ALL}, **steps, "n": {"lane": "front", "work": "PT0M"}, "z": END}
    return sketch(whole, [*flows, ("n", "z")], service=CLOCK)


@pytest.mark.parametrize("pause", [{}, {"wait": "P9D"}, {"wait": "P300D"}])
def test_how_long_a_pause_takes_does_not_matter_to_what_follows_it(sketch: Sketch, pause: dict[str, str]) -> None:
    document = paused(sketch, {"q": {"kind": "wait", **pause}, "w": {"kind": "wait", "lane": "back", "wait": "P40D"}},
                      [("a", "q"), ("q", "w"), ("w", "n")])
    clock = measured(document).legal_clock
    assert clock is not None
    assert clock.mean_minutes.value == pytest.approx(40 * 1440)
    assert clock.share_late.value == 0.0
    assert not clock.mean_minutes.at_least


def test_a_pause_of_unknown_length_beside_a_wait_bounds_nothing(sketch: Sketch) -> None:
    document = paused(sketch, {"q": {"kind": "wait"}, "w": {"kind": "wait", "lane": "back", "wait": "P70D"}},
                      [("a", "q"), ("a", "w"), ("q", "n"), ("w", "n")])
    clock = measured(document).legal_clock
    assert clock is not None
    assert (clock.mean_minutes.value, clock.share_late.value) == (None, None)
    assert "deadline-mismatch" in frictions(document)["missing"]


@pytest.mark.parametrize(("second", "kept"), [(None, None), ("PT20M", True), ("PT2H", False)])
def test_a_clause_is_not_kept_while_a_time_is_missing(sketch: Sketch, second: str | None, kept: bool | None) -> None:
    steps = {"a": START, "b": {"lane": "front", "work": "PT30M"}, "c": {"lane": "front", **({"work": second} if second else {})},
             "z": END}
    clause = {"id": "v", "text": "No more than an hour", "limit": {"value": 60, "unit": "minute"}, "scope": {"side": "agent"}}
    told = frictions(sketch(steps, [("a", "b"), ("b", "c"), ("c", "z")], avoid=[clause]))
    assert told["kept"] == [kept]
    assert ("to-avoid" in told["missing"]) is (kept is None)


def test_a_broken_clause_says_at_least_where_a_time_is_missing(sketch: Sketch) -> None:
    steps = {"a": START, "b": {"lane": "front", "work": "PT90M"}, "c": {"lane": "front"}, "z": END}
    clause = {"id": "v", "text": "No more than an hour", "limit": {"value": 60, "unit": "minute"}, "scope": {"side": "agent"}}
    told = frictions(sketch(steps, [("a", "b"), ("b", "c"), ("c", "z")], avoid=[clause]))
    assert "at least 1\u00a0hour\u00a030\u00a0minutes" in told["found"]["to-avoid"]


def test_how_many_contacts_is_not_judged_where_nobody_knows(sketch: Sketch) -> None:
    steps = {"a": START, "c": {"channel": "phone"}, "d": {"kind": "decision", "lane": "front"}, "z": END,
             "x": {"kind": "outcome", "outcome": "refused"}}
    told = frictions(sketch(steps, [("a", "c"), ("c", "d"), ("d", "c"), ("d", "z"), ("d", "x")]))
    assert "many-contacts" not in told["found"]


@pytest.mark.parametrize(("first", "second"), [(2, 3), (3, 2), (2, 2)])
def test_a_silence_is_the_same_wherever_its_steps_are_drawn(sketch: Sketch, first: int, second: int) -> None:
    steps = {"a": {**START, "column": 0}, "u": {"lane": "back", "wait": "P4D", "column": first},
             "v": {"lane": "front", "wait": "P4D", "column": second}, "z": {**END, "column": 5}}
    assert frictions(sketch(steps, [("a", "u"), ("u", "v"), ("v", "z")]))["found"]["silent-wait"].startswith("People wait 8\u00a0days")


def test_a_silence_with_an_unknown_part_is_at_least_so_long(sketch: Sketch) -> None:
    steps = {"a": START, "u": {"kind": "wait", "wait": "P8D"}, "v": {"kind": "wait"}, "z": END}
    assert frictions(sketch(steps, [("a", "u"), ("u", "v"), ("v", "z")]))["found"]["silent-wait"].startswith("People wait at least 8")


@pytest.mark.parametrize(("wait", "misses"), [
    ("P10D", True), ({"mean": "P10D", "distribution": "exponential"}, False),
    ({"min": "P1D", "mode": "P10D", "max": "P20D"}, False), ({"min": "P6D", "mode": "P10D", "max": "P20D"}, True)])
def test_a_deadline_is_missed_at_the_earliest(sketch: Sketch, wait: Any, misses: bool) -> None:
    steps = {"a": START, "w": {"kind": "wait", "wait": wait}, "c": {"work": "PT5M", "deadline": "P5D"}, "z": END}
    told = frictions(sketch(steps, [("a", "w"), ("w", "c"), ("c", "z")]))
    assert ("deadline-mismatch" in told["found"]) is misses


def test_too_few_journeys_tell_no_percentile(sketch: Sketch) -> None:
    wait = {"mean": "P10D", "distribution": "exponential"}
    document = sketch({"a": START, "w": {"kind": "wait", "wait": wait}, "z": END}, [("a", "w"), ("w", "z")])
    few, many = (measured(document, runs).started.elapsed for runs in (10, 400))
    assert few.p95_minutes.value is None
    assert many.p95_minutes.standard_error


@pytest.mark.parametrize(("waits", "told"), [(["P2M"], "2\u00a0months"), (["P1M", "P1M"], "61\u00a0days"), (["P61D"], "61\u00a0days")])
def test_a_silence_is_told_as_it_was_given(sketch: Sketch, waits: list[str], told: str) -> None:
    steps = {"a": START, **{f"w{place}": {"kind": "wait", "wait": wait} for place, wait in enumerate(waits)}, "z": END}
    names = list(steps)
    found = frictions(sketch(steps, list(pairwise(names))))["found"]
    assert found["silent-wait"].startswith(f"People wait {told}")


def test_the_one_journey_that_was_decided_is_as_uncertain_as_all(sketch: Sketch) -> None:
    """Of 300 journeys one in three hundred is decided: it has a mean, and no certainty."""
    wait = {"mean": "P10D", "distribution": "exponential"}
    document = sketch({"a": START, "w": {"kind": "wait", "wait": wait}, "x": {"kind": "decision"}, "z": END,
                       "n": {"kind": "outcome", "outcome": "abandoned"}},
                      [("a", "w"), ("w", "x"), ("x", "z", {"probability": 0.003}), ("x", "n", {"probability": 0.997})])
    seed = next(seed for seed in range(50) if measured(document, 300, seed).decided is not None
                and (measured(document, 300, seed).completion.value or 0) == 1 / 300)
    found = measured(document, 300, seed)
    assert found.decided is not None
    mean, started = found.decided.elapsed.mean_minutes, found.started.elapsed.mean_minutes
    assert mean.standard_error == pytest.approx((started.standard_error or 0.0) * 300**0.5)
    assert found.decided.citizen.wait_minutes.standard_error
    assert found.decided.elapsed.p50_minutes.value is None


def branching(sketch: Sketch, first: str, second: str, other: str = "P0D", **told: Any) -> Any:
    """Draw a wait, an agent's choice of which the citizen hears nothing, and another wait for six cases in ten."""
    steps = {"a": START, "w": {"lane": "back", "wait": first}, "d": {"lane": "back", "kind": "decision", "work": "PT5M"},
             "v": {"lane": "back", "wait": second, **told}, "u": {"lane": "back", "wait": other}, "z": END,
             "n": {"kind": "outcome", "outcome": "refused"}}
    return sketch(steps, [("a", "w"), ("w", "d"), ("d", "v", {"probability": 0.6}), ("d", "u", {"probability": 0.4}),
                          ("v", "z"), ("u", "n")])


@pytest.mark.parametrize(("first", "second", "other", "told"), [
    ("P4D", "P4D", "P0D", [("People wait 8\u00a0days without news", {"w", "v"}, 0.6)]),
    ("P4D", "P2D", "P3D", [("People wait 7\u00a0days without news", {"w", "u"}, 0.4)]),
    ("P2D", "P2D", "P2D", []),
    ("P6D", "P4D", "P0D", [("People wait 6\u00a0days without news", {"w"}, 1.0)]),
    ("P4D", "P30D", "P0D", [("People wait 30\u00a0days without news", {"v"}, 0.6)])])
def test_a_silence_goes_on_behind_a_choice_that_nobody_hears_of(sketch: Sketch, first: str, second: str, other: str,
                                                                told: list[tuple[str, set[str], float]]) -> None:
    report = analyse(branching(sketch, first, second, other), [rule for rule in RULES if rule.name == "silent-wait"]).frictions
    found = [(str(one.message), set(one.steps), one.share) for one in report.findings]
    assert [(text.partition(" and")[0], steps) for text, steps, _ in found] == [(text, steps) for text, steps, _ in told]
    assert [share for _, _, share in found] == pytest.approx([share for _, _, share in told])


def test_a_silence_ends_where_somebody_is_told(sketch: Sketch) -> None:
    document = branching(sketch, "P4D", "P4D", informs={"who": "the person", "promise": "two weeks"})
    assert "silent-wait" not in frictions(document)["found"]


@pytest.mark.parametrize(("known", "beyond"), [("P8D", False), ("P12D", True)])
def test_what_is_known_of_a_journey_decides_only_where_it_is_too_long_already(sketch: Sketch, known: str, beyond: bool) -> None:
    steps = {"a": START, "w": {"kind": "wait", "wait": known}, "v": {"kind": "wait"}, "z": END}
    document = sketch(steps, [("a", "w"), ("w", "v"), ("v", "z")], service={"tolerated_time": "P10D"})
    report = analyse(document, [rule for rule in RULES if rule.name == "beyond-tolerated-time"]).frictions
    assert bool(report.findings) is beyond
    assert [gap.steps for gap in report.not_assessed] == ([] if beyond else [("v",)])


def test_a_silence_behind_a_choice_with_an_unknown_part_is_at_least_so_long(sketch: Sketch) -> None:
    back = {"lane": "back"}
    steps = {"a": START, "w": {**back, "wait": "P4D"}, "d": {**back, "kind": "decision", "work": "PT5M"},
             "v": {**back, "wait": "P4D"}, "x": {**back, "kind": "wait"}, "z": END, "n": {"kind": "outcome", "outcome": "refused"}}
    document = sketch(steps, [("a", "w"), ("w", "d"), ("d", "v", {"probability": 0.6}), ("d", "n", {"probability": 0.4}),
                              ("v", "x"), ("x", "z")])
    assert frictions(document)["found"]["silent-wait"].startswith("People wait at least 8\u00a0days")
