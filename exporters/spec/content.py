"""A document and its analysis as a specification."""

from __future__ import annotations

from typing import Any

from visavis.blueprint.analysis import Analysis, journey, scale
from visavis.blueprint.analysis.reports.analysis_json import findings_json, measures_json
from visavis.blueprint.analysis.reports.scale_json import scale_json
from visavis.blueprint.graph.interactions import interactions
from visavis.blueprint.language import Translator
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage.organisation import Organisation
from visavis.exporters.spec import elements, people
from visavis.exporters.spec.acceptance import CriteriaWriter, acceptance
from visavis.exporters.spec.authored import BlueprintSpec, ChannelSpec, NoteSpec, StepSpec
from visavis.exporters.spec.clauses import avoid
from visavis.exporters.spec.conversation import conversation
from visavis.exporters.spec.derived import ConversationSpec, FindingSpec, JourneyFigures, NotAssessedSpec
from visavis.exporters.spec.form import SPEC_FORMAT, SPEC_ID, Specification
from visavis.exporters.spec.provenance import provenance
from visavis.exporters.spec.repeated import tell


def specification(document: BlueprintDocument, analysis: Analysis, tr: Translator, *,
                  organisation: Organisation | None = None, private_notes: bool = False,
                  recorded: BlueprintDocument | None = None, dated_today: bool = False) -> Specification:
    """Return the specification of a document.

    `tr` writes the sentences. `organisation` sets limits and the hours of a post. Private notes stay out unless asked
    for; `recorded` is the whole blueprint where the document is an extract of one, whose figures its are;
    `dated_today` dates it by the clock.
    """
    shared = organisation or Organisation()
    report = findings_json(document, analysis.frictions, tr)
    said, walked = interactions(document), people.walk(document)
    whole = journey(document) if document.head.personas else walked[0]
    talk = conversation(document, said, walked)
    writer = CriteriaWriter(document, said, talk.exchanges, tr)
    return Specification(
        format=SPEC_FORMAT, schema_id=SPEC_ID,
        provenance=provenance(document, tr.language, is_excerpt=recorded is not None, today=dated_today),
        blueprint=tell(BlueprintSpec, document.head, format=document.written_format),
        service=elements.service(document.head.service), record=elements.record(document.head.record),
        channels=tuple(tell(ChannelSpec, channel) for channel in document.head.channels),
        personas=people.personas(document), actors=people.actors(document), phases=people.phases(document),
        lanes=people.lanes(document), items=elements.items(document), steps=_steps(document, talk),
        flows=elements.flows(document, whole, {each.flow.key: each.id for each in said}),
        conversation=talk, acceptance=acceptance(writer), journeys=people.journeys(walked),
        avoid=avoid(writer, analysis.frictions, shared),
        waivers=tuple(elements.waiver(waiver) for waiver in document.head.waivers), rules=document.head.rules,
        thresholds=tuple(elements.threshold(setting) for setting in document.head.thresholds),
        triage=tuple(elements.decision(note) for note in document.head.triage),
        notes=_notes(document, private=private_notes),
        measures=tuple(JourneyFigures.model_validate(found)
                       for found in measures_json(document, analysis.measures)["journeys"]),
        scale=scale_json(scale(recorded or document, analysis.measures, shared)),
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
