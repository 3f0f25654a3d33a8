"""Texts for LibreOffice and whatever else reads OpenDocument, which French offices are asked to use."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from odfdo import Cell, Column, Document, Element, Header, List, Paragraph, Row, Span, Style, Table
from odfdo.style_base import StyleBase

from visavis.blueprint.drawing import LIGHT
from visavis.exporters.odf_files import conforming_odf
from visavis.exporters.office_files import FONT, NO_DATE, language_tag
from visavis.exporters.text_version.text_blocks import (
    INKS,
    STRONG_MANNERS,
    BlockText,
    CellLine,
    HeadingBlock,
    ListBlock,
    Manner,
    TableBlock,
)
from visavis.exporters.typed_text import inert

STRONG = "Strong"
BOLD = {"fo:font-weight": "bold"}
# A4, in millimetres.
LONG_SIDE, SHORT_SIDE, MARGIN = 297.0, 210.0, 15.0
MANNERS = {Manner.QUIET: "Quiet", Manner.REMEDY: "Remedy", Manner.LEADING: "Leading"}


def write_odt(text: BlockText) -> bytes:
    """Return a text as an OpenDocument text, on A4."""
    document = Document("text")
    document.body.clear()
    _set_up(document, text)
    room = (LONG_SIDE if text.is_wide else SHORT_SIDE) - 2 * MARGIN
    for number, block in enumerate(text.blocks):
        if isinstance(block, HeadingBlock):
            document.body.append(Header(block.level, inert(block.text)))
        elif isinstance(block, ListBlock):
            document.body.append(List([inert(item) for item in block.items]))
        elif isinstance(block, TableBlock):
            document.body.append(_table(document, block, number, room))
        else:
            document.body.append(Paragraph(inert(block.text), style=MANNERS.get(block.manner, "Text_20_body")))
    target = io.BytesIO()
    document.save(target)
    return conforming_odf(target.getvalue())


def _set_up(document: Document, text: BlockText) -> None:
    about = document.meta
    about.title, about.description, about.language = inert(text.title), inert(text.summary), text.language
    about.creation_date, about.date = NO_DATE, NO_DATE
    document.language = language_tag(text.language)
    layout = document.get_style("page-layout", "Mpm1")
    if isinstance(layout, StyleBase):
        width, height = (LONG_SIDE, SHORT_SIDE) if text.is_wide else (SHORT_SIDE, LONG_SIDE)
        _set(layout, "page-layout", {
            "fo:page-width": f"{width}mm", "fo:page-height": f"{height}mm",
            "style:print-orientation": "landscape" if text.is_wide else "portrait",
            **{f"fo:margin-{side}": f"{MARGIN}mm" for side in ("left", "right", "top", "bottom")}})
    plain = document.get_style("paragraph", "Standard")
    if isinstance(plain, StyleBase):
        _set(plain, "text", {"fo:font-family": FONT, "fo:font-size": "11pt", "fo:color": LIGHT.ink})
    for level in document.styles.get_elements("//text:outline-level-style"):
        # Phases and friction points have numbers of their own.
        level.set_attribute("style:num-format", "")
        level.set_attribute("style:num-suffix", "")
    for manner, ink in INKS.items():
        style = Style("paragraph", name=MANNERS[manner], display_name=MANNERS[manner], parent_style="Text_20_body")
        _set(style, "text", {"fo:color": ink, **(BOLD if manner in STRONG_MANNERS else {})})
        document.insert_style(style)
    strong = Style("text", name=STRONG, display_name=STRONG)
    _set(strong, "text", BOLD)
    document.insert_style(strong)
    cell = Style("table-cell", name="Bordered", area="table-cell", border="0.5pt solid #888888", padding="1.5mm")
    document.insert_style(cell, automatic=True)


def _set(style: StyleBase, area: str, properties: Mapping[str, str]) -> None:
    style.set_properties(dict(properties), area=area)


def _table(document: Document, block: TableBlock, number: int, room: float) -> Table:
    table = Table(f"Table {number}")
    heads = Element.from_tag("table:table-header-rows")
    heads.append(_row([[CellLine(head)] for head in block.heads]))
    for part in block.widths:
        table.append(Column(style=_column_style(document, part * room)))
    table.append(heads)
    style = _row_style(document, block.least_height) if block.least_height else None
    for row in block.rows:
        table.append(_row(row, style))
    return table


def _column_style(document: Document, width: float) -> str:
    """Return the name of the style of columns of a width in millimetres; the document has each once."""
    name = f"Wide{round(width * 10)}"
    if document.get_style("table-column", name) is None:
        document.insert_style(Style("table-column", name=name, area="table-column", width=f"{width:.1f}mm"),
                              automatic=True)
    return name


def _row_style(document: Document, height: float) -> str:
    """Return the name of the style of rows that are at least so many millimetres high."""
    name = f"High{round(height * 10)}"
    if document.get_style("table-row", name) is None:
        style = Style("table-row", name=name)
        _set(style, "table-row", {"style:min-row-height": f"{height:.1f}mm"})
        document.insert_style(style, automatic=True)
    return name


def _row(cells: Sequence[Sequence[CellLine]], style: str | None = None) -> Row:
    row = Row(style=style)
    for lines in cells:
        cell = Cell(style="Bordered", cell_type="string")
        for line in lines or (CellLine(""),):
            cell.append(_paragraph(line))
        row.append(cell)
    return row


def _paragraph(line: CellLine) -> Paragraph:
    paragraph = Paragraph(style="Text_20_body")
    if line.strong:
        paragraph.append(Span(inert(line.strong), style=STRONG))
        paragraph.append_plain_text(" " if line.rest else "")
    paragraph.append_plain_text(inert(line.rest))
    return paragraph
