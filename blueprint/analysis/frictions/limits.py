"""The units of limits in minutes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from visavis.blueprint.model import LimitUnit

# A limit in days is about waiting, which passes by the calendar; one in minutes or hours is about work.
WORK_UNITS: Mapping[LimitUnit, int] = MappingProxyType({LimitUnit.MINUTE: 1, LimitUnit.HOUR: 60})
TIME_UNITS: Mapping[LimitUnit, int] = MappingProxyType({**WORK_UNITS, LimitUnit.DAY: 24 * 60})
