"""Every quick fix mends its finding, leaves a valid document, and is taken back whole by one undo."""

from __future__ import annotations

from typing import Any

import pytest

from tests.remedies.conftest import Sketch
from visavis.blueprint.analysis import RULES, Finding, FrictionClass, Severity, analyse, journey, measure_all
from visavis.blueprint.editing import EditSession, Identifiers
from visavis.blueprint.language import Message, translator
from visavis.blueprint.model import BlueprintDocument, LegalMark, Side
from visavis.blueprint.model.validation import problems
from visavis.blueprint.remedies import QuickFix, fixes, preview
from visavis.blueprint.storage import encode, load

# Steps by id, flows, and fields of the head.
Case = tuple[dict[str, dict[str, Any]], list[tuple[Any, ...]], dict[str, Any]]
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


SILENT: Case = ({"a": START, "w": {"kind": "wait", "wait": "P30D"}, "end": END}, [("a", "w"), ("w", "end")], {})
TWICE: Case = ({"a": {**START, "asks": ["bill"]}, "b": {}, "c": {"lane": "front", "asks": ["bill", "form"]}, "end": END},
               [("a", "b"), ("b", "c", {"carries": ["bill"]}), ("c", "end")],
               {"items": [{"id": "bill", "name": "Bill"}, {"id": "form", "name": "Form"}]})
HELD: Case = ({"a": START, "b": {"lane": "front", "asks": ["tax", "photo"]}, "end": END}, [("a", "b"), ("b", "end")],
              {"items": [{"id": "tax", "name": "Tax notice", "held_by": "Tax office"}, {"id": "photo", "name": "Photo"}]})
BLOCKED: Case = ({"a": START, "b": {"channel": "web", "work": "PT20M"}, "end": END}, [("a", "b"), ("b", "end")],
                 {"personas": [ROUX, WEB]})
BLOCKED_AGENT: Case = ({"a": START, "b": {"channel": "web", "lane": "front", "kind": "decision"}, "c": {}, "end": END},
                       [("a", "b"), ("b", "end", {"probability": 0.75}), ("b", "c", {"probability": 0.25}), ("c", "end")],
                       {"personas": [ROUX, WEB]})
BLOCKED_END: Case = ({"a": START, "end": {**END, "channel": "web"}}, [("a", "end")], {"personas": [ROUX, WEB]})
CLOSED: Case = ({"a": START, "b": {}, "end": END}, [("a", "b"), ("b", "end", {"only_for": ["web"]})],
                {"personas": [ROUX, WEB]})
NOWHERE: Case = ({"a": {**START, "kind": "decision"}, "b": {}, "c": {}, "end": END},
                 [("a", "b"), ("a", "c"), ("c", "end")], {})
FAILING: Case = ({"a": START, "b": {"channel": "web", "fails": 0.2, "gives": ["bill"]}, "end": END},
                 [("a", "b"), ("b", "end")], {"items": [{"id": "bill", "name": "Bill"}]})
ENDLESS: Case = ({"a": {**START, "kind": "decision"}, "b": {"kind": "decision"}, "c": {}, "end": END},
                 [("a", "b"), ("b", "c"), ("c", "b"), ("a", "end")], {})
ANSWERED: Case = ({"a": {**START, "kind": "decision"}, "b": {}, "c": {}, "end": END},
                  [("a", "b"), ("b", "c"), ("c", "b"), ("a", "end")], {})
AGAIN: Case = ({"a": START, "b": {"lane": "front", "kind": "decision", "work": "PT10M"}, "c": {"work": "PT5M"}, "end": END},
               [("a", "b"), ("b", "c", {"probability": 0.06}), ("c", "b"), ("b", "end", {"probability": 0.94})], {})

LAW: Case = ({"a": {**START, "legal": ["request"]}, "w": {"kind": "wait", "wait": "P20D"},
              "d": {"lane": "back", "kind": "decision", "legal": ["adverse", "notice"]},
              "no": {"kind": "outcome", "outcome": "refused"}, "end": END},
             [("a", "w"), ("w", "d"), ("d", "no"), ("d", "end")], {})
