"""The notes of a page: paper with all its words, above a citizen's card or beside an agent's, where nothing passes.

A lane opens as far as its highest note asks, on its outer side, so that the conversation stays as low as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from visavis.blueprint.language import typography
from visavis.blueprint.layout import UNFOLDED, Band, GridCell, LaneBox, Layout, LayoutStyle, NoteBox, Point, Rect
from visavis.blueprint.layout.cell_boxes import Cells
from visavis.blueprint.layout.pipeline import Pipeline
from visavis.blueprint.layout.routing.plan import PlanSettings
from visavis.blueprint.layout.rows import YAxis
from visavis.blueprint.model import BlueprintDocument, Cell, Note
from visavis.blueprint.text import FittedText, TextMetrics, fit
from visavis.blueprint.text import metrics as shipped_metrics
from visavis.blueprint.text.styles import TextStyle, Weight

# Points, beside text of 14: how much narrower than a card, what is around the words, the line of icon and dots.
NARROWER, PADDING, HEAD = 5.0, 5.0, 16.0
# So much of a note's lower edge lies under its card.
UNDER = 5.0
# Notes on one card keep this distance.
APART = 4.0
LEADING = 1.2
MOST_LINES = 6
# A note for whose words there is no room: its icon and its dots, tucked behind the corner of its card.
TAB_WIDTH, TAB_HEIGHT, TAB_UNDER = 40.0, 20.0, 5.0


@dataclass(frozen=True, slots=True)
class PaperBox(NoteBox):
    """A note of a page, with its words.

    Without words it is a tab: its kind and its dots. So much of its lower edge is `hidden` behind a card; below 0, of
    its upper edge.
    """

    text: FittedText | None = None
    hidden: float = 0.0


@dataclass(eq=False)
class _OpenedPipeline(Pipeline):
    """A run of the layout whose lanes open above their first row and below their last one, by so many points."""

    above: Mapping[str, float] = field(default_factory=dict)
    below: Mapping[str, float] = field(default_factory=dict)

    def open_lanes(self) -> None:
        """Move what stands below each opened lane."""
        made = self.y_axis
        rows, grid = made.rows, self.plan.grid
        gone, by = 0.0, []
        channels, lines = {}, {}
        for row, lane in enumerate((*grid.row_lanes, "")):
            top, bottom = rows.channels[row]
            channels[row], lines[row] = (top + gone, bottom + gone), rows.lines[row] + gone
            if not lane:
                break
            first = grid.first_row[lane]
            gone += self.above.get(lane, 0.0) if row == first else 0.0
            by.append(gone)
            gone += self.below.get(lane, 0.0) if row == first + grid.rows_of_lane[lane] - 1 else 0.0
        moved = replace(rows, tops=tuple(top + more for top, more in zip(rows.tops, by, strict=True)),
                        channels=channels, lines=lines, bottom=rows.bottom + gone)
        # A stage like the others, of which this run has its own.
        self.__dict__["y_axis"] = YAxis.of(moved, made.heights)


def lay_out_page(part: BlueprintDocument, notes: Sequence[Note], bands: tuple[Band, ...], style: LayoutStyle,
                 tabs: Collection[str] = ()) -> Layout:
    """Lay out a part of a document with some notes on it, of which those in `tabs` are tabs."""
    settings = PlanSettings(style, shipped_metrics(), UNFOLDED)
    band = bands[0] if bands else Band(0, 0)
    plain = Pipeline(part, settings, bands, band).layout()
    whole = [note for note in notes if note.id not in tabs]
    spots = list(_Spots(part, plain, style, settings.metrics).place(whole))
    above: dict[str, float] = {}
    below: dict[str, float] = {}
    for spot in spots:
        opened = above if spot.is_above else below
        opened[spot.lane] = max(opened.get(spot.lane, 0.0), spot.room)
    for lane, upper in _lanes_with_tabs(part, plain, [note for note in notes if note.id in tabs]):
        opened = above if upper else below
        opened[lane] = max(opened.get(lane, 0.0), TAB_HEIGHT - TAB_UNDER)
    run = _OpenedPipeline(part, settings, bands, band, above, below)
    run.open_lanes()
    layout = run.layout()
    lanes = tuple(_open_lane(box, above.get(box.lane, 0.0), below.get(box.lane, 0.0)) for box in layout.lanes)
    moved = replace(layout, lanes=lanes, cells=Cells(layout.columns, lanes))
    papers = {spot.note.id: spot.box(moved) for spot in spots}
    papers |= _place_tabs(moved, [note for note in notes if note.id in tabs])
    return replace(moved, notes=papers)


def _lanes_with_tabs(part: BlueprintDocument, layout: Layout, notes: Sequence[Note]) -> Iterator[tuple[str, bool]]:
    """Yield the lanes with tabs, and whether these stand above the cards."""
    boxes = {box.lane: box.rect for box in layout.lanes}
    for note in notes:
        step = part.step_by_id.get(note.at) if isinstance(note.at, str) else None
        lane = step.lane if step is not None else note.at.lane if isinstance(note.at, Cell) else ""
        if lane in boxes:
            yield lane, _is_upper(layout, boxes[lane])


def _is_upper(layout: Layout, rect: Rect) -> bool:
    """Return whether a box stands over the line of interaction: its outer side is above it then."""
    band = layout.conversation
    return band is None or rect.bottom <= band.centre.y


def _place_tabs(layout: Layout, notes: Sequence[Note]) -> dict[str, PaperBox]:
    """Return the tabs of notes by id, behind the outer corner of what they stand on, one beside the other."""
    counts, tabs = dict[Rect, int](), dict[str, PaperBox]()
    for note in notes:
        if isinstance(note.at, Cell):
            rect = layout.cells.get(GridCell(note.at.lane, note.at.phase, note.at.column))
        else:
            card = layout.cards.get(note.at or "")
            rect = card.rect if card is not None else None
        if rect is None:
            continue
        number = counts[rect] = counts.get(rect, -1) + 1
        upper = _is_upper(layout, rect)
        y = rect.y - TAB_HEIGHT + TAB_UNDER if upper else rect.bottom - TAB_UNDER
        x = rect.right - (number + 1) * (TAB_WIDTH + APART)
        if x >= rect.x:
            hidden = TAB_UNDER if upper else -TAB_UNDER
            tabs[note.id] = PaperBox(Rect(x, y, TAB_WIDTH, TAB_HEIGHT), hidden=hidden)
    return tabs


def _open_lane(box: LaneBox, above: float, below: float) -> LaneBox:
    """Return a lane's strip with the room for its notes; its name and its cells stay beside its cards."""
    rect = box.rect
    return replace(box, rect=Rect(rect.x, rect.y - above, rect.width, rect.height + above + below))


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a note goes: over or under a card (or in its cell), or into the column beside it."""

    note: Note
    lane: str
    text: FittedText
    size: tuple[float, float]
    column: tuple[str, int]
    is_above: bool
    room: float
    depth: float = 0.0
    step: str | None = None
    beside: bool = False

    def box(self, layout: Layout) -> PaperBox:
        """Return the note's box on an opened layout."""
        width, height = self.size
        lane = next(box for box in layout.lanes if box.lane == self.lane)
        column = next(one for one in layout.columns if (one.phase, one.index) == self.column)
        card = layout.cards.get(self.step or "")
        row = card.rect if card is not None else lane.body
        x = column.x + (column.width - width) / 2
        if self.beside or card is None:
            y = row.bottom - height if self.is_above else row.y
            top, bottom = lane.rect.y + layout.style.lane_padding, lane.rect.bottom - layout.style.lane_padding
            y = max(top, min(y, bottom - height))
        else:
            y = row.y - height + UNDER - self.depth if self.is_above else row.bottom - UNDER + self.depth
        rect = Rect(x, y, width, height)
        tie = None
        if self.beside and card is not None:
            left, right = (rect, card.rect) if rect.x < card.rect.x else (card.rect, rect)
            tie = Point(left.right, card.rect.centre.y), Point(right.x, card.rect.centre.y)
        hidden = UNDER if card is not None and not self.beside and not self.depth else 0.0
        return PaperBox(rect, tie, self.text, hidden if self.is_above else -hidden)


