"""What became of friction points, as pages tell it: resolved, still there, new; and what nobody can tell.

A friction whose rule lacks what it needs in the redesign is not seen there: that does not resolve it.
"""

from __future__ import annotations

from dataclasses import dataclass

from visavis.blueprint.analysis.frictions.finding import Finding, NotAssessed
from visavis.blueprint.analysis.redesign.comparison import Comparison, FrictionStatus


@dataclass(frozen=True, slots=True)
class ComparedPoints:
    """The findings of a comparison by what became of them, each in rank order.

    `unjudged` were found in the as-is blueprint by rules that could not judge the redesign; `not_assessed` are those
    rules and the others that could not.
    """

    resolved: tuple[Finding, ...]
    remaining: tuple[Finding, ...]
    new: tuple[Finding, ...]
    unjudged: tuple[Finding, ...]
    not_assessed: tuple[NotAssessed, ...]

    @property
    def is_clear(self) -> bool:
        """Whether nothing is left to mend: nothing remains, and nothing is new."""
        return not self.remaining and not self.new


def sort_points(comparison: Comparison) -> ComparedPoints:
    """Return the findings of a comparison by what became of them."""
    gaps = comparison.after.frictions.not_assessed
    blind = {gap.rule for gap in gaps}
    by_status = {status: tuple(one.finding for one in comparison.findings if one.status is status)
                 for status in FrictionStatus}
    gone = by_status[FrictionStatus.RESOLVED]
    return ComparedPoints(tuple(one for one in gone if one.rule not in blind), by_status[FrictionStatus.REMAINING],
                          by_status[FrictionStatus.NEW], tuple(one for one in gone if one.rule in blind), gaps)
