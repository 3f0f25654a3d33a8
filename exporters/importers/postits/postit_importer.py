"""The import of a plain table of post-its, as notes on the drawing or as steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from visavis.blueprint.language import Message, MessageList, Quoted, message, plural
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import BlueprintDocument, Cell, LaneKind, Note, NoteKind, Phase, Step
from visavis.blueprint.model.words import NOTE_KINDS
from visavis.blueprint.registry import FormatOption, as_written

if TYPE_CHECKING:
    from visavis.blueprint.model import Lane
    from visavis.exporters.importers.postits.column_mapping import PostitColumn, PostitTable
    from visavis.exporters.importers.tables.grid_sheets import GridRow

NOTES, STEPS = "notes", "steps"
# Notes on top of each other in a cell; more go to the next column.
_DEEP = 3
# A title is one short sentence; what follows stands in the detail.
_TITLE = 80


_COLUMN_TITLES: Mapping[str, Message] = {
    "text": message("Text of the notes"), "lane": message("Lane"), "phase": message("Phase"),
    "kind": message("Kind or colour"), "author": message("Author"),
}


class PostitImporter:
    """Makes a blueprint of a table of post-its; which column holds what is guessed, or chosen by the options."""

    name = "postits"
    title: Message = message("Post-its from a board (table)")
    purpose: Message = message("One note per row, as Miro, Mural or Klaxoon export them: their places, kinds and "
                               "authors are kept.")
    suffixes = (".postits.csv", ".postits.tsv", ".postits.xlsx", ".postits.ods")
    options = (
        FormatOption("title", message("Title of the blueprint (otherwise the name of the file)")),
        FormatOption("as", message("Post-its become"), (NOTES, STEPS), choice_titles={
            NOTES: message("notes, in their places"), STEPS: message("steps, in the order of the table")}),
        FormatOption("text", message("Column of the text (empty: guessed)")),
        FormatOption("lane", message("Column of the lane (empty: guessed; -: none)")),
        FormatOption("phase", message("Column of the phase (empty: guessed; -: none)")),
        FormatOption("kind", message("Column of the kind or colour (empty: guessed; -: none)")),
        FormatOption("author", message("Column of the author (empty: guessed; -: none)")),
        FormatOption("language", message("Language of the text"), ("fr", "en"), choice_titles={
            "fr": as_written("Français"), "en": as_written("English")}),
    )

    def read(self, content: bytes, options: Mapping[str, str]) -> BlueprintDocument:
        """Return a new blueprint of the notes; raise BlueprintError where there are none."""
        board = _Board(_table(content, options), options)
        return board.steps() if options.get("as") == STEPS else board.notes()

    def losses(self, content: bytes, options: Mapping[str, str]) -> Iterator[Message]:
        """Yield which columns were not taken, and as what colours were read."""
        table = _table(content, options)
        board = _Board(table, options)
        yield from self._describe_board(table, board, options)
        yield from board.told

    def recognises(self, content: bytes) -> bool:
        """Return whether a file is a table with a column that only boards have: of notes, or of their colours."""
        from visavis.exporters.importers.postits.column_mapping import has_board_headings

        return has_board_headings(content)

    def options_of(self, content: bytes, document: BlueprintDocument | None) -> Iterator[FormatOption]:
        """Yield the options with the columns of this table, each with some of what stands in it."""
        from visavis.exporters.importers.listing import OF_NEW
        from visavis.exporters.importers.postits.column_mapping import NONE, ROLES, propose_mapping

        table = propose_mapping(content)
        titles = {str(column.place + 1): _describe_column(column) for column in table.columns}
        for option in self.options:
            if option.name not in ROLES:
                if document is None or option.name not in OF_NEW:
                    yield option
                continue
            place = table.roles.get(option.name)
            first = NONE if place is None else str(place + 1)
            rest = (*titles, *(() if option.name == "text" else (NONE,)))
            yield FormatOption(option.name, _COLUMN_TITLES[option.name], tuple(dict.fromkeys((first, *rest))),
                               choice_titles={**titles, NONE: message("no column")})

    def update(self, content: bytes, options: Mapping[str, str],
               document: BlueprintDocument) -> tuple[BlueprintDocument, tuple[Message, ...]]:
        """Return a blueprint with the post-its beside what is there, in its own lanes and phases where they fit."""
        from visavis.blueprint.editing.joining import join_documents

        table = _table(content, options)
        board = _Board(table, options, document)
        made = board.steps() if options.get("as") == STEPS else board.notes()
        return join_documents(document, made), (*self._describe_board(table, board, options), *board.told)

    def _describe_board(self, table: PostitTable, board: _Board, options: Mapping[str, str]) -> Iterator[Message]:
        """Yield which columns were not taken, and as what colours were read."""
        if table.unmapped:
            names = [Quoted((column.heading or str(column.place + 1))[:60]) for column in table.unmapped[:20]]
            yield message("nothing was taken of the columns {columns}", columns=MessageList(tuple(names)))
        if options.get("as") == STEPS:
            if {"kind", "author"} & table.roles.keys():
                yield message("steps have no kind of note and no author; both were left out")
        else:
            yield from board.describe_kinds()


POSTITS = PostitImporter()


def _describe_column(column: PostitColumn) -> Message:
    """Return a column by its heading, else its number, with the first of what stands in it."""
    name = as_written(column.heading[:40]) if column.heading else message("column {number}", number=column.place + 1)
    if not column.examples:
        return message("{name} (empty)", name=name)
    return message("{name}: “{example}”", name=name, example=column.examples[0][:40])


def _table(content: bytes, options: Mapping[str, str]) -> PostitTable:
    from visavis.exporters.importers.postits.column_mapping import ROLES, propose_mapping

    return propose_mapping(content, {role: options.get(role, "") for role in ROLES})


class _Board:
    """The notes of a table with the lanes and phases that it names, laid out in a document.

    `beside` is the blueprint in whose lanes and phases they are to stand, none for a new one.
    """

    def __init__(self, table: PostitTable, options: Mapping[str, str],
                 beside: BlueprintDocument | None = None) -> None:
        from visavis.exporters.importers.listing import blank_document

        self.told: list[Message] = []
        self._table, self._count = table, Counter[tuple[str, str]]()
        document = blank_document(options) if beside is None else _emptied(beside)
        self._lanes = self._read_lanes(document)
        self._phases = self._read_phases({} if beside is None else {
            fold_text(phase.name): phase for phase in beside.head.phases if phase.name.strip()})
        head = document.head
        lanes = {lane.id: lane for lane in (*head.lanes, *self._lanes.values())}
        phases = tuple(dict.fromkeys(self._phases.values())) or head.phases
        order = list(LaneKind)
        self._document = document.replace(head=head.model_copy(update={
            "phases": phases, "lanes": tuple(sorted(lanes.values(), key=lambda lane: order.index(lane.kind)))}))

    def notes(self) -> BlueprintDocument:
        """Return the document with a note for each row; one without lane and phase is in the parking lot."""
        from visavis.blueprint.editing.values import make_element

        notes = []
        for number, row in enumerate(self._rows(), start=1):
            lane, phase, at = self._said(row, "lane"), self._said(row, "phase"), None
            if lane or phase:
                where = self._cell(lane, phase)
                at = Cell(lane=where[0], phase=where[1], column=self._count[where] // _DEEP)
                self._count[where] += 1
            notes.append(make_element(Note, {"id": f"n{number}", "at": at, "kind": self._kind(row) or NoteKind.IDEA,
                                             "text": self._text(row), "author": self._said(row, "author") or None}))
        head = self._document.head.model_copy(update={"notes": tuple(notes)})
        return self._document.replace(head=head)

    def steps(self) -> BlueprintDocument:
        """Return the document with a step for each row, beside each other in their lane and phase."""
        from visavis.blueprint.editing.values import make_element

        steps = []
        for number, row in enumerate(self._rows(), start=1):
            where = self._cell(self._said(row, "lane"), self._said(row, "phase"))
            title, detail = _split_title(self._text(row))
            steps.append(make_element(Step, {"id": f"s{number}", "title": title, "detail": detail, "lane": where[0],
                                             "phase": where[1], "column": self._count[where]}))
            self._count[where] += 1
        return self._document.replace(steps=tuple(steps))

    def describe_kinds(self) -> Iterator[Message]:
        """Yield as what each category or colour was read, and how many notes have it."""
        counted = Counter(name for row in self._rows() if (name := self._said(row, "kind")))
        for name, count in counted.items():
            kind = _kind_named(name)
            told = Message(NOTE_KINDS[kind or NoteKind.IDEA].label)
            if kind is None:
                yield plural("{name} is no kind of note that is known; {count} note is read as {kind}",
                             "{name} is no kind of note that is known; {count} notes are read as {kind}", count,
                             name=Quoted(name[:40]), kind=told)
            elif told.text.casefold() != name.casefold():
                yield plural("{name} is read as {kind} ({count} note)", "{name} is read as {kind} ({count} notes)",
                             count, name=Quoted(name[:40]), kind=told)

    def _rows(self) -> list[GridRow]:
        return [row for row in self._table.rows if self._text(row)]

    def _text(self, row: GridRow) -> str:
        from visavis.exporters.importers.tables.cell_reading import text_of
        from visavis.exporters.typed_text import inert_lines

        return inert_lines(text_of(row.cells.get(self._table.roles["text"])))

    def _said(self, row: GridRow, role: str) -> str:
        from visavis.exporters.importers.tables.cell_reading import text_of

        place = self._table.roles.get(role)
        return "" if place is None else " ".join(text_of(row.cells.get(place)).split())

    def _kind(self, row: GridRow) -> NoteKind | None:
        name = self._said(row, "kind")
        return _kind_named(name) if name else None

    def _cell(self, lane: str, phase: str) -> tuple[str, str]:
        head = self._document.head
        usual = next((each.id for each in head.lanes if each.kind is LaneKind.CITIZEN), head.lanes[0].id)
        return (self._lanes[lane].id if lane else usual), (self._phases[phase].id if phase else head.phases[0].id)

    def _read_lanes(self, document: BlueprintDocument) -> Mapping[str, Lane]:
        """Return the lane of each name: the one that is called so or is its side, else a new one of the agents'."""
        from visavis.blueprint.editing.capture.tables import side_named
        from visavis.blueprint.editing.identifiers import slug
        from visavis.blueprint.model import Lane

        found: dict[str, Lane] = {}
        by_name = {fold_text(lane.name): lane for lane in document.head.lanes}
        by_kind = {lane.kind.value: lane for lane in reversed(document.head.lanes)}
        taken = set(document.lane_by_id)
        for name in dict.fromkeys(self._said(row, "lane") for row in self._rows()):
            side = side_named(name, document.head.language)
            known = by_name.get(fold_text(name)) or (by_kind.get(side.value) if side is not None else None)
            if name and known is None:
                known = Lane(id=slug(name, taken, "lane"), name=name, kind=LaneKind.FRONTSTAGE)
                taken.add(known.id)
                self.told.append(message("the lane {name} is new; it was put on the agents’ side",
                                         name=Quoted(name[:40])))
            if name and known is not None:
                found[name] = known
        return found

    def _read_phases(self, known: Mapping[str, Phase]) -> Mapping[str, Phase]:
        """Return the phase of each name, in the order in which the table names them; `known` are there, by name."""
        from visavis.blueprint.editing.identifiers import slug

        found: dict[str, Phase] = {}
        taken = {phase.id for phase in known.values()}
        for name in dict.fromkeys(self._said(row, "phase") for row in self._rows()):
            if name:
                found[name] = known.get(fold_text(name)) or Phase(id=slug(name, taken, "phase"), name=name)
                taken.add(found[name].id)
        return found


def _emptied(document: BlueprintDocument) -> BlueprintDocument:
    """Return a blueprint with its lanes and phases alone."""
    head = document.head
    empty = head.model_copy(update=dict.fromkeys(("notes", "avoid", "waivers", "triage", "items", "personas"), ()))
    return document.replace(head=empty, steps=(), flows=())


def _kind_named(name: str) -> NoteKind | None:
    from visavis.exporters.importers.postits.note_kinds import kind_named

    return kind_named(name)


def _split_title(text: str) -> tuple[str, str]:
    """Return the first line of a note as a title, and all of it as detail where it is longer."""
    first = text.split("\n", maxsplit=1)[0]
    if first == text and len(text) <= _TITLE:
        return text, ""
    short = first if len(first) <= _TITLE else first[:_TITLE - 1].rsplit(" ", 1)[0] + "…"
    return short, text
