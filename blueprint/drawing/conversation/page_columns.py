"""Rows one below the other in the columns of sheets: as few sheets as possible, silences as long as fit.

A column ends at a silence where it can, and a silence that is too long for it goes on in the next: none of it is cut
out. A row is higher than it must be where the label beside it needs the room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from visavis.blueprint.analysis.paths.spoken_lines import SilentTime
from visavis.blueprint.drawing.conversation.conversation_rows import ConversationRow
from visavis.blueprint.drawing.reader_pages.time_scale import TimeScale

# Units of the page for a unit of time (a day, an hour): never fewer.
LEAST_SCALE = 1.5
MOST_SCALE = 60.0
MOST_QUIET = 0.55
# A piece of a silence that is shorter than this is not put on another sheet.
LEAST_PIECE = 16.0
# A column that would end with less than this part of it used does not end at its last silence.
LEAST_USED = 0.6
# The height of the phase's name at the top of a column that goes on with it.
CONTINUED = 16.0
# Rows take up to so much more room where time alone does not fill the sheet.
MOST_STRETCH = 1.5
_BISECTIONS = 24


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row at `y` of its column; `piece` counts the pieces of a silence that goes on in the next column.

    The upper part of a row may be empty (`above`), so that the label before has its room.
    """

    row: ConversationRow
    y: float
    height: float
    piece: int = 0
    goes_on: bool = False
    above: float = 0.0

    @property
    def bottom(self) -> float:
        """Where the next one begins."""
        return self.y + self.height


Column = tuple[PlacedRow, ...]
# The height of a column, by its number.
Rooms = Callable[[int], float]


def label_of(row: PlacedRow) -> float:
    """Return how high the label is that stands beside a row; what goes on has it in the column before.

    The end has none, but its words reach as far to the left.
    """
    if row.row.entry is None:
        return row.row.height
    return row.row.label.height if row.row.label is not None and not row.piece else 0.0


def needs_phase(row: PlacedRow) -> bool:
    """Return whether the name of its phase stands again beside a row that begins a column: it goes on there."""
    begins = row.row.label is not None and row.row.label.name is not None and not row.piece
    return not begins and row.height >= CONTINUED


def fit_columns(rows: Sequence[ConversationRow], scale: TimeScale, rooms: Rooms,
                per_sheet: int) -> tuple[Column, ...]:
    """Return the rows in columns: the fewest sheets, then the longest silences, then the loosest rows that fit."""
    def place(points: float, stretch: float) -> Iterable[Column]:
        return _place(rows, scale, rooms, points, stretch)

    def fits(points: float, stretch: float) -> bool:
        # An endless silence would be drawn on a million columns: those beyond what there may be are not made.
        return sum(1 for _ in islice(place(points, stretch), count + 1)) <= count

    units = sum(scale.units(row.steps) for row in rows)
    least = LEAST_SCALE if units * LEAST_SCALE < 40 * rooms(0) else rooms(0) / units
    count = len(tuple(place(least, 1.0)))
    count += -count % per_sheet
    # A silence of few units may be as long as half a column.
    most = max(MOST_SCALE, rooms(0) * MOST_QUIET / units) if units else MOST_SCALE
    points = _largest(lambda points: fits(points, 1.0), least, most)
    stretch = _largest(lambda stretch: fits(points, stretch), 1.0, MOST_STRETCH)
    return tuple(place(points, stretch))


def _largest(fits: Callable[[float], bool], least: float, most: float) -> float:
    """Return about the largest number for which something holds; it holds for the least."""
    if fits(most):
        return most
    low, high = least, most
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _place(rows: Iterable[ConversationRow], scale: TimeScale, rooms: Rooms, points: float,
           stretch: float) -> Iterable[Column]:
    waiting = [PlacedRow(row, 0.0, scale.units(row.steps) * points if isinstance(row.entry, SilentTime)
                         else row.height * stretch) for row in rows]
    number = 0
    while waiting:
        column, waiting = _fill(waiting, rooms(number), goes_on=number > 0)
        yield column
        number += 1


def _fill(waiting: list[PlacedRow], room: float, *, goes_on: bool) -> tuple[Column, list[PlacedRow]]:
    """Return a full column, and what is left for the next ones; one that goes on begins with its phase's name."""
    placed: list[PlacedRow] = []
    y = label_bottom = 0.0
    owner = 0
    for index, given in enumerate(waiting):
        row, label = given, label_of(given)
        if goes_on and not index and needs_phase(row):
            label += CONTINUED
        if label and label_bottom > y + 0.01:
            placed, row = _make_room(placed, row, label_bottom - y, owner)
            y = placed[-1].bottom
        label += row.above
        is_silent = isinstance(row.row.entry, SilentTime)
        if placed and y + (label if is_silent else max(label, row.height)) > room + 0.01:
            # A silence whose label has no room begins the next column as a whole.
            return _end_column(placed, waiting[index:], room if label <= room - y else y, y)
        if is_silent and row.height > room - y + 0.01:
            return _end_column(placed, waiting[index:], room, y)
        placed.append(replace(row, y=y))
        if label:
            label_bottom, owner = y + label, len(placed) - 1
        y += row.height
    return tuple(placed), []


def _make_room(placed: list[PlacedRow], row: PlacedRow, missing: float,
               owner: int) -> tuple[list[PlacedRow], PlacedRow]:
    """Return rows so that the label of the one at `owner` ends above the next label, beside `row`: a line is higher.

    The last line since that label, or, where only a silence is between, the next one.
    """
    for index in range(len(placed) - 1, owner - 1, -1):
        if not isinstance(placed[index].row.entry, SilentTime):
            moved = [replace(each, y=each.y + missing) for each in placed[index + 1:]]
            higher = replace(placed[index], height=placed[index].height + missing)
            return [*placed[:index], higher, *moved], row
    return placed, replace(row, height=row.height + missing, above=row.above + missing)


def _end_column(placed: list[PlacedRow], rest: list[PlacedRow], room: float,
                y: float) -> tuple[Column, list[PlacedRow]]:
    """Return a column that ends at a silence where one is near its end, a part of it too, and what is left."""
    first, left = rest[0], room - y
    if isinstance(first.row.entry, SilentTime) and left >= LEAST_PIECE:
        piece = min(left, first.height - LEAST_PIECE)
        if piece >= LEAST_PIECE or not placed:
            piece = max(piece, min(left, LEAST_PIECE))
            begun = replace(first, y=y, height=piece, goes_on=True)
            remains = replace(first, height=first.height - piece, piece=first.piece + 1)
            return (*placed, begun), [remains, *rest[1:]]
    if not isinstance(first.row.entry, SilentTime):
        silent = [index for index, row in enumerate(placed) if isinstance(row.row.entry, SilentTime)]
        if silent and placed[silent[-1]].bottom >= LEAST_USED * room and silent[-1] < len(placed) - 1:
            cut = silent[-1] + 1
            return tuple(placed[:cut]), [*placed[cut:], *rest]
    return tuple(placed), rest
