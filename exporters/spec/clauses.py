"""To-avoid clauses, and whether the findings of the day break them."""

from __future__ import annotations

from visavis.blueprint.analysis.frictions.finding import ClauseVerdict, FrictionReport
from visavis.blueprint.analysis.frictions.limits import TIME_UNITS
from visavis.blueprint.model import Limit, Scope
from visavis.exporters.spec.elements import extensions
from visavis.exporters.spec.judgements import AvoidSpec, LimitSpec, ScopeSpec


def avoid(report: FrictionReport) -> tuple[AvoidSpec, ...]:
    """Return the clauses with the open findings that break them."""
    return tuple(_clause(report, verdict) for verdict in report.clauses)


def _clause(report: FrictionReport, verdict: ClauseVerdict) -> AvoidSpec:
    clause = verdict.clause
    broken = tuple(spot.number for spot in report.hotspots if clause.id in spot.finding.clauses)
    return AvoidSpec(id=clause.id, text=clause.text, rule=clause.rule, scope=_scope(clause.scope),
                     limit=_limit(clause.limit), holds=verdict.holds, findings=broken, **extensions(clause))


def _scope(scope: Scope | None) -> ScopeSpec | None:
    if scope is None:
        return None
    return ScopeSpec(side=scope.side, lane=scope.lane, phase=scope.phase, persona=scope.persona, step=scope.step,
                     **extensions(scope))


def _limit(limit: Limit | None) -> LimitSpec | None:
    if limit is None:
        return None
    factor = TIME_UNITS.get(limit.unit)
    return LimitSpec(value=limit.value, unit=limit.unit, minutes=None if factor is None else limit.value * factor,
                     **extensions(limit))
