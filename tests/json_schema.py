"""Checking against JSON Schema: one place for a library that comes without types."""

from __future__ import annotations

from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it comes without types

Draft202012Validator: Any = jsonschema.Draft202012Validator
ValidationError: type[Exception] = jsonschema.ValidationError


def validate(told: object, schema: object) -> None:
    """Refuse what the schema does not allow."""
    jsonschema.validate(told, schema)


def validator_for(schema: object) -> Any:
    """Return the validator of the draft that the schema names."""
    return jsonschema.validators.validator_for(schema)
