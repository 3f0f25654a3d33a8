"""The figures of measures as plain numbers, as tests compare them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from visavis.blueprint.analysis import CaseMeasures, Elapsed, Figure, JourneyMeasures


def value(figure: Figure) -> float:
    """Return the value of a figure, which has one; it may be a lower bound."""
    assert figure.value is not None
    return figure.value


def shares(found: JourneyMeasures) -> dict[str, float]:
    """Return the share of the started cases that comes to each outcome; all of them are known."""
    assert all(share.is_known for share in found.outcomes.values())
    return {name: value(share) for name, share in found.outcomes.items()}


def mean_of(found: JourneyMeasures) -> float:
    """Return the mean elapsed minutes of all started cases."""
    return value(found.started.elapsed.mean_minutes)


def effort(found: JourneyMeasures, side: str) -> float:
    """Return a side's minutes of work in an average started case."""
    told: Any = getattr(found.started, side)
    return value(told.work_minutes)


def minutes_of(elapsed: Elapsed) -> list[float | None]:
    """Return mean, median, 90th and 95th percentile and standard deviation; None where no one knows."""
    return [getattr(elapsed, one.name).value for one in fields(elapsed)]


def decided_of(found: JourneyMeasures) -> CaseMeasures:
    """Return the measures of those who get an answer; there are some."""
    assert found.decided is not None
    return found.decided
