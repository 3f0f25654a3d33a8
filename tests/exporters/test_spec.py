"""The specification: valid by its schema, the same each time, and with nothing of the document lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.json_schema import Draft202012Validator
from visavis.blueprint.analysis import RULES, analyse
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import ExportJob
from visavis.blueprint.storage import decode
from visavis.exporters.spec import SPECIFICATION, spec_schema

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("examples/*.blueprint.json"), *ROOT.glob("templates/**/*.blueprint.json")])
VALIDATOR = Draft202012Validator(spec_schema())


def exported(document: BlueprintDocument, language: str = "en", **options: str) -> dict[str, Any]:
    job = ExportJob(document, analyse(document, RULES), language, {"private-notes": "no", **options})
    found: dict[str, Any] = json.loads(SPECIFICATION.export(job))
    return found


def counter(**changes: Any) -> BlueprintDocument:
    """A request at a counter: asked, checked (one in five comes back), granted."""
    graph: dict[str, Any] = {
        "format": "visavis/1", "id": "counter", "title": "Counter", "language": "en",
        "personas": [{"id": "deaf", "name": "Deaf", "weight": 1, "channels": ["counter"]},
                     {"id": "any", "name": "Any", "weight": 3}],
        "phases": [{"id": "p", "name": "P"}],
        "lanes": [{"id": "c", "name": "C", "kind": "citizen"}, {"id": "a", "name": "A", "kind": "frontstage"},
                  {"id": "b", "name": "B", "kind": "backstage"}],
        "items": [{"id": "tax", "name": "Tax notice", "held_by": "tax office"}],
        **changes.pop("graph", {})}
    nodes = [
        {"id": "ask", "title": "Asks", "lane": "c", "phase": "p", "kind": "start", "work": "PT10M"},
        {"id": "check", "title": "Checks", "lane": "a", "phase": "p", "column": 1, "kind": "decision",
         "work": {"min": "PT3M", "mode": "PT6M", "max": "PT9M"}, "asks": ["tax"], "channel": "counter"},
        {"id": "fetch", "title": "Fetches", "lane": "c", "phase": "p", "column": 2, "wait": "P1D", "fails": 0.1,
         "fallback": "phone"},
        {"id": "phone", "title": "Phones", "lane": "c", "phase": "p", "column": 3, "channel": "phone"},
        {"id": "done", "title": "Has it", "lane": "c", "phase": "p", "column": 4, "kind": "outcome",
         "outcome": "granted", "informs": {"who": "citizen", "promise": "before Easter"}},
    ]
    edges: list[dict[str, Any]] = [
        {"key": "f1", "source": "ask", "target": "check", "label": "Hello", "carries": ["tax"]},
        {"key": "f2", "source": "check", "target": "fetch", "label": "It lacks", "probability": 0.2},
        {"key": "f3", "source": "check", "target": "done", "label": "Here", "only_for": ["any"]},
        {"key": "f5", "source": "check", "target": "phone", "only_for": ["deaf"]},
        {"key": "f4", "source": "fetch", "target": "check", "label": "Here it is", "max_times": 2},
        {"key": "f6", "source": "phone", "target": "done", "kind": "sequence"},
    ]
    edges = [{"kind": "interaction", **edge} for edge in edges]
    return decode(json.dumps({"graph": graph, "nodes": nodes, "edges": edges, **changes}).encode())


LISTS = ("personas", "actors", "phases", "lanes", "items", "steps", "flows", "avoid", "waivers", "notes", "channels",
         "thresholds", "triage")
# What the specification works out and adds.
DERIVED: Mapping[str, frozenset[str]] = {
    "items": frozenset({"asked_at", "given_at", "carried_by", "used_at", "announced_at"}), "personas": frozenset({"share"}),
    "lanes": frozenset({"side"}), "phases": frozenset({"columns"}), "flows": frozenset({"taken", "loop", "exchange"}),
    "steps": frozenset({"side", "actor", "visible", "counterparts"}), "avoid": frozenset({"holds", "findings", "broken_at", "broken_for", "thresholds", "owner", "waivers", "test"}),
}


def authored_time(found: dict[str, Any] | None) -> Any:
    return found["authored"] if found else None


def with_extensions(found: dict[str, Any]) -> dict[str, Any]:
    """Put unknown keys back where they stood, and drop what says nothing."""
    extensions = found.pop("extensions", {})
    kept = {key: with_extensions(value) if isinstance(value, dict) and key not in ("votes", "work", "wait", "help") else value
            for key, value in found.items()}
    return {**kept, **extensions}


def element(kind: str, found: dict[str, Any]) -> dict[str, Any]:
    """Return an element of the document again from its part of the specification."""
    found = {key: value for key, value in found.items() if key not in DERIVED.get(kind, ())}
    if kind == "items":
        found["held_by"] = found.pop("source_of_record")
        found["valid_for"] = authored_time(found["valid_for"])
    if kind == "avoid" and found["limit"]:
        del found["limit"]["minutes"]
    if kind == "steps":
        gateway, failure = found.pop("gateway"), found.pop("failure") or {"probability": None, "fallback": None}
        found |= {"split": gateway["authored_split"], "join": gateway["authored_join"],
                  "fails": failure["probability"], "fallback": failure["fallback"],
                  "work": authored_time(found["work"]), "wait": authored_time(found["wait"]),
                  "deadline": authored_time(found["deadline"]), "help": authored_time(found["help"])}
        if found["informs"]:
            found["informs"]["promise"] = authored_time(found["informs"]["promise"])
    return with_extensions(found)


def read_back(spec: dict[str, Any]) -> BlueprintDocument:
    """Make the document again from its specification alone."""
    lists = {kind: [element(kind, found) for found in spec[kind]] for kind in LISTS}
    service = {key: authored_time(value) if key.endswith(("_time", "_deadline")) else value
               for key, value in spec["service"].items()}
    extra = dict(spec.get("extensions", {}))
    graph = {**spec["blueprint"], "rules": spec["rules"], "service": with_extensions(service), "record": with_extensions(spec["record"]), **extra.pop("graph", {}),
             **{kind: found for kind, found in lists.items() if kind not in ("steps", "flows")}}
    return decode(json.dumps({"graph": graph, "nodes": lists["steps"], "edges": lists["flows"], **extra}).encode())


def plain(document: BlueprintDocument) -> dict[str, Any]:
    """A document's content, with defaults filled in."""
    return {"head": document.head.model_dump(mode="json"), "extra": dict(document.extra),
            "steps": [step.model_dump(mode="json") for step in document.steps],
            "flows": [flow.model_dump(mode="json") for flow in document.flows]}


