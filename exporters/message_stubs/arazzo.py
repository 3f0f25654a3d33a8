"""Arazzo 1.0: the likeliest journey of each persona as the operations of the OpenAPI stub that it calls.

A step of a workflow must be an operation. A citizen's message is bound to one where it travels as data, for then it
is an operation of the stub; all others are gaps, which the file and the export tell, and no operation is invented for
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from visavis.blueprint.analysis.paths.likeliest_path import find_likeliest_path
from visavis.blueprint.analysis.semantics.journeys import is_open
from visavis.blueprint.language import Message, Quoted, message, plural, translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError, Persona, Split, words
from visavis.blueprint.registry import ExportJob, NothingToShow
from visavis.exporters.message_stubs.told_messages import (
    Told,
    info_of,
    is_digital,
    name_messages,
    payload,
    route_of,
    unique_names,
)
from visavis.exporters.typed_text import escape_markdown, inert

# More gaps than anyone reads are counted.
MOST_TOLD = 20
_ADDRESS = re.compile(r"[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")
_SOURCE = "interface"


def arazzo(job: ExportJob) -> dict[str, Any]:
    """Return the description: a workflow for each sequence of operations, with the personas whose journey it is."""
    source = job.options.get("source") or "openapi.json"
    if not _ADDRESS.fullmatch(source):
        raise BlueprintError(message("'{address}' is no address of a file", address=source[:60]))
    workflows = list(_workflows(job))
    if not workflows:
        raise NothingToShow(message("no journey comes to a message of citizens that travels as data: there is no "
                                    "operation to call"))
    return {"arazzo": "1.0.1", "info": info_of(job),
            "sourceDescriptions": [{"name": _SOURCE, "url": source, "type": "openapi"}],
            "workflows": workflows, "x-unbound": [
                {"interaction": inert(told.interaction.id), "says": told.says,
                 "channel": None if told.interaction.channel is None else inert(told.interaction.channel)}
                for told in _gaps(job.document)]}


def list_gaps(job: ExportJob) -> tuple[Message, ...]:
    """Return a sentence for each message of citizens that is bound to no operation, with its channel."""
    gaps = _gaps(job.document)
    rest = len(gaps) - MOST_TOLD
    told = tuple(_gap_words(job.document, gap) for gap in gaps[:MOST_TOLD])
    return told if rest <= 0 else (*told, plural("bound to no operation: {count} more message",
                                                 "bound to no operation: {count} more messages", rest))


def _gap_words(document: BlueprintDocument, told: Told) -> Message:
    channel = told.interaction.channel
    if channel is None:
        return message("bound to no operation: {said}, of which no channel is known", said=Quoted(told.says))
    return message("bound to no operation: {said}, by {channel}", said=Quoted(told.says),
                   channel=words.channel_name(document, channel))


def _gaps(document: BlueprintDocument) -> tuple[Told, ...]:
    return tuple(told for told in name_messages(document)
                 if told.interaction.is_from_citizen and not is_digital(told.interaction))


def _workflows(job: ExportJob) -> Iterator[dict[str, Any]]:
    walked: dict[tuple[str, ...], list[Persona]] = {}
    operations = {told.name: told for told in name_messages(job.document)
                  if told.interaction.is_from_citizen and is_digital(told.interaction)}
    personas = job.document.head.personas
    for persona in personas or (None,):
        calls = tuple(_calls(job.document, persona, list(operations.values())))
        if calls:
            walked.setdefault(calls, []).extend([persona] if persona is not None else [])
    names = unique_names(" ".join([persona.id for persona in who] or ["everybody"]) for who in walked.values())
    for name, (calls, who) in zip(names.values(), walked.items(), strict=True):
        yield _workflow(job, name, [operations[call] for call in calls], who)


def _calls(document: BlueprintDocument, persona: Persona | None, operations: list[Told]) -> Iterator[str]:
    """Yield the names of the operations that the likeliest path of a persona calls, in their order."""
    path = find_likeliest_path(document, persona)
    for visit in path.journey.visits if path is not None else ():
        if visit.failed or visit.blocked:
            continue
        goes_all = document.step_by_id[visit.step].splits is Split.ALL
        yield from (told.name for told in operations if told.interaction.flow.source == visit.step and (
            goes_all or told.interaction.flow.target in visit.targets) and is_open(told.interaction.flow, persona))


def _workflow(job: ExportJob, name: str, calls: list[Told], who: list[Persona]) -> dict[str, Any]:
    inputs: dict[str, Any] = {}
    names = unique_names(item.id for item in job.document.head.items)
    steps = []
    taken: dict[str, int] = {}
    for told in calls:
        taken[told.name] = taken.get(told.name, 0) + 1
        times = taken[told.name]
        schema = payload(job.document, told.interaction)
        # What the drawing says of this journey is what the message carries; what else may come is no call's business.
        carried = schema["required"]
        inputs |= {names[item]: schema["properties"][item] for item in carried}
        body = {item: f"$inputs.{names[item]}" for item in carried}
        steps.append({
            "stepId": told.name if times == 1 else f"{told.name}-{times}",
            "description": f"{escape_markdown(told.says)} ({route_of(told)})", "operationId": told.name,
            "requestBody": {"contentType": "application/json", "payload": body},
            "successCriteria": [{"condition": "$statusCode == 200 || $statusCode == 202"}]})
    translate = translator(job.language)
    people = ", ".join(inert(persona.name) or inert(persona.id) for persona in who)
    return {"workflowId": name, "summary": people or translate(message("Everybody")),
            "inputs": {"type": "object", "properties": inputs, "required": list(inputs)}, "steps": steps}
