"""What a table of an export is: headings in the language of the reader, rows of numbers and texts.

Keys of tables and columns are the same in every language: the command line names tables by theirs, and what reads a
table again finds its columns by their headings, of which no two in a table are alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

# What is not known is None: an empty cell, with the words in the column of remarks.
CellValue = str | int | float | None


class ColumnKind(Enum):
    """What stands in a column: a name, a text of several lines, a number, or a word of a list."""

    NAME = "name"
    LONG_TEXT = "long-text"
    NUMBER = "number"
    WORD = "word"


# A wide table is printed on so many pages beside each other, as large as these allow.
PAGES_ACROSS = 4
# Characters that a column is wide; numbers have long headings.
WIDTHS = {ColumnKind.NAME: 36.0, ColumnKind.LONG_TEXT: 60.0, ColumnKind.NUMBER: 14.0, ColumnKind.WORD: 20.0}


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column: its key, its heading in the language of the table, and what stands in it.

    One that `is_for_programs` is always folded away: it tells who reads the table again what people do not look at.
    """

    key: str
    heading: str
    kind: ColumnKind = ColumnKind.WORD
    is_for_programs: bool = False

    @property
    def is_text(self) -> bool:
        """Whether texts stand in it."""
        return self.kind is not ColumnKind.NUMBER

    @property
    def width(self) -> float:
        """How many characters it is wide."""
        return WIDTHS[self.kind]


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table: its key, its title (the name of its sheet), its columns, and its rows, each as long as the columns.

    `kept` columns at its left stay in sight while the others are scrolled. One that `is_supplement` lists what the
    other tables name; its sheet is hidden while there is nothing in it.
    """

    key: str
    title: str
    columns: tuple[DataColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    kept: int = 1
    is_supplement: bool = False

    @property
    def is_unfolded(self) -> tuple[bool, ...]:
        """Whether each column is in sight: people read it, and something stands in it."""
        return tuple(not column.is_for_programs and (
            not self.rows or any(row[at] not in (None, "") for row in self.rows))
            for at, column in enumerate(self.columns))

    @property
    def is_hidden(self) -> bool:
        """Whether its sheet is out of sight: nothing stands in it that anyone would look for."""
        return self.is_supplement and not self.rows


@dataclass(frozen=True, slots=True)
class TableSet:
    """The tables of a blueprint, in their order; `language` is that of headings and words."""

    language: str
    title: str
    summary: str
    tables: tuple[DataTable, ...]
