"""What every spreadsheet file is read as: sheets of rows of contents, and what could not be read of them.

Archives that unpack to more than any blueprint fills are refused before they are unpacked, and rows in which nothing
stands take no memory: LibreOffice and Excel write a million of them.
"""

from __future__ import annotations

import io
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile

from lxml import etree
from openpyxl.utils import get_column_letter

from visavis.blueprint.language import Message, Quoted, message
from visavis.blueprint.model import BlueprintError

# Dates, times and ticks are texts, as people would type them; a number in a cell of percents is one, too.
CellContent = str | int | float | None

# Ten thousand steps in fifty columns are half a million cells, of some ten letters each.
MOST_UNPACKED = 300_000_000
MOST_CELLS = 2_000_000
MOST_ROWS = 100_000
MOST_SHEETS = 200
# So many cells beside each other are repeated at most.
MOST_REPEATED = 1_000
# What archives raise that are cut, changed, or packed as none of ours.
_BROKEN = (KeyError, BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error, LZMAError)
# The last column that has a name: ZZZ.
_LAST_COLUMN = 18_277
# An entity could hold anything, and no spreadsheet writes a document type; it would stand before the first element.
_DOCTYPE, _HEAD = b"<!DOCTYPE", 4_096


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row in which something stands: its number as spreadsheets count, its contents by column, from 0."""

    number: int
    cells: Mapping[int, CellContent]


@dataclass(frozen=True, slots=True)
class GridSheet:
    """A sheet: its title, its filled rows, and what could not be read.

    `language` is that of numbers that stand in texts, where the file tells it.
    """

    title: str
    rows: tuple[GridRow, ...]
    faults: tuple[Message, ...] = ()
    language: str = ""


@dataclass
class GridFill:
    """A sheet while it is read; refuses more than anyone fills."""

    title: str
    rows: dict[int, dict[int, CellContent]] = field(default_factory=dict)
    faults: list[Message] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    count: int = 0

    def put(self, row: int, column: int, content: CellContent) -> None:
        """Fill a cell; raises BlueprintError for more than a blueprint has."""
        if content is None or content == "":
            return
        self.count += 1
        cells = self.rows.setdefault(row, {})
        if self.count > MOST_CELLS or len(self.rows) > MOST_ROWS:
            raise BlueprintError(message("the sheet {sheet} has more filled cells than a blueprint can have",
                                         sheet=Quoted(self.title[:60])))
        cells[column] = content

    def tell(self, row: int, column: int, fault: Message) -> None:
        """Note what could not be read of a cell."""
        self.faults.append(cell_fault(self.title, row, column, "", fault))

    def finish(self, language: str = "") -> GridSheet:
        """Return the sheet; every filled row of a merged cell (`spans`: first row, last row, column) says it."""
        numbers = sorted(self.rows)
        for first, last, column in self.spans:
            content = self.rows.get(first, {}).get(column)
            if content is not None:
                for number in numbers[bisect_right(numbers, first):bisect_right(numbers, last)]:
                    if column not in self.rows[number]:
                        self.put(number, column, content)
        rows = tuple(GridRow(number, self.rows[number]) for number in sorted(self.rows))
        return GridSheet(self.title, rows, tuple(self.faults), language)


def cell_fault(sheet: str, row: int, column: int, heading: str, fault: Message) -> Message:
    """Return what is wrong with a cell, with its place as a spreadsheet names it."""
    letters = get_column_letter(min(column, _LAST_COLUMN) + 1)
    if heading:
        return message("sheet {sheet}, row {row}, column {letters} ({heading}): {fault}", sheet=Quoted(sheet[:60]),
                       row=row, letters=letters, heading=" ".join(heading.split())[:60], fault=fault)
    return message("sheet {sheet}, row {row}, column {letters}: {fault}", sheet=Quoted(sheet[:60]), row=row,
                   letters=letters, fault=fault)


def open_archive(content: bytes) -> ZipFile:
    """Return an archive whose parts may all be unpacked; raises BlueprintError for a broken one, or for a bomb."""
    try:
        archive = ZipFile(io.BytesIO(content))
    except (BadZipFile, ValueError, OSError):
        raise BlueprintError(message("this file is broken; save it again in the spreadsheet program")) from None
    # No part is ever read beyond the size that is told here.
    if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
        raise BlueprintError(message("this file unpacks to more than a blueprint can hold"))
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise BlueprintError(message("this file is protected by a password; save it without one"))
    return archive


def elements_of(archive: ZipFile, name: str, *names: str) -> Iterator[etree._Element]:
    """Yield the elements of a part that have one of these local names, as they end; raises BlueprintError.

    Nothing outside of the part is read.
    """
    try:
        with archive.open(name) as part:
            if _DOCTYPE in part.read(_HEAD):
                raise BlueprintError(message("this file holds a document type, which no spreadsheet writes; "
                                             "it is not read"))
            part.seek(0)
            tags = [f"{{*}}{local}" for local in names]
            for _, element in etree.iterparse(part, tag=tags, resolve_entities=False, no_network=True, load_dtd=False,
                                              remove_comments=True, remove_pis=True):
                yield element
    except (etree.XMLSyntaxError, *_BROKEN):
        raise _broken_part(name) from None


def read_part(archive: ZipFile, name: str) -> bytes:
    """Return a part of an archive; raises BlueprintError where it is broken."""
    try:
        return archive.read(name)
    except _BROKEN:
        raise _broken_part(name) from None


def _broken_part(name: str) -> BlueprintError:
    return BlueprintError(message("this file is broken: {part} cannot be read; save it again in the spreadsheet "
                                  "program", part=name[:60]))


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace: the strict and the usual form of a file differ by it."""
    return _without_namespace(element.tag)


# A file has some dozens of names, and millions of elements and attributes that bear them.
@lru_cache(maxsize=1_000)
def _without_namespace(name: object) -> str:
    return str(name).rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute whatever its namespace; nothing where it is missing."""
    plain = element.get(name)
    return str(plain) if plain is not None else attributes_of(element).get(name, "")


def attributes_of(element: etree._Element) -> Mapping[str, str]:
    """Return the attributes of an element by their names without a namespace."""
    return {_without_namespace(key): str(value) for key, value in element.items()}


def forget(element: etree._Element) -> None:
    """Free an element that was read, and those before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]

