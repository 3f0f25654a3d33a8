"""JSON Schemas of what messages carry: one object a message, one property an item.

The one definition of it: the specification, the stubs of interfaces and what is made of them take these.
A blueprint says which items change hands, what they are and who holds them already, but not what is written in them.
So a document is a file of any kind, or a reference to where it is filed; a fact is any value but nothing.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from visavis.blueprint.graph.interactions import Interaction, MessageType, type_of_message
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

    Every item that travels along is required; what else may come (`optional_items`) is not, and nothing else comes.
    An item that a register holds may be named there (`register`) in place of being sent. Its `$id` names the
    blueprint and the interaction.
    """
    carried = tuple(dict.fromkeys(said.flow.carries))
    items = [document.item_by_id[name] for name in (*carried, *optional_items(document, said))]
    title = said.flow.label.strip() or said.source.title.strip() or said.id
    return {"$schema": DIALECT, "$id": payload_id(document, said), "title": title, "type": "object",
            "properties": {item.id: _property(item) for item in items},
            "required": list(carried), "additionalProperties": False}


def optional_items(document: BlueprintDocument, said: Interaction) -> tuple[str, ...]:
    """Return the items that may come with a message beside what it carries: what the step which gets it asks for.

    Of messages of citizens alone, silences excepted: a citizen's step asks for what people are asked for. What the
    step that speaks gives is not among them; it may go with another of its messages, or by a flow of its own side.
    """
    if not said.is_from_citizen or type_of_message(document, said) is MessageType.SILENCE:
        return ()
    return tuple(name for name in dict.fromkeys(said.target.asks) if name not in said.flow.carries)


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
