"""Frictions that are about a journey as a whole: the law's limit and the time that people tolerate.

They are told beside the elapsed time, on its line, and not among those that stand on a step.
"""

from __future__ import annotations

from dataclasses import dataclass

from visavis.blueprint.analysis import Analysis, Hotspot

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
    for hotspot in reversed(analysis.frictions.hotspots):
        # The same rule also finds deadlines of steps and papers, which are told on these.
        if hotspot.finding.is_whole and hotspot.finding.rule == TOLERATED_RULE:
            tolerated = hotspot
        elif hotspot.finding.is_whole and hotspot.finding.rule == LEGAL_RULE:
            legal = hotspot
    return WholeJourneyFrictions(legal, tolerated)
