"""A board to hang up and fill with notes: lanes, phases, a place for each note, and how to photograph it.

Composed in millimetres of A0. Inside the grid all is pale and grey, so that a note's colour is the only one there.
"""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.drawing.display_list import DisplayList, Group, Page, PageSet
from visavis.blueprint.drawing.paper import POINTS_PER_MM
from visavis.blueprint.drawing.record_facts import make_page_set
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.drawing.workshop_board.board_content import (
    BoardSheet,
    board_sheets,
    heading_words,
    lane_names,
)
from visavis.blueprint.drawing.workshop_board.board_geometry import BOARD_SIZES, BoardSize
from visavis.blueprint.drawing.workshop_board.board_head import head_groups, phase_groups
from visavis.blueprint.drawing.workshop_board.board_instructions import instruction_groups
from visavis.blueprint.drawing.workshop_board.board_rows import row_groups
from visavis.blueprint.drawing.workshop_board.corner_marks import marks_group
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument


def draw_workshop_board(context: DrawingContext, document: BlueprintDocument, *, paper: str = "A0",
                        is_blank: bool = False) -> PageSet:
    """Return the board on `paper` (A0, A1 or A2), with the blueprint's phases and lanes or blank ones."""
    size = BOARD_SIZES[paper]
    pages = []
    for sheet in board_sheets(document, size, is_blank=is_blank):
        width, height = size.inner
        groups = tuple(_groups(context, document, size, paper, sheet, is_blank=is_blank))
        drawing = DisplayList(width, height, groups, context.theme.background, context.translate.language,
                              heading_words(document, context.translate, is_blank=is_blank))
        pages.append(Page(size.width * POINTS_PER_MM, size.height * POINTS_PER_MM, drawing,
                          scale=POINTS_PER_MM * size.scale))
    return make_page_set(tuple(pages), document, context.translate, message("A board to fill with notes"))


def _groups(context: DrawingContext, document: BlueprintDocument, size: BoardSize, paper: str, sheet: BoardSheet, *,
            is_blank: bool) -> Iterator[Group]:
    yield from head_groups(context, document, size, paper, sheet, is_blank=is_blank)
    yield from phase_groups(context, size, sheet)
    yield from row_groups(context, size, lane_names(document, is_blank=is_blank))
    yield from instruction_groups(context, size)
    yield marks_group(size)
