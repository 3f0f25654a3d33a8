"""The before/after page: what a redesign does to both sides, on one sheet that can be hung up.

Composed in points of A4 and enlarged for A3. The largest type that holds everything on one sheet is taken, and room
that is left lets the bars grow; what does not fit at 70 % goes on on a further sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from visavis.blueprint.analysis import Comparison
from visavis.blueprint.drawing.before_after.before_after_chart import chart_key, chart_row, chart_rows
from visavis.blueprint.drawing.before_after.before_after_parts import (
    crossing_block,
    figures_row,
    frictions_block,
    heading_block,
    notes_block,
    section_heading,
    verdict_banner,
)
from visavis.blueprint.drawing.brand_look import BrandLook
from visavis.blueprint.drawing.display_list import DisplayList, Page, PageSet
from visavis.blueprint.drawing.page_block import PageBlock, make_ids_unique, stack_blocks
from visavis.blueprint.drawing.paper import Orientation, PaperSheet, make_sheet
from visavis.blueprint.drawing.record_facts import make_page_set
from visavis.blueprint.drawing.sources import sources_block
from visavis.blueprint.drawing.text_setting import DrawingContext, make_context
from visavis.blueprint.drawing.theme import LIGHT, Theme
from visavis.blueprint.language import Translator, message
from visavis.blueprint.text.styles import TextMetrics

UNIT_PAPER = "A4"
MARGIN = 34.0
GAP = 15.0
# From the largest type to the smallest; at the last one a page goes on on a further sheet.
SCALES = (1.25, 1.2, 1.15, 1.1, 1.05, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
# Points that the longest bars of both sides take together: at least, and where there is room.
BARS, TALLEST_BARS = 120.0, 300.0


def draw_before_after(comparison: Comparison, translate: Translator, *, paper: str = "A4",
                      orientation: Orientation | str = Orientation.PORTRAIT, theme: Theme = LIGHT,
                      metrics: TextMetrics | None = None, look: BrandLook | None = None) -> PageSet:
    """Return the page on `paper`, its words in the language of `translate`, in the `look` of a brand kit."""
    context = make_context(theme, translate, metrics, look)
    wanted = make_sheet(paper, orientation)
    enlarged = wanted.width / make_sheet(UNIT_PAPER, orientation).width
    base = replace(wanted, width=wanted.width / enlarged, height=wanted.height / enlarged)
    scale, sheets = _fit_blocks(context, comparison, base)
    sheets[-1][-1] = sources_block(context, comparison.matching.after, comparison.after,
                                   base.width / scale - 2 * MARGIN, (len(sheets), len(sheets)))
    head = comparison.matching.after.head
    pages = tuple(Page(wanted.width, wanted.height, _drawing(context, head.title, blocks, base, scale),
                       scale=enlarged * scale) for blocks in sheets)
    return make_page_set(pages, comparison.matching.after, translate,
                         message("Before and after of a redesigned public service"))


def _fit_blocks(context: DrawingContext, comparison: Comparison, base: PaperSheet) -> tuple[float,
                                                                                            list[list[PageBlock]]]:
    """Return the scale, and the blocks of each sheet at it."""
    for scale in SCALES:
        width, height = base.width / scale - 2 * MARGIN, base.height / scale - 2 * MARGIN
        blocks = _blocks(context, comparison, width, BARS)
        spare = height - stack_blocks(blocks, GAP).height
        if spare >= 0:
            rows = len(chart_rows(comparison.verdicts, width)) or 1
            return scale, [_blocks(context, comparison, width, min(TALLEST_BARS, BARS + spare / rows))]
    return SCALES[-1], list(_split_blocks(blocks, height))


def _blocks(context: DrawingContext, comparison: Comparison, width: float, bars: float) -> list[PageBlock]:
    rows = chart_rows(comparison.verdicts, width)
    blocks = [heading_block(context, comparison, width), verdict_banner(context, comparison, width),
              figures_row(context, comparison, width)]
    if rows:
        text = context.translate(message("Working time of a request, on both sides"))
        title = section_heading(context, "chart", text, width, context.theme.ink)
        blocks.append(stack_blocks([title, chart_key(context, width),
                                    chart_row(context, comparison, rows[0], width, bars)], 7.0))
        blocks += [chart_row(context, comparison, row, width, bars) for row in rows[1:]]
    blocks += [crossing_block(context, comparison, width), frictions_block(context, comparison, width),
               notes_block(context, comparison, width),
               sources_block(context, comparison.matching.after, comparison.after, width)]
    return [block for block in blocks if block.height]


def _split_blocks(blocks: Sequence[PageBlock], height: float) -> Iterator[list[PageBlock]]:
    """Yield the blocks of each sheet; none is ever higher than a sheet."""
    run: list[PageBlock] = []
    for block in blocks:
        if run and stack_blocks([*run, block], GAP).height > height:
            yield run
            run = []
        run.append(block)
    yield run


def _drawing(context: DrawingContext, title: str, blocks: Sequence[PageBlock], base: PaperSheet,
             scale: float) -> DisplayList:
    height = base.height / scale - 2 * MARGIN
    above, foot = stack_blocks(blocks[:-1], GAP), blocks[-1]
    groups = [*above.groups, *foot.at(0.0, max(above.height + GAP if above.groups else 0.0, height - foot.height))]
    placed = PageBlock(0.0, 0.0, tuple(make_ids_unique(groups))).at(MARGIN, MARGIN)
    return DisplayList(base.width / scale, base.height / scale, placed, context.theme.background,
                       context.translate.language, title)
