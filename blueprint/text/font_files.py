"""Font files that people bring: whether they are sound, and whether they may be put into what the program writes.

Only what every backend relies on is looked at, with the places of OpenType 1.9; HarfBuzz and reportlab read the rest.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from visavis.blueprint.language import Count, Message, message
from visavis.blueprint.model.problems import BlueprintError

# Bytes: the largest faces for all of China are half as large.
LARGEST_FONT = 32_000_000
_TRUETYPE, _CFF, _COLLECTION = (b"\0\1\0\0", b"true"), b"OTTO", b"ttcf"
_WEB = (b"wOFF", b"wOF2")
_NEEDED = ("OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name", "post")
_MOST_TABLES = 128
_HEAD_MAGIC = 0x5F0F3CF5
_LEAST_BYTES = {"OS/2": 68, "head": 54, "hhea": 36, "maxp": 6, "post": 32}
_UNITS = range(16, 16385)
# `fsType` of OS/2: what its licence says about embedding.
_RESTRICTED, _PREVIEW, _EDITABLE, _NO_SUBSETS, _BITMAPS_ONLY = 0x2, 0x4, 0x8, 0x100, 0x200
# From which version on OS/2 has `sxHeight`, where that is, and what it can be of an em.
_SAYS_X_HEIGHT, _X_HEIGHT_AT, _X_HEIGHTS = 2, 86, (0.2, 0.9)
# Parts of a composite glyph may be composite themselves; as deep as this no face is.
_DEEPEST_GLYPH = 16
_WORDS, _SCALE, _MORE, _TWO_SCALES, _FOUR_SCALES = 0x1, 0x8, 0x20, 0x40, 0x80


class FontFacts(NamedTuple):
    """What is known of a sound font: whether it has TrueType outlines, and whether it may only be read."""

    is_truetype: bool
    is_preview_only: bool


class FontRefused(BlueprintError):
    """Says why a file cannot be used as a font, in a part of a sentence that begins with the file."""


def check_font(content: bytes) -> FontFacts:
    """Return what is known of a font; raise FontRefused where it is none, is broken, or must not be embedded."""
    _check_kind(content)
    is_truetype = content[:4] in _TRUETYPE
    tables = _read_tables(content)
    for name in (*_NEEDED, *(("glyf", "loca") if is_truetype else ("CFF ",))):
        if len(tables.get(name, b"")) < _LEAST_BYTES.get(name, 1):
            raise FontRefused(message("the font is broken: its table '{table}' is missing or too short", table=name))
    try:
        _check_numbers(tables)
        if is_truetype:
            _check_outlines(tables)
    except (struct.error, IndexError, RecursionError):
        raise FontRefused(message("the font is broken: its glyphs cannot be read")) from None
    (told,) = struct.unpack_from(">H", tables["OS/2"], 8)
    refusal = _refuse_embedding(told)
    if refusal is not None:
        raise FontRefused(refusal)
    return FontFacts(is_truetype, bool(told & _PREVIEW) and not told & _EDITABLE)


def told_x_height(content: bytes) -> float | None:
    """Return how high a sound font says that its small letters are, in ems; None where it does not say so.

    It does from version 2 of its table OS/2 on. What is no height of a letter counts as not said.
    """
    tables = _read_tables(content)
    (units,) = struct.unpack_from(">H", tables["head"], 18)
    (version,) = struct.unpack_from(">H", tables["OS/2"], 0)
    if version < _SAYS_X_HEIGHT or len(tables["OS/2"]) < _X_HEIGHT_AT + 2:
        return None
    (told,) = struct.unpack_from(">h", tables["OS/2"], _X_HEIGHT_AT)
    height = told / units
    return height if _X_HEIGHTS[0] <= height <= _X_HEIGHTS[1] else None


def _check_kind(content: bytes) -> None:
    if len(content) > LARGEST_FONT:
        raise FontRefused(message("the font is larger than {size} megabytes", size=Count(LARGEST_FONT // 1_000_000)))
    if content[:4] in _WEB:
        raise FontRefused(message("it is a font for web pages; take the TTF or OTF file it was made from"))
    if content[:4] == _COLLECTION:
        raise FontRefused(message("it is a collection of fonts; take the TTF or OTF file of one of them"))
    if content[:4] not in (*_TRUETYPE, _CFF):
        raise FontRefused(message("it is not a font; give a TTF or OTF file"))


def _read_tables(content: bytes) -> Mapping[str, bytes]:
    """Return the tables by name; one that does not lie in the file is left out."""
    try:
        (count,) = struct.unpack_from(">H", content, 4)
        rows = [struct.unpack_from(">4sIII", content, 12 + 16 * number) for number in range(min(count, _MOST_TABLES))]
    except struct.error:
        raise FontRefused(message("the font is broken: it ends too early")) from None
    return {tag.decode("latin-1"): content[start:start + length] for tag, _, start, length in rows
            if start + length <= len(content)}


def _check_numbers(tables: Mapping[str, bytes]) -> None:
    (magic,) = struct.unpack_from(">I", tables["head"], 12)
    (units,) = struct.unpack_from(">H", tables["head"], 18)
    (glyphs,) = struct.unpack_from(">H", tables["maxp"], 4)
    (measured,) = struct.unpack_from(">H", tables["hhea"], 34)
    if magic != _HEAD_MAGIC or units not in _UNITS or not 0 < measured <= glyphs:
        raise FontRefused(message("the font is broken: its measures make no sense"))
    if len(tables["hmtx"]) < 4 * measured + 2 * (glyphs - measured):
        raise FontRefused(message("the font is broken: its table '{table}' is missing or too short", table="hmtx"))


def _check_outlines(tables: Mapping[str, bytes]) -> None:
    """Raise FontRefused or struct.error where a glyph lies outside its table or is made of itself."""
    (glyphs,) = struct.unpack_from(">H", tables["maxp"], 4)
    (is_long,) = struct.unpack_from(">h", tables["head"], 50)
    places, drawn = tables["loca"], tables["glyf"]
    starts = ([start * 2 for start in struct.unpack_from(f">{glyphs + 1}H", places)] if not is_long
              else list(struct.unpack_from(f">{glyphs + 1}I", places)))
    if any(not here <= there <= len(drawn) for here, there in pairwise(starts)):
        raise FontRefused(message("the font is broken: its glyphs cannot be read"))
    parts = {glyph: made for glyph in range(glyphs) if (made := _parts(drawn[starts[glyph]:starts[glyph + 1]]))}
    level = {part for made in parts.values() for part in made}
    for _ in range(_DEEPEST_GLYPH):
        level = {part for glyph in level for part in parts.get(glyph, ())}
    if level or any(part >= glyphs for made in parts.values() for part in made):
        raise FontRefused(message("the font is broken: its glyphs cannot be read"))


def _parts(outline: bytes) -> list[int]:
    """Return the glyphs that a composite glyph is made of."""
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    made, at, more = [], 10, True
    while more:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        made.append(glyph)
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _FOUR_SCALES else 0
        more = bool(flags & _MORE)
    return made


def _refuse_embedding(told: int) -> Message | None:
    """Return why a font must not be in a file, by its own word; None where it may. The mildest of several holds."""
    if told & _BITMAPS_ONLY:
        return message("the font's licence lets only its bitmaps be embedded: choose another font")
    if told & _NO_SUBSETS:
        return message("the font's licence forbids embedding only the letters that are used: choose another font")
    if told & _RESTRICTED and not told & (_PREVIEW | _EDITABLE):
        return message("the font's licence forbids embedding: choose another font, or ask its maker for a licence")
    return None
