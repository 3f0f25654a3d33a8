"""A document and its analysis as a specification."""

from __future__ import annotations

from typing import Any

from visavis.blueprint.analysis import Analysis, ClauseVerdict, FrictionReport, journey
from visavis.blueprint.analysis.frictions.thresholds import TIME_UNITS
from visavis.blueprint.analysis.reports.analysis_json import findings_json, measures_json
from visavis.blueprint.language import Translator
from visavis.blueprint.model import BlueprintDocument, Limit
from visavis.exporters.spec import elements, people
from visavis.exporters.spec.authored import BlueprintSpec, ChannelSpec, NoteSpec, StepSpec
from visavis.exporters.spec.conversation import conversation
from visavis.exporters.spec.derived import ConversationSpec, FindingSpec, JourneyFigures, NotAssessedSpec
from visavis.exporters.spec.form import SPEC_FORMAT, SPEC_ID, Specification
from visavis.exporters.spec.judgements import AvoidSpec, LimitSpec, ScopeSpec
from visavis.exporters.spec.repeated import tell


def specification(document: BlueprintDocument, analysis: Analysis, tr: Translator, *,
                  private_notes: bool = False) -> Specification:
    """Return the specification of a document.

    `tr` writes the sentences of the findings. Private notes stay out unless asked for.
    """
    report = findings_json(document, analysis.frictions, tr)
    talk = conversation(document)
    return Specification(
        format=SPEC_FORMAT, schema_id=SPEC_ID,
        blueprint=tell(BlueprintSpec, document.head, format=document.written_format),
        service=elements.service(document.head.service), record=elements.record(document.head.record),
        channels=tuple(tell(ChannelSpec, channel) for channel in document.head.channels),
        personas=people.personas(document), actors=people.actors(document), phases=people.phases(document),
        lanes=people.lanes(document), items=elements.items(document), steps=_steps(document, talk),
        flows=elements.flows(document, journey(document)), conversation=talk, journeys=people.journeys(document),
        avoid=avoid(analysis.frictions),
        waivers=tuple(elements.waiver(waiver) for waiver in document.head.waivers), rules=document.head.rules,
        thresholds=tuple(elements.threshold(setting) for setting in document.head.thresholds),
        triage=tuple(elements.decision(note) for note in document.head.triage),
        notes=_notes(document, private=private_notes),
        measures=tuple(JourneyFigures.model_validate(found)
                       for found in measures_json(document, analysis.measures)["journeys"]),
        findings=tuple(FindingSpec.model_validate(finding) for finding in report["findings"]),
        not_assessed=tuple(NotAssessedSpec.model_validate(gap) for gap in report["not_assessed"]),
        gaps=tuple(tr(gap) for gap in analysis.measures.gaps),
        **_extensions(document))


def _steps(document: BlueprintDocument, talk: ConversationSpec) -> tuple[StepSpec, ...]:
    partners: dict[str, list[str]] = {step.id: [] for step in document.steps}
    for pair in talk.pairs:
        partners[pair.citizen].append(pair.counterpart)
        partners[pair.counterpart].append(pair.citizen)
    return tuple(elements.step(document, step, partners[step.id]) for step in document.steps)


def _notes(document: BlueprintDocument, *, private: bool) -> tuple[NoteSpec, ...]:
    return tuple(elements.note(note) for note in document.head.notes if private or not note.private)


def _extensions(document: BlueprintDocument) -> dict[str, Any]:
    """Return what stands beside the graph, and `graph` for what stands among its attributes."""
    found = {**document.extra, **({"graph": document.head.model_extra} if document.head.model_extra else {})}
    return {"extensions": found} if found else {}


def avoid(report: FrictionReport) -> tuple[AvoidSpec, ...]:
    """Return the clauses with the open findings that break them."""
    return tuple(_clause(report, verdict) for verdict in report.clauses)


def _clause(report: FrictionReport, verdict: ClauseVerdict) -> AvoidSpec:
    clause = verdict.clause
    broken = tuple(group.number for group in report.groups
                   if any(clause.id in finding.clauses for finding in group.findings))
    return tell(AvoidSpec, clause, scope=None if clause.scope is None else tell(ScopeSpec, clause.scope),
                limit=_limit(clause.limit), holds=verdict.holds, findings=broken)


def _limit(limit: Limit | None) -> LimitSpec | None:
    if limit is None:
        return None
    factor = TIME_UNITS.get(limit.unit)
    return tell(LimitSpec, limit, minutes=None if factor is None else limit.value * factor)
