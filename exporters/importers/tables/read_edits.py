"""Taking an edited workbook over into the blueprint that it was exported from, as one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from visavis.blueprint.editing import Command, EditSession
from visavis.blueprint.editing.commands import (
    RemoveActor,
    RemoveAvoidClause,
    RemoveChannel,
    RemoveElements,
    RemoveItem,
    RemoveLane,
    RemovePersona,
    RemovePhase,
    RemoveThreshold,
    RemoveTriage,
    RemoveWaiver,
    ReplaceDocument,
)
from visavis.blueprint.language import Message, MessageList, Quoted, message, plural
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.exporters.importers.tables.cell_reading import text_of
from visavis.exporters.importers.tables.known_tables import ELEMENTS, KnownSheet, find_tables
from visavis.exporters.importers.tables.row_reading import TableEdits
from visavis.exporters.importers.tables.sheet_files import read_sheets
from visavis.exporters.importers.tables.table_edits import take_tables

# Steps go last: what is done in a lane or a phase goes before it does.
_REMOVALS: Mapping[str, Callable[[str], Command]] = MappingProxyType({
    "flows": lambda name: RemoveElements(flows=(name,)), "steps": lambda name: RemoveElements(steps=(name,)),
    "notes": lambda name: RemoveElements(notes=(name,)), "avoid": RemoveAvoidClause, "waivers": RemoveWaiver,
    "limits": RemoveThreshold, "decisions": RemoveTriage, "documents": RemoveItem, "personas": RemovePersona,
    "lanes": RemoveLane, "phases": RemovePhase, "actors": RemoveActor, "channels": RemoveChannel})
_NAMED = 5


@dataclass(frozen=True, slots=True)
class EditedTables:
    """What an edited file changes: the document afterwards, what was not understood, and the command that takes it.

    `command` is None where nothing changes. `missing` counts the elements of which no row is left, by table.
    """

    document: BlueprintDocument
    told: tuple[Message, ...]
    missing: Mapping[str, int]
    command: ReplaceDocument | None


def read_edits(content: bytes, document: BlueprintDocument, *, deletes: bool = False) -> EditedTables:
    """Return what the tables of a file change in a document; elements without a row go only if `deletes`.

    Raises BlueprintError for a file that holds no table of a blueprint.
    """
    sheets = read_sheets(content)
    tables = find_tables(sheets)
    if not any(table.key in ELEMENTS or table.key == "record" for table in tables):
        raise BlueprintError(message("this file holds no table that was exported from a blueprint"))
    edits = take_tables(document, tables, is_new=False)
    told = [fault for sheet in sheets for fault in sheet.faults]
    missing = {key: len(names) for key, names in edits.missing.items()}
    if deletes:
        _delete(edits)
    told += edits.told
    if not deletes:
        titles = {table.key: table.title for table in tables}
        told += [_describe_missing(edits, key, titles[key]) for key in edits.missing]
    changed = edits.document
    command = None if changed == document else ReplaceDocument(message("Take over an edited table"), changed)
    return EditedTables(changed, tuple(told), MappingProxyType(missing), command)


def has_elements_of(tables: Sequence[KnownSheet], document: BlueprintDocument) -> bool:
    """Return whether tables are an edit of a document: the record says so, else the ids or titles of steps.

    Tables of another blueprint, its redesign among them, are no edit of this one.
    """
    record = next((table for table in tables if table.key == "record"), None)
    ids = [text_of(record.content(row, "value")) for row in record.rows
           if text_of(record.content(row, "id")) == "id"] if record is not None else []
    if ids:
        return document.head.id in ids
    titles = {fold_text(step.title) for step in document.steps if step.title.strip()}
    head = document.head
    listed: tuple[Any, ...] = (*document.steps, *head.items, *head.notes, *head.personas)
    known = {one.id for one in listed} | {flow.key for flow in document.flows}
    for table in tables:
        for row in table.rows:
            name = text_of(table.content(row, "id"))
            if name in known or (table.key == "steps" and not name
                                 and fold_text(text_of(table.content(row, "title"))) in titles):
                return True
    return False


def _delete(edits: TableEdits) -> None:
    session = EditSession(edits.document)
    for key, remove in _REMOVALS.items():
        for name in edits.missing.get(key, ()):
            try:
                session.do(remove(name))
            except BlueprintError as error:
                # A flow goes with the step that it left.
                if key != "flows" or name in session.document.flow_by_key:
                    edits.told.append(message("{name} was not deleted: {fault}", name=Quoted(name[:60]),
                                              fault=error.message))
    edits.document = session.document


def _describe_missing(edits: TableEdits, key: str, sheet: str) -> Message:
    names = edits.missing[key]
    head = edits.document.head
    listed: tuple[Any, ...] = (*edits.document.steps, *head.personas, *head.items, *head.lanes)
    elements = {one.id: one for one in listed}
    shown = [Quoted(str(getattr(elements.get(name), "title", None) or getattr(elements.get(name), "name", None)
                        or name)[:60]) for name in names[:_NAMED]]
    return plural("sheet {sheet}: {count} row is missing ({names}); what it told of was kept",
                  "sheet {sheet}: {count} rows are missing ({names}); what they told of was kept", len(names),
                  sheet=Quoted(sheet[:60]), names=MessageList((*shown, *(["…"] if len(names) > _NAMED else []))))
