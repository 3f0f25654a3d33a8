"""What people read, and what no one counts: where each rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.rules import tables
from tests.analysis.rules.tables import END, START, Case, Tables, report, row, step
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, Severity
from visavis.blueprint.language import translator

ITEMS = [{"id": f"i{number}", "name": f"Item {number}"} for number in range(4)]
ITEMS += [{"id": "sick", "name": "Illness", "sensitive": True},
          {"id": "told", "name": "Income", "sensitive": True, "purpose": "Article 3"}]
OLD = [{"id": "old", "name": "Old", "weight": 1}, {"id": "all", "name": "All", "weight": 3}]
TALK = {"kind": "interaction"}


def said(expected: str, label: str, **head: Any) -> Case:
    """An agent says something to a person."""
    steps = {"a": START, "b": step("front"), "c": step(), "z": END}
    return expected, steps, [("a", "b"), ("b", "c", {**TALK, "label": label}), ("c", "z")], head


def online(share: float | None, **told: Any) -> dict[str, Any]:
    return step(channel="web", **({} if share is None else {"helped": share}), **told)


def visited(expected: str, visit: dict[str, Any] | None = None, office: dict[str, Any] | None = None) -> Case:
    return row(expected, {"items": ITEMS}, v=step("front", channel="visit", **(visit or {})), c=step(),
               o=step("back", **(office or {"title": "Rédige le rapport"})))


def contacts(expected: str, number: int, **head: Any) -> Case:
    steps: dict[str, Any] = {}
    for place in range(number):
        steps[f"c{place}"] = step(channel="phone")
        steps[f"d{place}"] = step("front", 5)
    return row(expected, head, **steps)


def limit(rule: str, name: str, value: float, unit: str = "count") -> dict[str, Any]:
    return {"thresholds": [{"id": "l", "rule": rule, "name": name, "value": value, "unit": unit}]}


FORK = {"kind": "decision", "lane": "front"}
TABLES: Tables = {
    "plain-language": [
        row("c", {"language": "fr"}, c=step(detail="Fournir les pièces susvisées au service ; revenir nonobstant.")),
        row("e", {"language": "en"}, e={"lane": "evidence", "kind": "evidence", "title": "Notice pursuant to law"},
            c=step()),
        said("c", "Your file will be terminated pursuant to article 3", language="en"),
        row("c", {"language": "en"}, c=step(detail="word " * 26)),
        row("c", {"language": "en", **limit("plain-language", "words", 3)}, c=step(detail="one two three four")),
        row("", {"language": "en"}, c=step(detail="word " * 25)),
        row("", {"language": "fr"}, c=step(title="Prouver nonobstant")),
        row("", {"language": "fr"}, b=step("back", detail="Instruire nonobstant"), c=step()),
        said("", "C’est accordé", language="fr"),
    ],
    "backstage-leak": [
        row("c", None, c=step(title="Écrit au pôle instruction"), b=step("back", unit="Pôle instruction")),
        row("c", None, c=step(detail="Mentionner Solis sur la lettre"), b=step("back", system="Solis")),
        row("c", None, c=step(title="Trouve le bon service"), b=step("back", unit="Accueil général")),
        row("c", None, c=step(title="Writes to the competent authority"), b=step("back", unit="Desk seven")),
        row("", None, c=step(title="Appelle l’accueil"), f=step("front", unit="Accueil"),
            b=step("back", unit="Accueil")),
        row("", None, c=step(title="Ouvre Solis", system="Solis"), b=step("back", system="Solis")),
        row("", None, c=step(title="Note le RIB"), b=step("back", unit="RIB")),
        row("", None, c=step(title="Écrit"), b=step("back", unit="Pôle instruction", title="Pôle instruction")),
    ],
    "learning-peak": [
        row("r", {"items": ITEMS}, r=step("front", asks=["i0", "i1", "i2"])),
        row("c", {"items": ITEMS}, c=step(asks=["i0", "i1", "i2", "i3"])),
        row("r", {"items": ITEMS}, n=step("front", announces=["i3"]), r=step("front", asks=["i0", "i1", "i2", "i3"])),
        row("r", {"items": ITEMS, **limit("learning-peak", "items", 2)}, r=step("front", asks=["i0", "i1"])),
        row("", {"items": ITEMS}, r=step("front", asks=["i0", "i1"])),
        row("", {"items": ITEMS}, n=step("front", announces=["i0"]), r=step("front", asks=["i0", "i1", "i2"])),
        row("", {"items": ITEMS}, q=step("front", asks=["i0", "i1"]), c=step(), r=step("front", asks=["i0", "i1", "i2"])),
    ],
    "intimidating-request": [
        row("r", {"items": ITEMS}, r=step("front", asks=["sick"])),
        row("c", {"items": ITEMS}, c=step(detail="Répondre sous peine de radiation")),
        said("c", "Failure to answer ends your benefit"),
        row("", {"items": ITEMS}, r=step("front", asks=["told", "i0"])),
        said("", "Failure to answer ends it, because the law gives us a month"),
        row("", {"items": ITEMS}, b=step("back", detail="Sanction prévue"), c=step()),
    ],
    "shadow-assistance": [
        row("o", None, o=online(0.2)), row("o", None, o=online(0.11, help="PT20M"), b=step("back")),
        row("o", limit("shadow-assistance", "helped", 5, "percent"), o=online(0.06)),
        row("", None, o=online(0.1)), row("", None, o=step(channel="phone", helped=0.5)),
        row("", None, o=online(0.5), f=step("front")), row("", None, f=step("front"), o=online(0.5)),
    ],
    "hidden-work": [
        row("h", None, h=step(hidden=True)), row("h", None, h=step("back", hidden=True), c=step()),
        row("g h", None, g=step(hidden=True), h=step("front", hidden=True)),
        row("", None, h=step()), row("", None, h={"lane": "support", "work": "PT5M", "hidden": True}),
        ("", {"a": START, "h": step(hidden=True), "z": END}, [("a", "z")], {}),
    ],
    "field-disconnect": [
        visited("o"), visited("o", {"place": "home"}, {"title": "Ressaisit tout"}),
        visited("o", {"gives": ["i0"]}, {"title": "Traite", "system": "Files", "asks": ["i0"]}),
        row("o", None, v=step("front", place="field"), w=step("front", channel="visit"),
            o=step("back", title="Types the notes")),
        visited("", {"system": "Tablet"}), visited("", None, {"title": "Classe le dossier"}),
        row("", None, v=step("front", channel="counter"), o=step("back", title="Rédige le rapport")),
        row("", None, o=step("back", title="Rédige la convocation"), v=step("front", channel="visit")),
    ],
    "unprotected-fail-point": [
        row("f", None, f=step(markers=["fail-point"])), row("f", None, f=step("back", markers=["fail-point"]), b=step()),
        row("f", None, f=step("front", markers=["fail-point", "moment-of-truth"])),
        row("", None, f=step(markers=["fail-point"], fails=0.1)),
        row("", None, f=step(markers=["fail-point"], fallback="z")), row("", None, f=step(markers=["moment-of-truth"])),
        ("", {"a": START, "f": step(markers=["fail-point"]), "d": FORK, "z": END, "r": step()},
         [("a", "f"), ("f", "d"), ("d", "z", {"probability": 0.9}), ("d", "r", {"probability": 0.1}), ("r", "f")], {}),
        ("", {"a": START, "f": step(markers=["fail-point"]), "d": FORK, "z": END, "r": step(), "y": END},
         [("a", "f"), ("f", "d"), ("d", "z", {"probability": 0.9}), ("d", "r", {"probability": 0.1}), ("r", "y")], {}),
        row("f", None, f=step(markers=["fail-point"]), d=FORK),
    ],
    "beyond-tolerated-time": [
        row("w", {"service": {"tolerated_time": "P10D"}}, w={"kind": "wait", "wait": "P11D"}),
        row("s", {"service": {"tolerated_time": "PT9M"}}, s=step(minutes=10)),
        ("w", {"a": START, "w": {"kind": "wait", "wait": "P30D"}, "y": END, "z": END},
         [("a", "w", {"only_for": ["old"]}), ("w", "z"), ("a", "y", {"not_for": ["old"]})],
         {"service": {"tolerated_time": "P10D"}, "personas": OLD}),
        row("", {"service": {"tolerated_time": "P10D"}}, w={"kind": "wait", "wait": "P10D"}),
        row("", None, w={"kind": "wait", "wait": "P300D"}), row("", {"service": {"tolerated_time": "PT11M"}}, s=step()),
    ],
    "many-contacts": [
        contacts("c0", 9), contacts("c0", 12), contacts("c0", 3, **limit("many-contacts", "contacts", 2)),
        contacts("", 8), contacts("", 1), contacts("", 12, **limit("many-contacts", "contacts", 20)),
    ],
}
def only(sketch: Any, name: str, number: int = 0) -> Finding:
    return tables.only(sketch, TABLES, name, number)


def words(finding: Finding, language: str = "en") -> str:
    return translator(language)(finding.message).replace("\u00a0", " ")


def test_every_rule_has_three_cases_of_each_kind() -> None:
    tables.assert_balanced(TABLES)


@pytest.mark.parametrize(("name", "case"), tables.parameters(TABLES))
def test_the_rule_speaks_where_it_should(sketch: Any, name: str, case: Case) -> None:
    tables.assert_speaks(sketch, name, case)


@pytest.mark.parametrize(("name", "case", "steps"), [
    ("backstage-leak", row("", None, c=step(), b=step("back")), ()), ("shadow-assistance", row("", None, o=online(None)),
                                                                       ("o",)),
    ("hidden-work", row("", None, h={"hidden": True}), ("h",)),
])
def test_a_rule_that_lacks_its_inputs_says_so(sketch: Any, name: str, case: Case, steps: tuple[str, ...]) -> None:
    found = report(sketch, name, case)
    assert found.findings == ()
    assert [(gap.rule, gap.steps) for gap in found.not_assessed] == [(name, steps)]


def test_the_worst_passage_is_quoted_with_what_to_say_instead(sketch: Any) -> None:
    assert words(only(sketch, "plain-language", 2)) == "“pursuant to”: better “under”"
    assert words(only(sketch, "plain-language", 3)).startswith("A sentence of 26 words: “word word")
    assert only(sketch, "plain-language").severity is Severity.LOW
    assert only(sketch, "plain-language", 1).share is None


def test_minutes_are_those_of_the_side_that_bears_them(sketch: Any) -> None:
    leak, peak = only(sketch, "backstage-leak"), only(sketch, "learning-peak", 1)
    assert (leak.citizen_minutes, leak.agent_minutes) == (10.0, 0.0)
    assert peak.citizen_minutes == pytest.approx(10.0)
    helped, unknown = only(sketch, "shadow-assistance", 1), only(sketch, "shadow-assistance")
    assert (helped.friction_class, helped.agent_minutes) == (FrictionClass.SHIFT, pytest.approx(2.2))
    assert (unknown.agent_minutes, unknown.share) == (None, 0.2)
    mine, theirs = only(sketch, "hidden-work"), only(sketch, "hidden-work", 1)
    assert [(one.citizen_minutes, one.agent_minutes) for one in (mine, theirs)] == [(10.0, 0.0), (0.0, 10.0)]
    written = only(sketch, "field-disconnect")
    assert (written.steps, written.citizen_minutes, written.agent_minutes) == (("o", "v"), 0.0, 10.0)
    many = only(sketch, "many-contacts", 1)
    assert (many.citizen_minutes, many.agent_minutes) == (pytest.approx(40.0), pytest.approx(20.0))


def test_patience_is_told_for_whom_it_ends(sketch: Any) -> None:
    everybody, one = only(sketch, "beyond-tolerated-time"), only(sketch, "beyond-tolerated-time", 2)
    assert (everybody.persona, everybody.share, everybody.severity) == (None, 1.0, Severity.LOW)
    assert (one.persona, one.share, one.severity) == ("old", 0.25, Severity.HIGH)
    assert words(one) == "It takes 30 d; people bear 10 days"
