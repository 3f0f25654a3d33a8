"""Which tables the sheets of a file are: known by the headings that the export writes, in French and in English.

Columns may stand in any order, be missing, or be more; above the headings may stand what people call the sheet. The
headings are asked of the export itself: what it writes today is what is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from visavis.blueprint.editing.capture.headings import read_heading
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import (
    Actor,
    AvoidClause,
    BlueprintDocument,
    Element,
    Flow,
    Item,
    Lane,
    Note,
    Persona,
    Phase,
    Step,
    TriageNote,
    Waiver,
)
from visavis.blueprint.model.elements import DeclaredChannel, ThresholdSetting
from visavis.exporters.importers.tables.grid_sheets import CellContent, GridRow, GridSheet
from visavis.exporters.tables.data_table import DataTable

LANGUAGES = ("fr", "en")
# The class of the elements that are the rows of a table, and the list of the head in which they stand.
ELEMENTS: Mapping[str, type[Element]] = MappingProxyType({
    "steps": Step, "flows": Flow, "personas": Persona, "documents": Item, "notes": Note, "lanes": Lane,
    "phases": Phase, "actors": Actor, "channels": DeclaredChannel, "avoid": AvoidClause, "waivers": Waiver,
    "limits": ThresholdSetting, "decisions": TriageNote})
LISTS: Mapping[str, str] = MappingProxyType({
    "channels": "channels", "actors": "actors", "phases": "phases", "lanes": "lanes", "documents": "items",
    "personas": "personas", "notes": "notes", "avoid": "avoid", "waivers": "waivers", "limits": "thresholds",
    "decisions": "triage"})
# A sheet that is called as the export calls it needs so many of its headings; any other one the identifier, too.
_FEWEST = 3
# So many rows may stand above the headings.
_TITLE_ROWS = 5


@dataclass(frozen=True, slots=True)
class KnownSheet:
    """A sheet that is one of the tables: its language, and in which column stands what (`places`, by key).

    `units` are those that headings of people's own tell, `strange` the headings that nothing is known of.
    """

    key: str
    title: str
    language: str
    numbers: str
    places: Mapping[str, int]
    headings: Mapping[str, str]
    units: Mapping[str, str]
    strange: Mapping[int, str]
    rows: tuple[GridRow, ...]

    def content(self, row: GridRow, key: str) -> CellContent:
        """Return what stands in a column; None for nothing, or where there is no such column."""
        place = self.places.get(key)
        return None if place is None else row.cells.get(place)


@cache
def tables_in(language: str) -> Mapping[str, DataTable]:
    """Return every table as it is exported in a language, without rows."""
    from visavis.blueprint.registry import ExportJob, assess
    from visavis.exporters.tables.make_tables import make_tables

    empty = empty_document(language)
    # Whether notes are private is a column where one is.
    head = empty.head.model_copy(update={"notes": (Note(id="n", private=True),)})
    document = empty.replace(head=head)
    tables = make_tables(ExportJob(document, assess(document), language, internal=True)).tables
    return MappingProxyType({table.key: table for table in tables})


def empty_document(language: str) -> BlueprintDocument:
    """Return a document in which there is nothing."""
    from visavis.blueprint.model import FORMAT, Head

    return BlueprintDocument(Head(format=FORMAT, id="blueprint", language=language))


def find_tables(sheets: Iterable[GridSheet]) -> list[KnownSheet]:
    """Return the sheets that are tables of a blueprint; of two that are the same table, the first."""
    found: dict[str, KnownSheet] = {}
    for sheet in sheets:
        known = _recognise(sheet)
        if known is not None:
            found.setdefault(known.key, known)
    return list(found.values())


def _recognise(sheet: GridSheet) -> KnownSheet | None:
    best: tuple[tuple[bool, int, float], GridRow, str, DataTable] | None = None
    for row in sheet.rows[:_TITLE_ROWS]:
        said = {fold_text(str(cell)) for cell in row.cells.values()}
        for language in LANGUAGES:
            for table in tables_in(language).values():
                headings = _headings(language, table.key)
                hits = said & headings.keys()
                is_named = fold_text(sheet.title) in (fold_text(table.title), fold_text(table.key))
                is_ours = {"id", "title", "value"} & {headings[hit] for hit in hits}
                if len(hits) < min(_FEWEST, len(headings)) or not is_ours:
                    continue
                if not is_named and "id" not in {headings[hit] for hit in hits}:
                    continue
                rank = (is_named, len(hits), len(hits) / len(headings))
                if best is None or rank > best[0]:
                    best = (rank, row, language, table)
    return None if best is None else _make_known(sheet, best[1], best[2], best[3])


def _make_known(sheet: GridSheet, head: GridRow, language: str, table: DataTable) -> KnownSheet:
    headings = _headings(language, table.key)
    places: dict[str, int] = {}
    told: dict[str, str] = {}
    units: dict[str, str] = {}
    rest: dict[int, str] = {}
    for column, cell in sorted(head.cells.items()):
        key = headings.get(fold_text(str(cell)), "")
        if key and key not in places:
            places[key], told[key] = column, str(cell)
        else:
            rest[column] = str(cell)
    for column, text in list(rest.items() if table.key == "steps" else ()):
        own = read_heading(text)
        if own.field in headings.values() and own.field not in places:
            places[own.field], told[own.field], units[own.field] = column, text, own.unit
            del rest[column]
    below = tuple(row for row in sheet.rows if row.number > head.number)
    rest = {column: text for column, text in rest.items() if any(column in row.cells for row in below)}
    return KnownSheet(table.key, sheet.title or table.title, language, sheet.language or language, places, told,
                      units, rest, below)


@cache
def _headings(language: str, key: str) -> Mapping[str, str]:
    """Return the key of each heading of a table."""
    return {fold_text(column.heading): column.key for column in tables_in(language)[key].columns}
