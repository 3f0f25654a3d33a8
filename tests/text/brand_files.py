"""Font files as a brand kit brings them, made of the shipped ones."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from visavis.templates.fonts.catalogue import file_of

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 "


def noto(weight: str = "Regular") -> bytes:
    return file_of(f"NotoSans-{weight}").read_bytes()


def with_embedding(told: int, content: bytes | None = None) -> bytes:
    """Return a font whose licence says otherwise (`fsType` of OS/2)."""
    made = bytearray(content or noto())
    struct.pack_into(">H", made, find_table(bytes(made), b"OS/2")[0] + 8, told)
    return bytes(made)


def find_table(content: bytes, name: bytes) -> tuple[int, int]:
    """Return where a table begins and how long it is."""
    (count,) = struct.unpack_from(">H", content, 4)
    for number in range(count):
        tag, _, start, length = struct.unpack_from(">4sIII", content, 12 + 16 * number)
        if tag == name:
            return start, length
    raise LookupError(name)


def postscript_font(letters: str = LETTERS) -> bytes:
    """Return a font with PostScript outlines: each letter a square, wider from one to the next."""
    builder: Any = FontBuilder(1000, isTTF=False)
    names = [".notdef", *[f"u{ord(letter):04X}" for letter in letters]]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"u{ord(letter):04X}" for letter in letters})
    widths = {name: 400 + 5 * number for number, name in enumerate(names)}
    strings = {}
    for name in names:
        pen: Any = T2CharStringPen(widths[name], None)
        if name != "u0020":
            pen.moveTo((50, 0))
            for place in ((50, 600), (350, 600), (350, 0)):
                pen.lineTo(place)
            pen.closePath()
        strings[name] = pen.getCharString()
    builder.setupCFF("Squares", {"FullName": "Squares"}, strings, {})
    builder.setupHorizontalMetrics({name: (width, 50) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=900, descent=-250)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    stream = BytesIO()
    builder.save(stream)
    return stream.getvalue()


def without_table(name: str) -> bytes:
    font: Any = TTFont(BytesIO(noto()))
    del font[name]
    stream = BytesIO()
    font.save(stream)
    return stream.getvalue()
