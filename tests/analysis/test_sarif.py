"""SARIF: valid against its published schema, with places, suppressions and notifications."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.drawing.builders import document as small
from tests.drawing.builders import finding, step
from tests.exporters.schemas_of_others import find_schema
from tests.json_schema import validator_for
from visavis.blueprint.analysis import RULES, FrictionReport, analyse
from visavis.blueprint.analysis.reports.sarif import sarif
from visavis.blueprint.language import message, translator
from visavis.blueprint.model.problems import PluginFailure
from visavis.blueprint.storage import decode

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.blueprint.json"))


def told(path: Path, **head: Any) -> dict[str, Any]:
    content = path.read_bytes()
    document = decode(content)
    document = document.replace(head=document.head.model_validate({**document.head.to_json(), **head}))
    report = analyse(document, RULES).frictions
    return sarif(document, report, RULES, translator("fr"), uri=path.name, content=content, version="1.2.3")


@cache
def published_schema() -> Any:
    return json.loads(find_schema("sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


def assert_valid(made: dict[str, Any]) -> None:
    schema = published_schema()
    assert [error.message for error in validator_for(schema)(schema).iter_errors(made)] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.removesuffix(".blueprint.json"))
def test_what_is_written_is_valid_sarif(path: Path) -> None:
    assert_valid(told(path))


def test_words_that_look_like_a_link_are_none() -> None:
    made = small([step("u")])
    report = FrictionReport((finding("double-entry", "u", message=message("{said}", said="[x](http://evil.example)")),))
    [result] = sarif(made, report, RULES, translator("en"), uri="x", content=b"", version="1")["runs"][0]["results"]
    assert result["message"]["text"].startswith("[x]\u2060(http://evil.example)")


def test_a_result_stands_on_the_line_of_its_step() -> None:
    path = ROOT / "examples" / "apa-a-domicile.blueprint.json"
    lines = path.read_text(encoding="utf-8").splitlines()
    results = told(path)["runs"][0]["results"]
    assert len(results) > 8
    for result in results:
        (place,) = result["locations"]
        step = place["logicalLocations"][0]["fullyQualifiedName"].split("/")[-1]
        assert f'"id": "{step}"' in lines[place["physicalLocation"]["region"]["startLine"] - 1]


def test_steps_of_a_file_written_otherwise_have_no_line() -> None:
    path = ROOT / "examples" / "corner-shoeshine.blueprint.json"
    document = decode(path.read_bytes())
    report = analyse(document, RULES).frictions
    content = json.dumps(json.loads(path.read_bytes()), indent=2).encode()
    made = sarif(document, report, RULES, translator("en"), uri="x", content=content, version="1")
    assert made["runs"][0]["results"]
    assert all("region" not in result["locations"][0]["physicalLocation"] for result in made["runs"][0]["results"])


def test_waived_and_dismissed_findings_are_suppressed_with_their_reason() -> None:
    path = ROOT / "examples" / "apa-a-domicile.blueprint.json"
    first = told(path)["runs"][0]["results"]
    chosen = next(result for result in first if "suppressions" not in result)
    step = chosen["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].split("/")[-1]
    note = {"id": "t", "rule": chosen["ruleId"], "step": step, "persona": chosen["properties"]["persona"],
            "state": "dismissed", "reason": "Voulu ainsi"}
    again = told(path, triage=[note])["runs"][0]["results"]
    suppressed = {(one["ruleId"], one["suppressions"][0]["justification"]) for one in again if "suppressions" in one}
    assert (chosen["ruleId"], "Voulu ainsi") in suppressed
    assert any(reason.startswith("integrity: ") for _, reason in suppressed)


def test_what_could_not_run_is_notified() -> None:
    document = decode((ROOT / "examples" / "corner-shoeshine.blueprint.json").read_bytes())
    report = analyse(document, RULES).frictions
    failure = PluginFailure("x", message("{reason}", reason="y"))
    failed = FrictionReport(report.findings, report.not_assessed, (failure,), asked=report.asked)
    run = sarif(document, failed, RULES, translator("en"), uri="x", content=b"", version="1")["runs"][0]
    invocation = run["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][-1]["message"]["text"] == "plug-in 'x': y"
    levels = [note["level"] for note in invocation["toolExecutionNotifications"]]
    assert levels.count("error") == 1
    assert levels.count("note") == len(report.not_assessed)


def test_fingerprints_are_stable_and_differ() -> None:
    path = ROOT / "examples" / "apa-a-domicile.blueprint.json"
    prints = [result["partialFingerprints"]["visavis/1"] for result in told(path)["runs"][0]["results"]]
    assert prints == [result["partialFingerprints"]["visavis/1"] for result in told(path)["runs"][0]["results"]]
    assert len(set(prints)) == len(prints)


def test_results_have_the_numbers_of_their_groups_and_suppressed_ones_none() -> None:
    path = ROOT / "examples" / "apa-a-domicile.blueprint.json"
    report = analyse(decode(path.read_bytes()), RULES).frictions
    results = told(path)["runs"][0]["results"]
    assert [one["properties"]["number"] for one in results if "suppressions" not in one] == [
        spot.number for spot in report.hotspots]
    assert {one["properties"]["number"] for one in results if "suppressions" in one} == {None}
