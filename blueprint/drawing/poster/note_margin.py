"""The margin of sheets that are read from afar: up to four notes at the height of what they are about.

The first is what got most votes. Private notes never stand here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from visavis.blueprint.drawing.display_list import Group
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.paper import FLOORS, PaperSheet
from visavis.blueprint.drawing.poster.quotes import SMALL_QUOTE_SIZE, PlacedQuote, margin_notes, quote_block
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.layout import Layout, Rect
from visavis.blueprint.model import BlueprintDocument, Cell

# The margin's part of the width, the less where the more leaves bands too little; and what is free of it beside them.
MARGIN_SHARES = (0.07, 0.06)
GAP_SHARE = 0.15
# One note is not worth the width.
LEAST_NOTES, MOST_NOTES = 2, 4
MOST_LINES = 12
BETWEEN = 14.0


class StandingBand(NamedTuple):
    """A band, and where it begins on its sheet."""

    layout: Layout
    y: float


def margin_shares(document: BlueprintDocument, paper: PaperSheet) -> tuple[float, ...]:
    """Return which parts of its width a sheet may give to notes, if it is read from afar and there are some."""
    is_far = paper.title_floor >= FLOORS["A1"][0]
    return MARGIN_SHARES if is_far and len(margin_notes(document)) >= LEAST_NOTES else ()


def draw_margin(context: DrawingContext, document: BlueprintDocument, bands: Sequence[StandingBand], left: float,
                width: float) -> Mapping[str, Group]:
    """Return the margin's notes by id, each from the top of its band and side on, as many as are whole there."""
    gap = GAP_SHARE * width
    placed: dict[str, tuple[Rect, PageBlock]] = {}
    if not bands:
        return {}
    for note in margin_notes(document):
        block = quote_block(context, note, width - gap, size=SMALL_QUOTE_SIZE, lines=MOST_LINES, has_kicker=True)
        place = _find_place(bands, _heights(bands, note), block, [rect for rect, _ in placed.values()])
        if block.height > 0 and place is not None:
            placed[note.note.id] = Rect(left + gap, place, block.width, block.height), block
        if len(placed) == MOST_NOTES:
            break
    return {note: block.at(rect.x, rect.y)[0]
            for note, (rect, block) in sorted(placed.items(), key=lambda each: each[1][0].y)}


def _heights(bands: Sequence[StandingBand], note: PlacedQuote) -> Iterator[float]:
    """Yield the heights at which a note may begin: its own side of its own band, else the sides of all bands."""
    for band in bands:
        if _is_about(band.layout, note) and note.lane is not None:
            yield from (height for is_citizen, height in _sides(band)
                        if is_citizen is note.lane.facts.is_on_citizen_side)
            return
    for band in bands:
        yield from (height for _, height in _sides(band))


def _sides(band: StandingBand) -> Iterator[tuple[bool, float]]:
    """Yield where the citizens' side of a band begins, and that of its agents."""
    conversation = band.layout.conversation
    tops = [lane.rect.y for lane in band.layout.lanes if not lane.is_rule]
    yield True, band.y + min(tops, default=0.0)
    if conversation is not None:
        yield False, band.y + conversation.bottom


def _is_about(layout: Layout, note: PlacedQuote) -> bool:
    if note.step is not None:
        return note.step in layout.cards
    at = note.note.at
    return isinstance(at, Cell) and any((column.phase, column.index) == (at.phase, at.column)
                                        for column in layout.columns)


def _find_place(bands: Sequence[StandingBand], heights: Iterator[float], block: PageBlock,
                taken: Sequence[Rect]) -> float | None:
    """Return where a note begins: at one of some heights, or below what stands there already, beside the bands."""
    last = bands[-1]
    bottom = last.y + last.layout.height
    below: list[float] = []
    for height in heights:
        y = height
        for rect in sorted(taken, key=lambda rect: rect.y):
            if y < rect.bottom + BETWEEN and rect.y < y + block.height + BETWEEN:
                y = rect.bottom + BETWEEN
        if y == height and y + block.height <= bottom:
            return y
        below.append(y)
    return next((y for y in below if y + block.height <= bottom), None)
