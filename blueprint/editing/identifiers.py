"""New ids: short enough to read, random enough that two people's work merges.

Of two teams that add n and m ids to one blueprint, about n * m / N ids collide (N = 32^6), since each team's own ids
are checked against what is there.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Container

# Crockford's base 32: no i, l, o or u, which are misread or make words. Six letters are 10^9 ids; two teams that
# add 1,000 steps each to one blueprint collide with a probability of 0.1 %, and a merge tells it as a conflict.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 6


class Identifiers:
    """A source of ids such as `s-7k3q9x`. With a `seed` the sequence is always the same; without, never."""

    def __init__(self, seed: int | None = None) -> None:
        self._random = random.SystemRandom() if seed is None else random.Random(seed)  # noqa: S311 - not a secret

    def new_id(self, prefix: str, taken: Container[str]) -> str:
        """Return an id that begins with `prefix` and is not in `taken`."""
        while True:
            name = f"{prefix}-{''.join(self._random.choices(ALPHABET, k=LENGTH))}"
            if name not in taken:
                return name


def slug(text: str, taken: Container[str], otherwise: str) -> str:
    """Return an id made of the words of `text`, numbered when it is taken; `otherwise` when no letter is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or otherwise
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name
