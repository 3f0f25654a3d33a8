"""Tiling: a poster on sheets of office paper that are glued together, each with an edge for its neighbour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from visavis.blueprint.drawing.display_list import Page, PageSet, Window
from visavis.blueprint.drawing.imposition.assembly_map import TiledPoster, assembly_map
from visavis.blueprint.drawing.imposition.tile_grid import CLOSE, Tile, TileGrid, plan_tiles
from visavis.blueprint.drawing.imposition.tile_marks import tile_marks
from visavis.blueprint.drawing.legibility import title_face, title_size
from visavis.blueprint.drawing.paper import make_sheet
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.language import message


def tile_pages(context: DrawingContext, pages: PageSet, paper: str, *, is_reduced: bool) -> PageSet:
    """Return every sheet that is larger than `paper` cut into sheets of it, then how these are put together.

    All show windows on the same drawing. `is_reduced` makes the poster a little smaller on fewer sheets. Raises
    BlueprintError for other paper.
    """
    sheet = make_sheet(paper, "portrait")
    large = [page for page in pages.pages if not _fits(page, sheet.width, sheet.height)]
    tiled: list[Page] = []
    maps: list[Page] = []
    for page in pages.pages:
        if _fits(page, sheet.width, sheet.height):
            tiled.append(page)
            continue
        prefix = f"{len(maps) + 1}-" if len(large) > 1 else ""
        grid = plan_tiles(page.width, page.height, paper, is_reduced=is_reduced)
        names = [f"{prefix}{tile.name}" for tile in grid.tiles()]
        tiled += _tiles(context, page, grid, names)
        maps.append(assembly_map(context, TiledPoster(page, grid, paper, title_size(pages), names,
                                                      title_face(pages))))
    return replace(pages, pages=(*tiled, *maps))


def _tiles(context: DrawingContext, page: Page, grid: TileGrid, names: list[str]) -> Iterator[Page]:
    for number, (tile, name) in enumerate(zip(grid.tiles(), names, strict=True), start=1):
        description = context.translate(message("Sheet {name} of the poster", name=name))
        yield replace(open_window(page, tile, description), marks=tile_marks(context, tile, number, name))


def open_window(page: Page, tile: Tile, description: str) -> Page:
    """Return the sheet of a tile, which shows its part of a page."""
    grid = tile.grid
    return replace(page, width=grid.width, height=grid.height, scale=page.scale * grid.scale,
                   x=page.x * grid.scale + grid.margin - tile.left, y=page.y * grid.scale + grid.margin - tile.top,
                   trim=None, bleed=0.0, window=Window(tile.window, description))


def _fits(page: Page, short: float, long: float) -> bool:
    sides = sorted((page.width, page.height))
    return sides[0] <= short + CLOSE and sides[1] <= long + CLOSE
