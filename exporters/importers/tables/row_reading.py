"""What a row of a table says of an element: the fields whose cells are others than those that were exported.

A cell that still says what the export wrote changes nothing, however little of a value it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from visavis.blueprint.editing.values import change_element, make_element
from visavis.blueprint.language import Message, Quoted, message, translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError, Element
from visavis.blueprint.model.fields import FieldKind, FieldSpec, Shown, annotations_of, element_in, fields_of
from visavis.blueprint.registry import as_written
from visavis.exporters.importers.tables.cell_reading import (
    ChoiceReader,
    read_amount,
    read_content,
    read_time_cell,
    text_of,
)
from visavis.exporters.importers.tables.grid_sheets import CellContent, GridRow, cell_fault
from visavis.exporters.importers.tables.known_tables import LANGUAGES, KnownSheet
from visavis.exporters.tables.cell_words import CellWords
from visavis.exporters.tables.data_table import CellValue
from visavis.exporters.tables.field_columns import ColumnsByKey, amount_key, field_columns
from visavis.exporters.typed_text import inert_lines


@dataclass
class TableEdits:
    """What tables make of a document: the document, what is told, and which elements have no row any more."""

    document: BlueprintDocument
    told: list[Message] = field(default_factory=list)
    missing: dict[str, tuple[str, ...]] = field(default_factory=dict)


Tell = Callable[[Message], None]
# Of one value: numbers that were rounded for people.
_CLOSE = 0.0051
_SAME = object()


def is_same(content: CellContent, shown: CellValue, language: str) -> bool:
    """Return whether a cell still says what the export wrote there."""
    if isinstance(shown, int | float):
        try:
            amount = read_amount(content, language)
        except BlueprintError:
            return False
        return amount is not None and abs(amount - shown) <= 1e-12 * abs(shown)
    return inert_lines(text_of(content)) == inert_lines(shown or "")


class RowReader:
    """Reads the rows of one table.

    `before` is the document as it was exported, by whose words it is told what did not change; `words` are those of
    the document as it is now.
    """

    def __init__(self, sheet: KnownSheet, element: type[Element], before: BlueprintDocument, words: ChoiceReader,
                 tell: Tell) -> None:
        self.sheet, self.element, self.words, self._tell = sheet, element, words, tell
        self._columns: ColumnsByKey = field_columns(element, CellWords(before, translator(sheet.language)))
        self._before = ChoiceReader(before, sheet.language)
        self.cell_words = tuple(CellWords(before, translator(language)) for language in LANGUAGES)

    def names_of(self, choices: str, value: str) -> tuple[str, ...]:
        """Return what a value was called when it was exported, and what it is called now."""
        return (*self._before.names_of(choices, value), *self.words.names_of(choices, value))

    def tell(self, row: GridRow, key: str, fault: Message) -> None:
        """Say what is wrong with a cell."""
        place = self.sheet.places.get(key, 0)
        self._tell(cell_fault(self.sheet.title, row.number, place, self.sheet.headings.get(key, ""), fault))

    def changes(self, row: GridRow, before: Element | None, *, only: Collection[str] | None = None,
                without: Collection[str] = ()) -> dict[str, Any]:
        """Return what the row says of each field that it changes, parts of fields by their dotted keys."""
        found: dict[str, Any] = {}
        for spec in fields_of(self.element):
            if spec.key in without or (only is not None and spec.key not in only):
                continue
            key = spec.key if spec.key in self.sheet.places else amount_key(spec)
            try:
                value = self._time(spec, row, before) if amount_key(spec) else self._value(spec, row, before)
            except BlueprintError as error:
                self.tell(row, key, error.message)
                continue
            if value is not _SAME:
                found[spec.key] = value
        return found

    def _shown(self, spec: FieldSpec, before: Element | None, at: int = -1) -> CellValue:
        return self._columns[spec.key][at].fill(before) if before is not None else None

    def _value(self, spec: FieldSpec, row: GridRow, before: Element | None) -> Any:
        if spec.key not in self.sheet.places:
            return _SAME
        content = self.sheet.content(row, spec.key)
        if (content is None and before is None) or is_same(content, self._shown(spec, before), self.sheet.numbers):
            return _SAME
        return read_content(spec, content, self.words, self.sheet.numbers)

    def _time(self, spec: FieldSpec, row: GridRow, before: Element | None) -> Any:
        """Return a time by the one of its two columns that changed; as it was given goes first."""
        given, amount = self.sheet.content(row, spec.key), self.sheet.content(row, amount_key(spec))
        if given is None and amount is None and before is None:
            return _SAME
        language = self.sheet.numbers
        is_given = not is_same(given, self._shown(spec, before), language) and spec.key in self.sheet.places
        is_amount = (amount_key(spec) in self.sheet.places
                     and not is_same(amount, self._shown(spec, before, 0), language))
        if not is_given and not is_amount:
            return _SAME
        if is_given and text_of(given).strip():
            unit = self.sheet.units.get(spec.key, "")
            if spec.kind is FieldKind.WORK and not unit and text_of(given).strip().isdigit():
                unit = "min"
                if given != 0:
                    self.tell(row, spec.key, message("{typed} is read as minutes", typed=text_of(given).strip()[:20]))
            return read_time_cell(spec.kind, given, language, unit)
        unit = "min" if spec.kind is FieldKind.WORK else "j"
        if is_given or text_of(amount).strip() or before is None or spec.key not in self.sheet.places:
            return read_time_cell(spec.kind, amount, language, unit)
        self.tell(row, amount_key(spec), message("it is empty, but the time as given is not; nothing was changed"))
        return _SAME

    def make(self, row: GridRow, values: Mapping[str, Any]) -> Element | None:
        """Return a new element of what a row says, without what it may not be; None where too little is left."""
        needed = [name for name, known in self.element.model_fields.items() if known.is_required()]
        lacking = [name for name in needed if values.get(name) is None]
        for name in lacking:
            if self.element.model_fields[name].annotation is not str:
                self.tell_row(row, message("there is no {field}; the row is left out", field=self._title(name)))
                return None
        nested = self._nest(row, None, values)
        filled = dict.fromkeys(lacking, "") | {name: value for name, value in nested.items() if value is not None}
        try:
            made: Element | None = make_element(self.element, filled)
        except BlueprintError:
            made = None
        if made is None:
            try:
                made = make_element(self.element, {name: filled[name] for name in needed})
            except BlueprintError as error:
                self.tell_row(row, message("{fault}; the row is left out", fault=error.message))
                return None
            made = self._change_each(row, made, filled)
        self._compare_amounts(row, None, made, values)
        return made

    def change(self, row: GridRow, element: Element, values: Mapping[str, Any]) -> Element:
        """Return an element with what a row changes, without what it may not be."""
        nested = self._nest(row, element, values)
        try:
            made = change_element(element, nested)
        except BlueprintError:
            made = self._change_each(row, element, nested)
        self._compare_amounts(row, element, made, values)
        return made

    def _change_each(self, row: GridRow, element: Element, values: Mapping[str, Any]) -> Element:
        for name, value in values.items():
            try:
                element = change_element(element, {name: value})
            except BlueprintError as error:
                self.tell(row, name if name in self.sheet.places else f"{name}_minutes", error.message)
        return element

    def _nest(self, row: GridRow, element: Element | None, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return values with those of parts (`informs.who`) put together; a part that says nothing is none."""
        plain = {key: value for key, value in values.items() if "." not in key}
        parts: dict[str, dict[str, Any]] = {}
        for key, value in values.items():
            if "." in key:
                name, _, part = key.partition(".")
                parts.setdefault(name, {})[part] = value
        for name, changed in parts.items():
            try:
                plain[name] = change_part(self.element, name, getattr(element, name, None), changed)
            except BlueprintError as error:
                self.tell(row, f"{name}.{next(iter(changed))}", error.message)
        return plain

    def _compare_amounts(self, row: GridRow, before: Element | None, after: Element,
                         values: Mapping[str, Any]) -> None:
        """Tell where a time as it was given and its number both say something new, and not the same."""
        for spec in fields_of(self.element):
            key = amount_key(spec)
            if not key or spec.key not in values or not {key, spec.key} <= self.sheet.places.keys():
                continue
            content, told = self.sheet.content(row, key), self._columns[spec.key][0].fill(after)
            if not text_of(content).strip() or not text_of(self.sheet.content(row, spec.key)).strip():
                continue
            if is_same(content, self._shown(spec, before, 0), self.sheet.numbers):
                continue
            try:
                number = read_amount(content, self.sheet.numbers)
            except BlueprintError:
                continue
            if number is not None and isinstance(told, int | float) and abs(told - number) > _CLOSE:
                self.tell(row, key, message("it says {number}, but the time as it was given is taken",
                                            number=text_of(content)[:20]))

    def tell_row(self, row: GridRow, fault: Message) -> None:
        """Say what is wrong with a row."""
        self._tell(message("sheet {sheet}, row {row}: {fault}", sheet=Quoted(self.sheet.title[:60]), row=row.number,
                           fault=fault))

    def _title(self, name: str) -> Message:
        note = annotations_of(self.element).get(name)
        return Message(note.title) if isinstance(note, Shown) else as_written(name)


def change_part(element: type[Element], name: str, part: Element | None,
                changed: Mapping[str, Any]) -> Element | None:
    """Return a part of an element with some fields changed; None where it then says nothing."""
    kind = element_in(element.model_fields[name].annotation)
    assert kind is not None
    said = {key: getattr(part, key) for key in kind.model_fields if key in (part.model_fields_set if part else ())}
    said |= changed
    kept = {key: value for key, value in said.items() if value not in (None, ())}
    extra = (part.model_extra or {}) if part is not None else {}
    if not kept and not extra:
        return None
    return make_element(cast("type[Element]", kind), kept) if part is None else change_element(part, changed)
