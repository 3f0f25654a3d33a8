"""Each rule on small journeys: where it speaks, and where it must not."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from visavis.blueprint.analysis.frictions.rules import RULES
from visavis.blueprint.analysis.frictions.runner import analyse

START = {"kind": "start", "work": "PT5M"}
END = {"kind": "outcome", "outcome": "granted"}
LOST = {"kind": "outcome", "outcome": "abandoned"}
TALK = {"kind": "interaction"}
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "tax", "name": "Tax notice", "held_by": "tax office"},
         {"id": "name", "name": "Name", "kind": "data"}]


def one(chance: float, **more: Any) -> dict[str, Any]:
    return {"probability": chance, **more}


def line(*names: str) -> list[tuple[Any, ...]]:
    return list(pairwise(names))


def step(lane: str = "citizen", **told: Any) -> dict[str, Any]:
    return {"lane": lane, "work": "PT10M", **told}


def wait(length: str | None = "P30D", **told: Any) -> dict[str, Any]:
    return {"kind": "wait", **({"wait": length} if length else {}), **told}


Case = tuple[str, dict[str, Any], list[tuple[Any, ...]], dict[str, Any]]


def chased(contact: dict[str, Any] | None = None, answer: dict[str, Any] | None = None,
           **carried: Any) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    """Draw a wait during which a third of the people call; the answer leads back to waiting."""
    steps = {"a": START, "w": wait(split="one"), "c": step(**{"channel": "phone", **(contact or {})}),
             "r": step("front", work="PT5M", **(answer or {})), "e": END}
    return steps, [("a", "w"), ("w", "e", one(0.6)), ("w", "c", one(0.4)), ("c", "r", {**TALK, **carried}),
                   ("r", "w", TALK)]


SILENT_WAIT: list[Case] = [
    ("w", {"a": START, "w": wait(), "e": END}, line("a", "w", "e"), {}),
    ("b", {"a": START, "b": step("back", wait="P20D"), "e": END}, line("a", "b", "e"), {}),
    ("w", {"a": START, "w": wait("P3D"), "e": END}, line("a", "w", "e"),
     {"avoid": [{"id": "1", "text": "x", "rule": "silent-wait", "limit": {"value": 2, "unit": "day"}}]}),
    ("w", {"a": START, "w": wait(), "b": step("back", wait="P20D"), "e": END},
     [("a", "w"), ("a", "b"), ("w", "e"), ("b", "e")], {}),
    ("w", {"a": START, "w": wait(split="one"), "e": END, "x": LOST},
     [("a", "w"), ("w", "e", one(0.9)), ("w", "x", one(0.1))], {}),
    # Waits one after the other are one silence, marked where it is longest.
    ("w", {"a": START, "w": wait("P3D"), "v": wait("P3D"), "e": END}, line("a", "w", "v", "e"), {}),
    ("v", {"a": START, "w": wait("P2D"), "v": wait("P4D"), "u": wait("P3D"), "e": END},
     line("a", "w", "v", "u", "e"), {}),
    ("d", {"a": START, "b": step("back", wait="P2D"), "c": step("back"), "d": step("back2", wait="P4D"), "e": END},
     line("a", "b", "c", "d", "e"), {}),
    ("u w", {"a": START, "w": wait("P6D"), "v": wait(informs={"who": "citizen"}), "u": wait("P6D"), "e": END},
     line("a", "w", "v", "u", "e"), {}),
    ("", {"a": START, "w": wait("P3D"), "c": step(), "v": wait("P3D"), "e": END}, line("a", "w", "c", "v", "e"), {}),
    ("", {"a": START, "w": wait("P3D"), "m": step("front", informs={"who": "citizen"}), "v": wait("P3D"), "e": END},
     line("a", "w", "m", "v", "e"), {}),
    ("", {"a": START, "w": wait("P2D"), "v": wait("P3D"), "e": END}, line("a", "w", "v", "e"), {}),
    ("", {"a": START, "w": wait("P5D"), "e": END}, line("a", "w", "e"), {}),
    ("", {"a": START, "w": wait(informs={"who": "citizen", "promise": "in 30 days"}), "e": END},
     line("a", "w", "e"), {}),
    ("", {"a": START, "b": step("back", wait="P20D", informs={"who": "citizen"}), "e": END}, line("a", "b", "e"), {}),
    ("", {"a": START, "e": END, "w": wait()}, line("a", "e"), {}),
    ("", {"a": START, "w": wait("P10D"), "e": END}, line("a", "w", "e"),
     {"avoid": [{"id": "1", "text": "x", "rule": "silent-wait", "limit": {"value": 3, "unit": "day"},
                 "scope": {"step": "a"}}],
      "waivers": [{"id": "k", "rule": "silent-wait", "step": "w", "reason": "legal"}]}),
]
CHASE_CONTACT: list[Case] = [
    ("c", *chased(), {}),
    ("c", {"a": START, "w": wait(split="one"), "c": step(channel="email"), "r": step("front"), "n": step(), "e": END},
     [("a", "w"), ("w", "n", one(0.7)), ("w", "c", one(0.3)), ("c", "r", TALK), ("r", "n", TALK), ("n", "e")], {}),
    ("c", {"a": START, "w": wait("P9D"), "c": step(channel="phone", title="Rappelle pour savoir"), "r": step("front"),
           "e": END}, line("a", "w", "c", "r", "e"), {}),
    ("c", {"a": START, "w": wait("P9D"), "c": step(channel="counter"), "r": step("front"), "e": END},
     [("a", "w"), ("w", "c"), ("c", "r", {**TALK, "label": "Where is my file?"}), ("r", "e")], {}),
    ("c", {"a": START, "w": wait(), "d": {"kind": "decision"}, "c": step(channel="phone"), "r": step("front"),
           "e": END},
     [("a", "w"), ("w", "d"), ("d", "e", one(0.7)), ("d", "c", one(0.3)), ("c", "r", TALK), ("r", "w", TALK)], {}),
    ("", *chased({"gives": ["bill"]}), {"items": ITEMS}),
    ("", *chased(None, {"asks": ["bill"]}), {"items": ITEMS}),
    ("", *chased(carries=["bill"]), {"items": ITEMS}),
    ("", *chased({"channel": "visit"}), {}),
    ("", {"a": START, "w": wait(), "c": step(channel="phone"), "r": step("front"), "e": END},
     line("a", "w", "c", "r", "e"), {}),
    ("", {"a": START, "c": step(channel="phone", title="Any news?"), "r": step("front"), "e": END},
     line("a", "c", "r", "e"), {}),
]
ASKED_TWICE: list[Case] = [
    ("c", {"a": START, "b": step("front", asks=["bill"]), "n": step(), "c": step("front", asks=["bill"]), "e": END},
     line("a", "b", "n", "c", "e"), {"items": ITEMS}),
    ("d", {"a": START, "b": step(asks=["bill", "name"]), "c": step("front", asks=["bill", "name"]), "n": step(),
           "d": step("front", asks=["name"]), "e": END}, line("a", "b", "c", "n", "d", "e"), {"items": ITEMS}),
    ("c d", {"a": START, "b": step("front", asks=["name"]), "m": step(), "c": step("front", asks=["name"]),
             "n": step(), "d": step("front", asks=["name"]), "e": END},
     line("a", "b", "m", "c", "n", "d", "e"), {"items": ITEMS}),
    ("", {"a": START, "b": step(asks=["bill"]), "c": step("front", asks=["bill"]), "e": END},
     line("a", "b", "c", "e"), {"items": ITEMS}),
    ("", {"a": {**START, "split": "one"}, "b": step("front", asks=["bill"]), "c": step("back", asks=["bill"]),
          "e": END}, [("a", "b"), ("a", "c"), ("b", "e"), ("c", "e")], {"items": ITEMS}),
    ("", {"a": START, "b": step("front", kind="decision", asks=["bill"]), "n": step(), "e": END},
     [("a", "b"), ("b", "n", one(0.3)), ("n", "b"), ("b", "e", one(0.7))], {"items": ITEMS}),
    ("", {"a": START, "b": step("front", asks=["bill"]), "n": step(), "c": step("front", asks=["name"]), "e": END},
     line("a", "b", "n", "c", "e"), {"items": ITEMS}),
]
ALREADY_HELD: list[Case] = [
    ("b", {"a": START, "b": step("front", asks=["tax"]), "e": END}, line("a", "b", "e"), {"items": ITEMS}),
    ("b", {"a": START, "b": step(asks=["tax", "bill"]), "c": step("front", asks=["tax"]), "e": END},
     line("a", "b", "c", "e"), {"items": ITEMS}),
    ("b d", {"a": START, "b": step(asks=["tax"]), "n": step(), "d": step("front", asks=["tax"]), "e": END},
     line("a", "b", "n", "d", "e"), {"items": ITEMS}),
    ("", {"a": START, "b": step("front", asks=["bill", "name"]), "e": END}, line("a", "b", "e"), {"items": ITEMS}),
    ("", {"a": START, "b": step("front", gives=["tax"]), "e": END}, line("a", "b", "e"), {"items": ITEMS}),
    ("", {"a": START, "e": END, "b": step("front", asks=["tax"])}, line("a", "e"), {"items": ITEMS}),
]
REKEYING: list[Case] = [
    ("c", {"a": START, "b": step("front", system="Portal", asks=["name"]),
           "c": step("back", system="Files", asks=["name"]), "e": END}, line("a", "b", "c", "e"), {"items": ITEMS}),
    ("c", {"a": START, "b": step(channel="post"), "c": step("front", system="Files", title="Enters the form"),
           "e": END}, line("a", "b", "c", "e"), {}),
    ("d", {"a": START, "b": step("front", system="Portal"), "m": step("back"),
           "d": step("back", system="Files", title="Ressaisit le dossier"), "e": END},
     line("a", "b", "m", "d", "e"), {}),
    ("c", {"a": START, "b": step(channel="web", system="Portal"), "c": step("front", system="Files"), "e": END},
     [("a", "b"), ("b", "c", {**TALK, "carries": ["name"]}), ("c", "e")], {"items": ITEMS}),
    ("", {"a": START, "b": step("front", system="Files", asks=["name"]),
          "c": step("back", system="files", asks=["name"]), "e": END}, line("a", "b", "c", "e"), {"items": ITEMS}),
    ("", {"a": START, "b": step("front", system="Portal"), "c": step("back", system="Planner"), "e": END},
     line("a", "b", "c", "e"), {}),
    ("", {"a": START, "b": step("front", system="Portal", asks=["name"]), "s": step("support", system="Bus"),
          "c": step("back", system="Files"), "e": END},
     [("a", "b"), ("b", "s"), ("s", "c", {"kind": "support", "carries": ["name"]}), ("c", "e")], {"items": ITEMS}),
    ("", {"a": START, "b": step("front", asks=["name"]), "c": step("back", asks=["name"]), "e": END},
     line("a", "b", "c", "e"), {"items": ITEMS}),
]


def returned(chance: float | None, lane: str = "citizen") -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    """Draw a check that sends some of the cases back."""
    back, on = ({}, {}) if chance is None else (one(chance), one(1 - chance))
    return ({"a": START, "b": step(lane), "d": step("front", kind="decision"), "e": END},
            [("a", "b"), ("b", "d"), ("d", "b", back), ("d", "e", on)])


REWORK_LOOP: list[Case] = [
    ("d", *returned(0.3), {}),
    ("d", *returned(0.08), {}),
    ("b", {"a": START, "b": step("front", kind="decision"), "e": END},
     [("a", "b"), ("b", "b", one(0.2)), ("b", "e", one(0.8))], {}),
    ("d", *returned(0.04), {"avoid": [{"id": "1", "text": "x", "rule": "rework-loop",
                                       "limit": {"value": 2, "unit": "percent"}}]}),
    ("", *returned(0.03), {}),
    ("", *returned(None), {}),
    ("", *returned(0.3, "back"), {}),
    ("", *chased(), {}),
    ("", {"a": START, "b": step(), "c": step("front"), "e": END},
     [("a", "b"), ("b", "c", TALK), ("c", "b", TALK), ("b", "e")], {}),
]
HANDOFF_CHAIN: list[Case] = [
    ("b", {"a": START, "b": step("front", unit="A"), "c": step("back", unit="B"), "d": step("back", unit="C"),
           "f": step("back", unit="D"), "e": END}, line("a", "b", "c", "d", "f", "e"), {}),
    ("b", {"a": START, "b": step("front"), "c": step("back"), "d": step("back2"), "f": step("partner"), "e": END},
     line("a", "b", "c", "d", "f", "e"), {}),
    ("b", {"a": START, "b": step("front", unit="A"), "c": step("back", unit="B"), "g": step("back", unit="b "),
           "d": step("back", unit="C"), "f": step("back", unit="A"), "e": END},
     line("a", "b", "c", "g", "d", "f", "e"), {}),
    ("b", {"a": START, "b": step("back", unit="A"), "c": step("front", unit="B", column=1),
           "d": step("back", unit="C", column=1), "f": step("front", unit="D", column=1), "e": END},
     line("a", "b", "d", "c", "f", "e"), {}),
    ("", {"a": START, "b": step("front", unit="A"), "c": step("back", unit="B"), "d": step("back", unit="C"),
          "e": END}, line("a", "b", "c", "d", "e"), {}),
    ("", {"a": START, "b": step("front", unit="A"), "c": step("back", unit="A"), "d": step("back2", unit="A"),
          "f": step("back", unit="a"), "e": END}, line("a", "b", "c", "d", "f", "e"), {}),
    ("", {"a": START, "b": step("front", unit="A"), "c": step("back", unit="B"), "m": step(),
          "d": step("back", unit="C"), "f": step("back", unit="D"), "e": END},
     line("a", "b", "c", "m", "d", "f", "e"), {}),
]
PING_PONG: list[Case] = [
    ("d", *returned(0.3, "back"), {}),
    ("d", *returned(0.03, "partner"), {}),
    ("b", {"a": START, "b": step("front"), "c": step("back"), "d": step("front"), "f": step("back"), "e": END},
     line("a", "b", "c", "d", "f", "e"), {}),
    ("", *returned(0.3), {}),
    ("", *returned(0.01, "back"), {}),
    ("", {"a": START, "b": step("front"), "c": step("back"), "d": step("front"), "e": END},
     line("a", "b", "c", "d", "e"), {}),
    ("", {"a": START, "b": step("front", unit="A"), "c": step("back", unit="B"), "d": step("front", unit="A"),
          "f": step("back", unit="C"), "e": END}, line("a", "b", "c", "d", "f", "e"), {}),
]
CHANNEL_BREAK: list[Case] = [
    ("c", {"a": START, "b": step(channel="web"), "s": step("front"), "c": step(channel="phone"),
           "t": step("front"), "e": END}, line("a", "b", "s", "c", "t", "e"), {}),
    ("c", {"a": START, "b": step(channel="counter"), "s": step("front"), "w": wait("P2D"), "c": step(channel="post"),
           "t": step("front"), "e": END}, line("a", "b", "s", "w", "c", "t", "e"), {}),
    ("c", {"a": START, "b": step(channel="app", system="Portal"), "s": step("front"), "c": step(channel="counter"),
           "t": step("front", system="Files"), "e": END}, line("a", "b", "s", "c", "t", "e"), {}),
    ("", {"a": START, "b": step(channel="web"), "s": step("front"), "c": step(channel="email"), "t": step("front"),
          "e": END}, line("a", "b", "s", "c", "t", "e"), {}),
    ("", {"a": START, "b": step(channel="web"), "s": step("front"), "c": step(channel="phone"), "t": step("front"),
          "e": END}, [("a", "b"), ("b", "s"), ("s", "c", {"carries": ["name"]}), ("c", "t"), ("t", "e")],
     {"items": ITEMS}),
    ("", {"a": START, "b": step(channel="web"), "s": step("front", kind="decision"), "c": step(channel="phone"),
          "d": step(channel="web"), "t": step("front"), "e": END},
     [("a", "b"), ("b", "s"), ("s", "c"), ("s", "d"), ("c", "t"), ("d", "t"), ("t", "e")], {}),
    ("", {"a": START, "b": step(channel="web"), "s": step("front", system="Files"), "c": step(channel="phone"),
          "t": step("front", system="Files"), "e": END}, line("a", "b", "s", "c", "t", "e"), {}),
    ("", {"a": START, "b": step(channel="web", fails=0.1, fallback="c"), "s": step("front"), "e": END,
          "c": step(channel="phone")}, [("a", "b"), ("b", "s"), ("s", "e"), ("c", "s")], {}),
]
DEAD_END: list[Case] = [
    ("c", {"a": START, "b": step(kind="decision"), "c": step(), "e": END}, [("a", "b"), ("b", "c"), ("b", "e")], {}),
    ("b", {"a": START, "b": step(fails=0.1), "e": END}, line("a", "b", "e"), {}),
    ("b", {"a": START, "x": step(kind="decision"), "b": step(split="one"), "c": step(split="one"), "e": END},
     [("a", "x"), ("x", "b"), ("x", "e"), ("b", "c"), ("c", "b")], {}),
    # b asks c: with c's answer all is said, and nothing follows.
    ("c", {"a": START, "x": step(kind="decision"), "b": step(), "c": step(), "e": END},
     [("a", "x"), ("x", "b"), ("x", "e"), ("b", "c"), ("c", "b")], {}),
    ("b", {"a": START, "b": step(), "c": step(), "e": END}, [("a", "b"), ("c", "e")], {}),
    ("", {"a": START, "b": step(), "s": step("support"), "e": END}, [("a", "b"), ("b", "s"), ("b", "e")], {}),
    ("", {"a": START, "b": step()}, line("a", "b"), {}),
    ("", {"a": START, "b": step(fails=0.1, fallback="c"), "c": step(), "e": END},
     [("a", "b"), ("b", "e"), ("c", "e")], {}),
    ("", {"a": START, "e": END, "x": step()}, line("a", "e"), {}),
]
PEOPLE = [{"id": "ann", "name": "Ann", "weight": 3, "channels": ["phone", "counter"]},
          {"id": "bob", "name": "Bob", "weight": 1, "channels": ["web", "phone"]}]
BLOCKED_PERSONA: list[Case] = [
    ("b", {"a": START, "b": step(channel="web"), "e": END}, line("a", "b", "e"), {"personas": PEOPLE}),
    ("b", {"a": START, "b": step("front", channel="counter"), "e": END}, line("a", "b", "e"), {"personas": PEOPLE}),
    ("b", {"a": START, "b": step(), "e": END}, [("a", "b"), ("b", "e", {"not_for": ["bob"]})], {"personas": PEOPLE}),
    ("", {"a": START, "b": step(channel="web", fallback="c"), "c": step(channel="phone"), "e": END},
     [("a", "b"), ("b", "e"), ("c", "e")], {"personas": PEOPLE}),
    ("", {"a": START, "b": step("back", channel="web"), "c": step(channel="internal"), "e": END},
     line("a", "b", "c", "e"), {"personas": PEOPLE}),
    ("", {"a": {**START, "split": "one"}, "b": step(channel="web"), "c": step(channel="counter"), "e": END},
     [("a", "b", {"only_for": ["bob"]}), ("a", "c", {"only_for": ["ann"]}), ("b", "e"), ("c", "e")],
     {"personas": PEOPLE}),
    ("", {"a": START, "b": step(channel="web"), "e": END}, line("a", "b", "e"),
     {"personas": [{"id": "x", "name": "X"}]}),
]
BLIND_AGENT: list[Case] = [
    ("r", {"a": START, "b": step("front", system="Files"), "c": step(channel="phone"), "r": step("front"), "e": END},
     line("a", "b", "c", "r", "e"), {}),
    ("r", {"a": START, "b": step(channel="web", gives=["name"]), "s": step("back", system="Files"),
           "c": step(channel="counter"), "r": step("front", system="Files", asks=["name"]), "e": END},
     line("a", "b", "s", "c", "r", "e"), {"items": ITEMS}),
    ("r", {"a": START, "b": step("back", system="Files"), "r": step("front", channel="phone"), "c": step(), "e": END},
     line("a", "b", "r", "c", "e"), {}),
    ("", {"a": START, "b": step("front", system="Files"), "c": step(channel="phone"),
          "r": step("front", system="Files"), "e": END}, line("a", "b", "c", "r", "e"), {}),
    ("", {"a": START, "c": step(channel="phone"), "r": step("front"), "b": step("back", system="Files"), "e": END},
     line("a", "c", "r", "b", "e"), {}),
    ("", {"a": START, "b": step("front", system="Files"), "c": step(channel="visit"), "r": step("front"), "e": END},
     line("a", "b", "c", "r", "e"), {}),
    ("", {"a": START, "b": step(channel="web", gives=["name"]), "s": step("back", system="Files"),
          "c": step(channel="counter"), "r": step("front", system="Files", asks=["bill"]), "e": END},
     line("a", "b", "s", "c", "r", "e"), {"items": ITEMS}),
]
TABLES: dict[str, list[Case]] = {
    "silent-wait": SILENT_WAIT, "chase-contact": CHASE_CONTACT, "asked-twice": ASKED_TWICE,
    "already-held": ALREADY_HELD, "rekeying": REKEYING, "rework-loop": REWORK_LOOP, "handoff-chain": HANDOFF_CHAIN,
    "ping-pong": PING_PONG, "channel-break": CHANNEL_BREAK, "dead-end": DEAD_END,
    "blocked-persona": BLOCKED_PERSONA, "blind-agent": BLIND_AGENT,
}
CASES = [pytest.param(rule, case, id=f"{rule}-{number}") for rule, cases in TABLES.items()
         for number, case in enumerate(cases)]


def test_every_rule_has_three_cases_of_each_kind() -> None:
    assert set(TABLES) <= {rule.name for rule in RULES}
    for name, cases in TABLES.items():
        assert sum(bool(case[0]) for case in cases) >= 3, name
        assert sum(not case[0] for case in cases) >= 3, name


@pytest.mark.parametrize(("name", "case"), CASES)
def test_the_rule_speaks_where_it_should(sketch: Any, name: str, case: Case) -> None:
    expected, steps, flows, head = case
    rule = next(rule for rule in RULES if rule.name == name)
    report = analyse(sketch(steps, flows, **head), [rule]).frictions
    assert not report.failures
    assert " ".join(sorted(finding.steps[0] for finding in report.open)) == expected
    for finding in report.findings:
        assert finding.rule == name
        assert len(set(finding.steps)) == len(finding.steps)
        assert "{" not in f"{finding.title}{finding.message}{finding.remedy}"
        assert finding.share is None or 0 <= finding.share <= 1
