"""Which parts of a line run which way: Unicode Standard Annex 9, by python-bidi.

python-bidi's compiled half answers with a text put in order, its Python half with the level of each letter, and
shaping needs the levels: a word is shaped in its own direction and put in order afterwards. The Python half has no
rule N0 (both brackets of a pair take the direction of what they hold), which is added here between its own stages. A
test holds the order that results against the compiled half.

Rules are named as the annex names them. Explicit embeddings and isolates are not obeyed: their characters draw
nothing and never come here. Each line decides its own base direction from its first strong letter.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

_HAS_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
# Opening and closing punctuation that Unicode mirrors: what it calls paired brackets.
_OPENING, _CLOSING = "Ps", "Pe"
_NUMBERS = frozenset({"EN", "AN"})
_STRONG = frozenset({"L", "R"})
_KINDS = frozenset({"L", "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "WS", "ON"})


class DirectedPart(NamedTuple):
    """A part of a line between two character positions that runs one way; the parts of a line stand left to right."""

    start: int
    end: int
    is_leftward: bool


def has_right_to_left(text: str) -> bool:
    """Return whether any of `text` is written from right to left."""
    return _HAS_RIGHT_TO_LEFT.search(text) is not None


def base_level(text: str) -> int:
    """Return 1 where the first strong letter runs leftward, else 0 (rules P2 and P3)."""
    from bidi.algorithm import get_base_level

    return int(get_base_level(text))


def directed_parts(text: str) -> tuple[DirectedPart, ...]:
    """Return the parts of one line as they stand from left to right (rule L2)."""
    if not has_right_to_left(text):
        return (DirectedPart(0, len(text), is_leftward=False),)
    levels = _levels(text)
    parts: list[tuple[int, DirectedPart]] = []
    for level, places in groupby(range(len(text)), key=levels.__getitem__):
        start, *rest = places
        parts.append((level, DirectedPart(start, start + 1 + len(rest), is_leftward=level % 2 == 1)))
    for lowest in range(max(levels), 0, -1):
        parts = _turn(parts, lowest)
    return tuple([part for _, part in parts])


def _turn(parts: list[tuple[int, DirectedPart]], lowest: int) -> list[tuple[int, DirectedPart]]:
    """Return the parts with each stretch of those at a level or above it in the other order."""
    turned: list[tuple[int, DirectedPart]] = []
    for is_turned, group in groupby(parts, key=lambda part: part[0] >= lowest):
        stretch = list(group)
        turned += stretch[::-1] if is_turned else stretch
    return turned


@lru_cache(maxsize=4096)
def _levels(text: str) -> tuple[int, ...]:
    """Return the embedding level of each character, by the stages of the annex in their order."""
    from bidi import algorithm

    storage: dict[str, Any] = algorithm.get_empty_storage()
    base = storage["base_level"] = base_level(text)
    storage["base_dir"] = "R" if base else "L"
    algorithm.get_embedding_levels(text, storage)
    for index, letter in enumerate(storage["chars"]):
        letter["index"] = index
        if letter["type"] not in _KINDS:
            # A letter younger than this Python, or a separator that should have become a space.
            letter["type"] = letter["orig"] = "L" if letter["type"] == "" else "ON"
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _resolve_brackets(storage["chars"], storage["base_dir"])
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return _level_each(text, {letter["index"]: letter["level"] for letter in storage["chars"]}, base)


def _level_each(text: str, known: dict[int, int], base: int) -> tuple[int, ...]:
    """Return the levels with those of joiners, which the annex leaves out (X9): they go with what is before them."""
    levels: list[int] = []
    for index in range(len(text)):
        levels.append(known.get(index, levels[-1] if levels else base))
    return tuple(levels)


def _resolve_brackets(letters: list[dict[str, Any]], outer: str) -> None:
    """Give both brackets of a pair, and the marks on them, the direction of what they hold (rule N0)."""
    for start, end in _pairs(letters):
        inside = {_strength(letter["type"]) for letter in letters[start + 1:end]} - {""}
        if outer in inside:
            direction = outer
        elif inside:
            ahead = next((_strength(letter["type"]) for letter in reversed(letters[:start])
                          if _strength(letter["type"])), outer)
            direction = ahead if ahead in inside else outer
        else:
            continue
        for index in (start, end):
            letters[index]["type"] = direction
            for letter in letters[index + 1:]:
                if letter["orig"] != "NSM":
                    break
                letter["type"] = direction


def _pairs(letters: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Return where the pairs of brackets open and close, in the order of their openings (BD16)."""
    opened: list[tuple[str, int]] = []
    pairs = []
    for index, letter in enumerate(letters):
        character = letter["ch"]
        if letter["type"] != "ON" or not unicodedata.mirrored(character):
            continue
        if unicodedata.category(character) == _OPENING:
            opened.append((_closing_of(character), index))
        elif unicodedata.category(character) == _CLOSING:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == character:
                    pairs.append((opened[depth][1], index))
                    del opened[depth:]
                    break
    return sorted(pairs)


def _closing_of(bracket: str) -> str:
    from bidi.mirror import MIRRORED

    return str(MIRRORED.get(bracket, bracket))


def _strength(kind: str) -> str:
    """Return the direction in which a resolved kind counts for its neighbours; empty for a neutral one."""
    return "R" if kind in _NUMBERS else kind if kind in _STRONG else ""
