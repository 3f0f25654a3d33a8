"""LibreOffice as a reader of slides: it opens them, shows what the sheet shows, and keeps what somebody writes anew."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile

import pptx
import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader

from tests.exporters.office import convert
from tests.exporters.rasters import SCALE, qt_picture, read_grey
from tests.exporters.slide_pages import pages_of
from tests.exporters.specimens import sheets, specimens
from tests.exporters.test_backends_parity import ink
from tests.exporters.test_slides_opendocument import DRAW, SVG
from tests.exporters.test_slides_pptx import groups, leaves, texts
from tests.profiles import mostly_deep
from visavis.blueprint.drawing import Text
from visavis.exporters.backends import SLIDE_FORMATS, write_pages

# Points: what LibreOffice's hundredths of a millimetre, and its own smoothing, may move an edge by.
NEAR = 1.5
POSTER = "apa-a-domicile poster"


def written(name: str, form: str, folder: Path) -> Path:
    file = folder / f"page.{form}"
    file.write_bytes(write_pages(pages_of(name), form))
    return file


@pytest.mark.slow
@pytest.mark.parametrize("form", mostly_deep(SLIDE_FORMATS))
def test_it_opens_them_and_reads_every_word(form: str, tmp_path: Path) -> None:
    pages = pages_of(POSTER)
    read = PdfReader(io.BytesIO(convert(written(POSTER, form, tmp_path), "pdf")))
    assert len(read.pages) == len(pages.pages)
    assert float(read.pages[0].mediabox.width) == pytest.approx(pages.pages[0].width, abs=1)
    flat = "".join(read.pages[0].extract_text().split())
    missing = {word for group in pages.pages[0].drawing.groups for line in group.primitives if isinstance(line, Text)
               for word in line.run.text.split() if word.isalpha() and word not in flat}
    assert missing == set()


@pytest.mark.slow
@pytest.mark.parametrize("form", mostly_deep(SLIDE_FORMATS))
def test_it_shows_shapes_where_they_are(form: str, tmp_path: Path) -> None:
    program = shutil.which("pdftoppm")
    if program is None:
        pytest.skip("pdftoppm is not installed")
    (tmp_path / "s.pdf").write_bytes(convert(written("specimens", form, tmp_path), "pdf"))
    subprocess.run([program, "-r", str(72 * SCALE), "-gray", "-png", "-singlefile", tmp_path / "s.pdf", tmp_path / "s"],
                   check=True)
    shown, ours = read_grey((tmp_path / "s.png").read_bytes()), qt_picture(sheets().pages[0])
    apart = []
    for group in specimens().groups:
        # Letters are the business of fonts; a dashed line may end with a dash or before it.
        if group.title == "dashes" or any(isinstance(part, Text) for part in group.primitives):
            continue
        here, there = ink(ours, group.bounds), ink(shown, group.bounds)
        if (here is None) != (there is None) or (here and there and max(
                abs(one - other) for one, other in zip(here, there, strict=True)) > NEAR):
            apart.append(f"{group.title}: {here} {there}")
    assert apart == []


@pytest.mark.slow
def test_what_is_written_anew_in_libreoffice_is_kept(tmp_path: Path) -> None:
    """A file of PowerPoint is saved by LibreOffice, a text of it is changed there, and it is a file of PowerPoint again."""
    first = convert(written(POSTER, "pptx", tmp_path), "odp")
    changed, count = tmp_path / "changed.odp", 0
    with ZipFile(io.BytesIO(first)) as source, ZipFile(changed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "content.xml":
                count = content.count("Numérise et ressaisit le dossier</text:span>".encode())
                content = content.replace("Numérise et ressaisit le dossier</text:span>".encode(),
                                          b"Ne ressaisit plus rien</text:span>")
            target.writestr(name, content)
    assert count, "a wrapped text is one paragraph of one run"
    slide = pptx.Presentation(io.BytesIO(convert(changed, "pptx"))).slides[0]
    told = texts(slide)
    assert "Ne ressaisit plus rien" in told
    assert not any("Numérise et ressaisit" in text for text in told)
    assert slide.shapes.title.text_frame.text == pages_of(POSTER).title
    figure = next(group for group in groups(slide.shapes) if group.name == "Sur 20 demandes")
    assert len([each for each in figure.shapes if each.shape_type == MSO_SHAPE_TYPE.GROUP]) == 20
    assert not [shape for shape in leaves(slide.shapes) if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]


@pytest.mark.slow
@pytest.mark.parametrize(("form", "kept"), mostly_deep([("odp", "fodp"), ("odg", "fodg")]))
def test_libreoffice_keeps_names_and_what_is_said(form: str, kept: str, tmp_path: Path) -> None:
    """Not so of PPTX: LibreOffice reads no description of a group there, and writes none."""
    file = written(POSTER, form, tmp_path)
    with ZipFile(file) as parts:
        ours = ET.fromstring(parts.read("content.xml"))
    saved = ET.fromstring(convert(file, kept))
    assert said_in(saved) == said_in(ours)
    assert {name for name in names_in(ours) if name not in names_in(saved)} == set()


def said_in(root: ET.Element) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}desc")]


def names_in(root: ET.Element) -> set[str | None]:
    return {element.get(f"{DRAW}name") for element in root.iter(f"{DRAW}g")}
