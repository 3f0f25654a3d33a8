"""The summary for deciders: the verdict, five figures, who stays outside, three decisions, what is not known yet.

One sheet of A4. On smaller or wider formats what does not fit goes on on a further one, never in smaller type.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.display_list import PageSet
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.decider_verdict import decider_verdict, growth_words
from visavis.blueprint.drawing.reader_pages.figures_row import figures_row
from visavis.blueprint.drawing.reader_pages.page_formats import PageFormat
from visavis.blueprint.drawing.reader_pages.page_frame import PageFrame, PageHead
from visavis.blueprint.drawing.reader_pages.page_texts import fill_sheets, stack_sections
from visavis.blueprint.drawing.summary.decision_table import decision_rows
from visavis.blueprint.drawing.summary.summary_parts import access_rows, unknown_rows
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument

# The blocks of each section of each sheet.
Sheets = list[list[list[PageBlock]]]
# Between sections, and between the blocks of one, at least.
GAP, INNER_GAP = 9.0, 4.0
TITLE, SENTENCE = 30.0, 16.0
SCREEN_TITLE, SCREEN_SENTENCE = 24.0, 14.0
# How much of what is not known is told before the rest is counted: the most that takes no further sheet.
UNKNOWN_COUNTS = (8, 6, 4, 3, 2)


def draw_summary(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
                 page_format: PageFormat, *, excerpt: Excerpt | None = None) -> PageSet:
    """Return the summary of a document in `page_format`."""
    measured = analysis.measures.everybody if analysis else None
    sentence = " ".join(context.translate(each) for each in (*decider_verdict(measured), *growth_words(analysis)))
    sizes = (SCREEN_TITLE, SCREEN_SENTENCE) if page_format.is_screen else (TITLE, SENTENCE)
    head = PageHead(message("Summary for decision-makers"), document.head.title, sentence, *sizes)
    # The figures say of whom they are, and what they leave out is a part of the page: the foot has the record alone.
    frame = PageFrame(context, document, page_format, head,
                      message("Summary of a public service journey for those who decide"), None, excerpt)
    return frame.make_pages(list(_bodies(frame, analysis)))


def _bodies(frame: PageFrame, analysis: Analysis | None) -> Iterator[PageBlock]:
    """Yield the bodies of the sheets: with as much of what is not known as fits on the fewest of them."""
    rooms = frame.room, frame.further_room
    tried: list[Sheets] = [list(fill_sheets(_sections(frame, analysis, most), *rooms, GAP, INNER_GAP))
                           for most in UNKNOWN_COUNTS]
    fewest = min(len(sheets) for sheets in tried)
    for number, sheet in enumerate(next(sheets for sheets in tried if len(sheets) == fewest)):
        yield stack_sections(sheet, rooms[min(number, 1)], GAP, INNER_GAP)


def _sections(frame: PageFrame, analysis: Analysis | None, most: int) -> list[Sequence[PageBlock]]:
    context, document, width = frame.context, frame.document, frame.width
    sections = [figures_row(context, document, analysis, width), access_rows(context, document, analysis, width),
                decision_rows(context, document, analysis, width),
                unknown_rows(context, document, analysis, width, most)]
    return [section for section in sections if section]
