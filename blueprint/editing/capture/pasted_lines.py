"""Pasted text as lines and as rows of cells, whatever program it comes from."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

# CR, LF, CRLF, NEL, line and paragraph separators, vertical tabs (Word's line breaks) and form feeds.
_LINE_END = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# Between several names in one line; names that hold it are quoted as in a table of a spreadsheet.
BETWEEN = ";"
_BYTE_ORDER_MARK = "\ufeff"


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, whichever way they end."""
    lines = _LINE_END.split(text.removeprefix(_BYTE_ORDER_MARK))
    return lines[:-1] if lines[-1] == "" else lines


def rows_of(text: str, separator: str = "\t") -> list[list[str]]:
    """Return the cells of each row.

    Cells that hold line breaks, separators or quotes stand in quotes, as spreadsheets write them. A quote that is not
    closed is a letter like any other: it swallows no cell and no row.
    """
    plain = "\n".join(lines_of(text))
    return list(_split_rows(plain, separator)) if plain else []


def _split_rows(plain: str, separator: str) -> Iterator[list[str]]:
    """Yield the cells of each row of a text whose lines end in LF; every letter is passed once or twice."""
    # People put a space behind a comma or a semicolon; a quote behind it opens a cell all the same.
    spaces = re.compile("" if separator == "\t" else " *")
    unquoted = re.compile(f"[^{re.escape(separator)}\n]*")
    row: list[str] = []
    at = 0
    while True:
        at = _end_of(spaces, plain, at)
        end = _quoted_end(plain, at, separator)
        if end is not None:
            row.append(plain[at + 1:end - 1].replace('""', '"'))
        else:
            end = _end_of(unquoted, plain, at)
            row.append(plain[at:end])
        if end == len(plain):
            break
        if plain[end] == "\n":
            yield row
            row = []
        at = end + 1
    yield row


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return at if found is None else found.end()


def join_names(names: Iterable[str]) -> str:
    """Return several names in one line, such that they are read as these again."""
    line = io.StringIO()
    csv.writer(line, delimiter=BETWEEN, lineterminator="").writerow(list(names))
    return line.getvalue().replace(BETWEEN, f"{BETWEEN} ") if '"' not in line.getvalue() else line.getvalue()


def _quoted_end(text: str, at: int, separator: str) -> int | None:
    """Return where the quoted cell that begins there ends, behind its quote; None where no such cell begins."""
    if not text.startswith('"', at):
        return None
    end = at + 1
    while (end := text.find('"', end)) >= 0:
        if text.startswith('""', end):
            end += 2
            continue
        # No spreadsheet puts a tab into a cell: what looks like one is an open quote and the next cells.
        is_closed = end + 1 == len(text) or text[end + 1] in (separator, "\n")
        return end + 1 if is_closed and not (separator == "\t" and "\t" in text[at:end]) else None
    return None
