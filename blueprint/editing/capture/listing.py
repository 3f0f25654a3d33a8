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
    Numbered,
    are_of_a_list,
    counts_on,
    numbered,
    without_label,
)
from visavis.blueprint.editing.capture.tokens import Said, Spoken, read_spoken
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument, Lane, LaneKind, StepKind

# A paste of more lines is a mistake, or hostile; a blueprint of ten thousand steps comes as a file.
MOST_LINES = 2_000


class Side(StrEnum):
    """Which band a line of a list goes to."""

    UNMARKED = "unmarked"
    CITIZEN = "citizen"
    FRONTSTAGE = "frontstage"
    BACKSTAGE = "backstage"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Listed:
    """One line: a step as it was spoken (None for a line that only begins a phase), and where it goes.

    `lane` is the id of a lane. `actor` is a name that no lane has ("": none in a table that names them), and must be
    answered first. `phase` is the name of the phase that begins here, `label` what is said on the way to it.
    """

    spoken: Spoken | None
    side: Side = Side.UNMARKED
    lane: str = ""
    phase: str = ""
    label: str = ""
    kind: StepKind | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class UnitAsked:
    """A column of times with numbers that have no unit; `examples` are some of them."""

    column: int
    heading: str
    field: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LaneAsked:
    """A name that no lane has, and how many rows bear it; "" for rows that name none where others do."""

    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class Unread:
    """What was not understood: the line or row (from 1; 0: all of them), the words, and what becomes of them."""

    line: int
    text: str
    outcome: Message


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody answered: the unit of each column that was asked for, the lane's id for each unknown name.

    A column whose unit is "" holds no times; names are folded (`visavis.blueprint.language.folded_words`).
    """

    units: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    lanes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


NO_ANSWERS = Answers()


@dataclass(frozen=True, slots=True)
class Listing:
    """What a paste makes: its lines, what must be asked before they are taken, and what was not understood."""

    lines: tuple[Listed, ...] = ()
    units: tuple[UnitAsked, ...] = ()
    lanes: tuple[LaneAsked, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def steps(self) -> int:
        """How many steps it makes."""
        return sum(line.spoken is not None for line in self.lines)


def unread_tokens(spoken: Spoken, line: int) -> Iterator[Unread]:
    """Yield the tokens of a title that were not understood."""
    for token in spoken.tokens:
        if token.said is Said.UNKNOWN:
            yield Unread(line, token.typed, message("stays in the title"))


def phase_heading(text: str) -> str | None:
    """Return the name of the phase that a line begins (`# Deciding`), or None for any other line."""
    heading = _PHASE.fullmatch(text)
    return heading["name"] if heading is not None else None


# Where a line goes by its mark, and where else when the blueprint has no such lane.
_LANES = {
    Side.CITIZEN: (LaneKind.CITIZEN,),
    Side.FRONTSTAGE: (LaneKind.FRONTSTAGE, LaneKind.BACKSTAGE),
    Side.BACKSTAGE: (LaneKind.BACKSTAGE, LaneKind.FRONTSTAGE),
    Side.SUPPORT: (LaneKind.SUPPORT, LaneKind.BACKSTAGE),
}


def lane_on(side: Side, home: Lane, document: BlueprintDocument) -> Lane | None:
    """Return the lane of a side: `home` where it is one, else the first; None where the blueprint has none."""
    for kind in _LANES[Side.CITIZEN if side is Side.UNMARKED else side]:
        if home.kind is kind:
            return home
        found = next((lane for lane in document.head.lanes if lane.kind is kind), None)
        if found is not None:
            return found
    return None


def marked_line(text: str, document: BlueprintDocument) -> Listed | None:
    """Return a line that begins with the mark of a side (`> Answers`, `>> Checks`, `< Reads`); None for any other."""
    if not text.startswith((">", "<")):
        return None
    return next(iter(read_list([text], document).lines), None)


_MARK = re.compile(r"(?P<mark>>{1,3}|<)\s*(?P<text>.*)")
_PHASE = re.compile(r"\s*#{1,6}\s+(?P<name>.+?)\s*#*\s*")
_DEPTHS = (Side.UNMARKED, Side.FRONTSTAGE, Side.BACKSTAGE, Side.SUPPORT)


def read_list(lines: Sequence[str], document: BlueprintDocument) -> Listing:
    """Return what the lines of a list make."""
    unread: list[Unread] = []
    return Listing(tuple(_list(lines, document, unread)), unread=tuple(unread))


def _list(lines: Sequence[str], document: BlueprintDocument, unread: list[Unread]) -> Iterator[Listed]:
    said = [line for line in lines if line.strip() and phase_heading(line) is None]
    widths = sorted({_width(line) for line in said})
    read = [_unmarked(line)[1] for line in said]
    has_numbers, counts = are_of_a_list(read), counts_on([line.words for line in read])
    for number, line in enumerate(lines, start=1):
        heading = phase_heading(line)
        if heading is not None:
            yield Listed(None, phase=heading)
            continue
        mark, item = _unmarked(line)
        text = item.words if has_numbers else item.whole
        if counts:
            text = without_label(text)
        if not text.strip():
            continue
        side = _DEPTHS[len(mark) or min(widths.index(_width(line)), len(_DEPTHS) - 1)]
        spoken = read_spoken(text, document)
        unread += unread_tokens(spoken, number)
        yield Listed(spoken, Side.CITIZEN if mark == "<" else side)


def _unmarked(line: str) -> tuple[str, Numbered]:
    """Return the mark of a line's side, and the line without bullets before or behind the mark."""
    before = numbered(line)
    found = _MARK.fullmatch(before.words)
    if found is None:
        return "", before
    behind = numbered(found["text"])
    return found["mark"], Numbered(before.number, behind.whole) if before.number else behind


def _width(line: str) -> int:
    indent = line[: len(line) - len(line.lstrip())]
    return len(indent.expandtabs(4))
