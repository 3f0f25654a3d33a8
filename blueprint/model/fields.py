"""The one definition of a field: what it is called, how it is edited, and who speaks of it.

A field of an element is described where it stands, in `elements`: by an annotation (`Shown`, `Parts`, `Listed` or
`NotShown`) and by the docstring below it. The inspector, the table, the specification, find & replace and the
descriptions of the drawing read it from here. None of it is written to a file or to the document's JSON Schema.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel

LAST = 9


class FieldKind(Enum):
    """How a field is edited."""

    TEXT = auto()
    LONG_TEXT = auto()
    TIME = auto()
    WORK = auto()
    SPAN = auto()
    DURATION = auto()
    NUMBER = auto()
    WHOLE = auto()
    PERCENT = auto()
    WEIGHT = auto()
    CHOICE = auto()
    CHIPS = auto()
    COLOURS = auto()
    PORTRAITS = auto()
    MANY_CHIPS = auto()
    DOTS = auto()
    FACES = auto()
    ITEMS = auto()
    STEPS = auto()
    LINES = auto()
    TICK = auto()
    BLUEPRINT = auto()


@dataclass(frozen=True, slots=True)
class Shown:
    """Annotates a field that people see and edit.

    `title` is its name and `hint` an example, both in English and marked for translation; `choices` names its list
    of choices. Fields of a lower `order` come first; those of the same one keep the order of the file.

    A text field is told to those who cannot see the drawing, by `sentence` (with the field's own key between braces)
    or by its title, and find & replace looks into it. `untold` and `unsearched` say why it is left out there.
    """

    title: str
    kind: FieldKind = FieldKind.TEXT
    choices: str = ""
    hint: str = ""
    order: int = LAST
    sentence: str = ""
    untold: str = ""
    unsearched: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """Annotates a field that is an element itself; its own fields are shown at its place."""

    order: int = LAST


@dataclass(frozen=True, slots=True)
class Listed:
    """Annotates a list of elements that has a title of its own."""

    title: str
    order: int = LAST


@dataclass(frozen=True, slots=True)
class NotShown:
    """Annotates a field that has no editor of its own, and says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field: its key in the file, its name for people, how it is edited, and the name of its list of choices.

    The key of a part of a field has a dot: `informs.who`.
    """

    key: str
    title: str
    kind: FieldKind
    choices: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ListSpec:
    """A list of elements: its key in the head, its title, and what stands in it."""

    key: str
    title: str
    element: type[BaseModel]


@cache
def fields_of(element: type[BaseModel]) -> tuple[FieldSpec, ...]:
    """Return the fields that people see of an element, in the order to show them."""
    return tuple(spec for _, spec in sorted(_specs(element), key=lambda ranked: ranked[0]))


@cache
def lists_of(element: type[BaseModel]) -> tuple[ListSpec, ...]:
    """Return the lists of elements that an element holds, in the order to show them."""
    found = [(note.order, ListSpec(key, note.title, part)) for key, note in annotations_of(element).items()
             if isinstance(note, Listed) and (part := element_in(element.model_fields[key].annotation))]
    return tuple(spec for _, spec in sorted(found, key=lambda ranked: ranked[0]))


@cache
def texts_of(element: type[BaseModel]) -> Mapping[str, Shown]:
    """Return the text fields of an element by key, in the order of the file; parts of fields are not among them."""
    return MappingProxyType({key: note for key, note in annotations_of(element).items()
                             if isinstance(note, Shown) and note.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT)})


@cache
def annotations_of(element: type[BaseModel]) -> Mapping[str, Shown | Parts | Listed | NotShown]:
    """Return what is annotated of each field of an element, in the order of the file."""
    return MappingProxyType({key: note for key, field in element.model_fields.items() for note in field.metadata
                             if isinstance(note, Shown | Parts | Listed | NotShown)})


@cache
def descriptions_of(element: type[BaseModel]) -> Mapping[str, str]:
    """Return the docstrings of an element's fields by key; none where the source is not at hand."""
    try:
        body = ast.parse(textwrap.dedent(inspect.getsource(element))).body[0]
    except (OSError, TypeError):
        return MappingProxyType({})
    assert isinstance(body, ast.ClassDef)
    found = {}
    for field, doc in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(doc, ast.Expr) \
                and isinstance(doc.value, ast.Constant) and isinstance(doc.value.value, str):
            found[field.target.id] = inspect.cleandoc(doc.value.value)
    return MappingProxyType(found)


def element_in(annotation: Any) -> type[BaseModel] | None:
    """Return the element that a field's type holds, alone or in a list; None where it holds none."""
    for part in (annotation, *get_args(annotation)):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    return None


def _specs(element: type[BaseModel]) -> Iterator[tuple[int, FieldSpec]]:
    """Yield the fields in the order of the file, each with its rank; a field's parts have the field's rank."""
    for key, note in annotations_of(element).items():
        if isinstance(note, Shown):
            yield note.order, FieldSpec(key, note.title, note.kind, note.choices, note.hint)
        elif isinstance(note, Parts) and (part := element_in(element.model_fields[key].annotation)):
            yield from ((note.order, replace(spec, key=f"{key}.{spec.key}")) for spec in fields_of(part))
