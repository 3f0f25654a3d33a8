"""Lists and tables as people paste them, from a text or a spreadsheet: one line a step.

In a list, indentation or a leading `>` puts a line on the agents' side (`>>` or twice as deep: backstage, `>>>`:
support), `<` or no mark on the citizen's; `# Name` begins a phase. In a table, columns are known by their headings in
French or English, else by what stands in them. Tokens of `blueprint.editing.capture` work in every title.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from blueprint.editing.capture import Spoken, channel_names, read_spoken
from blueprint.editing.folding import folded, meant
from blueprint.editing.times import read_time
from blueprint.language import Count, message
from blueprint.model import BlueprintDocument, BlueprintError, Lane, LaneKind, StepKind

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

    `lane` is the id of a lane, `phase` the name of the phase that begins here, `label` what is said on the way to it.
    """

    spoken: Spoken | None
    side: Side = Side.UNMARKED
    lane: str = ""
    phase: str = ""
    label: str = ""
    kind: StepKind | None = None


def read_listing(text: str, document: BlueprintDocument) -> tuple[Listed, ...]:
    """Return the steps of a pasted list or table; empty when there is nothing in it.

    Raises BlueprintError for more than `MOST_LINES` lines: half a list would look like the whole.
    """
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise BlueprintError(message("the list has {count} lines, more than {most}; paste it in parts",
                                     count=Count(len(lines)), most=Count(MOST_LINES)))
    tabbed = [line for line in lines if "\t" in line.strip()]
    if tabbed and 2 * len(tabbed) >= len([line for line in lines if line.strip()]):
        return tuple(_table(_rows(text), document))
    return tuple(_list(lines, document))


def _rows(text: str) -> list[list[str]]:
    """Return the cells of a table that is not empty; spreadsheets quote cells that hold line breaks."""
    try:
        rows = list(csv.reader(io.StringIO(text), dialect="excel-tab"))
    except csv.Error:
        rows = [line.split("\t") for line in text.splitlines()]
    return [[" ".join(cell.split()) for cell in row] for row in rows if any(row)]


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
    return next(iter(_list([text], document)), None)


# -- lists

_MARKED = re.compile(r"(?P<indent>\s*)(?:(?P<mark>>{1,3}|<)\s*)?(?:(?:[-*•–]|\d{1,3}[.)])\s+)?(?P<text>.*)")
_PHASE = re.compile(r"\s*#{1,6}\s+(?P<name>.+?)\s*#*\s*")
_DEPTHS = (Side.UNMARKED, Side.FRONTSTAGE, Side.BACKSTAGE, Side.SUPPORT)


def _list(lines: Sequence[str], document: BlueprintDocument) -> Iterator[Listed]:
    widths = sorted({_width(line) for line in lines if line.strip() and phase_heading(line) is None})
    for line in lines:
        heading = phase_heading(line)
        if heading is not None:
            yield Listed(None, phase=heading)
            continue
        match = _MARKED.fullmatch(line)
        if match is None or not match["text"].strip():
            continue
        depth = len(match["mark"] or "") if match["mark"] != "<" else 0
        side = _DEPTHS[depth or min(widths.index(_width(line)), len(_DEPTHS) - 1)]
        if match["mark"] == "<":
            side = Side.CITIZEN
        yield Listed(read_spoken(match["text"], document), side)


def _width(line: str) -> int:
    indent = line[: len(line) - len(line.lstrip())]
    return len(indent.expandtabs(4))


# -- tables

# The headings by which columns are known.
_HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "title": ("étape", "titre", "action", "step", "title", "activité", "activity", "quoi", "what"),
    "phase": ("phase", "chapitre", "stage", "moment"),
    "lane": ("couloir", "ligne", "acteur", "qui", "lane", "actor", "who", "côté", "side", "role", "rôle"),
    "kind": ("nature", "type", "kind"),
    "channel": ("canal", "channel", "par quel canal"),
    "work": ("temps actif", "temps", "durée", "active time", "time", "duration", "work", "minutes"),
    "wait": ("attente", "délai", "wait", "waiting", "delay"),
    "effort": ("effort", "effort ressenti", "felt effort"),
    "emotion": ("émotion", "emotion", "ressenti"),
    "asks": ("pièces", "documents", "demande", "items", "asks for", "asks", "pièces demandées"),
    "label": ("parole", "ce qui est dit", "said", "what is said", "label", "dit"),
    "system": ("système", "outil", "system", "tool", "logiciel"),
    "detail": ("détail", "description", "remarque", "commentaire", "detail", "notes", "comment"),
})
_SIDES: tuple[tuple[str, Side], ...] = (
    ("usager", Side.CITIZEN), ("citoyen", Side.CITIZEN), ("citizen", Side.CITIZEN), ("user", Side.CITIZEN),
    ("agent", Side.FRONTSTAGE), ("frontstage", Side.FRONTSTAGE), ("guichet", Side.FRONTSTAGE),
    ("coulisses", Side.BACKSTAGE), ("backstage", Side.BACKSTAGE), ("appui", Side.SUPPORT), ("support", Side.SUPPORT),
)
_KINDS: tuple[tuple[str, StepKind], ...] = (
    ("début", StepKind.START), ("attente", StepKind.WAIT), ("décision", StepKind.DECISION),
    ("issue", StepKind.OUTCOME), ("preuve", StepKind.EVIDENCE), *((kind.value, kind) for kind in StepKind),
)


