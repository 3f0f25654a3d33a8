"""What is printed on a board: phases and lanes, a blueprint's own or blank ones, and what the board is called."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from visavis.blueprint.drawing.workshop_board.board_geometry import BoardSize
from visavis.blueprint.language import Message, Translator, message
from visavis.blueprint.model import BlueprintDocument, LaneKind

# Letters and figures that nobody takes for another: no I, O, L, 0, 1.
_CODE = str.maketrans("ILO", "789")
# What a phase is given where nobody has drawn anything in it.
LEAST_COLUMNS = 1
BLANK_PHASES = 4
FORMAT = "visavis-board/1"


@dataclass(frozen=True, slots=True)
class BoardPhase:
    """A part of a phase that stands on one sheet: its number and name, its first column there, and how many."""

    number: int
    name: str
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class BoardSheet:
    """One sheet: which of how many, its columns as they are numbered through, and its phases."""

    number: int
    count: int
    first_column: int
    phases: tuple[BoardPhase, ...]


def board_sheets(document: BlueprintDocument, size: BoardSize, *, is_blank: bool) -> tuple[BoardSheet, ...]:
    """Return the sheets that all phases need: each goes on with the last column of the one before.

    A blank board is one sheet with phases to name by hand.
    """
    if is_blank:
        width = size.columns // BLANK_PHASES
        phases = tuple(BoardPhase(number + 1, "", number * width, width) for number in range(BLANK_PHASES))
        return (BoardSheet(1, 1, 0, phases),)
    columns = [(number, phase.name.strip()) for number, phase in enumerate(document.head.phases, start=1)
               for _ in range(max(LEAST_COLUMNS, document.columns_of_phase.get(phase.id, 0)))]
    starts = list(_starts(len(columns), size.columns))
    return tuple(BoardSheet(number, len(starts), start, tuple(_phases(columns[start : start + size.columns])))
                 for number, start in enumerate(starts, start=1))


def _starts(columns: int, on_sheet: int) -> Iterator[int]:
    start = 0
    yield start
    while start + on_sheet < columns:
        start += on_sheet - 1
        yield start


def _phases(columns: Sequence[tuple[int, str]]) -> Iterator[BoardPhase]:
    place = 0
    while place < len(columns):
        number, name = columns[place]
        count = sum(other == number for other, _ in columns)
        yield BoardPhase(number, name, place, count)
        place += count


def lane_names(document: BlueprintDocument, *, is_blank: bool) -> Mapping[LaneKind, str]:
    """Return what the lanes of each kind are called together; nothing for kinds without one."""
    if is_blank:
        return {}
    return {kind: ", ".join(lane.name.strip() for lane in document.head.lanes
                            if lane.kind is kind and lane.name.strip()) for kind in LaneKind}


def board_id(document: BlueprintDocument, *, is_blank: bool) -> str:
    """Return four letters and figures that tell boards apart: people type them where a code cannot be read."""
    told = "" if is_blank else document.head.id
    return b32encode(sha256(told.encode()).digest()).decode()[:4].translate(_CODE)


def board_code(document: BlueprintDocument, size: BoardSize, paper: str, sheet: BoardSheet, *, is_blank: bool) -> str:
    """Return what the board's QR code holds: format, id, paper, grid, sheet. No address."""
    rows = "".join(row.letter for row in size.rows)
    parts = [FORMAT, board_id(document, is_blank=is_blank), paper, f"{size.columns}x{rows}",
             f"{sheet.number}/{sheet.count}", f"+{sheet.first_column}"]
    return " ".join(parts)


def lane_words(kind: LaneKind) -> tuple[Message, Message]:
    """Return what a board calls the lanes of a kind, and in a few words what goes there."""
    match kind:
        case LaneKind.EVIDENCE:
            return message("Evidence lane"), message("seen, received")
        case LaneKind.CITIZEN:
            return message("Citizen"), message("and their family")
        case LaneKind.FRONTSTAGE:
            return message("Frontstage"), message("counter, phone")
        case LaneKind.BACKSTAGE:
            return message("Backstage"), message("without the citizen")
        case _:
            return message("Support"), message("tools, partners")


def heading_words(document: BlueprintDocument, translate: Translator, *, is_blank: bool) -> str:
    """Return the title of a board."""
    title = document.head.title.strip()
    if is_blank or not title:
        return translate(message("A blueprint to fill in"))
    return translate(message("A blueprint to fill in: {title}", title=title))