UNUSED: Case = ({"a": START, "b": {"lane": "front", "asks": ["bill", "form"]}, "c": {"lane": "back", "uses": ["form"]},
                 "end": END}, [("a", "b"), ("b", "c"), ("c", "end")], TWICE[2])
BLIND: Case = ({"a": {**START, "channel": "web"}, "b": {"lane": "back", "system": "Files"},
                "c": {"channel": "phone"}, "d": {"lane": "front", "channel": "phone"}, "end": END},
               [("a", "b"), ("b", "c"), ("c", "d"), ("d", "end")], {})
GIVEN: Case = ({"a": {**START, "channel": "web", "gives": ["bill"]}, "b": {"lane": "back", "system": "Files"},
                "c": {"channel": "phone"}, "d": {"lane": "front", "channel": "phone", "asks": ["bill"]}, "end": END},
               [("a", "b"), ("b", "c"), ("c", "d"), ("d", "end")], TWICE[2])
BREAK: Case = ({"a": {**START, "channel": "web"}, "b": {"lane": "front"}, "c": {"channel": "counter"},
                "d": {"lane": "front"}, "end": END}, [("a", "b"), ("b", "c"), ("c", "d"), ("d", "end")], {})
ALONE: Case = ({"a": START, "b": {"lane": "back"}, "end": END}, [("a", "b"), ("b", "end")],
               {"actors": [{"id": "only", "name": "Only", "side": "agent", "capacity": 1, "availability": 0.8},
                           {"id": "user", "name": "User", "side": "citizen"},
                           {"id": "other", "name": "Other", "side": "agent"}],
                "lanes": [{"id": "citizen", "name": "C", "kind": "citizen"},
                          {"id": "back", "name": "B", "kind": "backstage", "actor": "only"}]})
PAPER: Case = ({"a": {**START, "channel": "web"}, "b": {"channel": "post"}, "c": {"channel": "web"}, "end": END},
               [("a", "b"), ("b", "c"), ("c", "end")], {})
ORPHAN: Case = ({"a": START, "b": {"lane": "back", "work": "PT5M"}, "end": END}, [("a", "b"), ("a", "end")], {})
HIDDEN: Case = ({"a": START, "b": {"lane": "back", "kind": "decision"}, "no": {"kind": "outcome", "outcome": "refused"},
                 "end": END}, [("a", "b"), ("b", "no"), ("b", "end")], {})

DETOUR: Case = ({"a": START, "b": {"channel": "web", "fallback": "f"}, "f": {"channel": "phone", "work": "PT5M"}, "end": END},
                [("a", "b"), ("b", "end"), ("f", "end")], {"personas": [ROUX, WEB]})
ROUND: Case = ({"a": START, "b": {"channel": "web", "kind": "decision"}, "end": END},
               [("a", "b"), ("b", "a", {"probability": 0.3}), ("b", "end", {"probability": 0.7})], {})
UNTOLD: Case = ({"a": {**START, "announces": ["form"]}, "b": {"asks": ["bill", "form"]}, "end": END},
                [("a", "b"), ("b", "end")], TWICE[2])


