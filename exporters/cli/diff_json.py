"""Differences and conflicts as JSON, and the JSON Schemas (2020-12) of `visavis-diff/1` and `visavis-merge/1`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from visavis.blueprint.analysis.reports.analysis_json import schema_id
from visavis.blueprint.editing.conflict_words import ConflictWords, find_kept
from visavis.blueprint.editing.difference_words import DifferenceWords
from visavis.blueprint.editing.differences import LISTS, Difference, DifferenceKind
from visavis.blueprint.editing.merge_rows import Conflict
from visavis.blueprint.language import Translator
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage.schema import DIALECT

DIFF_FORMAT, MERGE_FORMAT = "visavis-diff/1", "visavis-merge/1"
_KINDS = ("graph", "service", "record", "file", *LISTS, "step", "flow")
_TEXT = {"type": "string"}


def difference_json(before: BlueprintDocument, after: BlueprintDocument, found: Sequence[Difference],
                    translate: Translator) -> dict[str, Any]:
    """Return differences in the shape of `visavis-diff/1`; sentences are in the translator's language."""
    words = DifferenceWords(before, after, translate)
    return {"format": DIFF_FORMAT, "before": _document(before), "after": _document(after),
            "differences": [_difference(one, words) for one in found]}


def _document(document: BlueprintDocument) -> dict[str, Any]:
    return {"id": document.head.id, "title": document.head.title}


def _difference(one: Difference, words: DifferenceWords) -> dict[str, Any]:
    told = words.tell(one)
    fields = [{"field": field.field, "before": field.before, "after": field.after, "message": line}
              for field, line in zip(words.sort(one.fields), told.fields, strict=True)]
    return {"kind": one.kind, "id": one.id or None, "name": told.name, "change": one.change.value, "fields": fields,
            "before": one.before, "after": one.after, "message": told.sentence}


def conflicts_json(conflicts: Sequence[Conflict], words: ConflictWords) -> dict[str, Any]:
    """Return the conflicts of a merge in the shape of `visavis-merge/1`."""
    return {"format": MERGE_FORMAT, "conflicts": [
        {"kind": one.kind, "id": one.id or None, "name": words.name(one), "field": one.field or None,
         "base": one.was, "ours": one.mine, "theirs": one.theirs, "kept": find_kept(one),
         "needs": one.needs or None, "message": words.tell(one)} for one in conflicts]}


def diff_schema() -> dict[str, Any]:
    """Return the JSON Schema of `visavis-diff/1`; later versions may add keys."""
    document = _object({"id": _told(_TEXT, "the blueprint's id"), "title": _told(_TEXT, "its title")})
    row = {"type": ["object", "null"]}
    field = _object({
        "field": _told(_TEXT, "the key in the file; of a part of a field with a dot (`informs.who`)"),
        "before": {"description": "as the file had it; null where it was not there"},
        "after": {"description": "as the file has it; null where it is not there"},
        "message": _told(_TEXT, "the field before and after, in words")})
    one = _object({
        "kind": _told({"enum": list(_KINDS)},
                      "what kind of element it is; `file`: keys that the program does not know"),
        "id": _told({"type": ["string", "null"]},
                    "the element's id; null for what there is one of, and for an order"),
        "name": _told(_TEXT, "what the element is called, in words"),
        "change": _told({"enum": [kind.value for kind in DifferenceKind]},
                        "what became of it; `moved`: a step that changed its place and nothing else; `reordered`: "
                        "a list"),
        "fields": _told({"type": "array", "items": field}, "the fields that differ; none of what came or went"),
        "before": _told(row, "the whole element as the first file has it; null where it has none"),
        "after": _told(row, "the whole element as the second file has it; null where it has none"),
        "message": _told(_TEXT, "the difference in one sentence")})
    return _schema(DIFF_FORMAT, "What differs between two blueprints", {
        "format": {"const": DIFF_FORMAT, "description": "the version of this format"},
        "before": _told(document, "the first blueprint"), "after": _told(document, "the second blueprint"),
        "differences": _told({"type": "array", "items": one},
                             "by kind of element, each once; none where both say the same")})


def merge_schema() -> dict[str, Any]:
    """Return the JSON Schema of `visavis-merge/1`; later versions may add keys."""
    optional = {"type": ["string", "null"]}
    one = _object({
        "kind": _told({"enum": [*_KINDS, "legal_clock"]}, "what kind of element it is about"),
        "id": _told(optional, "the element's id; null for what there is one of, and for the order of a list"),
        "name": _told(_TEXT, "the element in words"),
        "field": _told(optional, "the field that both sides changed; null where it is about the whole element"),
        "base": {"description": "the value before; null where there was none, or where it does not matter"},
        "ours": {"description": "the value of A; null where A has none"},
        "theirs": {"description": "the value of B; null where B has none"},
        "kept": _told({"enum": ["ours", "theirs", "neither"]}, "whose value is in the result"),
        "needs": _told(optional, "the id of an element that refers to what is gone, or of what it refers to"),
        "message": _told(_TEXT, "the conflict in one sentence")})
    return _schema(MERGE_FORMAT, "The conflicts of a three-way merge of blueprints", {
        "format": {"const": MERGE_FORMAT, "description": "the version of this format"},
        "conflicts": _told({"type": "array", "items": one},
                           "what both sides changed differently; none where nothing was")})


def _schema(name: str, title: str, parts: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": DIALECT, "$id": schema_id(name), "title": title, **_object(parts)}


def _told(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {**schema, "description": description}


def _object(parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(parts), "properties": parts}
