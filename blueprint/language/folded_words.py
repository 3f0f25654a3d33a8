"""Words as people compare them: without case, accents and punctuation.

Accents are what Unicode's compatibility decomposition (NFKD, Unicode Standard Annex 15) takes apart from letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")


@lru_cache(maxsize=32_768)
def fold_text(text: str) -> str:
    """Return the words of `text` in lower case, without accents, one space apart: `E-Mail` becomes `e mail`."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))


def match_name(typed: str, names: Mapping[str, T] | Iterable[tuple[str, T]]) -> T | None:
    """Return what `typed` names: by its whole name, else by the beginning of one; None for none or for several.

    `names` are pairs of a name and what it stands for; several names may stand for the same.
    """
    wanted = fold_text(typed)
    if not wanted:
        return None
    pairs = [(fold_text(name), what) for name, what in (names.items() if isinstance(names, Mapping) else names)]
    whole = [what for name, what in pairs if name == wanted]
    if whole:
        return whole[0]
    begun: list[T] = []
    for name, what in pairs:
        if name.startswith(wanted) and what not in begun:
            begun.append(what)
    return begun[0] if len(begun) == 1 else None
