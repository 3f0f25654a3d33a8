"""ISO 8601 durations and their means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.blueprint.model import (
    BusinessDays,
    Exponential,
    Pert,
    mean_effort,
    mean_elapsed,
    mean_minutes,
    minutes,
    write_iso,
)


@pytest.mark.parametrize(("text", "amount"), [
    ("PT25M", 25), ("PT1H10M", 70), ("P30D", 43_200), ("P2W", 20_160), ("PT45S", 0.75), ("PT0M", 0),
    ("P1DT2H", 1_560), ("PT1.5H", 90), ("PT1,5H", 90), ("P1Y", 365.2425 * 1440), ("P12M", 365.2425 * 1440),
])
def test_durations_are_read(text: str, amount: float) -> None:
    assert minutes(text) == pytest.approx(amount)


@pytest.mark.parametrize("text", [
    "", "P", "PT", "25", "25 min", "P1H", "PT1D", "-PT5M", "PT5", "P1DT", "pt5m", "PT٥M", "PT5M\n", "P9999999999D",
    "PT1M1H",
])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration; write it as PT25M"):
        minutes(text)


@given(st.integers(0, 10**9))
def test_what_is_written_is_read_to_the_second(seconds: int) -> None:
    assert minutes(write_iso(seconds / 60)) * 60 == pytest.approx(seconds)


def test_a_negative_duration_is_not_written() -> None:
    with pytest.raises(ValueError, match="negative"):
        write_iso(-1)


def test_means() -> None:
    assert mean_minutes(None) == 0
    assert mean_minutes("PT25M") == 25
    assert mean_minutes(Pert(min="PT3M", mode="PT5M", max="PT13M")) == 6
    assert mean_minutes(Exponential(mean="P1D", distribution="exponential")) == 1440


@pytest.mark.parametrize(("text", "calendar", "elapsed", "effort"), [
    ("PT3H", 180, 180, 180), ("P1D", 1440, 2016, 420), ("P2DT1H", 2940, 4092, 900), ("P5D", 7200, 10_080, 2100),
    ("P1W", 10_080, 10_080, 2100), ("P1M", 365.2425 * 120, 365.2425 * 120, 365.2425 / 12 * 5 / 7 * 420),
])
def test_a_day_of_work_is_a_working_day(text: str, calendar: float, elapsed: float, effort: float) -> None:
    assert mean_minutes(text) == pytest.approx(calendar)
    assert mean_elapsed(text) == pytest.approx(elapsed)
    assert mean_effort(text) == pytest.approx(effort)


def test_the_service_says_how_long_a_day_of_work_is() -> None:
    assert mean_effort("P2D", 7.8) == pytest.approx(2 * 7.8 * 60)
    assert mean_effort(Pert(min="PT1H", mode="P1D", max="P2D"), 6) == pytest.approx((60 + 4 * 360 + 720) / 6)
    assert mean_effort(Exponential(mean="P1D", distribution="exponential"), 6) == 360


def test_business_days_pass_on_the_calendar() -> None:
    days = BusinessDays(business_days=3)
    assert minutes(days) == mean_elapsed(days) == pytest.approx(3 * 7 / 5 * 1440)
    assert mean_effort(days, 7) == pytest.approx(3 * 7 * 60)
    assert mean_minutes(Pert(min="P1D", mode=days, max="P10D")) == pytest.approx((1 + 4 * 4.2 + 10) / 6 * 1440)


def test_long_work_is_written_in_hours() -> None:
    assert write_iso(1800, clock_only=True) == "PT30H"
    assert mean_effort(write_iso(1800, clock_only=True)) == 1800
