"""Shaping words with HarfBuzz: kerning, ligatures, joined letters, vowels that change places, marks on their letters.

A word is cut into items of one face and one script (Unicode Standard Annex 24: signs that many scripts share go with
the letters before them), each shaped with the whole word as its context. Lengths are in ems; y grows downward. What
HarfBuzz is told and answers is in its manual, "Buffers, language, script and direction" and "Clusters".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from visavis.blueprint.text.brand_faces import is_brand_face
from visavis.blueprint.text.clusters import JOINER, is_mark, split_clusters
from visavis.blueprint.text.faces import face_of, load_font, nominal_glyph, text_face
from visavis.blueprint.text.kerning import plain_letters
from visavis.blueprint.text.styles import Weight

_WIDE = frozenset({"W", "F"})
_COMMON = "Zyyy"
_NARROW = "\u202f"


class ShapedItem(NamedTuple):
    """Glyphs of one face from left to right, in ems: what `GlyphSegment` is in points."""

    face: str
    clusters: tuple[str, ...]
    glyphs: tuple[int, ...]
    advances: tuple[float, ...]
    offsets: tuple[tuple[float, float], ...]
    is_nominal: bool


class ShapedWord(NamedTuple):
    """A word's items from left to right, and its width in ems."""

    items: tuple[ShapedItem, ...]
    width: float


class _Item(NamedTuple):
    """A part of a word between two character positions; without a face it is one character that no font has."""

    start: int
    end: int
    face: str | None
    script: str


def shape_word(word: str, weight: Weight, brand: str = "", *, is_leftward: bool = False) -> ShapedWord:
    """Return a word as glyphs; `is_leftward` says that it runs from right to left.

    `brand` is the face of a kit that comes before the text family's.
    """
    letters = plain_letters(weight)
    plain = letters.shape(word) if not (is_leftward or brand) else None
    if plain is not None:
        item = ShapedItem(letters.face, tuple(word), plain[0], tuple(plain[1]), (), is_nominal=True)
        return ShapedWord((item,) if word else (), sum(item.advances))
    if _NARROW in word and not is_leftward:
        # The narrow space of French stands in another face, so what is around it is shaped without it anyway.
        parts = [shape_word(part, weight, brand) if part != _NARROW else _shape_narrow(weight, brand)
                 for part in re.split(f"({_NARROW})", word) if part]
        return ShapedWord(tuple([item for part in parts for item in part.items]), sum([part.width for part in parts]))
    return shape_whole(word, weight, brand, is_leftward=is_leftward)


@lru_cache(maxsize=64)
def _shape_narrow(weight: Weight, brand: str) -> ShapedWord:
    return shape_whole(_NARROW, weight, brand)


def shape_whole(word: str, weight: Weight, brand: str = "", *, is_leftward: bool = False) -> ShapedWord:
    """Return a word as glyphs, whatever it is made of."""
    items = _itemise(word, weight, brand)
    shaped = [_shape(word, item, is_leftward=is_leftward) if item.face is not None else
              _draw_missing(word[item.start], weight) for item in (reversed(items) if is_leftward else items)]
    made = tuple([item for item in shaped if item.glyphs])
    return ShapedWord(made, sum([sum(item.advances) for item in made]))


def _itemise(word: str, weight: Weight, brand: str) -> list[_Item]:
    """Return the items of a word in its own order."""
    items: list[_Item] = []
    for part in _settle_scripts(list(_find_faces(word, weight, brand))):
        last = items[-1] if items else None
        if last is not None and last.face is not None and last == (last.start, part.start, part.face, part.script):
            items[-1] = last._replace(end=part.end)
        else:
            items.append(part)
    return items


def _find_faces(word: str, weight: Weight, brand: str) -> Iterator[_Item]:
    """Yield each cluster with its face and its script; one that no face has whole comes character by character."""
    start = 0
    for cluster in split_clusters(word):
        shared = face_of(cluster, weight, brand)
        if shared is not None:
            yield _Item(start, start + len(cluster), shared, _script_of(cluster))
        else:
            for index, character in enumerate(cluster, start=start):
                face = face_of(character, weight, brand)
                # What no font draws is a box of the text face; but a mark would be a box over its letter.
                if face is not None or not is_mark(character):
                    yield _Item(index, index + 1, face, _script_of(character))
        start += len(cluster)


def _settle_scripts(items: list[_Item]) -> Iterator[_Item]:
    """Yield the items with a script each: what many share goes with what is before it, at first with what follows."""
    current = next((item.script for item in items if item.script != _COMMON), _COMMON)
    for item in items:
        current = current if item.script == _COMMON else item.script
        yield item._replace(script=current)


@lru_cache(maxsize=8192)
def _script_of(cluster: str) -> str:
    """Return the script of a cluster's first letter that has one of its own (ISO 15924)."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(cluster)
    buffer.guess_segment_properties()
    return buffer.script or _COMMON


def _shape(word: str, item: _Item, *, is_leftward: bool) -> ShapedItem:
    import uharfbuzz

    assert item.face is not None
    font = load_font(item.face)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word, item.start, item.end - item.start)
    buffer.direction = "rtl" if is_leftward else "ltr"
    buffer.script = item.script
    # Not the system's: the same text is the same glyphs everywhere.
    buffer.language = "und"
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES | uharfbuzz.BufferFlags.DO_NOT_INSERT_DOTTED_CIRCLE
    # Text of a kit stays text that can be searched: what its face would join for looks alone it does not join.
    uharfbuzz.shape(font, buffer, {"liga": False, "clig": False} if is_brand_face(item.face) else None)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    em = font.face.upem
    glyphs = tuple([info.codepoint for info in infos])
    advances = tuple([position.x_advance / em for position in positions])
    offsets = tuple([(position.x_offset / em, -position.y_offset / em) for position in positions])
    clusters = _name_glyphs(word, item, [info.cluster for info in infos], advances)
    is_nominal = all(len(cluster) == 1 and nominal_glyph(item.face, cluster) == glyph
                     for cluster, glyph in zip(clusters, glyphs, strict=True))
    return ShapedItem(item.face, clusters, glyphs, advances, offsets if any(map(any, offsets)) else (), is_nominal)


def _name_glyphs(word: str, item: _Item, starts: list[int], advances: tuple[float, ...]) -> tuple[str, ...]:
    """Return the text that each glyph stands for; of several of one letter, the first that takes room has it all."""
    ends = dict(pairwise([*sorted({*starts}), item.end]))
    named: list[str] = []
    for start, group in groupby(range(len(starts)), key=starts.__getitem__):
        numbers = list(group)
        text = word[start:ends[start]].replace(JOINER, "")
        main = next((number for number in numbers if advances[number]), numbers[0])
        named += [text if number == main else "" for number in numbers]
    return tuple(named)


def _draw_missing(character: str, weight: Weight) -> ShapedItem:
    """Return the box that stands for a character which no font has."""
    face = text_face(weight)
    glyph, advance = face.missing
    # Where another program has a font for it (SVG), it needs a whole em.
    ems = 1.0 if unicodedata.east_asian_width(character) in _WIDE else advance / face.units
    return ShapedItem(face.name, (character,), (glyph,), (ems,), (), is_nominal=True)
