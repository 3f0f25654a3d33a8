"""What people say of findings: to-avoid clauses, decisions, limits of document and organisation, rule sets, stories."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from visavis.blueprint.analysis import RULES, Finding, FrictionReport, Severity, analyse, chosen_rules, set_names
from visavis.blueprint.analysis.frictions.triage import finding_fingerprint
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.storage.organisation import Organisation, load_organisation, organisation_of

START = {"kind": "start", "work": "PT5M"}
END = {"kind": "outcome", "outcome": "granted"}
TALK = {"kind": "interaction"}


def waiting(sketch: Sketch, wait: str = "P30D", **head: Any) -> Any:
    """A wait of a month without news, during which a third of the people call."""
    steps = {"a": START, "w": {"kind": "wait", "wait": wait, "split": "one"},
             "c": {"channel": "phone", "work": "PT15M"}, "r": {"lane": "front", "work": "PT5M"}, "e": END}
    flows = [("a", "w"), ("w", "e", {"probability": 0.6}), ("w", "c", {"probability": 0.4}), ("c", "r", TALK),
             ("r", "w", TALK)]
    return sketch(steps, flows, **head)


def report_of(document: Any, organisation: Organisation | None = None) -> FrictionReport:
    return analyse(document, RULES, organisation=organisation).frictions


def finding(report: FrictionReport, rule: str) -> Finding | None:
    return next((found for found in report.findings if found.rule == rule), None)


def clause(**told: Any) -> dict[str, Any]:
    return {"id": "v", "text": "Never so long", **told}


def limit(value: float, unit: str) -> dict[str, Any]:
    return {"value": value, "unit": unit}


# -- to-avoid clauses

@pytest.mark.parametrize(("told", "holds"), [
    (clause(rule="silent-wait"), False),
    (clause(rule="silent-wait", limit=limit(40, "day")), True),
    (clause(rule="silent-wait", limit=limit(30, "day")), True),
    (clause(rule="silent-wait", limit=limit(29, "day")), False),
    (clause(rule="silent-wait", scope={"step": "a"}), True),
    (clause(rule="silent-wait", scope={"step": "w"}), False),
    (clause(rule="nobody-knows-it"), None),
    (clause(), None),
    (clause(limit=limit(14.9, "minute"), scope={"side": "citizen"}), False),
    (clause(limit=limit(15, "minute"), scope={"side": "citizen"}), True),
    (clause(limit=limit(0.24, "hour"), scope={"side": "citizen"}), False),
    (clause(limit=limit(3, "minute"), scope={"side": "agent"}), False),
    (clause(limit=limit(4, "minute"), scope={"lane": "front"}), True),
    (clause(limit=limit(49, "day")), False),
    (clause(limit=limit(51, "day")), True),
    (clause(limit=limit(39, "percent"), scope={"step": "c"}), False),
    (clause(limit=limit(40.1, "percent"), scope={"step": "c"}), True),
    (clause(limit=limit(0.5, "count"), scope={"step": "c"}), False),
    (clause(limit=limit(1, "count"), scope={"step": "c"}), True),
    (clause(limit=limit(1, "minute"), scope={"phase": "p", "step": "w"}), None),
])
def test_a_clause_holds_fails_or_cannot_be_told(sketch: Sketch, told: dict[str, Any], holds: bool | None) -> None:
    verdict = report_of(waiting(sketch, avoid=[told])).clauses[0]
    assert verdict.holds is holds


def test_a_broken_clause_is_never_a_detail_and_tells_where(sketch: Sketch) -> None:
    report = report_of(waiting(sketch, avoid=[clause(limit=limit(2, "minute"), scope={"lane": "front"})]))
    found = finding(report, "to-avoid")
    assert found is not None
    assert (found.severity, found.clauses, found.steps[0]) == (Severity.HIGH, ("v",), "r")
    assert report.clauses[0].steps == ("r",)
    assert report.clauses[0].personas == ()
    said = translator("en")(found.message)
    assert "Never so long" in said
    assert "3.3\u00a0min" in said or "3.3 min" in said


def test_a_broken_clause_is_marked_on_the_steps_that_break_it(sketch: Sketch) -> None:
    told = clause(limit=limit(10, "minute"), scope={"side": "citizen"})
    found = finding(report_of(waiting(sketch, avoid=[told])), "to-avoid")
    assert found is not None
    assert found.steps == ("c", "a")


def test_a_clause_fails_for_whom_it_fails(sketch: Sketch) -> None:
    personas = [{"id": "quick", "name": "Quick"}, {"id": "slow", "name": "Slow"}]
    steps = {"a": {**START, "kind": "start", "split": "all"}, "b": {"work": "PT30M"}, "e": END, "f": END}
    flows = [("a", "b", {"only_for": ["slow"]}), ("a", "f", {"only_for": ["quick"]}), ("b", "e")]
    told = [clause(limit=limit(20, "minute")), clause(id="q", limit=limit(20, "minute"), scope={"persona": "quick"})]
    told[0]["id"] = "v"
    report = report_of(sketch(steps, flows, personas=personas, avoid=told))
    everybody, quick = report.clauses
    assert (everybody.holds, everybody.personas) == (False, ("slow",))
    assert quick.holds is True


def test_a_waived_finding_breaks_no_clause(sketch: Sketch) -> None:
    waiver = {"id": "k", "rule": "silent-wait", "reason": "legal"}
    assert report_of(waiting(sketch, avoid=[clause(rule="silent-wait")], waivers=[waiver])).clauses[0].holds is True


# -- decisions

def decided(sketch: Sketch, state: str, wait: str = "P30D", cause: str = "") -> FrictionReport:
    note = {"id": "t", "rule": "silent-wait", "step": "w", "state": state, "cause": cause, "reason": "Known"}
    return report_of(waiting(sketch, wait, triage=[note]))


def test_a_dismissed_finding_stays_away_until_its_cause_changes(sketch: Sketch) -> None:
    before = finding(report_of(waiting(sketch)), "silent-wait")
    assert before is not None
    cause = finding_fingerprint(before)
    away = decided(sketch, "dismissed", cause=cause)
    assert [found.rule for found in away.open if found.rule == "silent-wait"] == []
    assert finding(away, "silent-wait") is not None
    again = decided(sketch, "dismissed", "P31D", cause)
    assert "silent-wait" in [found.rule for found in again.open]


def test_an_edit_elsewhere_does_not_bring_a_dismissed_finding_back(sketch: Sketch) -> None:
    document = waiting(sketch)
    found = finding(report_of(document), "silent-wait")
    longer = [replace_work(step) if step.id == "a" else step for step in document.steps]
    other = finding(report_of(document.replace(steps=tuple(longer))), "silent-wait")
    assert found is not None
    assert other is not None
    assert finding_fingerprint(found) == finding_fingerprint(other)


def replace_work(step: Any) -> Any:
    return step.model_copy(update={"work": "PT50M"})


@pytest.mark.parametrize("state", ["accepted", "to-do"])
def test_what_is_accepted_or_to_be_done_stays_in_the_list(sketch: Sketch, state: str) -> None:
    report = decided(sketch, state, cause="of another day")
    found = finding(report, "silent-wait")
    assert found is not None
    assert found.is_open
    assert found.decided is not None
    assert found.decided.state == state


def test_a_decision_about_another_persona_is_not_this_one(sketch: Sketch) -> None:
    note = {"id": "t", "rule": "silent-wait", "step": "w", "persona": "p", "state": "dismissed"}
    report = report_of(waiting(sketch, triage=[note], personas=[{"id": "p", "name": "P"}]))
    found = finding(report, "silent-wait")
    assert found is not None
    assert found.decided is None


# -- limits

def test_the_document_goes_before_the_organisation_and_both_before_the_rule(sketch: Sketch) -> None:
    own = {"id": "l", "rule": "silent-wait", "name": "wait", "value": 29, "unit": "day"}
    shared = Organisation.model_validate({"thresholds": {"silent-wait": {
        "wait": {"value": 720, "unit": "hour", "source": "Charter"}}}})
    assert finding(report_of(waiting(sketch)), "silent-wait")
    assert finding(report_of(waiting(sketch), shared), "silent-wait") is None
    assert finding(report_of(waiting(sketch, "P31D"), shared), "silent-wait")
    assert finding(report_of(waiting(sketch, thresholds=[own]), shared), "silent-wait")


def test_a_limit_in_another_unit_is_left_alone(sketch: Sketch) -> None:
    own = {"id": "l", "rule": "silent-wait", "name": "wait", "value": 99, "unit": "percent"}
    assert finding(report_of(waiting(sketch, thresholds=[own])), "silent-wait")


def test_the_nearest_settings_file_applies(tmp_path: Path) -> None:
    inner = tmp_path / "team" / "drafts"
    inner.mkdir(parents=True)
    (tmp_path / "visavis.toml").write_text('[rules]\nset = "all"\n', encoding="utf-8")
    (tmp_path / "team" / "visavis.toml").write_text('[service]\nworking_hours_per_year = 1500\n', encoding="utf-8")
    assert organisation_of(inner / "x.blueprint.json").service.working_hours_per_year == 1500
    assert organisation_of(inner / "x.blueprint.json").rules.set is None
    assert organisation_of(tmp_path / "x.blueprint.json").rules.set == "all"


@pytest.mark.parametrize(("text", "said"), [
    ("[rules\n", "not TOML"), ("[colours]\nink = 1\n", "'colours' is not a setting"),
    ("[rules]\nset = 3\n", "rules.set"),
    ('[thresholds.silent-wait]\nwait = {value = -1, unit = "day", source = ""}\n', "thresholds.silent-wait.wait.value"),
    ('[thresholds.silent-wait]\nwait = {value = 1, unit = "week", source = ""}\n', "thresholds.silent-wait.wait.unit"),
])
def test_settings_that_cannot_be_used_are_told_with_file_and_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "visavis.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BlueprintError) as caught:
        load_organisation(path)
    told = str(caught.value)
    assert said in told
    assert str(path) in told
    assert "\n" not in told


# -- rule sets

def names(*arguments: Any) -> set[str]:
    return {rule.name for rule in chosen_rules(*arguments)}


def test_the_set_asked_for_goes_before_the_documents_and_the_organisations(sketch: Sketch) -> None:
    document = waiting(sketch, rules="legal-fr")
    everything = Organisation.model_validate({"rules": {"set": "all"}})
    assert names(document, RULES, Organisation(), "all") == {rule.name for rule in RULES}
    legal = names(document, RULES, everything)
    assert legal == {rule.name for rule in RULES if "legal-fr" in rule.sets} | {"to-avoid"}
    assert legal < names(waiting(sketch), RULES, everything)
    assert names(waiting(sketch, rules="unheard-of"), RULES, Organisation()) == names(
        waiting(sketch), RULES, Organisation())


def test_rules_are_added_and_dropped_but_those_of_clauses_are_always_asked(sketch: Sketch) -> None:
    settings = Organisation.model_validate({"rules": {"set": "legal-fr", "add": ["ping-pong"],
                                                      "drop": ["already-held", "silent-wait"]}})
    chosen = names(waiting(sketch, avoid=[clause(rule="silent-wait")]), RULES, settings)
    assert "ping-pong" in chosen
    assert "silent-wait" in chosen
    assert "already-held" not in chosen


def test_plugged_in_rules_may_bring_a_set_of_their_own() -> None:
    rule = next(rule for rule in RULES if rule.name == "silent-wait")
    own = type("Own", (type(rule),), {"sets": frozenset({"our-town"})})()
    assert set_names([*RULES, own])[-1] == "our-town"


# -- stories

def test_calls_about_a_silence_are_told_with_the_silence(sketch: Sketch) -> None:
    report = report_of(waiting(sketch))
    silence, call = finding(report, "silent-wait"), finding(report, "chase-contact")
    assert silence is not None
    assert call is not None
    assert call.root == silence.key
    assert silence.root is None


def test_a_justified_cause_has_no_effects(sketch: Sketch) -> None:
    waiver = {"id": "k", "rule": "silent-wait", "reason": "legal"}
    call = finding(report_of(waiting(sketch, waivers=[waiver])), "chase-contact")
    assert call is not None
    assert call.root is None


def test_a_chain_of_causes_has_one_root(sketch: Sketch) -> None:
    from visavis.blueprint.analysis.frictions.cause_chains import attach_roots

    report = report_of(waiting(sketch))
    silence, call = finding(report, "silent-wait"), finding(report, "chase-contact")
    assert silence is not None
    assert call is not None
    pool = replace(call, rule="overloaded-pool", steps=("r",))
    chase = replace(call, root=None, steps=("c", "r"))
    told = {found.rule: found for found in attach_roots((silence, chase, pool))}
    assert told["overloaded-pool"].root == silence.key


def test_silence_calls_and_a_full_pool_are_one_story(sketch: Sketch) -> None:
    head: dict[str, Any] = {"service": {"cases_per_year": 60_000},
                            "actors": [{"id": "clerk", "name": "Clerk", "side": "agent", "capacity": 1},
                                       {"id": "firm", "name": "Firm", "side": "partner"}]}
    report = report_of(waiting(sketch, **head))
    silence, pool = finding(report, "silent-wait"), finding(report, "overloaded-pool")
    assert silence is not None
    assert pool is not None
    assert pool.root == silence.key
