"""Findings as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format): what code reviews and CI display."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from visavis.blueprint.analysis.frictions.finding import Finding, Severity
from visavis.blueprint.analysis.frictions.report import FrictionReport
from visavis.blueprint.analysis.frictions.rule import FrictionRule
from visavis.blueprint.analysis.frictions.triage import finding_fingerprint
from visavis.blueprint.language import Translator
from visavis.blueprint.model import BlueprintDocument, TriageState

VERSION = "2.1.0"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.LOW: "note", Severity.MEDIUM: "warning", Severity.HIGH: "error", Severity.CRITICAL: "error"}
_GREATEST_RANK = 100.0
# In a message's text `[words](target)` is a link (section 3.11.6): what authors typed is none.
_LINK = re.compile(r"\](?=\()")
_JOINER = "\u2060"


def sarif(document: BlueprintDocument, report: FrictionReport, rules: Sequence[FrictionRule], translate: Translator,
          *, uri: str, content: bytes, version: str) -> dict[str, Any]:
    """Return one run in SARIF: each finding a result, each waiver or dismissal a suppression.

    `uri` names the file whose bytes are `content`: a step that stands on a line of its own is shown there. Rules that
    lack their inputs, and plug-ins that failed, are notifications of the invocation.
    """
    asked = [rule for rule in rules if rule.name in report.asked]
    index = {rule.name: number for number, rule in enumerate(asked)}
    lines = _lines_of_steps(content)
    numbers = {id(hotspot.finding): hotspot.number for hotspot in report.hotspots}
    results = [_result(document, finding, index, lines, uri, translate) for finding in report.findings]
    for finding, result in zip(report.findings, results, strict=True):
        result["properties"]["number"] = numbers.get(id(finding))
    driver = {"name": "Vis-à-vis", "semanticVersion": version,
              "rules": [_rule(rule, translate) for rule in asked]}
    run = {"tool": {"driver": driver}, "artifacts": [{"location": {"uri": uri}}], "columnKind": "unicodeCodePoints",
           "language": translate.language, "invocations": [_invocation(report, index, translate)], "results": results}
    return {"$schema": SCHEMA, "version": VERSION, "runs": [run]}


def _rule(rule: FrictionRule, translate: Translator) -> dict[str, Any]:
    guide = rule.guide
    texts = [translate(part) for part in (guide.matters, guide.fires, guide.cost, guide.remedy)]
    spared = [f"- {translate(part)}" for part in guide.spares]
    markdown = "\n\n".join([*texts, *(["\n".join(spared)] if spared else [])])
    return {"id": rule.name, "name": "".join(part.capitalize() for part in rule.name.split("-")),
            "shortDescription": {"text": translate(rule.title)}, "fullDescription": {"text": texts[0]},
            "help": {"text": translate(guide.remedy), "markdown": markdown},
            "properties": {"class": rule.friction_class.value, "tags": sorted(rule.sets)}}


def _result(document: BlueprintDocument, finding: Finding, index: Mapping[str, int], lines: Mapping[str, int],
            uri: str, translate: Translator) -> dict[str, Any]:
    text = _LINK.sub(f"]{_JOINER}", f"{translate(finding.message)} → {translate(finding.remedy)}")
    locations = [_location(document, step, lines, uri) for step in finding.steps]
    result: dict[str, Any] = {
        "ruleId": finding.rule, "level": _LEVELS[finding.severity], "kind": "fail", "message": {"text": text},
        "locations": locations[:1], "rank": finding.severity / max(Severity) * _GREATEST_RANK,
        "partialFingerprints": {"visavis/1": finding_fingerprint(finding)},
        "properties": {"class": finding.friction_class.value, "severity": finding.severity.word,
                       "persona": finding.persona, "citizen_minutes": finding.citizen_minutes,
                       "agent_minutes": finding.agent_minutes, "share": finding.share,
                       "basis": finding.basis.value if finding.basis else None, "clauses": list(finding.clauses)}}
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    if locations[1:]:
        result["relatedLocations"] = [{**location, "id": number}
                                      for number, location in enumerate(locations[1:], start=1)]
    suppressed = _suppression(finding)
    if suppressed:
        result["suppressions"] = [suppressed]
    return result


def _suppression(finding: Finding) -> dict[str, Any] | None:
    if finding.waived is not None:
        return {"kind": "external", "status": "accepted",
                "justification": f"{finding.waived.reason.value}: {finding.waived.text}".rstrip(": ")}
    if finding.decided is not None and finding.decided.state is TriageState.DISMISSED:
        return {"kind": "external", "status": "accepted", "justification": finding.decided.reason}
    return None


def _location(document: BlueprintDocument, step: str, lines: Mapping[str, int], uri: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri, "index": 0}}
    if step in lines:
        physical["region"] = {"startLine": lines[step]}
    found = document.step_by_id[step]
    logical = {"name": found.title or step, "kind": "step",
               "fullyQualifiedName": f"{found.phase}/{found.lane}/{step}"}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _invocation(report: FrictionReport, index: Mapping[str, int], translate: Translator) -> dict[str, Any]:
    def of(rule: str) -> dict[str, Any]:
        return {"associatedRule": {"id": rule, **({"index": index[rule]} if rule in index else {})}}

    missing = [{"level": "note", **of(gap.rule),
                "message": {"text": "; ".join(translate(part) for part in gap.missing)}}
               for gap in report.not_assessed]
    failed = [{"level": "error", "message": {"text": translate(failure.describe())},
               "properties": {"plugin": failure.plugin}} for failure in report.failures]
    return {"executionSuccessful": not report.failures, "toolExecutionNotifications": [*missing, *failed]}


def _lines_of_steps(content: bytes) -> dict[str, int]:
    """Return the line (from 1) of each node that stands on a line of its own, as the program writes them."""
    found: dict[str, int] = {}
    inside = False
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
        text = line.strip().rstrip(",")
        inside = (inside or text.startswith('"nodes"')) and not text.startswith('"edges"')
        if not inside or not text.startswith("{"):
            continue
        try:
            node = json.loads(text)
        except ValueError:
            continue
        if isinstance(node, dict) and isinstance(node.get("id"), str):
            found.setdefault(node["id"], number)
    return found
