"""The PDF backend: tagged in reading order, searchable as typed, fonts embedded, the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.exporters.specimens import line, sheets
from visavis.blueprint.drawing import Box, DisplayList, Group, Layer, Page, PageSet, Role, Text
from visavis.blueprint.layout import Rect
from visavis.blueprint.text import TextStyle, Weight, metrics
from visavis.exporters.backends.pdf import pdf


def group(name: str, role: Role = Role.TEXT, layer: Layer = Layer.CARDS, told: str | None = None) -> Group:
    return Group(name, role, layer, Rect(0, 0, 90, 20), (line(name, 10, Weight.REGULAR, 5, 15),), name,
                 name if told is None else told)


def pages(*groups: Group, title: str = "Test", sheet_count: int = 1) -> PageSet:
    drawing = DisplayList(200, 100, groups, "#FFFFFF", "fr", title)
    return PageSet((Page(200, 100, drawing),) * sheet_count, title, "fr")


Opener = Callable[[PageSet], pikepdf.Pdf]


@pytest.fixture
def opened() -> Iterator[Opener]:
    """Opens what is made of pages, until the test ends."""
    with ExitStack() as files:
        yield lambda made: files.enter_context(pikepdf.open(BytesIO(pdf(made))))


def elements(file: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Return the elements that hold marked content, in reading order, without the title that every file begins with."""
    (document,) = file.Root.StructTreeRoot.K
    return [each for each in leaves(document) if str(each.get("/ActualText", "")) != "Test"]


def leaves(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in element.K:
        if isinstance(kid.K, pikepdf.Array):
            yield from leaves(kid)
        else:
            yield kid


def told(element: pikepdf.Object) -> str:
    return str(element.get("/Alt", ""))


def text_of(made: PageSet, folder: Path) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    (folder / "t.pdf").write_bytes(pdf(made))
    done = subprocess.run([program, folder / "t.pdf", "-"], capture_output=True, check=True)
    return re.sub("[\u202a-\u202e]", "", done.stdout.decode("utf-8")).strip()


def test_a_file_says_what_it_is(opened: Opener) -> None:
    made = replace(pages(group("x", Role.TITLE)), author="Mairie", subject="Parcours", keywords=("a", "b"))
    file = opened(made)
    assert str(file.Root.Lang) == "fr"
    assert bool(file.Root.MarkInfo.Marked)
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
    assert {key: str(file.docinfo[key]) for key in ("/Title", "/Author", "/Subject")} == {
        "/Title": "Test", "/Author": "Mairie", "/Subject": "Parcours"}
    assert "/CreationDate" not in file.docinfo
    with file.open_metadata() as facts:
        assert facts["dc:title"] == "Test"
        assert (facts["pdfaid:part"], facts["pdfaid:conformance"], facts["pdfuaid:part"]) == ("2", "B", "1")


def test_elements_come_in_reading_order_whatever_is_painted_first(opened: Opener) -> None:
    file = opened(pages(group("top", Role.HEADING, Layer.NOTES), group("bottom", Role.STEP, Layer.LANES)))
    assert [str(element.S) for element in elements(file)] == ["/H2", "/Figure"]
    # The step lies under the heading and is painted first; the parent tree is by content.
    assert [int(element.K) for element in elements(file)] == [2, 0]
    _, parents = file.Root.StructTreeRoot.ParentTree.Nums
    assert [str(parent.S) for parent in parents] == ["/Figure", "/H1", "/H2"]
    assert file.pages[0].obj.StructParents == 0


@pytest.mark.parametrize(("role", "tag"), [
    (Role.TITLE, "/H1"), (Role.HEADING, "/H2"), (Role.PHASE, "/H2"), (Role.TEXT, "/P"), (Role.LANE, "/P"),
    (Role.FINDING, "/P"), (Role.LEGEND, "/P"), (Role.FOOTER, "/P"), (Role.FLOW_LABEL, "/P"), (Role.RIBBON, "/Figure"),
    (Role.FIGURE, "/Figure"), (Role.STEP, "/Figure"), (Role.EVIDENCE, "/Figure"),
])
def test_each_role_has_its_tag(opened: Opener, role: Role, tag: str) -> None:
    (element,) = elements(opened(pages(group("x", role, told="All of x"))))
    assert str(element.S) == tag
    assert told(element) == ("All of x" if tag == "/Figure" else "")


def test_every_role_can_be_drawn(opened: Opener) -> None:
    assert len(opened(pages(*(group(role.value, role) for role in Role))).pages) == 1


def test_decoration_is_an_artifact(opened: Opener) -> None:
    file = opened(pages(group("x", Role.DECORATION)))
    assert elements(file) == []
    content = file.pages[0].Contents.read_bytes()
    # The ground, and the decoration; the third is the title, which no one drew.
    assert content.count(b"/Artifact <</Type /Layout>> BDC") == 2
    assert content.count(b"EMC") == 3


def test_later_sheets_begin_with_their_title_and_their_feet_are_not_read_again(opened: Opener) -> None:
    file = opened(pages(group("t", Role.TITLE), group("x"), group("f", Role.FOOTER), sheet_count=3))
    assert [str(element.S) for element in elements(file)] == ["/H1", "/P", "/P", "/P", "/P", "/P", "/P"]
    assert b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC" in file.pages[2].Contents.read_bytes()


def test_titles_of_a_stack_of_sheets_are_running_heads(opened: Opener) -> None:
    file = opened(pages(group("t", Role.TITLE), group("x"), sheet_count=6))
    assert [str(element.S) for element in elements(file)] == ["/H1", *["/P"] * 6]
    assert b"/Artifact <</Type /Pagination /Subtype /Header>> BDC" in file.pages[5].Contents.read_bytes()


def test_text_that_was_cut_is_told_whole(opened: Opener) -> None:
    (element,) = elements(opened(pages(group("Réunir les…", told="Réunir les pièces"))))
    assert told(element) == "Réunir les pièces"


def test_figures_know_their_place_on_the_sheet(opened: Opener) -> None:
    drawing = DisplayList(200, 100, (group("x", Role.FIGURE),))
    (element,) = elements(opened(PageSet((Page(400, 300, drawing, 10, 20, 2.0),), "Test", "fr")))
    assert [float(value) for value in element.A.BBox] == [10, 240, 190, 280]


@pytest.mark.parametrize("text", ["Été à Þórr, « où\u202f? »", "Emoji 😀👍 fin", "Pouce 👍🏽", "👩\u200d👧", "Дело λόγος",
                                  "日本 sans police", "שלום", "مرحبا", "e\u0301te\u0301", "AVATAR To. WA Yes, LIGNE T. Vous",
                                  "سلام لا إله", "بَيْتٌ كُتِبَ اللُّغَة الْعَرَبِيَّة", "می\u200cخواهم گزارش را", "اُردو میں ٹیکسٹ بڑے گھر",
                                  "கொடு தமிழ் வணக்கம்", "สวัสดี ที่นี่ น้ำ ผู้ใหญ่", "שָׁלוֹם (עולם)", "नमस्ते क्षत्रिय", "🇫🇷 a\u0308\u0323"])
def test_text_is_found_as_it_was_typed(text: str, tmp_path: Path) -> None:
    found = text_of(pages(group(text)), tmp_path)
    assert re.sub(r"\s+", " ", found) == re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))


