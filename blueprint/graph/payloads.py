"""JSON Schemas of what messages carry: one object a message, one property an item.

A blueprint says which items change hands, what they are and who holds them already, but not what is written in them.
So a document is a file of any kind, or a reference to where it is filed; a fact is any value but nothing.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from visavis.blueprint.graph.interactions import Interaction
from visavis.blueprint.model import BlueprintDocument, Item, ItemKind

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FILE: dict[str, Any] = {
    "type": "object", "required": ["media_type", "content"], "properties": {
        "media_type": {"type": "string", "pattern": "^[^/ ]+/[^ ]+$"},
        "content": {"type": "string", "contentEncoding": "base64", "minLength": 1},
        "name": {"type": "string"}, "issued_on": {"type": "string", "format": "date"}}}
_FILED: dict[str, Any] = {
    "type": "object", "required": ["reference"],
    "properties": {"reference": {"type": "string", "minLength": 1},
                   "issued_on": {"type": "string", "format": "date"}}}
_FACT: dict[str, Any] = {"type": ["string", "number", "boolean", "array", "object"]}


def payload_schema(document: BlueprintDocument, said: Interaction) -> dict[str, Any]:
    """Return the JSON Schema of what an interaction carries; an empty object where it carries nothing.

    Every item that travels along is required. One that a register holds may be named there (`register`) in place of
    being sent. Its `$id` names the blueprint and the interaction.
    """
    items = [document.item_by_id[name] for name in dict.fromkeys(said.flow.carries)]
    title = said.flow.label.strip() or said.source.title.strip() or said.id
    return {"$schema": DIALECT, "$id": payload_id(document, said), "title": title, "type": "object",
            "properties": {item.id: _property(item) for item in items},
            "required": [item.id for item in items], "additionalProperties": False}


def payload_id(document: BlueprintDocument, said: Interaction) -> str:
    """Return the URN of an interaction's payload: `urn:visavis:payload:BLUEPRINT:SOURCE/KEY/TARGET`."""
    return f"urn:visavis:payload:{quote(document.head.id, safe='')}:{quote(said.id, safe='/')}"


def _property(item: Item) -> dict[str, Any]:
    forms = [_FILE, _FILED] if item.kind is ItemKind.DOCUMENT else [_FACT]
    told: dict[str, Any] = {"title": item.name or item.id, "x-kind": item.kind.value}
    if item.purpose:
        told["description"] = item.purpose
    if item.held_by:
        told["x-source-of-record"] = item.held_by
        forms = [*forms, _held(item.held_by)]
    if item.valid_for:
        told["x-valid-for"] = item.valid_for
    if item.volatile or item.sensitive:
        told |= {"x-volatile": item.volatile, "x-sensitive": item.sensitive}
    return told | (forms[0] if len(forms) == 1 else {"anyOf": forms})


def _held(register: str) -> dict[str, Any]:
    """Return the form of an item that is fetched from where it is held."""
    return {"type": "object", "required": ["register"],
            "properties": {"register": {"const": register}, "reference": {"type": "string"}}}
