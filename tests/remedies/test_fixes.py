"""Every quick fix mends its finding, leaves a valid document, and is taken back whole by one undo."""

from __future__ import annotations

from typing import Any

import pytest

from blueprint.analysis.finding import Finding, FrictionClass, Severity
from blueprint.analysis.rules import RULES
from blueprint.analysis.runner import analyse
from blueprint.editing import EditSession, Identifiers
from blueprint.language import Message, translator
from blueprint.model import BlueprintDocument, LegalMark, Side
from blueprint.model.validation import problems
from blueprint.remedies import QuickFix, fixes
from blueprint.storage import encode

START, END = {"kind": "start"}, {"kind": "outcome", "outcome": "granted"}
ROUX = {"id": "roux", "name": "Mme Roux", "channels": ["phone", "post"]}
WEB = {"id": "web", "name": "Web user", "channels": ["web"]}


def found(document: BlueprintDocument, rule: str) -> list[Finding]:
    return [finding for finding in analyse(document, RULES).frictions.findings if finding.rule == rule]


def told(rule: str, *steps: str, persona: str | None = None) -> Finding:
    """A finding as a rule would tell it."""
    text = Message("x")
    return Finding(rule, FrictionClass.LAW, Severity.LOW, steps, text, text, text, persona)


def carried_out(document: BlueprintDocument, fix: QuickFix) -> BlueprintDocument:
    """Carry a fix out, check what holds for every fix, and return the document after it."""
    session = EditSession(document, identifiers=Identifiers(seed=1))
    before = encode(document)
    assert session.do(fix.command)
    after = session.document
    assert not list(problems(after))
    assert session.undo_title == fix.title
    session.undo()
    assert encode(session.document) == before
    assert not session.can_undo
    return after


SILENT = ({"a": START, "w": {"kind": "wait", "wait": "P30D"}, "end": END}, [("a", "w"), ("w", "end")], {})
TWICE = ({"a": {**START, "asks": ["bill"]}, "b": {}, "c": {"lane": "front", "asks": ["bill", "form"]}, "end": END},
         [("a", "b"), ("b", "c", {"carries": ["bill"]}), ("c", "end")],
         {"items": [{"id": "bill", "name": "Bill"}, {"id": "form", "name": "Form"}]})
HELD = ({"a": START, "b": {"lane": "front", "asks": ["tax", "photo"]}, "end": END}, [("a", "b"), ("b", "end")],
        {"items": [{"id": "tax", "name": "Tax notice", "held_by": "Tax office"}, {"id": "photo", "name": "Photo"}]})
BLOCKED = ({"a": START, "b": {"channel": "web", "work": "PT20M"}, "end": END}, [("a", "b"), ("b", "end")],
           {"personas": [ROUX, WEB]})
BLOCKED_AGENT = ({"a": START, "b": {"channel": "web", "lane": "front", "kind": "decision"}, "c": {}, "end": END},
                 [("a", "b"), ("b", "end", {"probability": 0.75}), ("b", "c", {"probability": 0.25}), ("c", "end")],
                 {"personas": [ROUX, WEB]})
BLOCKED_END = ({"a": START, "end": {**END, "channel": "web"}}, [("a", "end")], {"personas": [ROUX, WEB]})
CLOSED = ({"a": START, "b": {}, "end": END}, [("a", "b"), ("b", "end", {"only_for": ["web"]})],
          {"personas": [ROUX, WEB]})
NOWHERE = ({"a": {**START, "kind": "decision"}, "b": {}, "c": {}, "end": END},
           [("a", "b"), ("a", "c"), ("c", "end")], {})
FAILING = ({"a": START, "b": {"channel": "web", "fails": 0.2}, "end": END}, [("a", "b"), ("b", "end")], {})
ENDLESS = ({"a": {**START, "kind": "decision"}, "b": {}, "c": {}, "end": END},
           [("a", "b"), ("b", "c"), ("c", "b"), ("a", "end")], {})
AGAIN = ({"a": START, "b": {"lane": "front", "kind": "decision", "work": "PT10M"}, "c": {"work": "PT5M"}, "end": END},
         [("a", "b"), ("b", "c", {"probability": 0.06}), ("c", "b"), ("b", "end", {"probability": 0.94})], {})


