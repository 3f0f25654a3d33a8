"""ISO 8601 durations and their means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.model import Exponential, Pert, iso, mean_minutes, minutes


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
    assert minutes(iso(seconds / 60)) * 60 == pytest.approx(seconds)


def test_a_negative_duration_is_not_written() -> None:
    with pytest.raises(ValueError, match="negative"):
        iso(-1)


def test_means() -> None:
    assert mean_minutes(None) == 0
    assert mean_minutes("PT25M") == 25
    assert mean_minutes(Pert(min="PT3M", mode="PT5M", max="PT13M")) == 6
    assert mean_minutes(Exponential(mean="P1D", distribution="exponential")) == 1440
