"""To-avoid clauses, and whether the findings of the day break them."""

from __future__ import annotations

from collections.abc import Collection

from blueprint.analysis.finding import Finding, FrictionReport
from blueprint.model import AvoidClause, BlueprintDocument, Limit, LimitUnit, Scope, Step
from exporters.spec.elements import unknown
from exporters.spec.judgements import AvoidSpec, LimitSpec, ScopeSpec

_MINUTES = {LimitUnit.MINUTE: 1, LimitUnit.HOUR: 60, LimitUnit.DAY: 24 * 60}


def avoid(document: BlueprintDocument, report: FrictionReport, rules: Collection[str]) -> tuple[AvoidSpec, ...]:
    """Return the clauses with the open findings that break them; `rules` names the rules that were asked."""
    return tuple(_clause(document, clause, report, rules) for clause in document.head.avoid)


def _clause(document: BlueprintDocument, clause: AvoidClause, report: FrictionReport,
            rules: Collection[str]) -> AvoidSpec:
    broken = tuple(spot.number for spot in report.hotspots if _concerns(document, spot.finding, clause))
    unjudged = clause.rule not in rules or any(gap.rule == clause.rule for gap in report.not_assessed)
    return AvoidSpec(id=clause.id, text=clause.text, rule=clause.rule, scope=_scope(clause.scope),
                     limit=_limit(clause.limit), holds=False if broken else None if unjudged else True,
                     findings=broken, **unknown(clause))


def _concerns(document: BlueprintDocument, finding: Finding, clause: AvoidClause) -> bool:
    if finding.rule != clause.rule:
        return False
    scope = clause.scope
    if scope is None:
        return True
    if scope.persona is not None and finding.persona not in (None, scope.persona):
        return False
    return any(_inside(document, document.step_by_id[name], scope) for name in finding.steps)


def _inside(document: BlueprintDocument, step: Step, scope: Scope) -> bool:
    pairs = ((scope.side, document.side_of(step)), (scope.lane, step.lane), (scope.phase, step.phase),
             (scope.step, step.id))
    return all(wanted is None or wanted == found for wanted, found in pairs)


def _scope(scope: Scope | None) -> ScopeSpec | None:
    if scope is None:
        return None
    return ScopeSpec(side=scope.side, lane=scope.lane, phase=scope.phase, persona=scope.persona, step=scope.step,
                     **unknown(scope))


def _limit(limit: Limit | None) -> LimitSpec | None:
    if limit is None:
        return None
    factor = _MINUTES.get(limit.unit)
    return LimitSpec(value=limit.value, unit=limit.unit, minutes=None if factor is None else limit.value * factor,
                     **unknown(limit))