def _table(rows: list[list[str]], document: BlueprintDocument) -> Iterator[Listed]:
    headings = [_heading(cell) for cell in rows[0]]
    if "title" in headings:
        body = rows[1:]
    else:
        body, headings = rows, _guessed(rows, document)
    phase = ""
    for row in body:
        cells = {heading: cell for heading, cell in zip(headings, row, strict=False) if heading and cell}
        others = [cell for heading, cell in zip(headings, row, strict=False) if not heading and cell]
        begins = cells.get("phase", "")
        if begins != phase and begins:
            phase = begins
            yield Listed(None, phase=begins)
        if "title" in cells:
            yield _row(cells, others, document)


def _heading(cell: str) -> str:
    wanted = folded(cell)
    return next((field for field, names in _HEADINGS.items() if wanted in {folded(name) for name in names}), "")


def _guessed(rows: list[list[str]], document: BlueprintDocument) -> list[str]:
    """Return what the columns hold, judged by their cells; the first that is nothing else holds titles."""
    found: list[str] = []
    for column in range(max(map(len, rows))):
        cells = [row[column] for row in rows if column < len(row) and row[column]]
        found.append(next((field for field, reads in _READERS.items() if field not in found and cells
                           and all(reads(cell, document) is not None for cell in cells)), ""))
    if "" in found:
        found[found.index("")] = "title"
    else:
        found[0] = "title"
    return found


def _row(cells: dict[str, str], others: list[str], document: BlueprintDocument) -> Listed:
    """Return a row; what is not understood is kept in the step's detail."""
    spoken = read_spoken(cells.pop("title"), document)
    read = {name: _READERS[name](cells[name], document) for name in cells if name in _READERS}
    others = [*others, *(cells[name] for name, value in read.items() if value is None)]
    lane, side = read.pop("lane", None) or ("", Side.UNMARKED)
    kind = read.pop("kind", None)
    asked = _asked(spoken, cells.get("asks", ""), document)
    detail = "\n".join(filter(None, (cells.get("detail", ""), *others)))
    texts = {"system": cells.get("system"), "detail": detail}
    others_told = {name: value for name, value in (*read.items(), *texts.items()) if value not in (None, "")}
    return Listed(Spoken(spoken.title, spoken.tokens, MappingProxyType({**spoken.fields, **others_told}), asked.named,
                         asked.items), side, lane, label=cells.get("label", ""), kind=kind)


def _asked(spoken: Spoken, cell: str, document: BlueprintDocument) -> Spoken:
    """Return what is handled: the items in the title's tokens, and those that a cell enumerates."""
    names = [name.strip().replace('"', "") for name in re.split(r"[;,]", cell)]
    told = [spoken, *(read_spoken(f'#"{name}"', document) for name in names if name)]
    items = dict(item for one in told for item in one.items)
    named = dict.fromkeys(item for one in told for item in one.named)
    return Spoken("", named=tuple(named), items=tuple(items.items()))


def _read_time(cell: str, document: BlueprintDocument) -> Any:
    del document
    try:
        return read_time(cell)
    except BlueprintError:
        return None


def _read_channel(cell: str, document: BlueprintDocument) -> str | None:
    return meant(cell, channel_names(document))


def _read_lane(cell: str, document: BlueprintDocument) -> tuple[str, Side] | None:
    lane = meant(cell, [(lane.name, lane.id) for lane in document.head.lanes])
    if lane is not None:
        return lane, Side.UNMARKED
    side = next((side for name, side in _SIDES if folded(cell).startswith(name)), None)
    return ("", side) if side is not None else None


def _read_kind(cell: str, document: BlueprintDocument) -> StepKind | None:
    del document
    return meant(cell, _KINDS)


def _between(least: int, most: int) -> Any:
    def read(cell: str, document: BlueprintDocument) -> int | None:
        del document
        return int(cell) if re.fullmatch(r"[+-]?\d", cell) and least <= int(cell) <= most else None
    return read


_READERS: Mapping[str, Any] = MappingProxyType({
    "channel": _read_channel, "lane": _read_lane, "kind": _read_kind, "effort": _between(1, 5),
    "emotion": _between(-2, 2), "work": _read_time, "wait": _read_time,
})