def test_the_schema_is_a_json_schema_and_describes_every_part() -> None:
    schema = spec_schema()
    Draft202012Validator.check_schema(schema)
    assert next(iter(schema)) == "$schema"
    missing = [name for name, part in schema["$defs"].items() if not part.get("description") and part]
    assert missing == []
    assert {"format", "$schema", "steps", "conversation", "avoid", "measures", "findings"} <= set(schema["required"])


@pytest.mark.few(14)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.removesuffix(".blueprint.json"))
def test_every_example_and_template_is_specified_validly_and_without_loss(path: Path) -> None:
    document = decode(path.read_bytes())
    spec = exported(document, document.head.language, **{"private-notes": "yes"})
    VALIDATOR.validate(spec)
    assert next(iter(spec)) == "format"
    assert plain(read_back(spec)) == plain(document)


def test_colours_of_lanes_and_phases_come_back_too() -> None:
    document = counter(graph={"phases": [{"id": "p", "name": "P", "colour": "teal"}],
                              "lanes": [{"id": "c", "name": "C", "kind": "citizen", "colour": "plum"},
                                        {"id": "a", "name": "A", "kind": "frontstage"}]})
    spec = exported(document)
    VALIDATOR.validate(spec)
    assert plain(read_back(spec)) == plain(document)