@pytest.mark.parametrize(("rule", "drawing", "titles"), [
    ("silent-wait", SILENT, ["Promise an answer within 30\u00a0d", "Send a notice with the date before “Do w”"]),
    ("asked-twice", TWICE, ["Do not ask again for “Bill”: carry over what is known"]),
    ("already-held", HELD, ["Take “Tax notice” from the register instead of asking"]),
    ("blocked-persona", BLOCKED, ["Let people do “Do b” by phone, with an agent"]),
    ("blocked-persona", BLOCKED_AGENT, ["Let people do “Do b” by phone, with an agent"]),
    ("blocked-persona", BLOCKED_END, ["Let people do “Do end” by phone, with an agent"]),
    ("blocked-persona", CLOSED, ["Open the way to “Do end” for Mme Roux"]),
    ("dead-end", NOWHERE, ["Lead on to “Do c”", "End the journey after “Do b”: granted"]),
    ("dead-end", FAILING, ["Let people do “Do b” at the counter, with an agent",
                           "Let people do “Do b” by phone, with an agent"]),
    ("dead-end", ENDLESS, ["Decide at “Do c”: go round again, or on to “Do end”"]),
], ids=lambda part: part if isinstance(part, str) else "")
def test_a_fix_mends_its_finding(sketch: Any, rule: str, drawing: Any, titles: list[str]) -> None:
    steps, flows, head = drawing
    document = sketch(steps, flows, **head)
    finding, = found(document, rule)
    offered = fixes(document, finding)
    assert [translator("en")(fix.title) for fix in offered] == titles
    for fix in offered:
        after = carried_out(document, fix)
        assert not found(after, rule)
        assert len(found(after, "dead-end")) <= len(found(document, "dead-end"))
        assert len(found(after, "blocked-persona")) <= len(found(document, "blocked-persona"))


def test_a_promise_is_the_mean_of_the_wait(sketch: Any) -> None:
    document = sketch({"a": START, "w": {"kind": "wait", "wait": {"min": "P10D", "mode": "P20D", "max": "P60D"}},
                       "end": END}, [("a", "w"), ("w", "end")])
    fix = fixes(document, found(document, "silent-wait")[0])[0]
    told_now = carried_out(document, fix).step_by_id["w"].informs
    assert told_now is not None
    assert (told_now.who, told_now.promise) == ("citizen", "P25D")


def test_a_notice_stands_before_the_wait_in_the_machines_lane(sketch: Any) -> None:
    document = sketch(*SILENT[:2])
    after = carried_out(document, fixes(document, found(document, "silent-wait")[0])[1])
    notice, = (step for step in after.steps if step.id not in document.step_by_id)
    assert (notice.lane, notice.title, notice.work) == ("register", "Announces the date", None)
    assert {(flow.source, flow.target) for flow in after.flows} == {("a", notice.id), (notice.id, "w"), ("w", "end")}


@pytest.mark.parametrize(("personas", "channel"), [([], "sms"), ([ROUX], "post"), ([ROUX, WEB], None)])
def test_an_agents_notice_takes_an_assumed_time_and_a_channel_that_all_can_use(
        sketch: Any, personas: list[Any], channel: str | None) -> None:
    lanes = [{"id": "citizen", "name": "C", "kind": "citizen"}, {"id": "front", "name": "F", "kind": "frontstage"}]
    document = sketch(*SILENT[:2], lanes=lanes, personas=personas)
    after = carried_out(document, fixes(document, found(document, "silent-wait")[0])[1])
    notice, = (step for step in after.steps if step.id not in document.step_by_id)
    assert (notice.lane, notice.work, notice.basis, notice.channel) == ("front", "PT5M", "assumed", channel)


def test_what_is_asked_once_is_no_longer_brought_twice(sketch: Any) -> None:
    steps, flows, head = TWICE
    document = sketch(steps, flows, **head)
    after = carried_out(document, fixes(document, found(document, "asked-twice")[0])[0])
    assert after.step_by_id["c"].asks == ("form",)
    assert after.step_by_id["a"].asks == ("bill",)
    assert after.flow_by_key["f1"].carries == ()


def test_a_register_is_consulted_by_the_agent_and_is_no_other_way_on(sketch: Any) -> None:
    steps, flows, head = HELD
    document = sketch(steps, flows, **{**head, "language": "fr"})
    after = carried_out(document, fixes(document, found(document, "already-held")[0])[0])
    register, = (step for step in after.steps if step.id not in document.step_by_id)
    assert (register.title, register.lane) == ("Consulte\u202f: Tax office", "register")
    assert [flow.source for flow in after.flows_to[register.id]] == ["b"]
    decision = sketch({**steps, "b": {**steps["b"], "kind": "decision"}, "a": {**START, "split": "one"}}, flows, **head)
    after = carried_out(decision, fixes(decision, found(decision, "already-held")[0])[0])
    assert len(after.steps) == len(decision.steps)


def test_the_human_way_is_face_to_face_and_leads_on_alike(sketch: Any) -> None:
    steps, flows, head = BLOCKED
    document = sketch(steps, flows, **head)
    after = carried_out(document, fixes(document, found(document, "blocked-persona")[0])[0])
    again = after.step_by_id[after.step_by_id["b"].fallback or ""]
    helping = after.step_by_id[after.flows_from[again.id][0].target]
    assert (again.title, again.channel, again.work, again.basis) == ("Do b (by phone)", "phone", "PT20M", "assumed")
    assert (helping.title, after.side_of(helping), helping.work) == ("Helps: Do b", Side.AGENT, "PT20M")
    assert again.column == helping.column == 1
    assert [flow.target for flow in after.flows_from[helping.id]] == ["end"]


