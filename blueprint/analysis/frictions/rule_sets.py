"""Named rule sets: which of all rules a blueprint is checked with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis.frictions.clauses import TO_AVOID
from visavis.blueprint.analysis.frictions.rule import FrictionRule
from visavis.blueprint.analysis.frictions.thresholds import TIME_UNITS
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument, LimitUnit, Problem
from visavis.blueprint.model.problems import describe_missing
from visavis.blueprint.storage.organisation import Organisation

RECOMMENDED = "recommended"
ALL = "all"


def set_names(rules: Sequence[FrictionRule]) -> tuple[str, ...]:
    """Return the names of the sets there are: the shipped ones, then those of plugged-in rules."""
    shipped = (RECOMMENDED, ALL, "legal-fr", "home-visit")
    return tuple(dict.fromkeys((*shipped, *sorted({name for rule in rules for name in rule.sets}))))


def chosen_rules(document: BlueprintDocument, rules: Sequence[FrictionRule], organisation: Organisation,
                 wanted: str | None = None) -> tuple[FrictionRule, ...]:
    """Return the rules that a document is checked with.

    The set is `wanted`, else the document's, else the organisation's, else the recommended one; the organisation may
    add and drop rules. Rules that a to-avoid clause names are always asked. A set that no one knows (a plug-in that
    is not installed) counts as the recommended one; `document_slips` and `organisation_slips` tell of it.
    """
    names = (wanted, document.head.rules, organisation.rules.set)
    known = set_names(rules)
    name = next((name for name in names if name in known), RECOMMENDED)
    added = {TO_AVOID, *organisation.rules.add, *(clause.rule for clause in document.head.avoid if clause.rule)}
    dropped = set(organisation.rules.drop) - {clause.rule for clause in document.head.avoid}
    return tuple(rule for rule in rules if rule.name not in dropped
                 and (name == ALL or name in rule.sets or rule.name in added))


def document_slips(document: BlueprintDocument, rules: Sequence[FrictionRule]) -> Iterator[Problem]:
    """Yield what a document's `rules` and `thresholds` name that none of the rules answers to."""
    chosen = document.head.rules
    if chosen is not None and chosen not in set_names(rules):
        yield Problem(message("{field}", field="rules"), _unknown_name(message("rule set"), chosen, set_names(rules)))
    for own in document.head.thresholds:
        fault = _threshold_fault(rules, own.rule, own.name, own.unit)
        if fault is not None:
            yield Problem(message("limit {id}", id=own.id), fault)


def judgement_slips(document: BlueprintDocument, rules: Sequence[FrictionRule]) -> Iterator[Problem]:
    """Yield which waivers, to-avoid clauses and decisions of a document name a rule that no one answers to.

    They are told and not refused: what they say of frictions stays true when a plug-in is not installed.
    """
    names = [rule.name for rule in rules]
    judged = (*((message("justification {id}", id=one.id), one.rule) for one in document.head.waivers),
              *((message("to-avoid clause {id}", id=one.id), one.rule) for one in document.head.avoid),
              *((message("decision {id}", id=one.id), one.rule) for one in document.head.triage))
    for location, rule in judged:
        if rule is not None and rule not in names:
            yield Problem(location, _unknown_name(message("rule"), rule, names))


def organisation_slips(organisation: Organisation, rules: Sequence[FrictionRule]) -> Iterator[Problem]:
    """Yield what an organisation's settings name that none of the rules answers to."""
    chosen = organisation.rules
    if chosen.set is not None and chosen.set not in set_names(rules):
        yield Problem(message("{field}", field="rules.set"), _unknown_name(message("rule set"), chosen.set,
                                                                           set_names(rules)))
    names = [rule.name for rule in rules]
    for field, listed in (("rules.add", chosen.add), ("rules.drop", chosen.drop)):
        for name in listed:
            if name not in names:
                yield Problem(message("{field}", field=field), _unknown_name(message("rule"), name, names))
    for rule, settings in organisation.thresholds.items():
        for name, setting in settings.items():
            fault = _threshold_fault(rules, rule, name, setting.unit)
            if fault is not None:
                yield Problem(message("{field}", field=f"thresholds.{rule}.{name}"), fault)


def _threshold_fault(rules: Sequence[FrictionRule], rule: str, name: str, unit: LimitUnit) -> Message | None:
    known_rule = next((one for one in rules if one.name == rule), None)
    if known_rule is None:
        return _unknown_name(message("rule"), rule, [one.name for one in rules])
    limit = next((one for one in known_rule.thresholds if one.name == name), None)
    if limit is None:
        return describe_missing(message("limit of {rule}", rule=rule), name,
                                [one.name for one in known_rule.thresholds])
    if unit is limit.unit or (unit in TIME_UNITS and limit.unit in TIME_UNITS):
        return None
    return message("the unit '{unit}' does not fit this limit, which is in '{wanted}'", unit=unit.value,
                   wanted=limit.unit.value)


def _unknown_name(what: Message, name: str, known: Sequence[str]) -> Message:
    fault = describe_missing(what, name, known)
    if "close" in fault.values:
        return fault
    return message("{fault} (it may belong to a plug-in that is not installed here)", fault=fault)
