"""Findings and measures as JSON, and the JSON Schemas (2020-12) of both formats."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from blueprint.analysis.finding import (
    ClauseVerdict,
    Finding,
    FrictionClass,
    FrictionReport,
    JourneyMeasures,
    Measures,
    Severity,
)
from blueprint.analysis.scale_reports import scale_schema
from blueprint.analysis.sensitivity import Sensitivities
from blueprint.language import Translator
from blueprint.model import Basis, BlueprintDocument, Outcome

MEASURES_FORMAT = "visavis-measures/1"
FINDINGS_FORMAT = "visavis-findings/1"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def measures_json(document: BlueprintDocument, measures: Measures,
                  worth: Sensitivities | None = None) -> dict[str, Any]:
    """Return measures in the shape of `visavis-measures/1`: everybody first, then each persona.

    What small changes are worth is there only when it was asked for.
    """
    journeys = [measures.everybody] if measures.everybody is not None else []
    return {"format": MEASURES_FORMAT, "blueprint": document.head.id,
            "journeys": [_journey(found) for found in (*journeys, *measures.personas)],
            **({"sensitivities": _sensitivities(worth)} if worth is not None else {})}


def _sensitivities(worth: Sensitivities) -> dict[str, Any]:
    return {"steps": [asdict(step) for step in worth.steps],
            "branches": [asdict(branch) for branch in worth.branches], "is_exact": worth.is_exact}


def _journey(found: JourneyMeasures) -> dict[str, Any]:
    sides = {name: {"work_minutes": side.work_minutes, "wait_minutes": side.wait_minutes, "cost": side.cost}
             for name, side in (("citizen", found.citizen), ("agent", found.agent), ("partner", found.partner))}
    return {"persona": found.persona, "weight": found.weight, "method": found.method, "runs": found.runs,
            "seed": found.seed, "elapsed": asdict(found.elapsed), **sides, "outcomes": found.outcomes,
            "completion": found.completion, "visits": found.visits}


def findings_json(document: BlueprintDocument, report: FrictionReport, translate: Translator) -> dict[str, Any]:
    """Return a report in the shape of `visavis-findings/1`; sentences are in the translator's language."""
    return {"format": FINDINGS_FORMAT, "blueprint": document.head.id,
            "findings": [finding_json(finding, translate) for finding in report.findings],
            "not_assessed": [{"rule": gap.rule, "missing": [translate(part) for part in gap.missing]}
                             for gap in report.not_assessed],
            "avoid": [_clause(verdict) for verdict in report.clauses],
            "asked": list(report.asked),
            "plugins_failed": [{"plugin": failure.plugin, "fault": translate(failure.fault)}
                               for failure in report.failures]}


def _clause(verdict: ClauseVerdict) -> dict[str, Any]:
    return {"id": verdict.clause.id, "text": verdict.clause.text, "rule": verdict.clause.rule, "holds": verdict.holds,
            "personas": list(verdict.personas), "steps": list(verdict.steps)}


def finding_json(finding: Finding, translate: Translator) -> dict[str, Any]:
    """Return one finding; its sentences are in the translator's language."""
    waiver = finding.waived
    return {"rule": finding.rule, "class": finding.friction_class.value, "severity": finding.severity.word,
            "steps": list(finding.steps), "persona": finding.persona, "citizen_minutes": finding.citizen_minutes,
            "agent_minutes": finding.agent_minutes, "share": finding.share,
            "basis": finding.basis.value if finding.basis else None, "message": translate(finding.message),
            "remedy": translate(finding.remedy), "waived": waiver.written() if waiver else None,
            "side_effect": translate(finding.side_effect) if finding.side_effect else None,
            "root": {"rule": finding.root[0], "steps": list(finding.root[1]), "persona": finding.root[2]}
            if finding.root else None,
            "clauses": list(finding.clauses), "decided": finding.decided.written() if finding.decided else None}


