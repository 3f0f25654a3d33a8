"""Which messages a stub tells, what they are called in it, what they carry, and what stays out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from visavis.blueprint.graph.interactions import Interaction, interactions
from visavis.blueprint.graph.payloads import payload_schema
from visavis.blueprint.language import Message, plural, translator
from visavis.blueprint.model import BlueprintDocument, Channel, Flow, Head, Item, Record, Step, words
from visavis.blueprint.registry import ExportJob, count_losses, describe_losses
from visavis.blueprint.registry.losses import KeptFields
from visavis.exporters.typed_text import escape_markdown, inert

# Channels on which a message is data: the others are paper, voices and people.
DIGITAL_CHANNELS = frozenset({Channel.WEB, Channel.APP, Channel.KIOSK, Channel.MESSAGING, Channel.DIGITAL_SAFE,
                              Channel.EMAIL, Channel.SMS})
ALL = "all"
KEPT: KeptFields = MappingProxyType({
    Head: {"format", "id", "title", "summary", "language", "state", "record", "items"}, Record: {"version"},
    Item: {"id", "name", "kind", "held_by", "purpose", "valid_for", "volatile", "sensitive"},
    Step: {"id", "title", "channel", "asks"}, Flow: {"source", "target", "key", "kind", "label", "carries"},
})
_NO_NAME = re.compile(r"[^A-Za-z0-9_]+")


@dataclass(frozen=True, slots=True)
class Told:
    """A message with its name in the file, which is made of its id, and what it says in a line."""

    name: str
    interaction: Interaction
    says: str


def is_digital(interaction: Interaction) -> bool:
    """Return whether a message travels as data; of a channel that a blueprint declares nobody knows."""
    return interaction.channel in DIGITAL_CHANNELS


def name_messages(document: BlueprintDocument) -> tuple[Told, ...]:
    """Return all messages with their names, which are the same in each stub."""
    found = interactions(document)
    names = unique_names(each.id for each in found)
    return tuple(Told(names[each.id], each, inert(each.flow.label) or inert(
        f"{step_title(each.source)} → {step_title(each.target)}")) for each in found)


def choose_messages(job: ExportJob, *, from_citizen: bool) -> tuple[Told, ...]:
    """Return the messages of one direction that were asked for."""
    wants_all = job.options.get("messages") == ALL
    return tuple(told for told in name_messages(job.document)
                 if told.interaction.is_from_citizen is from_citizen and (wants_all or is_digital(told.interaction)))


def answers_of(document: BlueprintDocument) -> Mapping[str, tuple[Told, ...]]:
    """Return what agents answer to each message, by its id."""
    found: dict[str, tuple[Told, ...]] = {}
    for told in name_messages(document):
        asked = told.interaction.answers
        if asked is not None and not told.interaction.is_from_citizen:
            found[asked] = (*found.get(asked, ()), told)
    return found


def unique_names(texts: Iterable[str]) -> Mapping[str, str]:
    """Return a name of plain letters for each text; those that come out alike are numbered in their order."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for text in dict.fromkeys(texts):
        plain = _NO_NAME.sub("-", text).strip("-") or "x"
        name, number = plain, 1
        while name in taken:
            number += 1
            name = f"{plain}-{number}"
        taken.add(name)
        names[text] = name
    return names


def step_title(step: Step) -> str:
    """Return the title of a step, or its id while it has none."""
    return step.title.strip() or step.id


def info_of(job: ExportJob) -> dict[str, Any]:
    """Return title, version and description of a file, as the three formats begin; an extract says that it is one."""
    from visavis.blueprint.drawing.excerpt import excerpt_sentences

    head = job.document.head
    parts = map(translator(job.language), excerpt_sentences(job.excerpt)) if job.excerpt is not None else ()
    about = " ".join(filter(None, map(escape_markdown, (head.summary, *parts))))
    return {"title": inert(head.title) or inert(head.id) or "-", "version": inert(head.record.version or "") or "0",
            **({"description": about} if about else {}),
            "x-blueprint": inert(head.id), "x-state": head.state.value, "x-language": head.language}


def facts_of(job: ExportJob, told: Told) -> dict[str, Any]:
    """Return what a file says of a message beside the format's own words."""
    each = told.interaction
    facts: dict[str, Any] = {"x-interaction": inert(each.id)}
    if each.channel is not None:
        facts |= {"x-channel": inert(each.channel), "x-channel-name": inert(translator(job.language)(
            words.channel_name(job.document, each.channel)))}
    return facts


def route_of(told: Told) -> str:
    """Return from which step to which a message goes, as Markdown."""
    return escape_markdown(f"{step_title(told.interaction.source)} → {step_title(told.interaction.target)}")


def payload(document: BlueprintDocument, interaction: Interaction) -> dict[str, Any]:
    """Return the JSON Schema of what a message carries: the specification's (`payload_schema`), as the stubs have it.

    It stands inside the file, which says its dialect, so that it needs no address of its own. Titles are one line;
    descriptions are Markdown in both formats. Names of items and of registers are data, and stay as they are.
    """
    schema = payload_schema(document, interaction)
    del schema["$schema"], schema["$id"]
    return {**schema, "title": inert(schema["title"]),
            "properties": {name: _shown(told) for name, told in schema["properties"].items()}}


def _shown(told: Mapping[str, Any]) -> dict[str, Any]:
    written = {"title": inert, "description": escape_markdown}
    return {key: written[key](value) if key in written else value for key, value in told.items()}


def list_losses(job: ExportJob, *, from_citizen: bool) -> tuple[Message, ...]:
    """Return what a stub of one direction leaves out: messages, steps, and fields of those that it has.

    One of what citizens send has the answers to it, too.
    """
    told = choose_messages(job, from_citizen=from_citizen)
    if from_citizen:
        answers = answers_of(job.document)
        told += tuple(answer for each in told for answer in answers.get(each.interaction.id, ()))
    kept = {each.interaction.flow.key for each in told}
    ends = {step.id for each in told for step in (each.interaction.source, each.interaction.target)}
    document = job.document
    others = [each.interaction for each in name_messages(document) if each.interaction.flow.key not in kept]
    back = sum(each.is_from_citizen is not from_citizen for each in others)
    unknown = sum(each.channel is None and each.is_from_citizen is from_citizen for each in others)
    found = _counted(len(others) - back - unknown, unknown, back, len(document.steps) - len(ends))
    part = document.replace(steps=tuple(step for step in document.steps if step.id in ends),
                            flows=tuple(flow for flow in document.flows if flow.key in kept))
    return (*found, *describe_losses(count_losses(part, KEPT)))


def _counted(others: int, unknown: int, back: int, steps: int) -> Iterable[Message]:
    if others:
        yield plural("not in this file: {count} message that does not travel as data",
                     "not in this file: {count} messages that do not travel as data", others)
    if unknown:
        yield plural("not in this file: {count} message of which no channel is known",
                     "not in this file: {count} messages of which no channel is known", unknown)
    if back:
        yield plural("not in this file: {count} message that goes the other way",
                     "not in this file: {count} messages that go the other way", back)
    if steps:
        yield plural("not in this file: {count} step at which none of its messages begins or ends",
                     "not in this file: {count} steps at which none of its messages begins or ends", steps)
