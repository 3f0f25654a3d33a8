"""Friction groups: one rule and one remedy, one number, in one order: people lost, duties, minutes."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from tests.need import need
from visavis.blueprint.analysis import (
    RULES,
    UNKNOWN,
    Figure,
    Finding,
    FrictionClass,
    FrictionReport,
    Severity,
    analyse,
)
from visavis.blueprint.language import message
from visavis.blueprint.model import Basis, Waiver, WaiverReason
from visavis.blueprint.storage import load

EXAMPLES = Path(__file__).parents[2] / "examples"


def found(rule: str, *steps: str, kind: FrictionClass = FrictionClass.LOAD, remedy: str = "Mend it",
          **more: Any) -> Finding:
    return Finding(rule, kind, more.pop("severity", Severity.MEDIUM), steps or ("a",), message(rule), message("Hurts"),
                   message(remedy), **more)


def order(*findings: Finding) -> list[str]:
    return [group.rule for group in FrictionReport(findings).groups]


def test_findings_of_one_rule_and_one_remedy_share_a_number_on_each_of_their_steps() -> None:
    report = FrictionReport((found("typed", "a", agent_minutes=9.0), found("asked", "b", agent_minutes=8.0),
                             found("typed", "c", "d", agent_minutes=20.0),
                             found("typed", "e", agent_minutes=1.0, remedy="Connect the tools")))
    assert [(spot.number, spot.finding.rule, spot.finding.steps[0]) for spot in report.hotspots] == [
        (1, "typed", "c"), (1, "typed", "a"), (2, "asked", "b"), (3, "typed", "e")]
    assert [group.steps for group in report.groups] == [("c", "a"), ("b",), ("e",)]
    assert report.groups[0].agent_minutes == Figure(29.0)
    assert [(spot.number, spot.finding.steps) for spot in report.leading] == [(1, ("c", "d")), (2, ("b",)),
                                                                              (3, ("e",))]


def test_people_lost_come_first_then_duties_then_minutes_of_both_sides() -> None:
    assert order(
        found("minutes", citizen_minutes=30.0, agent_minutes=30.0, severity=Severity.CRITICAL),
        found("fewer-minutes", citizen_minutes=59.0, agent_minutes=0.0),
        found("light-duty", kind=FrictionClass.LAW, severity=Severity.LOW),
        found("duty", kind=FrictionClass.LAW, agent_minutes=1.0),
        found("lost", kind=FrictionClass.LOSS, share=0.06),
        found("more-lost", kind=FrictionClass.LOSS, share=0.13, severity=Severity.LOW),
        found("shift", kind=FrictionClass.SHIFT, citizen_minutes=45.0),
    ) == ["more-lost", "lost", "duty", "light-duty", "minutes", "fewer-minutes", "shift"]


@pytest.mark.parametrize(("share", "is_first"), [(0.05, True), (0.0499, False), (None, True)])
def test_people_lost_come_first_from_five_percent_on_or_where_no_one_knows(share: float | None, is_first: bool) -> None:
    assert order(found("duty", kind=FrictionClass.LAW, agent_minutes=90.0),
                 found("lost", kind=FrictionClass.LOSS, share=share))[0] == ("lost" if is_first else "duty")


def test_the_losses_of_a_group_add_up() -> None:
    lost = [found("lost", step, kind=FrictionClass.LOSS, share=0.03) for step in "ab"]
    assert order(found("duty", kind=FrictionClass.LAW), *lost) == ["lost", "duty"]
    assert need(FrictionReport(tuple(lost)).groups[0].lost.value) == pytest.approx(0.06)
    many = [found("lost", step, kind=FrictionClass.LOSS, share=0.7) for step in "ab"]
    assert FrictionReport(tuple(many)).groups[0].lost.value == 1.0


def test_what_is_unknown_is_not_counted_as_nothing() -> None:
    known, unknown = found("r", "a", citizen_minutes=4.0, agent_minutes=0.0), found("r", "b")
    group, = FrictionReport((unknown, known)).groups
    assert (group.citizen_minutes, group.agent_minutes) == (Figure(4.0, at_least=True), Figure(0.0, at_least=True))
    assert group.minutes == Figure(4.0, at_least=True)
    assert FrictionReport((unknown,)).groups[0].minutes == UNKNOWN == FrictionReport((known,)).groups[0].lost
    assert order(unknown, found("nothing", agent_minutes=0.0)) == ["nothing", "r"], "the unknown comes last"


def test_only_open_findings_have_a_number_and_the_others_stand_last() -> None:
    kept = found("kept", citizen_minutes=99.0, waived=Waiver(id="w", rule="kept", reason=WaiverReason.LEGAL))
    report = FrictionReport((kept, found("open")))
    assert [(spot.number, spot.finding.rule) for spot in report.hotspots] == [(1, "open")]


def test_a_group_is_a_hypothesis_when_one_of_its_numbers_is_assumed() -> None:
    sure, guess = found("r", "a", basis=Basis.MEASURED), found("r", "b", basis=Basis.ASSUMED)
    assert FrictionReport((sure, guess)).groups[0].is_hypothesis
    assert not FrictionReport((sure,)).groups[0].is_hypothesis


def test_the_deadline_and_the_time_that_people_bear_are_about_the_whole() -> None:
    report = analyse(load(EXAMPLES / "apa-a-domicile.blueprint.json").document, RULES).frictions
    assert {group.rule for group in report.groups if group.is_whole} == {"deadline-mismatch", "beyond-tolerated-time"}


@pytest.mark.parametrize("name", ["apa-a-domicile", "home-care-allowance"])
def test_an_analysis_lists_its_findings_in_the_order_of_its_groups(name: str) -> None:
    document = load(EXAMPLES / f"{name}.blueprint.json").document
    report = analyse(document, RULES).frictions
    assert [id(one) for one in report.open] == [id(one) for one in report.findings if one.is_open]
    assert not any(one.is_open for one in report.findings[len(report.open):])
    assert [group.number for group in report.groups] == list(range(1, len(report.groups) + 1))
    rules = list(RULES)
    random.Random(7).shuffle(rules)
    assert analyse(document, rules).frictions.findings == report.findings
