"""Texts for word processors: the same text in the same order as the page, opened by LibreOffice; typed text is text."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odfdo import Document

from tests.drawing.builders import analysis, document, step
from tests.exporters.office import convert
from tests.exporters.opendocument_schema import faults
from tests.profiles import EXAMPLES, IS_DEEP
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import Exporter, ExportJob, assess
from visavis.blueprint.storage import load
from visavis.exporters.text_version.make_page import make_text_page
from visavis.exporters.text_version.text_blocks import HeadingBlock, ListBlock, TableBlock, page_blocks
from visavis.exporters.typed_text import inert
from visavis.exporters.word_processors import DOCX, ODT

APA = next(path for path in EXAMPLES if path.name == "apa-a-domicile.blueprint.json")
WORD, ODF = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}", (
    "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}")


def made_of(document: BlueprintDocument, exporter: Exporter) -> bytes:
    return exporter.export(ExportJob(document, assess(document), "fr"))


def told(content: bytes) -> list[str]:
    """Return the paragraphs of a file in order, those of tables too."""
    with ZipFile(io.BytesIO(content)) as parts:
        is_word = "word/document.xml" in parts.namelist()
        root = ET.fromstring(parts.read("word/document.xml" if is_word else "content.xml"))
    wanted = (f"{WORD}p",) if is_word else (f"{ODF}p", f"{ODF}h")
    return ["".join(_text(each)) for each in root.iter() if each.tag in wanted]


def _text(element: ET.Element) -> list[str]:
    """Return the pieces of a paragraph; OpenDocument writes further spaces as elements."""
    pieces = [element.text or ""]
    for child in element:
        pieces += [" " * int(child.get(f"{ODF}c", "1"))] if child.tag == f"{ODF}s" else _text(child)
        pieces.append(child.tail or "")
    return pieces


def expected(document: BlueprintDocument) -> list[str]:
    lines: list[str] = []
    for block in page_blocks(make_text_page(document, assess(document), translator("fr"))):
        if isinstance(block, ListBlock):
            lines += block.items
        elif isinstance(block, TableBlock):
            lines += [*block.heads, *(" ".join(part for part in (inert(line.strong), line.rest) if part)
                                      for row in block.rows for cell in row for line in cell)]
        else:
            lines.append(block.text)
    return [inert(line) for line in lines if inert(line)]


@pytest.mark.parametrize("exporter", [DOCX, ODT], ids=lambda one: one.name)
def test_the_text_is_that_of_the_page_in_its_order(exporter: Exporter) -> None:
    made = load(APA).document
    content = made_of(made, exporter)
    assert [line for line in map(inert, told(content)) if line] == expected(made)
    assert content == made_of(made, exporter)
    assert exporter.suffix({}) == f".{exporter.name}"


def test_word_finds_headings_a_language_and_heads_of_tables() -> None:
    made = load(APA).document
    opened = docx.Document(io.BytesIO(made_of(made, DOCX)))
    levels = [paragraph.style.name for paragraph in opened.paragraphs
              if paragraph.style is not None and paragraph.style.name and paragraph.style.name.startswith(("Title", "Heading"))]
    blocks = [block for block in page_blocks(make_text_page(made, assess(made), translator("fr")))
              if isinstance(block, HeadingBlock)]
    assert levels == ["Title" if block.level == 1 else f"Heading {block.level - 1}" for block in blocks]
    assert opened.core_properties.title == made.head.title
    assert opened.core_properties.language == "fr"
    body = opened.element.xml
    assert body.count("<w:tblHeader") == len(opened.tables) == len(made.head.phases)
    assert 'w:val="fr-FR"' in opened.styles.element.xml


def test_opendocument_finds_headings_a_language_and_heads_of_tables() -> None:
    made = load(APA).document
    opened = Document(io.BytesIO(made_of(made, ODT)))
    assert opened.meta.title == made.head.title
    assert opened.meta.language == "fr-FR"
    content = opened.body.serialize()
    assert content.count("<table:table-header-rows>") == len(made.head.phases)
    blocks = [block for block in page_blocks(make_text_page(made, assess(made), translator("fr")))
              if isinstance(block, HeadingBlock)]
    assert [int(header.level) for header in opened.body.headers] == [block.level for block in blocks]


def test_opendocument_conforms_to_the_standard() -> None:
    assert faults(made_of(load(APA).document, ODT)) == []


@given(st.text(max_size=60))
@settings(max_examples=40 if IS_DEEP else 8, deadline=None)
def test_typed_text_is_text(typed: str) -> None:
    made = document([step("u", title=typed)], title=typed, summary=typed, phases=[typed])
    for exporter in (DOCX, ODT):
        content = exporter.export(ExportJob(made, analysis(made), "fr"))
        lines = [inert(line) for line in told(content)]
        assert inert(typed) in lines or not inert(typed)


@pytest.mark.slow
@pytest.mark.parametrize("exporter", [DOCX, ODT], ids=lambda one: one.name)
def test_libreoffice_opens_it_and_reads_everything(exporter: Exporter, tmp_path: Path) -> None:
    made = load(APA).document
    file = tmp_path / f"page.{exporter.name}"
    file.write_bytes(made_of(made, exporter))
    read = convert(file, "txt:Text (encoded):UTF8").decode("utf-8-sig")
    flat = " ".join(read.split())
    for each in made.steps:
        assert " ".join(each.title.split()) in flat