@pytest.mark.parametrize(("rule", "drawing", "titles"), [
    ("no-human-fallback", FAILING, ["Let people do “Do b” at the counter, with an agent",
                                    "Let people do “Do b” by phone, with an agent"]),
    ("channel-unsupported", DETOUR, ["Lead Mme Roux straight to “Do f”"]),
    ("unbounded-loop", ROUND, ["Send back at most 1 time", "Send back at most 2 times"]),
    ("hidden-prerequisite", UNTOLD, ["Announce “Bill” at “Do a”"]),
    ("no-receipt", LAW, ["Send a receipt after “Do a”", "“Do a” acknowledges receipt itself"]),
    ("decision-without-reasons-or-appeal", LAW, ["Give the reasons and say how to appeal, at “Do d”"]),
    ("notice-without-ack", LAW, ["Send the notice with proof of delivery, at “Do d”"]),
    ("invisible-decision", HIDDEN, ["Tell the citizen what is decided at “Do b”"]),
    ("proof-without-use", UNUSED, ["Stop asking for “Bill”"]),
    ("blind-agent", BLIND, ["Show “Files” at “Do d”"]),
    ("blind-agent", GIVEN, ["Show the case at “Do d”, and do not ask again for “Bill”"]),
    ("channel-break", BREAK, ["Carry a reference of the case over to “Do c”"]),
    ("single-point-of-failure", ALONE, ["Other stands in for Only"]),
    ("print-sign-scan", PAPER, ["Leave out “Do b”: go straight on to “Do c”"]),
    ("orphan-backstage", ORPHAN, ["Leave out “Do b”"]),
    ("silent-wait", SILENT, ["Promise an answer within 30\u00a0d", "Send a notice with the date before “Do w”"]),
    ("asked-twice", TWICE, ["Do not ask again for “Bill”: carry over what is known"]),
    ("already-held", HELD, ["Take “Tax notice” from the register instead of asking"]),
    ("blocked-persona", BLOCKED, ["Let people do “Do b” by phone, with an agent"]),
    ("blocked-persona", BLOCKED_AGENT, ["Let people do “Do b” by phone, with an agent"]),
    ("blocked-persona", BLOCKED_END, ["Let people do “Do end” by phone, with an agent"]),
    ("blocked-persona", CLOSED, ["Open the way to “Do end” for Mme Roux"]),
    ("dead-end", NOWHERE, ["Lead on to “Do c”", "End the journey after “Do b”: granted",
                           "Make “Do b” the outcome: granted", "Make “Do b” the outcome: refused"]),
    ("dead-end", FAILING, ["Let people do “Do b” at the counter, with an agent",
                           "Let people do “Do b” by phone, with an agent"]),
    ("dead-end", ENDLESS, ["Decide at “Do c”: go round again, or on to “Do end”"]),
    ("dead-end", ANSWERED, ["Lead on to “Do end”", "End the journey after “Do b”: granted"]),
], ids=lambda part: part if isinstance(part, str) else "")
def test_a_fix_mends_its_finding(sketch: Sketch, rule: str, drawing: Any, titles: list[str]) -> None:
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


def test_a_promise_is_the_mean_of_the_wait(sketch: Sketch) -> None:
    document = sketch({"a": START, "w": {"kind": "wait", "wait": {"min": "P10D", "mode": "P20D", "max": "P60D"}},
                       "end": END}, [("a", "w"), ("w", "end")])
    fix = fixes(document, found(document, "silent-wait")[0])[0]
    told_now = carried_out(document, fix).step_by_id["w"].informs
    assert told_now is not None
    assert (told_now.who, told_now.promise) == ("citizen", "P25D")


def test_a_notice_stands_before_the_wait_in_the_machines_lane(sketch: Sketch) -> None:
    document = sketch(*SILENT[:2])
    after = carried_out(document, fixes(document, found(document, "silent-wait")[0])[1])
    notice, = (step for step in after.steps if step.id not in document.step_by_id)
    assert (notice.lane, notice.title, notice.work) == ("register", "Announces the date", None)
    assert {(flow.source, flow.target) for flow in after.flows} == {("a", notice.id), (notice.id, "w"), ("w", "end")}


@pytest.mark.parametrize(("personas", "channel"), [([], "sms"), ([ROUX], "post"), ([ROUX, WEB], None)])
def test_an_agents_notice_takes_an_assumed_time_and_a_channel_that_all_can_use(
        sketch: Sketch, personas: list[Any], channel: str | None) -> None:
    lanes = [{"id": "citizen", "name": "C", "kind": "citizen"}, {"id": "front", "name": "F", "kind": "frontstage"}]
    document = sketch(*SILENT[:2], lanes=lanes, personas=personas)
    after = carried_out(document, fixes(document, found(document, "silent-wait")[0])[1])
    notice, = (step for step in after.steps if step.id not in document.step_by_id)
    assert (notice.lane, notice.work, notice.basis, notice.channel) == ("front", "PT5M", "assumed", channel)


def test_what_is_asked_once_is_no_longer_brought_twice(sketch: Sketch) -> None:
    steps, flows, head = TWICE
    document = sketch(steps, flows, **head)
    after = carried_out(document, fixes(document, found(document, "asked-twice")[0])[0])
    assert after.step_by_id["c"].asks == ("form",)
    assert after.step_by_id["a"].asks == ("bill",)
    assert after.flow_by_key["f1"].carries == ()


