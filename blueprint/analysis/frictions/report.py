"""The report of an analysis: all findings in one order, grouped and numbered, and what could not be judged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from visavis.blueprint.analysis.frictions.finding import ClauseVerdict, Finding, NotAssessed
from visavis.blueprint.analysis.frictions.groups import FrictionGroup, group_findings
from visavis.blueprint.language import Message
from visavis.blueprint.model.problems import PluginFailure

if TYPE_CHECKING:
    from visavis.blueprint.analysis.figures import Measures


@dataclass(frozen=True, slots=True)
class Hotspot:
    """An open finding and the number of its group, which stands on the step, in the list and on the poster."""

    number: int
    finding: Finding
    # Of the whole group: one number is not drawn as sure here and as assumed there.
    is_hypothesis: bool = False


@dataclass(frozen=True)
class FrictionReport:
    """All findings of one document in the order of `groups`, closed ones last; the rules that could not be judged.

    `failures` tells of plug-ins (rules above all) that were set aside, and why; `clauses` tells of each
    to-avoid clause whether it holds; `asked` names the rules that were asked; `slips` tells which settings name
    something that is not there.
    """

    findings: tuple[Finding, ...] = ()
    not_assessed: tuple[NotAssessed, ...] = ()
    failures: tuple[PluginFailure, ...] = ()
    clauses: tuple[ClauseVerdict, ...] = ()
    asked: tuple[str, ...] = ()
    slips: tuple[Message, ...] = ()

    @cached_property
    def open(self) -> tuple[Finding, ...]:
        """Findings that no one waived or dismissed, in rank order."""
        return tuple(finding for group in self.groups for finding in group.findings)

    @cached_property
    def groups(self) -> tuple[FrictionGroup, ...]:
        """The open findings grouped by rule and remedy, numbered from 1 in rank order."""
        return group_findings(finding for finding in self.findings if finding.is_open)

    @cached_property
    def hotspots(self) -> tuple[Hotspot, ...]:
        """The open findings in rank order, each with the number of its group."""
        return tuple(Hotspot(group.number, finding, group.is_hypothesis)
                     for group in self.groups for finding in group.findings)

    @cached_property
    def leading(self) -> tuple[Hotspot, ...]:
        """The heaviest finding of each group with its number, in rank order."""
        return tuple(Hotspot(group.number, group.findings[0], group.is_hypothesis) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is computed of one document: what drawings, panels and exports show of it."""

    measures: Measures
    frictions: FrictionReport
