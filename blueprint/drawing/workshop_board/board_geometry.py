"""Where everything stands on a board: one geometry in millimetres of A0, scaled for smaller sheets.

Who prints a board and who reads a photograph of one both ask here. Each place is a square for one sticky note; a row
of steps never lies on another row of steps, nor one of notes on notes, so that a note that slipped is told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from visavis.blueprint.layout import Rect
from visavis.blueprint.model import LaneKind

# Millimetres of A0, before it is scaled.
NOTE, SLIP_HEIGHT = 76.0, 49.0
COLUMN_PITCH = 86.0
FIRST_COLUMN = 102.0
LEFT, RIGHT_GAP = 15.0, 5.0
HEAD_WIDTH = 81.0
TOP_OF_ROWS = 99.0
ROW_GAP = 8.0
SLIP_GAP = 6.0
TALK_HEIGHT = 56.0
CORNER, MIDDLE, EDGE = 40.0, 26.0, 15.0
# From the last row to the edge below: instructions and the lower marks.
FOOT = 78.0


class RowKind(StrEnum):
    """What is put into a row."""

    SLIPS = "slips"
    STEPS = "steps"
    NOTES = "notes"
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A row: its letter, what is put into it, whose it is (None: both sides talk), its top and height in mm."""

    letter: str
    kind: RowKind
    lane: LaneKind | None
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class BoardSize:
    """A board for a sheet: millimetres of paper, how many columns, how much smaller than A0, which rows."""

    width: float
    height: float
    columns: int
    scale: float
    rows: tuple[BoardRow, ...]

    @property
    def inner(self) -> tuple[float, float]:
        """The sheet in millimetres of A0."""
        return self.width / self.scale, self.height / self.scale

    def place(self, row: BoardRow, column: int) -> Rect:
        """Return the place of a row's column, counted from 0, in millimetres of A0."""
        return Rect(FIRST_COLUMN + column * COLUMN_PITCH, row.top, NOTE, row.height)

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return FIRST_COLUMN + (self.columns - 1) * COLUMN_PITCH + NOTE

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return self.rows[-1].top + self.rows[-1].height

    @property
    def line_of_interaction(self) -> float:
        """Where the two sides meet."""
        talk = next(row for row in self.rows if row.kind is RowKind.TALK)
        return talk.top + talk.height / 2

    @property
    def marks(self) -> Mapping[int, Rect]:
        """Where the mark of each number stands: 0 to 3 at the corners, 6 and 7 at the ends of the line."""
        width, height = self.inner
        right, bottom = width - EDGE - CORNER, height - EDGE - CORNER
        corners = {0: (EDGE, EDGE), 1: (right, EDGE), 2: (EDGE, bottom), 3: (right, bottom)}
        middle = self.line_of_interaction - MIDDLE / 2
        found = {number: Rect(x, y, CORNER, CORNER) for number, (x, y) in corners.items()}
        found[6] = Rect(EDGE + 8.0, middle, MIDDLE, MIDDLE)
        found[7] = Rect(width - EDGE - MIDDLE, middle, MIDDLE, MIDDLE)
        return MappingProxyType(found)


_E, _C, _F, _B, _S = (LaneKind.EVIDENCE, LaneKind.CITIZEN, LaneKind.FRONTSTAGE, LaneKind.BACKSTAGE, LaneKind.SUPPORT)
_WHOLE = ((RowKind.SLIPS, _E), (RowKind.NOTES, _C), (RowKind.STEPS, _C), (RowKind.TALK, None), (RowKind.STEPS, _F),
          (RowKind.NOTES, _F), (RowKind.STEPS, _B), (RowKind.NOTES, _B), (RowKind.SLIPS, _S))
# A2 has the height of the two sides that meet.
_FACE_TO_FACE = ((RowKind.SLIPS, _E), (RowKind.NOTES, _C), (RowKind.STEPS, _C), (RowKind.TALK, None),
                 (RowKind.STEPS, _F), (RowKind.NOTES, _F))


def _rows(kinds: tuple[tuple[RowKind, LaneKind | None], ...]) -> tuple[BoardRow, ...]:
    """Return rows one below the other, lettered from A; the conversation has a letter too."""
    heights = {RowKind.SLIPS: SLIP_HEIGHT, RowKind.TALK: TALK_HEIGHT, RowKind.STEPS: NOTE, RowKind.NOTES: NOTE}
    rows, top = [], TOP_OF_ROWS
    for number, (kind, lane) in enumerate(kinds):
        rows.append(BoardRow(chr(ord("A") + number), kind, lane, top, heights[kind]))
        next_kind = kinds[number + 1][0] if number + 1 < len(kinds) else None
        is_close = RowKind.TALK in (kind, next_kind) or kind is RowKind.SLIPS
        top += heights[kind] + (SLIP_GAP if is_close else ROW_GAP)
    return tuple(rows)


BOARD_SIZES: Mapping[str, BoardSize] = MappingProxyType({
    "A0": BoardSize(1189.0, 841.0, 12, 1.0, _rows(_WHOLE)),
    "A1": BoardSize(841.0, 594.0, 12, 841.0 / 1189.0, _rows(_WHOLE)),
    # Places of 51 mm, for the small square note.
    "A2": BoardSize(594.0, 420.0, 8, 51.0 / NOTE, _rows(_FACE_TO_FACE)),
})