def test_keys_that_the_program_does_not_know_are_kept() -> None:
    # given unknown keys beside the graph, in it, and in its elements
    clause = {"id": "v", "text": "No", "limit": {"value": 2, "unit": "day", "calendar": "working"}}
    note = {"id": "n", "at": {"lane": "c", "phase": "p", "column": 2, "corner": "left"}, "colour": "pink"}
    document = counter(graph={"mood": "calm", "service": {"sla": 5}, "avoid": [clause], "notes": [note]},
                       origin={"by": ["us"]})
    # when the specification is written and read back
    spec = exported(document)
    # then they are all there
    VALIDATOR.validate(spec)
    assert spec["extensions"] == {"origin": {"by": ["us"]}, "graph": {"mood": "calm"}}
    assert plain(read_back(spec)) == plain(document)


def test_a_value_that_breaks_the_form_is_noticed_by_the_schema() -> None:
    spec = exported(counter())
    assert VALIDATOR.is_valid(spec)
    spec["steps"][0]["kind"] = "dance"
    assert not VALIDATOR.is_valid(spec)


def test_times_stand_in_minutes_beside_what_was_written() -> None:
    steps = {step["id"]: step for step in exported(counter())["steps"]}
    assert steps["ask"]["work"] == {"authored": "PT10M", "mean_minutes": 10, "distribution": "fixed"}
    assert steps["check"]["work"]["mean_minutes"] == 6
    assert steps["check"]["work"]["distribution"] == "pert"
    assert steps["fetch"]["wait"]["mean_minutes"] == 1440
    assert steps["done"]["informs"]["promise"]["authored"] == "before Easter"
    assert steps["done"]["informs"]["promise"]["mean_minutes"] is None


def test_gateways_probabilities_and_loops_are_told() -> None:
    spec = exported(counter())
    steps, flows = {step["id"]: step for step in spec["steps"]}, {flow["key"]: flow for flow in spec["flows"]}
    assert [steps[name]["gateway"]["split"] for name in ("ask", "check")] == ["all", "one"]
    assert steps["fetch"]["failure"] == {"probability": 0.1, "fallback": "phone"}
    assert [flows[key]["taken"] for key in ("f1", "f2", "f3", "f5")] == [None, 0.2, None, None]
    assert flows["f4"]["loop"] == {"semantics": "limited", "max_times": 2}
    assert [flows[key]["loop"] for key in ("f1", "f2", "f6")] == [None, None, None]


def test_probabilities_that_nobody_gave_are_null() -> None:
    made = counter()
    unsaid = made.replace(flows=tuple(flow.model_copy(update={"probability": None}) for flow in made.flows))
    spec = exported(unsaid)
    assert [flow["taken"] for flow in spec["flows"]] == [None] * 6
    ways = {way["persona"]: way for way in spec["journeys"]}
    [check] = [step for step in ways["any"]["steps"] if step["step"] == "check"]
    assert {way["target"]: way["probability"] for way in check["ways"]} == {"fetch": None, "done": None}
    everybody = spec["measures"][0]
    assert everybody["granted"]["value"] is None
    assert sorted(everybody["unknown"]["probability"]) == ["f2", "f3", "f5"]


def test_the_conversation_is_in_reading_order_and_pairs_its_steps() -> None:
    talk = exported(counter())["conversation"]
    assert [(turn["number"], turn["says"], turn["speaker"], turn["answers"]) for turn in talk["exchanges"]][:2] == [
        (1, "Hello", "citizen", None), (2, "It lacks", "agent", 1)]
    assert {turn["flow"] for turn in talk["exchanges"]} == {"f1", "f2", "f3", "f4", "f5"}
    assert {"citizen": "fetch", "counterpart": "check", "exchanges": [2, 5],
            "exchange_ids": ["check/f2/fetch", "fetch/f4/check"]} in talk["pairs"]


def test_each_persona_has_a_way_of_their_own() -> None:
    ways = {way["persona"]: way for way in exported(counter())["journeys"]}
    assert ways["deaf"]["blocked_at"] == ["phone"]
    assert ways["any"]["blocked_at"] == []
    [check] = [step for step in ways["any"]["steps"] if step["step"] == "check"]
    assert {way["target"]: way["probability"] for way in check["ways"]} == {"fetch": 0.2, "done": 0.8}
    assert [persona["share"] for persona in exported(counter())["personas"]] == [0.25, 0.75]


