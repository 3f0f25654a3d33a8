"""Pasted tables: columns are known by their headings in French or English, else by what stands in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from types import MappingProxyType
from typing import Any

from visavis.blueprint.editing.capture.bullets import is_bullet, strip_bullet, strip_bullets
from visavis.blueprint.editing.capture.headings import Heading, read_headings
from visavis.blueprint.editing.capture.listing import (
    MOST_LINES,
    NO_ANSWERS,
    Answers,
    LaneQuestion,
    LineSide,
    ListedLine,
    Listing,
    UnitQuestion,
    UnreadText,
    read_list,
    unread_tokens,
)
from visavis.blueprint.editing.capture.pasted_lines import lines_of, rows_of
from visavis.blueprint.editing.capture.times import lacks_unit, read_time
from visavis.blueprint.editing.capture.tokens import TypedStep, channel_names, read_typed_step
from visavis.blueprint.language import Count, Message, MessageList, message
from visavis.blueprint.language.folded_words import fold_text, match_name
from visavis.blueprint.model import BlueprintDocument, BlueprintError, StepKind

# What people call the two sides and those behind them.
_SIDES: Mapping[str, LineSide] = MappingProxyType({fold_text(name): side for side, names in {
    LineSide.CITIZEN: ("usager", "usagers", "usagère", "usagères", "citoyen", "citoyenne", "citoyens", "citizen",
                       "citizens", "user", "users", "demandeur", "demandeuse", "demandeurs", "applicant"),
    LineSide.FRONTSTAGE: ("agent", "agents", "agente", "agent d’accueil", "guichet", "au contact", "front office",
                          "front-office", "frontstage", "front stage"),
    LineSide.BACKSTAGE: ("coulisses", "en coulisses", "back office", "back-office", "backstage", "back stage"),
    LineSide.SUPPORT: ("appui", "support", "fonctions support", "fonction support", "processus support",
                       "processus de support", "support process", "support processes", "support functions"),
}.items() for name in names})
# In French, a support is what people see and receive, or short for the functions that support: it must be asked.
_DOUBTFUL: Mapping[str, frozenset[str]] = MappingProxyType({"fr": frozenset({"support"})})


def side_named(name: str, language: str) -> LineSide | None:
    """Return which side people mean by a name (`Usager`, `back office`); None for a name of anything else.

    Words of French and of English are known in any `language`, but for what says something else in it.
    """
    return None if _is_doubtful_name(name, language) else _SIDES.get(fold_text(name))


def _is_doubtful_name(name: str, language: str) -> bool:
    return fold_text(name) in _DOUBTFUL.get(language, ())


_KINDS: tuple[tuple[str, StepKind], ...] = (
    ("début", StepKind.START), ("attente", StepKind.WAIT), ("décision", StepKind.DECISION),
    ("issue", StepKind.OUTCOME), ("fin du parcours", StepKind.OUTCOME), ("preuve", StepKind.EVIDENCE),
    *((kind.value, kind) for kind in StepKind),
)
# A kind of step has one word in each language: in English, no kind is called support.
_OWN_KINDS: Mapping[str, tuple[tuple[str, StepKind], ...]] = MappingProxyType({
    "fr": (("support", StepKind.EVIDENCE), ("supports", StepKind.EVIDENCE))})
_TIMES = ("work", "wait")
FIELD_WORDS: Mapping[str, Message] = MappingProxyType({
    "number": message("row numbers"), "title": message("titles"), "phase": message("phases"),
    "lane": message("lanes"), "kind": message("kinds of step"), "channel": message("channels"),
    "work": message("working times"), "wait": message("waits"), "effort": message("felt effort"),
    "emotion": message("emotions"), "": message("details"),
})
_EXAMPLES = 3
_DECIMAL = re.compile(r"\d,\d")
# So many rows of one cell each may stand above the headings.
_TITLE_ROWS = 3


def separator_of(lines: Sequence[str], document: BlueprintDocument) -> str:
    """Return what stands between the cells of a table: a tab, a semicolon or a comma; "" for a list.

    Semicolons and commas stand in sentences, too: only headings, or columns that are all times, lanes or channels,
    make a table of them.
    """
    texts = [line for line in lines if line.strip()]
    tabbed = sum("\t" in strip_bullet(line).strip() for line in texts)
    if tabbed and (2 * tabbed >= len(texts) or read_headings(rows_of(texts[0])[0]) is not None):
        return "\t"
    for separator in ";,":
        rows = _filled_rows(rows_of("\n".join(texts), separator))
        if len(rows) < 2 or len(rows[0]) < 2:
            continue
        if read_headings(rows[0]) is not None:
            return separator
        if separator == "," and any(_DECIMAL.search(line) for line in texts):
            # The comma of `1,5 h`, which without headings no one can tell from one between cells.
            continue
        if len({len(row) for row in rows}) == 1 and any(
                heading.field not in ("", "title", "number") for heading in _guess_headings(rows, document)):
            return separator
    return ""


def read_table(text: str, separator: str, document: BlueprintDocument, answers: Answers) -> Listing:
    """Return what a table makes. Rows are counted as they were pasted, its headings included."""
    rows = [[" ".join(cell.split()) for cell in row] for row in rows_of(text, separator)]
    headings, begins = _find_headings(rows)
    body = _filled_rows(rows[begins:])
    reading = _TableReader(document, answers, headings or _guess_headings(body, document), [], separator)
    if headings is None and _is_doubtful([heading.field for heading in reading.headings]):
        words = MessageList(tuple(FIELD_WORDS[heading.field] for heading in reading.headings))
        reading.unread.append(UnreadText(0, "",
                                         message("the table has no headings; its columns are read as: {columns}",
                                                 columns=words)))
    for number, row in enumerate(rows[:max(0, begins - 1)], start=1):
        if any(row):
            reading.unread.append(UnreadText(number, " ".join(filter(None, row)),
                                             message("is above the headings; it is left out")))
    reading.begin(body)
    lines = tuple(line for number, row in enumerate(rows[begins:], start=begins + 1) if any(row)
                  for line in reading.lines(number, row))
    names = [line.actor for line in lines if line.actor is not None]
    counted = Counter(map(fold_text, names))
    first_named = {fold_text(name): name for name in reversed(names)}
    lanes = tuple(LaneQuestion(first_named[key], rows) for key, rows in counted.items())
    return Listing(lines, reading.units, lanes, tuple(reading.unread))


def _find_headings(rows: Sequence[Sequence[str]]) -> tuple[tuple[Heading, ...] | None, int]:
    """Return the headings and where the rows below them begin; above them may stand what the table is called."""
    filled = [index for index, row in enumerate(rows) if any(row)]
    for index in filled[:_TITLE_ROWS]:
        headings = read_headings(rows[index])
        if headings is not None:
            return headings, index + 1
        if sum(map(bool, rows[index])) > 1:
            break
    return None, filled[0] if filled else 0


def _filled_rows(rows: Sequence[list[str]]) -> list[list[str]]:
    return [row for row in rows if any(cell.strip() for cell in row)]


def _guess_headings(rows: Sequence[Sequence[str]], document: BlueprintDocument) -> tuple[Heading, ...]:
    """Return what the columns hold, judged by their cells; the first that is nothing else holds titles."""
    found: list[str] = []
    for column in range(max(map(len, rows), default=0)):
        cells = [row[column].strip() for row in rows if column < len(row) and row[column].strip()]
        if cells and _is_numbering(cells):
            found.append("number")
            continue
        found.append(next((field for field, reads in _READERS.items() if field not in found and cells
                           and all(reads(cell, document) is not None for cell in cells)), ""))
    if "" in found:
        found[found.index("")] = "title"
    elif found:
        found[0] = "title"
    return tuple(Heading(field) for field in found)


def _is_doubtful(fields: Sequence[str]) -> bool:
    """Return whether cells alone do not say what columns hold: small numbers, two columns of times, unknown ones."""
    return bool({"effort", "emotion", ""} & set(fields)) or set(_TIMES) <= set(fields)


def _is_numbering(cells: Sequence[str]) -> bool:
    """Return whether cells are bullets, or count the rows from 1."""
    if all(is_bullet(cell) for cell in cells):
        return True
    numbers = [int(cell.rstrip(".)")) for cell in cells if re.fullmatch(r"[0-9]{1,4}[.)]?", cell)]
    return len(numbers) == len(cells) > 1 and numbers[0] == 1 and all(
        after == before + 1 for before, after in pairwise(numbers))


@dataclass
class _TableReader:
    """One reading of a table: what its columns are, and what came up."""

    document: BlueprintDocument
    answers: Answers
    headings: tuple[Heading, ...]
    unread: list[UnreadText]
    separator: str
    units: tuple[UnitQuestion, ...] = ()
    _phase: str = ""
    _numbered: bool = True
    _names_lanes: bool = False
    _titles: dict[str, str] = field(default_factory=dict)
    _known: dict[str, tuple[str, LineSide] | None] = field(default_factory=dict)

    def begin(self, rows: Sequence[Sequence[str]]) -> None:
        """Look at whole columns: which are not known, and which lack a unit that was not answered."""
        asked = []
        for column, heading in enumerate(self.headings):
            cells = [row[column] for row in rows if column < len(row) and row[column]]
            if heading.field == "title":
                self._titles = dict(zip(cells, strip_bullets(cells), strict=True))
            if heading.field == "lane":
                self._names_lanes = bool(cells)
            if heading.field in _TIMES and not self._unit(column) and column not in self.answers.units:
                bare = [cell for cell in cells if lacks_unit(cell, self.document.head.language)]
                if bare:
                    asked.append(UnitQuestion(column, heading.text, heading.field, tuple(bare[:_EXAMPLES])))
            if heading.field == "number":
                self._numbered = _is_numbering(cells)
            elif not heading.field and heading.text and cells:
                self.unread.append(UnreadText(0, heading.text,
                                              message("this heading is not known; its cells stay in the"
                                                      " details")))
        self.units = tuple(asked)

    def lines(self, number: int, row: Sequence[str]) -> Iterator[ListedLine]:
        """Yield the phase that a row begins, and its step."""
        cells: dict[str, tuple[int, str]] = {}
        others = []
        is_torn = self.separator == "," and len(row) > len(self.headings) and any(row[len(self.headings):])
        for column, (heading, cell) in enumerate(zip_longest(self.headings, row)):
            if not cell or (heading is not None and heading.field == "number" and self._numbered):
                continue
            known = heading is not None and heading.field not in ("", "number")
            if is_torn and heading is not None and known and heading.field != "title" and cell[:1].isdigit():
                # The comma of `1,5 h` may have made two cells of one: no number of this row is sure.
                others.append(cell)
                self._note_unread(number, cell,
                                  message("the row has more cells than headings; it stays in the detail"))
            elif heading is not None and known:
                cells[heading.field] = (column, cell)
            else:
                others.append(cell)
                if heading is None:
                    self._note_unread(number, cell, message("is beyond the last column; it stays in the detail"))
        phase = cells.pop("phase", (0, ""))[1]
        if phase and phase != self._phase:
            self._phase = phase
            yield ListedLine(None, phase=phase)
        if cells or others:
            yield self._step(number, cells, others)

    def _step(self, number: int, cells: dict[str, tuple[int, str]], others: list[str]) -> ListedLine:
        """Return a row's step; what is not understood is kept in its detail."""
        spoken = read_typed_step(self._titles.get(title := cells.pop("title", (0, ""))[1], title), self.document)
        self.unread += unread_tokens(spoken, number)
        if not spoken.title:
            self._note_unread(number, ", ".join([cell for _, cell in cells.values()] + others),
                              message("this row has no title; it becomes a step without one"))
        read: dict[str, Any] = {}
        for name in list(cells):
            if name in _READERS:
                column, cell = cells.pop(name)
                read[name] = self._read(number, name, column, cell)
                if read[name] is None:
                    others.append(cell)
        for token in spoken.tokens:
            if token.kind.value in read and token.value != read[token.kind.value] is not None:
                self._note_unread(number, token.typed, message("its column says otherwise; it stays in the detail"))
                others.append(token.typed)
        lane, side, actor = read.pop("lane", None) or self._lane("")
        texts = {name: cell for name, (_, cell) in cells.items()}
        asked = _collect_items(spoken, texts.get("asks", ""), self.document)
        data = {"system": texts.get("system"), "detail": "\n".join(filter(None, (texts.get("detail", ""), *others)))}
        kind = read.pop("kind", None)
        fields = {name: value for name, value in (*read.items(), *data.items()) if value not in (None, "")}
        return ListedLine(TypedStep(spoken.title, spoken.tokens, MappingProxyType({**spoken.fields, **fields}),
                                    asked.named,
                                    asked.items), side, lane, label=texts.get("label", ""), kind=kind, actor=actor)

    def _read(self, number: int, name: str, column: int, cell: str) -> Any:
        """Return what a cell says; None, and told why, where it is not understood."""
        if name == "lane":
            return self._lane(cell)
        fault = message("is not understood; it stays in the detail")
        if name in _TIMES:
            try:
                return read_time(cell, self.document.head.language, self._unit(column))
            except BlueprintError as error:
                fault = error.message if not any(asked.column == column for asked in self.units) else fault
        else:
            value = _READERS[name](cell, self.document)
            if value is not None:
                return value
        self._note_unread(number, cell, fault)
        return None

    def _lane(self, cell: str) -> tuple[str, LineSide, str | None]:
        """Return a lane's id, or a side, or a name that no lane has: which lane that is must be asked."""
        if not self._names_lanes:
            return "", LineSide.UNMARKED, None
        answer = self.answers.lanes.get(fold_text(cell))
        if answer is not None:
            return answer, LineSide.UNMARKED, None
        if cell not in self._known:
            self._known[cell] = _read_lane(cell, self.document)
        known = self._known[cell]
        return (*known, None) if known is not None else ("", LineSide.UNMARKED, cell)

    def _unit(self, column: int) -> str:
        return self.headings[column].unit or self.answers.units.get(column, "")

    def _note_unread(self, number: int, text: str, outcome: Message) -> None:
        self.unread.append(UnreadText(number, text, outcome))


