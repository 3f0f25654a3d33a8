"""Sheets as they are printed: bleed and marks, tiles, folds, pages that are too long for a PDF."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.drawing.apa import apa, apa_analysis
from visavis.blueprint.drawing import (
    LIGHT,
    Box,
    DisplayList,
    DrawingContext,
    Group,
    Layer,
    Page,
    PageSet,
    Path,
    Role,
    Text,
    draw_poster,
)
from visavis.blueprint.drawing.imposition.leporello import mark_folds
from visavis.blueprint.drawing.imposition.long_pages import LONGEST, split_long_pages
from visavis.blueprint.drawing.imposition.printers_marks import add_bleed
from visavis.blueprint.drawing.imposition.tile_grid import name_tile, plan_tiles
from visavis.blueprint.drawing.imposition.tiling import tile_pages
from visavis.blueprint.drawing.legibility import describe_titles, legible_distance, title_size
from visavis.blueprint.drawing.paper import POINTS_PER_MM, make_sheet
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.text.metrics import metrics
from visavis.blueprint.text.styles import Weight

MM = POINTS_PER_MM
CONTEXT = DrawingContext(LIGHT, translator("en"), metrics())


def sheets(width: float, height: float, count: int = 1) -> PageSet:
    """Return blank sheets of a size in millimetres, with a drawing half as large shown at twice its size."""
    drawing = DisplayList(width * MM / 2, height * MM / 2, (), "#FFFFFF")
    return PageSet((Page(width * MM, height * MM, drawing, scale=2.0),) * count, "Poster", "en")


def marks(page: Page, name: str) -> Group | None:
    found = page.marks.groups if page.marks else ()
    return next((group for group in found if group.id == name), None)


def words(page: Page) -> str:
    groups = page.marks.groups if page.marks else ()
    return " ".join(part.run.text for group in groups for part in group.primitives if isinstance(part, Text))


@pytest.mark.parametrize(("paper", "on", "is_reduced", "count", "share"), [
    ("A0", "A4", True, 16, 0.916), ("A0", "A4", False, 21, 1.0), ("A0", "A3", True, 8, 0.940), ("A3", "A4", True, 2, 0.929),
    ("A1", "A4", True, 8, 0.916), ("A3", "A4", False, 4, 1.0), ("A0", "letter", True, 16, 0.881), ("A4", "A3", True, 1, 1.0),
])
@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_a_poster_takes_the_fewest_sheets(paper: str, on: str, is_reduced: bool, count: int, share: float, orientation: str) -> None:
    sheet = make_sheet(paper, orientation)
    grid = plan_tiles(sheet.width, sheet.height, on, is_reduced=is_reduced)
    assert grid.count == count
    assert grid.scale == pytest.approx(share, abs=0.0006)


@pytest.mark.parametrize("is_reduced", [True, False])
@pytest.mark.parametrize("size", [(1189, 841), (420, 297), (297, 1500), (300, 211)])
def test_tiles_cover_the_poster_and_overlap_by_ten_millimetres(size: tuple[int, int], is_reduced: bool) -> None:
    grid = plan_tiles(size[0] * MM, size[1] * MM, "A4", is_reduced=is_reduced)
    tiles = list(grid.tiles())
    covered = {(tile.column, tile.row): (tile.left, tile.top, tile.left + tile.window.width, tile.top + tile.window.height)
               for tile in tiles}
    for (column, row), (left, top, right, bottom) in covered.items():
        assert right > left
        assert bottom > top
        beside, below = covered.get((column + 1, row)), covered.get((column, row + 1))
        assert right == pytest.approx(beside[0] + 10 * MM if beside else grid.poster_width)
        assert bottom == pytest.approx(below[1] + 10 * MM if below else grid.poster_height)


def test_tiles_show_the_poster_where_it_is() -> None:
    """A point of the poster is at the same place on every tile, once these lie where they belong."""
    tiled = tile_pages(CONTEXT, sheets(1189, 841), "A4", is_reduced=True)
    grid = plan_tiles(1189 * MM, 841 * MM, "A4", is_reduced=True)
    *tiles, last = tiled.pages
    assert len(tiles) == 16
    for tile, page in zip(grid.tiles(), tiles, strict=True):
        assert page.window is not None
        assert page.window.rect == tile.window
        assert (page.x - page.window.rect.x, page.y - page.window.rect.y) == pytest.approx((-tile.left, -tile.top))
        assert page.scale == pytest.approx(2 * grid.scale)
        assert page.drawing is last.drawing


def test_marks_tell_where_to_cut_and_where_to_glue() -> None:
    tiled = tile_pages(CONTEXT, sheets(420, 297), "A4", is_reduced=False)
    first, second, third, fourth = tiled.pages[:4]
    assert [marks(page, "cut-left") is not None for page in (first, second, third, fourth)] == [False, True, False, True]
    assert [marks(page, "cut-top") is not None for page in (first, second, third, fourth)] == [False, False, True, True]
    assert [marks(page, "glue-right") is not None for page in (first, second, third, fourth)] == [True, False, True, False]
    assert [marks(page, "glue-below") is not None for page in (first, second, third, fourth)] == [True, True, False, False]
    assert words(first) == "A2 → B1 ↓ A1 1/4"
    assert words(fourth) == "B2 4/4"


def test_names_of_rows_go_on_after_z() -> None:
    assert [name_tile(0, row) for row in (0, 25, 26, 51, 52)] == ["A1", "Z1", "AA1", "AZ1", "BA1"]


def test_the_last_sheet_tells_how_to_put_them_together() -> None:
    made = apa()
    poster = draw_poster(made, apa_analysis(made), translator("fr"), paper="A1")
    tiled = tile_pages(DrawingContext(LIGHT, translator("fr"), metrics()), poster, "A4", is_reduced=True)
    told = " ".join(words(tiled.pages[-1]).split())
    size = title_size(poster) or 0
    assert "Imprimez les 8 feuilles" in told
    assert "770 × 544 mm" in told
    assert "100 mm" in told
    assert all(f"{letter}{column}" in told for letter in "AB" for column in range(1, 5))
    assert f"au lieu de {size:.1f}".replace(".", ",").removesuffix(",0") in told


def test_each_sheet_of_a_poster_has_its_own_tiles_and_map() -> None:
    tiled = tile_pages(CONTEXT, sheets(420, 297, count=2), "A4", is_reduced=True)
    assert len(tiled.pages) == 2 * 2 + 2
    assert "1-A1" in words(tiled.pages[0])
    assert "2-A2" in words(tiled.pages[3])
    assert ["1-A1" in words(page) for page in tiled.pages[4:]] == [True, False]


def test_sheets_of_office_paper_stay_whole() -> None:
    small = sheets(210, 297)
    assert tile_pages(CONTEXT, small, "A4", is_reduced=True) == small
    with pytest.raises(BlueprintError, match="paper size"):
        tile_pages(CONTEXT, small, "B4", is_reduced=True)


def test_bleed_goes_round_the_sheet() -> None:
    (page,) = add_bleed(sheets(420, 297), 3.0, marks=False).pages
    assert (page.width, page.height) == pytest.approx((426 * MM, 303 * MM))
    assert page.trim == pytest.approx(Rect(3 * MM, 3 * MM, 420 * MM, 297 * MM))
    assert page.bleed_rect == pytest.approx(Rect(0, 0, 426 * MM, 303 * MM), abs=1e-9)
    assert page.marks is None


@pytest.mark.parametrize("bleed", [0.0, 3.0, 8.0])
def test_marks_stand_outside_what_is_cut_and_outside_the_bleed(bleed: float) -> None:
    (page,) = add_bleed(sheets(420, 297), bleed, marks=True).pages
    crop, register = marks(page, "crop-marks"), marks(page, "register-marks")
    assert crop is not None
    assert register is not None
    lines = [[(float(x), float(y)) for _, x, y in part.segments] for part in crop.primitives if isinstance(part, Path)]
    assert len(lines) == 8
    away = page.bleed_rect
    for line in lines:
        for x, y in line:
            assert 0 < x < page.width
            assert 0 < y < page.height
            assert not (away.x + 0.01 < x < away.right - 0.01 and away.y + 0.01 < y < away.bottom - 0.01)
    circles = [part.rect.centre for part in register.primitives if isinstance(part, Box)]
    assert len(circles) == 4
    assert page.trim is not None
    assert {round(point.x) for point in circles} >= {round(page.trim.centre.x)}


@pytest.mark.parametrize(("size", "panels"), [((420, 297), 4), ((297, 1188), 6)])
def test_folds_are_marked_at_equal_distances_along_the_long_edge(size: tuple[int, int], panels: int) -> None:
    (page,) = mark_folds(sheets(*size), panels).pages
    folds = marks(page, "fold-marks")
    assert folds is not None
    axis = 0 if size[0] > size[1] else 1
    places = sorted({round(float(part.segments[0][1 + axis]) / MM, 3) for part in folds.primitives if isinstance(part, Path)})
    assert places == pytest.approx([max(size) * number / panels for number in range(1, panels)])
    ends = [float(part.segments[1][2 - axis]) / MM for part in folds.primitives if isinstance(part, Path)]
    assert all(end <= 3.001 or end >= min(size) - 3.001 for end in ends)


def test_an_annex_of_another_size_is_not_folded() -> None:
    large, small = sheets(1189, 841), sheets(210, 297)
    poster, annex = mark_folds(replace(large, pages=(*large.pages, *small.pages)), 4).pages
    assert marks(poster, "fold-marks") is not None
    assert annex == small.pages[0]


def test_folds_of_a_sheet_that_is_cut_are_marked_outside_it() -> None:
    (page,) = mark_folds(add_bleed(sheets(420, 297), 3.0, marks=True), 3).pages
    folds = marks(page, "fold-marks")
    assert folds is not None
    assert marks(page, "crop-marks") is not None
    bleed = page.bleed_rect
    for part in folds.primitives:
        assert isinstance(part, Path)
        assert all(not bleed.y + 0.1 < float(y) < bleed.bottom - 0.1 for _, _, y in part.segments)


def test_pages_that_are_too_long_are_cut_into_equal_pieces_that_overlap() -> None:
    drawing = DisplayList(12_000 * MM, 914 * MM, (Group("g", Role.TEXT, Layer.CARDS, Rect(0, 0, 1, 1), ()),))
    folded = mark_folds(PageSet((Page(12_000 * MM, 914 * MM, drawing),), "Roll", "en"), 40)
    pieces = split_long_pages(CONTEXT, folded).pages
    assert len(pieces) == 3
    assert all(piece.width <= LONGEST and piece.height == pytest.approx(914 * MM) for piece in pieces)
    assert sum(piece.width for piece in pieces) == pytest.approx((12_000 + 20) * MM)
    step = pieces[0].width - 10 * MM
    assert [-piece.x for piece in pieces] == pytest.approx([0, step, 2 * step])
    assert all(marks(piece, "fold-marks") is not None for piece in pieces)


def test_pages_a_pdf_can_hold_stay_whole() -> None:
    made = sheets(5080, 914)
    assert split_long_pages(CONTEXT, made) == made


def test_type_of_nine_points_is_legible_from_half_a_metre() -> None:
    assert legible_distance(9) == pytest.approx(0.5, abs=0.05)
    assert legible_distance(24) == pytest.approx(1.3, abs=0.05)


def test_names_of_support_are_no_titles_of_cards() -> None:
    made = apa()
    (page, *_) = draw_poster(made, apa_analysis(made), translator("fr"), paper="A0").pages
    (title,) = {part.run.style.size for group in page.drawing.groups if group.id == "u3" and group.role is Role.STEP
                for part in group.primitives if isinstance(part, Text) and part.run.style.weight is Weight.SEMIBOLD}
    assert title_size(PageSet((page,), "P", "fr")) == pytest.approx(title * page.scale, abs=0.001)
    assert title * page.scale >= make_sheet("A0").title_floor - 0.01


def test_titles_of_a_tiled_poster_are_those_of_its_tiles() -> None:
    """Not those of the small poster on its map."""
    made = apa()
    poster = draw_poster(made, apa_analysis(made), translator("en"))
    size = title_size(poster) or 0.0
    assert title_size(tile_pages(CONTEXT, poster, "A4", is_reduced=True)) == pytest.approx(0.9286 * size, rel=0.001)
    assert title_size(sheets(420, 297)) is None
    assert translator("en")(describe_titles(9.0)) == "titles 9\u00a0pt, legible from 0.5\u00a0m"
    assert translator("fr")(describe_titles(9.0)) == "titres de 9\u00a0pt, lisibles à 0,5\u00a0m"