@pytest.mark.parametrize(("clause", "waivers", "holds"), [
    ({"rule": "already-held"}, [], False),
    ({"rule": "already-held"}, [{"id": "w", "rule": "already-held", "reason": "legal"}], True),
    ({"rule": "already-held", "scope": {"lane": "b"}}, [], True),
    ({"rule": "already-held", "scope": {"lane": "a", "side": "agent", "phase": "p", "step": "check"}}, [], False),
    ({"rule": "blocked-persona", "scope": {"persona": "deaf"}}, [], False),
    ({"rule": "blocked-persona", "scope": {"persona": "any"}}, [], True),
    ({"rule": "a-rule-nobody-knows"}, [], None),
    ({}, [], None),
])
def test_a_clause_holds_while_no_open_finding_of_its_rule_stands_in_its_scope(
        clause: dict[str, Any], waivers: list[dict[str, Any]], holds: bool | None) -> None:
    document = counter(graph={"avoid": [{"id": "v", "text": "Never", **clause}], "waivers": waivers})
    spec = exported(document)
    [told] = spec["avoid"]
    assert told["holds"] is holds
    broken_by = [finding["rule"] for finding in spec["findings"] if finding["number"] in told["findings"]]
    assert broken_by == ([clause["rule"]] if holds is False else [])


def test_a_rule_that_lacks_its_inputs_leaves_its_clause_open() -> None:
    document = counter(graph={"avoid": [{"id": "v", "text": "Never", "rule": "rekeying"}]})
    spec = exported(document)
    assert "rekeying" in [gap["rule"] for gap in spec["not_assessed"]]
    assert spec["avoid"][0]["holds"] is None


def test_limits_that_are_times_stand_in_minutes() -> None:
    limits = [{"value": 2, "unit": "day"}, {"value": 5, "unit": "percent"}]
    document = counter(graph={"avoid": [{"id": f"v{number}", "text": "Never", "limit": limit}
                                        for number, limit in enumerate(limits)]})
    assert [clause["limit"]["minutes"] for clause in exported(document)["avoid"]] == [2880, None]


def test_private_notes_stay_out_unless_asked_for() -> None:
    notes = [{"id": "n1", "text": "open"}, {"id": "n2", "text": "secret", "private": True}]
    document = counter(graph={"notes": notes})
    assert "secret" not in json.dumps(exported(document))
    assert [note["id"] for note in exported(document, **{"private-notes": "yes"})["notes"]] == ["n1", "n2"]


def test_findings_speak_the_language_asked_for_and_measures_are_everybodys_and_each_personas() -> None:
    document = counter()
    english, french = exported(document, "en"), exported(document, "fr")
    assert english["findings"][0]["message"] != french["findings"][0]["message"]
    assert [figures["persona"] for figures in english["measures"]] == [None, "deaf", "any"]
    assert [finding["number"] for finding in english["findings"]] == list(range(1, len(english["findings"]) + 1))


def test_findings_have_the_numbers_of_the_drawing_and_waived_ones_have_none() -> None:
    document = decode((ROOT / "examples" / "apa-a-domicile.blueprint.json").read_bytes())
    spec = exported(document)
    hotspots = analyse(document, RULES).frictions.hotspots
    assert [(finding["number"], finding["rule"]) for finding in spec["findings"] if not finding["waived"]] == [
        (spot.number, spot.finding.rule) for spot in hotspots]
    assert [finding["number"] for finding in spec["findings"] if finding["waived"]] == [None]


def test_the_export_is_the_same_bytes_each_time() -> None:
    document = counter()
    job = ExportJob(document, analyse(document, RULES), "en", {"private-notes": "no"})
    assert SPECIFICATION.export(job) == SPECIFICATION.export(job)
    assert SPECIFICATION.suffix({}) == ".spec.json"


def test_an_empty_blueprint_has_a_specification() -> None:
    spec = exported(decode(b'{"graph": {"format": "visavis/1", "id": "x"}, "nodes": [], "edges": []}'))
    VALIDATOR.validate(spec)
    assert (spec["measures"], spec["steps"]) == ([], [])
