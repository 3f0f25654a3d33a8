"""Lines in many scripts, in all three backends: as wide and in the same place, and told as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pikepdf
import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfbase import pdfmetrics

from tests.exporters.rasters import SCALE, Picture, misplaced, pdf_picture, qt_picture, svg_picture
from tests.exporters.specimens import line
from tests.exporters.test_backends_pdf import group, pages, text_of
from tests.exporters.test_backends_svg import SVG, drawing_of, embedded
from tests.text.system_faces import make_font, system_folder
from visavis.blueprint.drawing import DisplayList, Group, Layer, Page, Role, Text
from visavis.blueprint.layout import Rect
from visavis.blueprint.text import TextStyle, Weight, metrics
from visavis.blueprint.text.faces import glyph_width, nominal_glyph
from visavis.exporters.backends import pdf_fonts
from visavis.exporters.backends.pdf import pdf
from visavis.exporters.backends.pdf_fonts import register_font
from visavis.exporters.backends.svg import svg
from visavis.templates.fonts.catalogue import FACES, fallback_measures, file_of, text_measures

JOINED = ("سلام لا إله", "می\u200cخواهم گزارش", "اُردو میں ٹیکسٹ", "கொடு தமிழ்", "สวัสดี ที่นี่ น้ำ", "שָׁלוֹם (עולם)", "🇫🇷 👩\u200d👧")


@pytest.fixture
def chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A system with a font for a few Chinese letters."""
    with system_folder(tmp_path / "share", monkeypatch) as folder:
        make_font(folder / "NotoSansCJK-Regular.ttf", "申请表")
        yield


def sheet_of(*texts: str, size: float = 16.0) -> Page:
    groups = tuple(Group(f"g{row}", Role.TEXT, Layer.LABELS, Rect(0, row * 30, 300, 30),
                         (line(text, size, Weight.REGULAR, 10, row * 30 + 21),), text, text) for row, text in enumerate(texts))
    drawing = DisplayList(300, 30.0 * len(texts), groups, "#FFFFFF", "fr", "Scripts")
    return Page(drawing.width, drawing.height, drawing)


def ink_right(picture: Picture) -> float:
    return float(np.flatnonzero((picture < 128).any(axis=0))[-1] + 1) / SCALE


@pytest.mark.parametrize("text", JOINED)
def test_lines_that_are_drawn_by_glyph_have_their_words_over_them(text: str) -> None:
    drawing = drawing_of(text)
    root = ET.fromstring(svg(drawing))
    drawn, told = list(root.iter(f"{SVG}text"))
    assert told.text == text
    assert told.get("fill-opacity") == "0"
    (part,) = drawing.groups[0].primitives
    assert isinstance(part, Text)
    assert float(told.get("textLength", "0")) == pytest.approx(part.run.width, abs=0.001)
    assert drawn.get("aria-hidden") == "true"
    assert "user-select:none" in (drawn.get("style") or "")
    assert all("\ue000" <= letter <= "\uf8ff" for letter in "".join(drawn.itertext()))


def shape_of(font: TTFont, glyph: str) -> tuple[object, object]:
    return font["hmtx"][glyph], list(font["glyf"][glyph].getCoordinates(font["glyf"])[0])


@pytest.mark.parametrize("text", JOINED)
def test_every_glyph_of_such_a_line_is_in_the_file(text: str) -> None:
    drawing = drawing_of(text)
    (part,) = drawing.groups[0].primitives
    assert isinstance(part, Text)
    made = svg(drawing)
    fonts = embedded(made)
    drawn = next(ET.fromstring(made).iter(f"{SVG}text"))
    spans = list(drawn.iter(f"{SVG}tspan"))
    for span, segment in zip(spans, part.run.segments, strict=True):
        cmap = fonts[segment.face].getBestCmap() if segment.face in fonts else {}
        codes = [ord(letter) for letter in span.text or ""]
        assert len(codes) == len(segment.glyphs) == len((span.get("x") or "").split())
        if cmap:
            whole = TTFont(file_of(segment.face))
            assert ([shape_of(fonts[segment.face], cmap[code]) for code in codes]
                    == [shape_of(whole, whole.getGlyphName(glyph)) for glyph in segment.glyphs])


def test_without_fonts_inside_such_lines_are_outlines() -> None:
    root = ET.fromstring(svg(drawing_of("கொடு"), embed_fonts=False))
    (path,) = root.iter(f"{SVG}path")
    assert path.get("aria-hidden") == "true"
    assert (path.get("d") or "").count("M") >= 4
    assert [element.text for element in root.iter(f"{SVG}text")] == ["கொடு"]


