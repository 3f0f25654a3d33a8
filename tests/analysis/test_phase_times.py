"""Where the time goes: parts that add up to the headline, in its own unit, and the limit of the law among them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from visavis.blueprint.analysis.measures.measure import measure
from visavis.blueprint.analysis.measures.phase_times import (
    PhaseTime,
    legal_limit,
    part_words,
    phase_times,
    phase_words,
    time_unit,
)
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument

DAY = 1440.0
START = {"kind": "start", "work": "PT0M"}
END = {"kind": "outcome", "outcome": "granted"}


def in_three(sketch: Sketch, *waits: str, **head: Any) -> BlueprintDocument:
    """A wait in each of three phases, and an agent's half hour in the last."""
    phases = [{"id": f"p{number}", "name": f"Phase {number}"} for number in range(1, 4)]
    steps = {"a": START | {"phase": "p1"},
             **{f"w{number}": {"kind": "wait", "wait": wait, "phase": f"p{number}"}
                for number, wait in enumerate(waits, start=1)},
             "b": {"lane": "front", "work": "PT30M", "phase": "p3"}, "e": END | {"phase": "p3"}}
    names = list(steps)
    return sketch(steps, list(pairwise(names)), phases=phases, **head)


def times(document: BlueprintDocument) -> list[float]:
    measured = measure(document)
    assert measured is not None
    return [phase.told for phase in phase_times(document, measured.headline_cases)]


def test_the_days_of_phases_add_up_to_those_of_the_headline(sketch: Sketch) -> None:
    # 10.5, 10.5 and 10.5 days are 32: rounded one by one they would be 33, or 30.
    assert [minutes / DAY for minutes in times(in_three(sketch, "PT252H", "PT252H", "PT252H"))] == [11, 10, 11]
    assert [minutes / DAY for minutes in times(in_three(sketch, "PT200H", "PT250H", "PT301H"))] == [8, 10, 13]


@pytest.mark.parametrize(("waits", "unit"), [
    (("P10D", "P20D", "P30D"), DAY), (("P1D", "P2D", "P1D"), DAY / 10), (("PT3H", "PT2H", "PT5H"), 1.0),
    (("PT1M", "PT2M", "PT1M"), 1.0), (("PT0M", "PT0M", "PT5S"), 1.0)])
def test_short_journeys_are_told_in_units_of_their_own(sketch: Sketch, waits: tuple[str, ...], unit: float) -> None:
    document = in_three(sketch, *waits)
    measured = measure(document)
    assert measured is not None
    elapsed = measured.headline_cases.elapsed.mean_minutes.known_value
    assert time_unit(elapsed) == unit
    told = times(document)
    assert sum(told) == pytest.approx(round(elapsed / unit) * unit)
    assert [round(minutes / unit) for minutes in told] == pytest.approx([minutes / unit for minutes in told])


def test_the_unit_follows_what_a_time_prints() -> None:
    assert [time_unit(minutes) for minutes in (0.5, 5.0, 50.0, 2 * DAY, 10 * DAY)] == [
        1 / 60, 0.1, 1.0, DAY / 10, DAY]
    write = translator("fr").write
    assert write(part_words(8 * DAY, 98 * DAY)) == "8\u00a0jours"
    assert write(part_words(0.5 * DAY, 4 * DAY)) == "0,5\u00a0jour"
    assert write(part_words(90.0, 600.0)) == "1\u00a0h\u00a030"


def told_words(minutes: float, work: float, elapsed: float, **more: bool) -> list[str]:
    return [translator("fr")(words) for words in phase_words(PhaseTime("p", 1, minutes, minutes, work, **more), elapsed)]


def test_a_phase_is_told_by_what_passes_and_by_what_is_done_in_it() -> None:
    assert told_words(8 * DAY, 346.0, 82 * DAY) == ["8\u00a0j d’attente · 5\u00a0h\u00a046 de travail",
                                                    "8\u00a0j d’attente"]
    assert told_words(0.0, 59.0, 82 * DAY) == ["59\u00a0min de travail"]
    assert told_words(8 * DAY, 0.0, 82 * DAY) == ["8\u00a0j d’attente"]
    assert told_words(90.0, 30.0, 600.0)[0] == "1\u00a0h d’attente · 30\u00a0min de travail"
    assert told_words(30.0, 30.0, 600.0) == ["30\u00a0min de travail"]
    assert told_words(0.0, 0.0, 600.0) == []


