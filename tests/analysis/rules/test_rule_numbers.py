"""What each friction costs both sides, how many cases meet it, and how sure the numbers are."""

from __future__ import annotations

from typing import Any

import pytest

from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, Severity
from visavis.blueprint.analysis.frictions.rules import RULES
from visavis.blueprint.analysis.frictions.runner import analyse
from visavis.blueprint.model import Basis

START = {"kind": "start"}
END = {"kind": "outcome", "outcome": "granted"}
TALK = {"kind": "interaction"}
ITEMS = [{"id": "tax", "name": "Tax notice", "held_by": "tax office"}, {"id": "bill", "name": "Bill"}]


def found(document: Any, rule: str) -> Finding:
    findings = analyse(document, [known for known in RULES if known.name == rule]).frictions.findings
    assert len(findings) == 1
    return findings[0]


def numbers(finding: Finding) -> tuple[Any, ...]:
    return tuple(value if value is None else pytest.approx(value)
                 for value in (finding.citizen_minutes, finding.agent_minutes, finding.share))


def test_people_who_give_up_make_a_silent_wait_a_loss(sketch: Any) -> None:
    finding = found(sketch({"a": START, "w": {"kind": "wait", "wait": "P30D", "split": "one", "basis": "measured"},
                            "x": {"kind": "outcome", "outcome": "abandoned"}, "e": END},
                           [("a", "w"), ("w", "e", {"probability": 0.9}), ("w", "x")]), "silent-wait")
    assert finding.friction_class is FrictionClass.LOSS
    assert finding.severity is Severity.HIGH
    assert numbers(finding) == (None, None, 0.1)
    assert finding.basis is Basis.MEASURED


def test_items_held_share_the_work_of_both_steps_that_handle_them(sketch: Any) -> None:
    """Two items: half of the work of gathering (12 minutes at most), half of checking (5 at most), twice visited."""
    steps = {"a": START, "b": {"work": "PT20M", "asks": ["tax", "bill"]},
             "c": {"lane": "front", "kind": "decision", "work": "PT6M", "asks": ["tax", "bill"], "basis": "assumed"},
             "e": END}
    flows = [("a", "b"), ("b", "c"), ("c", "b", {"probability": 0.5}), ("c", "e")]
    finding = found(sketch(steps, flows, items=ITEMS), "already-held")
    assert finding.friction_class is FrictionClass.LAW
    assert finding.severity is Severity.CRITICAL
    assert numbers(finding) == (20.0, 6.0, 1.0)
    assert finding.basis is Basis.ASSUMED
    assert str(finding.message).startswith("1 item out of 2 is held by an administration")


def test_a_step_that_does_much_else_is_not_charged_to_one_item(sketch: Any) -> None:
    steps = {"a": START, "b": {"work": "PT3H", "asks": ["tax"]},
             "c": {"lane": "front", "work": "PT1H", "asks": ["tax"]}, "e": END}
    finding = found(sketch(steps, [("a", "b"), ("b", "c"), ("c", "e")], items=ITEMS), "already-held")
    assert numbers(finding) == (12.0, 5.0, 1.0)


def test_rework_costs_every_visit_beyond_the_first(sketch: Any) -> None:
    finding = found(sketch({"a": START, "b": {"work": "PT50M"},
                            "c": {"lane": "front", "kind": "decision", "work": "PT7M"}, "e": END},
                           [("a", "c"), ("c", "b", {"probability": 0.3}), ("b", "c"), ("c", "e")]), "rework-loop")
    returns = 0.3 / 0.7
    assert finding.steps == ("c", "b")
    # No one would fetch what is missing if nothing were: all of it is repair, and each check after the first.
    assert numbers(finding) == (50 * returns, 7 * returns, 0.3)


def test_rework_that_begins_earlier_costs_the_repeated_part(sketch: Any) -> None:
    finding = found(sketch({"a": START, "b": {"work": "PT50M"},
                            "c": {"lane": "front", "kind": "decision", "work": "PT7M"}, "e": END},
                           [("a", "b"), ("b", "c"), ("c", "b", {"probability": 0.3}), ("c", "e")]), "rework-loop")
    returns = 0.3 / 0.7
    assert numbers(finding) == (50 * returns, 7 * returns, 0.3)


def test_handing_on_costs_reading_in_again_and_is_a_hypothesis(sketch: Any) -> None:
    told = {"lane": "back", "work": "PT9M", "basis": "measured"}
    steps = {"a": START, **{name: {**told, "unit": name} for name in "bcdf"}, "e": END}
    finding = found(sketch(steps, [("a", "b"), ("b", "c"), ("c", "d"), ("d", "f"), ("f", "e")]), "handoff-chain")
    assert numbers(finding) == (0.0, 6.0, 1.0)
    assert finding.is_hypothesis


def test_typing_again_costs_the_part_of_the_work_that_the_items_take(sketch: Any) -> None:
    finding = found(sketch({"a": START, "b": {"lane": "front", "system": "X", "asks": ["tax"], "work": "PT5M"},
                            "c": {"lane": "back", "system": "Y", "asks": ["tax", "bill"], "work": "PT30M"}, "e": END},
                           [("a", "b"), ("b", "c"), ("c", "e")], items=ITEMS), "rekeying")
    assert finding.steps == ("c", "b")
    assert numbers(finding) == (0.0, 15.0, 1.0)


def test_a_blocked_persona_is_a_loss_of_their_weight(sketch: Any) -> None:
    people = [{"id": "ann", "name": "Ann", "weight": 3, "channels": ["phone"]}, {"id": "bob", "name": "Bob"}]
    finding = found(sketch({"a": {**START, "split": "one"}, "b": {"channel": "web"}, "e": END},
                           [("a", "b", {"probability": 0.5}), ("a", "e"), ("b", "e")], personas=people),
                    "blocked-persona")
    assert (finding.persona, finding.friction_class) == ("ann", FrictionClass.LOSS)
    assert numbers(finding) == (None, None, 0.375)
    assert str(finding.message) == "Ann cannot continue online"
    assert finding.basis is None


def test_a_failure_without_a_fallback_loses_those_who_fail(sketch: Any) -> None:
    finding = found(sketch({"a": START, "b": {"work": "PT5M", "fails": 0.04}, "e": END}, [("a", "b"), ("b", "e")]),
                    "dead-end")
    assert numbers(finding) == (None, None, 0.04)
    assert finding.severity is Severity.MEDIUM


def test_contacts_without_times_are_found_but_not_costed(sketch: Any) -> None:
    document = sketch({"a": START, "w": {"kind": "wait", "wait": "P9D", "split": "one"}, "c": {"channel": "phone"},
                       "r": {"lane": "front", "work": "PT4M"}, "e": END},
                      [("a", "w"), ("w", "e", {"probability": 0.5}), ("w", "c"), ("c", "r", TALK), ("r", "e", TALK)])
    report = analyse(document, [rule for rule in RULES if rule.name == "chase-contact"]).frictions
    assert numbers(report.findings[0]) == (None, 2.0, 0.5)
    assert [gap.steps for gap in report.not_assessed] == [("c", "r")]
