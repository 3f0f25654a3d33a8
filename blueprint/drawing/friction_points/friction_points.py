"""The page of friction points: the heaviest first, each with its place, its cost to both sides and its remedy.

One sheet tells as many as it holds and counts the others; asked for all of them it goes on on further sheets. Numbers
are those of every other page: one for a rule and its remedy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis import Analysis, FrictionGroup
from visavis.blueprint.drawing.blueprint.descriptions import no_friction_words
from visavis.blueprint.drawing.display_list import Group, Layer, PageSet, Role, TextTable
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.drawing.friction_points.friction_entry import (
    FrictionEntry,
    fit_entries,
    place_entry,
)
from visavis.blueprint.drawing.friction_words import friction_cells
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.one_path import ASSUMED
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE, find_page_format
from visavis.blueprint.drawing.reader_pages.page_frame import PageFrame, PageHead
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.language import message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import TextStyle, Weight

# Units: what a column is at least, between columns, between entries, and how far these move apart on a free page.
LEAST_COLUMN = 380.0
COLUMN_GAP = 24.0
ENTRY_GAP, MOST_GAP = 9.0, 24.0
REST = TextStyle(12.0, Weight.SEMIBOLD)
REST_ROOM = 22.0


def draw_friction_points(context: DrawingContext, document: BlueprintDocument, analysis: Analysis, *,
                         paper: str = "A4", is_whole: bool = False, excerpt: Excerpt | None = None) -> PageSet:
    """Return the page on `paper`; with `is_whole` all friction points, on as many sheets as they need."""
    groups = analysis.frictions.groups
    count = len(analysis.frictions.open)
    told = plural("{count} friction point, of {kinds}. ", "{count} friction points, of {kinds}. ", count,
                  kinds=plural("{count} kind", "{count} kinds", len(groups)))
    sentence = message("{told}First those that lose people, then duties, then the minutes of both sides.", told=told)
    title = document.head.title.strip() or context.translate(message("Untitled blueprint"))
    frame = PageFrame(context, document, find_page_format(paper), PageHead(
        message("Friction points"), title, context.translate(sentence if groups else no_friction_words(analysis)),
        sentence_size=14.5, notes=(ASSUMED,) if any(group.is_hypothesis for group in groups) else ()),
        message("Friction points of a public service journey"), analysis, excerpt)
    columns = max(1, int((frame.width + COLUMN_GAP) // (LEAST_COLUMN + COLUMN_GAP)))
    entries = fit_entries(context, document, groups, (frame.width + COLUMN_GAP) / columns - COLUMN_GAP)
    sheets = list(_sheets(frame, entries, columns, is_whole=is_whole)) or [PageBlock(frame.width, 0.0)]
    return frame.make_pages(sheets, _table(context, document, groups))


def _sheets(frame: PageFrame, entries: Sequence[FrictionEntry], columns: int, *,
            is_whole: bool) -> Iterator[PageBlock]:
    """Yield the bodies: one, with a line that counts what it leaves out, or as many as there are entries for."""
    left = list(entries)
    room = frame.room
    while left:
        rest = 0.0 if is_whole else REST_ROOM
        filled = _fill(left, room, columns)
        if sum(map(len, filled)) < len(left) and rest:
            filled = _fill(left, room - rest, columns)
        count = sum(map(len, filled))
        left = left[count:]
        yield _body(frame, filled, room - (rest if left else 0.0), 0 if is_whole else len(left))
        if not is_whole:
            return
        room = frame.further_room


def _fill(entries: Sequence[FrictionEntry], room: float, columns: int) -> list[list[FrictionEntry]]:
    """Return the entries of each column, in order, down the first and then down the next; one at least."""
    filled: list[list[FrictionEntry]] = [[]]
    used = 0.0
    for entry in entries:
        needed = entry.height + (ENTRY_GAP if filled[-1] else 0.0)
        if used + needed > room and filled[-1]:
            if len(filled) == columns:
                break
            filled.append([])
            used, needed = 0.0, entry.height
        filled[-1].append(entry)
        used += needed
    return filled


def _body(frame: PageFrame, filled: Sequence[Sequence[FrictionEntry]], room: float, left: int) -> PageBlock:
    groups: list[Group] = []
    for number, column in enumerate(filled):
        gaps = len(column) - 1
        spare = room - sum(entry.height for entry in column)
        gap = min(MOST_GAP, spare / gaps) if gaps else 0.0
        y, x = 0.0, number * (column[0].width + COLUMN_GAP) if column else 0.0
        for entry in column:
            is_last = entry is column[-1]
            groups += place_entry(frame.context, frame.document, entry, None if is_last else gap / 2,
                                  frame.analysis.frictions.groups if frame.analysis else ()).at(x, y)
            y += entry.height + gap
    if left:
        text = frame.context.translate(plural("and {count} more kind: listed in the page in words",
                                              "and {count} more kinds: listed in the page in words", left))
        line = paragraph(frame.context, text, REST, frame.width, 1, least=LEAST_TYPE)
        box = Rect(0.0, room + (REST_ROOM - line.height) / 2, frame.width, line.height)
        parts = set_block(line, box, frame.context.theme.friction.ink)
        groups.append(Group("rest", Role.TEXT, Layer.PAGE, box, parts, text, text))
    return PageBlock(frame.width, room + (REST_ROOM if left else 0.0), tuple(groups))


def _table(context: DrawingContext, document: BlueprintDocument, groups: Sequence[FrictionGroup]) -> TextTable:
    """Return every friction point in words, those too that the sheet only counts."""
    columns = tuple(map(context.translate, (message("Friction point"), message("Where"), message("What happens"),
                                            message("Cost"), message("What would help"))))
    rows = tuple(friction_cells(context, document, group, groups) for group in groups)
    return TextTable(context.translate(message("Friction points")), columns, rows, frozenset({1}))
