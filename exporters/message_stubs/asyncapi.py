"""AsyncAPI 3.0: a message for each notice that citizens get, on the channel that it comes by."""

from __future__ import annotations

from typing import Any

from visavis.blueprint.language import message, translator
from visavis.blueprint.model import words
from visavis.blueprint.registry import ExportJob
from visavis.exporters.message_stubs.told_messages import (
    Told,
    choose_messages,
    facts_of,
    info_of,
    payload,
    route_of,
    unique_names,
)
from visavis.exporters.typed_text import inert


def asyncapi(job: ExportJob) -> dict[str, Any]:
    """Return the description. Addresses are not known: no blueprint has them."""
    chosen = choose_messages(job, from_citizen=False)
    # A message may come by no channel that is told; that one is called as nothing else can be.
    names: dict[str | None, str] = {None: "-"}
    names.update(unique_names(each.interaction.channel for each in chosen if each.interaction.channel).items())
    by_channel: dict[str | None, list[Told]] = {}
    for told in chosen:
        by_channel.setdefault(told.interaction.channel, []).append(told)
    return {
        "asyncapi": "3.0.0", "info": info_of(job), "defaultContentType": "application/json",
        "channels": {names[channel]: _channel(job, channel, found) for channel, found in by_channel.items()},
        "operations": {told.name: _operation(told, names[told.interaction.channel]) for told in chosen},
        "components": {"messages": {told.name: _message(job, told) for told in chosen}}}


def _channel(job: ExportJob, channel: str | None, found: list[Told]) -> dict[str, Any]:
    named = message("no channel is known") if channel is None else words.channel_name(job.document, channel)
    return {"address": None, "title": inert(translator(job.language)(named)),
            "messages": {told.name: {"$ref": f"#/components/messages/{told.name}"} for told in found}}


def _operation(told: Told, channel: str) -> dict[str, Any]:
    """Return the agents' sending of a notice."""
    return {"action": "send", "channel": {"$ref": f"#/channels/{channel}"}, "summary": told.says,
            "messages": [{"$ref": f"#/channels/{channel}/messages/{told.name}"}]}


def _message(job: ExportJob, told: Told) -> dict[str, Any]:
    each = told.interaction
    promise = next((inert(step.informs.promise) for step in (each.source, each.target)
                    if step.informs is not None and step.informs.promise), "")
    return {"name": told.name, "title": told.says, "description": route_of(told),
            "payload": payload(job.document, each), **facts_of(job, told),
            **({"x-promise": promise} if promise else {})}
