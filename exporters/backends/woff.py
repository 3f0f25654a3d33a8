"""The few letters a drawing uses, as a font file to embed: a subset of a shipped face in WOFF 1.0 (W3C, 2012).

The SIL Open Font License lets fonts be embedded in any document. Glyphs keep their numbers; what is not used is
emptied and packs to nothing. Layout tables are left out: every glyph is placed by the display list.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache

from visavis.templates.fonts.catalogue import file_of

_KEPT = ("OS/2", "cvt ", "fpgm", "head", "hhea", "hmtx", "maxp", "name", "prep")
_LOCA_FORMAT_AT = 50
_CHECKSUM_AT = 8
_POST_BYTES = 32
# Flags of a composite glyph's parts (OpenType 1.9, glyf).
_WORDS, _SCALE, _MORE, _TWO_SCALES, _FOUR_SCALES = 0x1, 0x8, 0x20, 0x40, 0x80

Tables = dict[str, bytes]


def woff(face: str, glyphs: Mapping[int, int]) -> bytes:
    """Return a face with only the glyphs of `glyphs` (code point to glyph id) and the box of missing ones."""
    tables = _tables(face)
    outlines, places = _outlines(tables, {0, *glyphs.values()})
    head = bytearray(tables["head"])
    struct.pack_into(">I", head, _CHECKSUM_AT, 0)
    struct.pack_into(">h", head, _LOCA_FORMAT_AT, 1)
    made = {name: tables[name] for name in _KEPT if name in tables}
    made |= {"head": bytes(head), "glyf": outlines, "loca": places, "cmap": _cmap(glyphs),
             "post": struct.pack(">I", 0x00030000) + tables["post"][4:_POST_BYTES]}
    return _pack(made)


@lru_cache(maxsize=16)
def _tables(face: str) -> Tables:
    content = file_of(face).read_bytes()
    (count,) = struct.unpack_from(">H", content, 4)
    tables = {}
    for number in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", content, 12 + 16 * number)
        tables[tag.decode("ascii")] = content[offset:offset + length]
    return tables


def _outlines(tables: Tables, wanted: set[int]) -> tuple[bytes, bytes]:
    """Return the outline table with the wanted glyphs and their parts only, and where each glyph begins."""
    (is_long,) = struct.unpack_from(">h", tables["head"], _LOCA_FORMAT_AT)
    places = tables["loca"]
    starts = ([start for (start,) in struct.iter_unpack(">I", places)] if is_long
              else [start * 2 for (start,) in struct.iter_unpack(">H", places)])
    all_outlines = tables["glyf"]
    kept: dict[int, bytes] = {}
    left = sorted(wanted)
    while left:
        glyph = left.pop()
        if glyph not in kept:
            kept[glyph] = all_outlines[starts[glyph]:starts[glyph + 1]]
            left.extend(_parts(kept[glyph]))
    outlines = bytearray()
    moved = []
    for glyph in range(len(starts) - 1):
        moved.append(len(outlines))
        outline = kept.get(glyph, b"")
        outlines += outline + bytes(-len(outline) % 4)
    moved.append(len(outlines))
    return bytes(outlines), struct.pack(f">{len(moved)}I", *moved)


def _parts(outline: bytes) -> list[int]:
    """Return the glyphs that a composite glyph is made of."""
    if len(outline) < 2 or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    parts = []
    at, more = 10, True
    while more:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        parts.append(glyph)
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _FOUR_SCALES else 0
        more = bool(flags & _MORE)
    return parts


def _cmap(glyphs: Mapping[int, int]) -> bytes:
    """Return a character map of one segment a character (format 12)."""
    rows = b"".join([struct.pack(">III", code, code, glyph) for code, glyph in sorted(glyphs.items())])
    segments = struct.pack(">HHIII", 12, 0, 16 + len(rows), 0, len(glyphs)) + rows
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + segments


def _pack(tables: Tables) -> bytes:
    """Return the tables as one WOFF file."""
    directory, body = b"", b""
    start = 44 + 20 * len(tables)
    whole = 12 + 16 * len(tables)
    for tag, table in sorted(tables.items()):
        # Equal lengths mean "not compressed" to readers, so of two as short the plain one is taken.
        packed = min(table, zlib.compress(table, 9), key=len)
        directory += struct.pack(">4sIIII", tag.encode("ascii"), start + len(body), len(packed), len(table),
                                 _checksum(table))
        body += packed + bytes(-len(packed) % 4)
        whole += len(table) + -len(table) % 4
    header = struct.pack(">4sIIHHIHHIIIII", b"wOFF", 0x00010000, start + len(body), len(tables), 0, whole, 1, 0,
                         0, 0, 0, 0, 0)
    return header + directory + body


def _checksum(table: bytes) -> int:
    padded = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
