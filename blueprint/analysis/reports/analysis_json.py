"""Findings and measures as JSON, and the JSON Schemas (2020-12) of both formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from math import isnan
from typing import Any

from visavis.blueprint.analysis.figures import CaseMeasures, Figure, JourneyMeasures, Measures
from visavis.blueprint.analysis.frictions.finding import (
    ClauseVerdict,
    Finding,
    FrictionClass,
    Severity,
)
from visavis.blueprint.analysis.frictions.report import FrictionReport
from visavis.blueprint.analysis.measures.sensitivity import Sensitivities
from visavis.blueprint.analysis.reports.scale_json import scale_schema
from visavis.blueprint.language import Translator
from visavis.blueprint.model import Basis, BlueprintDocument, Outcome

MEASURES_FORMAT = "visavis-measures/2"
FINDINGS_FORMAT = "visavis-findings/2"
_SIDES = ("citizen", "agent", "partner")
_ELAPSED = ("mean_minutes", "p50_minutes", "p90_minutes", "p95_minutes", "sd_minutes")
_SIDE = ("work_minutes", "wait_minutes", "cost")
_CLOCK = ("mean_minutes", "p90_minutes", "share_late", "share_open", "share_started")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def measures_json(document: BlueprintDocument, measures: Measures,
                  worth: Sensitivities | None = None) -> dict[str, Any]:
    """Return measures in the shape of `visavis-measures/2`: everybody first, then each persona.

    What small changes are worth is there only when it was asked for.
    """
    journeys = [measures.everybody] if measures.everybody is not None else []
    return {"format": MEASURES_FORMAT, "blueprint": document.head.id,
            "journeys": [_journey(figures) for figures in (*journeys, *measures.personas)],
            **({"sensitivities": _sensitivities(worth)} if worth is not None else {})}


def _sensitivities(worth: Sensitivities) -> dict[str, Any]:
    return {"steps": [asdict(step) for step in worth.steps],
            "branches": [asdict(branch) for branch in worth.branches], "is_exact": worth.is_exact}


def _journey(figures: JourneyMeasures) -> dict[str, Any]:
    clock, missing = figures.legal_clock, figures.missing
    return {"persona": figures.persona, "weight": figures.weight, "method": figures.method, "runs": figures.runs,
            "seed": figures.seed, "outcomes": {name: figure_json(share) for name, share in figures.outcomes.items()},
            "granted": figure_json(figures.granted), "completion": figure_json(figures.completion),
            "decided": None if figures.decided is None else _cases(figures.decided),
            "started": _cases(figures.started),
            "legal_clock": None if clock is None else {name: figure_json(getattr(clock, name)) for name in _CLOCK},
            "unknown": {"work": list(missing.work), "wait": list(missing.wait),
                        "probability": list(missing.probability)},
            "visits": _visits(figures.visits)}


def _cases(cases: CaseMeasures) -> dict[str, Any]:
    return {"elapsed": {name: figure_json(getattr(cases.elapsed, name)) for name in _ELAPSED},
            **{side: {name: figure_json(getattr(getattr(cases, side), name)) for name in _SIDE} for side in _SIDES},
            "phases": {phase: figure_json(figure) for phase, figure in cases.phases.items()},
            "visits": _visits(cases.visits)}


def _visits(visits: Mapping[str, float]) -> dict[str, float | None]:
    return {step: None if isnan(times) else times for step, times in visits.items()}


def figure_json(figure: Figure) -> dict[str, Any]:
    """Return a figure in the one shape that figures have in every format."""
    return {"value": figure.value, "at_least": figure.at_least, "standard_error": figure.standard_error}


def findings_json(document: BlueprintDocument, report: FrictionReport, translate: Translator) -> dict[str, Any]:
    """Return a report in the shape of `visavis-findings/2`; sentences are in the translator's language."""
    numbers = {id(hotspot.finding): hotspot.number for hotspot in report.hotspots}
    return {"format": FINDINGS_FORMAT, "blueprint": document.head.id,
            "findings": [{**finding_json(finding, translate), "number": numbers.get(id(finding))}
                         for finding in report.findings],
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
            "remedy": translate(finding.remedy), "waived": waiver.to_json() if waiver else None,
            "side_effect": translate(finding.side_effect) if finding.side_effect else None,
            "root": {"rule": finding.root[0], "steps": list(finding.root[1]), "persona": finding.root[2]}
            if finding.root else None,
            "clauses": list(finding.clauses), "decided": finding.decided.to_json() if finding.decided else None}


