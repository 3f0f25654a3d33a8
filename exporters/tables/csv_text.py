"""Tables as CSV (RFC 4180), for spreadsheets that are opened with a double click.

Excel takes the separator and the decimal sign from the system's language, and the letters of a file without a byte
order mark for those of Windows: a French file has semicolons and decimal commas, and every file the mark.
"""

from __future__ import annotations

import csv
import io
from zipfile import ZipFile

from visavis.blueprint.language.typography import is_french
from visavis.exporters.office_files import steady_zip
from visavis.exporters.tables.data_table import CellValue, DataTable, TableSet
from visavis.exporters.typed_text import escape_formula

COMMA, SEMICOLON = ",", ";"


def write_csv(table: DataTable, *, is_continental: bool) -> bytes:
    """Return a table as CSV; `is_continental` separates by semicolons and writes numbers with a comma."""
    written = io.StringIO()
    rows = csv.writer(written, delimiter=SEMICOLON if is_continental else COMMA)
    rows.writerow([escape_formula(column.heading) for column in table.columns])
    rows.writerows([_cell(value, is_continental=is_continental) for value in row] for row in table.rows)
    return written.getvalue().encode("utf-8-sig")


def write_csv_archive(tables: TableSet, *, is_continental: bool) -> bytes:
    """Return every table as a CSV of its own in one archive, named by its key."""
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        for table in tables.tables:
            archive.writestr(f"{table.key}.csv", write_csv(table, is_continental=is_continental))
    return steady_zip(target.getvalue())


def is_continental(language: str) -> bool:
    """Return whether spreadsheets of a language expect semicolons and decimal commas."""
    return is_french(language)


def _cell(value: CellValue, *, is_continental: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return escape_formula(value)
    text = repr(value)
    return text.replace(".", ",") if is_continental else text
