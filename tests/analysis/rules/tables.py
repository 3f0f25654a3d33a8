"""Tables of small journeys for rules: where each rule speaks (the steps it marks), and where it must not."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from visavis.blueprint.analysis.frictions.finding import Finding, FrictionReport
from visavis.blueprint.analysis.frictions.rule import inputs_of
from visavis.blueprint.analysis.frictions.rules import RULES
from visavis.blueprint.analysis.frictions.runner import analyse
from visavis.blueprint.language import translator

START = {"kind": "start"}
END = {"kind": "outcome", "outcome": "granted"}
LEAST_CASES = 3
# The marked steps in order (none: the rule is silent), steps by id, flows, and what the head says.
Case = tuple[str, dict[str, Any], list[tuple[Any, ...]], dict[str, Any]]
Tables = dict[str, list[Case]]


def step(lane: str = "citizen", minutes: int = 10, **told: Any) -> dict[str, Any]:
    """Return a step that takes ten minutes."""
    return {"lane": lane, "work": f"PT{minutes}M", **told}


def row(expected: str, head: dict[str, Any] | None = None, **steps: dict[str, Any]) -> Case:
    """Return a straight journey, begun and granted."""
    whole = {"a": START, **steps, "z": END}
    return expected, whole, list(pairwise(whole)), head or {}


def parameters(tables: Tables) -> list[Any]:
    """Return the cases as parameters (rule, case), named by rule and number."""
    return [pytest.param(rule, case, id=f"{rule}-{number}") for rule, cases in tables.items()
            for number, case in enumerate(cases)]


def report(sketch: Any, name: str, case: Case) -> FrictionReport:
    """Ask one rule of a case."""
    _, steps, flows, head = case
    return analyse(sketch(steps, flows, **head), [rule for rule in RULES if rule.name == name]).frictions


def only(sketch: Any, tables: Tables, name: str, number: int = 0) -> Finding:
    """Return the one finding of a case."""
    (found,) = report(sketch, name, tables[name][number]).findings
    return found


def assert_balanced(tables: Tables) -> None:
    """Every rule has at least three cases of each kind."""
    for name, cases in tables.items():
        assert sum(bool(case[0]) for case in cases) >= LEAST_CASES, name
        assert sum(not case[0] for case in cases) >= LEAST_CASES, name


def unread(name: str, case: Case) -> set[str]:
    """Return what else a rule looks at of which no step and no flow of a case says anything."""
    _, steps, flows, _ = case
    carried = any(len(flow) > 2 and flow[2].get("carries") for flow in flows)
    rule = next(rule for rule in RULES if rule.name == name)
    return {str(need.words) for need in inputs_of(rule) if not (need.field == "asks" and carried)
            and not any(told.get(need.field) for told in steps.values())}


def assert_speaks(sketch: Any, name: str, case: Case) -> None:
    """The rule marks exactly the expected steps, in sentences that are complete in both languages.

    It is not assessed for nothing but those of its inputs that the case tells nothing of.
    """
    found = report(sketch, name, case)
    assert found.failures == ()
    assert {str(part) for gap in found.not_assessed for part in gap.missing} == unread(name, case)
    assert " ".join(sorted(finding.steps[0] for finding in found.findings)) == case[0]
    for finding in found.findings:
        assert len(set(finding.steps)) == len(finding.steps)
        assert "{" not in translator("en")(finding.message) + translator("fr")(finding.message)
