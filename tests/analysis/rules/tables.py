"""Small journeys for the tests of the rules, and what all of them ask: where a rule speaks, and where it must not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import pytest

from tests.analysis.conftest import ACTORS, Sketch
from visavis.blueprint.analysis import RULES, Finding, FrictionReport, analyse
from visavis.blueprint.analysis.frictions.guide import InputElement, Need
from visavis.blueprint.analysis.frictions.rule import inputs_of
from visavis.blueprint.language import translator

START = {"kind": "start"}
# A start that takes the citizen five minutes.
BEGUN = {"kind": "start", "work": "PT5M"}
END = {"kind": "outcome", "outcome": "granted"}
REFUSED = {"kind": "outcome", "outcome": "refused"}
LOST = {"kind": "outcome", "outcome": "abandoned"}
TALK = {"kind": "interaction"}
LEAST_CASES = 3
# The marked steps in order (none: the rule is silent), steps by id, flows, and what the head says.
Case = tuple[str, dict[str, Any], list[tuple[Any, ...]], dict[str, Any]]


def step(lane: str = "citizen", minutes: int = 10, **told: Any) -> dict[str, Any]:
    """Return a step that takes ten minutes."""
    return {"lane": lane, "work": f"PT{minutes}M", **told}


def decision(lane: str = "back", **told: Any) -> dict[str, Any]:
    """Return a decision that takes ten minutes."""
    return step(lane, kind="decision", **told)


def chance(probability: float, **more: Any) -> dict[str, Any]:
    """Return how likely a flow is."""
    return {"probability": probability, **more}


def line(*names: str) -> list[tuple[Any, ...]]:
    """Return flows from each step to the next."""
    return list(pairwise(names))


def row(expected: str, head: dict[str, Any] | None = None, **steps: dict[str, Any]) -> Case:
    """Return a straight journey, begun and granted."""
    whole = {"a": START, **steps, "z": END}
    return expected, whole, line(*whole), head or {}


def forked(expected: str, decide: dict[str, Any], *, yes: dict[str, Any] | None = None,
           no: dict[str, Any] | None = None, label: str = "", before: dict[str, Any] | None = None,
           odds: tuple[float | None, float | None] = (0.8, 0.2)) -> Case:
    """Return a decision between being granted and being refused, with a step on either way."""
    steps = {"a": START, "b": before or step("front"), "d": decide, **({"y": yes} if yes else {}),
             **({"n": no} if no else {}), "z": END, "x": REFUSED}
    told = [{} if likely is None else chance(likely) for likely in odds]
    said = {"label": label, "kind": "interaction"} if label else {}
    flows: list[tuple[Any, ...]] = [("a", "b"), ("b", "d"), ("d", "y" if yes else "z", told[0]),
                                    ("d", "n" if no else "x", {**told[1], **said})]
    flows += [("y", "z")] * bool(yes) + [("n", "x")] * bool(no)
    return expected, steps, flows, {}


def chased(contact: dict[str, Any] | None = None, answer: dict[str, Any] | None = None,
           **carried: Any) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    """Draw a wait during which a third of the people call; the answer leads back to waiting."""
    steps = {"a": BEGUN, "w": {"kind": "wait", "wait": "P30D", "split": "one"},
             "c": step(**{"channel": "phone", **(contact or {})}), "r": step("front", 5, **(answer or {})), "e": END}
    return steps, [("a", "w"), ("w", "e", chance(0.6)), ("w", "c", chance(0.4)), ("c", "r", {**TALK, **carried}),
                   ("r", "w", TALK)]


def returned(odds: float | None, lane: str = "citizen") -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    """Draw a check that sends some of the cases back."""
    back, on = ({}, {}) if odds is None else (chance(odds), chance(1 - odds))
    return ({"a": BEGUN, "b": step(lane), "d": step("front", kind="decision"), "e": END},
            [("a", "b"), ("b", "d"), ("d", "b", back), ("d", "e", on)])


def ask(document: Any, rule: str) -> FrictionReport:
    """Ask one rule of a document."""
    chosen = [one for one in RULES if one.name == rule]
    assert chosen, f"no rule {rule!r} in RULES of frictions/rules/__init__.py"
    return analyse(document, chosen).frictions


def report(sketch: Sketch, rule: str, case: Case) -> FrictionReport:
    """Ask one rule of a case."""
    _, steps, flows, head = case
    return ask(sketch(steps, flows, **head), rule)


def only(sketch: Sketch, rule: str, case: Case) -> Finding:
    """Return the one finding of a case."""
    (found,) = report(sketch, rule, case).findings
    return found


def findings(document: Any, rule: str) -> tuple[Finding, ...]:
    """Return what one rule finds in a document."""
    return ask(document, rule).findings


def only_finding(document: Any, rule: str) -> Finding:
    """Return the one finding of a rule in a document."""
    (found,) = findings(document, rule)
    return found


def judge(sketch: Sketch, rule: str, steps: dict[str, Any], flows: list[tuple[Any, ...]], **head: Any) -> FrictionReport:
    """Ask one rule of steps between a start `a`, being granted `z` and being refused `x`; there is an item, a bill."""
    whole = {"a": START, **steps, "z": END, "x": REFUSED}
    found = ask(sketch(whole, flows, items=[{"id": "bill", "name": "Bill"}], **head), rule)
    assert found.failures == ()
    return found


def judge_row(sketch: Sketch, rule: str, **steps: dict[str, Any]) -> FrictionReport:
    """Ask one rule of a straight journey."""
    return judge(sketch, rule, steps, line("a", *steps, "z"))


def marks(found: FrictionReport) -> list[str]:
    """Return the steps that findings are marked on."""
    return [finding.steps[0] for finding in found.findings]


def numbers(finding: Finding) -> tuple[Any, ...]:
    """Return the citizen's minutes, the agents' and the share of the cases, each about so much."""
    return tuple(value if value is None else pytest.approx(value)
                 for value in (finding.citizen_minutes, finding.agent_minutes, finding.share))


def said(finding: Finding) -> str:
    """Return what a finding says in English, with plain spaces."""
    return translator("en")(finding.message).replace("\u00a0", " ")


def assert_balanced(cases: Iterable[Case]) -> None:
    """A rule has at least three cases of each kind."""
    speaks = [bool(case[0]) for case in cases]
    told, silent = speaks.count(True), speaks.count(False)
    assert min(told, silent) >= LEAST_CASES, \
        f"{told} cases speak and {silent} are silent: {LEAST_CASES} of each are needed"


def unread(name: str, case: Case) -> set[str]:
    """Return what else a rule looks at of which nothing in a case says anything."""
    rule = next(rule for rule in RULES if rule.name == name)
    return {str(need.words) for need in inputs_of(rule) if lacks(case, need)}


def lacks(case: Case, need: Need) -> bool:
    """Return whether nothing in a case tells an input; an item that a flow carries is one that a step asks for."""
    _, steps, flows, head = case
    ways = [(flow[0], flow[2] if len(flow) > 2 else {}) for flow in flows]
    if need.field == "asks" and any(told.get("carries") for _, told in ways):
        return False
    if need.field == "probability":
        # Without a choice there is none to tell.
        count = Counter(source for source, _ in ways)
        ways = [(source, told) for source, told in ways if count[source] > 1 and (
            steps[source].get("split", "one" if steps[source].get("kind") == "decision" else "all") == "one")]
        if not ways:
            return False
    elements: dict[InputElement, Sequence[dict[str, Any]]] = {
        InputElement.STEP: list(steps.values()), InputElement.FLOW: [told for _, told in ways],
        InputElement.ITEM: head.get("items", ()), InputElement.ACTOR: head.get("actors", ACTORS),
        InputElement.PERSONA: head.get("personas", ()), InputElement.SERVICE: [head.get("service", {})],
        InputElement.HEAD: [head]}
    return not any(says(told, need.field) for told in elements[need.element])


def says(told: dict[str, Any], field: str) -> bool:
    """Return whether what a case tells of an element says something of a field, or of a part of it."""
    name, _, rest = field.partition(".")
    found = told.get(name)
    return says(found, rest) if rest and isinstance(found, dict) else found not in (None, "", [])


def assert_speaks(sketch: Sketch, name: str, case: Case) -> None:
    """The rule marks exactly the expected steps, in sentences that are complete in both languages.

    It is not assessed for nothing but those of its inputs that the case tells nothing of.
    """
    found = report(sketch, name, case)
    assert found.failures == ()
    assert {str(part) for gap in found.not_assessed for part in gap.missing} == unread(name, case), \
        "the rule says that it lacks inputs here: such a case belongs in assert_lacks"
    assert " ".join(sorted(finding.steps[0] for finding in found.findings)) == case[0]
    for finding in found.findings:
        assert len(set(finding.steps)) == len(finding.steps)
        assert "{" not in translator("en")(finding.message) + translator("fr")(finding.message)


def assert_marks(sketch: Sketch, name: str, case: Case) -> None:
    """The open findings of the rule mark exactly the expected steps, whatever else it could not assess."""
    found = report(sketch, name, case)
    assert not found.failures
    assert " ".join(sorted(finding.steps[0] for finding in found.open)) == case[0]
    for finding in found.findings:
        assert finding.rule == name
        assert len(set(finding.steps)) == len(finding.steps)
        assert "{" not in f"{finding.title}{finding.message}{finding.remedy}"
        assert finding.share is None or 0 <= finding.share <= 1


def assert_lacks(sketch: Sketch, name: str, case: Case, steps: Sequence[str]) -> None:
    """The rule finds nothing in a case, and says that it lacks its inputs at these steps."""
    found = report(sketch, name, case)
    assert found.findings == ()
    assert [(gap.rule, gap.steps) for gap in found.not_assessed] == [(name, tuple(steps))]