class _Spots:
    """Finds a place for each note of a page that is laid out without notes."""

    def __init__(self, document: BlueprintDocument, layout: Layout, style: LayoutStyle, metrics: TextMetrics) -> None:
        self._document, self._layout, self._style = document, layout, style
        self._metrics = metrics
        self._columns = [(column.phase, column.index) for column in layout.columns]
        self._lane_boxes = {box.lane: box for box in layout.lanes}
        self._taken: set[tuple[str, tuple[str, int]]] = {
            (step.lane, (step.phase, step.column)) for step in document.steps}
        self._depths: dict[str, float] = {}
        self._segments = [segment for key in layout.flows for segment in pairwise(layout.flows[key].points)]

    def place(self, notes: Sequence[Note]) -> Iterator[_Spot]:
        """Yield where the notes go, those of cells first: these cannot choose."""
        for note in sorted(notes, key=lambda note: not isinstance(note.at, Cell)):
            spot = self._in_cell(note, note.at) if isinstance(note.at, Cell) else self._at_step(note)
            if spot is not None:
                yield spot

    def _fit(self, note: Note) -> tuple[FittedText, tuple[float, float]]:
        style = self._style
        words = TextStyle(style.least, Weight.MEDIUM)
        said = typography.punctuate(note.text.strip(), self._document.head.language)
        # A word of the usual length is not broken: its note is as wide as the card then.
        longest = max((self._metrics.width(word, words) for word in said.split()), default=0.0)
        width = max(style.card_width - NARROWER, min(style.card_width, longest + 2 * PADDING + 1.0))
        text = fit(said, words, width - 2 * PADDING,
                   max_lines=MOST_LINES, minimum=style.least, metrics=self._metrics).with_leading(LEADING)
        return text, (width, HEAD + text.height + 2 * PADDING + UNDER)

    def _is_upper(self, lane: str) -> bool:
        return _is_upper(self._layout, self._lane_boxes[lane].rect)

    def _in_cell(self, note: Note, cell: Cell) -> _Spot | None:
        at = (cell.phase, cell.column)
        if cell.lane not in self._lane_boxes or at not in self._columns:
            return None
        on = next((step.id for step in self._document.steps if (step.lane, step.phase, step.column) == (
            cell.lane, cell.phase, cell.column)), None)
        text, size = self._fit(note)
        upper = self._is_upper(cell.lane)
        if on is not None:
            return self._outside(note, on, cell.lane, at, text, size)
        self._taken.add((cell.lane, at))
        room = max(0.0, size[1] - self._lane_boxes[cell.lane].body.height)
        return _Spot(note, cell.lane, text, size, at, upper, room)

    def _at_step(self, note: Note) -> _Spot | None:
        step = self._document.step_by_id.get(note.at) if isinstance(note.at, str) else None
        if step is None or step.id not in self._layout.cards:
            return None
        text, size = self._fit(note)
        at, upper = (step.phase, step.column), self._is_upper(step.lane)
        free = step.id not in self._depths and not self._is_crossed_outside(step.id, step.lane)
        if not (upper and free):
            beside = self._free_column(step.lane, at, size)
            if beside is not None:
                self._taken.add((step.lane, beside))
                room = max(0.0, size[1] - self._layout.cards[step.id].rect.height)
                return _Spot(note, step.lane, text, size, beside, upper, room, step=step.id, beside=True)
        return self._outside(note, step.id, step.lane, at, text, size)

    def _outside(self, note: Note, step: str, lane: str, at: tuple[str, int], text: FittedText,
                 size: tuple[float, float]) -> _Spot:
        """Return a place over the card (under it, for agents), behind the notes that it has there already."""
        depth = self._depths.get(step, 0.0)
        self._depths[step] = depth + size[1] + APART
        return _Spot(note, lane, text, size, at, self._is_upper(lane), depth + size[1] - UNDER, depth, step)

    def _free_column(self, lane: str, at: tuple[str, int], size: tuple[float, float]) -> tuple[str, int] | None:
        """Return the column right or left of one whose cell in a lane is empty, and through which no flow passes."""
        number = self._columns.index(at)
        for other in (number + 1, number - 1):
            if not 0 <= other < len(self._columns) or (lane, self._columns[other]) in self._taken:
                continue
            column, box = self._layout.columns[other], self._lane_boxes[lane]
            x = column.x + (column.width - size[0]) / 2
            if not self._is_crossed(Rect(x, box.rect.y, size[0], box.rect.height)):
                return self._columns[other]
        return None

    def _is_crossed_outside(self, step: str, lane: str) -> bool:
        """Return whether a flow comes to the outer side of a card, or leaves it there."""
        rect = self._layout.cards[step].rect
        y = rect.y - 1.0 if self._is_upper(lane) else rect.bottom
        return self._is_crossed(Rect(rect.x, y, rect.width, 1.0))

    def _is_crossed(self, rect: Rect) -> bool:
        return any(min(start.x, end.x) < rect.right and rect.x < max(start.x, end.x) + 0.01
                   and min(start.y, end.y) < rect.bottom and rect.y < max(start.y, end.y) + 0.01
                   for start, end in self._segments)

