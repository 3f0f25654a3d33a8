"""The JSON of findings and measures: keys, order and schemas of the public formats."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from blueprint.analysis.measures import measures
from blueprint.analysis.reports import findings_json, findings_schema, measures_json, measures_schema
from blueprint.analysis.rules import RULES
from blueprint.analysis.runner import analyse
from blueprint.language import translator

END = {"kind": "outcome", "outcome": "granted"}


@pytest.fixture
def document(sketch: Any) -> Any:
    return sketch({"a": {"kind": "start", "work": "PT5M"}, "b": {"lane": "front", "work": "PT9M"},
                   "w": {"kind": "wait", "wait": "P9D"}, "e": END}, [("a", "b"), ("b", "w"), ("w", "e")],
                  personas=[{"id": "p", "name": "P", "weight": 2}],
                  waivers=[{"id": "k", "rule": "silent-wait", "step": "w", "reason": "legal", "text": "why"}])


def test_measures_begin_with_the_format_and_everybody(document: Any) -> None:
    told = measures_json(document, measures(document))
    assert list(told) == ["format", "blueprint", "journeys"]
    assert (told["format"], told["blueprint"]) == ("visavis-measures/1", "x")
    assert [journey["persona"] for journey in told["journeys"]] == [None, "p"]
    assert list(told["journeys"][0]) == ["persona", "weight", "method", "runs", "seed", "elapsed", "citizen", "agent",
                                         "partner", "outcomes", "completion", "visits"]
    assert told["journeys"][1] == {
        "persona": "p", "weight": 1.0, "method": "exact", "runs": None, "seed": None,
        "elapsed": {"mean_minutes": 12974.0, "p50_minutes": 12974.0, "p90_minutes": 12974.0, "p95_minutes": 12974.0,
                    "sd_minutes": 0.0},
        "citizen": {"work_minutes": 5.0, "wait_minutes": 12969.0, "cost": None},
        "agent": {"work_minutes": 9.0, "wait_minutes": 0.0, "cost": 4.5},
        "partner": {"work_minutes": 0.0, "wait_minutes": 0.0, "cost": None},
        "outcomes": {"granted": 1.0}, "completion": 1.0, "visits": {"a": 1.0, "b": 1.0, "w": 1.0, "e": 1.0}}


def test_simulated_measures_tell_runs_seed_and_percentiles(document: Any) -> None:
    told = measures_json(document, measures(document, runs=20, seed=5))["journeys"][0]
    assert (told["method"], told["runs"], told["seed"]) == ("simulated", 20, 5)
    assert told["elapsed"]["p90_minutes"] == 12974.0


@pytest.mark.parametrize(("language", "remedy"), [("fr", "Prévenir l’usager"), ("en", "Tell the person")])
def test_findings_are_told_in_the_language_asked_for(document: Any, language: str, remedy: str) -> None:
    told = findings_json(document, analyse(document, RULES).frictions, translator(language))
    assert list(told) == ["format", "blueprint", "findings", "not_assessed", "avoid", "asked", "plugins_failed"]
    assert told["format"] == "visavis-findings/1"
    finding = next(finding for finding in told["findings"] if finding["rule"] == "silent-wait")
    assert list(finding) == ["rule", "class", "severity", "steps", "persona", "citizen_minutes", "agent_minutes",
                             "share", "basis", "message", "remedy", "waived", "side_effect", "root", "clauses",
                             "decided"]
    assert (finding["class"], finding["severity"], finding["steps"]) == ("load", "medium", ["w"])
    assert finding["remedy"] == remedy
    assert finding["waived"] == {"id": "k", "rule": "silent-wait", "step": "w", "reason": "legal", "text": "why"}
    assert {gap["rule"] for gap in told["not_assessed"]} >= {"asked-twice", "already-held"}


@pytest.mark.parametrize("schema", [measures_schema, findings_schema])
def test_schemas_are_schemas_and_refuse_other_things(schema: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    for wrong in ({}, {"format": "visavis-other/1", "blueprint": "x", "journeys": [], "findings": [],
                       "not_assessed": []}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema())


def test_no_journey_is_an_empty_list(sketch: Any) -> None:
    document = sketch({})
    told = measures_json(document, measures(document))
    assert told["journeys"] == []
    jsonschema.validate(told, measures_schema())
