"""Lists and tables as people paste them, from a text or a spreadsheet: one line a step.

In a list, indentation or a leading `>` puts a line on the agents' side (`>>` or twice as deep: backstage, `>>>`:
support), `<` or no mark on the citizen's; `# Name` begins a phase. Bullets, numbers and check boxes are dropped.
Tokens of `capture.tokens` work in every title. Tables: `capture.tables`.

Nothing is guessed and nothing is lost: what a paste leaves open is asked (`Listing.units`, `Listing.lanes`), and what
is not understood is told (`Listing.unread`) and kept in the step's title or detail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from visavis.blueprint.editing.capture.bullets import (
    ListLine,
    are_list_numbers,
    has_running_labels,
    read_list_line,
    strip_label,
)
from visavis.blueprint.editing.capture.tokens import TokenKind, TypedStep, read_typed_step
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument, Lane, LaneKind, StepKind
from visavis.blueprint.model.lane_kinds import LANE_KINDS

# A paste of more lines is a mistake, or hostile; a blueprint of ten thousand steps comes as a file.
MOST_LINES = 2_000


class LineSide(StrEnum):
    """Which band a line of a list goes to."""

    UNMARKED = "unmarked"
    CITIZEN = "citizen"
    FRONTSTAGE = "frontstage"
    BACKSTAGE = "backstage"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class ListedLine:
    """One line: a step as it was spoken (None for a line that only begins a phase), and where it goes.

    `lane` is the id of a lane. `actor` is a name that no lane has ("": none in a table that names them), and must be
    answered first. `phase` is the name of the phase that begins here, `label` what is said on the way to it.
    """

    step: TypedStep | None
    side: LineSide = LineSide.UNMARKED
    lane: str = ""
    phase: str = ""
    label: str = ""
    kind: StepKind | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class UnitQuestion:
    """A column of times with numbers that have no unit; `examples` are some of them."""

    column: int
    heading: str
    field: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LaneQuestion:
    """A name that no lane has, and how many rows bear it; "" for rows that name none where others do."""

    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class UnreadText:
    """What was not understood: the line or row (from 1; 0: all of them), the words, and what becomes of them."""

    line: int
    text: str
    outcome: Message


@dataclass(frozen=True, slots=True)
class Answers:
    """What someone answered: the unit of each column that was asked for, the lane's id for each unknown name.

    A column whose unit is "" holds no times; names are folded (`visavis.blueprint.language.folded_words`).
    """

    units: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    lanes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


NO_ANSWERS = Answers()


@dataclass(frozen=True, slots=True)
class Listing:
    """What a paste makes: its lines, what must be asked before they are taken, and what was not understood."""

    lines: tuple[ListedLine, ...] = ()
    units: tuple[UnitQuestion, ...] = ()
    lanes: tuple[LaneQuestion, ...] = ()
    unread: tuple[UnreadText, ...] = ()

    @property
    def steps(self) -> int:
        """How many steps it makes."""
        return sum(line.step is not None for line in self.lines)


def unread_tokens(spoken: TypedStep, line: int) -> Iterator[UnreadText]:
    """Yield the tokens of a title that were not understood."""
    for token in spoken.tokens:
        if token.kind is TokenKind.UNKNOWN:
            yield UnreadText(line, token.typed, message("stays in the title"))


def phase_heading(text: str) -> str | None:
    """Return the name of the phase that a line begins (`# Deciding`), or None for any other line."""
    heading = _PHASE.fullmatch(text)
    return heading["name"] if heading is not None else None


# Which kind of lane a line goes to by its mark.
_LANES = {
    LineSide.UNMARKED: LaneKind.CITIZEN, LineSide.CITIZEN: LaneKind.CITIZEN, LineSide.FRONTSTAGE: LaneKind.FRONTSTAGE,
    LineSide.BACKSTAGE: LaneKind.BACKSTAGE, LineSide.SUPPORT: LaneKind.SUPPORT,
}


def lane_of_side(side: LineSide, home: Lane, document: BlueprintDocument) -> Lane | None:
    """Return the lane of a side: `home` where it is one, else the first; None where the blueprint has none."""
    wanted = _LANES[side]
    for kind in (wanted, *LANE_KINDS[wanted].else_to):
        if home.kind is kind:
            return home
        found = next((lane for lane in document.head.lanes if lane.kind is kind), None)
        if found is not None:
            return found
    return None


def marked_line(text: str, document: BlueprintDocument) -> ListedLine | None:
    """Return a line that begins with the mark of a side (`> Answers`, `>> Checks`, `< Reads`); None for any other."""
    if not text.startswith((">", "<")):
        return None
    return next(iter(read_list([text], document).lines), None)


_MARK = re.compile(r"(?P<mark>>{1,3}|<)\s*(?P<text>.*)")
_PHASE = re.compile(r"\s*#{1,6}\s+(?P<name>.+?)\s*#*\s*")
_DEPTHS = (LineSide.UNMARKED, LineSide.FRONTSTAGE, LineSide.BACKSTAGE, LineSide.SUPPORT)


def read_list(lines: Sequence[str], document: BlueprintDocument) -> Listing:
    """Return what the lines of a list make."""
    unread: list[UnreadText] = []
    return Listing(tuple(_read_lines(lines, document, unread)), unread=tuple(unread))


def _read_lines(lines: Sequence[str], document: BlueprintDocument, unread: list[UnreadText]) -> Iterator[ListedLine]:
    said = [line for line in lines if line.strip() and phase_heading(line) is None]
    widths = sorted({_indent_width(line) for line in said})
    read = [_split_mark(line)[1] for line in said]
    has_numbers, counts = are_list_numbers(read), has_running_labels([line.words for line in read])
    for number, line in enumerate(lines, start=1):
        heading = phase_heading(line)
        if heading is not None:
            yield ListedLine(None, phase=heading)
            continue
        mark, item = _split_mark(line)
        text = item.words if has_numbers else item.whole
        if counts:
            text = strip_label(text)
        if not text.strip():
            continue
        side = _DEPTHS[len(mark) or min(widths.index(_indent_width(line)), len(_DEPTHS) - 1)]
        spoken = read_typed_step(text, document)
        unread += unread_tokens(spoken, number)
        yield ListedLine(spoken, LineSide.CITIZEN if mark == "<" else side)


def _split_mark(line: str) -> tuple[str, ListLine]:
    """Return the mark of a line's side, and the line without bullets before or behind the mark."""
    before = read_list_line(line)
    found = _MARK.fullmatch(before.words)
    if found is None:
        return "", before
    behind = read_list_line(found["text"])
    return found["mark"], ListLine(before.number, behind.whole) if before.number else behind


def _indent_width(line: str) -> int:
    indent = line[: len(line) - len(line.lstrip())]
    return len(indent.expandtabs(4))