def _collect_items(spoken: TypedStep, cell: str, document: BlueprintDocument) -> TypedStep:
    """Return what is handled: the items in the title's tokens, and those that a cell enumerates."""
    names = [name.strip().replace('"', "") for name in re.split(r"[;,]", cell)]
    steps = [spoken, *(read_typed_step(f'#"{name}"', document) for name in names if name)]
    items = dict(item for one in steps for item in one.items)
    named = dict.fromkeys(item for one in steps for item in one.named)
    return TypedStep("", named=tuple(named), items=tuple(items.items()))


def _read_time(cell: str, document: BlueprintDocument) -> Any:
    try:
        return read_time(cell, document.head.language)
    except BlueprintError:
        return None


def _read_channel(cell: str, document: BlueprintDocument) -> str | None:
    return match_name(cell, channel_names(document))


def _read_lane(cell: str, document: BlueprintDocument) -> tuple[str, LineSide] | None:
    """Return the lane that bears a name, or whose actor does; else the side that it stands for."""
    actors = {actor.id: actor.name for actor in document.head.actors}
    language = document.head.language
    # `Support` is the beginning of `Supports`, and does not mean them for that.
    lane = match_name(cell, [(lane.name, lane.id) for lane in document.head.lanes
                             if not _is_doubtful_name(cell, language) or fold_text(lane.name) == fold_text(cell)])
    if lane is None:
        done = [lane.id for lane in document.head.lanes
                if fold_text(actors.get(lane.actor or "", "")) == fold_text(cell)]
        lane = done[0] if len(done) == 1 and fold_text(cell) else None
    if lane is not None:
        return lane, LineSide.UNMARKED
    side = side_named(cell, language)
    return ("", side) if side is not None else None


