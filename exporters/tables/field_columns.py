"""Columns made of the fields of elements: what the window edits is a column, and a new field is one by itself.

A time has two columns: its mean as a number in one unit, to sum and to sort, and as it was given, for a mean is not
what somebody typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from visavis.blueprint.editing import write_number, write_share, write_time, write_weight
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import Element, Time
from visavis.blueprint.model.fields import FieldKind, FieldSpec, fields_of
from visavis.exporters.tables.cell_words import CellWords, from_hundred, in_hundred, wait_days
from visavis.exporters.tables.data_table import CellValue, ColumnKind, DataColumn, DataTable

_ONE = (FieldKind.CHOICE, FieldKind.CHIPS, FieldKind.COLOURS, FieldKind.PORTRAITS)
_MANY = (FieldKind.MANY_CHIPS, FieldKind.ITEMS, FieldKind.STEPS)
_TIMES = (FieldKind.WORK, FieldKind.TIME, FieldKind.SPAN, FieldKind.DURATION)
_KINDS = {
    FieldKind.LONG_TEXT: ColumnKind.LONG_TEXT, FieldKind.LINES: ColumnKind.LONG_TEXT, FieldKind.TEXT: ColumnKind.NAME,
    FieldKind.ITEMS: ColumnKind.NAME, FieldKind.STEPS: ColumnKind.NAME, FieldKind.BLUEPRINT: ColumnKind.NAME,
    FieldKind.NUMBER: ColumnKind.NUMBER, FieldKind.WHOLE: ColumnKind.NUMBER, FieldKind.DOTS: ColumnKind.NUMBER,
    FieldKind.FACES: ColumnKind.NUMBER,
}


# Significant digits that a number has in the cells of Excel and LibreOffice.
CELL_DIGITS = 15


@dataclass(frozen=True, slots=True)
class FilledColumn:
    """A column with what fills it, of an element or of whatever else is a row."""

    column: DataColumn
    fill: Callable[[Any], CellValue]


# The columns of each key, in the order of the fields.
ColumnsByKey = dict[str, tuple[FilledColumn, ...]]


def make_table(key: str, title: str, columns: Sequence[FilledColumn], rows: Sequence[Any], *,
               kept: int = 1, is_supplement: bool = False) -> DataTable:
    """Return a table with a row for each of `rows`."""
    return DataTable(key, title, tuple(each.column for each in columns),
                     tuple(tuple(each.fill(row) for each in columns) for row in rows), kept, is_supplement)


def field_columns(element: type[Element], words: CellWords, left_out: Sequence[str] = ()) -> ColumnsByKey:
    """Return the columns of each field of an element by the field's key."""
    return {spec.key: tuple(_columns(spec, words)) for spec in fields_of(element) if spec.key not in left_out}


def in_order(columns: ColumnsByKey, order: Sequence[str]) -> list[FilledColumn]:
    """Return columns in an order of their keys; those that it does not name come before the last one that it does."""
    named = [key for key in order if key in columns]
    others = [key for key in columns if key not in named]
    return [column for key in (*named[:-1], *others, *named[-1:]) for column in columns[key]]


def column(key: str, heading: str, kind: ColumnKind, fill: Callable[[Any], CellValue], *,
           is_for_programs: bool = False) -> tuple[FilledColumn]:
    """Return one column that is no field."""
    return (FilledColumn(DataColumn(key, heading, kind, is_for_programs), fill),)


def position_column(rows: Sequence[Any], words: CellWords) -> ColumnsByKey:
    """Return the column that keeps the order of the blueprint, from 1, when a table has been sorted."""
    places = {row.id: place for place, row in enumerate(rows, start=1)}
    return {"position": column("position", words.say(message("Order in the blueprint")), ColumnKind.NUMBER,
                               lambda row: places[row.id], is_for_programs=True)}


def amount_key(spec: FieldSpec) -> str:
    """Return the key of the column that has a time as a number: of minutes for work, else of days; "" for no time."""
    if spec.kind not in _TIMES:
        return ""
    return f"{spec.key}_{'minutes' if spec.kind is FieldKind.WORK else 'days'}"


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
    if spec.kind in _TIMES:
        is_work = spec.kind is FieldKind.WORK
        in_unit = message("{field} (minutes)", field=field) if is_work else message("{field} (days)", field=field)
        amount = words.work_minutes if is_work else wait_days
        yield from column(amount_key(spec), words.say(in_unit), number, lambda each: amount(value_of(each, key)))
        yield from column(key, as_given, kind, lambda each: hold_time(value_of(each, key), language))
    elif spec.kind is FieldKind.PERCENT:
        heading = words.say(message("{field} (in 100)", field=field))
        yield from column(key, heading, number, lambda each: _hold_share(value_of(each, key), language))
    elif spec.kind is FieldKind.WEIGHT:
        yield from column(key, as_given, kind, lambda each: write_weight(value_of(each, key), language))
    else:
        yield from column(key, words.say(_heading(spec)), kind, lambda each: _value(spec, value_of(each, key), words))


def hold_time(time: Time | None, language: str) -> str:
    """Return a time as it was given; in the file's own form where words would give another one back (90 minutes)."""
    from visavis.blueprint.editing.capture.times import read_time

    text = write_time(time, language)
    return text if not isinstance(time, str) or read_time(text, language) == time else time


def _hold_share(share: float | None, language: str) -> CellValue:
    """Return a share as so many in a hundred; in words where that number would give another one back."""
    told = in_hundred(share)
    if share is None or told is None or (from_hundred(told) == share and _fits_cell(told)):
        return told
    return write_share(share, language)


def _hold_number(value: float, language: str) -> CellValue:
    """Return a number; in words where a spreadsheet would drop digits of it."""
    return value if _fits_cell(value) else write_number(value, language)


def _fits_cell(number: float) -> bool:
    """Return whether spreadsheets keep all digits of a number: they have fifteen."""
    return float(f"{number:.{CELL_DIGITS}g}") == number


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
        return _hold_number(value, words.translate.language) if isinstance(value, int | float) else None
    return str(value)
