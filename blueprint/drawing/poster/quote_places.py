"""Where quotes stand on a poster: in runs of cells that are empty, on the side of who speaks, one in each run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
from visavis.blueprint.layout import Layout, Rect
from visavis.blueprint.model import BlueprintDocument

# In fewer empty cells a quote would stand between cards as one of them.
LEAST_RUN = 3
# What a quote keeps from the ends of its run.
INSET = 10.0


@dataclass(frozen=True, slots=True)
class EmptyRun:
    """Empty cells side by side: the first and the last column, and where they are."""

    first: int
    last: int
    rect: Rect

    def distance(self, column: int) -> int:
        """Return how many columns away a column is."""
        return max(self.first - column, column - self.last, 0)


def add_quotes(context: DrawingContext, document: BlueprintDocument, layout: Layout,
               groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups of a band with quotes in its empty runs, each instead of its note."""
    said = quotes(document)
    if not said:
        return tuple(groups)
    taken = TakenPlaces(layout)
    for group in groups:
        if group.role in (Role.HOTSPOT, Role.FLOW_LABEL, Role.TEXT):
            taken.add(group.bounds)
    placed: dict[str, Group] = {}
    for quote in said:
        found = _place(context, layout, quote, taken)
        if found is not None:
            placed[quote.note.id] = found
            taken.add(found.bounds)
    kept = (group for group in groups if group.role is not Role.NOTE or group.id not in placed)
    return (*kept, *placed.values())


def _place(context: DrawingContext, layout: Layout, quote: PlacedQuote, taken: TakenPlaces) -> Group | None:
    """Return a quote in the run of its own row that is nearest to its step and holds it whole."""
    if quote.step is None or quote.step not in layout.cards or layout.cards[quote.step].is_chip:
        return None
    card = layout.cards[quote.step].rect
    own = layout.columns_over(card.x + 1.0, card.right - 1.0)[0]
    size = SMALL_QUOTE_SIZE if quote.lane is not None and quote.lane.facts.is_behind else QUOTE_SIZE
    for run in sorted(_runs(layout, card, taken), key=lambda run: run.distance(own)):
        block = quote_block(context, quote, run.rect.width - 2 * INSET, size=size)
        if 0 < block.height <= run.rect.height:
            (group,) = block.at(run.rect.x + INSET, run.rect.y + (run.rect.height - block.height) / 2)
            # The whole run is its own: no other quote comes beside it.
            return replace(group, bounds=run.rect)
    return None


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
