"""Where quotes stand on a poster: in runs of cells that are empty, on the side of who speaks, one in each run."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise

from visavis.blueprint.drawing.blueprint.taken_places import TakenPlaces
from visavis.blueprint.drawing.display_list import Group, Role
from visavis.blueprint.drawing.poster.quotes import (
    QUOTE_SIZE,
    SMALL_QUOTE_SIZE,
    PlacedQuote,
    quote_block,
    quotes,
)
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.layout import Layout, Point, Rect
from visavis.blueprint.model import BlueprintDocument

# In fewer empty cells a quote would stand between cards as one of them.
LEAST_RUN = 3
# What a quote keeps from the ends of its run.
INSET = 10.0
# What a quote keeps from a line between lanes.
OFF_LINE = 3.0


@dataclass(frozen=True, slots=True)
class EmptyRun:
    """Empty cells side by side: the first and the last column, and where they are."""

    first: int
    last: int
    rect: Rect

    def distance(self, column: int) -> int:
        """Return how many columns away a column is."""
        return max(self.first - column, column - self.last, 0)


def add_quotes(context: DrawingContext, document: BlueprintDocument, layout: Layout, groups: Sequence[Group],
               elsewhere: Collection[str] = ()) -> tuple[Group, ...]:
    """Return the groups of a band with quotes in its empty runs, each instead of its note.

    A run takes the quote of the nearest step of its side. Notes that stand `elsewhere` on the sheet are left out.
    """
    said = [quote for quote in quotes(document) if quote.note.id not in elsewhere]
    placed: dict[str, Group] = {}
    taken = TakenPlaces(layout)
    for group in groups:
        if group.role in (Role.HOTSPOT, Role.FLOW_LABEL, Role.TEXT):
            taken.add(group.bounds)
    for quote, run in _by_distance(layout, said, taken):
        if quote.note.id not in placed and not any(run.rect.intersects(group.bounds) for group in placed.values()):
            with _without_note(layout, quote, taken):
                found = _place(context, layout, quote, run, taken)
            if found is not None:
                placed[quote.note.id] = found
    kept = (group for group in groups
            if group.role is not Role.NOTE or (group.id not in placed and group.id not in elsewhere))
    return (*kept, *placed.values())


def _by_distance(layout: Layout, said: Sequence[PlacedQuote],
                 taken: TakenPlaces) -> list[tuple[PlacedQuote, EmptyRun]]:
    """Return what was said with the runs of its own row, the nearest pair first."""
    found: list[tuple[int, PlacedQuote, EmptyRun]] = []
    runs: dict[float, list[EmptyRun]] = {}
    for quote in said:
        box = layout.cards.get(quote.step or "")
        if box is not None and not box.is_chip:
            own = layout.columns_over(box.rect.x + 1.0, box.rect.right - 1.0)[0]
            if quote.note.id in layout.notes:
                with _without_note(layout, quote, taken):
                    here = list(_runs(layout, box.rect, taken))
            else:
                if box.rect.y not in runs:
                    runs[box.rect.y] = list(_runs(layout, box.rect, taken))
                here = runs[box.rect.y]
            found += [(run.distance(own), quote, run) for run in here]
    return [(quote, run) for _, quote, run in sorted(found, key=lambda each: each[0])]


@contextmanager
def _without_note(layout: Layout, quote: PlacedQuote, taken: TakenPlaces) -> Iterator[None]:
    """Give back for a while what the note of a quote takes: in a run it stands instead of it."""
    note = layout.notes.get(quote.note.id)
    if note is not None:
        taken.remove(note.rect)
    try:
        yield
    finally:
        if note is not None:
            taken.add(note.rect)


def _place(context: DrawingContext, layout: Layout, quote: PlacedQuote, run: EmptyRun,
           taken: TakenPlaces) -> Group | None:
    """Return a quote in a run that holds it whole, above or below a line that passes through that."""
    size = SMALL_QUOTE_SIZE if quote.lane is not None and quote.lane.facts.is_behind else QUOTE_SIZE
    block = quote_block(context, quote, run.rect.width - 2 * INSET, size=size)
    if not 0 < block.height <= run.rect.height:
        return None
    lines = sorted(set(_lines_through(layout, run.rect)))
    tries = [run.rect.centre.y - block.height / 2]
    for line in lines:
        tries += [line - OFF_LINE - block.height, line + OFF_LINE]
    for y in tries:
        rect = run.rect._replace(y=y, height=block.height)
        crossed = any(rect.y - OFF_LINE < line < rect.bottom + OFF_LINE for line in lines)
        # Where two lanes share a row, half of it is the other lane's. Between the sides stands what they say alone.
        inside = run.rect.y - run.rect.height / 2 <= y and rect.bottom <= run.rect.bottom
        talks = layout.conversation is not None and rect.intersects(layout.conversation)
        if inside and not (crossed or talks) and taken.is_free(rect):
            (group,) = block.at(run.rect.x + INSET, y)
            # The whole run is its own: no other quote comes beside it.
            return replace(group, bounds=rect)
    return None


def _lines_through(layout: Layout, rect: Rect) -> Iterator[float]:
    """Yield the heights at which lines between lanes pass over some columns."""
    for line in layout.lines:
        corners = line.steps or (Point(line.x, line.y), Point(line.x + line.width, line.y))
        for start, end in pairwise(corners):
            if start.y == end.y and start.x < rect.right and end.x > rect.x:
                yield start.y


def _runs(layout: Layout, card: Rect, taken: TakenPlaces) -> Iterator[EmptyRun]:
    """Yield the runs of empty cells in the row of a card."""
    start: int | None = None
    for at in range(len(layout.columns) + 1):
        if at < len(layout.columns):
            column = layout.columns[at]
            cell = Rect(column.x - layout.style.gutter, card.y, column.width + 2 * layout.style.gutter, card.height)
            if taken.is_free(cell):
                start = at if start is None else start
                continue
        if start is not None and at - start >= LEAST_RUN:
            left, right = layout.columns[start].x, layout.columns[at - 1].x + layout.columns[at - 1].width
            yield EmptyRun(start, at - 1, Rect(left, card.y, right - left, card.height))
        start = None
