"""Making and changing elements: every value passes the model's own checks, or is refused in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from visavis.blueprint.language import message
from visavis.blueprint.model import Cell, Element, Flow, Item, Note, Persona, Step
from visavis.blueprint.model.elements import LAST_COLUMN
from visavis.blueprint.model.problems import Refused
from visavis.blueprint.storage.json_text import element_line
from visavis.blueprint.storage.validation_messages import problems_of

E = TypeVar("E", bound=Element)


# Fields that the file tells even when they are the default: what an element is, and where it stands.
_ALWAYS: Mapping[type[Element], frozenset[str]] = {
    Step: frozenset({"lane", "phase", "column", "kind"}),
    Flow: frozenset({"kind"}),
    Cell: frozenset({"lane", "phase", "column"}),
    Persona: frozenset({"weight"}),
    Item: frozenset({"kind"}),
    Note: frozenset({"kind"}),
}


def make_element(kind: type[E], values: Mapping[str, Any]) -> E:
    """Return a new element that says no more than it must: values that are the default are left out."""
    _refuse_unknown(kind, values)
    fresh = _validate(kind, values)
    idle = {name for name in values if _is_idle(kind, name, getattr(fresh, name))}
    return _validate(kind, {name: value for name, value in values.items() if name not in idle}) if idle else fresh


def change_element(element: E, changes: Mapping[str, Any]) -> E:
    """Return `element` with some fields changed, or `element` itself when nothing changes.

    A field that goes back to its default, or to nothing (None), is no longer written; fields that were written and do
    not change stay as they stand in the file, and so do keys of the file that the model does not know.
    """
    kind = type(element)
    _refuse_unknown(kind, changes)
    changes = {name: _default(kind, name) if value is None else value for name, value in changes.items()}
    written = {name: getattr(element, name) for name in kind.model_fields if name in element.model_fields_set}
    extra = element.model_extra or {}
    fresh = _validate(kind, {**written, **changes, **extra})
    now = {name: getattr(fresh, name) for name in changes}
    real = {name: value for name, value in now.items() if not _is_alike(value, getattr(element, name))}
    if not real:
        return element
    idle = {name for name, value in real.items() if _is_idle(kind, name, value)}
    if not idle and len(real) == len(changes):
        return fresh
    kept = {name: value for name, value in {**written, **real}.items() if name not in idle}
    return _validate(kind, {**kept, **extra})


def move_step(step: Step, lane: str, phase: str, column: int) -> Step:
    """Return a step in another cell, whose lane and phase are known to exist."""
    if step.cell == (lane, phase, column):
        return step
    if column > LAST_COLUMN:
        raise Refused(message("there is no column {number}", number=column + 1))
    return step.model_copy(update={"lane": lane, "phase": phase, "column": column})


def _is_alike(one: object, other: object) -> bool:
    # 1 and 1.0 are equal but are written differently.
    return one == other and type(one) is type(other)


def _is_idle(kind: type[Element], name: str, value: object) -> bool:
    """Return whether a value need not be written, since it is the default."""
    field = kind.model_fields[name]
    if field.is_required() or name in _ALWAYS.get(kind, ()):
        return False
    return bool(value == _default(kind, name))


def _default(kind: type[Element], name: str) -> Any:
    """Return what a field says when no one says anything; None where something must be said."""
    field = kind.model_fields[name]
    return None if field.is_required() else field.get_default(call_default_factory=True, validated_data={})


def _refuse_unknown(kind: type[Element], names: Mapping[str, Any]) -> None:
    for name in names:
        if name not in kind.model_fields:
            raise Refused(message("there is no '{name}' to change here", name=name[:60]))


def _validate(kind: type[E], values: Mapping[str, Any]) -> E:
    try:
        fresh = kind.model_validate(values)
        # Pasted text may hold half of a UTF-16 pair, which no file can.
        element_line(fresh).encode()
    except UnicodeEncodeError:
        raise Refused(message("a text holds half a character; type it again")) from None
    except ValidationError as error:
        raise Refused(problems_of(error, "graph", {"graph": values})[0].fault) from None
    return fresh
