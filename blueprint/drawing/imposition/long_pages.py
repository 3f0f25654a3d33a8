"""Pages longer than a PDF can be, 14,400 points or 5.08 m (ISO 32000-1, annex C): cut into pieces that overlap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from visavis.blueprint.drawing.display_list import Page, PageSet
from visavis.blueprint.drawing.imposition.tile_grid import CLOSE, OVERLAP, TileGrid
from visavis.blueprint.drawing.imposition.tile_marks import tile_marks
from visavis.blueprint.drawing.imposition.tiling import open_window
from visavis.blueprint.drawing.page_block import move_group
from visavis.blueprint.drawing.paper import POINTS_PER_MM
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.language import message

LONGEST = 14_400.0


def split_long_pages(context: DrawingContext, pages: PageSet) -> PageSet:
    """Return the pages, those that are too long as pieces of one length, with marks where they are joined."""
    return replace(pages, pages=tuple(part for page in pages.pages for part in _split(context, page)))


def _split(context: DrawingContext, page: Page) -> Iterator[Page]:
    overlap = OVERLAP * POINTS_PER_MM
    columns, rows = (_pieces(length, overlap) for length in (page.width, page.height))
    if columns == rows == 1:
        yield page
        return
    grid = TileGrid((page.width + (columns - 1) * overlap) / columns, (page.height + (rows - 1) * overlap) / rows,
                    columns, rows, 1.0, page.width, page.height, 0.0, overlap)
    for number, tile in enumerate(grid.tiles(), start=1):
        description = context.translate(message("Sheet {name} of the poster", name=tile.name))
        marks = tile_marks(context, tile, number, tile.name)
        if page.marks is not None:
            moved = [move_group(group, -tile.left, -tile.top) for group in page.marks.groups]
            marks = replace(marks, groups=(*moved, *marks.groups))
        yield replace(open_window(page, tile, description), marks=marks)


def _pieces(length: float, overlap: float) -> int:
    return max(1, ceil((length - overlap - CLOSE) / (LONGEST - overlap)))
