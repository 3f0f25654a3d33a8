"""The QR code of a sheet: where to ask, or which blueprint this is, for the camera of a telephone (ISO/IEC 18004).

segno (BSD-3-Clause) works out the modules; they become one filled path of the display list, so that every backend
draws them sharp at every size.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from visavis.blueprint.drawing.display_list import Path
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.metrics import clean_text

# M repairs 15 % of a code: sheets on a wall fade and crease.
ERRORS = "m"
# More letters make modules of less than a third of a millimetre at the usual size: no telephone reads them.
MOST_LETTERS = 120
# An address with its scheme, or one that people type without: `pour-les-personnes-agees.gouv.fr/aides`.
_PAGE = re.compile(r"https?://[^\s<>«»\"]+|(?<![\w@./-])(?:[a-z0-9-]{2,}\.)+[a-z]{2,12}(?![\w@])(?:/[^\s<>«»\"]*)?")
_AFTER = ".,;:!?)]}…"


@dataclass(frozen=True, slots=True)
class CodedText:
    """What a QR code holds, and the caption that says which of both it is."""

    content: str
    caption: Message


def coded_text(document: BlueprintDocument) -> CodedText:
    """Return the page of the record's contact where there is one, else the blueprint's `id@version`."""
    page = find_page(document.head.record.contact or "")
    if page:
        shown = page.partition("://")[2].removeprefix("www.").rstrip("/")
        return CodedText(page, message("Page: {address}", address=shown))
    version = clean_text(document.head.record.version or "").strip()
    reference = clean_text(f"{document.head.id}@{version}" if version else document.head.id)[:MOST_LETTERS]
    return CodedText(reference, message("Blueprint: {reference}", reference=reference))


def find_page(text: str) -> str:
    """Return the first address of a page in a text, with its scheme; empty where there is none to be read."""
    for found in _PAGE.finditer(clean_text(text)):
        page = found.group().rstrip(_AFTER)
        page = page if "://" in page else f"https://{page}"
        if len(page) <= MOST_LETTERS:
            return page
    return ""


def qr_path(text: str, x: float, y: float, side: float, colour: str, errors: str = ERRORS) -> Path:
    """Return the code of a text in a square of `side` points; around it four modules must stay light.

    `errors` is how much of it may be lost: `l`, `m`, `q` or `h`, from 7 to 30 %.
    """
    rows = _modules(text, errors)
    module = side / len(rows)
    segments: list[tuple[str | float, ...]] = []
    for number, runs in enumerate(rows):
        top, bottom = y + number * module, y + (number + 1) * module
        for first, last in runs:
            left, right = x + first * module, x + last * module
            segments += [("M", left, top), ("L", right, top), ("L", right, bottom), ("L", left, bottom), ("Z",)]
    return Path(tuple(segments), colour)


@lru_cache(maxsize=32)
def _modules(text: str, errors: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return the dark runs of each row: their first module, and the one after their last."""
    import segno

    matrix = segno.make(text, error=errors, encoding="utf-8", micro=False).matrix
    return tuple(tuple(_runs(row)) for row in matrix)


def _runs(row: bytearray | tuple[int, ...]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if not dark:
            continue
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs
