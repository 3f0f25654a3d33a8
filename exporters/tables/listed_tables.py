"""The lists of a blueprint as tables: personas, documents and notes; and its record, a fact a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from visavis.blueprint.drawing.excerpt import Excerpt, excerpt_sentences
from visavis.blueprint.drawing.record_facts import NOT_GIVEN, record_facts
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument, Cell, Element, Item, Note, Persona
from visavis.blueprint.model.fields import fields_of
from visavis.exporters.tables.cell_words import CellWords
from visavis.exporters.tables.data_table import CellValue, ColumnKind, DataTable
from visavis.exporters.tables.field_columns import ColumnsByKey, column, field_columns, in_order, make_table
from visavis.exporters.tables.measures_table import persona_shares

NAME, LONG, NUMBER, WORD = ColumnKind.NAME, ColumnKind.LONG_TEXT, ColumnKind.NUMBER, ColumnKind.WORD
# Facts of the record that no field has: worked out of the whole blueprint.
DERIVED = ("people averaged", "origin of the figures")


def personas_table(document: BlueprintDocument, cells: CellWords) -> DataTable:
    """Return the table of the personas."""
    shares = persona_shares(document)
    columns = field_columns(Persona, cells)
    columns["share"] = column("share", cells.say(message("Share of the users (in 100)")), NUMBER,
                              lambda persona: shares[persona.id])
    order = ("name", "share", "weight", "story", "channels", "constraints", "portrait", "id")
    return _listed("personas", message("Personas"), columns, order, document.head.personas, cells)


def documents_table(document: BlueprintDocument, cells: CellWords) -> DataTable:
    """Return the table of the documents and data that the journey asks for."""
    columns = field_columns(Item, cells)
    columns["asked"] = column("asked", cells.say(message("Asked for at")), NAME, lambda item: cells.names(
        "steps", [step.id for step in document.steps if item.id in step.asks]))
    order = ("name", "kind", "asked", "held_by", "purpose", "id")
    return _listed("documents", message("Documents and data"), columns, order, document.head.items, cells)


def notes_table(document: BlueprintDocument, cells: CellWords) -> DataTable:
    """Return the table of the notes, those with most dots first; whether they are private is for internal tables."""
    has_private = any(note.private for note in document.head.notes)
    columns = field_columns(Note, cells, () if has_private else ("private",))
    columns["dots"] = column("dots", cells.say(message("Dots")), NUMBER, lambda note: sum(note.votes.values()))
    columns["at"] = column("at", cells.say(message("Where it is")), NAME, lambda note: note_place(note, cells))
    notes = sorted(document.head.notes, key=lambda note: -sum(note.votes.values()))
    return _listed("notes", message("Notes"), columns, ("text", "kind", "dots", "at", "author", "source", "id"),
                   notes, cells)


def note_place(note: Note, cells: CellWords) -> str:
    """Return where a note is: a step, a place of the drawing, or the parking lot."""
    if isinstance(note.at, Cell):
        phase, lane = cells.name("phases", note.at.phase), cells.name("lanes", note.at.lane)
        return cells.say(message("{phase}, {lane}, column {number}", phase=phase, lane=lane,
                                 number=note.at.column + 1))
    return cells.step(note.at) if note.at is not None else cells.say(message("parking lot"))


def _listed(key: str, title: Message, columns: ColumnsByKey, order: Sequence[str], rows: Sequence[Any],
            cells: CellWords) -> DataTable:
    columns["id"] = column("id", cells.say(message("Identifier")), WORD, lambda each: each.id)
    return make_table(key, cells.say(title), in_order(columns, order), rows)


# -- the record

@dataclass(frozen=True, slots=True)
class RecordRow:
    """One fact of the record; `key` is that of its field, none where it was worked out."""

    label: str
    value: CellValue
    remark: str = ""
    key: str = ""


def record_table(document: BlueprintDocument, cells: CellWords, excerpt: Excerpt | None) -> DataTable:
    """Return the table of the record: what the blueprint is, the service, where figures come from, what lacks."""
    rows = [RecordRow(cells.say(message("Extract")), cells.say(sentence))
            for sentence in (excerpt_sentences(excerpt) if excerpt is not None else ())]
    head = document.head
    for name, element in (("", head), ("service", head.service), ("record", head.record)):
        rows += _field_rows(name, element, cells)
    rows += _derived_rows(excerpt.recorded if excerpt is not None else document, cells)
    columns = [*column("label", cells.say(message("Fact")), NAME, lambda row: row.label),
               *column("value", cells.say(message("Value")), LONG, lambda row: row.value),
               *column("remark", cells.say(message("Remark")), WORD, lambda row: row.remark),
               *column("id", cells.say(message("Identifier")), WORD, lambda row: row.key)]
    return make_table("record", cells.say(message("Record")), columns, rows)


def _field_rows(name: str, element: Element, cells: CellWords) -> Iterator[RecordRow]:
    """Yield the facts of an element that its authors give, each as it was given."""
    columns = field_columns(type(element), cells)
    for spec in fields_of(type(element)):
        value = columns[spec.key][-1].fill(element)
        missing = cells.say(NOT_GIVEN) if value is None or value == "" else ""
        yield RecordRow(cells.say(Message(spec.title)), value, missing, ".".join(filter(None, (name, spec.key))))


def _derived_rows(document: BlueprintDocument, cells: CellWords) -> Iterator[RecordRow]:
    """Yield whom the figures are averaged over, and how many of them were measured."""
    for fact in record_facts(document):
        if fact.label.text in DERIVED:
            label = cells.say(fact.label)
            value = None if fact.value is None else cells.say(fact.value)
            yield RecordRow(label[:1].upper() + label[1:], value, "" if value else cells.say(NOT_GIVEN))
