"""Every PDF is one file for everybody (PDF/UA-1) and for archives (PDF/A-2b): judged by other people's checkers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path

import pikepdf
import pytest

from tests.benchmarks.documents import blueprint_of
from tests.drawing.builders import analysis, document, finding, flow, step
from tests.exporters.jobs import job
from tests.exporters.pdf_judges import faults
from tests.exporters.specimens import sheets
from tests.profiles import EXAMPLES, mostly_deep
from visavis.blueprint.drawing import DisplayList, Page, PageSet, draw_infographic, draw_poster
from visavis.blueprint.language import message, translator
from visavis.blueprint.model import BlueprintDocument
from visavis.exporters.backends.pdf import pdf
from visavis.exporters.cli import main
from visavis.exporters.poster import POSTER

LONG = "Demander l’allocation personnalisée d’autonomie à domicile, et la faire renouveler chaque année " * 4
HOSTILE = {
    "400 letters": LONG,
    "one word": "Donaudampfschifffahrt" * 19,
    "emoji": "👩\u200d👧 👍🏽 🇫🇷 ❤\ufe0f",
    "Arabic": "بَيْتٌ كُتِبَ اللُّغَة (لا) 12",
    "Hebrew and French": "Rendez-vous שלום demain",
    "Tamil": "கொடு தமிழ் நீங்கள்",
    "letters no font has": "日本 の 役所 🜁",
    "markup": "<b>&amp; ]]> \"x\" 'y' =1+1 (\\) %",
    "controls": "a\x00b\x07c\ufffed\u2028e",
    "empty": " ",
}


def examples() -> Iterator[tuple[Path, str, str]]:
    """Yield each shipped example with a format and a language; the first few are of every kind."""
    first = [("apa-a-domicile", "poster", "fr"), ("home-care-allowance-redesigned", "before-after", "en"),
             ("passeport", "infographic", "fr"), ("home-care-allowance", "poster", "en"), ("passeport", "poster", "fr"),
             ("apa-a-domicile", "summary", "fr"), ("apa-a-domicile-cible", "slide", "fr")]
    paths = {path.name.removesuffix(".blueprint.json"): path for path in EXAMPLES}
    every = [case for case in product(paths, ("poster", "infographic", "before-after", "summary", "slide"), ("fr", "en"))
             if case[1] != "before-after" or case[0] in ("apa-a-domicile-cible", "home-care-allowance-redesigned")]
    for name, form, language in dict.fromkeys([*first, *every]):
        yield paths[name], form, language


@pytest.mark.parametrize(("path", "form", "language"), mostly_deep(examples(), by_default=4))
def test_every_export_is_for_everybody_and_for_archives(path: Path, form: str, language: str, tmp_path: Path) -> None:
    out = tmp_path / "export.pdf"
    assert main(["export", str(path), "-t", form, "-o", str(out), "--lang", language]) == 0
    assert faults(out.read_bytes(), tmp_path) == []


@pytest.mark.parametrize("paper", mostly_deep(["A0", "A4", "A2"]))
def test_so_is_every_size_of_paper(paper: str, tmp_path: Path) -> None:
    made = hostile("Réunir les pièces")
    assert faults(pdf(draw_poster(made, None, translator("fr"), paper=paper)), tmp_path) == []


@pytest.mark.few(1)
@pytest.mark.parametrize("asked", [{"tile": "A4"}, {"letters": "outlines"}, {"letters": "outlines", "tile": "A4"},
                                   {"bleed": "3", "marks": "crop", "colours": "grey"}], ids=str)
def test_so_is_what_goes_to_a_print_shop(asked: dict[str, str], tmp_path: Path) -> None:
    # A tile is a figure whose letters are told by the table at the end, not scanned paper.
    assert faults(POSTER.export(job(POSTER, **asked)), tmp_path, "TAG-030") == []


def hostile(text: str) -> BlueprintDocument:
    return document(
        [step("a", title=text), step("b", "scene", title=text, column=1, work="PT5M"),
         step("c", "coulisses", title=text, column=2), step("d", "preuves", title=text, column=1, kind="evidence"),
         step("e", "usager", "p2", title=text)],
        [flow("f", "a", "b", kind="interaction", label=text), flow("g", "b", "c")],
        title=text, summary=text, phases=[text, text], service={"authority": text, "legal_basis": text})


@pytest.mark.few(2)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_whatever_was_typed(text: str, tmp_path: Path) -> None:
    made = hostile(text)
    report = analysis(made, finding("r", "a", title=message("{t}", t=text), message=message("{t}", t=text),
                                    remedy=message("{t}", t=text)))
    for pages in (draw_poster(made, report, translator("fr")), draw_infographic(made, report, translator("fr"))):
        told = replace(pages, author=text, subject=text, keywords=(text,), date=text, version=text, source=text,
                       publisher=text)
        # A phase whose name has no letters is headed by its number alone; one text for all makes lines alike that are
        # no running heads.
        assert faults(pdf(told), tmp_path, "HDG-010", "PAG-001") == []


@pytest.mark.slow
def test_a_stack_of_sheets(tmp_path: Path) -> None:
    made = blueprint_of(220)
    pages = draw_poster(made, None, translator("fr"), paper="A4")
    assert len(pages.pages) >= 6
    # Its phases are called by numbers alone, so that their headings seem to come again.
    assert [each for each in faults(pdf(pages), tmp_path) if "Phase" not in each] == []


@pytest.mark.parametrize("made", [document(), document([step("a")], title=" ")], ids=["nothing", "no title"])
def test_blueprints_with_little_in_them(made: BlueprintDocument, tmp_path: Path) -> None:
    assert faults(pdf(draw_poster(made, None, translator("fr"))), tmp_path) == []


def test_every_kind_of_ink_and_of_text(tmp_path: Path) -> None:
    assert faults(pdf(sheets()), tmp_path) == []


def test_a_sheet_without_anything_on_it(tmp_path: Path) -> None:
    assert faults(pdf(PageSet((Page(90, 40, DisplayList(90, 40, (), "#FFFFFF")),), "Vide", "fr")), tmp_path) == []


def test_the_judges_see_faults(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(pdf(sheets()))) as file:
        del file.Root.Lang, file.Root.OutputIntents
        for font in file.pages[0].Resources.Font.values():
            del font.FontDescriptor.FontFile2
        packet = file.Root.Metadata.read_bytes().replace(b"pdfaProperty:name>part<", b"pdfaProperty:name>whole<")
        file.Root.Metadata.write(packet)
        stream = BytesIO()
        file.save(stream)
    found = "\n".join(faults(stream.getvalue(), tmp_path))
    for part in ("PDF/A: ", "6.2.11.4.1", "XMP: {http://www.aiim.org/pdfua/ns/id/}part", "outloud: ", "pdfua: "):
        assert part in found, part
