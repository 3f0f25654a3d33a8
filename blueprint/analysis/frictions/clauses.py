"""To-avoid clauses: which findings break them, for whom and where, and which of them nothing can tell about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from visavis.blueprint.analysis.frictions.context import in_scope
from visavis.blueprint.analysis.frictions.finding import ClauseVerdict, Finding, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.thresholds import WORK_UNITS
from visavis.blueprint.model import AvoidClause, BlueprintDocument, LimitUnit

TO_AVOID = "to-avoid"
# Someone said that it must not happen: such a finding is never a detail.
LEAST_SEVERITY = Severity.HIGH


def attach_clauses(document: BlueprintDocument, findings: Iterable[Finding]) -> Iterable[Finding]:
    """Let each finding name the clauses that it breaks; it is then at least of high severity."""
    ruled = [clause for clause in document.head.avoid if clause.rule is not None]
    for finding in findings:
        broken = tuple(clause.id for clause in ruled if _breaks(document, finding, clause))
        if broken:
            yield replace(finding, clauses=(*finding.clauses, *broken),
                          severity=max(finding.severity, LEAST_SEVERITY))
        else:
            yield finding


def judge_clauses(document: BlueprintDocument, findings: Sequence[Finding], missing: Sequence[NotAssessed],
                  asked: Collection[str]) -> tuple[ClauseVerdict, ...]:
    """Return for each clause whether it holds; waived and dismissed findings break nothing."""
    still = [finding for finding in findings if finding.is_open]
    return tuple(_verdict(document, clause, [finding for finding in still if clause.id in finding.clauses],
                          missing, asked)
                 for clause in document.head.avoid)


def _verdict(document: BlueprintDocument, clause: AvoidClause, broken: Sequence[Finding],
             missing: Sequence[NotAssessed], asked: Collection[str]) -> ClauseVerdict:
    if not broken:
        return ClauseVerdict(clause, None if _is_unjudged(document, clause, missing, asked) else True)
    personas = () if any(finding.persona is None for finding in broken) else tuple(
        dict.fromkeys(finding.persona for finding in broken if finding.persona is not None))
    if clause.scope is not None and clause.scope.persona is not None:
        personas = (clause.scope.persona,)
    steps = tuple(dict.fromkeys(step for finding in broken for step in finding.steps))
    return ClauseVerdict(clause, holds=False, findings=tuple(finding.key for finding in broken), personas=personas,
                         steps=steps)


def _is_unjudged(document: BlueprintDocument, clause: AvoidClause, missing: Sequence[NotAssessed],
                 asked: Collection[str]) -> bool:
    rule = clause.rule or TO_AVOID
    if rule not in asked or (clause.rule is None and clause.limit is None):
        return True
    return any(gap.rule == rule and (not gap.steps or any(
        in_scope(document, document.step_by_id[step], clause) for step in gap.steps)) for gap in missing)


def _breaks(document: BlueprintDocument, finding: Finding, clause: AvoidClause) -> bool:
    if finding.rule != clause.rule:
        return False
    persona = clause.scope.persona if clause.scope is not None else None
    if persona is not None and (finding.persona not in (None, persona) or not _is_over_limit(finding, clause)):
        return False
    return any(in_scope(document, document.step_by_id[name], clause) for name in finding.steps)


def _is_over_limit(finding: Finding, clause: AvoidClause) -> bool:
    """Return whether a finding passes the limit of a clause for one persona, which no rule compares with itself."""
    limit = clause.limit
    if limit is None:
        return True
    if limit.unit is LimitUnit.PERCENT:
        return finding.share is None or finding.share * 100 > limit.value
    minutes = WORK_UNITS.get(limit.unit)
    if minutes is None:
        return True
    return (finding.citizen_minutes or 0.0) + (finding.agent_minutes or 0.0) > limit.value * minutes