def test_a_register_is_consulted_by_the_agent_and_is_no_other_way_on(sketch: Sketch) -> None:
    steps, flows, head = HELD
    document = sketch(steps, flows, **{**head, "language": "fr"})
    after = carried_out(document, fixes(document, found(document, "already-held")[0])[0])
    register, = (step for step in after.steps if step.id not in document.step_by_id)
    assert (register.title, register.lane) == ("Consulte\u00a0: Tax office", "register")
    assert [flow.source for flow in after.flows_to[register.id]] == ["b"]
    decision = sketch({**steps, "b": {**steps["b"], "kind": "decision"}, "a": {**START, "split": "one"}}, flows, **head)
    after = carried_out(decision, fixes(decision, found(decision, "already-held")[0])[0])
    assert len(after.steps) == len(decision.steps)


def test_nothing_is_looked_up_on_a_loop_where_a_branch_would_be_a_dead_end(sketch: Sketch) -> None:
    steps, _, head = HELD
    document = sketch({**steps, "c": {"kind": "decision"}}, [("a", "b"), ("b", "c"), ("c", "b"), ("c", "end")], **head)
    after = carried_out(document, fixes(document, found(document, "already-held")[0])[0])
    assert len(after.steps) == len(document.steps)
    assert not found(after, "dead-end")


@pytest.mark.parametrize(("work", "left"), [
    ("PT10M", "PT5M"), ("PT1H", "PT55M"),
    ({"min": "PT5M", "mode": "PT10M", "max": "PT15M"}, {"min": "PT2M30S", "mode": "PT5M", "max": "PT7M30S"}),
    ({"mean": "PT8M", "distribution": "exponential"}, {"mean": "PT4M", "distribution": "exponential"})])
def test_what_is_not_asked_takes_no_time(sketch: Sketch, work: Any, left: Any) -> None:
    """An item is an equal part of a step's work, and at most five minutes of an agent's."""
    steps, flows, head = TWICE
    document = sketch({**steps, "c": {**steps["c"], "work": work, "basis": "measured"}}, flows, **head)
    fix = fixes(document, found(document, "asked-twice")[0])[1]
    step = carried_out(document, fix).step_by_id["c"]
    assert step.to_json()["work"] == left
    assert step.basis == "assumed"


def test_taking_the_time_off_saves_what_the_finding_says(examples: Any) -> None:
    path = next(path for path in examples if path.name.startswith("apa-a-domicile."))
    document = load(path).document
    before = measure_all(document).everybody
    assert before is not None
    for finding in found(document, "asked-twice"):
        after = measure_all(preview(document, fixes(document, finding)[1]).after).everybody
        assert after is not None
        # A finding's minutes are those of a started case. Durations in the file are whole seconds.
        for side in ("citizen", "agent"):
            was, now = (getattr(one.started, side).work_minutes for one in (before, after))
            assert was.known_value - now.known_value == pytest.approx(getattr(finding, f"{side}_minutes"), abs=0.05)


def test_the_channel_that_most_people_can_use_comes_first(sketch: Sketch) -> None:
    steps, flows, head = FAILING
    personas = [{"id": "a", "name": "A", "weight": 1, "channels": ["web", "visit"]},
                {"id": "b", "name": "B", "weight": 3, "channels": ["web", "phone"]}]
    document = sketch(steps, flows, **head, personas=personas)
    channels = []
    for fix in fixes(document, found(document, "dead-end")[0]):
        after = carried_out(document, fix)
        channels.append(after.step_by_id[after.step_by_id["b"].fallback or ""].channel)
    assert channels == ["phone", "visit"]


def test_a_reference_is_an_item_of_its_own(sketch: Sketch) -> None:
    document = sketch(*BREAK[:2], language="fr")
    after = carried_out(document, fixes(document, found(document, "channel-break")[0])[0])
    item, = after.head.items
    assert (item.name, after.flow_by_key["f1"].carries) == ("Référence du dossier", (item.id,))


