"""Tables as an OpenDocument spreadsheet: a sheet for each, its headings in sight, a filter on them.

Cells of text are of the type string and the format text: they are no formulas when the file is opened, and become
none when somebody edits them. Columns in which nothing stands are folded. The sheets are written as XML: as objects
of odfdo, which gives the rest of the file, ten thousand rows would take minutes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document
from odfdo.style_base import StyleBase

from visavis.exporters.odf_files import VERSION, conforming_odf
from visavis.exporters.office_files import FONT, NO_DATE, language_tag
from visavis.exporters.tables.data_table import PAGES_ACROSS, CellValue, DataColumn, DataTable, TableSet
from visavis.exporters.typed_text import inert, inert_lines

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES: Mapping[str, str] = {
    "office": f"{_ODF}office:1.0", "table": f"{_ODF}table:1.0", "text": f"{_ODF}text:1.0",
    "style": f"{_ODF}style:1.0", "number": f"{_ODF}datastyle:1.0", "config": f"{_ODF}config:1.0",
    "fo": f"{_ODF}xsl-fo-compatible:1.0", "svg": f"{_ODF}svg-compatible:1.0"}
HEAD, TEXT, NUMBER, TEXT_FORMAT, SHEET, HIDDEN = "Head", "Words", "Amount", "AsText", "Sheet", "HiddenSheet"
# Millimetres for each letter of a column's width, in Arial of 10 points.
LETTER = 2.0
# A3 across.
PAPER = {"fo:page-width": "420mm", "fo:page-height": "297mm", "style:print-orientation": "landscape",
         **{f"fo:margin-{side}": "10mm" for side in ("left", "right", "top", "bottom")}}
_SIZE = f'style:font-name="{FONT}" fo:font-size="10pt"'
_BOX = 'fo:wrap-option="wrap" style:vertical-align="top" fo:padding="0.8mm"'


def write_ods(tables: TableSet) -> bytes:
    """Return the tables as a spreadsheet; the same tables are the same bytes."""
    document = Document("spreadsheet")
    about = document.meta
    about.title, about.description, about.language = inert(tables.title), inert(tables.summary), tables.language
    about.creation_date, about.date = NO_DATE, NO_DATE
    document.language = language_tag(tables.language)
    layout = document.get_style("page-layout", "Mpm1")
    if isinstance(layout, StyleBase):
        layout.set_properties(dict(PAPER), area="page-layout")
        across = layout.get_element("style:page-layout-properties")
        if across is not None:
            across.set_attribute("style:scale-to-X", str(PAGES_ACROSS))
    target = io.BytesIO()
    document.save(target)
    return conforming_odf(target.getvalue(), {"content.xml": _content(tables.tables),
                                              "settings.xml": _settings(tables.tables)})


def _part(tag: str, written: str) -> bytes:
    spaces = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<{tag} {spaces} office:version="{VERSION}">{written}</{tag}>'.encode()


# -- the sheets

def _content(tables: Sequence[DataTable]) -> bytes:
    styles = "".join(_styles(sorted({column.width for table in tables for column in table.columns})))
    font = f'<style:font-face style:name="{FONT}" svg:font-family="{FONT}"/>'
    sheets = "".join(map(_table, tables))
    return _part("office:document-content", f"<office:font-face-decls>{font}</office:font-face-decls>"
                 f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
                 f"{sheets}{_filters(tables)}</office:spreadsheet></office:body>")


def _styles(widths: Sequence[float]) -> Iterator[str]:
    yield f'<number:text-style style:name="{TEXT_FORMAT}"><number:text-content/></number:text-style>'
    for name, is_shown in ((SHEET, "true"), (HIDDEN, "false")):
        yield (f'<style:style style:name="{name}" style:family="table" style:master-page-name="Default">'
               f'<style:table-properties table:display="{is_shown}"/></style:style>')
    for name, text, cell, data in ((HEAD, ' fo:font-weight="bold"', ' fo:background-color="#e8ecf2"', TEXT_FORMAT),
                                   (TEXT, "", "", TEXT_FORMAT), (NUMBER, "", "", "")):
        format_name = f' style:data-style-name="{data}"' if data else ""
        yield (f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="Default"'
               f'{format_name}><style:table-cell-properties {_BOX}{cell}/><style:text-properties {_SIZE}{text}/>'
               "</style:style>")
    for width in widths:
        yield (f'<style:style style:name="{_width_name(width)}" style:family="table-column">'
               f'<style:table-column-properties style:column-width="{width * LETTER:.1f}mm"/></style:style>')


def _width_name(width: float) -> str:
    return f"Wide{round(width)}"


def _table(table: DataTable) -> str:
    columns = "".join(map(_column, table.columns, table.is_unfolded))
    heads = "".join(_text_cell(column.heading, HEAD) for column in table.columns)
    rows = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in table.rows)
    style = HIDDEN if table.is_hidden else SHEET
    return (f'<table:table table:name={quoteattr(table.title)} table:style-name="{style}">'
            f"{columns}<table:table-header-rows><table:table-row>{heads}</table:table-row>"
            f"</table:table-header-rows>{rows}</table:table>")


def _column(column: DataColumn, is_unfolded: bool) -> str:  # noqa: FBT001 - the second of a pair that is mapped
    """Return a column with the style of its cells; folded where no one would look for it."""
    written = (f'<table:table-column table:style-name="{_width_name(column.width)}" '
               f'table:default-cell-style-name="{TEXT if column.is_text else NUMBER}"')
    if is_unfolded:
        return f"{written}/>"
    folded = f'{written} table:visibility="collapse"/>'
    return f'<table:table-column-group table:display="false">{folded}</table:table-column-group>'


def _cell(value: CellValue) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, str):
        return _text_cell(value, TEXT)
    return (f'<table:table-cell table:style-name="{NUMBER}" office:value-type="float" office:value="{value!r}">'
            f"<text:p>{value!r}</text:p></table:table-cell>")


def _text_cell(text: str, style: str) -> str:
    """Return a cell that holds a text, a paragraph a line: whatever it begins with, it is of the type string."""
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in inert_lines(text).split("\n"))
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{lines}</table:table-cell>'


def _filters(tables: Sequence[DataTable]) -> str:
    """Return a filter on the headings of each sheet."""
    ranges = []
    for number, table in enumerate(tables, start=1):
        sheet = "'" + table.title.replace("'", "''") + "'"
        last = f"{_column_letters(len(table.columns))}{len(table.rows) + 1}"
        ranges.append(f'<table:database-range table:name="Filter{number}" table:display-filter-buttons="true" '
                      f"table:target-range-address={quoteattr(f'{sheet}.A1:{sheet}.{last}')}/>")
    return f"<table:database-ranges>{''.join(ranges)}</table:database-ranges>"


def _column_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


# -- how they are looked at

def _settings(tables: Sequence[DataTable]) -> bytes:
    """Freeze the headings and the first columns: where a sheet is split is a setting of LibreOffice."""
    sheets = "".join(_map_entry(table.title, (
        ("HorizontalSplitMode", "short", 2), ("VerticalSplitMode", "short", 2),
        ("HorizontalSplitPosition", "int", table.kept), ("VerticalSplitPosition", "int", 1),
        ("ActiveSplitRange", "short", 3), ("PositionLeft", "int", 0), ("PositionRight", "int", table.kept),
        ("PositionTop", "int", 0), ("PositionBottom", "int", 1))) for table in tables)
    view = (f'{_item("ViewId", "string", "view1")}<config:config-item-map-named config:name="Tables">{sheets}'
            "</config:config-item-map-named>")
    return _part("office:document-settings", (
        '<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed '
        f'config:name="Views"><config:config-item-map-entry>{view}</config:config-item-map-entry>'
        "</config:config-item-map-indexed></config:config-item-set></office:settings>"))


def _map_entry(name: str, items: Sequence[tuple[str, str, object]]) -> str:
    held = "".join(_item(*item) for item in items)
    return f"<config:config-item-map-entry config:name={quoteattr(name)}>{held}</config:config-item-map-entry>"


def _item(name: str, kind: str, value: object) -> str:
    return f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
