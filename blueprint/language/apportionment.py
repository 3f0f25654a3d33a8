"""Parts of a whole as people say them: whole numbers that add up (twenty people, the days of phases), and fractions.

Each part gets its quota without the fraction; what is left goes to the largest fractions (Hamilton's method, also
called that of the largest remainder). Of equal fractions, the earlier part wins.
"""

from __future__ import annotations

from collections.abc import Sequence

# A smaller share is not told as a fraction.
LEAST_FRACTION = 0.025
# The fractions that people say, to one half; then so many out of ten, and three in four.
FRACTIONS = ((1, 20), (1, 15), (1, 10), (1, 8), (1, 6), (1, 5), (1, 4), (1, 3), (2, 5), (1, 2),
             (6, 10), (7, 10), (3, 4), (8, 10), (9, 10))


def apportion(weights: Sequence[float], whole: int) -> tuple[int, ...]:
    """Return how many of `whole` each weight gets; nothing for anyone where all weights are nothing.

    Weights below zero, and those that are not numbers, count as nothing.
    """
    counted = [weight if weight > 0 else 0.0 for weight in weights]
    total = sum(counted)
    if total <= 0 or whole <= 0:
        return (0,) * len(counted)
    quotas = [weight / total * whole for weight in counted]
    seats = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(counted)), key=lambda index: (seats[index] - quotas[index], index))
    for index in by_remainder[: whole - sum(seats)]:
        seats[index] += 1
    return tuple(seats)


def simple_fraction(share: float) -> tuple[int, int] | None:
    """Return a share of people as the nearest fraction (part, whole) they say; None where it is too small for one.

    Of two as near, the larger: a share of people who come off badly is rather told as too large than as too small.
    """
    if share < LEAST_FRACTION:
        return None
    return min(FRACTIONS, key=lambda part: (round(abs(part[0] / part[1] - share), 9), -part[0] / part[1]))
