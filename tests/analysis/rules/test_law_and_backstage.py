"""Duties of law, papers, and agents' work: where each rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.rules import tables
from tests.analysis.rules.tables import END, START, Case, Tables, report, row, step
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, Severity
from visavis.blueprint.language import translator
from visavis.blueprint.model import Basis

NO = {"kind": "outcome", "outcome": "refused"}
TALK = {"kind": "interaction"}
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "law", "name": "Oath", "purpose": "Article 3"}]
MARKED = {"m": {"lane": "back", "legal": ["sign-off"], "work": "PT1M"}}


def wait(days: int) -> dict[str, Any]:
    return {"kind": "wait", "wait": f"P{days}D"}


def decision(lane: str = "back", **told: Any) -> dict[str, Any]:
    return step(lane, kind="decision", **told)


def forked(expected: str, decide: dict[str, Any], *, yes: dict[str, Any] | None = None,
           no: dict[str, Any] | None = None, label: str = "", before: dict[str, Any] | None = None,
           odds: tuple[float | None, float | None] = (0.8, 0.2)) -> Case:
    """A decision between being granted and being refused, with a step on either way."""
    steps = {"a": START, "b": before or step("front"), "d": decide, **({"y": yes} if yes else {}),
             **({"n": no} if no else {}), "z": END, "x": NO}
    told = [{} if chance is None else {"probability": chance} for chance in odds]
    said = {"label": label, "kind": "interaction"} if label else {}
    flows: list[tuple[Any, ...]] = [("a", "b"), ("b", "d"), ("d", "y" if yes else "z", told[0]),
                                    ("d", "n" if no else "x", {**told[1], **said})]
    flows += [("y", "z")] * bool(yes) + [("n", "x")] * bool(no)
    return expected, steps, flows, {}


def looped(expected: str, check: dict[str, Any] | None = None, fetch: dict[str, Any] | None = None, *,
           back: str = "b", odds: float = 0.3, carries: tuple[str, ...] = ("bill",)) -> Case:
    """A check that sends people for an item and has it brought back."""
    steps = {"a": START, "b": step(), "d": decision("front", **(check or {"asks": ["bill"]})),
             "f": step(**(fetch or {})), "w": {**wait(6)}, "e": step("back"), "z": END}
    flows = [("a", "b"), ("b", "d", TALK), ("d", "e", {"probability": 1 - odds}),
             ("d", "f", {"probability": odds}), ("f", "w", {"carries": list(carries)}), ("w", back), ("e", "z")]
    return expected, steps, flows, {"items": ITEMS}


def actors(**told: Any) -> dict[str, Any]:
    return {"actors": [{"id": "clerk", "name": "Ada", "side": "agent", **told},
                       {"id": "firm", "name": "Firm", "side": "partner"}]}


def printed(expected: str, *channels: str | None, **more: Any) -> Case:
    steps = {f"c{number}": step(channel=channel) for number, channel in enumerate(channels)}
    if more:
        steps["c1"] |= more
    return row(expected, None, **steps)


TABLES: Tables = {
    "no-receipt": [
        row("r", None, r=step(legal=["request"]), w=wait(30)),
        row("r", None, m=step("front", legal=["receipt"]), r=step(legal=["request"]), w=wait(30)),
        row("r", None, r=step(legal=["request", "signature"]), w=wait(16)),
        forked("b", decision(), before=step(legal=["request"])),
        row("", None, r=step(legal=["request"]), k=step("front", legal=["receipt"]), w=wait(30)),
        row("", None, r=step(legal=["request", "receipt"]), w=wait(30)),
        row("", None, r=step(legal=["request"]), w=wait(14)),
        row("", None, **MARKED, r=step(), w=wait(30)),
    ],
    "notice-without-ack": [
        row("n", None, n=step("front", legal=["notice"], channel="post")),
        row("n", None, n=step("back", legal=["notice"])),
        row("n", None, t=step("front", legal=["tracked"]), s=step(), n=step("back", legal=["notice"])),
        row("", None, n=step("front", legal=["notice", "tracked"])),
        row("", None, n=step("front", legal=["notice"], channel="registered-mail")),
        row("", None, n=step("back", legal=["notice"]), c=step(channel="digital-safe")),
        row("", None, n=step("back", legal=["notice"]), c=step(legal=["tracked"])),
        row("", None, **MARKED, n=step("front")),
    ],
    "decision-without-reasons-or-appeal": [
        forked("d", decision(legal=["sign-off"])),
        forked("d", decision(legal=["reasons"])),
        forked("d", decision(legal=["appeal"])),
        forked("n", decision(), no=step("front", legal=["adverse", "reasons"])),
        forked("d", decision(), yes=step("front", legal=["reasons", "appeal"])),
        forked("", decision(legal=["reasons", "appeal"])),
        forked("", decision(), no=step("front", legal=["reasons", "appeal"])),
        forked("", decision(legal=["reasons"]), no=step("front", legal=["appeal"])),
        forked("", decision(), no=step("front", legal=["adverse", "reasons", "appeal"])),
        row("", None, **MARKED, d=decision()),
    ],
    "suspended-for-one-doc": [
        looped("d"), looped("d", back="d"), looped("d", {"legal": ["sign-off"]}),
        looped("d", {"legal": []}, {"gives": ["bill"]}, carries=()),
        looped("", {"asks": ["bill"], "legal": ["indispensable"]}),
        looped("", fetch={"legal": ["indispensable"]}),
        looped("", {"split": "all", "asks": ["bill"]}, odds=0.3, back="e"),
        looped("", {"gives": ["bill"]}, carries=()),
    ],
    "invisible-decision": [
        forked("d", decision()), forked("d", decision(), yes=step()),
        forked("d", decision(), no={"kind": "wait", "wait": "P9D"}, yes=step()),
        forked("d", decision(informs={}), no=step("back")),
        forked("", decision(informs={"who": "citizen"})),
        forked("", decision(), yes=step("front"), no=step("front")),
        forked("", decision("front")),
        forked("", decision(), yes=step(), label="Sorry, no"),
        forked("", decision(), yes=step("back", informs={"who": "citizen"}), no=step()),
        ("", {"a": START, "d": decision(), "p": step("back"), "q": step("back2"), "e": step(), "z": END},
         [("a", "d"), ("d", "p", {"probability": 0.5}), ("d", "q", {"probability": 0.5}), ("p", "e"), ("q", "e"),
          ("e", "z")], {}),
    ],
    "orphan-backstage": [
        ("o", {"a": START, "b": step("front"), "o": step("back"), "z": END}, [("a", "b"), ("b", "z"), ("b", "o")],
         {}),
        ("o p", {"a": START, "b": step("front"), "o": step("back"), "p": step("back2"), "z": END},
         [("a", "b"), ("b", "z"), ("b", "o"), ("o", "p")], {}),
        ("o", {"a": START, "b": step("front"), "o": step("back"), "s": {"lane": "support"}, "z": END},
         [("a", "b"), ("b", "z"), ("b", "o"), ("o", "s")], {}),
        row("", None, b=step("back")),
        ("", {"a": START, "b": step("front"), "o": step("back", legal=["reporting"]), "z": END},
         [("a", "b"), ("b", "z"), ("b", "o")], {}),
        ("", {"a": START, "b": step("front"), "s": {"lane": "support", "work": "PT1M"}, "z": END},
         [("a", "b"), ("b", "z"), ("b", "s")], {}),
        ("", {"a": START, "b": step("front"), "o": step("back"), "z": END}, [("a", "b"), ("b", "z")], {}),
    ],
    "proof-without-use": [
        row("r", {"items": ITEMS}, r=step("front", asks=["bill"]), u=step("back", uses=["law"])),
        row("r s", {"items": ITEMS}, r=step("front", asks=["bill"]), c=step(), u=step("back", uses=["law"]),
            s=step("front", asks=["bill"])),
        row("c", {"items": ITEMS}, c=step(asks=["bill", "law"]), u=step("back", uses=["law"])),
        row("", {"items": ITEMS}, r=step("front", asks=["bill"]), u=step("back", uses=["bill"])),
        row("", {"items": ITEMS}, r=step("front", asks=["law"]), u=step("back", uses=["bill"])),
        row("", {"items": ITEMS}, r=step("front"), u=step("back", uses=["bill"])),
        row("", {"items": ITEMS}, r=step("front", asks=["bill"], uses=["bill"])),
    ],
    "citizen-as-courier": [
        row("q", {"items": ITEMS}, p=step("back", gives=["bill"], unit="Tax"), c=step(),
            q=step("front", asks=["bill"], unit="Town")),
        row("q", {"items": ITEMS}, p=step("back", gives=["bill"], unit="Tax"), c=step(),
            q=step("front", asks=["bill"])),
        ("q", {"a": START, "p": step("back", unit="Tax"), "c": step(), "q": step("back", asks=["bill"], unit="Town"),
               "z": END}, [("a", "p"), ("p", "c", {"carries": ["bill"]}), ("c", "q"), ("q", "z")], {"items": ITEMS}),
        row("", {"items": ITEMS}, p=step("back", gives=["bill"], unit="Tax"), c=step(),
            q=step("front", asks=["bill"], unit="tax ")),
        row("", {"items": ITEMS}, q=step("front", asks=["bill"], unit="Town"), c=step(),
            p=step("back", gives=["bill"], unit="Tax")),
        row("", {"items": ITEMS}, p=step("back", gives=["bill"]), c=step(), q=step("front", asks=["bill"])),
        row("", {"items": ITEMS}, p=step("back", asks=["bill"], gives=["bill"], unit="Tax"), c=step(),
            q=step("front", asks=["bill"], unit="Town")),
        row("", {"items": ITEMS}, p=step("back", gives=["law"], unit="Tax"), c=step(),
            q=step("front", asks=["bill"], unit="Town")),
        row("", {"items": ITEMS}, p=step(gives=["bill"]), q=step("front", gives=["law"], asks=["bill"], unit="Town")),
    ],
    "print-sign-scan": [
        printed("c1", "web", "post", "web"), printed("c1", "email", "registered-mail", None, "app"),
        row("s", None, s=step(channel="web", title="Imprime, signe et scanne le formulaire")),
        row("s", None, s=step(channel="email", title="Fill in", detail="Print it, sign it, send a picture")),
        printed("", "web", "post", "web", legal=["signature"]), printed("", "post", "web"),
        printed("", "web", "web", "post"), printed("", "counter", "post", "web"),
        row("", None, s=step(channel="post", title="Imprime et envoie")),
        row("", None, s=step(channel="app", title="Scanne le QR code")),
        row("", None, s=step(channel="web", title="Imprime son attestation")),
        row("", None, s=step(channel="web", title="Reads the fine print and signs in")),
        ("", {"a": START, "w": step(channel="web"), "c": decision("citizen"), "p": step(channel="post"),
              "o": step(channel="web"), "k": step("front"), "e": step(channel="email"), "z": END},
         [("a", "w"), ("w", "c"), ("c", "p", {"probability": 0.5}), ("c", "o", {"probability": 0.5}), ("p", "k"),
          ("o", "k"), ("k", "e"), ("e", "z")], {}),
        row("", None, s=step(channel="web", title="Suit l’impression des cartes")),
    ],
    "tool-sprawl": [
        row("t", None, t=step("back", system="A, B, C, D")), row("t", None, t=step("front", system="A/B + C; D & E")),
        row("t", None, t=step("back", system="Agenda et GED et Word et Mail")),
        row("t", {"thresholds": [{"id": "l", "rule": "tool-sprawl", "name": "systems", "value": 2, "unit": "count"}]},
            t=step("back", system="A, B")),
        row("", None, t=step("back", system="A, B, C")), row("", None, t=step("back", system="A, a, A; A")),
        row("", None, t=step(system="A, B, C, D"), u=step("back", system="A")),
        row("", None, t=step("back", system="Word"), u=step("back", system="Internet and Land")),
    ],
    "approval-toll": [
        forked("d", decision(), before=step("front"), odds=(0.99, 0.01)),
        forked("d", decision(), before=step("back2"), odds=(0.981, 0.019)),
        forked("d", decision("front"), before=step("back"), odds=(1.0, 0.0)),
        forked("", decision(), before=step("front"), odds=(0.98, 0.02)),
        forked("", decision(), before=step("back"), odds=(0.99, 0.01)),
        forked("", decision(legal=["sign-off"]), before=step("front"), odds=(0.99, 0.01)),
        forked("", decision(), before=step(), odds=(0.99, 0.01)),
        forked("", decision("citizen"), before=step("front"), odds=(0.99, 0.01)),
    ],
    "single-point-of-failure": [
        row("t", actors(capacity=1, availability=0.8), t=step("front")),
        row("t", actors(capacity=1, availability=0.5), t=step("front"), b=step("back")),
        row("t", actors(capacity=0.5, availability=0.9), t=step("front")),
        row("", actors(capacity=2, availability=0.8), t=step("front")),
        row("", actors(capacity=1, availability=0.8, deputy="firm"), t=step("front")),
        row("", actors(capacity=1, availability=1), t=step("front")),
        row("", actors(), t=step("front")),
        ("", {"a": {**START, "split": "one"}, "t": step("front"), "u": step("back"), "z": END},
         [("a", "t", {"probability": 0.5}), ("a", "u", {"probability": 0.5}), ("t", "z"), ("u", "z")],
         actors(capacity=1, availability=0.8)),
    ],
}
def only(sketch: Any, name: str, number: int = 0) -> Finding:
    return tables.only(sketch, TABLES, name, number)


def test_every_rule_has_three_cases_of_each_kind() -> None:
    tables.assert_balanced(TABLES)


@pytest.mark.parametrize(("name", "case"), tables.parameters(TABLES))
def test_the_rule_speaks_where_it_should(sketch: Any, name: str, case: Case) -> None:
    tables.assert_speaks(sketch, name, case)


@pytest.mark.parametrize(("name", "case", "steps"), [
    ("no-receipt", row("", {"items": ITEMS}, r=step(gives=["bill"]), f=step("front")), ()), ("notice-without-ack", row("", None, r=step()), ()),
    ("decision-without-reasons-or-appeal", forked("", decision()), ("d",)),
    ("suspended-for-one-doc", looped("", {"unit": "x"}, carries=()), ()),
    ("orphan-backstage", ("", {"a": START, "b": step("front"), "o": {"lane": "back"}, "z": END},
                          [("a", "b"), ("b", "z"), ("b", "o")], {}), ("o",)),
    ("proof-without-use", row("", {"items": ITEMS}, r=step("front", asks=["bill"])), ("r",)),
    ("citizen-as-courier", row("", {"items": ITEMS}, r=step("front", asks=["bill"])), ("r",)),
    ("print-sign-scan", row("", None, r=step()), ("r",)), ("tool-sprawl", row("", None, r=step("back")), ("r",)),
    ("approval-toll", forked("", decision(), odds=(None, None)), ("d",)),
    ("single-point-of-failure", row("", actors(capacity=1), t=step("front")), ("t",)),
])
def test_a_rule_that_lacks_its_inputs_says_so(sketch: Any, name: str, case: Case, steps: tuple[str, ...]) -> None:
    found = report(sketch, name, case)
    assert found.findings == ()
    assert [(gap.rule, gap.steps) for gap in found.not_assessed] == [(name, steps)]


def test_duties_of_law_count_people(sketch: Any) -> None:
    receipt = only(sketch, "no-receipt")
    assert (receipt.friction_class, receipt.share, receipt.severity) == (FrictionClass.LAW, 1, Severity.CRITICAL)
    assert only(sketch, "decision-without-reasons-or-appeal").share == pytest.approx(0.2)
    said = [translator("en")(only(sketch, "decision-without-reasons-or-appeal", number).message)
            for number in (0, 1, 2)]
    assert said == ["The refusal tells neither its reasons nor how to appeal",
                    "The refusal does not tell how to appeal", "The refusal does not tell its reasons"]
    assert only(sketch, "suspended-for-one-doc").share == pytest.approx(0.3)
    assert "6" in translator("en")(only(sketch, "suspended-for-one-doc").message)


def test_a_refusal_nobody_hears_of_is_a_duty_missed_and_another_decision_a_burden(sketch: Any) -> None:
    assert only(sketch, "invisible-decision").friction_class is FrictionClass.LAW
    steps = {"a": START, "d": decision(), "w": wait(3), "v": wait(9), "z": END}
    flows = [("a", "d"), ("d", "w", {"probability": 0.5}), ("d", "v", {"probability": 0.5}), ("w", "z"), ("v", "z")]
    (other,) = report(sketch, "invisible-decision", ("", steps, flows, {})).findings
    assert (other.friction_class, other.severity) == (FrictionClass.LOAD, Severity.MEDIUM)


def test_what_passes_inside_the_house_makes_nobody_a_messenger(sketch: Any) -> None:
    case = row("", {"items": ITEMS}, p=step("back", gives=["bill"], unit="Tax"),
               q=step("back2", asks=["bill"], unit="Town"))
    assert report(sketch, "citizen-as-courier", case).findings == ()


def test_papers_cost_both_sides_their_part(sketch: Any) -> None:
    unused = only(sketch, "proof-without-use")
    assert (unused.citizen_minutes, unused.agent_minutes, unused.share) == (0.0, 5.0, 1.0)
    courier = only(sketch, "citizen-as-courier")
    assert (courier.citizen_minutes, courier.agent_minutes, courier.steps) == (10.0, 0.0, ("q", "p", "c"))
    detour = only(sketch, "print-sign-scan")
    assert (detour.citizen_minutes, detour.steps) == (20.0, ("c1", "c2", "c0"))


def test_agents_load_is_theirs(sketch: Any) -> None:
    sprawl = only(sketch, "tool-sprawl")
    assert (sprawl.citizen_minutes, sprawl.agent_minutes, sprawl.basis) == (0.0, 0.75, Basis.ASSUMED)
    toll = only(sketch, "approval-toll")
    assert (toll.citizen_minutes, toll.agent_minutes, toll.share) == (0.0, 10.0, 1.0)
    orphan = only(sketch, "orphan-backstage")
    assert (orphan.citizen_minutes, orphan.agent_minutes) == (0.0, 10.0)
    single = only(sketch, "single-point-of-failure")
    assert (single.friction_class, single.share) == (FrictionClass.LOSS, pytest.approx(0.2))
    assert "Ada" in translator("en")(single.message)
