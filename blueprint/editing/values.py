"""Making and changing elements: every value passes the model's own checks, or is refused in words."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from blueprint.editing.refusals import Refused
from blueprint.language import message
from blueprint.model import Element
from blueprint.storage.refusals import problem_of

E = TypeVar("E", bound=Element)


def made(kind: type[E], values: Mapping[str, Any], always: Container[str] = ()) -> E:
    """Return a new element that says no more than it must: values that are the default are left out.

    Fields in `always` are written all the same.
    """
    _refuse_unknown(kind, values)
    fresh = _validated(kind, values)
    idle = {name for name in values if name not in always and not kind.model_fields[name].is_required()
            and getattr(fresh, name) == _default(kind, name)}
    return _validated(kind, {name: value for name, value in values.items() if name not in idle}) if idle else fresh


def changed(element: E, changes: Mapping[str, Any]) -> E:
    """Return `element` with some fields changed, or `element` itself when nothing changes.

    A field that goes back to its default is no longer written; fields that were written and do not change stay as
    they stand in the file, and so do keys of the file that the model does not know.
    """
    kind = type(element)
    _refuse_unknown(kind, changes)
    written = {name: getattr(element, name) for name in kind.model_fields if name in element.model_fields_set}
    extra = element.model_extra or {}
    fresh = _validated(kind, {**written, **changes, **extra})
    now = {name: getattr(fresh, name) for name in changes}
    real = {name: value for name, value in now.items() if not _alike(value, getattr(element, name))}
    if not real:
        return element
    kept = {**written, **real}
    for name, value in real.items():
        if not kind.model_fields[name].is_required() and value == _default(kind, name):
            kept.pop(name)
    return _validated(kind, {**kept, **extra})


def _alike(one: object, other: object) -> bool:
    # 1 and 1.0 are equal but are written differently.
    return one == other and type(one) is type(other)


def _default(kind: type[Element], name: str) -> object:
    return kind.model_fields[name].get_default(call_default_factory=True, validated_data={})


def _refuse_unknown(kind: type[Element], names: Mapping[str, Any]) -> None:
    for name in names:
        if name not in kind.model_fields:
            raise Refused(message("there is no '{name}' to change here", name=name[:60]))


def _validated(kind: type[E], values: Mapping[str, Any]) -> E:
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False)[0]
        raise Refused(problem_of(detail, "graph", {"graph": values}).fault) from None
