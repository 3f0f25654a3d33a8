"""The import of workbooks and CSV files: the tables of a blueprint, or else a list of steps of people's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import FormatOption
from visavis.exporters.importers.listing import LISTING

if TYPE_CHECKING:
    from visavis.exporters.importers.tables.row_reading import TableEdits


# What becomes of elements without a row where an edited workbook is taken over.
KEEP, DELETE = "keep", "delete"
_MISSING = FormatOption("missing", message("What has no row any more"), (KEEP, DELETE), choice_titles={
    KEEP: message("stays in the blueprint"), DELETE: message("is deleted from the blueprint")})


class TableImporter:
    """Makes a blueprint of the tables that the export of the same name writes.

    A file without them is read as a table of steps: the first of its sheets in which something stands.
    """

    options = (*LISTING.options, _MISSING)

    def __init__(self, name: str, title: Message, purpose: Message, suffixes: tuple[str, ...]) -> None:
        self.name, self.title, self.purpose, self.suffixes = name, title, purpose, suffixes

    def read(self, content: bytes, options: Mapping[str, str]) -> BlueprintDocument:
        """Return a new blueprint; raise BlueprintError where there are no steps in the file."""
        edits, listing = self._take(content, options)
        return LISTING.read(listing, options) if edits is None else edits.document

    def losses(self, content: bytes, options: Mapping[str, str]) -> Iterator[Message]:
        """Yield what was not understood, with its sheet, row and column."""
        from visavis.exporters.importers.tables.sheet_files import read_sheets

        edits, listing = self._take(content, options)
        if edits is None and listing is content:
            yield from LISTING.losses(listing, options)
            return
        yield from (fault for sheet in read_sheets(content) for fault in sheet.faults)
        yield from edits.told if edits is not None else LISTING.losses(listing, options)

    def recognises(self, content: bytes) -> bool:
        """Return whether a file is of this kind and holds a table that was exported from a blueprint."""
        from visavis.exporters.importers.tables.known_tables import ELEMENTS, find_tables
        from visavis.exporters.importers.tables.list_text import is_plain_list
        from visavis.exporters.importers.tables.sheet_files import first_lines, kind_of_tables, read_sheets

        if kind_of_tables(content) != self.name or is_plain_list(content):
            return False
        try:
            tables = find_tables(read_sheets(first_lines(content)))
        except BlueprintError:
            return False
        return any(table.key in ELEMENTS and "id" in table.places for table in tables)

    def belongs_to(self, content: bytes, document: BlueprintDocument) -> bool:
        """Return whether a file is an edit of this blueprint's tables."""
        from visavis.exporters.importers.tables.known_tables import find_tables
        from visavis.exporters.importers.tables.list_text import is_plain_list
        from visavis.exporters.importers.tables.read_edits import has_elements_of
        from visavis.exporters.importers.tables.sheet_files import read_sheets

        try:
            return not is_plain_list(content) and has_elements_of(find_tables(read_sheets(content)), document)
        except BlueprintError:
            return False

    def options_of(self, content: bytes, document: BlueprintDocument | None) -> tuple[FormatOption, ...]:
        """Return what is asked of a new blueprint, of a list that is added, or of edits that are taken over."""
        if document is None:
            return LISTING.options
        return (_MISSING,) if self.belongs_to(content, document) else LISTING.options_of(content, document)

    def update(self, content: bytes, options: Mapping[str, str],
               document: BlueprintDocument) -> tuple[BlueprintDocument, tuple[Message, ...]] | None:
        """Return what a blueprint becomes with its edited tables, or a list; None for tables of another one."""
        from visavis.exporters.importers.tables.known_tables import ELEMENTS, find_tables
        from visavis.exporters.importers.tables.list_text import is_plain_list, list_text
        from visavis.exporters.importers.tables.read_edits import has_elements_of, read_edits
        from visavis.exporters.importers.tables.sheet_files import read_sheets

        if is_plain_list(content):
            return LISTING.update(content, options, document)
        sheets = read_sheets(content)
        tables = find_tables(sheets)
        if not any(table.key in ELEMENTS or table.key == "record" for table in tables):
            return LISTING.update(list_text(content, sheets), options, document)
        if not has_elements_of(tables, document):
            return None
        edits = read_edits(content, document, deletes=options.get("missing") == DELETE)
        return edits.document, edits.told

    def _take(self, content: bytes, options: Mapping[str, str]) -> tuple[TableEdits | None, bytes]:
        """Return what the tables of a blueprint make; where there are none, the text of a list of steps."""
        from visavis.exporters.importers.tables.known_tables import ELEMENTS, empty_document, find_tables
        from visavis.exporters.importers.tables.list_text import is_plain_list, list_text
        from visavis.exporters.importers.tables.sheet_files import read_sheets
        from visavis.exporters.importers.tables.table_edits import take_tables

        if is_plain_list(content):
            return None, content
        sheets = read_sheets(content)
        tables = find_tables(sheets)
        if not any(table.key in ELEMENTS for table in tables):
            return None, list_text(content, sheets)
        document = empty_document(tables[0].language)
        title = " ".join(options.get("title", "").split())
        edits = take_tables(document, tables, is_new=True)
        if title:
            head = edits.document.head.model_copy(update={"title": title})
            edits.document = edits.document.replace(head=head)
        return edits, b""


XLSX_TABLES = TableImporter(
    "xlsx", message("Tables from Excel (XLSX)"),
    message("A workbook that was exported and filled in, or a table of steps of your own."), (".xlsx", ".xlsm"))
ODS_TABLES = TableImporter(
    "ods", message("Tables from LibreOffice (ODS)"),
    message("A workbook that was exported and filled in, or a table of steps of your own."), (".ods",))
CSV_TABLES = TableImporter(
    "csv", message("Tables as text (CSV)"),
    message("One exported table, an archive of all of them, or a table of steps of your own."), (".csv", ".zip"))
