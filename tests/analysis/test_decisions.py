"""Decisions of a blueprint: which come first, what they spare both sides, who stays outside, what is not known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.drawing.builders import document, finding, flow, journey, side, step
from visavis.blueprint.analysis import (
    Analysis,
    Figure,
    Finding,
    FrictionClass,
    FrictionReport,
    JourneyMeasures,
    Measures,
    NotAssessed,
)
from visavis.blueprint.analysis.decisions.decision import list_decisions
from visavis.blueprint.analysis.decisions.left_out import list_personas_by_access
from visavis.blueprint.analysis.decisions.unknowns import list_unknowns
from visavis.blueprint.analysis.figures import MissingInputs
from visavis.blueprint.analysis.frictions.guide import InputElement, Need
from visavis.blueprint.language import message
from visavis.blueprint.model import Basis, BlueprintDocument, Persona

LOST: dict[str, Any] = {"friction_class": FrictionClass.LOSS}
DUTY: dict[str, Any] = {"friction_class": FrictionClass.LAW}


def asked(**more: Any) -> BlueprintDocument:
    return document([step("u", work="PT5M"), step("a", "scene", work="PT9M"), step("b", "coulisses", work="PT2M")],
                    [flow("f", "u", "a", kind="interaction"), flow("g", "a", "b")], **more)


def remedied(rule: str, text: str, *steps: str, **more: Any) -> Finding:
    return finding(rule, *(steps or ("u",)), remedy=message("{told}", told=text) if not text else message(text), **more)


def judged(made: BlueprintDocument, *findings: Finding, **measured: Any) -> Analysis:
    return Analysis(Measures(journey(made, **measured)), FrictionReport(tuple(findings)))


def test_minutes_a_case_become_hours_a_year() -> None:
    made = asked(service={"cases_per_year": 4200})
    (decision,) = list_decisions(made, judged(made, remedied("r", "Ask once", citizen=6.0, agent=30.0)))
    assert decision.citizen_minutes == Figure(6.0)
    assert decision.citizen_hours == Figure(420.0)
    assert decision.agent_hours == Figure(2100.0)
    assert decision.kept.value is None


def test_without_cases_a_year_the_hours_are_not_known() -> None:
    made = asked()
    (decision,) = list_decisions(made, judged(made, remedied("r", "Ask once", citizen=6.0, agent=None)))
    assert decision.citizen_hours.value is None
    assert decision.agent_minutes.value is None


def test_people_who_go_on_are_more_cases_for_agents() -> None:
    made = asked(service={"cases_per_year": 1000})
    stopped = remedied("blocked-persona", "Open a way", citizen=None, agent=None, share=0.2, **LOST)
    (decision,) = list_decisions(made, judged(made, stopped, agent=side(30.0)))
    assert decision.kept.value == pytest.approx(0.2)
    assert decision.more_cases.value == pytest.approx(200.0)
    assert decision.hours_for_more_cases.value == pytest.approx(100.0)


def test_no_more_people_go_on_than_are_lost_in_all() -> None:
    made = asked(service={"cases_per_year": 1000})
    met = remedied("no-human-fallback", "Answer", citizen=None, agent=None, share=0.6, **LOST)
    (decision,) = list_decisions(made, judged(made, met, shares={"granted": 0.9, "refused": 0.0, "abandoned": 0.1}))
    assert decision.kept.value == pytest.approx(0.1)


def test_who_is_served_too_late_is_no_further_case() -> None:
    made = asked(service={"cases_per_year": 1000})
    late = remedied("deadline-mismatch", "Shorten", citizen=None, agent=None, share=0.7, **LOST)
    (decision,) = list_decisions(made, judged(made, late))
    assert (decision.kept.value, decision.late.value, decision.more_cases.value) == (None, 0.7, None)


def test_losses_come_first_then_duties_and_what_has_one_root_is_one() -> None:
    made = asked()
    load = remedied("load", "Spare it", citizen=90.0)
    duty = remedied("duty", "Answer", citizen=None, agent=None, **DUTY)
    lost = remedied("lost", "Let them through", citizen=None, agent=None, share=0.2, **LOST)
    caused = remedied("caused", "Mend what follows", citizen=80.0, root=duty.key)
    more = remedied("more", "Do less", citizen=5.0)
    found = list_decisions(made, judged(made, load, duty, lost, caused, more))
    assert [str(each.remedy) for each in found] == ["Let them through", "Answer", "Spare it"]
    assert [each.is_duty for each in found] == [False, True, False]
    assert [each.group.number for each in found] == [1, 2, 3]
    rest = list_decisions(made, judged(made, duty, caused, more))
    assert [str(each.remedy) for each in rest] == ["Answer", "Do less"]
    assert [each.group.number for each in rest] == [1, 3], "a number left out leaves a gap"


def persona(name: str, granted: float, lost: dict[str, float], visits: dict[str, float]) -> JourneyMeasures:
    made = asked()
    return replace(journey(made, shares={"granted": granted, "refused": 0.0, **lost}, visits=visits), persona=name,
                   weight=0.5)


def test_who_is_granted_least_comes_first_with_what_stops_her() -> None:
    people = tuple(Persona(id=name, name=name.title()) for name in ("ann", "bea", "cy"))
    made = asked(personas=people)
    measured = (persona("ann", 0.9, {"abandoned": 0.1}, {"u": 1.0}), persona("bea", 0.0, {"blocked": 1.0}, {"u": 1.0}),
                persona("cy", 1.0, {}, {"u": 1.0}))
    hers = remedied("blocked-persona", "Open a way", "u", share=0.3, persona="bea", **LOST)
    elsewhere = remedied("dropout-cliff", "Help", "b", share=0.4, **LOST)
    analysis = Analysis(Measures(journey(made), measured), FrictionReport((elsewhere, hers)))
    found = list_personas_by_access(made, analysis)
    assert [each.persona.id for each in found if each.persona] == ["bea", "ann", "cy"]
    assert [each.finding for each in found] == [hers, None, None]
    assert [each.exit for each in found] == ["blocked", "abandoned", None]


def test_without_personas_everybody_is_told() -> None:
    made = asked()
    (found,) = list_personas_by_access(made, judged(made))
    assert (found.persona, found.exit) == (None, "abandoned")
    assert list_personas_by_access(made, Analysis(Measures(None), FrictionReport())) == ()


def test_what_is_not_judged_comes_before_missing_figures_by_side() -> None:
    made = document([step("u", work="PT5M", basis=Basis.ASSUMED), step("a", "scene")])
    measured = replace(journey(made), missing=MissingInputs(work=("a",), wait=("u",), probability=("f", "g")))
    need = Need(message("times"), InputElement.STEP, "work")
    report = FrictionReport((), (NotAssessed("r", message("Late"), (need,)), NotAssessed("r", message("Late"), (need,))))
    told = [f"{each.subject}: {each.reason}" for each in list_unknowns(made, Analysis(Measures(measured), report))]
    assert told == [
        "Late: not judged. Lacks: times", "Agents’ work: 1 step without a time", "Citizen’s waits: 1 step without a time",
        "Branches: 2 ways without a probability",
        "Partners: none of their steps is drawn, so their work is not counted",
        "Citizen’s work: 1 step whose time is assumed and was never measured"]


def test_a_queue_that_grows_has_no_mean() -> None:
    made = asked()
    endless = finding("overloaded-pool", "a", message=message("{name}", name="Mail room"))
    queued = finding("overloaded-pool", "b", message=message("{name} {time}", name="Desk", time="3 d"))
    told = [str(each.subject) for each in list_unknowns(made, judged(made, endless, queued))]
    assert told == ["Queue of Mail room", "Partners"]


def test_where_there_is_no_journey_that_is_what_is_not_known() -> None:
    (only,) = list_unknowns(asked(), None)
    assert str(only.reason) == "there is no journey to measure yet"
