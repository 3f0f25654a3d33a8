"""Imposition of a booklet: pages side by side on sheets that are printed on both sides, folded and nested.

Of four pages one sheet has 4 and 1 on its front, 2 and 3 on its back, turned over on the short edge. More pages take
more sheets, one put into the other: the first holds the outermost pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visavis.blueprint.drawing.display_list import DisplayList, Group, Page, PageSet
from visavis.blueprint.drawing.imposition.leporello import mark_folds
from visavis.blueprint.drawing.page_block import PageBlock, make_ids_unique

# Pages of one sheet, and how many stand side by side.
PAGES_PER_SHEET, ACROSS = 4, 2


def impose_booklet(pages: PageSet, width: float, height: float) -> PageSet:
    """Return a booklet on sheets of `width` by `height` points, each side of a sheet a page, with marks at the fold.

    The pages are all of one size and scale, a multiple of four of them. On each side they are read in their order.
    """
    assert pages.pages
    assert len(pages.pages) % PAGES_PER_SHEET == 0
    sides = tuple(_side_by_side(pages.pages, pair, width, height) for pair in booklet_sides(len(pages.pages)))
    return mark_folds(replace(pages, pages=sides), ACROSS)


def booklet_sides(count: int) -> list[tuple[int, int]]:
    """Return which pages, from 0, stand left and right on each side of the sheets, fronts and backs by turns."""
    found = []
    for first in range(0, count // 2, 2):
        last = count - 1 - first
        found += [(last, first), (first + 1, last - 1)]
    return found


def _side_by_side(pages: Sequence[Page], pair: tuple[int, int], width: float, height: float) -> Page:
    scale, half = pages[0].scale, width / ACROSS
    groups: list[Group] = []
    for number in sorted(pair):
        page = pages[number]
        left = (0.0 if number == pair[0] else half) + (half - page.width) / 2
        placed = PageBlock(0.0, 0.0, page.drawing.groups).at(left / scale, (height - page.height) / 2 / scale)
        groups += placed
    first = pages[min(pair)].drawing
    return Page(width, height, DisplayList(width / scale, height / scale, tuple(make_ids_unique(groups)),
                                           first.background, first.language, first.title), scale=scale)
