"""The infographic: one sheet that a citizen understands before the jargon, the two sides kept face to face.

Composed in points of A4 and enlarged for A3. A long journey first tells fewer steps a phase, then is set smaller
(never below 70 %), and only then goes on to a further sheet: nothing is cut at the sheet's edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.brand_look import BrandLook
from visavis.blueprint.drawing.display_list import DisplayList, Group, Layer, Page, PageSet, Role
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.drawing.infographic.chapters import Chapter, chapters
from visavis.blueprint.drawing.infographic.infographic_parts import (
    contact_block,
    friction_panel,
    heading_block,
    hero_block,
    outcomes_panel,
    sides_heading,
)
from visavis.blueprint.drawing.infographic.journey_path import (
    ChapterRow,
    chapter_rows,
    path_block,
    path_height,
)
from visavis.blueprint.drawing.page_block import PageBlock, make_ids_unique, stack_blocks
from visavis.blueprint.drawing.paper import Orientation, PaperSheet, make_sheet
from visavis.blueprint.drawing.record_facts import make_page_set
from visavis.blueprint.drawing.sources import sources_block
from visavis.blueprint.drawing.text_setting import DrawingContext, make_context, paragraph, set_block
from visavis.blueprint.drawing.theme import LIGHT, Theme
from visavis.blueprint.language import Translator, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import TextMetrics, TextStyle, Weight

# The infographic's own unit is a point of A4; A3 enlarges it.
UNIT_PAPER = "A4"
MARGIN = 34.0
GAP = 13.0
SIDE_GAP = 4.0
LEAST_SCALE = 0.7
SCALES = (1.3, 1.2, 1.1, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, LEAST_SCALE)
# Steps told of each side in a phase, the most first; fewer than two are told only on sheets of the smallest type.
DENSITIES = (4, 3, 2)
FRICTIONS = 3
CONTINUED = TextStyle(13.0, Weight.SEMIBOLD)


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a journey was made to fit: the scale, and the rows of its path at that scale."""

    scale: float
    rows: tuple[ChapterRow, ...]


def draw_infographic(document: BlueprintDocument, analysis: Analysis | None, translate: Translator, *,
                     paper: str = "A4", orientation: Orientation | str = Orientation.PORTRAIT, theme: Theme = LIGHT,
                     metrics: TextMetrics | None = None, excerpt: Excerpt | None = None,
                     look: BrandLook | None = None) -> PageSet:
    """Return the infographic on `paper`, its words in the language of `translate`.

    With `excerpt` the sheet says what the document is a part of; `look` is that of a brand kit.
    """
    context = make_context(theme, translate, metrics, look)
    wanted = make_sheet(paper, orientation)
    enlarged = wanted.width / make_sheet(UNIT_PAPER, orientation).width
    base = replace(wanted, width=wanted.width / enlarged, height=wanted.height / enlarged)
    hotspots = [one for one in analysis.frictions.hotspots if one.number <= FRICTIONS] if analysis else []
    parts_told = chapters(document, analysis, hotspots)
    pages = [Page(wanted.width, wanted.height, drawing, scale=enlarged * scale)
             for drawing, scale in _sheets(context, document, analysis, parts_told, base, excerpt)]
    return make_page_set(tuple(pages), excerpt.recorded if excerpt else document, translate,
                         message("Infographic of a public service journey"))


def _sheets(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
            chapters: Sequence[Chapter], base: PaperSheet,
            excerpt: Excerpt | None) -> Iterator[tuple[DisplayList, float]]:
    fit = _best_fit(context, document, analysis, chapters, base, excerpt)
    width, height = _inner(base, fit.scale)
    top, foot = _top(context, document, analysis, width), _foot(context, document, analysis, width, excerpt)
    continued, headings = _continued_block(context, document, width), sides_heading(context, width)
    beside = GAP + headings.height + SIDE_GAP
    runs = _split_rows(fit.rows, height - top.height - beside, height - continued.height - beside, foot.height + GAP)
    for index, rows in enumerate(runs):
        blocks = [continued if index else top]
        if rows:
            blocks.append(stack_blocks([headings, path_block(context, rows, width)], SIDE_GAP))
        page = stack_blocks(blocks, GAP)
        groups = list(page.groups)
        if index == len(runs) - 1:
            # As high as the one that the rows were split for.
            numbered = _foot(context, document, analysis, width, excerpt, (len(runs), len(runs)))
            groups += numbered.at(0.0, max(page.height + GAP, height - foot.height))
        yield _drawing(context, document, groups, base, fit.scale), fit.scale


def _inner(base: PaperSheet, scale: float) -> tuple[float, float]:
    return base.width / scale - 2 * MARGIN, base.height / scale - 2 * MARGIN


def _best_fit(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
              chapters: Sequence[Chapter], base: PaperSheet, excerpt: Excerpt | None) -> _Fit:
    """Return the largest type that holds everything on one sheet, telling as many steps as it can."""
    fits: list[_Fit] = []
    for scale in SCALES:
        width, height = _inner(base, scale)
        fixed = _top(context, document, analysis, width).height
        fixed += _foot(context, document, analysis, width, excerpt).height
        fixed += sides_heading(context, width).height + SIDE_GAP + 2 * GAP
        for density in DENSITIES:
            fits.append(_Fit(scale, chapter_rows(context, document, chapters, width, density)))
            if fixed + path_height(fits[-1].rows) <= height:
                return fits[-1]
    return fits[-2]


def _split_rows(rows: Sequence[ChapterRow], first_room: float, room: float,
                foot: float) -> list[tuple[ChapterRow, ...]]:
    """Return the rows of each sheet; the last sheet also has room for the foot (and may have no rows)."""
    runs: list[tuple[ChapterRow, ...]] = [()]
    for row in rows:
        free = room if len(runs) > 1 else first_room
        if runs[-1] and path_height((*runs[-1], row)) > free:
            runs.append((row,))
        else:
            runs[-1] = (*runs[-1], row)
    free = room if len(runs) > 1 else first_room
    if path_height(runs[-1]) + foot > free:
        runs.append(())
    return runs


def _top(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None, width: float) -> PageBlock:
    return stack_blocks([heading_block(context, document, width), hero_block(context, analysis, width)], GAP)


def _foot(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None, width: float,
          excerpt: Excerpt | None, number: tuple[int, int] = (1, 1)) -> PageBlock:
    blocks = [friction_panel(context, analysis, width, FRICTIONS), outcomes_panel(context, analysis, width),
              contact_block(context, width), sources_block(context, document, analysis, width, number, excerpt)]
    return stack_blocks([block for block in blocks if block.height], GAP)


def _continued_block(context: DrawingContext, document: BlueprintDocument, width: float) -> PageBlock:
    text = context.translate(message("{title} (continued)", title=document.head.title))
    line = paragraph(context, text, CONTINUED, width, 1, least=9.0)
    rect = Rect(0.0, 0.0, width, line.height)
    parts = set_block(line, rect, context.theme.muted)
    group = Group("continued", Role.TITLE, Layer.PAGE, rect, parts, document.head.title, text)
    return PageBlock(width, line.height, (group,))


def _drawing(context: DrawingContext, document: BlueprintDocument, groups: Sequence[Group], base: PaperSheet,
             scale: float) -> DisplayList:
    placed = PageBlock(0.0, 0.0, tuple(make_ids_unique(groups))).at(MARGIN, MARGIN)
    return DisplayList(base.width / scale, base.height / scale, placed, context.theme.background,
                       context.translate.language, document.head.title)
