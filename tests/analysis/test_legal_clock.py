"""The legal clock: from the complete file to the notification, pauses left out, with the law of the counted time."""

from __future__ import annotations

from itertools import pairwise
from math import exp, sqrt
from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.plain_figures import value
from visavis.blueprint.analysis import Figure, measure_all
from visavis.blueprint.analysis.figures import ClockMeasures
from visavis.blueprint.analysis.measures.measure import measure
from visavis.blueprint.analysis.simulation.run_limits import LAW_RUNS
from visavis.blueprint.analysis.simulation.simulate import simulate

START = {"kind": "start", "work": "PT0M"}
END = {"kind": "outcome", "outcome": "granted"}
NO = {"kind": "outcome", "outcome": "refused"}
GONE = {"kind": "outcome", "outcome": "abandoned"}
DAY = 24 * 60.0
HOW = pytest.mark.parametrize("runs", [None, 600])


def wait(days: float, **told: Any) -> dict[str, Any]:
    return {"kind": "wait", "wait": f"PT{round(days * 1440)}M", **told}


def service(starts: str, stops: str, *pauses: str, days: float | None = 60) -> dict[str, Any]:
    deadline = {} if days is None else {"legal_deadline": f"PT{round(days * 1440)}M"}
    return {"service": {**deadline, "legal_clock": {"starts": starts, "stops": stops, "pauses": list(pauses)}}}


def clock_of(document: Any, runs: int | None = None) -> ClockMeasures:
    found = measure(document, runs=runs)
    assert found is not None
    assert found.legal_clock is not None
    return found.legal_clock


def one(chance: float) -> dict[str, float]:
    return {"probability": chance}


def is_share(figure: Figure, expected: float, runs: int | None = None) -> bool:
    room = 1e-9 if runs is None else 4.5 * sqrt(max(expected * (1 - expected), 0.01) / runs)
    return bool(value(figure) == pytest.approx(expected, abs=room))


def straight(sketch: Sketch, clock: dict[str, Any], **steps: dict[str, Any]) -> Any:
    names = ["a", *steps, "e"]
    return sketch({"a": START, **steps, "e": END}, list(pairwise(names)), **clock)


@HOW
def test_only_what_passes_between_start_and_stop_counts(sketch: Sketch, runs: int | None) -> None:
    document = straight(sketch, service("c", "n"), w=wait(40), c={"work": "PT30M"}, v=wait(50), n={"work": "PT60M"},
                        x=wait(99))
    found = clock_of(document, runs)
    # From the end of c to the end of n.
    assert [value(found.mean_minutes), value(found.p90_minutes)] == pytest.approx([50 * DAY + 60] * 2)
    assert [value(share) for share in (found.share_late, found.share_open, found.share_started)] == [0, 0, 1]


@HOW
@pytest.mark.parametrize(("days", "late"), [(50, 0), (49.99, 1), (50.01, 0)])
def test_the_last_day_is_in_time(sketch: Sketch, runs: int | None, days: float, late: float) -> None:
    document = straight(sketch, service("a", "e", days=days), w=wait(50))
    assert value(clock_of(document, runs).share_late) == late


@HOW
def test_pauses_beside_each_other_are_left_out_once(sketch: Sketch, runs: int | None) -> None:
    """Ten and fifteen days of pause side by side are fifteen, not twenty-five; the branch beside counts on."""
    document = sketch({"a": START, "p": wait(10), "q": wait(15), "r": wait(20), "v": wait(3), "e": END},
                      [("a", "p"), ("a", "q"), ("a", "r"), ("p", "v"), ("q", "v"), ("r", "v"), ("v", "e")],
                      **service("a", "e", "p", "q"))
    # Twenty days until v, of which fifteen are paused; v's three days count.
    assert value(clock_of(document, runs).mean_minutes) == pytest.approx((20 - 15 + 3) * DAY)


@HOW
def test_a_file_that_is_completed_again_starts_the_clock_anew(sketch: Sketch, runs: int | None) -> None:
    """Half of the files come back once: what passed until then does not count."""
    document = sketch({"a": START, "c": {"work": "PT0M"}, "v": wait(30, split="one"), "b": wait(10), "n": wait(5),
                       "e": END},
                      [("a", "c"), ("c", "v"), ("v", "b", {**one(0.5), "max_times": 1}), ("b", "c"),
                       ("v", "n", one(0.5)), ("n", "e")], **service("c", "n", days=35))
    found = clock_of(document, runs)
    assert value(found.mean_minutes) == pytest.approx(35 * DAY)
    assert value(found.share_late) == 0


