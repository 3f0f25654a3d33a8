"""The JSON of findings and measures: keys, order and schemas of the public formats."""

from __future__ import annotations

from typing import Any

import pytest

from tests import json_schema
from tests.analysis.conftest import Sketch
from visavis.blueprint.analysis import RULES, analyse, measure_all
from visavis.blueprint.analysis.reports.analysis_json import (
    findings_json,
    findings_schema,
    measures_json,
    measures_schema,
)
from visavis.blueprint.language import translator

END = {"kind": "outcome", "outcome": "granted"}


def figure(value: float | None, *, at_least: bool = False) -> dict[str, Any]:
    """Return an exact figure as JSON tells it."""
    return {"value": value if value is None else pytest.approx(value), "at_least": at_least, "standard_error": None}


@pytest.fixture
def document(sketch: Sketch) -> Any:
    return sketch({"a": {"kind": "start", "work": "PT5M"}, "b": {"lane": "front", "work": "PT9M"},
                   "w": {"kind": "wait", "wait": "P9D"}, "e": END}, [("a", "b"), ("b", "w"), ("w", "e")],
                  personas=[{"id": "p", "name": "P", "weight": 2}],
                  waivers=[{"id": "k", "rule": "silent-wait", "step": "w", "reason": "legal", "text": "why"}])


def test_measures_begin_with_the_format_and_everybody(document: Any) -> None:
    told = measures_json(document, measure_all(document))
    assert list(told) == ["format", "blueprint", "journeys"]
    assert (told["format"], told["blueprint"]) == ("visavis-measures/2", "x")
    assert [journey["persona"] for journey in told["journeys"]] == [None, "p"]
    assert list(told["journeys"][0]) == ["persona", "weight", "method", "runs", "seed", "outcomes", "granted",
                                         "completion", "decided", "started", "legal_clock", "unknown", "visits"]
    visits = {"a": 1.0, "b": 1.0, "w": 1.0, "e": 1.0}
    cases = {
        "elapsed": {**{name: figure(12974.0) for name in ("mean_minutes", "p50_minutes", "p90_minutes",
                                                          "p95_minutes")}, "sd_minutes": figure(0.0)},
        "citizen": {"work_minutes": figure(5.0), "wait_minutes": figure(12969.0), "cost": figure(None)},
        "agent": {"work_minutes": figure(9.0), "wait_minutes": figure(0.0), "cost": figure(4.5)},
        "partner": {"work_minutes": figure(0.0), "wait_minutes": figure(0.0), "cost": figure(0.0)},
        "phases": {"p": figure(12974.0)}, "visits": visits}
    assert told["journeys"][1] == {
        "persona": "p", "weight": 1.0, "method": "exact", "runs": None, "seed": None,
        "outcomes": {"granted": figure(1.0)}, "granted": figure(1.0), "completion": figure(1.0), "decided": cases,
        "started": cases, "legal_clock": None, "unknown": {"work": [], "wait": [], "probability": []},
        "visits": visits}
    json_schema.validate(told, measures_schema())


def test_what_is_not_known_is_null_or_at_least_and_listed(sketch: Sketch) -> None:
    """One step without a time before a decision of which no one gave the chances; no one is granted or refused."""
    document = sketch({"a": {"kind": "start", "work": "PT5M"}, "b": {}, "d": {"kind": "decision", "lane": "front"},
                       "x": {"kind": "outcome", "outcome": "abandoned"}, "y": {"kind": "outcome"}},
                      [("a", "b"), ("b", "d"), ("d", "x"), ("d", "y")])
    told = measures_json(document, measure_all(document))
    json_schema.validate(told, measures_schema())
    journey, = told["journeys"]
    assert journey["unknown"] == {"work": ["b", "d"], "wait": [], "probability": ["f2", "f3"]}
    assert journey["decided"] is None
    assert journey["outcomes"] == {"abandoned": figure(None), "unspecified": figure(None)}
    # No one is granted in either of two worlds; that unspecified ones might have been is what `at_least` says.
    assert journey["granted"] == journey["completion"] == figure(0.0, at_least=True)
    assert journey["started"]["citizen"]["work_minutes"] == figure(5.0, at_least=True)
    assert journey["started"]["agent"]["work_minutes"] == figure(None)
    assert journey["started"]["elapsed"]["mean_minutes"] == figure(5.0, at_least=True)
    assert journey["visits"] == {"a": 1.0, "b": 1.0, "d": 1.0, "x": None, "y": None}


