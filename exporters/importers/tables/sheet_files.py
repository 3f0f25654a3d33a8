"""The sheets of a file, whichever of the formats of tables it is: its first bytes say, not its name."""

from __future__ import annotations

import csv
import io
from functools import lru_cache
from pathlib import PurePosixPath

from visavis.blueprint.language import Quoted, message
from visavis.blueprint.model import BlueprintError
from visavis.exporters.importers.listing import LARGEST, decode_text
from visavis.exporters.importers.tables.grid_sheets import GridFill, GridSheet, open_archive, read_part
from visavis.exporters.importers.tables.ods_sheets import CONTENT, read_ods_sheets
from visavis.exporters.importers.tables.xlsx_sheets import read_xlsx_sheets
from visavis.exporters.tables.csv_text import COMMA, SEMICOLON
from visavis.exporters.typed_text import unescape_formula

_ARCHIVE = b"PK\x03\x04"
# Excel's own format of before 2007, and any workbook with a password.
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEPARATORS = (SEMICOLON, COMMA, "\t")
_CSV = (".csv", ".tsv", ".txt")
# Bytes of text in which a table shows what it is.
_KNOWN_BY = 64 * 1024


# One file is asked what it is, what it makes and what that lacks, one after the other.
@lru_cache(maxsize=1)
def read_sheets(content: bytes) -> tuple[GridSheet, ...]:
    """Return the sheets of a workbook, a table, or an archive of tables; raises BlueprintError where it is none."""
    if content.startswith(_OLD):
        raise BlueprintError(message("this is an old or a protected workbook; save it as XLSX, without a password"))
    if not content.startswith(_ARCHIVE):
        return (read_csv_sheet(content, ""),)
    archive = open_archive(content)
    names = archive.namelist()
    if CONTENT in names:
        return tuple(read_ods_sheets(archive))
    tables = [name for name in names if name.lower().endswith(_CSV)]
    if tables and "[Content_Types].xml" not in names:
        return tuple(read_csv_sheet(read_part(archive, name), PurePosixPath(name).stem) for name in tables)
    return tuple(read_xlsx_sheets(archive))


def first_lines(content: bytes) -> bytes:
    """Return the first lines of a table that is text, by which it is known; an archive as it is."""
    if content.startswith(_ARCHIVE) or len(content) <= _KNOWN_BY:
        return content
    return content[:_KNOWN_BY].rpartition(b"\n")[0]


def kind_of_tables(content: bytes) -> str:
    """Return which format of tables a file is, by its first bytes: `xlsx`, `ods` or `csv`."""
    if not content.startswith(_ARCHIVE):
        return "csv"
    try:
        names = open_archive(content).namelist()
    except BlueprintError:
        return "xlsx"
    if CONTENT in names:
        return "ods"
    return "xlsx" if "[Content_Types].xml" in names else "csv"


def read_csv_sheet(content: bytes, title: str) -> GridSheet:
    """Return a table of text; what stands between its cells is what its first line has most of.

    The sign that a formula had before it is gone, and the separator says how numbers are written.
    """
    text = decode_text(content)
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    filled = GridFill(title)
    limit = csv.field_size_limit(LARGEST)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
            for column, cell in enumerate(row):
                filled.put(number, column, unescape_formula(cell.replace("\r\n", "\n")))
    except csv.Error as error:
        raise BlueprintError(message("the table {table} cannot be read: {reason}", table=Quoted(title[:60]),
                                     reason=str(error)[:80])) from None
    finally:
        csv.field_size_limit(limit)
    return filled.finish({COMMA: "en", SEMICOLON: "fr"}.get(separator, ""))
