"""A comparison as JSON, and the JSON Schema (2020-12) of `visavis-comparison/2`."""

from __future__ import annotations

from typing import Any

from visavis.blueprint.analysis.redesign.changes import ChangeKind, RedesignChange
from visavis.blueprint.analysis.redesign.comparison import Comparison, FrictionStatus
from visavis.blueprint.analysis.redesign.verdicts import BeforeAfter, Efforts, PersonaVerdict, Verdict
from visavis.blueprint.analysis.reports.analysis_json import (
    figure_definitions,
    figure_json,
    finding_json,
    finding_schema,
    schema_id,
)
from visavis.blueprint.language import Translator
from visavis.blueprint.model import Side

COMPARISON_FORMAT = "visavis-comparison/2"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
MINUTES_PER_HOUR = 60


def comparison_json(comparison: Comparison, translate: Translator) -> dict[str, Any]:
    """Return a comparison in the shape of `visavis-comparison/2`; sentences are in the translator's language."""
    return {"format": COMPARISON_FORMAT, "as_is": comparison.matching.before.head.id,
            "to_be": comparison.matching.after.head.id,
            "personas": [_persona(verdict, comparison.cases_per_year) for verdict in comparison.verdicts],
            "findings": [{"status": finding.status.value, **finding_json(finding.finding, translate)}
                         for finding in comparison.findings],
            "changes": [_change(change, translate) for change in comparison.changes],
            "notes": [translate(note) for note in comparison.notes]}


def _persona(verdict: PersonaVerdict, cases: float | None) -> dict[str, Any]:
    crossing = verdict.crossing
    yearly = None if cases is None else {
        f"{name}_hours": None if change.value is None else change.value * cases * verdict.weight / MINUTES_PER_HOUR
        for name, change in (("citizen", verdict.started.citizen.change), ("agent", verdict.started.agent.change))}
    people = {"granted": _pair(verdict.granted), "completion": _pair(verdict.completion)}
    return {"persona": verdict.persona, "weight": verdict.weight, **people, **_efforts(verdict.decided),
            "started": {**people, **_efforts(verdict.started)}, "verdict": verdict.verdict.value,
            "because": list(verdict.because), "regressing": list(verdict.regressing),
            "crossed": None if crossing is None else {
                "to": crossing.to.value, "minutes": crossing.minutes, "rate": crossing.rate,
                "steps": list(crossing.steps)},
            "yearly": yearly}


def _efforts(efforts: Efforts) -> dict[str, Any]:
    return {name: _pair(figure) for name, figure in efforts.by_name().items()}


def _pair(figure: BeforeAfter) -> dict[str, Any]:
    return {"before": figure_json(figure.before), "after": figure_json(figure.after),
            "change": figure_json(figure.change)}


def _change(change: RedesignChange, translate: Translator) -> dict[str, Any]:
    return {"kind": change.kind.value, "before": list(change.before), "after": list(change.after),
            "fields": list(change.fields), "side_before": change.side_before.value if change.side_before else None,
            "side_after": change.side_after.value if change.side_after else None,
            "message": translate(change.message)}


def comparison_schema() -> dict[str, Any]:
    """Return the JSON Schema of `visavis-comparison/2`; later versions may add keys."""
    number = {"type": "number"}
    hours = {"type": ["number", "null"]}
    minutes, share = ({"$ref": f"#/$defs/{name}"} for name in ("figure", "share"))
    pair = _object({"before": minutes, "after": minutes, "change": minutes})
    shares = _object({"before": share, "after": share, "change": minutes})
    names = ("elapsed_minutes", "citizen_minutes", "agent_minutes", "partner_minutes")
    figures = {"granted": shares, "completion": shares, **dict.fromkeys(names, pair)}
    ids = {"type": "array", "items": {"type": "string"}}
    side = {"enum": [*(side.value for side in Side), None]}
    persona = _object({
        "persona": {"type": ["string", "null"], "description": "null for everybody, weighted"},
        "weight": {"type": "number", "minimum": 0, "maximum": 1 + 1e-9},
        **figures,
        "started": {**_object(figures), "description": "the same over all started cases"},
        "verdict": {"enum": [verdict.value for verdict in Verdict]},
        "because": {"type": "array", "items": {"enum": list(figures)}, "description": "the figures that decided"},
        "regressing": {**ids, "description": "beside the verdict for all: personas for whom it is a regression"},
        "crossed": {"description": "the effort that crossed the line of interaction, minutes per decided case",
                    **_or_null({"to": side, "minutes": number, "rate": number, "steps": ids})},
        "yearly": _or_null({"citizen_hours": hours, "agent_hours": hours})})
    change = _object({"kind": {"enum": [kind.value for kind in ChangeKind]}, "before": ids, "after": ids,
                      "fields": ids, "side_before": side, "side_after": side, "message": {"type": "string"}})
    finding = finding_schema()
    finding = {**finding, "required": ["status", *finding["required"]],
               "properties": {"status": {"enum": [status.value for status in FrictionStatus]},
                              **finding["properties"]}}
    title = "A redesign compared with what it redesigns"
    return {"$schema": _DIALECT, "$id": schema_id(COMPARISON_FORMAT), "title": title, **_object({
        "format": {"const": COMPARISON_FORMAT}, "as_is": {"type": "string"}, "to_be": {"type": "string"},
        "personas": {"type": "array", "items": persona}, "findings": {"type": "array", "items": finding},
        "changes": {"type": "array", "items": change}, "notes": {"type": "array", "items": {"type": "string"}}}),
        "$defs": figure_definitions()}


def _or_null(parts: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"type": "null"}, _object(parts)]}


def _object(parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(parts), "properties": parts}