def test_leftward_text_is_told_as_it_was_typed(opened: Opener) -> None:
    (element,) = elements(opened(pages(group("אבג (דה) abc"))))
    assert str(element.ActualText) == "אבג (דה) abc"


def test_unicode_tables_are_whole_utf_16(opened: Opener) -> None:
    file = opened(pages(group("😀 ﻼ سلام é")))
    tables = b"".join(font.ToUnicode.read_bytes() for font in file.pages[0].Resources.Font.values())
    assert b"<D83DDE00>" in tables
    targets = [bytes.fromhex(code.decode()) for code in re.findall(rb"^<..> <([0-9A-F]{4,})>$", tables, re.MULTILINE)]
    letters = [target.decode("utf-16-be") for target in targets]
    assert "لا" in letters
    assert "\0" not in letters
    assert not any("\ufe70" <= letter <= "\ufeff" for letter in letters)


def test_a_missing_letter_is_drawn_as_an_outline(opened: Opener) -> None:
    """No text may show `.notdef`; what it stands for is said."""
    content = opened(pages(group("日本"))).pages[0].Contents.read_bytes()
    letters = [bytes.fromhex(shown.decode()) for shown in re.findall(rb"<([0-9a-f]+)> Tj", content)]
    assert b"".join(letters).strip() == b""
    assert b"/ActualText <FEFF65E5672C>" in content
    assert re.search(rb" f Q\nEMC", content)


def test_every_font_is_embedded(opened: Opener) -> None:
    for font in opened(sheets()).pages[0].Resources.Font.values():
        assert "/FontFile2" in font.FontDescriptor
        assert "/ToUnicode" in font


def test_what_is_see_through_stays_so(opened: Opener) -> None:
    shape = Box(Rect(0, 0, 9, 9), 0, "#000000", None, 0.3)
    made = pages(Group("x", Role.FIGURE, Layer.CARDS, Rect(0, 0, 9, 9), (shape,)))
    file = opened(made)
    states = file.pages[0].Resources.ExtGState
    content = pikepdf.parse_content_stream(file.pages[0])
    used, painted = None, []
    for operands, operator in content:
        if str(operator) == "gs" and "/ca" in states[operands[0]]:
            used = float(states[operands[0]].ca)
        if str(operator) in {"f", "f*"}:
            painted.append(used)
    assert painted[-1] == pytest.approx(0.3)


@settings(max_examples=15)
@given(st.text(max_size=30))
def test_anything_may_be_typed_anywhere(text: str) -> None:
    made = replace(pages(group(text), group(text, Role.FIGURE), title=text), author=text, subject=text, keywords=(text,))
    assert len(PdfReader(BytesIO(pdf(made))).pages) == 1


def test_the_same_pages_are_the_same_bytes_in_any_process(root: Path) -> None:
    code = ("import hashlib; from tests.exporters.specimens import sheets; from visavis.exporters.backends.pdf import pdf; "
            "print(hashlib.sha256(pdf(sheets())).hexdigest())")
    seen = {hashlib.sha256(pdf(sheets())).hexdigest()}
    for seed in ("1", "2"):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root,
                              env={**os.environ, "PYTHONHASHSEED": seed})
        seen.add(done.stdout.strip())
    assert len(seen) == 1


def test_a_wall_of_cards_takes_a_moment() -> None:
    run = metrics().shape("Réunir les pièces", TextStyle(10))
    cards = tuple(
        Group(str(number), Role.STEP, Layer.CARDS, Rect(number % 40 * 50, number // 40 * 30, 45, 25),
              (Box(Rect(number % 40 * 50, number // 40 * 30, 45, 25), 4, "#FFFFFF"),
               *(Text(run, number % 40 * 50, number // 40 * 30 + 10 * row, "#000000") for row in range(3))))
        for number in range(1000))
    made = PageSet((Page(2000, 800, DisplayList(2000, 800, cards)),), "t", "fr")
    pdf(made)
    begin = time.process_time()
    pdf(made)
    assert time.process_time() - begin < 2.5, "about 0.4 s on the machine where it was written"