@HOW
def test_the_first_notification_freezes_the_clock(sketch: Sketch, runs: int | None) -> None:
    """A second letter after an appeal does not move it."""
    document = sketch({"a": START, "w": wait(20), "n": {"kind": "decision", "work": "PT0M"}, "v": wait(70), "e": END},
                      [("a", "w"), ("w", "n"), ("n", "v", {**one(0.5), "max_times": 1}), ("v", "n"),
                       ("n", "e", one(0.5))], **service("a", "n"))
    found = clock_of(document, runs)
    assert value(found.mean_minutes) == pytest.approx(20 * DAY)
    assert (value(found.share_late), value(found.share_open)) == (0, 0)


@HOW
def test_who_leaves_before_the_answer_is_late_or_open(sketch: Sketch, runs: int | None) -> None:
    """A fifth give up after 70 days (late: 60 have passed), three tenths after 10 (open), half are answered at 50."""
    document = sketch({"a": {**START, "split": "one"}, "w": wait(70), "v": wait(10), "u": wait(50), "x": GONE,
                       "y": GONE, "e": END},
                      [("a", "w", one(0.2)), ("a", "v", one(0.3)), ("a", "u", one(0.5)), ("w", "x"), ("v", "y"),
                       ("u", "e")], **service("a", "e"))
    found = clock_of(document, runs)
    assert is_share(found.share_late, 0.2, runs)
    assert is_share(found.share_open, 0.3, runs)
    assert value(found.share_started) == 1
    # Mean and percentile are of those who were answered.
    assert [value(found.mean_minutes), value(found.p90_minutes)] == pytest.approx([50 * DAY] * 2)


