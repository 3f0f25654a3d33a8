"""A table of people's own as the text that it would be if it were pasted: one path for both."""

from __future__ import annotations

from collections.abc import Sequence

from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintError
from visavis.exporters.importers.tables.cell_reading import text_of
from visavis.exporters.importers.tables.grid_sheets import GridSheet

_ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# A table has a line of headings; a list of steps needs none, and no separator.
_SEPARATORS = b";,\t"


def is_plain_list(content: bytes) -> bool:
    """Return whether a file is a text whose first line has no cells: a list, one step a line."""
    first = content.lstrip(b"\r\n").partition(b"\n")[0]
    return not content.startswith(_ARCHIVES) and b"\0" not in content[:200] and not any(
        separator in first for separator in _SEPARATORS)


def list_text(content: bytes, sheets: Sequence[GridSheet]) -> bytes:
    """Return the first filled sheet of a workbook as a text between tabs; a text as it is."""
    if not content.startswith(_ARCHIVES):
        return content
    sheet = next((sheet for sheet in sheets if sheet.rows), None)
    if sheet is None:
        # Headings alone would be told as an empty list; this file has not even those.
        raise BlueprintError(message("there is nothing in this workbook"))
    wide = max(max(row.cells) for row in sheet.rows) + 1
    lines = ["\t".join(_quote(text_of(row.cells.get(column))) for column in range(wide)) for row in sheet.rows]
    return "\n".join(lines).encode()


def _quote(text: str) -> str:
    """Return a cell as spreadsheets copy it."""
    plain = text.replace("\t", " ")
    return '"' + plain.replace('"', '""') + '"' if "\n" in plain or plain.startswith('"') else plain
