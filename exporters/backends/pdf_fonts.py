"""The fonts of a PDF, and what readers copy, search and speak: the tables from the codes of fonts to Unicode.

reportlab reaches the glyphs of a face by code points, so a glyph that is no character's own (a joined letter, a
ligature, a letter under its mark) gets a private one; the tables say what it stands for. reportlab also writes code
points beyond U+FFFF as five digits, which no reader understands (ISO 32000-1, 9.10.3 asks for UTF-16).
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import lru_cache
from io import BytesIO
from threading import Lock
from typing import Any

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.text.brand_faces import brand_face, is_brand_face
from visavis.blueprint.text.faces import face_content, glyph_width
from visavis.templates.fonts.catalogue import file_of

_ROW = re.compile(rb"^<([0-9A-F]{2})> <([0-9A-F]{4,6})>$", re.MULTILINE)
# Letters in a form of their own, which no search finds.
_PRESENTATION_FORMS = range(0xFB1D, 0xFF00)
# The private planes of Unicode (Unicode Standard, 23.5), whose characters texts are cleaned of.
_PRIVATE = range(0xF0000, 0x110000)
# The most rows a block may have (Adobe Technical Note 5014).
_ROWS = 100

# By face, glyph and the text it stands for, in the order in which they were first drawn by this process.
_private_codes: dict[tuple[str, int, str], int] = {}
_private_texts: dict[int, str] = {}
_numbering = Lock()


@lru_cache(maxsize=32)
def register_font(face: str) -> str:
    """Register a face with reportlab, once, and return its name; raise BlueprintError for one it cannot read."""
    try:
        font = TTFont(face, BytesIO(face_content(face)) if is_brand_face(face) else str(file_of(face)),
                      asciiReadable=0)
        _mend_widths(font.face)
        if is_brand_face(face):
            # Of two files that call themselves the same, reportlab would draw all with the first.
            font.face.name = bytes(font.face.name) + b"-" + face.encode("ascii")
    except (TTFError, ValueError, LookupError, TypeError, AttributeError, struct.error) as error:
        raise BlueprintError(message("the font {file} cannot be put into a PDF ({reason})",
                                     file=brand_face(face).file if is_brand_face(face) else face,
                                     reason=" ".join(str(error).split())[:120])) from error
    pdfmetrics.registerFont(font)
    return face


def _mend_widths(face: Any) -> None:
    """Give the glyphs at a face's end, which share one width, this width in the font's own units.

    reportlab keeps it in thousandths of an em: the embedded font would disagree with the widths of the PDF (ISO
    19005-2, 6.2.11.5).
    """
    told = int.from_bytes(face.get_table("hhea")[34:36], "big")
    shared, _ = face.hmetrics[told - 1]
    face.hmetrics[told:] = [(shared, bearing) for _, bearing in face.hmetrics[told:]]


def private_code(face: str, glyph: int, text: str) -> int:
    """Return the code point at which a registered face has a glyph that stands for `text`.

    None of it is seen in a file: codes are numbered anew in each, and their tables tell the text.
    """
    key = (face, glyph, text)
    with _numbering:
        code = _private_codes.get(key)
        if code is not None:
            return code
        code = _PRIVATE[len(_private_codes) % len(_PRIVATE)]
        registered = pdfmetrics.getFont(face).face
        registered.charToGlyph[code], registered.charWidths[code] = glyph, glyph_width(face, glyph)
        _private_texts[code] = text
        _private_codes[key] = code
    return code


def make_room() -> None:
    """Begin the private code points again before a file is made, if half of them were ever needed."""
    with _numbering:
        if len(_private_codes) > len(_PRIVATE) // 2:
            _private_codes.clear()
            _private_texts.clear()


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
    text = "".join([unicodedata.normalize("NFKC", letter) if ord(letter) in _PRESENTATION_FORMS else letter
                    for letter in _private_texts.get(code) or chr(code)])
    return text.encode("utf-16-be").hex().upper().encode("ascii")