def test_what_is_not_known_of_a_phase_is_said_and_a_part_of_it_is_a_lower_bound() -> None:
    assert told_words(0.0, 30.0, 82 * DAY, is_known=False) == ["temps inconnu · 30\u00a0min de travail", "temps inconnu"]
    assert told_words(0.0, 0.0, 82 * DAY, is_known=False, is_bound=True) == ["temps inconnu"]
    assert told_words(8 * DAY, 5.0, 82 * DAY, is_bound=True) == [
        "au moins 8\u00a0j d’attente · 5\u00a0min de travail", "au moins 8\u00a0j d’attente"]


def test_a_step_without_a_working_time_makes_its_phase_a_lower_bound(sketch: Sketch) -> None:
    phases = [{"id": "p", "name": "P"}, {"id": "q", "name": "Q"}]
    document = sketch({"a": START, "w": {"kind": "wait", "wait": "P30D"}, "b": {"lane": "front"},
                       "c": {"lane": "front", "work": "PT5M", "phase": "q"}, "e": END | {"phase": "q"}},
                      [("a", "w"), ("w", "b"), ("b", "c"), ("c", "e")], phases=phases)
    measured = measure(document)
    assert measured is not None
    assert [phase.is_bound for phase in phase_times(document, measured.headline_cases)] == [True, False]


def test_phases_beside_each_other_share_the_elapsed_time(sketch: Sketch) -> None:
    phases = [{"id": "p", "name": "P"}, {"id": "q", "name": "Q"}]
    document = sketch({"a": START, "w": {"kind": "wait", "wait": "P30D"},
                       "v": {"kind": "wait", "wait": "P10D", "phase": "q"}, "e": END | {"phase": "q"}},
                      [("a", "w"), ("a", "v"), ("w", "e"), ("v", "e")], phases=phases)
    assert sum(times(document)) == 30 * DAY


def test_nothing_is_told_of_an_unknown_time(sketch: Sketch) -> None:
    document = sketch({"a": START, "w": {"kind": "wait"}, "e": END}, [("a", "w"), ("w", "e")])
    assert times(document) == []


def clocked(sketch: Sketch, *, days: int = 60, pauses: tuple[str, ...] = ()) -> BlueprintDocument:
    """Ten days before the clock starts, eighty while it runs, five after it was stopped."""
    steps = {"a": START, "v": {"kind": "wait", "wait": "P10D"}, "c": {"lane": "front", "work": "PT0M"},
             "w": {"kind": "wait", "wait": "P50D"}, "y": {"kind": "wait", "wait": "P30D"},
             "n": {"lane": "front", "work": "PT0M"}, "z": {"kind": "wait", "wait": "P5D"}, "e": END}
    names = list(steps)
    service = {"legal_deadline": f"P{days}D", "legal_clock": {"starts": "c", "stops": "n", "pauses": list(pauses)}}
    return sketch(steps, list(pairwise(names)), service=service)


@pytest.mark.parametrize(("pauses", "days", "late"), [((), 60, 20), ((), 100, -20), (("y",), 40, 10)])
def test_the_limit_falls_where_the_legal_clock_has_run_so_long(sketch: Sketch, pauses: tuple[str, ...], days: int,
                                                               late: int) -> None:
    document = clocked(sketch, days=days, pauses=pauses)
    measured = measure(document)
    assert measured is not None
    limit = legal_limit(document, measured)
    assert limit is not None
    assert (limit.starts / DAY, limit.falls / DAY, limit.late / DAY) == pytest.approx((10, 10 + days, late))


def test_without_a_legal_clock_no_limit_is_drawn(sketch: Sketch) -> None:
    document = in_three(sketch, "P10D", "P10D", "P10D", service={"legal_deadline": "P60D"})
    measured = measure(document)
    assert measured is not None
    assert legal_limit(document, measured) is None
