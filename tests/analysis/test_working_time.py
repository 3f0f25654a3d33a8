"""Days of work, business days, months and years: what passes on the calendar, and what is effort."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.plain_figures import effort, mean_of, value
from visavis.blueprint.analysis import JourneyMeasures
from visavis.blueprint.analysis.measures.measure import measure

END = {"kind": "outcome", "outcome": "granted"}
DAY = 24 * 60.0
HOW = pytest.mark.parametrize("runs", [None, 30])


def walked(sketch: Sketch, step: dict[str, Any], runs: int | None = None, **head: Any) -> JourneyMeasures:
    """Measure one agent's step, begun and granted."""
    found = measure(sketch({"a": {"kind": "start"}, "b": {"lane": "front", **step}, "e": END},
                           [("a", "b"), ("b", "e")], **head), runs=runs)
    assert found is not None
    return found


@HOW
@pytest.mark.parametrize(("work", "hours", "effort_hours", "days"), [
    ("P1D", None, 7, 7 / 5), ("P5D", None, 35, 7), ("P1D", 8, 8, 7 / 5), ("P2DT3H", 7.5, 18, 2 * 7 / 5 + 3 / 24),
    ("PT24H", None, 24, 1), ("PT90M", 8, 1.5, 1.5 / 24), ("P1W", None, 35, 7),
])
def test_a_day_of_work_is_hours_of_effort_and_more_than_a_day_on_the_calendar(
        sketch: Sketch, runs: int | None, work: str, hours: float | None, effort_hours: float, days: float) -> None:
    head = {} if hours is None else {"service": {"hours_per_day": hours}}
    found = walked(sketch, {"work": work}, runs, **head)
    assert effort(found, "agent") == pytest.approx(effort_hours * 60)
    assert mean_of(found) == pytest.approx(days * DAY)
    # Thirty euros an hour of effort, not of the calendar.
    assert value(found.started.agent.cost) == pytest.approx(effort_hours * 30)


@HOW
@pytest.mark.parametrize(("wait", "days"), [
    ("P5D", 5), ({"business_days": 5}, 7), ({"business_days": 10}, 14), ({"business_days": 0.5}, 0.7),
    ("P2M", 2 * 365.2425 / 12), ("P1Y", 365.2425), ("P1W", 7), ("PT36H", 1.5),
])
def test_waits_pass_on_the_calendar(sketch: Sketch, runs: int | None, wait: Any, days: float) -> None:
    found = walked(sketch, {"kind": "wait", "wait": wait}, runs)
    assert mean_of(found) == pytest.approx(days * DAY)
    assert value(found.started.agent.wait_minutes) == pytest.approx(days * DAY)
    assert effort(found, "agent") == 0


def test_an_end_of_a_range_may_be_business_days(sketch: Sketch) -> None:
    """PERT of 2 days, 5 business days (7 days) and 30 days."""
    found = walked(sketch, {"kind": "wait", "wait": {"min": "P2D", "mode": {"business_days": 5}, "max": "P30D"}})
    assert mean_of(found) == pytest.approx((2 + 4 * 7 + 30) / 6 * DAY)
    found = walked(sketch, {"work": {"min": "PT1H", "mode": "P1D", "max": "P3D"}})
    assert effort(found, "agent") == pytest.approx((1 + 4 * 7 + 21) / 6 * 60)
    assert mean_of(found) == pytest.approx((1 / 24 + (4 * 1 + 3) * 7 / 5) / 6 * DAY)


def test_a_deadline_in_business_days_is_compared_with_the_calendar(sketch: Sketch) -> None:
    """Ten business days are fourteen days: a wait of fourteen is in time, one of fifteen is not."""
    for days, late in ((14, 0.0), (15, 1.0)):
        found = walked(sketch, {"kind": "wait", "wait": f"P{days}D"}, service={
            "legal_deadline": {"business_days": 10}, "legal_clock": {"starts": "a", "stops": "e", "pauses": []}})
        assert found.legal_clock is not None
        assert value(found.legal_clock.share_late) == late
