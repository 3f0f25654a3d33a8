"""Taking the record over: a fact a row, known by its identifier, or by what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from visavis.blueprint.editing.values import change_element
from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import BlueprintDocument, Element, Head, LegalClock
from visavis.blueprint.model.fields import fields_of
from visavis.exporters.importers.tables.cell_reading import ChoiceReader, text_of
from visavis.exporters.importers.tables.grid_sheets import GridRow
from visavis.exporters.importers.tables.known_tables import LANGUAGES, KnownSheet
from visavis.exporters.importers.tables.row_reading import RowReader, TableEdits

_CLOCK = "legal_clock."
# The name by which other files know a document is not changed by a table.
_ID = "id"
# What a blueprint cannot be without.
_NEEDED = ("id", "language", "state")


def take_record(edits: TableEdits, sheet: KnownSheet, *, is_new: bool, with_steps: bool) -> None:
    """Take over what the record says: of the blueprint, the service, the record; `with_steps` what names steps."""
    head = edits.document.head
    parts: Mapping[str, Element] = {"": head, "service": head.service, "record": head.record}
    for name, element in parts.items():
        rows = _rows_of(sheet, name, element)
        keys = {key for key in rows if key.startswith(_CLOCK) is with_steps and (is_new or key != _ID)}
        changed = element
        for key in sorted(keys):
            reader = _reader(edits, sheet, key, element)
            found = reader.changes(rows[key], element, only={key})
            if found and not (found[key] is None and key in _NEEDED):
                changed = reader.change(rows[key], changed, found)
        if changed is not element:
            _put(edits, name, changed)


def _rows_of(sheet: KnownSheet, name: str, element: Element) -> Mapping[str, GridRow]:
    """Return the row of each field of a part of the head."""
    specs = {spec.key: spec for spec in fields_of(type(element))}
    titles = {fold_text(translator(language)(Message(spec.title))): key for key, spec in specs.items()
              for language in LANGUAGES}
    found: dict[str, GridRow] = {}
    for row in sheet.rows:
        told = text_of(sheet.content(row, "id")).strip()
        key = told.removeprefix(f"{name}.") if name and told.startswith(f"{name}.") else told if not name else ""
        if not told and "id" not in sheet.places:
            key = titles.get(fold_text(text_of(sheet.content(row, "label"))), "")
        if key in specs:
            found.setdefault(key, row)
    return found


def _reader(edits: TableEdits, sheet: KnownSheet, key: str, element: Element) -> RowReader:
    """Return a reader for which the column of values is the one of a field."""
    places, headings = {key: sheet.places.get("value", -1)}, {key: sheet.headings.get("value", "")}
    return RowReader(replace(sheet, places=places, headings=headings), type(element), edits.document,
                     ChoiceReader(edits.document, sheet.language), edits.told.append)


def _put(edits: TableEdits, name: str, changed: Element) -> None:
    """Put a part of the head into the document, without a legal clock that is none."""
    clock = getattr(changed, "legal_clock", None)
    if isinstance(clock, LegalClock) and clock.starts is not None and clock.starts == clock.stops:
        edits.told.append(message("the legal clock starts and stops at the same step; it was left as it was"))
        changed = change_element(changed, {"legal_clock": edits.document.head.service.legal_clock})
    document: BlueprintDocument = edits.document
    if name:
        edits.document = document.replace(head=change_element(document.head, {name: changed}))
        return
    if isinstance(changed, Head) and changed.redesigns == changed.id:
        edits.told.append(message("the blueprint cannot redesign itself; what it redesigns was left as it was"))
        changed = change_element(changed, {"redesigns": document.head.redesigns})
    edits.document = document.replace(head=changed)
