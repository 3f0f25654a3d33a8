"""Frictions that are about a journey as a whole: the law's limit and the time that people tolerate.

They are told beside the elapsed time, on its line, and not among those that stand on a step.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose

from visavis.blueprint.analysis import Analysis, Finding, Hotspot
from visavis.blueprint.analysis.figures import ClockMeasures

LEGAL_RULE = "deadline-mismatch"
TOLERATED_RULE = "beyond-tolerated-time"


@dataclass(frozen=True, slots=True)
class WholeJourneyFrictions:
    """The numbered frictions about the whole; None where there is none, or somebody justified it."""

    legal: Hotspot | None = None
    tolerated: Hotspot | None = None


def whole_journey_frictions(analysis: Analysis | None) -> WholeJourneyFrictions:
    """Return the frictions about the whole; of one that several personas have, the first in rank."""
    if analysis is None or analysis.measures.everybody is None:
        return WholeJourneyFrictions()
    legal = tolerated = None
    clock = analysis.measures.everybody.legal_clock
    for hotspot in reversed(analysis.frictions.hotspots):
        if hotspot.finding.rule == TOLERATED_RULE:
            tolerated = hotspot
        elif _is_about_clock(hotspot.finding, clock):
            legal = hotspot
    return WholeJourneyFrictions(legal, tolerated)


def _is_about_clock(finding: Finding, clock: ClockMeasures | None) -> bool:
    """Return whether a finding is that of the legal clock: the rule finds deadlines of steps and papers, too."""
    if finding.rule != LEGAL_RULE or clock is None or finding.share is None or clock.share_late.value is None:
        return False
    late = clock.share_late.known_value * clock.share_started.known_value
    return isclose(finding.share, late, abs_tol=1e-4)
