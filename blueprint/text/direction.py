"""The visual order of text that mixes directions: the implicit part of Unicode Standard Annex 9.

Rules are named as the annex names them. Explicit embeddings and isolates are not obeyed (their characters draw
nothing); each line decides its own base direction from its first strong letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

_HAS_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⟦": "⟧", "「": "」"}
_CLOSING = {closing: opening for opening, closing in _BRACKETS.items()}
_MIRRORED = str.maketrans("()[]{}⟨⟩⟦⟧「」<>«»‹›≤≥≪≫∈∋⊂⊃", ")(][}{⟩⟨⟧⟦」「><»«›‹≥≤≫≪∋∈⊃⊂")
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN"})
_NUMBERS = frozenset({"EN", "AN"})


def has_right_to_left(text: str) -> bool:
    """Return whether any of `text` is written from right to left."""
    return _HAS_RIGHT_TO_LEFT.search(text) is not None


def reorder_visually(text: str) -> str:
    """Return the characters of one line as they stand from left to right, brackets mirrored where need be."""
    if not has_right_to_left(text):
        return text
    base = base_level(text)
    levels = _levels(text, base)
    drawn = [character.translate(_MIRRORED) if level % 2 else character
             for character, level in zip(text, levels, strict=True)]
    return "".join(drawn[place] for place in _reorder(levels))


def base_level(text: str) -> int:
    """Return 1 where the first strong letter runs leftward, else 0 (rules P2 and P3)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return 0 if direction == "L" else 1
    return 0


def _levels(text: str, base: int) -> list[int]:
    """Return the embedding level of each character (rules I1, I2 and L1)."""
    outer = "R" if base else "L"
    kinds = [unicodedata.bidirectional(character) or "L" for character in text]
    _resolve_numbers(kinds, outer)
    _resolve_brackets(text, kinds, outer)
    _resolve_neutrals(kinds, outer)
    levels = []
    for kind in kinds:
        if base:
            levels.append(1 if kind == "R" else 2)
        else:
            levels.append({"L": 0, "R": 1}.get(kind, 2))
    for place in range(len(text) - 1, -1, -1):
        if not text[place].isspace():
            break
        levels[place] = base
    return levels


def _resolve_numbers(kinds: list[str], outer: str) -> None:
    """Settle marks, digits and what stands among digits (rules W1 to W7)."""
    _resolve_marks(kinds, outer)
    for place in range(1, len(kinds) - 1):
        left, right = kinds[place - 1], kinds[place + 1]
        if left == right and ((kinds[place] == "CS" and left in _NUMBERS) or (kinds[place] == "ES" and left == "EN")):
            kinds[place] = left
    for start, end, kind in list(_runs(kinds)):
        if kind == "ET" and "EN" in (kinds[start - 1] if start else "", kinds[end] if end < len(kinds) else ""):
            kinds[start:end] = ["EN"] * (end - start)
    strong = outer
    for place, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"
        elif kind in {"ES", "ET", "CS"}:
            kinds[place] = "ON"


def _resolve_marks(kinds: list[str], outer: str) -> None:
    """Let marks follow their letters and digits their Arabic words (rules W1 to W3)."""
    before, strong = outer, outer
    for place, own in enumerate(kinds):
        kind = before if own == "NSM" else own
        before = kind
        if kind in {"L", "R", "AL"}:
            strong = kind
        kinds[place] = "AN" if kind == "EN" and strong == "AL" else kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _resolve_brackets(text: str, kinds: list[str], outer: str) -> None:
    """Give both brackets of a pair the direction of what they hold (rule N0)."""
    for start, end in _pairs(text, kinds):
        inside = {_strength(kind) for kind in kinds[start + 1:end]} - {""}
        if outer in inside:
            found = outer
        elif inside:
            ahead = next((_strength(kind) for kind in reversed(kinds[:start]) if _strength(kind)), outer)
            found = ahead if ahead in inside else outer
        else:
            continue
        kinds[start] = kinds[end] = found


def _pairs(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    opened: list[int] = []
    pairs = []
    for place, character in enumerate(text):
        if kinds[place] != "ON":
            continue
        if character in _BRACKETS:
            opened.append(place)
        elif character in _CLOSING:
            for depth in range(len(opened) - 1, -1, -1):
                if text[opened[depth]] == _CLOSING[character]:
                    pairs.append((opened[depth], place))
                    del opened[depth:]
                    break
    return sorted(pairs)


def _strength(kind: str) -> str:
    """Return the direction in which a resolved kind counts for its neighbours; empty for a neutral one."""
    return "R" if kind in _NUMBERS else "" if kind in _NEUTRAL else kind


def _resolve_neutrals(kinds: list[str], outer: str) -> None:
    """Give neutrals the direction of both their neighbours when these agree, else the line's (rules N1 and N2)."""
    ahead = outer
    for neutral, group in [(key, list(places)) for key, places in
                           groupby(range(len(kinds)), key=lambda place: kinds[place] in _NEUTRAL)]:
        if neutral:
            after = _strength(kinds[group[-1] + 1]) if group[-1] + 1 < len(kinds) else outer
            kinds[group[0]:group[-1] + 1] = [ahead if ahead == after else outer] * len(group)
        else:
            ahead = _strength(kinds[group[-1]])


def _runs(kinds: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, kind) of equal neighbours."""
    start = 0
    for kind, group in groupby(kinds):
        end = start + len(list(group))
        yield start, end, kind
        start = end


def _reorder(levels: list[int]) -> list[int]:
    """Return the places of the characters from left to right (rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return order
