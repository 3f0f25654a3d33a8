"""Tables as a workbook of Excel (Office Open XML): a sheet for each, its headings in sight, a filter on them.

Columns in which nothing stands, or what only programs read, are folded: a click unfolds them.

Cells of text are strings of the format Text: they are no formulas when the file is opened, and become none when
somebody edits them. Nothing in the file is a link.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from visavis.blueprint.drawing import LIGHT
from visavis.exporters.office_files import FONT, MOST_IN_CELL, NO_DATE, steady_zip
from visavis.exporters.tables.data_table import PAGES_ACROSS, CellValue, DataTable, TableSet
from visavis.exporters.typed_text import escape_coded_letters, inert

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TEXT_FORMAT = "@"
HEAD_FONT = Font(name=FONT, size=10, bold=True, color=f"FF{LIGHT.ink.removeprefix('#')}")
BODY_FONT = Font(name=FONT, size=10)
HEAD_FILL = PatternFill("solid", fgColor="FFE8ECF2")
WRAPPED = Alignment(vertical="top", wrap_text=True)
AMOUNT = Alignment(horizontal="right", vertical="top", indent=1)
# Points: three lines of a heading.
HEAD_HEIGHT = 45.0
# The paper's number (ECMA-376, part 1, 18.3.1.63).
A3 = 8


def write_xlsx(tables: TableSet) -> bytes:
    """Return the tables as a workbook; the same tables are the same bytes."""
    book = Workbook(write_only=True)
    for table in tables.tables:
        _add_sheet(book, table)
    about = book.properties
    about.title, about.description, about.language = inert(tables.title), inert(tables.summary), tables.language
    about.creator, about.created = "", NO_DATE
    # `Workbook.save` would write the hour of the export.
    about.modified = NO_DATE
    target = io.BytesIO()
    ExcelWriter(book, ZipFile(target, "w")).save()
    return steady_zip(target.getvalue())


def _add_sheet(book: Workbook, table: DataTable) -> None:
    sheet = book.create_sheet(table.title)
    sheet.sheet_state = "hidden" if table.is_hidden else "visible"
    sheet.freeze_panes = f"{get_column_letter(table.kept + 1)}2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.row_dimensions[1].height = HEAD_HEIGHT
    for at, (column, is_unfolded) in enumerate(zip(table.columns, table.is_unfolded, strict=True), start=1):
        shown = sheet.column_dimensions[get_column_letter(at)]
        shown.width = column.width
        # One can be unfolded, and filled in.
        shown.outlineLevel, shown.hidden = (0, False) if is_unfolded else (1, True)
    # On paper, headings and the first columns come again on each page.
    sheet.print_title_rows, sheet.print_title_cols = "1:1", f"A:{get_column_letter(table.kept)}"
    setup = sheet.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", A3, PAGES_ACROSS, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.append([_head_cell(sheet, column.heading) for column in table.columns])
    styles = _CellStyles(sheet)
    for row in table.rows:
        sheet.append([styles.cell(value) for value in row])


def _head_cell(sheet: Worksheet, heading: str) -> WriteOnlyCell:
    cell = _text_cell(sheet, heading)
    cell.font, cell.fill, cell.alignment, cell.number_format = HEAD_FONT, HEAD_FILL, WRAPPED, TEXT_FORMAT
    return cell


class _CellStyles:
    """Cells of a sheet, whose styles are made once: for texts and for numbers."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        text, number = _text_cell(sheet, ""), WriteOnlyCell(sheet, 0)
        text.font, text.alignment, text.number_format = BODY_FONT, WRAPPED, TEXT_FORMAT
        number.font, number.alignment = BODY_FONT, AMOUNT
        self._text, self._number = text._style, number._style  # noqa: SLF001 - setters would copy it for each cell

    def cell(self, value: CellValue) -> WriteOnlyCell | None:
        """Return a cell; none where nothing is known or said."""
        if value is None or value == "":
            return None
        is_text = isinstance(value, str)
        cell = _text_cell(self._sheet, value) if isinstance(value, str) else WriteOnlyCell(self._sheet, value)
        cell._style = self._text if is_text else self._number  # noqa: SLF001 - see above
        return cell


def _text_cell(sheet: Worksheet, text: str) -> WriteOnlyCell:
    """Return a cell that holds a text as a string, whatever it begins with."""
    cell = WriteOnlyCell(sheet)
    # What is given to the constructor becomes a formula where it begins with an equals sign.
    cell._value, cell.data_type = fit_cell(escape_coded_letters(text)), "s"  # noqa: SLF001 - the only way to say so
    return cell


def fit_cell(text: str) -> str:
    """Return a text cut to what a cell of Excel holds, counted as it counts: pairs of UTF-16."""
    if len(text) < MOST_IN_CELL // 2 or len(text.encode("utf-16-le")) // 2 <= MOST_IN_CELL:
        return text
    return text.encode("utf-16-le")[:(MOST_IN_CELL - 1) * 2].decode("utf-16-le", "ignore") + "…"