def test_the_legal_clock_is_told_with_its_shares(sketch: Sketch) -> None:
    """Three quarters are answered after 50 counted days, a quarter after 70; the ten before do not count."""
    head = {"service": {"legal_deadline": "P60D", "legal_clock": {"starts": "s", "stops": "e", "pauses": []}}}
    document = sketch({"a": {"kind": "start"}, "w": {"kind": "wait", "wait": "P10D"}, "s": {"work": "PT0M"},
                       "v": {"kind": "wait", "wait": "P50D", "split": "one"}, "u": {"kind": "wait", "wait": "P20D"},
                       "e": END},
                      [("a", "w"), ("w", "s"), ("s", "v"), ("v", "e", {"probability": 0.75}),
                       ("v", "u", {"probability": 0.25}), ("u", "e")], **head)
    told = measures_json(document, measure_all(document))
    json_schema.validate(told, measures_schema())
    clock = told["journeys"][0]["legal_clock"]
    assert clock == {"mean_minutes": figure(55 * 1440.0), "p90_minutes": figure(70 * 1440.0),
                     "share_late": figure(0.25), "share_open": figure(0.0), "share_started": figure(1.0)}


def test_simulated_measures_tell_runs_seed_and_percentiles(document: Any) -> None:
    told = measures_json(document, measure_all(document, runs=20, seed=5))["journeys"][0]
    assert (told["method"], told["runs"], told["seed"]) == ("simulated", 20, 5)
    for cases in (told["decided"], told["started"]):
        assert cases["elapsed"]["p90_minutes"] == {"value": 12974.0, "at_least": False, "standard_error": 0.0}
    # Twenty of twenty: (22/24 · 2/24 / 24) under the root, by Agresti and Coull.
    assert told["granted"] == {"value": 1.0, "at_least": False,
                               "standard_error": pytest.approx((22 / 24 * 2 / 24 / 24)**0.5)}


@pytest.mark.parametrize(("language", "remedy"), [("fr", "Prévenir l’usager"), ("en", "Tell the person")])
def test_findings_are_told_in_the_language_asked_for(document: Any, language: str, remedy: str) -> None:
    told = findings_json(document, analyse(document, RULES).frictions, translator(language))
    assert list(told) == ["format", "blueprint", "findings", "not_assessed", "avoid", "asked", "plugins_failed"]
    assert told["format"] == "visavis-findings/2"
    finding = next(finding for finding in told["findings"] if finding["rule"] == "silent-wait")
    assert list(finding) == ["rule", "class", "severity", "steps", "persona", "citizen_minutes", "agent_minutes",
                             "share", "basis", "message", "remedy", "waived", "side_effect", "root", "clauses",
                             "decided", "number"]
    assert (finding["class"], finding["severity"], finding["steps"]) == ("load", "medium", ["w"])
    assert finding["remedy"] == remedy
    assert finding["waived"] == {"id": "k", "rule": "silent-wait", "step": "w", "reason": "legal", "text": "why"}
    assert {gap["rule"] for gap in told["not_assessed"]} >= {"asked-twice", "already-held"}


@pytest.mark.parametrize("schema", [measures_schema, findings_schema])
def test_schemas_are_schemas_and_refuse_other_things(schema: Any) -> None:
    json_schema.Draft202012Validator.check_schema(schema())
    for wrong in ({}, {"format": "visavis-other/2", "blueprint": "x", "journeys": [], "findings": [],
                       "not_assessed": []}):
        with pytest.raises(json_schema.ValidationError):
            json_schema.validate(wrong, schema())


def test_no_journey_is_an_empty_list(sketch: Sketch) -> None:
    document = sketch({})
    told = measures_json(document, measure_all(document))
    assert told["journeys"] == []
    json_schema.validate(told, measures_schema())
