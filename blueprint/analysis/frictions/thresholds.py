"""The limits that rules compare with, their units, and how grave an amount is.

Thresholds name their source. Those marked [D] are proposals of this project, to be tuned on real journeys. A
document, or an organisation for all its documents, may set them otherwise; a to-avoid clause that names a rule and
has a limit replaces all of these where it applies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from visavis.blueprint.analysis.frictions.finding import FrictionClass, Severity
from visavis.blueprint.model import LimitUnit

# A limit in days is about waiting, which passes by the calendar; one in minutes or hours is about work.
WORK_UNITS: Mapping[LimitUnit, int] = MappingProxyType({LimitUnit.MINUTE: 1, LimitUnit.HOUR: 60})
TIME_UNITS: Mapping[LimitUnit, int] = MappingProxyType({**WORK_UNITS, LimitUnit.DAY: 24 * 60})
# Lower edges of medium, high and critical [D]: minutes per started case for LOAD and SHIFT, parts of the started
# cases for LOSS and LAW. 20 % mirrors the completion line of 80 % of the British government's "great" services.
MINUTE_BANDS = (1.0, 5.0, 20.0)
SHARE_BANDS = (0.01, 0.05, 0.20)
# Days of waiting from which a friction is medium, high and critical [D].
DAY_BANDS = (5.0, 20.0, 60.0)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit that a rule compares with: its name within the rule, its value, its unit, and where it comes from."""

    name: str
    value: float
    unit: LimitUnit
    source: str


def band(amount: float, edges: tuple[float, float, float]) -> Severity:
    """Return the severity of an amount, given the lower edges of medium, high and critical."""
    return Severity(1 + sum(amount >= edge for edge in edges))


def severity_of(friction_class: FrictionClass, minutes: float, share: float) -> Severity:
    """Return a finding's severity: by minutes of both sides for LOAD and SHIFT, by share for LOSS and LAW.

    A missed duty is binary; its severity is how many people it reaches.
    """
    if friction_class in (FrictionClass.LOSS, FrictionClass.LAW):
        return band(share, SHARE_BANDS)
    return band(minutes, MINUTE_BANDS)


def severity_of_days(days: float) -> Severity:
    """Return the severity of days that people wait."""
    return band(days, DAY_BANDS)