def measures_schema() -> dict[str, Any]:
    """Return the JSON Schema of `visavis-measures/1`."""
    side = _object({"work_minutes": _amount(), "wait_minutes": _amount(), "cost": _amount(optional=True)})
    journey = _object({
        "persona": _text(optional=True), "weight": _share(), "method": {"enum": ["exact", "simulated"]},
        "runs": {"type": ["integer", "null"], "minimum": 1}, "seed": {"type": ["integer", "null"]},
        "elapsed": _object({"mean_minutes": _amount(), "p50_minutes": _amount(optional=True),
                            "p90_minutes": _amount(optional=True), "p95_minutes": _amount(optional=True),
                            "sd_minutes": _amount(optional=True)}),
        "citizen": side, "agent": side, "partner": side,
        "outcomes": {"type": "object", "propertyNames": {"enum": [outcome.value for outcome in Outcome]},
                     "additionalProperties": _share()},
        "completion": _share(), "visits": {"type": "object", "additionalProperties": _amount()},
    })
    schema = _format("Measures of a blueprint", MEASURES_FORMAT, {"journeys": {"type": "array", "items": journey}})
    schema["properties"]["sensitivities"] = _sensitivities_schema()
    schema["properties"]["scale"] = scale_schema()
    return schema


def _sensitivities_schema() -> dict[str, Any]:
    step = _object({"step": _text(), "visits": _amount(), "elapsed_minutes": _number(optional=True),
                    "citizen_minutes": _amount(), "agent_minutes": _amount()})
    branch = _object({"step": _text(), "flow": _text(), "target": _text(), "probability": _share(),
                      "elapsed_minutes": _number(), "citizen_minutes": _number(), "agent_minutes": _number(),
                      "completion": _number()})
    return {**_object({"steps": {"type": "array", "items": step}, "branches": {"type": "array", "items": branch},
                       "is_exact": {"type": "boolean"}}),
            "description": "what a minute less at a step saves, and what one point (0.01) more of a branch changes"}


def findings_schema() -> dict[str, Any]:
    """Return the JSON Schema of `visavis-findings/1`."""
    clause = _object({"id": _text(), "text": _text(), "rule": _text(optional=True),
                      "holds": {"type": ["boolean", "null"]}, "personas": {"type": "array", "items": _text()},
                      "steps": {"type": "array", "items": _text()}})
    gap = _object({"rule": _text(), "missing": {"type": "array", "items": _text()}})
    return _format("Frictions of a blueprint", FINDINGS_FORMAT, {
        "findings": {"type": "array", "items": finding_schema()}, "not_assessed": {"type": "array", "items": gap},
        "avoid": {"type": "array", "items": clause}, "asked": {"type": "array", "items": _text()},
        "plugins_failed": {"type": "array", "items": _object({"plugin": _text(), "fault": _text()})}})


def finding_schema() -> dict[str, Any]:
    """Return the JSON Schema of one finding."""
    return _object({
        "rule": _text(), "class": {"enum": [kind.value for kind in FrictionClass]},
        "severity": {"enum": [severity.word for severity in Severity]},
        "steps": {"type": "array", "items": _text()}, "persona": _text(optional=True),
        "citizen_minutes": _number(optional=True), "agent_minutes": _number(optional=True),
        "share": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
        "basis": {"enum": [*(basis.value for basis in Basis), None]}, "message": _text(), "remedy": _text(),
        "waived": {"type": ["object", "null"], "description": "the waiver of the document that keeps it on purpose"},
        "side_effect": {**_text(optional=True), "description": "what the remedy may cost in its turn"},
        "root": {"type": ["object", "null"], "description": "the friction that causes this one"},
        "clauses": {"type": "array", "items": _text(), "description": "the to-avoid clauses that it breaks"},
        "decided": {"type": ["object", "null"], "description": "what the team decided about it"},
    })


def _format(title: str, name: str, parts: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": _DIALECT, "title": title,
            **_object({"format": {"const": name}, "blueprint": _text(), **parts})}


def _object(parts: dict[str, Any]) -> dict[str, Any]:
    """Return an object whose parts are all there; later versions may add others."""
    return {"type": "object", "required": list(parts), "properties": parts}


def _text(*, optional: bool = False) -> dict[str, Any]:
    return {"type": ["string", "null"]} if optional else {"type": "string"}


def _number(*, optional: bool = False) -> dict[str, Any]:
    return {"type": ["number", "null"]} if optional else {"type": "number"}


def _amount(*, optional: bool = False) -> dict[str, Any]:
    return {**_number(optional=optional), "minimum": 0}


def _share() -> dict[str, Any]:
    # Sums of floats may pass 1 by their last digit.
    return {**_amount(), "maximum": 1 + 1e-9}
