"""How much journeys tell that wait for each other: one that comes into a long queue is like the one before it.

The standard error of their mean is that of batch means (Law, Simulation Modeling and Analysis, ch. 9), with what the
means of neighbouring batches still have in common: after an autoregression of the first order the error is larger by
√((1 + r) / (1 − r)), with r corrected for being taken of few batches (Kendall, Biometrika 41, 1954).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import fsum

BATCHES = 20
# More alike than this, what was played is too short to tell how alike: the error is then a lower bound.
MOST_ALIKE = 0.9


def count_independent(minutes: Sequence[float]) -> float:
    """Return how many independent journeys tell as much of the mean as these, in the order in which they began.

    At most as many as there are, and one at least.
    """
    count = len(minutes)
    batches = min(BATCHES, count // 2)
    if batches < 2:
        return 1.0
    size = count // batches
    means = [fsum(minutes[first:first + size]) / size for first in range(0, batches * size, size)]
    variance = _sum_squares(minutes) / (count - 1)
    squares = _sum_squares(means)
    if variance <= 0 or squares <= 0:
        return float(count)
    middle = fsum(means) / batches
    alike = fsum((one - middle) * (two - middle) for one, two in pairwise(means)) / squares
    alike = min(MOST_ALIKE, max(0.0, alike + (1 + 3 * alike) / batches))
    error = squares / (batches - 1) / batches * (1 + alike) / (1 - alike)
    return min(float(count), max(1.0, variance / error))


def _sum_squares(values: Sequence[float]) -> float:
    mean = fsum(values) / len(values)
    return fsum((value - mean)**2 for value in values)
