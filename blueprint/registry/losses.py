"""What a format has no place for: counted by the one definition of fields, told in words, and provable.

A format says which fields it keeps of which elements; whatever else says something in a document is a loss. A test
takes the losses out of the document, too, and what is left must come back from the file as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar, cast

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from visavis.blueprint.language import Message, MessageList, message
from visavis.blueprint.model import (
    BlueprintDocument,
    Element,
    Flow,
    Head,
    Informs,
    LegalClock,
    Record,
    Service,
    Step,
)
from visavis.blueprint.model.fields import Listed, Shown, annotations_of, element_in, lists_of
from visavis.blueprint.registry.format_options import as_written

_Part = TypeVar("_Part", bound=Element)
# The fields that a format keeps, of each class of elements; those of a class that is not named are all lost.
KeptFields = Mapping[type[Element], Collection[str]]
# Keys that the program does not know, of whatever element.
EXTENSIONS = "extensions"
# Whatever stands in a list of the head is called as the list is.
_NAMES: Mapping[type[BaseModel], Message] = MappingProxyType({
    Head: message("blueprint"), Service: message("service"), Record: message("record"),
    LegalClock: message("legal clock"), Step: message("steps"), Informs: message("information of people"),
    Flow: message("flows")})


@dataclass(frozen=True, slots=True)
class Loss:
    """A field that is not in a file, and how many elements say something in it.

    `element` is the class of these elements; a whole list of them is lost as a field of what holds it.
    """

    element: type[Element]
    field: str
    count: int


def fields_that_hold(element: type[Element]) -> frozenset[str]:
    """Return the names of all fields of an element: what a format keeps that keeps everything of it."""
    return frozenset({*element.model_fields, EXTENSIONS})


def count_losses(document: BlueprintDocument, kept: KeptFields) -> tuple[Loss, ...]:
    """Return what a document says in fields that a format does not keep, in the order of the file."""
    counted = Counter(entry for element in _elements(document, kept) for entry in _lost(element, kept))
    return tuple(Loss(element, field, count) for (element, field), count in counted.items())


def leave_out(document: BlueprintDocument, losses: Iterable[Loss]) -> BlueprintDocument:
    """Return the document without what is lost: each of these fields as it is where no one says anything."""
    fields: dict[type[Element], set[str]] = {}
    for loss in losses:
        fields.setdefault(loss.element, set()).add(loss.field)
    return document.replace(head=_without(document.head, fields),
                            steps=tuple(_without(step, fields) for step in document.steps),
                            flows=tuple(_without(flow, fields) for flow in document.flows))


def describe_losses(losses: Iterable[Loss]) -> tuple[Message, ...]:
    """Return a sentence for each class of elements that lost something: which fields, and how often."""
    fields: dict[type[Element], list[Message]] = {}
    for loss in losses:
        title = _title_of(loss.element, loss.field)
        named = title if loss.count == 1 else message("{field} ({count}×)", field=title, count=loss.count)
        fields.setdefault(loss.element, []).append(named)
    return tuple(message("not in this file, {element}: {fields}", element=_name_of(element),
                         fields=MessageList(tuple(named))) for element, named in fields.items())


def _elements(document: BlueprintDocument, kept: KeptFields) -> Iterator[Element]:
    """Yield the document's elements, except what stands in a field that is lost as a whole."""
    yield from _walk(document.head, kept)
    for one in (*document.steps, *document.flows):
        yield from _walk(one, kept)


def _walk(element: Element, kept: KeptFields) -> Iterator[Element]:
    yield element
    for name in type(element).model_fields:
        if name in kept.get(type(element), ()):
            value = getattr(element, name)
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Element) and type(part) in kept:
                    yield from _walk(part, kept)


def _lost(element: Element, kept: KeptFields) -> Iterator[tuple[type[Element], str]]:
    known = kept.get(type(element), ())
    for name in type(element).model_fields:
        if name not in known and _says_something(element, name):
            yield type(element), name
    if element.model_extra and EXTENSIONS not in known:
        yield type(element), EXTENSIONS


def _says_something(element: Element, name: str) -> bool:
    return bool(getattr(element, name) != _default_of(type(element), name))


def _default_of(element: type[Element], name: str) -> Any:
    default = element.model_fields[name].get_default(call_default_factory=True)
    return None if default is PydanticUndefined else default


def _without(element: _Part, fields: Mapping[type[Element], Collection[str]]) -> _Part:
    kind = type(element)
    gone = fields.get(kind, ())
    update: dict[str, Any] = {}
    for name in type(element).model_fields:
        value = getattr(element, name)
        if name in gone:
            update[name] = _default_of(type(element), name)
        elif isinstance(value, Element):
            update[name] = _without(value, fields)
        elif isinstance(value, tuple):
            update[name] = tuple(_without(part, fields) if isinstance(part, Element) else part for part in value)
    changed = {name: value for name, value in update.items() if value != getattr(element, name)}
    made = element.model_copy(update=changed)
    if EXTENSIONS in gone and made.model_extra:
        said = made.model_fields_set & {*kind.model_fields}
        made = cast("_Part", kind.model_construct(said, **{name: getattr(made, name) for name in said}))
    return made


def _title_of(element: type[Element], field: str) -> Message:
    """Return what people call a field; its key in the file where it has no name."""
    if field == EXTENSIONS:
        return message("what other programs added")
    note = annotations_of(element).get(field)
    if isinstance(note, Shown | Listed):
        return Message(note.title)
    held = element_in(element.model_fields[field].annotation)
    return _NAMES.get(held, as_written(field)) if held is not None else as_written(field)


def _name_of(element: type[Element]) -> Message:
    listed = next((found.title for found in lists_of(Head) if found.element is element), None)
    return Message(listed) if listed is not None else _NAMES.get(element, as_written(element.__name__))
