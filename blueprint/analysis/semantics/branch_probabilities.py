"""How likely each way out of a decision is, and which of these probabilities no one gave."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

# Each of the shares of a whole is rounded to a percent: so far may their sum be from 1 for each of them.
ROUNDING = 0.005


class Chances(NamedTuple):
    """The probability of each way as journeys are played, and as they are played once more.

    Both are the same where all is known. `guessed` tells which ways' probabilities no one gave; whatever comes out
    differently the second time rests on them. `short` is the part of the second time in which no way is taken.
    """

    usual: tuple[float, ...]
    other: tuple[float, ...]
    guessed: tuple[bool, ...]
    short: float = 0.0


def read_chances(given: Sequence[float | None], *, some_closed: bool = False) -> Chances:
    """Return the chances of the ways of which exactly one is taken.

    A single one that is missing is what the others leave of 1; several share that equally, which no one said. With
    `some_closed` (others are not open to this persona) what remains is rescaled; else probabilities that are all
    given, but come to something else than 1, contradict each other or leave something out: no one knows any of them.
    Ways that are all given as impossible stay impossible.
    """
    missing = [number for number, chance in enumerate(given) if chance is None]
    known = sum(chance for chance in given if chance is not None)
    slack = ROUNDING * len(given) + 1e-9
    rest = max(0.0, 1.0 - known)
    share = rest / len(missing) if missing else 0.0
    usual = _normalise([share if chance is None else float(chance) for chance in given])
    if known > 1 + slack or (not missing and 0 < known < 1 - slack and not some_closed):
        return _chances_of_contradiction(given, usual, known)
    if len(missing) > 1 and rest > slack:
        weights = _uneven_shares(len(missing))
        other = [float(chance or 0.0) for chance in given]
        for number, weight in zip(missing, weights, strict=True):
            other[number] = rest * weight
        return Chances(usual, _normalise(other), tuple(chance is None for chance in given))
    return Chances(usual, usual, (False,) * len(given))


def _chances_of_contradiction(given: Sequence[float | None], usual: tuple[float, ...], value: float) -> Chances:
    every = (True,) * len(given)
    if value < 1:
        return Chances(usual, tuple(float(chance or 0.0) for chance in given), every, 1 - value)
    weights = _uneven_shares(len(given))
    other = [chance * weight for chance, weight in zip(usual, weights, strict=True)]
    return Chances(usual, _normalise(other), every)


def _uneven_shares(count: int) -> list[float]:
    """Return shares of 1 that are all different, and that no sum of whole numbers makes equal by chance."""
    roots = [sqrt(number + 2) for number in range(count)]
    return [root / sum(roots) for root in roots]


def _normalise(parts: Sequence[float]) -> tuple[float, ...]:
    total = sum(parts)
    return tuple(part / total for part in parts) if total > 0 else tuple(parts)
