"""Where notes stand: paper with words beside what they are about, never over a card, and under no flow.

A note on a step stands in a free cell where nothing passes: the one after it, else one on the outer side of its lane,
above for citizens and below for the organisation, so that the conversation stays between the two sides. Without one,
its lane opens a row for notes on that side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf

from visavis.blueprint.layout.boxes import LineKind
from visavis.blueprint.layout.columns import XAxis
from visavis.blueprint.layout.coordinates import PortX, SideY, row_bottom, row_middle, row_top
from visavis.blueprint.layout.flow_index import FlowIndex
from visavis.blueprint.layout.geometry import Point, Rect, round_length
from visavis.blueprint.layout.grid import Grid, Slot
from visavis.blueprint.layout.routing.routes import Route
from visavis.blueprint.layout.rows import YAxis
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.model import BlueprintDocument, Cell, Note, Side

# What a note keeps from its card, from flows and from other notes.
GAP = 4.0
# How many columns to both sides a note may move to stand between flows, before all are looked at.
REACH = 2
# A note becomes no narrower than this part of its width to stand between flows.
NARROWEST = 0.55
# The line that ties a note to its card keeps this far from the corners of both.
TIED = 10.0


@dataclass(frozen=True, slots=True)
class NoteBox:
    """A note's paper, and the short line that ties it to its card (None on a cell of its own)."""

    rect: Rect
    tie: tuple[Point, Point] | None = None


@dataclass(frozen=True, slots=True)
class NoteSpot:
    """A note before heights are known: its x and width, its row, and whether it stands in the row or beyond it.

    `column` is the one whose cell it takes in a row. Beyond its row it is tied to a card in row `tied_to`.
    """

    slot: Slot
    x: float
    width: float
    row: int
    beyond: int = 0
    column: int | None = None
    tied_to: int = -1


@dataclass(frozen=True)
class NoteSpots:
    """The spots of a band's notes by id; `above` and `below` are the lanes that open a row for notes there."""

    spots: Mapping[str, NoteSpot] = field(default_factory=dict)
    above: frozenset[str] = frozenset()
    below: frozenset[str] = frozenset()

    def taken_slots(self) -> frozenset[Slot]:
        """Return the slots that notes stand in."""
        return frozenset(Slot(spot.column, spot.row) for spot in self.spots.values() if spot.column is not None)

    def place(self, across: XAxis, down: YAxis, style: LayoutStyle) -> dict[str, NoteBox]:
        """Return the boxes of notes."""
        return {note: _place(spot, across, down, style) for note, spot in self.spots.items()}


def find_note_spots(document: BlueprintDocument, grid: Grid, routes: Mapping[str, Route], flows: FlowIndex,
                    heights: Mapping[int, float], across: XAxis, style: LayoutStyle) -> NoteSpots:
    """Return where the notes of a band stand, whose rows' `heights` are known."""
    notes = [note for note in document.head.notes if note.at is not None]
    if not notes:
        return NoteSpots()
    return _NotePlacement(document, grid, routes, flows, heights, across, style).place(notes)


