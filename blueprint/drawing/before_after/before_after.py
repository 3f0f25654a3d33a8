"""The before/after page: what a redesign does to both sides, a column for all and one for each persona.

One sheet of A4 where there are three personas; more personas, or a smaller format, take further sheets, never
smaller type. Room that is left lets the bars grow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis import Comparison
from visavis.blueprint.drawing.before_after.change_rows import (
    decided_row,
    delay_row,
    granted_row,
    partners_row,
    verdict_row_of,
)
from visavis.blueprint.drawing.before_after.change_sentences import change_sentences
from visavis.blueprint.drawing.before_after.change_table import ChangeColumn, head_row, make_columns, people_of
from visavis.blueprint.drawing.before_after.crossed_block import crossed_section, points_section
from visavis.blueprint.drawing.before_after.mirrored_bars import scale_of, work_rows
from visavis.blueprint.drawing.before_after.states_legend import states_legend
from visavis.blueprint.drawing.brand_look import BrandLook
from visavis.blueprint.drawing.display_list import PageSet
from visavis.blueprint.drawing.page_block import PageBlock, stack_blocks
from visavis.blueprint.drawing.paper import Orientation
from visavis.blueprint.drawing.reader_pages.page_formats import find_page_format
from visavis.blueprint.drawing.reader_pages.page_frame import PageFrame, PageHead
from visavis.blueprint.drawing.reader_pages.page_texts import fill_sheets, stack_sections
from visavis.blueprint.drawing.text_setting import DrawingContext, make_context
from visavis.blueprint.drawing.theme import LIGHT, Theme
from visavis.blueprint.language import Translator, message
from visavis.blueprint.text.styles import TextMetrics

GAP, INNER_GAP = 10.0, 4.0
TITLE, SENTENCE = 30.0, 14.0
SCREEN_TITLE = 24.0
# Units that the longest bars of both sides take together: at least, and where there is room.
LEAST_BARS, BARS, TALLEST_BARS = 24.0, 54.0, 230.0
TABLE_ROWS = 7


def draw_before_after(comparison: Comparison, translate: Translator, *, paper: str = "A4",
                      orientation: Orientation | str = Orientation.PORTRAIT, theme: Theme = LIGHT,
                      metrics: TextMetrics | None = None, look: BrandLook | None = None) -> PageSet:
    """Return the page in the format `paper`, in the language of `translate` and the `look` of a brand kit."""
    context = make_context(theme, translate, metrics, look)
    page_format = find_page_format(paper, Orientation(orientation))
    document = comparison.matching.after
    sentence = " ".join(translate(each) for each in change_sentences(comparison))
    head = PageHead(message("Before and after"), document.head.title, sentence,
                    SCREEN_TITLE if page_format.is_screen else TITLE, SENTENCE)
    # The table says whose times these are.
    frame = PageFrame(context, document, page_format, head,
                      message("Before and after of a redesigned public service"))
    return frame.make_pages(list(_bodies(frame, comparison)))


def _bodies(frame: PageFrame, comparison: Comparison) -> Iterator[PageBlock]:
    rooms = frame.room, frame.further_room
    is_brief = len(_sheets(frame, comparison, BARS, is_brief=True)) < len(_sheets(frame, comparison, BARS))
    sheets = _sheets(frame, comparison, BARS, is_brief=is_brief)
    if comparison.verdicts:
        # The first table with what stands below it, on its sheet.
        table = stack_blocks(_sections(frame, comparison, BARS)[0], INNER_GAP).height
        spare = rooms[0] - max(table, stack_sections(sheets[0], 0.0, GAP, INNER_GAP).height)
        if spare < 0:
            sheets = _sheets(frame, comparison, max(LEAST_BARS, BARS + spare), is_brief=is_brief)
        else:
            bars = min(TALLEST_BARS, BARS + spare / _count_tables(sheets[0]))
            grown = _sheets(frame, comparison, bars, is_brief=is_brief)
            sheets = grown if len(grown) <= len(sheets) else sheets
    for number, sheet in enumerate(sheets):
        yield stack_sections(sheet, rooms[min(number, 1)], GAP, INNER_GAP)


def _count_tables(sheet: Sequence[Sequence[PageBlock]]) -> int:
    """Return how many tables grow on a sheet, each with its bars."""
    return max(1, sum(len(section) > TABLE_ROWS - 1 for section in sheet))


def _sheets(frame: PageFrame, comparison: Comparison, bars: float, *,
            is_brief: bool = False) -> list[list[list[PageBlock]]]:
    sections = _sections(frame, comparison, bars, is_brief=is_brief)
    return list(fill_sheets(sections, frame.room, frame.further_room, GAP, INNER_GAP))


def _sections(frame: PageFrame, comparison: Comparison, bars: float, *,
              is_brief: bool = False) -> list[Sequence[PageBlock]]:
    context, width = frame.context, frame.width
    tables = make_columns(context, comparison, width)
    sections: list[Sequence[PageBlock]] = []
    for number, columns in enumerate(tables):
        rows = _rows(context, comparison, columns, width, bars)
        outcomes = {name for column in columns for people in people_of(column) for name in people}
        sections.append(rows if number else [states_legend(context, sorted(outcomes), width), *rows])
    if tables:
        sections.append(crossed_section(context, comparison, width))
    sections.append(points_section(context, comparison, width, is_brief=is_brief))
    return sections


def _rows(context: DrawingContext, comparison: Comparison, columns: Sequence[ChangeColumn], width: float,
          bars: float) -> list[PageBlock]:
    most = max(max(verdict.delay.before.known_value, verdict.delay.after.known_value)
               for verdict in comparison.verdicts)
    return [
        head_row(context, columns, width), granted_row(context, columns, width), decided_row(context, columns, width),
        delay_row(context, columns, most, width),
        work_rows(context, columns, scale_of(comparison.verdicts, bars), width),
        partners_row(context, comparison, columns, width), verdict_row_of(context, comparison, columns, width)]
