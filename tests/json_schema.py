"""Checking against JSON Schema: one place for a library that comes without types."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it comes without types

Draft202012Validator: Any = jsonschema.Draft202012Validator
FormatChecker: Any = jsonschema.FormatChecker
ValidationError: type[Exception] = jsonschema.ValidationError


def validate(told: object, schema: object) -> None:
    """Refuse what the schema does not allow, and a schema that is none."""
    fault = jsonschema.exceptions.best_match(_checked_validator(json.dumps(schema)).iter_errors(told))
    if fault is not None:
        raise fault


@cache
def _checked_validator(schema: str) -> Any:
    """Return the validator of a schema, which is itself checked once: that takes longer than most documents do."""
    read = json.loads(schema)
    draft = validator_for(read)
    draft.check_schema(read)
    return draft(read)


def validator_for(schema: object) -> Any:
    """Return the validator of the draft that the schema names."""
    return jsonschema.validators.validator_for(schema)
