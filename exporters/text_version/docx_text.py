"""Texts for Word: headings of the usual styles, tables whose heading row comes again on each page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

from visavis.blueprint.drawing import LIGHT
from visavis.exporters.office_files import FONT, NO_DATE, language_tag, steady_zip
from visavis.exporters.text_version.text_blocks import (
    INKS,
    STRONG_MANNERS,
    BlockText,
    CellLine,
    HeadingBlock,
    ListBlock,
    ParagraphBlock,
    TableBlock,
)
from visavis.exporters.typed_text import inert

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

# The least of a page for readers.
SIZE = Pt(11)
# A4.
LONG_SIDE, SHORT_SIDE, MARGIN = Mm(297), Mm(210), Mm(15)
LEVELS = range(1, 5)
# The most characters that python-docx lets a property of a document have.
MOST_IN_PROPERTY = 255


def write_docx(text: BlockText) -> bytes:
    """Return a text as a file of Word (Office Open XML), on A4."""
    document = docx.Document()
    _set_up(document, text)
    for block in text.blocks:
        if isinstance(block, HeadingBlock):
            document.add_heading(inert(block.text), 0 if block.level == 1 else block.level - 1)
        elif isinstance(block, ListBlock):
            for item in block.items:
                document.add_paragraph(inert(item), style="List Bullet")
        elif isinstance(block, TableBlock):
            _add_table(document, block, (LONG_SIDE if text.is_wide else SHORT_SIDE) - 2 * MARGIN)
        else:
            _add_paragraph(document, block)
    target = io.BytesIO()
    document.save(target)
    return steady_zip(target.getvalue())


def _set_up(document: Document, text: BlockText) -> None:
    about = document.core_properties
    about.title, about.comments = (inert(told)[:MOST_IN_PROPERTY] for told in (text.title, text.summary))
    about.language = text.language
    about.author, about.last_modified_by = "", ""
    about.created = about.modified = NO_DATE
    for style in ("Normal", "Title", *(f"Heading {level}" for level in LEVELS)):
        shown = document.styles[style].font
        shown.name, shown.color.rgb = FONT, RGBColor.from_string(LIGHT.ink.removeprefix("#"))
    document.styles["Normal"].font.size = SIZE
    _drop_theme_fonts(document)
    _set_language(document, text.language)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if text.is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (
        (LONG_SIDE, SHORT_SIDE) if text.is_wide else (SHORT_SIDE, LONG_SIDE))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN


def _drop_theme_fonts(document: Document) -> None:
    """Let styles have the font that they name: a theme's would win."""
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]


def _set_language(document: Document, language: str) -> None:
    """Tell every text's language: a screen reader speaks in it, and the spelling is checked in it."""
    tag = language_tag(language)
    for properties in document.styles.element.iter(qn("w:rPr")):
        for told in properties.findall(qn("w:lang")):
            told.set(qn("w:val"), tag)


def _add_paragraph(document: Document, block: ParagraphBlock) -> None:
    run = document.add_paragraph().add_run(inert(block.text))
    run.bold = block.manner in STRONG_MANNERS
    if block.manner in INKS:
        run.font.color.rgb = RGBColor.from_string(INKS[block.manner].removeprefix("#"))


def _add_table(document: Document, block: TableBlock, room: int) -> None:
    table = document.add_table(rows=1, cols=len(block.heads), style="Table Grid")
    table.autofit = False
    inks = block.inks or (LIGHT.ink,) * len(block.heads)
    for cell, head, ink in zip(table.rows[0].cells, block.heads, inks, strict=True):
        run = cell.paragraphs[0].add_run(inert(head))
        run.bold, run.font.color.rgb = True, RGBColor.from_string(ink.removeprefix("#"))
    _mark_row(table.rows[0], "w:tblHeader")
    for row in block.rows:
        made = table.add_row()
        _mark_row(made, "w:cantSplit")
        if block.least_height:
            made.height = Mm(block.least_height)
        for cell, lines in zip(made.cells, row, strict=True):
            _fill_cell(cell, lines)
    for at, part in enumerate(block.widths):
        width = Emu(int(room * part))
        table.columns[at].width = width
        for cell in table.columns[at].cells:
            cell.width = width


def _mark_row(row: _Row, mark: str) -> None:
    """Mark a row as one that comes again on each page, or that is not cut."""
    row._tr.get_or_add_trPr().append(OxmlElement(mark))  # noqa: SLF001 - python-docx has no word of its own for it


def _fill_cell(cell: _Cell, lines: Sequence[CellLine]) -> None:
    for at, line in enumerate(lines):
        paragraph: Paragraph = cell.paragraphs[0] if not at else cell.add_paragraph()
        if line.strong:
            paragraph.add_run(inert(line.strong)).bold = True
            paragraph.add_run(" ")
        paragraph.add_run(inert(line.rest))