@dataclass(eq=False)
class _NotePlacement:
    document: BlueprintDocument
    grid: Grid
    routes: Mapping[str, Route]
    flows: FlowIndex
    heights: Mapping[int, float]
    x_axis: XAxis
    style: LayoutStyle
    taken: set[Slot] = field(default_factory=set)
    rows: dict[tuple[int, int], list[tuple[float, float]]] = field(default_factory=dict)
    spots: dict[str, NoteSpot] = field(default_factory=dict)

    def place(self, notes: list[Note]) -> NoteSpots:
        """Place notes on cells, which are where they are, then those on steps, from left to right."""
        self.taken = set(self.grid.slots.values()) | set(self._partners(self.grid.slots.values()))
        on_steps: list[tuple[Slot, str]] = []
        for note in notes:
            slot = self._slot(note)
            if slot is None:
                continue
            if isinstance(note.at, Cell) and slot not in self.taken and self._is_high_enough(slot.row):
                self.taken.update((slot, *self._partners((slot,))))
                column = self.x_axis.columns[slot.column]
                self.spots[note.id] = NoteSpot(slot, column.x, column.width, slot.row, column=slot.column)
            else:
                on_steps.append((slot, note.id))
        for slot, note_id in sorted(on_steps, key=lambda each: each[0]):
            spot = self._in_free_cell(slot)
            if spot is None and self.style.opens_note_rows:
                spot = self._beyond(slot)
            if spot is not None:
                self.spots[note_id] = spot
        opened = [(self.grid.row_lanes[spot.row], spot.beyond) for spot in self.spots.values()]
        return NoteSpots(self.spots, frozenset(lane for lane, beyond in opened if beyond < 0),
                         frozenset(lane for lane, beyond in opened if beyond > 0))

    def _slot(self, note: Note) -> Slot | None:
        """Return the slot of what a note is about; None where it is not in this band."""
        if isinstance(note.at, Cell):
            columns = {(phase, number): at for at, (phase, number) in enumerate(self.grid.columns)}
            column, row = columns.get((note.at.phase, note.at.column)), self.grid.first_row.get(note.at.lane)
            return Slot(column, row) if column is not None and row is not None else None
        return self.grid.slots.get(note.at or "")

    def _in_free_cell(self, slot: Slot) -> NoteSpot | None:
        """Return the best free cell beside a step if nothing stands in it or passes through it."""
        outer = slot.row - 1 if self._is_above(slot.row) else slot.row + 1
        cells = [Slot(slot.column + 1, slot.row)]
        if self.grid.lines.get(max(outer, slot.row)) is not LineKind.INTERACTION:
            cells += [Slot(slot.column + by, outer) for by in (0, 1, -1)]
        for cell in cells:
            if self._is_free(cell):
                self.taken.update((cell, *self._partners((cell,))))
                column = self.x_axis.columns[cell.column]
                return NoteSpot(slot, column.x, min(self.style.note_width, column.width), cell.row,
                                column=cell.column)
        return None

    def _partners(self, slots: Iterable[Slot]) -> Iterator[Slot]:
        """Yield the slots that share a height with others, where two rows are nested."""
        seam = self.grid.seam
        if seam is not None:
            for slot in slots:
                if slot.row in (seam - 1, seam):
                    yield Slot(slot.column, 2 * seam - 1 - slot.row)

    def _is_free(self, cell: Slot) -> bool:
        return (0 <= cell.column < len(self.x_axis.columns) and self._is_high_enough(cell.row)
                and cell not in self.taken and not self._is_passed(cell))

    def _is_high_enough(self, row: int) -> bool:
        return self.heights.get(row, 0.0) >= self.style.note_height

    def _is_above(self, row: int) -> bool:
        """Return whether the outer side of a row's lane is above it."""
        facts = self.document.lane_by_id[self.grid.row_lanes[row]].facts
        return facts.side is Side.CITIZEN or facts.is_evidence

    def _is_passed(self, free: Slot) -> bool:
        """Return whether a flow passes through a free slot."""
        rank = row_middle(free.row)
        for route in self._near(free.column):
            if any(isinstance(one, PortX) and one.at is self._node(free.column) and one.low < rank < one.high
                   for one in route.verticals()):
                return True
            if any(side.row == free.row and self._spans(side, route, free.column) for side in route.sides()):
                return True
        return False

    def _spans(self, side: SideY, route: Route, column: int) -> bool:
        if not side.central:
            return False
        slots = self.grid.slots
        ends = sorted(slots[end].column if end in slots else (-1, len(self.grid.columns))[right]
                      for right, end in enumerate(_ends(route)))
        return ends[0] < column < ends[1]

    def _node(self, column: int) -> object:
        return next(node for node, at in self.x_axis.number.items() if at == column)

    def _near(self, column: int) -> Iterator[Route]:
        last = len(self.x_axis.columns) - 1
        for key in self.flows.flows_over(range(max(0, column - 1), min(last, column + 1) + 1)):
            if key in self.routes:
                yield self.routes[key]

    def _beyond(self, slot: Slot) -> NoteSpot:
        """Return a place in the row for notes on the outer side of a step's lane, near the step."""
        # Of two rows that share their height, the lower one's outer side is that of both.
        seam = self.grid.seam
        lane = self.document.lane_by_id[self.grid.row_lanes[slot.row if slot.row + 1 != seam else seam]]
        first = self.grid.first_row[lane.id]
        above = self._is_above(slot.row)
        row = first if above else first + self.grid.rows_of_lane[lane.id] - 1
        rank = row_top(row) - 1 if above else row_bottom(row) + 1
        beyond = -1 if above else 1
        column = self.x_axis.columns[slot.column]
        taken = self.rows.setdefault((row, beyond), [])
        last = len(self.x_axis.columns) - 1
        near, everywhere = range(max(0, slot.column - REACH), min(last, slot.column + REACH) + 1), range(last + 1)
        x, width = column.x, self.style.note_width
        for columns in (near, everywhere):
            found = self._find_room(columns, [*self._passing(columns, rank), *taken], column.x + column.width / 2)
            if found is not None:
                x, width = found
                break
        taken.append((x, x + width))
        return NoteSpot(slot, x, width, row, beyond, tied_to=slot.row if slot.row + 1 == seam else row)

    def _passing(self, columns: range, rank: int) -> Iterator[tuple[float, float]]:
        """Yield the xs of verticals over some columns that cross a row for notes."""
        beside = range(max(0, columns.start - 1), min(len(self.x_axis.columns), columns.stop + 1))
        for key in self.flows.flows_over(beside):
            for vertical in self.routes[key].verticals() if key in self.routes else ():
                if vertical.low < rank < vertical.high:
                    x = self.x_axis.x(vertical)
                    yield x, x

    def _find_room(self, columns: range, blocked: list[tuple[float, float]],
                   middle: float) -> tuple[float, float] | None:
        """Return the place (x, width) over some columns nearest to `middle` that keeps clear of what is blocked."""
        wanted = self.style.note_width
        start, end = self.x_axis.gutters[columns.start][0], self.x_axis.gutters[columns.stop][1]
        best: tuple[float, float, float] | None = None
        for left, right in [*sorted(blocked), (end + GAP, inf)]:
            width = min(wanted, left - GAP - start)
            if width >= wanted * NARROWEST:
                x = round_length(min(max(start, middle - width / 2), left - GAP - width))
                away = abs(x + width / 2 - middle) + 2 * (wanted - width)
                if best is None or away < best[0]:
                    best = away, x, width
            start = max(start, right + GAP)
        return best[1:] if best is not None else None


