"""A poster's whole head: title and key figures in one row, below them the verdict and the timeline.

Sizes are those of a sheet of A3 whose card titles are set in 14.5 units (9 points): the title 36 points, a key figure
25, the verdict 22. On larger paper the head grows more than the cards do: `factor`.
"""

from __future__ import annotations

from math import inf

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.analysis.measures.journey_verdict import journey_verdict
from visavis.blueprint.drawing.brand_look import put_logo_beside
from visavis.blueprint.drawing.display_list import Group, Layer, Role, Text
from visavis.blueprint.drawing.key_figures import key_figures_block
from visavis.blueprint.drawing.page_block import PageBlock, scale_block
from visavis.blueprint.drawing.poster.poster_title import title_block, title_width
from visavis.blueprint.drawing.poster.timeline import Timeline, draw_timeline
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import TextStyle, Weight

# On A0 a title is 110 points where a card's is 24, and all of a head grows as it does.
FACTOR_OF_A0 = 1.15
VERDICT = TextStyle(35.5, Weight.SEMIBOLD)
# A verdict shrinks this far to stay on one line, then takes two.
ONE_LINE_VERDICT = 25.8
LEAST_VERDICT = 21.0
LEADING = 1.15
# Type falls from title to key figure to verdict by at least so much.
STEP_DOWN = 1.0
# How often a title and the figures beside it take each other down.
MOST_TAKEN_DOWN = 3
COLUMN_GAP = 34.0
# As high as title and subtitle: 18 mm on A3.
LOGO_HEIGHT = 84.0
# Between the verdict and what stands beside it above the timeline; for that it shrinks to this part of its size.
LIMIT_GAP = 16.0
LEAST_OF_VERDICT = 0.85
ROW_GAP = 10.0
TIMELINE_GAP = 5.0
# Beside less room than this, a title would wrap too often: the figures then go below it.
LEAST_TITLE_ROOM = 480.0
# Drawings without paper that are wider than this (in their own units) get a larger head.
USUAL_WIDTH = 2300.0
MOST_ENLARGED = 1.8


def head_block(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None, width: float,
               factor: float = 1.0) -> PageBlock:
    """Return the head of a poster's first sheet, `width` units wide and `factor` times as large as on A3."""
    return scale_block(_head(context, document, analysis, width / factor), factor)


def enlarge_with_width(width: float) -> float:
    """Return how much a head is enlarged on a very wide drawing: it is read from afar."""
    return min(MOST_ENLARGED, max(1.0, width / USUAL_WIDTH))


def _head(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
          width: float) -> PageBlock:
    row = title_row(context, document, analysis, width)
    groups, y = list(row.groups), row.height
    timeline = draw_timeline(context, document, analysis, width)
    verdict = _verdict_beside(context, analysis, width, timeline, _type_size(row, "citizen") - STEP_DOWN)
    if verdict.height:
        groups += verdict.at(0.0, y + ROW_GAP)
        y += ROW_GAP + verdict.height
    if timeline.block.height:
        # What stands above the line of time shares the verdict's last line where that leaves it free.
        shares = verdict.height and verdict.width + LIMIT_GAP <= timeline.label_left + 0.5
        y += TIMELINE_GAP - (timeline.label_height if shares else 0.0)
        groups += timeline.block.at(0.0, y)
        y += timeline.block.height
    return PageBlock(width, y, tuple(groups))


def _type_size(block: PageBlock, group: str) -> float:
    """Return the size of the largest type in one of the groups of a block; without limit where it shows none."""
    return max((part.run.style.size for each in block.groups if each.id == group for part in each.primitives
                if isinstance(part, Text)), default=inf)


def _verdict_beside(context: DrawingContext, analysis: Analysis | None, width: float, timeline: Timeline,
                    largest: float) -> PageBlock:
    """Return the verdict, rather a little smaller than with a row of its own for what stands above the timeline."""
    verdict = verdict_block(context, analysis, width, largest)
    room = timeline.label_left - LIMIT_GAP
    if not timeline.label_height or verdict.width <= room:
        return verdict
    smaller = verdict_block(context, analysis, room, largest)
    is_close = LEAST_OF_VERDICT * verdict.height <= smaller.height <= verdict.height
    fits = is_close and smaller.width <= room and _line_count(smaller) == 1
    return smaller if fits and _line_count(verdict) == 1 else verdict


def _line_count(block: PageBlock) -> int:
    return sum(len(group.primitives) for group in block.groups)


def title_row(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
               width: float) -> PageBlock:
    """Return title, figures and, at the right end, the logo of a brand kit."""
    return put_logo_beside(context.look, width, LOGO_HEIGHT,
                           lambda room: _title_and_figures(context, document, analysis, room), gap=COLUMN_GAP)


def _title_and_figures(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
                       width: float) -> PageBlock:
    """Return title at the left and figures at the right, or below where there is no room."""
    room = max(1.0, width - LEAST_TITLE_ROOM - COLUMN_GAP)
    figures = key_figures_block(context, document, analysis, width)
    if figures.width > min(room, width - COLUMN_GAP - title_width(context, document)):
        figures = key_figures_block(context, document, analysis, room, is_close=True)
    title = title_block(context, document, max(1.0, width - figures.width - COLUMN_GAP))
    # Smaller figures may stand in fewer rows, which are wider and leave less to the title.
    for _ in range(MOST_TAKEN_DOWN):
        largest = _type_size(title, "title") - STEP_DOWN
        if _type_size(figures, "citizen") <= largest:
            break
        figures = key_figures_block(context, document, analysis, room, is_close=True, largest=largest)
        title = title_block(context, document, max(1.0, width - figures.width - COLUMN_GAP))
    if figures.width + LEAST_TITLE_ROOM + COLUMN_GAP <= width + 0.5 and figures.height <= title.height + ROW_GAP:
        return PageBlock(width, max(title.height, figures.height),
                         (*title.groups, *figures.at(width - figures.width, 0.0)))
    title = title_block(context, document, width)
    figures = key_figures_block(context, document, analysis, width, largest=_type_size(title, "title") - STEP_DOWN)
    below = title.height + 2 * ROW_GAP
    return PageBlock(width, below + figures.height, (*title.groups, *figures.at(0.0, below)))


def verdict_block(context: DrawingContext, analysis: Analysis | None, width: float,
                  largest: float = VERDICT.size) -> PageBlock:
    """Return the verdict on the journey, as wide as its words; 0 high where nothing is known.

    It is set in `largest` or smaller.
    """
    sentences = journey_verdict(analysis.measures.everybody if analysis else None)
    if not sentences:
        return PageBlock(0.0, 0.0)
    text = " ".join(context.translate(sentence) for sentence in sentences)
    style = VERDICT.with_size(max(ONE_LINE_VERDICT, min(VERDICT.size, largest)))
    told = paragraph(context, text, style, width, 1, least=ONE_LINE_VERDICT, leading=LEADING)
    if told.is_cut:
        told = paragraph(context, text, VERDICT.with_size(ONE_LINE_VERDICT), width, 2, least=LEAST_VERDICT,
                         leading=LEADING)
    rect = Rect(0.0, 0.0, told.width, told.height)
    return PageBlock(told.width, told.height, (
        Group("verdict", Role.TEXT, Layer.PAGE, rect, set_block(told, rect, context.theme.ink), text, text),))
