"""Sheets of an OpenDocument spreadsheet (ODF 1.3, part 3, 9), as LibreOffice and others write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from zipfile import ZipFile

from lxml import etree

from visavis.blueprint.language import message
from visavis.exporters.importers.tables.grid_sheets import (
    MOST_REPEATED,
    MOST_ROWS,
    MOST_SHEETS,
    CellContent,
    GridFill,
    GridSheet,
    attribute,
    attributes_of,
    elements_of,
    forget,
    local_name,
)
from visavis.exporters.importers.tables.xlsx_sheets import percent_text

CONTENT = "content.xml"
_CELL = "table-cell"
_CELLS = (_CELL, "covered-table-cell")
# What stands in a cell and is none of its text.
_ASIDE = ("annotation", "shape", "frame", "g")
_LENGTH = re.compile(r"P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?")


def read_ods_sheets(archive: ZipFile) -> list[GridSheet]:
    """Return the sheets of a spreadsheet, hidden ones too; raises BlueprintError."""
    sheets: list[GridSheet] = []
    filled, row = GridFill(""), 1
    for element in elements_of(archive, CONTENT, "table-row", "table"):
        kind = local_name(element)
        if kind == "table-row":
            if not filled.title:
                filled.title = _title_of(element)
            row = _read_row(element, row, filled)
            forget(element)
        else:
            filled.title = attribute(element, "name")
            sheets.append(filled.finish())
            filled, row = GridFill(""), 1
            forget(element)
            if len(sheets) >= MOST_SHEETS:
                break
    return sheets


def _title_of(element: etree._Element) -> str:
    above = element.getparent()
    while above is not None and local_name(above) != "table":
        above = above.getparent()
    return attribute(above, "name") if above is not None else ""


def _read_row(element: etree._Element, row: int, filled: GridFill) -> int:
    """Fill a row, as often as it is repeated, and return the number of the next one."""
    repeated = _count(attributes_of(element), "number-rows-repeated")
    found: dict[int, CellContent] = {}
    column = 0
    for cell in element:
        kind = local_name(cell)
        if kind not in _CELLS:
            continue
        told = attributes_of(cell)
        times = _count(told, "number-columns-repeated")
        # Half of the cells of a table are empty, and say at most how they look and how many they are.
        is_filled = kind == _CELL and (len(cell) > 0 or "value-type" in told or "formula" in told)
        content = _content(cell, told, (row, column), filled) if is_filled else None
        if content not in (None, ""):
            for at in range(column, column + min(times, MOST_REPEATED)):
                found[at] = content
            rows = _count(told, "number-rows-spanned")
            if rows > 1:
                filled.spans.append((row, row + rows - 1, column))
        column += times
    if found:
        for number in range(row, row + min(repeated, MOST_ROWS + 1)):
            for at, content in found.items():
                filled.put(number, at, content)
    return row + repeated


def _count(attributes: Mapping[str, str], name: str) -> int:
    told = attributes.get(name)
    if told is None:
        return 1
    return max(1, int(told)) if told.isascii() and told.isdigit() and len(told) < 9 else 1


def _content(cell: etree._Element, told: Mapping[str, str], place: tuple[int, int], filled: GridFill) -> CellContent:
    row, column = place
    kind, text, written = told.get("value-type", ""), "\n".join(_lines(cell)), told.get("value", "")
    if "formula" in told and not kind:
        filled.tell(row, column, message("the formula has not been worked out; open the file in a spreadsheet "
                                         "program and save it"))
        return None
    if "formula" in told and text.startswith(("#", "Err:")):
        filled.tell(row, column, message("the formula has an error ({error}); the cell is taken as empty",
                                         error=text[:20]))
        return None
    try:
        if kind in ("float", "currency"):
            number = float(written)
            return int(number) if number.is_integer() else number
        if kind == "percentage":
            return percent_text(float(written))
    except (ValueError, OverflowError):
        filled.tell(row, column, message("the cell is broken; it is taken as empty"))
        return None
    if kind == "date":
        return told.get("date-value", "").removesuffix("T00:00:00")
    if kind == "time":
        return _length_text(told.get("time-value", "")) or text
    if kind == "boolean":
        return "yes" if told.get("boolean-value") == "true" else "no"
    return text or told.get("string-value", "")


def _length_text(written: str) -> str:
    found = _LENGTH.fullmatch(written)
    if found is None:
        return ""
    days, hours, minutes = (int(part or 0) for part in found.groups()[:3])
    hours += 24 * days
    return f"{hours} h {minutes:02d}" if hours else f"{minutes} min"


def _lines(cell: etree._Element) -> list[str]:
    """Return the paragraphs of a cell, without its comments and pictures."""
    return [_text(part) for part in cell if local_name(part) == "p"]


def _text(element: etree._Element) -> str:
    return "".join(_pieces(element)) if len(element) else element.text or ""


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        kind = local_name(part)
        if kind == "s":
            yield " " * min(_count({"c": attribute(part, "c")}, "c"), MOST_REPEATED)
        elif kind == "tab":
            yield "\t"
        elif kind == "line-break":
            yield "\n"
        elif kind not in _ASIDE:
            yield from _pieces(part)
        yield part.tail or ""
