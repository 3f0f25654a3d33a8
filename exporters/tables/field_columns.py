"""Columns made of the fields of elements: what the window edits is a column, and a new field is one by itself.

A time has two columns: its mean as a number in one unit, to sum and to sort, and as it was given, for a mean is not
what somebody typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from visavis.blueprint.editing import write_time, write_weight
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import Element
from visavis.blueprint.model.fields import FieldKind, FieldSpec, fields_of
from visavis.exporters.tables.cell_words import CellWords, in_hundred, wait_days
from visavis.exporters.tables.data_table import CellValue, ColumnKind, DataColumn, DataTable

_ONE = (FieldKind.CHOICE, FieldKind.CHIPS, FieldKind.COLOURS, FieldKind.PORTRAITS)
_MANY = (FieldKind.MANY_CHIPS, FieldKind.ITEMS, FieldKind.STEPS)
_TIMES = (FieldKind.TIME, FieldKind.SPAN, FieldKind.DURATION)
_KINDS = {
    FieldKind.LONG_TEXT: ColumnKind.LONG_TEXT, FieldKind.LINES: ColumnKind.LONG_TEXT, FieldKind.TEXT: ColumnKind.NAME,
    FieldKind.ITEMS: ColumnKind.NAME, FieldKind.STEPS: ColumnKind.NAME, FieldKind.BLUEPRINT: ColumnKind.NAME,
    FieldKind.NUMBER: ColumnKind.NUMBER, FieldKind.WHOLE: ColumnKind.NUMBER, FieldKind.DOTS: ColumnKind.NUMBER,
    FieldKind.FACES: ColumnKind.NUMBER,
}


@dataclass(frozen=True, slots=True)
class FilledColumn:
    """A column with what fills it, of an element or of whatever else is a row."""

    column: DataColumn
    fill: Callable[[Any], CellValue]


# The columns of each key, in the order of the fields.
ColumnsByKey = dict[str, tuple[FilledColumn, ...]]


def make_table(key: str, title: str, columns: Sequence[FilledColumn], rows: Sequence[Any], *,
               kept: int = 1) -> DataTable:
    """Return a table with a row for each of `rows`."""
    return DataTable(key, title, tuple(each.column for each in columns),
                     tuple(tuple(each.fill(row) for each in columns) for row in rows), kept)


def field_columns(element: type[Element], words: CellWords, left_out: Sequence[str] = ()) -> ColumnsByKey:
    """Return the columns of each field of an element by the field's key."""
    return {spec.key: tuple(_columns(spec, words)) for spec in fields_of(element) if spec.key not in left_out}


def in_order(columns: ColumnsByKey, order: Sequence[str]) -> list[FilledColumn]:
    """Return columns in an order of their keys; those that it does not name come before the last one that it does."""
    named = [key for key in order if key in columns]
    others = [key for key in columns if key not in named]
    return [column for key in (*named[:-1], *others, *named[-1:]) for column in columns[key]]


def column(key: str, heading: str, kind: ColumnKind, fill: Callable[[Any], CellValue]) -> tuple[FilledColumn]:
    """Return one column that is no field."""
    return (FilledColumn(DataColumn(key, heading, kind), fill),)


def value_of(element: Any, key: str) -> Any:
    """Return what an element has in a field; `informs.who` is a field of a part, which may be missing."""
    for part in key.split("."):
        element = getattr(element, part, None)
    return element


def _columns(spec: FieldSpec, words: CellWords) -> Iterator[FilledColumn]:
    """Yield the column of a field, or of a time both."""
    field, key = Message(spec.title), spec.key
    kind = _KINDS.get(spec.kind, ColumnKind.WORD)
    as_given = words.say(message("{field} (as given)", field=field))
    number = ColumnKind.NUMBER
    language = words.translate.language
    if spec.kind is FieldKind.WORK:
        heading = words.say(message("{field} (minutes)", field=field))
        yield from column(f"{key}_minutes", heading, number, lambda each: words.work_minutes(value_of(each, key)))
        yield from column(key, as_given, kind, lambda each: write_time(value_of(each, key), language))
    elif spec.kind in _TIMES:
        heading = words.say(message("{field} (days)", field=field))
        yield from column(f"{key}_days", heading, number, lambda each: wait_days(value_of(each, key)))
        yield from column(key, as_given, kind, lambda each: write_time(value_of(each, key), language))
    elif spec.kind is FieldKind.PERCENT:
        heading = words.say(message("{field} (in 100)", field=field))
        yield from column(key, heading, number, lambda each: in_hundred(value_of(each, key)))
    elif spec.kind is FieldKind.WEIGHT:
        yield from column(key, as_given, kind, lambda each: write_weight(value_of(each, key), language))
    else:
        yield from column(key, words.say(_heading(spec)), kind, lambda each: _value(spec, value_of(each, key), words))


def _heading(spec: FieldSpec) -> Message:
    """Return what a column is called; scales say where they begin and end."""
    if spec.kind is FieldKind.DOTS:
        return message("{field} (1 to 5)", field=Message(spec.title))
    if spec.kind is FieldKind.FACES:
        return message("{field} (−2 to +2)", field=Message(spec.title))
    return Message(spec.title)


def _value(spec: FieldSpec, value: Any, words: CellWords) -> CellValue:
    if value is None:
        return None
    if spec.kind in _ONE:
        return words.name(spec.choices, value)
    if spec.kind in _MANY:
        return words.names(spec.choices, value)
    if spec.kind is FieldKind.LINES:
        return "\n".join(value)
    if spec.kind is FieldKind.TICK:
        return words.yes(holds=value)
    if _KINDS.get(spec.kind) is ColumnKind.NUMBER:
        return value if isinstance(value, int | float) else None
    return str(value)
