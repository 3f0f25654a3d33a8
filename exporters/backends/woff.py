"""The few letters a drawing uses, as a font file to embed: a subset of a face in WOFF 1.0 (W3C, 2012).

The SIL Open Font License lets fonts be embedded in any document; a brand kit's say so themselves (`font_files`).
Glyphs are numbered anew, so that no table has a row for what is left out. Of the layout tables there is the kerning
of the pairs that are used (`kern`, format 0).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from visavis.blueprint.text.faces import face_content

_KEPT = ("OS/2", "cvt ", "fpgm", "name", "prep")
# Where numbers stand in their tables (OpenType 1.9: head, hhea, maxp).
_LOCA_FORMAT_AT, _CHECKSUM_AT, _METRICS_AT, _GLYPHS_AT = 50, 8, 34, 4
_POST_BYTES = 32
# Flags of a composite glyph's parts (OpenType 1.9, glyf).
_WORDS, _SCALE, _MORE, _TWO_SCALES, _FOUR_SCALES = 0x1, 0x8, 0x20, 0x40, 0x80

Tables = dict[str, bytes]
Kerning = Mapping[tuple[int, int], int]


def woff(face: str, glyphs: Mapping[int, int], kerning: Kerning | None = None,
         blanks: Mapping[int, int] | None = None) -> bytes:
    """Return a face with only the glyphs of `glyphs` (code point to glyph id) and the box of missing ones.

    `kerning` says by how many units of the em a glyph stands nearer to, or farther from, the one after it; `blanks`
    are code points without ink that the face does not have itself, and how wide they are.
    """
    tables = _tables(face)
    outlines = _outlines(face, {0, *glyphs.values()})
    numbers = {glyph: number for number, glyph in enumerate(sorted(outlines))}
    made = {name: tables[name] for name in _KEPT if name in tables}
    made |= _glyph_tables(tables, outlines, numbers, tuple((blanks or {}).values()))
    codes = {code: number for number, code in enumerate(blanks or (), start=len(numbers))}
    made |= {"cmap": _cmap(codes | {code: numbers[glyph] for code, glyph in glyphs.items()}),
             "post": struct.pack(">I", 0x00030000) + tables["post"][4:_POST_BYTES]}
    pairs = {(numbers[one], numbers[other]): units for (one, other), units in (kerning or {}).items()
             if units and one in numbers and other in numbers}
    if pairs:
        made["kern"] = _kern(pairs)
    return _pack(made)


@lru_cache(maxsize=16)
def _tables(face: str) -> Tables:
    content = face_content(face)
    (count,) = struct.unpack_from(">H", content, 4)
    tables = {}
    for number in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", content, 12 + 16 * number)
        tables[tag.decode("ascii")] = content[offset:offset + length]
    return tables


@lru_cache(maxsize=16)
def _starts(face: str) -> tuple[int, ...]:
    """Return where each glyph's outline begins, and where the last ends."""
    tables = _tables(face)
    (is_long,) = struct.unpack_from(">h", tables["head"], _LOCA_FORMAT_AT)
    places = tables["loca"]
    if is_long:
        return struct.unpack(f">{len(places) // 4}I", places)
    return tuple([start * 2 for start in struct.unpack(f">{len(places) // 2}H", places)])


def _outlines(face: str, wanted: Iterable[int]) -> dict[int, bytes]:
    """Return the outlines of the wanted glyphs and of what they are made of."""
    starts, all_outlines = _starts(face), _tables(face)["glyf"]
    kept: dict[int, bytes] = {}
    left = sorted(wanted)
    while left:
        glyph = left.pop()
        if glyph not in kept:
            kept[glyph] = all_outlines[starts[glyph]:starts[glyph + 1]]
            left.extend([part for _, part in _parts(kept[glyph])])
    return kept


def _glyph_tables(tables: Tables, outlines: Mapping[int, bytes], numbers: Mapping[int, int],
                  blanks: tuple[int, ...]) -> Tables:
    """Return the tables that have a row a glyph, blanks last, and those that say how many rows there are."""
    (measured,) = struct.unpack_from(">H", tables["hhea"], _METRICS_AT)
    drawn, places, widths = bytearray(), [0], bytearray()
    for glyph in numbers:
        outline = bytearray(outlines[glyph])
        for at, part in _parts(outlines[glyph]):
            struct.pack_into(">H", outline, at, numbers[part])
        drawn += outline + bytes(-len(outline) % 4)
        places.append(len(drawn))
        # Glyphs after the last advance have that one, and a side bearing of their own.
        advance = 4 * min(glyph, measured - 1)
        bearing = 4 * glyph + 2 if glyph < measured else 4 * measured + 2 * (glyph - measured)
        widths += tables["hmtx"][advance:advance + 2] + tables["hmtx"][bearing:bearing + 2]
    for width in blanks:
        places.append(len(drawn))
        widths += struct.pack(">Hh", width, 0)
    head, hhea, maxp = bytearray(tables["head"]), bytearray(tables["hhea"]), bytearray(tables["maxp"])
    struct.pack_into(">I", head, _CHECKSUM_AT, 0)
    struct.pack_into(">h", head, _LOCA_FORMAT_AT, 1)
    struct.pack_into(">H", hhea, _METRICS_AT, len(places) - 1)
    struct.pack_into(">H", maxp, _GLYPHS_AT, len(places) - 1)
    return {"glyf": bytes(drawn), "loca": struct.pack(f">{len(places)}I", *places), "hmtx": bytes(widths),
            "head": bytes(head), "hhea": bytes(hhea), "maxp": bytes(maxp)}


def _parts(outline: bytes) -> list[tuple[int, int]]:
    """Return the glyphs that a composite glyph is made of, each with where its number stands."""
    if len(outline) < 2 or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    parts = []
    at, more = 10, True
    while more:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        parts.append((at + 2, glyph))
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _FOUR_SCALES else 0
        more = bool(flags & _MORE)
    return parts


def _kern(pairs: Kerning) -> bytes:
    """Return a table of kerned pairs (OpenType 1.9, kern, format 0), in the order of their glyphs."""
    rows = b"".join([struct.pack(">HHh", one, other, units) for (one, other), units in sorted(pairs.items())])
    power = len(pairs).bit_length() - 1
    # Numbers that help a reader to search; one of more than 65,535 bytes is read by the count alone.
    searched = min(6 << power, 0xFFFF)
    length = min(14 + len(rows), 0xFFFF)
    return struct.pack(">HHHHHHHHH", 0, 1, 0, length, 1, len(pairs), searched, power,
                       min(6 * len(pairs) - (6 << power), 0xFFFF)) + rows


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