def _ends(route: Route) -> tuple[str, str]:
    """Return the ends of a flow, the one at the left first where one lies in another band."""
    flow = route.flow
    return (flow.target, flow.source) if route.comes_from is not None else (flow.source, flow.target)


def _place(spot: NoteSpot, across: XAxis, down: YAxis, style: LayoutStyle) -> NoteBox:
    top, height = down.rows.tops[spot.row], down.heights[spot.row]
    card = across.columns[spot.slot.column]
    if spot.beyond:
        y = top - GAP - style.note_height if spot.beyond < 0 else top + height + GAP
        rect = Rect(spot.x, y, spot.width, style.note_height)
        edge = down.rows.tops[spot.tied_to] + (down.heights[spot.tied_to] if spot.beyond > 0 else 0.0)
        near = rect.bottom if spot.beyond < 0 else rect.y
        x = min(max(card.x + card.width / 2, rect.x + TIED), rect.right - TIED)
        x = min(max(x, card.x + TIED), card.x + card.width - TIED)
        return NoteBox(rect, (Point(x, edge), Point(x, near)))
    if spot.row == spot.slot.row:
        rect = Rect(spot.x, top + (height - style.note_height) / 2, spot.width, style.note_height)
        if spot.x <= card.x:
            return NoteBox(rect)
        return NoteBox(rect, (Point(card.x + card.width, rect.centre.y), Point(rect.x, rect.centre.y)))
    is_above = spot.row < spot.slot.row
    rect = Rect(spot.x, top + height - style.note_height if is_above else top, spot.width, style.note_height)
    own = spot.slot.row
    edge = down.rows.tops[own] + (0.0 if is_above else down.heights[own])
    near = rect.bottom if is_above else rect.y
    inside = min(max(rect.x + TIED, card.x + TIED), card.x + card.width - TIED)
    return NoteBox(rect, (Point(inside, edge), Point(min(max(inside, rect.x + TIED), rect.right - TIED), near)))