def test_paper_that_decides_is_not_left_out(sketch: Sketch) -> None:
    steps, flows, _ = PAPER
    document = sketch({**steps, "b": {**steps["b"], "kind": "decision"}}, [*flows, ("b", "end")])
    assert fixes(document, told("print-sign-scan", "b", "c", "a")) == ()
    assert fixes(document, told("print-sign-scan", "b")) == ()


def test_the_human_way_is_face_to_face_and_leads_on_alike(sketch: Sketch) -> None:
    steps, flows, head = BLOCKED
    document = sketch(steps, flows, **head)
    after = carried_out(document, fixes(document, found(document, "blocked-persona")[0])[0])
    again = after.step_by_id[after.step_by_id["b"].fallback or ""]
    helping = after.step_by_id[after.flows_from[again.id][0].target]
    assert (again.title, again.channel, again.work, again.basis) == ("Do b (by phone)", "phone", "PT20M", "assumed")
    assert (helping.title, after.side_of(helping), helping.work) == ("Helps: Do b", Side.AGENT, "PT20M")
    assert again.column == helping.column == 1
    assert [flow.target for flow in after.flows_from[helping.id]] == ["end"]


def test_the_human_way_decides_as_the_decision_does(sketch: Sketch) -> None:
    steps, flows, head = BLOCKED_AGENT
    document = sketch(steps, flows, **head)
    after = carried_out(document, fixes(document, found(document, "blocked-persona")[0])[0])
    ways = after.flows_from[after.step_by_id["b"].fallback or ""]
    assert [(flow.target, flow.probability) for flow in ways] == [("end", 0.75), ("c", 0.25)]


def test_a_fallback_there_was_comes_after_the_human_way(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"channel": "web", "fails": 0.1, "fallback": "z"}, "z": {"channel": "app"},
                       "end": END}, [("a", "b"), ("b", "end"), ("z", "end")])
    fix = fixes(document, told("no-human-fallback", "b"))[0]
    after = carried_out(document, fix)
    human = after.step_by_id[after.step_by_id["b"].fallback or ""]
    assert (human.channel, human.fallback) == ("counter", "z")


def test_without_an_agents_lane_nobody_can_be_offered(sketch: Sketch) -> None:
    steps, flows, head = BLOCKED
    document = sketch(steps, flows, **head, lanes=[{"id": "citizen", "name": "C", "kind": "citizen"}])
    assert fixes(document, found(document, "blocked-persona")[0]) == ()


@pytest.mark.parametrize(("most", "visits"), [(0, 1.06), (1, 1 + 0.06 + 0.06**2)])
def test_a_loop_is_limited(sketch: Sketch, most: int, visits: float) -> None:
    document = sketch(*AGAIN[:2])
    finding, = found(document, "rework-loop")
    offered = fixes(document, finding)
    assert [translator("en")(fix.title) for fix in offered] == ["Send back at most 1 time", "Send back at most 2 times"]
    measured = analyse(carried_out(document, offered[most]), ()).measures.everybody
    assert measured is not None
    assert measured.visits["b"] == pytest.approx(visits, abs=1e-12)


def test_a_loop_that_is_the_only_way_on_is_not_limited(sketch: Sketch) -> None:
    document = sketch(*ENDLESS[:2])
    assert fixes(document, told("unbounded-loop", "b", "c")) == ()


@pytest.mark.parametrize(("rule", "marks"), [
    ("decision-without-reasons-or-appeal", {LegalMark.REASONS, LegalMark.APPEAL}),
    ("notice-without-ack", {LegalMark.TRACKED}),
])
def test_a_legal_mark_is_set_beside_those_there_are(sketch: Sketch, rule: str, marks: set[LegalMark]) -> None:
    document = sketch({"a": {**START, "legal": ["adverse"]}, "end": END}, [("a", "end")])
    fix, = fixes(document, told(rule, "a"))
    assert set(carried_out(document, fix).step_by_id["a"].legal) == {LegalMark.ADVERSE, *marks}


