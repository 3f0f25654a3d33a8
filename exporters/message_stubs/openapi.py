"""OpenAPI 3.1: an operation for each message that citizens send; what agents answer is its response."""

from __future__ import annotations

from typing import Any

from visavis.blueprint.graph.interactions import Interaction
from visavis.blueprint.language import message, translator
from visavis.blueprint.registry import ExportJob
from visavis.exporters.message_stubs.told_messages import (
    Told,
    answers_of,
    choose_messages,
    facts_of,
    info_of,
    payload,
    route_of,
)
from visavis.exporters.typed_text import escape_markdown, inert


def openapi(job: ExportJob) -> dict[str, Any]:
    """Return the description; phases are its tags."""
    document = job.document
    chosen, answers = choose_messages(job, from_citizen=True), answers_of(document)
    used = dict.fromkeys(told.interaction.source.phase for told in chosen)
    tags = {phase: inert(document.phase_by_id[phase].name) or inert(phase) for phase in used}
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for told in chosen:
        answered = answers.get(told.interaction.id, ())
        paths[f"/{told.name}"] = {"post": _operation(job, told, answered, tags[told.interaction.source.phase])}
        schemas |= {each.name: _schema(job, each) for each in (told, *answered)}
    return {"openapi": "3.1.0", "info": info_of(job),
            "tags": [{"name": name} for name in dict.fromkeys(tags.values())], "paths": paths,
            "components": {"schemas": schemas}}


def _schema(job: ExportJob, told: Told) -> dict[str, Any]:
    return {**payload(job.document, told.interaction), **facts_of(job, told)}


def _operation(job: ExportJob, told: Told, answers: tuple[Told, ...], tag: str) -> dict[str, Any]:
    each: Interaction = told.interaction
    body = {"$ref": f"#/components/schemas/{told.name}"}
    return {"operationId": told.name, "summary": told.says, "description": route_of(told), "tags": [tag],
            "requestBody": {"required": bool(each.flow.carries),
                            "content": {"application/json": {"schema": body}}},
            "responses": _responses(job, answers), **facts_of(job, told)}


def _responses(job: ExportJob, answers: tuple[Told, ...]) -> dict[str, Any]:
    """Return the answers as one response; where none is drawn, the message is taken in and that is all."""
    if not answers:
        told = translator(job.language)(message("Received. No answer to it is drawn."))
        return {"202": {"description": told}}
    schemas = [{"$ref": f"#/components/schemas/{each.name}"} for each in answers]
    schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
    return {"200": {"description": " / ".join(escape_markdown(each.says) for each in answers),
                    "content": {"application/json": {"schema": schema}}}}
