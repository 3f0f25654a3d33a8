"""Named rule sets: which of all rules a blueprint is checked with."""

from __future__ import annotations

from collections.abc import Sequence

from blueprint.analysis.clauses import TO_AVOID
from blueprint.analysis.rule import FrictionRule
from blueprint.model import BlueprintDocument
from blueprint.storage.organisation import Organisation

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
    add and drop rules. Rules that a to-avoid clause names are always asked. A set that nobody knows (a plug-in that
    is not installed) counts as the recommended one.
    """
    names = (wanted, document.head.rules, organisation.rules.set)
    known = set_names(rules)
    name = next((name for name in names if name in known), RECOMMENDED)
    added = {TO_AVOID, *organisation.rules.add, *(clause.rule for clause in document.head.avoid if clause.rule)}
    dropped = set(organisation.rules.drop) - {clause.rule for clause in document.head.avoid}
    return tuple(rule for rule in rules if rule.name not in dropped
                 and (name == ALL or name in rule.sets or rule.name in added))
