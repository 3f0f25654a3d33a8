"""Where a flow leads and where a note is: told by names that people edit, and by identifiers beside them.

The identifiers hold while the names are those that were exported with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from visavis.blueprint.language import message, translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError, Cell, Flow, Note
from visavis.exporters.importers.tables.cell_reading import read_amount, text_of
from visavis.exporters.importers.tables.grid_sheets import GridRow
from visavis.exporters.importers.tables.known_tables import LANGUAGES
from visavis.exporters.importers.tables.row_reading import RowReader
from visavis.exporters.tables.cell_words import CellWords
from visavis.exporters.tables.listed_tables import note_place
from visavis.exporters.typed_text import inert_lines

_PARKING_LOT = message("parking lot")


def flow_ends(reader: RowReader, row: GridRow, flow: Flow | None, document: BlueprintDocument) -> dict[str, Any]:
    """Return the ends of a flow that a row changes, or tells of a new one."""
    found = {}
    for end in ("source", "target"):
        told = text_of(reader.sheet.content(row, f"{end}-id")).strip()
        before = getattr(flow, end) if flow is not None else ""
        named = " ".join(text_of(reader.sheet.content(row, end)).split())
        step = told if told in document.step_by_id else before
        if named and not (step and _is_called(named, reader.names_of("steps", step))):
            try:
                step = reader.words.find("steps", named)
            except BlueprintError as error:
                reader.tell(row, end, error.message)
        if step and step != before:
            found[end] = step
    return found


def note_place_in(reader: RowReader, row: GridRow, note: Note | None, document: BlueprintDocument) -> dict[str, Any]:
    """Return where a row puts a note, where that is elsewhere or told of a new one."""
    before = note.at if note is not None else None
    at = _place_by_ids(reader, row, before, document)
    named = inert_lines(text_of(reader.sheet.content(row, "at")))
    if named:
        shown = [note_place(Note(id="n", at=at), words) for words in reader.cell_words]
        if not _is_called(named, shown):
            try:
                at = _place_by_name(reader, named, document)
            except BlueprintError as error:
                reader.tell(row, "at", error.message)
                at = before
    return {} if at == before else {"at": at}


def _is_called(named: str, words: Iterable[str]) -> bool:
    plain = " ".join(named.split())
    return any(plain == " ".join(text.split()) for text in words)


def _place_by_ids(reader: RowReader, row: GridRow, before: str | Cell | None,
                  document: BlueprintDocument) -> str | Cell | None:
    step, lane, phase = (text_of(reader.sheet.content(row, f"at-{part}")).strip()
                         for part in ("step", "lane", "phase"))
    if step in document.step_by_id:
        return step
    if lane in document.lane_by_id and phase in document.phase_by_id:
        try:
            column = read_amount(reader.sheet.content(row, "at-column"), reader.sheet.numbers)
        except BlueprintError:
            column = None
        return Cell(lane=lane, phase=phase, column=int(column or 0))
    return before


def _place_by_name(reader: RowReader, named: str, document: BlueprintDocument) -> str | Cell | None:
    """Return the place that is called so; raises BlueprintError."""
    if _is_called(named, [translator(language)(_PARKING_LOT) for language in LANGUAGES]):
        return None
    head, digits = named.rstrip("0123456789"), named[len(named.rstrip("0123456789")):]
    if digits and len(digits) < 6:
        for language in LANGUAGES:
            words = CellWords(document, translator(language))
            for lane in document.head.lanes:
                for phase in document.head.phases:
                    at = Cell(lane=lane.id, phase=phase.id, column=0)
                    if _is_called(head, [note_place(Note(id="n", at=at), words).removesuffix("1")]):
                        return Cell(lane=lane.id, phase=phase.id, column=max(0, int(digits) - 1))
    return reader.words.find("steps", named)