@HOW
def test_shares_are_of_those_whose_clock_ever_started(sketch: Sketch, runs: int | None) -> None:
    """Four tenths never hand in a complete file; a quarter of the others are late."""
    document = sketch({"a": {**START, "split": "one"}, "x": GONE, "c": {"work": "PT0M", "split": "one"}, "w": wait(61),
                       "v": wait(59), "e": END},
                      [("a", "x", one(0.4)), ("a", "c", one(0.6)), ("c", "w", one(0.25)), ("c", "v", one(0.75)),
                       ("w", "e"), ("v", "e")], **service("c", "e"))
    found = clock_of(document, runs)
    assert is_share(found.share_started, 0.6, runs)
    assert is_share(found.share_late, 0.25, None if runs is None else runs // 2)


@HOW
def test_a_clock_that_never_starts_has_no_figures(sketch: Sketch, runs: int | None) -> None:
    document = sketch({"a": START, "e": END, "s": {"work": "PT5M"}}, [("a", "e")], **service("s", "e"))
    found = clock_of(document, runs)
    assert value(found.share_started) == 0
    assert {figure.value for figure in (found.mean_minutes, found.p90_minutes, found.share_late,
                                        found.share_open)} == {None}


def test_without_a_clock_or_with_half_of_one_there_is_none(sketch: Sketch) -> None:
    for clock in ({}, {"service": {"legal_deadline": "P60D"}}):
        found = measure(straight(sketch, clock, w=wait(9)))
        assert found is not None
        assert found.legal_clock is None


def test_without_a_deadline_nobody_is_known_to_be_late(sketch: Sketch) -> None:
    found = clock_of(straight(sketch, service("a", "e", days=None), w=wait(9)))
    assert value(found.mean_minutes) == pytest.approx(9 * DAY)
    assert (found.share_late.value, found.share_open.value) == (None, None)


@pytest.mark.parametrize("runs", [None, 4000])
@pytest.mark.parametrize("mean", [30, 60, 90])
def test_random_times_have_a_law_not_a_half(sketch: Sketch, runs: int | None, mean: int) -> None:
    document = straight(sketch, service("a", "e"), w={"kind": "wait", "wait": {"mean": f"P{mean}D",
                                                                               "distribution": "exponential"}})
    found, late = clock_of(document, runs), exp(-60 / mean)
    assert value(found.share_late) == pytest.approx(late, abs=4.5 * sqrt(late * (1 - late) / (runs or LAW_RUNS)))
    assert found.share_late.standard_error == pytest.approx(sqrt(late * (1 - late) / (runs or LAW_RUNS)), rel=0.2)
    error = found.mean_minutes.standard_error
    assert error is not None
    assert value(found.mean_minutes) == pytest.approx(mean * DAY, abs=4.5 * error)


def test_a_clock_inside_a_parallel_block_is_exact(sketch: Sketch) -> None:
    """The clock runs in one branch while another is longer: 30 or 65 days, a third of them late."""
    document = sketch({"a": START, "c": {"work": "PT0M", "split": "one"}, "v": wait(30), "w": wait(65),
                       "n": {"work": "PT0M"}, "b": wait(90), "j": {"work": "PT0M"}, "e": END},
                      [("a", "c"), ("a", "b"), ("c", "v", one(2 / 3)), ("c", "w", one(1 / 3)), ("v", "n"), ("w", "n"),
                       ("n", "j"), ("b", "j"), ("j", "e")], **service("c", "n"))
    found = clock_of(document)
    assert is_share(found.share_late, 1 / 3)
    assert value(found.mean_minutes) == pytest.approx((30 * 2 + 65) / 3 * DAY)
    assert found.mean_minutes.standard_error is None
    assert value(found.p90_minutes) == pytest.approx(65 * DAY)


def test_everybodys_clock_is_weighed_by_who_starts_it(sketch: Sketch) -> None:
    """Ann (three quarters) starts it in half of the cases and is late; Bob always, and is not."""
    document = sketch({"a": {**START, "split": "one"}, "b": {"work": "PT0M", "split": "one"}, "x": GONE,
                       "c": {"work": "PT0M"}, "w": wait(61), "v": wait(10), "e": END},
                      [("a", "b", {"only_for": ["ann"]}), ("a", "c", {"only_for": ["bob"]}), ("b", "x", one(0.5)),
                       ("b", "c", one(0.5)), ("c", "w", {"only_for": ["ann"]}), ("c", "v", {"only_for": ["bob"]}),
                       ("w", "e"), ("v", "e")], **service("c", "e"),
                      personas=[{"id": "ann", "name": "Ann", "weight": 3}, {"id": "bob", "name": "Bob"}])
    document = document.replace(steps=tuple(
        step.model_copy(update={"split": "one"}) if step.id == "c" else step for step in document.steps))
    found = measure_all(document).everybody
    assert found is not None
    assert found.legal_clock is not None
    started = 0.75 * 0.5 + 0.25
    assert is_share(found.legal_clock.share_started, started)
    assert is_share(found.legal_clock.share_late, 0.375 / started)
    assert value(found.legal_clock.mean_minutes) == pytest.approx((0.375 * 61 + 0.25 * 10) / started * DAY)


def test_a_time_that_is_missing_while_it_runs_makes_a_lower_bound(sketch: Sketch) -> None:
    found = clock_of(straight(sketch, service("a", "e"), w=wait(61), s={}))
    assert found.mean_minutes == Figure(61 * DAY, at_least=True)
    assert found.share_late == Figure(1.0, at_least=True)
    assert found.share_open.value is None
    # What is missing before the clock starts is none of its business.
    before = clock_of(straight(sketch, service("c", "e"), s={}, c={"work": "PT0M"}, w=wait(59)))
    assert before.mean_minutes == Figure(59 * DAY)
    nothing = clock_of(straight(sketch, service("a", "e"), s={}))
    assert (nothing.mean_minutes.value, nothing.share_late.value) == (None, None)


def test_a_clock_that_rests_on_a_guess_is_unknown(sketch: Sketch) -> None:
    document = sketch({"a": {**START, "split": "one"}, "v": wait(30), "w": wait(65), "e": END},
                      [("a", "v"), ("a", "w"), ("v", "e"), ("w", "e")], **service("a", "e"))
    assert clock_of(document).share_late.value is None
    assert clock_of(document).mean_minutes.value is None


def test_a_clock_that_was_played_is_played_again_where_its_course_changes_only(sketch: Sketch,
                                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    from visavis.blueprint.analysis.measures import measure as module

    def drawn(title: str, days: float, deadline: float = 60) -> Any:
        random = {"kind": "wait", "wait": {"mean": f"PT{round(days * 1440)}M", "distribution": "exponential"}}
        return straight(sketch, service("c", "n", days=deadline), c={"work": "PT0M", "title": title}, w=random,
                        n={"work": "PT0M"})

    played = []

    def counted(*told: Any, **more: Any) -> Any:
        played.append(1)
        return simulate(*told, **more)

    monkeypatch.setattr(module, "_COURSES", {})
    monkeypatch.setattr(module, "simulate", counted)
    first = clock_of(drawn("c", 59))
    assert (clock_of(drawn("another word", 59)), len(played)) == (first, 1)
    for changed in (drawn("c", 40), drawn("c", 59, deadline=50)):
        count = len(played)
        assert clock_of(changed) != first
        assert len(played) == count + 1
    for days in range(1, 2 * module.MOST_COURSES):
        clock_of(drawn("c", days))
    assert len(module._COURSES) == module.MOST_COURSES