def test_a_persona_without_the_channel_is_led_straight_to_the_fallback(sketch: Sketch) -> None:
    document = sketch({"a": {**START, "kind": "decision"}, "b": {"channel": "web", "work": "PT9M", "fallback": "f"},
                       "f": {"channel": "phone"}, "end": END},
                      [("a", "b", {"probability": 0.75}), ("a", "end", {"probability": 0.25}), ("b", "end"), ("f", "end")],
                      personas=[ROUX, WEB])
    fix, = fixes(document, told("channel-unsupported", "b", "f", persona="roux"))
    after = carried_out(document, fix)
    roux, web = (journey(after, persona) for persona in after.head.personas)
    assert [(way.target, way.probability) for way in roux.stops["a"].branches] == [("end", 0.25), ("f", 0.75)]
    assert [(way.target, way.probability) for way in web.stops["a"].branches] == [("b", 0.75), ("end", 0.25)]
    assert "b" not in roux.reached_steps


def test_a_way_that_is_the_personas_own_is_led_elsewhere(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"channel": "web", "fallback": "f"}, "f": {}, "end": END},
                      [("a", "b", {"only_for": ["roux"]}), ("a", "end", {"not_for": ["roux"]}), ("b", "end"),
                       ("f", "end")], personas=[ROUX, WEB])
    after = carried_out(document, fixes(document, told("channel-unsupported", "b", "f", persona="roux"))[0])
    assert after.flow_by_key["f0"].target == "f"
    assert len(after.flows) == len(document.flows)


def test_papers_are_announced_where_the_journey_begins(sketch: Sketch) -> None:
    items = [{"id": "bill", "name": "Bill"}, {"id": "name", "name": "Name", "kind": "data"}]
    document = sketch({"a": {**START, "announces": []}, "b": {"asks": ["name", "bill"]}, "end": END},
                      [("a", "b"), ("b", "end")], items=items)
    fix, = fixes(document, told("hidden-prerequisite", "b"))
    assert translator("en")(fix.title) == "Announce “Bill” at “Do a”"
    after = carried_out(document, fix)
    assert after.step_by_id["a"].announces == ("bill",)
    assert fixes(after, told("hidden-prerequisite", "b")) == ()


def test_a_receipt_is_a_step_of_its_own_or_a_mark(sketch: Sketch) -> None:
    document = sketch({"a": {**START, "legal": ["request"]}, "b": {"lane": "front"}, "end": END},
                      [("a", "b"), ("b", "end")])
    sends, marks = fixes(document, told("no-receipt", "a"))
    after = carried_out(document, sends)
    receipt, = (step for step in after.steps if step.id not in document.step_by_id)
    assert receipt.legal == (LegalMark.RECEIPT,)
    assert [flow.source for flow in after.flows_to[receipt.id]] == ["a"]
    assert carried_out(document, marks).step_by_id["a"].legal == (LegalMark.REQUEST, LegalMark.RECEIPT)


def test_nothing_is_offered_where_nothing_would_change(sketch: Sketch) -> None:
    document = sketch({"a": {**START, "legal": ["tracked"]}, "end": END}, [("a", "end")])
    assert fixes(document, told("notice-without-ack", "a")) == ()
    assert fixes(document, told("a-rule-of-somebody-else", "a")) == ()
    assert fixes(document, told("silent-wait", "gone")) == ()


def test_hostile_titles_are_text(sketch: Sketch) -> None:
    title = "{channel} \u202e<b>=1+1</b> " + "x" * 400
    steps, flows, head = BLOCKED
    document = sketch({**steps, "b": {**steps["b"], "title": title}}, flows, **head)
    fix = fixes(document, found(document, "blocked-persona")[0])[0]
    after = carried_out(document, fix)
    assert any(step.title == f"{title} (by phone)" for step in after.steps)


def test_a_step_without_a_title_gets_a_human_way_too(sketch: Sketch) -> None:
    steps, flows, head = BLOCKED
    document = sketch({**steps, "b": {**steps["b"], "title": "  "}}, flows, **head)
    after = carried_out(document, fixes(document, found(document, "blocked-persona")[0])[0])
    assert after.step_by_id[after.step_by_id["b"].fallback or ""].title == "With an agent, by phone"


def test_every_finding_of_the_examples_can_be_asked(examples: Any) -> None:
    mendable = 0
    for path in examples:
        document = load(path).document
        for finding in analyse(document, RULES).frictions.findings:
            for fix in fixes(document, finding):
                carried_out(document, fix)
                mendable += 1
    assert mendable
