"""The page of figures: five figures, twenty people, each persona, each phase, a year, and how sure all this is.

Shares are people of twenty and never per cent; delay and work are those of whoever gets a decision, and say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import Analysis, scale
from visavis.blueprint.analysis.economics.scale_words import sum_up_year
from visavis.blueprint.analysis.measures.journey_verdict import journey_verdict
from visavis.blueprint.drawing.display_list import Group, Layer, PageSet, Role
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.drawing.figures.persona_table import persona_rows
from visavis.blueprint.drawing.figures.phase_bars import phase_rows
from visavis.blueprint.drawing.figures.sure_figures import basis_rows, people_rows
from visavis.blueprint.drawing.page_block import PageBlock, stack_blocks
from visavis.blueprint.drawing.reader_pages.figures_row import figures_row
from visavis.blueprint.drawing.reader_pages.page_formats import find_page_format
from visavis.blueprint.drawing.reader_pages.page_frame import PageFrame, PageHead
from visavis.blueprint.drawing.reader_pages.page_texts import (
    BODY,
    fill_sheets,
    section_heading,
    set_lines,
    stack_sections,
)
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage.organisation import Organisation

# Between sections, and between the blocks of one, at least.
GAP, INNER_GAP = 8.0, 1.0
# From this width on a page has two columns.
TWO_COLUMNS, COLUMN_GAP = 700.0, 28.0


def draw_figures(context: DrawingContext, document: BlueprintDocument, analysis: Analysis, *, paper: str = "A4",
                 organisation: Organisation | None = None, excerpt: Excerpt | None = None) -> PageSet:
    """Return the page on `paper`; what does not fit goes on on further sheets. `organisation` sets hours of posts."""
    measured = analysis.measures.everybody
    sentence = " ".join(map(context.translate, journey_verdict(measured)))
    if measured is None:
        sentence = context.translate(message("There is no journey to measure yet."))
    title = document.head.title.strip() or context.translate(message("Untitled blueprint"))
    frame = PageFrame(context, document, find_page_format(paper),
                      PageHead(message("Figures"), title, sentence, sentence_size=14.5),
                      message("Figures of a public service journey"), analysis, excerpt)
    across = 2 if frame.width >= TWO_COLUMNS else 1
    width = (frame.width - COLUMN_GAP * (across - 1)) / across
    if measured is None:
        return frame.make_pages([PageBlock(width, 0.0)])
    who = list(_who_sections(context, document, analysis, width))
    when = list(_when_sections(context, document, analysis, organisation, width))
    if not frame.format.is_screen:
        when.append(basis_rows(context, document, width))
    head = figures_row(context, document, analysis, frame.width)
    columns = [who, when] if across == 2 else [[*who, *when]]
    return frame.make_pages(list(_bodies(frame, stack_blocks(head, INNER_GAP), columns, width)))


def _bodies(frame: PageFrame, head: PageBlock, columns: list[list[list[PageBlock]]],
            width: float) -> Iterator[PageBlock]:
    """Yield the body of each sheet: the columns side by side, each going on on its own; the first below `head`."""
    first = frame.room - head.height - GAP
    filled = [list(fill_sheets([rows for rows in column if rows], first, frame.further_room, GAP, INNER_GAP))
              for column in columns]
    for number in range(max(map(len, filled), default=1) or 1):
        room, top = (frame.further_room, 0.0) if number else (first, head.height + GAP)
        groups: list[Group] = [] if number else [*head.groups]
        for place, sheets in enumerate(filled):
            if number < len(sheets):
                body = stack_sections(sheets[number], room, GAP, INNER_GAP)
                groups += body.at(place * (width + COLUMN_GAP), top)
        yield PageBlock(frame.width, room + top, tuple(groups))


def _who_sections(context: DrawingContext, document: BlueprintDocument, analysis: Analysis,
                  width: float) -> Iterator[list[PageBlock]]:
    """Yield how twenty requests end, and the figures of each persona; what has nothing to say is empty."""
    yield people_rows(context, analysis, width)
    yield persona_rows(context, document, analysis, width)


def _when_sections(context: DrawingContext, document: BlueprintDocument, analysis: Analysis,
                   organisation: Organisation | None, width: float) -> Iterator[list[PageBlock]]:
    """Yield the phases and a year; what has nothing to say is empty."""
    yield phase_rows(context, document, analysis, width)
    yield _year_rows(context, document, analysis, organisation, width)


def _year_rows(context: DrawingContext, document: BlueprintDocument, analysis: Analysis,
               organisation: Organisation | None, width: float) -> list[PageBlock]:
    """Return what a year comes to on both sides, and how sure that is."""
    found = scale(document, analysis.measures, organisation)
    heading = section_heading(context, "year", context.translate(message("In a year")), width, context.theme.ink)
    text = " ".join(map(context.translate, sum_up_year(found, document.head.service.currency)))
    parts, height = set_lines(context, text, BODY, Rect(0.0, 0.0, width, 0.0), context.theme.ink, 8)
    return [heading, PageBlock(width, height, (
        Group("year", Role.TEXT, Layer.PAGE, Rect(0.0, 0.0, width, height), parts, text, text),))]
