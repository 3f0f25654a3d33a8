"""Posters as files for printers: boxes to 0.1 mm, tiles that make the poster again, windows written once."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import RectangleObject

from tests.drawing.apa import apa, apa_analysis
from tests.exporters.jobs import job
from tests.exporters.rasters import misplaced, pdf_picture, qt_picture
from visavis.blueprint.drawing import Page, PageSet, draw_poster
from visavis.blueprint.drawing.imposition.tile_marks import BESIDE
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintError
from visavis.exporters.backends.pdf import pdf
from visavis.exporters.poster import POSTER

MM = 72 / 25.4
# Five pixels a millimetre: margins and edges of tiles are whole pixels.
DPI, PIXELS = 127, 5
# Two ways of smoothing small letters differ in so many of all pixels at most.
ALIKE = 0.0005


def read(**options: str) -> PdfReader:
    return PdfReader(io.BytesIO(POSTER.export(job(POSTER, **options))))


def millimetres(box: RectangleObject) -> tuple[float, ...]:
    return tuple(float(side) / MM for side in (box.left, box.bottom, box.right, box.top))


def pictures(content: bytes, folder: Path) -> list[Any]:
    program = shutil.which("pdftoppm")
    if program is None:
        pytest.skip("pdftoppm is not installed")
    (folder / "p.pdf").write_bytes(content)
    subprocess.run([program, "-r", str(DPI), "-gray", folder / "p.pdf", folder / "p"], check=True)
    found = []
    for file in sorted(folder.glob("p-*.pgm")):
        with Image.open(file) as picture:
            found.append(np.asarray(picture))
        file.unlink()
    return found


@pytest.mark.few(3)
@pytest.mark.parametrize(("options", "media", "trim", "bleed"), [
    ({"paper": "A3"}, (0, 0, 420, 297), None, None),
    ({"paper": "600x900mm", "margin": "20"}, (0, 0, 600, 900), None, None),
    ({"paper": "letter", "orientation": "portrait"}, (0, 0, 215.9, 279.4), None, None),
    ({"paper": "A3", "bleed": "3"}, (0, 0, 426, 303), (3, 3, 423, 300), (0, 0, 426, 303)),
    ({"paper": "A3", "bleed": "3", "marks": "crop"}, (0, 0, 438, 315), (9, 9, 429, 306), (6, 6, 432, 309)),
    ({"paper": "A2", "marks": "crop", "fold": "4"}, (0, 0, 612, 438), (9, 9, 603, 429), (9, 9, 603, 429)),
])
def test_boxes_are_exact_to_a_tenth_of_a_millimetre(options: dict[str, str], media: tuple[float, ...], trim: tuple[float, ...] | None,
                                                    bleed: tuple[float, ...] | None) -> None:
    for page in read(annex="no", **options).pages:
        assert millimetres(page.mediabox) == pytest.approx(media, abs=0.1)
        assert millimetres(page.trimbox) == pytest.approx(trim or media, abs=0.1)
        assert millimetres(page.bleedbox) == pytest.approx(bleed or media, abs=0.1)


@pytest.mark.slow
def test_of_a_roll_the_poster_takes_what_it_needs() -> None:
    (page,) = read(paper="roll-420mm", annex="no").pages
    *_, right, top = millimetres(page.mediabox)
    assert top == pytest.approx(420, abs=0.1)
    assert 420 <= right < 1500
    (page,) = read(paper="roll-420mm", orientation="portrait", annex="no").pages
    *_, right, top = millimetres(page.mediabox)
    assert right == pytest.approx(420, abs=0.1)
    assert top < 1500


@pytest.mark.slow
@pytest.mark.parametrize("size", ["full", "reduced"])
def test_tiles_put_together_by_their_marks_are_the_poster(tmp_path: Path, size: str) -> None:
    pages = POSTER.draw(job(POSTER, paper="A3", tile="A4", **{"tile-size": size}))
    tiles = [page for page in pages.pages[:-1] if page.window is not None]
    scale = tiles[0].scale / POSTER.draw(job(POSTER, paper="A3")).pages[0].scale
    whole = PageSet((Page(420 * MM * scale, 297 * MM * scale, tiles[0].drawing, scale=tiles[0].scale),), "P", "fr")
    (wanted,) = pictures(pdf(whole), tmp_path)
    shown = pictures(pdf(pages), tmp_path)
    height, width = wanted.shape
    made = np.full((height + 20, width + 20), 255, np.uint8)
    for page, picture, (left, top) in zip(tiles, shown, places(tiles), strict=False):
        assert page.window is not None
        x, y, right, bottom = (round(side / MM * PIXELS) for side in (page.window.rect.x, page.window.rect.y,
                                                                     page.window.rect.right, page.window.rect.bottom))
        part = picture[y:bottom, x:right]
        across, down = round(left / MM * PIXELS), round(top / MM * PIXELS)
        made[down:down + part.shape[0], across:across + part.shape[1]] = part[:made.shape[0] - down, :made.shape[1] - across]
    # The frayed edge: half a pixel of the last row and column is white on one of them.
    assert misplaced(made[:height - 2, :width - 2], wanted[:height - 2, :width - 2]) == 0
    # What stands beside the poster is a name, not a part of it.
    assert int((made[:height - 2, :width - 2].astype(int) < 128).sum()) == pytest.approx(
        int((wanted[:height - 2, :width - 2].astype(int) < 128).sum()), rel=0.01)


def places(tiles: list[Page]) -> list[tuple[float, float]]:
    """Return where each tile goes, by its marks alone: its cut edge comes to the line on the edge for glue before it."""
    found: list[tuple[float, float]] = []
    row: list[Page] = []
    for page in tiles:
        marks = {group.id: group.bounds for group in (page.marks.groups if page.marks else ())}
        if not found:
            found.append((0.0, 0.0))
        elif "cut-left" in marks:
            before, (left, top) = row[-1], found[-1]
            glue = {group.id: group for group in (before.marks.groups if before.marks else ())}["glue-right"]
            assert before.window is not None
            found.append((left + glue.bounds.x - BESIDE - before.window.rect.x, top))
        else:
            above, (left, top) = row[0], found[-len(row)]
            glue = {group.id: group for group in (above.marks.groups if above.marks else ())}["glue-below"]
            assert above.window is not None
            found.append((left, top + glue.bounds.y - BESIDE - above.window.rect.y))
            row = []
        row.append(page)
    return found


def test_tiles_are_pieces_of_one_drawing_in_the_file() -> None:
    whole, tiled = (
        POSTER.export(job(POSTER, paper="A1", annex="no", tile=tile)) for tile in ("none", "A4"))
    assert len(tiled) < 1.6 * len(whole)
    with pikepdf.open(io.BytesIO(tiled)) as file:
        forms = {value.objgen for page in file.pages for value in dict(page.Resources.XObject).values()}
        assert len(forms) == len(PdfReader(io.BytesIO(whole)).pages)
        for page in file.pages:
            sides = sorted(float(value) / MM for value in list(page.MediaBox)[2:])
            assert sides == pytest.approx([210, 297], abs=0.1)
    text = PdfReader(io.BytesIO(tiled)).pages[0].extract_text()
    assert "Demander l’APA à domicile" in text


def test_each_tile_is_told_as_one_figure() -> None:
    found = read(paper="A3", tile="A4", annex="no")
    root: Any = found.trailer["/Root"]
    elements = [element.get_object() for element in root["/StructTreeRoot"]["/K"][0].get_object()["/K"]]
    figures = [element["/Alt"] for element in elements if element["/S"] == "/Figure"]
    assert figures[:2] == ["Feuille A1 de l’affiche", "Feuille A2 de l’affiche"]
    assert figures[2].startswith("L’affiche entière")


@pytest.mark.few(1)
@pytest.mark.parametrize("number", [0, 1, -1])
def test_the_screen_shows_the_same_tiles(tmp_path: Path, number: int) -> None:
    pages = POSTER.draw(job(POSTER, paper="A3", tile="A4")).pages
    painted, printed = qt_picture(pages[number]), pdf_picture(pages[number], tmp_path)
    assert misplaced(painted, printed) < ALIKE * painted.size


@pytest.mark.parametrize(("options", "words"), [
    ({"bleed": "thick"}, "millimetres from 0 to 20"), ({"margin": "-4"}, "millimetres from 0 to 100"), ({"margin": "nan"}, "from 0 to"),
    ({"fold": "1"}, "panels from 2 to 60"), ({"fold": "many"}, "panels from 2"), ({"paper": "A44"}, "did you mean A4"),
    ({"tile": "A4", "marks": "crop"}, "Tiles have marks"), ({"tile": "A4", "fold": "3"}, "Tiles have marks"),
])
def test_what_cannot_be_printed_is_refused_in_words(options: dict[str, str], words: str) -> None:
    with pytest.raises(BlueprintError, match=words):
        POSTER.export(job(POSTER, **options))


def test_lengths_are_taken_as_people_type_them() -> None:
    (page,) = read(paper="A3", bleed="2,5 mm", annex="no").pages
    assert millimetres(page.mediabox) == pytest.approx((0, 0, 425, 302), abs=0.1)


@pytest.mark.slow
def test_letters_are_shapes_where_a_print_shop_takes_no_fonts(tmp_path: Path) -> None:
    lettered, outlined = (POSTER.export(job(POSTER, letters=letters)) for letters in ("fonts", "outlines"))
    with pikepdf.open(io.BytesIO(outlined)) as file:
        assert not [thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"]
        assert all(b" Tf" not in page.obj.Contents.read_bytes() for page in file.pages)
    for one, other in zip(pictures(lettered, tmp_path), pictures(outlined, tmp_path), strict=True):
        assert misplaced(one, other) < ALIKE * one.size
    assert len(outlined) < 8 * len(lettered)


def test_outlines_are_still_told_to_readers() -> None:
    with pikepdf.open(io.BytesIO(POSTER.export(job(POSTER, letters="outlines")))) as file:
        elements = [each for each in file.objects if isinstance(each, pikepdf.Dictionary) and isinstance(each.get("/K"), int)]
        told = [str(each.get("/ActualText", "")) or str(each.get("/Alt", "")) for each in elements]
    assert "Demander l’APA à domicile" in told
    assert "Le blueprint en tableau" in told
    assert all(told)


def test_tiles_have_no_fonts_either() -> None:
    with pikepdf.open(io.BytesIO(POSTER.export(job(POSTER, letters="outlines", tile="A4")))) as file:
        assert not [thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"]


def test_letters_of_every_script_are_shapes(tmp_path: Path) -> None:
    """Joined, marked, emoji, from the system or missing: each is where it is with fonts."""
    made = apa()
    titled = made.replace(head=made.head.model_copy(update={"title": "طلب المساعدة நலன் 👩‍👧 \U0001F9FF ffi é"}))
    pages = draw_poster(titled, apa_analysis(titled), translator("fr"))
    lettered, outlined = (pictures(pdf(replace(pages, is_outlined=is_outlined)), tmp_path) for is_outlined in (False, True))
    assert misplaced(lettered[0], outlined[0]) < ALIKE * lettered[0].size


def test_the_annex_is_neither_cut_nor_folded_nor_marked() -> None:
    """It is for the hand, on paper of its own."""
    *_, annex = read(paper="A2", bleed="3", marks="crop", fold="4").pages
    assert millimetres(annex.mediabox) == millimetres(annex.trimbox) == pytest.approx((0, 0, 210, 297), abs=0.1)
