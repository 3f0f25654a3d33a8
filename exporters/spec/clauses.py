"""To-avoid clauses as a build is judged by them: whether they hold, their limits, who keeps them, how to try them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from visavis.blueprint.analysis import ClauseVerdict, FrictionReport, FrictionRule, Threshold
from visavis.blueprint.analysis.frictions.context import in_scope, settle_threshold
from visavis.blueprint.analysis.frictions.thresholds import TIME_UNITS
from visavis.blueprint.model import AvoidClause, BlueprintDocument, Limit, LimitUnit
from visavis.blueprint.registry import plugins
from visavis.blueprint.storage.organisation import Organisation
from visavis.exporters.spec.acceptance import CriteriaWriter
from visavis.exporters.spec.clause_tests import clause_test
from visavis.exporters.spec.judgements import AvoidSpec, LimitSpec, ScopeSpec, SettledLimitSpec
from visavis.exporters.spec.repeated import tell

# What a limit says of its source where the clause itself has it.
CLAUSE = "clause"


def avoid(writer: CriteriaWriter, report: FrictionReport, organisation: Organisation) -> tuple[AvoidSpec, ...]:
    """Return the clauses with the open findings that break them. `organisation` may set the limits of rules."""
    if not report.clauses:
        return ()
    rules = {rule.name: rule for rule in plugins().rules}
    return tuple(_clause(writer, report, one, _settle_limits(writer.document, organisation, rules, one.clause))
                 for one in report.clauses)


def _clause(writer: CriteriaWriter, report: FrictionReport, verdict: ClauseVerdict,
            limits: Sequence[Threshold]) -> AvoidSpec:
    clause, document = verdict.clause, writer.document
    broken = tuple(group.number for group in report.groups
                   if any(clause.id in finding.clauses for finding in group.findings))
    return tell(
        AvoidSpec, clause, scope=None if clause.scope is None else tell(ScopeSpec, clause.scope),
        limit=_limit(clause.limit), holds=verdict.holds, findings=broken, broken_at=verdict.steps,
        broken_for=verdict.personas, thresholds=tuple(_settled(limit) for limit in limits),
        owner=_owner(document, clause), waivers=_waivers(document, clause), test=clause_test(writer, clause, limits))


def _settle_limits(document: BlueprintDocument, organisation: Organisation, rules: Mapping[str, FrictionRule],
                   clause: AvoidClause) -> list[Threshold]:
    rule = rules.get(clause.rule or "")
    if rule is None:
        return []
    return [_put_limit(settle_threshold(document, organisation, rule.name, threshold), clause.limit)
            for threshold in rule.thresholds]


def _put_limit(threshold: Threshold, limit: Limit | None) -> Threshold:
    """Return a threshold with the clause's own limit in its place, where that is of its kind."""
    if limit is None:
        return threshold
    if limit.unit is threshold.unit:
        return replace(threshold, value=limit.value, source=CLAUSE)
    if limit.unit in TIME_UNITS and threshold.unit in TIME_UNITS:
        value = limit.value * TIME_UNITS[limit.unit] / TIME_UNITS[threshold.unit]
        return replace(threshold, value=value, source=CLAUSE)
    return threshold


def _settled(limit: Threshold) -> SettledLimitSpec:
    return SettledLimitSpec(name=limit.name, value=limit.value, unit=limit.unit, source=limit.source,
                            minutes=_in_minutes(limit.value, limit.unit))


def _limit(limit: Limit | None) -> LimitSpec | None:
    return None if limit is None else tell(LimitSpec, limit, minutes=_in_minutes(limit.value, limit.unit))


def _in_minutes(value: float, unit: LimitUnit) -> float | None:
    factor = TIME_UNITS.get(unit)
    return None if factor is None else value * factor


def _owner(document: BlueprintDocument, clause: AvoidClause) -> str | None:
    scope = clause.scope
    if scope is None:
        return None
    step = document.step_by_id.get(scope.step or "")
    lane = document.lane_by_id.get(step.lane if step is not None else scope.lane or "")
    return lane.actor if lane is not None and lane.facts.is_organisation else None


def _waivers(document: BlueprintDocument, clause: AvoidClause) -> tuple[str, ...]:
    return tuple(waiver.id for waiver in document.head.waivers if waiver.rule == clause.rule
                 and (waiver.step is None or in_scope(document, document.step_by_id[waiver.step], clause)))