def test_the_human_way_decides_as_the_decision_does(sketch: Any) -> None:
    steps, flows, head = BLOCKED_AGENT
    document = sketch(steps, flows, **head)
    after = carried_out(document, fixes(document, found(document, "blocked-persona")[0])[0])
    ways = after.flows_from[after.step_by_id["b"].fallback or ""]
    assert [(flow.target, flow.probability) for flow in ways] == [("end", 0.75), ("c", 0.25)]


def test_a_fallback_there_was_comes_after_the_human_way(sketch: Any) -> None:
    document = sketch({"a": START, "b": {"channel": "web", "fails": 0.1, "fallback": "z"}, "z": {"channel": "app"},
                       "end": END}, [("a", "b"), ("b", "end"), ("z", "end")])
    fix = fixes(document, told("no-human-fallback", "b"))[0]
    after = carried_out(document, fix)
    human = after.step_by_id[after.step_by_id["b"].fallback or ""]
    assert (human.channel, human.fallback) == ("counter", "z")


def test_without_an_agents_lane_nobody_can_be_offered(sketch: Any) -> None:
    steps, flows, head = BLOCKED
    document = sketch(steps, flows, **head, lanes=[{"id": "citizen", "name": "C", "kind": "citizen"}])
    assert fixes(document, found(document, "blocked-persona")[0]) == ()


@pytest.mark.parametrize(("most", "visits"), [(0, 1.06), (1, 1 + 0.06 + 0.06**2)])
def test_a_loop_is_limited(sketch: Any, most: int, visits: float) -> None:
    document = sketch(*AGAIN[:2])
    finding, = found(document, "rework-loop")
    offered = fixes(document, finding)
    assert [translator("en")(fix.title) for fix in offered] == ["Send back at most 1 time", "Send back at most 2 times"]
    measured = analyse(carried_out(document, offered[most]), ()).measures.everybody
    assert measured is not None
    assert measured.visits["b"] == pytest.approx(visits, abs=1e-12)


def test_a_loop_that_is_the_only_way_on_is_not_limited(sketch: Any) -> None:
    document = sketch(*ENDLESS[:2])
    assert fixes(document, told("unbounded-loop", "b", "c")) == ()


@pytest.mark.parametrize(("rule", "marks"), [
    ("decision-without-reasons", {LegalMark.REASONS, LegalMark.APPEAL}),
    ("notice-without-ack", {LegalMark.TRACKED}),
])
def test_a_legal_mark_is_set_beside_those_there_are(sketch: Any, rule: str, marks: set[LegalMark]) -> None:
    document = sketch({"a": {**START, "legal": ["adverse"]}, "end": END}, [("a", "end")])
    fix, = fixes(document, told(rule, "a"))
    assert set(carried_out(document, fix).step_by_id["a"].legal) == {LegalMark.ADVERSE, *marks}


def test_a_receipt_is_a_step_of_its_own_or_a_mark(sketch: Any) -> None:
    document = sketch({"a": {**START, "legal": ["request"]}, "b": {"lane": "front"}, "end": END},
                      [("a", "b"), ("b", "end")])
    sends, marks = fixes(document, told("no-receipt", "a"))
    after = carried_out(document, sends)
    receipt, = (step for step in after.steps if step.id not in document.step_by_id)
    assert receipt.legal == (LegalMark.RECEIPT,)
    assert [flow.source for flow in after.flows_to[receipt.id]] == ["a"]
    assert carried_out(document, marks).step_by_id["a"].legal == (LegalMark.REQUEST, LegalMark.RECEIPT)


def test_nothing_is_offered_where_nothing_would_change(sketch: Any) -> None:
    document = sketch({"a": {**START, "legal": ["tracked"]}, "end": END}, [("a", "end")])
    assert fixes(document, told("notice-without-ack", "a")) == ()
    assert fixes(document, told("a-rule-of-somebody-else", "a")) == ()
    assert fixes(document, told("silent-wait", "gone")) == ()


def test_hostile_titles_are_text(sketch: Any) -> None:
    title = "{channel} \u202e<b>=1+1</b> " + "x" * 400
    steps, flows, head = BLOCKED
    document = sketch({**steps, "b": {**steps["b"], "title": title}}, flows, **head)
    fix = fixes(document, found(document, "blocked-persona")[0])[0]
    after = carried_out(document, fix)
    assert any(step.title == f"{title} (by phone)" for step in after.steps)


def test_a_step_without_a_title_gets_a_human_way_too(sketch: Any) -> None:
    steps, flows, head = BLOCKED
    document = sketch({**steps, "b": {**steps["b"], "title": "  "}}, flows, **head)
    after = carried_out(document, fixes(document, found(document, "blocked-persona")[0])[0])
    assert after.step_by_id[after.step_by_id["b"].fallback or ""].title == "With an agent, by phone"


def test_every_finding_of_the_examples_can_be_asked(examples: Any) -> None:
    from blueprint.storage import load

    mendable = 0
    for path in examples:
        document = load(path).document
        for finding in analyse(document, RULES).frictions.findings:
            for fix in fixes(document, finding):
                carried_out(document, fix)
                mendable += 1
    assert mendable
