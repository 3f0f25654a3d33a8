"""The JSON Schema (2020-12) of the document format, made from the same models that read it."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from visavis.blueprint.model.document import FORMAT, NEWEST_FORMAT
from visavis.blueprint.model.elements import Flow, Head, Step

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def document_schema() -> dict[str, Any]:
    """Return the schema of a `.blueprint.json` file. Names that refer to each other are checked on load only."""
    models = {"graph": Head, "node": Step, "edge": Flow}
    references, definitions = TypeAdapter.json_schemas(
        [(key, "validation", TypeAdapter(model)) for key, model in models.items()],
        ref_template="#/$defs/{model}",
    )
    parts = {key: references[(key, "validation")] for key in models}
    defs = _rename_bounds(definitions["$defs"])
    defs["Head"]["properties"]["format"] = {"enum": [FORMAT, NEWEST_FORMAT]}
    defs["Head"]["required"] = ["format", "id"]
    return {
        "$schema": DIALECT,
        "$id": "urn:visavis:schema:document:2",
        "title": "Vis-à-vis blueprint",
        "description": "A two-sided service blueprint as the node-link JSON of a networkx MultiDiGraph.",
        "type": "object",
        "required": ["graph", "nodes", "edges"],
        "properties": {
            "directed": {"const": True},
            "multigraph": {"const": True},
            "graph": parts["graph"],
            "nodes": {"type": "array", "items": parts["node"]},
            "edges": {"type": "array", "items": parts["edge"]},
        },
        "$defs": defs,
    }


def _rename_bounds(value: Any) -> Any:
    """Rename the bounds that pydantic leaves in its own words where a number may be whole or not."""
    names = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum"}
    if isinstance(value, dict):
        return {names.get(key, key): _rename_bounds(part) for key, part in value.items()
                if key != "allow_inf_nan"}
    if isinstance(value, list):
        return [_rename_bounds(part) for part in value]
    return value