def measures_schema() -> dict[str, Any]:
    """Return the JSON Schema of `visavis-measures/2`."""
    ids = {"type": "array", "items": _text()}
    minutes, share = {"$ref": "#/$defs/figure"}, {"$ref": "#/$defs/share"}
    visits = {"type": "object", "additionalProperties": _amount(optional=True),
              "description": "expected visits by step id; null where they rest on probabilities nobody gave"}
    side = _object(dict.fromkeys(_SIDE, minutes))
    cases = _object({"elapsed": _object(dict.fromkeys(_ELAPSED, minutes)), "citizen": side, "agent": side,
                     "partner": side, "phases": {"type": "object", "additionalProperties": minutes},
                     "visits": visits})
    clock = _object({"mean_minutes": minutes, "p90_minutes": minutes, "share_late": share, "share_open": share,
                     "share_started": share})
    journey = _object({
        "persona": {**_text(optional=True), "description": "null for everybody, weighted"}, "weight": _share(),
        "method": {"enum": ["exact", "simulated"]},
        "runs": {"type": ["integer", "null"], "minimum": 1}, "seed": {"type": ["integer", "null"]},
        "outcomes": {"type": "object", "propertyNames": {"enum": [outcome.value for outcome in Outcome]},
                     "additionalProperties": share},
        "granted": share, "completion": {**share, "description": "granted or refused: reaches a decision"},
        "decided": {"anyOf": [{"type": "null"}, cases], "description": "cases that are granted or refused"},
        "started": {**cases, "description": "all started cases"},
        "legal_clock": {"anyOf": [{"type": "null"}, clock],
                        "description": "null where the service has no legal clock"},
        "unknown": {**_object({"work": ids, "wait": ids, "probability": ids}),
                    "description": "steps without a time and flows without a probability that figures leave out"},
        "visits": visits,
    })
    schema = _format("Measures of a blueprint", MEASURES_FORMAT, {"journeys": {"type": "array", "items": journey}})
    schema["properties"]["sensitivities"] = _sensitivities_schema()
    schema["properties"]["scale"] = scale_schema()
    schema["$defs"] = figure_definitions()
    return schema


def figure_definitions() -> dict[str, Any]:
    """Return the schemas of a figure and of one that is a share of cases."""
    error = {**_amount(optional=True), "description": "of a simulated value; null for an exact one"}
    bound = {"type": "boolean", "description": "the value leaves out what is not known: it is a lower bound"}
    unknown = "null where it is not known"
    return {"figure": _object({"value": {**_number(optional=True), "description": unknown}, "at_least": bound,
                               "standard_error": error}),
            "share": _object({"value": {"type": ["number", "null"], "minimum": 0, "maximum": 1 + 1e-9,
                                        "description": unknown}, "at_least": bound, "standard_error": error})}


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
    """Return the JSON Schema of `visavis-findings/2`."""
    clause = _object({"id": _text(), "text": _text(), "rule": _text(optional=True),
                      "holds": {"type": ["boolean", "null"]}, "personas": {"type": "array", "items": _text()},
                      "steps": {"type": "array", "items": _text()}})
    gap = _object({"rule": _text(), "missing": {"type": "array", "items": _text()}})
    number = {"type": ["integer", "null"], "minimum": 1, "description": (
        "the number of its group (one rule, one remedy) on drawings and lists, in the order in which frictions are "
        "told; null for one that is kept on purpose or dismissed")}
    finding = finding_schema()
    finding = {**finding, "properties": {**finding["properties"], "number": number},
               "required": [*finding["required"], "number"]}
    return _format("Frictions of a blueprint", FINDINGS_FORMAT, {
        "findings": {"type": "array", "items": finding}, "not_assessed": {"type": "array", "items": gap},
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
    return {"$schema": _DIALECT, "$id": schema_id(name), "title": title,
            **_object({"format": {"const": name}, "blueprint": _text(), **parts})}


def schema_id(name: str) -> str:
    """Return the `$id` of a format's schema: `urn:visavis:schema:measures:2` for `visavis-measures/2`."""
    kind, _, version = name.removeprefix("visavis-").partition("/")
    return f"urn:visavis:schema:{kind}:{version}"


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