def _read_kind(cell: str, document: BlueprintDocument) -> StepKind | None:
    return match_name(cell, (*_KINDS, *_OWN_KINDS.get(document.head.language, ())))


def _read_between(least: int, most: int) -> Any:
    def read(cell: str, document: BlueprintDocument) -> int | None:
        del document
        plain = cell.replace("−", "-")
        return int(plain) if re.fullmatch(r"[+-]?[0-9]", plain) and least <= int(plain) <= most else None
    return read


_READERS: Mapping[str, Any] = MappingProxyType({
    "channel": _read_channel, "lane": _read_lane, "kind": _read_kind, "effort": _read_between(1, 5),
    "emotion": _read_between(-2, 2), "work": _read_time, "wait": _read_time,
})


def read_paste(text: str, document: BlueprintDocument, answers: Answers = NO_ANSWERS) -> Listing:
    """Return what a pasted list or table makes; no lines when there is nothing in it.

    Raises BlueprintError for more than `MOST_LINES` lines: half a list would look like the whole.
    """
    lines = lines_of(text)
    if len(lines) > MOST_LINES:
        raise BlueprintError(message("the list has {count} lines, more than {most}; paste it in parts",
                                     count=Count(len(lines)), most=Count(MOST_LINES)))
    separator = separator_of(lines, document)
    return read_table(text, separator, document, answers) if separator else read_list(lines, document)


def read_listing(text: str, document: BlueprintDocument) -> tuple[ListedLine, ...]:
    """Return the lines of a paste about which nothing is asked; raises BlueprintError as `read_paste` does."""
    return read_paste(text, document).lines
