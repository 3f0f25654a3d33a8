"""What a log says of a journey as JSON, and the JSON Schema (2020-12) of `visavis-observed/1`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from visavis.blueprint.analysis.observed.deviations import DeviationKind, describe_deviation
from visavis.blueprint.analysis.observed.observed_document import branch_shares
from visavis.blueprint.analysis.observed.observed_journeys import ObservedJourneys, ObservedStep, planned_minutes
from visavis.blueprint.analysis.observed.spread import Spread
from visavis.blueprint.analysis.reports.analysis_json import schema_id
from visavis.blueprint.language import Translator
from visavis.blueprint.model import BlueprintDocument, Outcome, Step

OBSERVED_FORMAT = "visavis-observed/1"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def observed_json(document: BlueprintDocument, observed: ObservedJourneys, planned: Mapping[str, float],
                  translate: Translator) -> dict[str, Any]:
    """Return what was observed in the shape of `visavis-observed/1`; sentences are in the translator's language.

    `planned` are the drawn visits of each step.
    """
    shares = branch_shares(document, observed)
    return {
        "format": OBSERVED_FORMAT, "blueprint": document.head.id, "cases": observed.cases, "events": observed.events,
        "from": _moment(observed.first), "to": _moment(observed.last), "as_drawn": observed.as_drawn,
        "outcomes": {"open" if outcome is None else outcome.value: count
                     for outcome, count in observed.outcomes.items()},
        "elapsed": _spread(observed.elapsed),
        "steps": [{**_step(step.id, observed.steps[step.id], observed.cases),
                   "planned": _planned(document, step, planned.get(step.id))}
                  for step in document.steps if step.id in observed.steps],
        "flows": [{"flow": flow.key, "taken": observed.flows[flow.key], "share": shares.get(flow.key)}
                  for flow in document.flows if observed.flows.get(flow.key)],
        "deviations": [{"kind": one.kind.value, "before": one.before, "after": one.after,
                        "skipped": list(one.skipped), "cases": one.cases,
                        "message": translate(describe_deviation(one, document))} for one in observed.deviations],
        "activities": [{"activity": name, "events": count, "step": observed.mapped.steps.get(name),
                        "proposed": observed.mapped.proposed.get(name)}
                       for name, count in observed.activities.items()],
    }


def _moment(seconds: float | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _step(name: str, seen: ObservedStep, cases: int) -> dict[str, Any]:
    return {"step": name, "visits": seen.visits, "cases": seen.cases, "visits_per_case": seen.visits / cases,
            "work": _spread(seen.work), "overnight": seen.overnight, "wait": _spread(seen.wait),
            "open_waits": seen.open_waits}


def _planned(document: BlueprintDocument, step: Step, visits: float | None) -> dict[str, Any]:
    work, wait = planned_minutes(document, step)
    return {"visits_per_case": visits, "work_minutes": work, "wait_minutes": wait}


def _spread(spread: Spread) -> dict[str, Any]:
    return {"count": spread.count, "mean_minutes": spread.mean,
            **{f"p{share}_minutes": spread.quantile(share / 100) for share in (5, 50, 90, 95)}}


def observed_schema() -> dict[str, Any]:
    """Return the JSON Schema of `visavis-observed/1`; later versions may add keys."""
    text, whole = {"type": "string"}, {"type": "integer", "minimum": 0}
    name, minutes = {"type": ["string", "null"]}, {"type": ["number", "null"], "minimum": 0}
    moment = {"type": ["string", "null"], "format": "date-time"}
    spread = _object({"count": whole, **{f"{key}_minutes": minutes for key in ("mean", "p5", "p50", "p90", "p95")}},
                     "Times in minutes: their number and mean, and quantiles (of a sample where they are many).")
    outcomes = {"type": "object", "additionalProperties": whole,
                "description": "How cases ended, and how many; open: still under way, or left without a trace.",
                "propertyNames": {"enum": ["open", *(outcome.value for outcome in Outcome)]}}
    each = {"type": "number", "minimum": 0}
    step = _object({"step": text, "visits": whole, "cases": whole, "visits_per_case": each, "work": spread,
                    "overnight": whole, "wait": spread, "open_waits": whole,
                    "planned": _object(dict.fromkeys(("visits_per_case", "work_minutes", "wait_minutes"), minutes),
                                       "What is drawn; null for what nobody stated.")},
                   "A step: `overnight` are times of work that hold a night, left out of `work`; `open_waits` are "
                   "waits with the next step's work in them.")
    share = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
    flow = _object({"flow": text, "taken": whole, "share": share},
                   "A flow that was surely taken, and its share of its decision where that is known.")
    deviation = _object({"kind": {"enum": [kind.value for kind in DeviationKind]}, "before": name, "after": text,
                         "skipped": {"type": "array", "items": text}, "cases": whole, "message": text},
                        "Where cases left the drawing.")
    activity = _object({"activity": text, "events": whole, "step": name, "proposed": name},
                       "What an activity of the log is: a step, or nothing yet.")
    lists = {key: {"type": "array", "items": one} for key, one in (
        ("steps", step), ("flows", flow), ("deviations", deviation), ("activities", activity))}
    return {"$schema": _DIALECT, "$id": schema_id(OBSERVED_FORMAT), "title": "Vis-à-vis observed journeys",
            **_object({"format": {"const": OBSERVED_FORMAT}, "blueprint": text, "cases": whole, "events": whole,
                       "from": moment, "to": moment, "as_drawn": whole, "outcomes": outcomes, "elapsed": spread,
                       **lists}, "What the records of real cases say of a drawn journey.")}


def _object(properties: dict[str, Any], description: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "description": description}
