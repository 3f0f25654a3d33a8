"""What readers copy, search and speak: the tables from the codes of embedded fonts to Unicode.

reportlab writes code points beyond U+FFFF as five digits, which no reader understands (ISO 32000-1, 9.10.3 asks for
UTF-16), and would give Arabic back in presentation forms, which no search finds.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pikepdf

_ROW = re.compile(rb"^<([0-9A-F]{2})> <([0-9A-F]{4,6})>$", re.MULTILINE)
_PRESENTATION_FORMS = range(0xFB1D, 0xFF00)
# The most rows a block may have (Adobe Technical Note 5014).
_ROWS = 100


def make_readable(pdf: pikepdf.Pdf) -> None:
    """Rewrite the Unicode tables of all fonts of a file."""
    done = set()
    for page in pdf.pages:
        fonts: Any = page.obj.get("/Resources", {}).get("/Font", {})
        for font in dict(fonts).values():
            table = font.get("/ToUnicode")
            if table is not None and table.objgen not in done:
                done.add(table.objgen)
                table.write(_repair(table.read_bytes()))


def _repair(content: bytes) -> bytes:
    rows = [(code, int(target, 16)) for code, target in _ROW.findall(content)]
    blocks = _blocks([b"<%s> <%s>" % (code, _utf16(target)) for code, target in rows if target])
    head, _, rest = content.partition(b"%d beginbfchar\n" % len(rows))
    return head + blocks + rest.partition(b"endbfchar\n")[2]


def _blocks(rows: list[bytes]) -> bytes:
    parts = [rows[start:start + _ROWS] for start in range(0, len(rows), _ROWS)]
    return b"".join([b"%d beginbfchar\n%s\nendbfchar\n" % (len(part), b"\n".join(part)) for part in parts])


def _utf16(code: int) -> bytes:
    character = chr(code)
    if code in _PRESENTATION_FORMS:
        character = unicodedata.normalize("NFKC", character)
    return character.encode("utf-16-be").hex().upper().encode("ascii")
