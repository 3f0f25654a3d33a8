"""The page in words for LibreOffice and whatever else reads OpenDocument, which French offices are asked to use."""

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
    CellLine,
    HeadingBlock,
    ListBlock,
    Manner,
    TableBlock,
    page_blocks,
)
from visavis.exporters.text_version.text_page import TextPage
from visavis.exporters.typed_text import inert

STRONG = "Strong"
BOLD = {"fo:font-weight": "bold"}
# The columns of both sides, and of what is said between them: of 267 mm.
COLUMN_STYLES, COLUMN_WIDTHS = ("Side", "Said", "Other"), ("101mm", "65mm", "101mm")
MANNERS = {Manner.QUIET: "Quiet", Manner.REMEDY: "Remedy", Manner.LEADING: "Leading"}


def write_odt(page: TextPage) -> bytes:
    """Return a page as an OpenDocument text."""
    document = Document("text")
    document.body.clear()
    _set_up(document, page)
    for number, block in enumerate(page_blocks(page)):
        if isinstance(block, HeadingBlock):
            document.body.append(Header(block.level, inert(block.text)))
        elif isinstance(block, ListBlock):
            document.body.append(List([inert(item) for item in block.items]))
        elif isinstance(block, TableBlock):
            document.body.append(_table(block, number))
        else:
            document.body.append(Paragraph(inert(block.text), style=MANNERS.get(block.manner, "Text_20_body")))
    target = io.BytesIO()
    document.save(target)
    return conforming_odf(target.getvalue())


def _set_up(document: Document, page: TextPage) -> None:
    about = document.meta
    about.title, about.description, about.language = inert(page.title), inert(page.summary), page.language
    about.creation_date, about.date = NO_DATE, NO_DATE
    document.language = language_tag(page.language)
    layout = document.get_style("page-layout", "Mpm1")
    if isinstance(layout, StyleBase):
        _set(layout, "page-layout", {
            "fo:page-width": "297mm", "fo:page-height": "210mm", "style:print-orientation": "landscape",
            **{f"fo:margin-{side}": "15mm" for side in ("left", "right", "top", "bottom")}})
    plain = document.get_style("paragraph", "Standard")
    if isinstance(plain, StyleBase):
        _set(plain, "text", {"fo:font-family": FONT, "fo:font-size": "11pt", "fo:color": LIGHT.ink})
    for level in document.styles.get_elements("//text:outline-level-style"):
        # Phases and friction points have numbers of their own.
        level.set_attribute("style:num-format", "")
    for manner, ink in INKS.items():
        style = Style("paragraph", name=MANNERS[manner], display_name=MANNERS[manner], parent_style="Text_20_body")
        _set(style, "text", {"fo:color": ink, **(BOLD if manner in STRONG_MANNERS else {})})
        document.insert_style(style)
    strong = Style("text", name=STRONG, display_name=STRONG)
    _set(strong, "text", BOLD)
    document.insert_style(strong)
    cell = Style("table-cell", name="Bordered", area="table-cell", border="0.5pt solid #888888", padding="1.5mm")
    document.insert_style(cell, automatic=True)
    for name, width in zip(COLUMN_STYLES, COLUMN_WIDTHS, strict=True):
        document.insert_style(Style("table-column", name=name, area="table-column", width=width), automatic=True)


def _set(style: StyleBase, area: str, properties: Mapping[str, str]) -> None:
    style.set_properties(dict(properties), area=area)


def _table(block: TableBlock, number: int) -> Table:
    table = Table(f"Table {number}")
    heads = Element.from_tag("table:table-header-rows")
    heads.append(_row([[CellLine(head)] for head in block.heads]))
    for style in COLUMN_STYLES:
        table.append(Column(style=style))
    table.append(heads)
    for row in block.rows:
        table.append(_row(row))
    return table


def _row(cells: Sequence[Sequence[CellLine]]) -> Row:
    row = Row()
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