def test_joined_letters_are_letters_of_an_embedded_font() -> None:
    with pikepdf.open(BytesIO(pdf(pages(group("كتب"))))) as file:
        fonts = [font for font in file.pages[0].Resources.Font.values() if "Arabic" in str(font.BaseFont)]
        assert len(fonts) == 1
        table = fonts[0].ToUnicode.read_bytes()
        shown = TTFont(BytesIO(fonts[0].FontDescriptor.FontFile2.read_bytes()))
    for letter in "كتب":
        assert f"<{ord(letter):04X}>".encode() in table
    # Their own glyphs would not join.
    whole = TTFont(BytesIO((Path(__file__).parents[2] / "templates/fonts/NotoSansArabic-Regular.ttf").read_bytes()))["glyf"]
    isolated = nominal_glyph("NotoSansArabic-Regular", "ك")
    sizes = {shown["glyf"][name].xMax for name in shown.getGlyphOrder() if hasattr(shown["glyf"][name], "xMax")}
    assert whole[whole.glyphOrder[isolated]].xMax not in sizes


@pytest.mark.parametrize("face", FACES)
def test_every_letter_of_a_face_can_be_written(face: str) -> None:
    known = {**text_measures(), **fallback_measures()}[face]
    widths = pdfmetrics.getFont(register_font(face)).face.charWidths
    assert not [code for code in known.glyphs if code not in widths and code]
    for code in list(known.glyphs)[::97]:
        assert widths[code] == pytest.approx(glyph_width(face, known.glyphs[code][0]), abs=0.6) or code == 0xA0


def test_code_points_begin_again_before_they_run_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdf_fonts, "_PRIVATE", range(0xF0000, 0xF0030))
    for text in ("سلام لا إله", "كتب بيت", "می خواهم گزارش", "سلام لا إله"):
        assert text_of(pages(group(text)), tmp_path) == text
    assert len(pdf_fonts._private_codes) <= 0x30


def test_kerned_words_stay_words(tmp_path: Path) -> None:
    made = pages(group("AVATAR LIGNE To Ty"))
    with pikepdf.open(BytesIO(pdf(made))) as file:
        assert b"TJ" in file.pages[0].Contents.read_bytes()
    assert text_of(made, tmp_path).split() == ["AVATAR", "LIGNE", "To", "Ty"]


def test_kerned_lines_end_where_they_were_measured(tmp_path: Path) -> None:
    page = sheet_of("AVAVAVAVAVAVAVAVAVAVH")
    unkerned = sum(metrics().width(letter, TextStyle(16)) for letter in "AVAVAVAVAVAVAVAVAVAVH")
    here, there = ink_right(qt_picture(page)), ink_right(pdf_picture(page, tmp_path))
    assert here == pytest.approx(there, abs=0.5)
    assert here == pytest.approx(10 + metrics().width("AVAVAVAVAVAVAVAVAVAVH", TextStyle(16)), abs=1.6)
    assert here < unkerned


@pytest.mark.usefixtures("chinese")
def test_a_font_of_the_system_is_drawn_alike_everywhere(tmp_path: Path) -> None:
    page = sheet_of("Envoyer 申请表 ici", "申请表")
    by_qt = qt_picture(page)
    assert misplaced(by_qt, pdf_picture(page, tmp_path)) == 0
    assert misplaced(by_qt, svg_picture(page, tmp_path)) == 0
    # Three squares of 12.8 by 12.8 points, in each line.
    assert float((by_qt < 128).sum()) / SCALE ** 2 > 6 * 12.8 ** 2


@pytest.mark.usefixtures("chinese")
def test_large_type_of_the_system_is_drawn() -> None:
    assert float((qt_picture(sheet_of("申", size=24.0)) < 128).sum()) / SCALE ** 2 == pytest.approx(19.2 ** 2, rel=0.05)


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("text", ["申请表", "Envoyer 申请表 ici"])
def test_what_a_font_of_the_system_draws_is_told_as_typed(text: str, tmp_path: Path) -> None:
    made = pages(group(text))
    assert re.sub(r"\s+", " ", text_of(made, tmp_path)) == text
    with pikepdf.open(BytesIO(pdf(made))) as file:
        assert all("NotoSansCJK" not in str(font.BaseFont) for font in file.pages[0].Resources.Font.values())
        with file.open_metadata() as facts:
            assert facts["pdfuaid:part"] == "1"
    assert [element.text for element in ET.fromstring(svg(drawing_of(text))).iter(f"{SVG}text")][-1] == text


@pytest.mark.usefixtures("chinese")
def test_the_same_lines_are_the_same_bytes() -> None:
    made = pages(*[group(text) for text in (*JOINED, "申请表", "AVATAR")])
    assert pdf(made) == pdf(made)
    assert svg(made.pages[0].drawing) == svg(made.pages[0].drawing)
