"""What a specification repeats of the document as it is: fields of the same name, told from the model's definition.

A part of the specification that stands for an element declares only what differs or is worked out; every other field
of the element comes from the model, with the docstring it has there. A new field of the model is told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from pydantic import Field, create_model
from pydantic.fields import FieldInfo

from visavis.blueprint.model import BusinessDays, Element, Exponential, Pert, Time, mean_minutes
from visavis.blueprint.model.fields import FieldKind, Parts, Shown, annotations_of, descriptions_of, element_in
from visavis.exporters.spec.parts import Amount, Extensible, Portion, SpecPart, TimeSpan

_Part = TypeVar("_Part", bound=SpecPart)
_TIMES = frozenset({FieldKind.TIME, FieldKind.WORK, FieldKind.SPAN, FieldKind.DURATION})
# Times are told in minutes as well; of numbers the specification says what they are, not what may be typed.
_TYPES: dict[FieldKind, Any] = {
    **dict.fromkeys(_TIMES, TimeSpan), FieldKind.NUMBER: Amount, FieldKind.WEIGHT: Amount, FieldKind.PERCENT: Portion,
    FieldKind.WHOLE: int,
}


def repeat_fields_of(element: type[Element], order: str = "", *, apart: Collection[str] = (),
                     may_lack: bool = False) -> Callable[[type[_Part]], type[_Part]]:
    """Return what adds the fields of `element` to a part of the specification.

    Fields that the part declares itself stay as they are. `order` names those that come first, which keeps the keys
    where readers know them; the others follow, in the order of the file. `apart` are fields that are told elsewhere.
    With `may_lack` every field may be absent, else those to which the part itself gives a default.
    """
    def extend(part: type[_Part]) -> type[_Part]:
        fields = _fields(element, part, apart)
        names = dict.fromkeys((*order.split(), *fields))
        definitions: dict[str, Any] = {
            name: (fields[name][0], Field(None if may_lack else _default(part, name), description=fields[name][1]))
            for name in names}
        made: Any = create_model(part.__name__, __base__=part.__bases__, __module__=part.__module__,
                                 __doc__=part.__doc__, **definitions)
        made.__qualname__ = part.__qualname__
        return cast("type[_Part]", made)

    return extend


def tell(part: type[_Part], element: Element, mean_work: Callable[[Time], float] = mean_minutes,
         **values: Any) -> _Part:
    """Return an element as a part of the specification: `values`, and every field that both have.

    `mean_work` tells the minutes of a time of work. Fields that are elements themselves are told by `values` alone.
    """
    for name, note in _shared_fields(part, type(element)):
        if name not in values:
            values[name] = _told(note, getattr(element, name), mean_work)
    return part(**values, **(extensions(element) if issubclass(part, Extensible) else {}))


@cache
def _shared_fields(part: type[SpecPart], element: type[Element]) -> tuple[tuple[str, object], ...]:
    """Return the fields that a part of the specification has of an element, each with what is noted of it."""
    notes = annotations_of(element)
    return tuple((name, notes.get(name)) for name in part.model_fields
                 if name in element.model_fields and not isinstance(notes.get(name), Parts))


def extensions(element: Element) -> dict[str, Any]:
    """Return the keys of an element that the program does not know, as `extensions`; nothing where there are none."""
    return {"extensions": dict(element.model_extra)} if element.model_extra else {}


def time_span(time: Time | None, mean: Callable[[Time], float] = mean_minutes) -> TimeSpan | None:
    """Return a time as authored and its mean in minutes; nothing for an absent one."""
    match time:
        case None:
            return None
        case Pert():
            return TimeSpan(authored=time.model_dump(), mean_minutes=mean(time), distribution="pert")
        case Exponential():
            return TimeSpan(authored=time.model_dump(), mean_minutes=mean(time), distribution="exponential")
        case BusinessDays():
            return TimeSpan(authored=time.model_dump(), mean_minutes=mean(time), distribution="fixed")
        case _:
            return TimeSpan(authored=time, mean_minutes=mean(time), distribution="fixed")


def _told(note: object, value: Any, mean_work: Callable[[Time], float]) -> Any:
    if isinstance(note, Shown) and note.kind in _TIMES:
        return time_span(value, mean_work if note.kind is FieldKind.WORK else mean_minutes)
    return value


def _fields(element: type[Element], part: type[SpecPart],
            apart: Collection[str]) -> dict[str, tuple[Any, str | None]]:
    """Return the type and the description of each field, in the order of the file, then those of the part alone.

    Fields that are elements themselves are not repeated as they are: the part declares them, or they are told
    elsewhere.
    """
    descriptions, notes = descriptions_of(element), annotations_of(element)
    hints = get_type_hints(part, include_extras=True)
    own = {name: (hints[name], field.description or descriptions.get(name))
           for name, field in part.model_fields.items() if name not in Extensible.model_fields}
    repeated = {name: own[name] if name in own else (_type(field, notes.get(name)), descriptions.get(name))
                for name, field in element.model_fields.items()
                if name in own or (name not in apart and not _is_element(field))}
    return repeated | own


def _default(part: type[SpecPart], name: str) -> Any:
    """Return what a part gives a field that is absent: a file of an earlier program does not have later ones."""
    own = part.model_fields.get(name)
    return ... if own is None or own.is_required() else own.default


def _is_element(field: FieldInfo) -> bool:
    part = element_in(field.annotation)
    return part is not None and issubclass(part, Element)


def _type(field: FieldInfo, note: object) -> Any:
    """Return the type of a field in the specification."""
    found = _TYPES.get(note.kind) if isinstance(note, Shown) else None
    if found is None:
        return _plain(field.annotation)
    return found | None if NoneType in get_args(field.annotation) else found


def _plain(annotation: Any) -> Any:
    """Return a type without the bounds that a document's values must keep."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return Union[tuple(_plain(part) for part in get_args(annotation))]  # noqa: UP007 - of parts found at run time
    return annotation
