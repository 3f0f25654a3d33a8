"""Stubs of interfaces: what citizens and agents say to each other as OpenAPI, AsyncAPI and Arazzo, to begin with.

A message is one that travels as data if its channel does (decision 0073). Nothing here is an interface that exists:
no server, address or type is invented, and what goes by no such channel is told with the export.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from visavis.blueprint.language import Message, message
from visavis.blueprint.registry import ExportJob, FormatOption, NothingToShow

# A JSON file without more is the specification: the formats here are asked for by name, or by their whole suffix.
DIGITAL, ALL = "digital", "all"
# Names of items are data, whatever letters they are made of; those that act on a reader of the file are written as
# JSON's escapes, which mean the same.
_ACTING = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_NONE_SENT = message("citizens send no message in this drawing")
_NONE_TOLD = message("citizens are told nothing in this drawing")
_MESSAGES = FormatOption("messages", message("Which messages"), (DIGITAL, ALL), choice_titles={
    DIGITAL: message("those that travel as data"), ALL: message("all of them, with their channels")})


class OpenApiExporter:
    """Writes an operation for each message that citizens send."""

    name = "openapi"
    needs_name = True
    title: Message = message("Stub of an interface (OpenAPI)")
    purpose: Message = message("What citizens send and what is answered, with the documents it carries: for "
                               "developers.")
    options: tuple[FormatOption, ...] = (_MESSAGES,)

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.openapi.json`."""
        del options
        return ".openapi.json"

    def losses(self, job: ExportJob) -> tuple[Message, ...]:
        """Return which messages and steps have no operation."""
        from visavis.exporters.message_stubs.told_messages import list_losses

        return list_losses(job, from_citizen=True)

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes; raise NothingToShow where citizens send nothing that could be an operation."""
        from visavis.exporters.message_stubs.openapi import openapi
        from visavis.exporters.message_stubs.told_messages import choose_messages

        if not choose_messages(job, from_citizen=True):
            raise NothingToShow(_NONE_SENT if job.options.get("messages") == ALL else message(
                "no message of citizens travels as data; ask for all messages to have a stub of the others"))
        return _write(openapi(job))


class AsyncApiExporter:
    """Writes a message for each notice that citizens get."""

    name = "asyncapi"
    needs_name = True
    title: Message = message("Stub of notices (AsyncAPI)")
    purpose: Message = message("What citizens are told, by channel, with the documents it carries: for developers.")
    options: tuple[FormatOption, ...] = (_MESSAGES,)

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.asyncapi.json`."""
        del options
        return ".asyncapi.json"

    def losses(self, job: ExportJob) -> tuple[Message, ...]:
        """Return which messages and steps are not in the file."""
        from visavis.exporters.message_stubs.told_messages import list_losses

        return list_losses(job, from_citizen=False)

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes; raise NothingToShow where citizens are told nothing that travels as data."""
        from visavis.exporters.message_stubs.asyncapi import asyncapi
        from visavis.exporters.message_stubs.told_messages import choose_messages

        if not choose_messages(job, from_citizen=False):
            raise NothingToShow(_NONE_TOLD if job.options.get("messages") == ALL else message(
                "nothing that citizens are told travels as data; ask for all messages to have a stub of the others"))
        return _write(asyncapi(job))


class ArazzoExporter:
    """Writes the likeliest journeys as workflows over the operations of the OpenAPI stub."""

    name = "arazzo"
    needs_name = True
    title: Message = message("Workflows over an interface (Arazzo)")
    purpose: Message = message("In which order the operations of the OpenAPI stub are called: for teams that build "
                               "interfaces.")
    options: tuple[FormatOption, ...] = (
        FormatOption("source", message("Where the OpenAPI file is"), default="openapi.json"),)

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.arazzo.json`."""
        del options
        return ".arazzo.json"

    def losses(self, job: ExportJob) -> tuple[Message, ...]:
        """Return the gaps: each message of citizens that is bound to no operation, and why."""
        from visavis.exporters.message_stubs.arazzo import list_gaps

        return list_gaps(job)

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes.

        Raises NothingToShow where no journey comes to an operation, and BlueprintError for a source that is no
        address.
        """
        from visavis.exporters.message_stubs.arazzo import arazzo

        return _write(arazzo(job))


OPENAPI, ASYNCAPI, ARAZZO = OpenApiExporter(), AsyncApiExporter(), ArazzoExporter()


def _write(told: Mapping[str, Any]) -> bytes:
    text = json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False)
    return (_ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n").encode("utf-8")
