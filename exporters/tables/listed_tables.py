"""The lists of a blueprint as tables: personas, documents, notes, what they name; and its record, a fact a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

from visavis.blueprint.drawing.excerpt import Excerpt, excerpt_sentences
from visavis.blueprint.drawing.record_facts import NOT_GIVEN, record_facts
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument, Cell, Element, Item, Note, Persona, TriageNote
from visavis.blueprint.model.fields import fields_of, lists_of
from visavis.exporters.tables.cell_words import CellWords
from visavis.exporters.tables.data_table import CellValue, ColumnKind, DataTable
from visavis.exporters.tables.field_columns import (
    ColumnsByKey,
    column,
    field_columns,
    in_order,
    make_table,
    position_column,
    value_of,
)
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
    order = ("name", "share", "weight", "story", "channels", "constraints", "portrait", "position", "id")
    return _listed("personas", message("Personas"), columns, order, document.head.personas, cells)


def documents_table(document: BlueprintDocument, cells: CellWords) -> DataTable:
    """Return the table of the documents and data that the journey asks for."""
    columns = field_columns(Item, cells)
    columns["asked"] = column("asked", cells.say(message("Asked for at")), NAME, lambda item: cells.names(
        "steps", [step.id for step in document.steps if item.id in step.asks]))
    order = ("name", "kind", "asked", "held_by", "purpose", "position", "id")
    return _listed("documents", message("Documents and data"), columns, order, document.head.items, cells)


def notes_table(document: BlueprintDocument, cells: CellWords) -> DataTable:
    """Return the table of the notes, those with most dots first; whether they are private is for internal tables."""
    has_private = any(note.private for note in document.head.notes)
    columns = field_columns(Note, cells, () if has_private else ("private",))
    columns["dots"] = column("dots", cells.say(message("Dots")), NUMBER, lambda note: sum(note.votes.values()))
    columns["at"] = column("at", cells.say(message("Where it is")), NAME, lambda note: note_place(note, cells))
    columns |= _note_places(cells) | position_column(document.head.notes, cells)
    notes = sorted(document.head.notes, key=lambda note: -sum(note.votes.values()))
    order = ("text", "kind", "dots", "at", "author", "source", *_note_places(cells), "position", "id")
    return _listed("notes", message("Notes"), columns, order, notes, cells)


def _note_places(cells: CellWords) -> ColumnsByKey:
    """Return where notes are by identifiers, which no two places share."""
    return {
        "at-step": column("at-step", cells.say(message("Identifier of the step")), WORD,
                          lambda note: note.at if isinstance(note.at, str) else None, is_for_programs=True),
        "at-lane": column("at-lane", cells.say(message("Identifier of the lane")), WORD,
                          lambda note: value_of(note.at, "lane"), is_for_programs=True),
        "at-phase": column("at-phase", cells.say(message("Identifier of the phase")), WORD,
                           lambda note: value_of(note.at, "phase"), is_for_programs=True),
        "at-column": column("at-column", cells.say(message("Column")), NUMBER,
                            lambda note: value_of(note.at, "column"), is_for_programs=True)}


def note_place(note: Note, cells: CellWords) -> str:
    """Return where a note is: a step, a place of the drawing, or the parking lot."""
    if isinstance(note.at, Cell):
        phase, lane = cells.name("phases", note.at.phase), cells.name("lanes", note.at.lane)
        return cells.say(message("{phase}, {lane}, column {number}", phase=phase, lane=lane,
                                 number=note.at.column + 1))
    return cells.step(note.at) if note.at is not None else cells.say(message("parking lot"))


# Lists that other tables name: the name of each list in the document's head, and its table.
SUPPLEMENTS: Mapping[str, str] = MappingProxyType({
    "lanes": "lanes", "phases": "phases", "actors": "actors", "channels": "channels", "avoid": "avoid",
    "waivers": "waivers", "thresholds": "limits", "triage": "decisions"})
_IN_SIGHT_ORDER = frozenset({"lanes", "phases"})


def supplement_table(document: BlueprintDocument, listed: str, cells: CellWords) -> DataTable:
    """Return the table of a list of the document's head by the fields of its elements.

    The order of lanes and phases is that of the drawing, and in sight; that of the others is for programs.
    """
    spec = next(spec for spec in lists_of(type(document.head)) if spec.key == listed)
    element, rows = cast("type[Element]", spec.element), getattr(document.head, listed)
    columns = field_columns(element, cells)
    first = ""
    if listed in _IN_SIGHT_ORDER:
        places = {row.id: place for place, row in enumerate(rows, start=1)}
        columns["position"] = column("position", cells.say(message("No.")), NUMBER, lambda row: places[row.id])
        first = "position"
    else:
        columns |= position_column(rows, cells)
    if element is TriageNote:
        columns["cause"] = column("cause", cells.say(message("Fingerprint of what it rests on")), WORD,
                                  lambda row: row.cause, is_for_programs=True)
    order = [first, *(key for key in columns if key not in (first, "cause", "position")), "cause", "position", "id"]
    return _listed(SUPPLEMENTS[listed], Message(spec.title), columns, list(dict.fromkeys(order)), rows, cells,
                   is_supplement=True)


def _listed(key: str, title: Message, columns: ColumnsByKey, order: Sequence[str], rows: Sequence[Any],
            cells: CellWords, *, is_supplement: bool = False) -> DataTable:
    columns["id"] = column("id", cells.say(message("Identifier")), WORD, lambda each: each.id)
    if "position" not in columns:
        columns |= position_column(rows, cells)
    return make_table(key, cells.say(title), in_order(columns, order), rows, is_supplement=is_supplement)


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
