"""Which column of a table of post-its holds what: judged by its heading, else by what stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from visavis.blueprint.language import MessageList, Quoted, message
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import BlueprintError
from visavis.exporters.importers.tables.cell_reading import text_of
from visavis.exporters.importers.tables.grid_sheets import GridRow, GridSheet
from visavis.exporters.importers.tables.sheet_files import first_lines, read_sheets

ROLES = ("text", "lane", "phase", "kind", "author")
# What columns are called on boards, the surest first: Miro, Mural, Klaxoon, and what people type themselves.
_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "text": ("text", "texte", "note", "notes", "sticky note", "post it", "postit", "contenu", "content", "idée",
             "idea", "message", "verbatim", "carte", "card", "titre", "title", "description", "commentaire",
             "comment"),
    "lane": ("couloir", "lane", "swimlane", "ligne", "acteur", "actor", "qui", "who", "côté", "side"),
    "phase": ("phase", "étape", "étape du parcours", "stage", "moment", "colonne", "column", "cadre", "frame", "zone",
              "area", "section", "liste", "list"),
    "kind": ("nature", "type de note", "kind", "catégorie", "category", "couleur", "color", "colour", "bg color",
             "background color", "couleur de fond", "étiquette", "tag", "tags", "type"),
    "author": ("auteur", "author", "créé par", "created by", "participant", "participante", "nom", "name", "owner",
               "last updated by", "modifié par"),
})
# Headings that no other table has: a file with one of them comes from a board.
_OF_BOARDS = frozenset({"sticky note", "post it", "post its", "postit", "postits", "bg color", "background color",
                        "couleur de fond", "type de note", "verbatim"})
NONE = "-"
_EXAMPLES, _LETTERS = 3, 80


@dataclass(frozen=True, slots=True)
class PostitColumn:
    """A column of a table of post-its: where it is, its heading ("" without one), and some of its cells."""

    place: int
    heading: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostitTable:
    """A table of post-its: its columns, its rows without the headings, and which column holds what (`roles`)."""

    columns: tuple[PostitColumn, ...]
    rows: tuple[GridRow, ...]
    roles: Mapping[str, int]

    @property
    def unmapped(self) -> tuple[PostitColumn, ...]:
        """The columns of which nothing is taken."""
        return tuple(column for column in self.columns if column.place not in self.roles.values())


def propose_mapping(content: bytes, chosen: Mapping[str, str] | None = None) -> PostitTable:
    """Return the table of a file, and what its columns seem to hold; a role that was `chosen` names its column.

    A column is named by its heading or its number from 1; `-` is none. Raises BlueprintError for a file without
    notes, and for a column that there is not.
    """
    sheet = next((sheet for sheet in read_sheets(content) if sheet.rows), None)
    if sheet is None:
        raise BlueprintError(message("there is no note in this file; a table has one note per row"))
    head = _headings(sheet)
    rows = sheet.rows[1:] if head else sheet.rows
    if not rows:
        raise BlueprintError(message("there is no note in this file; a table has one note per row"))
    places = sorted({place for row in sheet.rows for place in row.cells})
    columns = tuple(PostitColumn(place, head.get(place, ""), _examples(rows, place)) for place in places)
    wanted = {role: _find_column(columns, name) for role, name in (chosen or {}).items() if name.strip()}
    return PostitTable(columns, rows, MappingProxyType(_guess_roles(columns, rows, wanted)))


def has_board_headings(content: bytes) -> bool:
    """Return whether a file is a table with a heading that only boards write; raises nothing."""
    try:
        sheet = next((sheet for sheet in read_sheets(first_lines(content)) if sheet.rows), None)
    except BlueprintError:
        return False
    return sheet is not None and any(fold_text(text_of(cell)) in _OF_BOARDS for cell in sheet.rows[0].cells.values())


def _headings(sheet: GridSheet) -> Mapping[int, str]:
    """Return the headings by column; none where the first row is a note like the others."""
    first = {place: " ".join(text_of(cell).split()) for place, cell in sheet.rows[0].cells.items()}
    known = {fold_text(word) for words in _WORDS.values() for word in words}
    return first if any(fold_text(text) in known for text in first.values()) else {}


def _examples(rows: Sequence[GridRow], place: int) -> tuple[str, ...]:
    told = (" ".join(text_of(row.cells.get(place)).split())[:_LETTERS] for row in rows)
    return tuple(list(dict.fromkeys(text for text in told if text))[:_EXAMPLES])


def _find_column(columns: Sequence[PostitColumn], name: str) -> int | None:
    """Return where a column is; None for none."""
    if name.strip() == NONE:
        return None
    for column in columns:
        if fold_text(column.heading) == fold_text(name) and fold_text(name):
            return column.place
    if name.strip().isdigit() and int(name) - 1 in {column.place for column in columns}:
        return int(name) - 1
    known = MessageList(tuple(Quoted((column.heading or str(column.place + 1))[:40]) for column in columns[:20]))
    raise BlueprintError(message("there is no column {name}; there are {columns}", name=Quoted(name[:40]),
                                 columns=known))


def _guess_roles(columns: Sequence[PostitColumn], rows: Sequence[GridRow],
                 wanted: Mapping[str, int | None]) -> dict[str, int]:
    """Return the column of each role: as it was wanted, else by its heading; the text may be the longest one."""
    found = {role: place for role, place in wanted.items() if place is not None}
    for role in ROLES:
        if role in wanted:
            continue
        ranks = {fold_text(word): rank for rank, word in enumerate(_WORDS[role])}
        fitting = [(ranks[fold_text(column.heading)], column.place) for column in columns
                   if fold_text(column.heading) in ranks and column.place not in found.values()]
        if fitting:
            found[role] = min(fitting)[1]
    if "text" not in found:
        free = [column.place for column in columns if column.place not in found.values()]
        if not free:
            raise BlueprintError(message("no column is left for the text of the notes; choose it (--text)"))
        found["text"] = max(free, key=lambda place: sum(len(text_of(row.cells.get(place))) for row in rows))
    return found
