"""What nothing may cover on a band, so that what is added to it on paper finds a place of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from visavis.blueprint.drawing.blueprint.lanes_and_phases import CHEVRON, caption_room, name_boxes
from visavis.blueprint.layout import Layout, Rect

# What an addition keeps from anything else.
APART = 2.0
# What the line at a card's top has free around its words.
HEAD_WHITE = 2.0


class TakenPlaces:
    """What nothing may cover on a band: cards, phases, notes, words on flows, names of lanes and lines, additions.

    It is kept by column: a long band has ten thousand. The lines of the flows `undrawn`, by key, are not there, nor
    are the words of those that are `mute`.
    """

    def __init__(self, layout: Layout, undrawn: Collection[str] = (), mute: Collection[str] = ()) -> None:
        self._layout = layout
        self._undrawn = undrawn
        starts = [layout.style.heading_width, *(column.x + column.width for column in layout.columns)]
        gutters = (column.x - start for column, start in zip(layout.columns, starts, strict=False))
        self._widest = layout.style.card_width + max(gutters, default=0.0)
        self._by_column: defaultdict[int, list[Rect]] = defaultdict(list)
        # Of these something small may cover a part on which nothing is written.
        self._panels = {*(box.rect for box in layout.cards.values()), *(phase.rect for phase in layout.phases)}
        self._more_words: list[Rect] = []
        for panel in self._panels:
            self.add(panel)
        for note in layout.notes.values():
            self.add(note.rect)
        for key, line in layout.flows.items():
            if line.label is not None and key not in mute:
                self.add(line.label.rect)
        for lane in layout.lanes:
            named, below = name_boxes(lane)
            self.add(named._replace(width=lane.title.width))
            if lane.subtitle is not None:
                self.add(below._replace(width=lane.subtitle.width))
        for derived in layout.lines:
            self.add(caption_room(layout, derived))

    def add(self, rect: Rect) -> None:
        """Take a place."""
        for column in self._columns(rect):
            self._by_column[column].append(rect)

    def add_words(self, rect: Rect) -> None:
        """Tell, before anything is asked, of more words on a card or a phase, whose own place is taken anyway."""
        self._more_words.append(rect)

    @cached_property
    def _written(self) -> Mapping[int, Sequence[Rect]]:
        """The words on cards and phases by column."""
        found: defaultdict[int, list[Rect]] = defaultdict(list)
        for rect in (*written_places(self._layout), *self._more_words):
            for column in self._columns(rect):
                found[column].append(rect)
        return found

    def remove(self, rect: Rect) -> None:
        """Give a place back that was taken."""
        for column in self._columns(rect):
            self._by_column[column].remove(rect)

    def is_free(self, rect: Rect, *, may_speak: bool = False, own: str = "", crosses: bool = False) -> bool:
        """Return whether a box is clear of all that, of flows but its `own`, and of the conversation's edges.

        What `may_speak` may stand in the conversation; what `crosses` may stand on flows.
        """
        inner, columns = rect.inset(APART), self._columns(rect)
        if any(inner.intersects(other) for column in columns for other in self._by_column.get(column, ())):
            return False
        if crosses:
            return True
        lines = self._lines_over(columns, own)
        if any(_crosses(inner, points) for points in lines):
            return False
        return may_speak or not any(_crosses(inner, points) for points in self._edges_over(rect))

    def covers_words(self, rect: Rect) -> bool:
        """Return whether a box is over anything but lines and the bare parts of cards and phases."""
        columns = self._columns(rect)
        return (any(rect.intersects(words) for column in columns for words in self._written.get(column, ()))
                or any(rect.intersects(other) for column in columns
                       for other in self._by_column.get(column, ()) if other not in self._panels))

    def is_crossed(self, rect: Rect) -> bool:
        """Return whether a flow passes through a box."""
        return any(_crosses(rect, points) for points in self._lines_over(self._columns(rect), ""))

    def _columns(self, rect: Rect) -> range:
        """Return the columns that a box is over, with those beside the gutters that it reaches into."""
        beside = self._widest
        return self._layout.columns_over(rect.x - beside, rect.right + beside)

    def _lines_over(self, columns: range, own: str) -> Iterator[Sequence[tuple[float, float]]]:
        flows = self._layout.flows
        for key in self._layout.flow_index.flows_over(columns):
            if key in flows and key != own and key not in self._undrawn:
                yield flows[key].points

    def _edges_over(self, rect: Rect) -> Iterator[Sequence[tuple[float, float]]]:
        """Yield the edges of the conversation: nothing but what is said stands in it."""
        conversation = self._layout.conversation
        if conversation is not None:
            yield ((rect.x, conversation.y), (rect.right, conversation.y))
            yield ((rect.x, conversation.bottom), (rect.right, conversation.bottom))


def written_places(layout: Layout) -> Iterator[Rect]:
    """Yield where words stand on cards, slips and pills, and where phases are named."""
    for box in layout.cards.values():
        height, inside = box.title.height, box.title_box
        if box.head is not None:
            yield inside._replace(height=height)
            # A line is higher than its words.
            yield box.head.rect.inset(HEAD_WHITE)
        else:
            yield Rect(inside.x, inside.centre.y - height / 2, box.title.width, height)
    for phase in layout.phases:
        rect, height = phase.rect, phase.title.height
        top = rect.centre.y - height / 2
        if phase.is_numbered:
            yield Rect(rect.x + CHEVRON, top, phase.title.width, height)
        else:
            yield Rect(rect.centre.x - phase.title.width / 2, top, phase.title.width, height)


def _crosses(rect: Rect, points: Iterable[tuple[float, float]]) -> bool:
    """Return whether a line of horizontals and verticals passes through a box."""
    return any(min(x1, x2) < rect.right and max(x1, x2) > rect.x and min(y1, y2) < rect.bottom
               and max(y1, y2) > rect.y for (x1, y1), (x2, y2) in pairwise(points))
