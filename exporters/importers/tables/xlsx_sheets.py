"""Sheets of a workbook of Excel (Office Open XML), as Excel, LibreOffice and others write it.

Formulas are read by the value that was last worked out; one without is told. What a number is told as (a date, a
time, a percentage) is the format of its cell (ECMA-376, part 1, 18.8.30).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from zipfile import ZipFile

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintError
from visavis.exporters.importers.tables.grid_sheets import (
    MOST_SHEETS,
    CellContent,
    GridFill,
    GridSheet,
    attribute,
    elements_of,
    forget,
    local_name,
)

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
# A letter that XML cannot hold, or that would be read as one (ECMA-376, part 1, 22.9.2.19).
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = "1"


def read_xlsx_sheets(archive: ZipFile) -> list[GridSheet]:
    """Return the sheets of a workbook, hidden ones too; raises BlueprintError where it is none."""
    book = _book_part(archive)
    related = _relations(archive, book)
    texts, formats, sheets, is_mac = _texts(archive, related), _formats(archive, related), [], False
    for element in elements_of(archive, book, "workbookPr", "sheet"):
        if local_name(element) == "workbookPr":
            is_mac = element.get("date1904") in (_TRUE, "true")
        elif local_name(element) == "sheet":
            kind, part = related.get(attribute(element, "id"), ("", ""))
            if kind == "worksheet":
                sheets.append((str(element.get("name", "")), part))
    values = _Values(texts, formats, CALENDAR_MAC_1904 if is_mac else CALENDAR_WINDOWS_1900)
    return [_read_sheet(archive, name, part, values) for name, part in sheets[:MOST_SHEETS]]


def _book_part(archive: ZipFile) -> str:
    for kind, part in _relations(archive, "").values():
        if kind == "officeDocument":
            return part
    raise BlueprintError(message("this file is no workbook"))


def _relations(archive: ZipFile, part: str) -> Mapping[str, tuple[str, str]]:
    """Return the parts that a part names: what each is to it, and its path."""
    folder, file = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{file}.rels")
    if name not in archive.namelist():
        return {}
    found = {}
    for element in elements_of(archive, name, "Relationship"):
        if element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, str(element.get("Target", "")))).lstrip("/")
            found[str(element.get("Id"))] = (str(element.get("Type", "")).rpartition("/")[2], target)
    return found


def _texts(archive: ZipFile, related: Mapping[str, tuple[str, str]]) -> list[str]:
    found = []
    for kind, part in related.values():
        if kind == "sharedStrings":
            for element in elements_of(archive, part, "si"):
                found.append(_joined(element))
                forget(element)
    return found


def _joined(element: etree._Element) -> str:
    """Return a text that may be written in several fonts, without how it is pronounced."""
    parts = [text.text or "" for text in element.iter("{*}t") if local_name(text.getparent()) != "rPh"]
    return _CODED.sub(lambda found: chr(int(found[1], 16)), "".join(parts))


def _formats(archive: ZipFile, related: Mapping[str, tuple[str, str]]) -> list[str]:
    """Return the number format of each style of cells."""
    own: dict[str, str] = {}
    styles: list[str] = []
    for kind, part in related.values():
        if kind != "styles":
            continue
        for element in elements_of(archive, part, "numFmt", "cellXfs"):
            if local_name(element) == "numFmt":
                own[str(element.get("numFmtId"))] = str(element.get("formatCode", ""))
            elif local_name(element) == "cellXfs":
                styles = [str(style.get("numFmtId", "0")) for style in element]
    return [own.get(name) or BUILTIN_FORMATS.get(int(name) if name.isdigit() else 0, "General") for name in styles]


class _Values:
    """Reads what stands in cells: shared texts, and numbers by the formats of their styles."""

    def __init__(self, texts: list[str], formats: list[str], epoch: datetime) -> None:
        self._texts, self._formats, self._epoch = texts, formats, epoch

    def read(self, cell: etree._Element, written: str | None, inline: etree._Element | None) -> CellContent:
        """Return the content of a cell; raises ValueError where it is none."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _joined(inline) if inline is not None else None
        if written is None:
            return None
        if kind == "s":
            return self._texts[int(written)]
        if kind == "b":
            return "yes" if written == _TRUE else "no"
        if kind == "d":
            return written.removesuffix("T00:00:00")
        if kind != "n":
            return _CODED.sub(lambda found: chr(int(found[1], 16)), written)
        return self._number(written, str(cell.get("s", "")))

    def _number(self, written: str, style: str) -> CellContent:
        number = float(written)
        shown = self._formats[int(style)] if style.isdigit() and int(style) < len(self._formats) else "General"
        if is_date_format(shown):
            moment = from_excel(number, self._epoch, timedelta=is_timedelta_format(shown))
            return moment_text(moment)
        if "%" in shown.split(";")[0]:
            return percent_text(number)
        return int(number) if number.is_integer() else number


def percent_text(share: float) -> str:
    """Return a share that a spreadsheet shows as a percentage."""
    return f"{Decimal(repr(share)) * 100:f}".rstrip("0").rstrip(".") + "%" if share else "0%"


def moment_text(moment: object) -> CellContent:
    """Return a date, a time of day or a length of time as it would be typed."""
    if isinstance(moment, datetime):
        return moment.date().isoformat() if moment.time() == time() else moment.isoformat(" ", "minutes")
    if isinstance(moment, timedelta):
        minutes = round(moment.total_seconds() / 60)
        return f"{minutes // 60} h {minutes % 60:02d}" if minutes >= 60 else f"{minutes} min"
    if isinstance(moment, time):
        return moment_text(timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second))
    return None


def _read_sheet(archive: ZipFile, name: str, part: str, values: _Values) -> GridSheet:
    filled, row = GridFill(name), 0
    for element in elements_of(archive, part, "row", "mergeCell"):
        if local_name(element) == "row":
            told = str(element.get("r", ""))
            row = int(told) if told.isdigit() else row + 1
            _read_row(element, row, filled, values)
            forget(element)
        else:
            corners = _PLACE.findall(str(element.get("ref", "")))
            if len(corners) == 2:
                first, last = corners
                filled.spans.append((int(first[1]), int(last[1]), column_index_from_string(first[0]) - 1))
    return filled.finish()


def _read_row(element: etree._Element, row: int, filled: GridFill, values: _Values) -> None:
    column = -1
    for cell in element:
        if local_name(cell) != "c":
            continue
        place = _PLACE.fullmatch(str(cell.get("r", "")))
        column = column_index_from_string(place[1]) - 1 if place is not None else column + 1
        parts = {local_name(part): part for part in cell}
        written = parts["v"].text if "v" in parts else None
        if cell.get("t") == "e":
            filled.tell(row, column, message("the formula has an error ({error}); the cell is taken as empty",
                                             error=(written or "?")[:20]))
        elif written is None and "f" in parts:
            filled.tell(row, column, message("the formula has not been worked out; open the file in a spreadsheet "
                                             "program and save it"))
        else:
            try:
                filled.put(row, column, values.read(cell, written, parts.get("is")))
            except (ValueError, IndexError, OverflowError):
                filled.tell(row, column, message("the cell is broken; it is taken as empty"))
