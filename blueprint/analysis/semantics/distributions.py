"""How long a step takes, as a law of probability: its mean, draws of it, and a few points that stand for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from math import log
from random import Random
from typing import NamedTuple

from visavis.blueprint.model import Exponential, Pert, Span, Time, minutes

# A three-point time that runs beside something else is replaced by this many equally likely values, each the mean
# of its stratum: the mean stays exact, and the expectation of a maximum is off by at most range / (8 · points²).
POINTS = 32
_GRID = 4096
# PERT's shape parameters add up to 6 (Malcolm et al., Operations Research 7, 1959: mean (min + 4·mode + max) / 6).
_PERT_WEIGHT = 4.0

Points = tuple[tuple[float, float], ...]
# How many minutes a duration lasts: `minutes` for waits, `elapsed_minutes` for work.
Length = Callable[[Span], float]


def points(time: Time | None, length: Length = minutes, count: int = POINTS) -> Points | None:
    """Return (probability, minutes) pairs that stand for a time, or None for an exponential one.

    `length` tells how many minutes a duration of it lasts: work is not counted as waits are.
    """
    distribution = time_distribution(time, length)
    if not distribution.scale:
        return ((1.0, distribution.least),)
    if isinstance(time, Pert):
        return _strata(length(time.min), length(time.mode), length(time.max), count)
    return None


def _shape(low: float, mode: float, high: float) -> tuple[float, float]:
    """Return the two parameters of a PERT time's beta law."""
    return 1 + _PERT_WEIGHT * (mode - low) / (high - low), 1 + _PERT_WEIGHT * (high - mode) / (high - low)


@lru_cache(maxsize=512)
def _strata(low: float, mode: float, high: float, count: int) -> Points:
    """Cut a PERT law into `count` strata of about equal probability; midpoint rule on 4,096 cells."""
    first = _PERT_WEIGHT * (mode - low) / (high - low)
    second = _PERT_WEIGHT - first
    cells = [(cell + 0.5) / _GRID for cell in range(_GRID)]
    density = [position**first * (1 - position) ** second for position in cells]
    total = sum(density)
    chances, sums = [0.0] * count, [0.0] * count
    for position, chance, upto in zip(cells, density, accumulate(density), strict=True):
        stratum = min(count - 1, int(count * (upto - chance / 2) / total))
        chances[stratum] += chance / total
        sums[stratum] += chance / total * position
    # The midpoint rule leaves the mean off by about 1e-8 of the range; shifting all points makes it exact.
    shift = (low + 4 * mode + high) / 6 - (low + (high - low) * sum(sums))
    return tuple((chance, low + (high - low) * moment / chance + shift)
                 for chance, moment in zip(chances, sums, strict=True) if chance > 0)


class TimeDistribution(NamedTuple):
    """A time as `least` + `scale` · X minutes: X is beta (`first`, `second`), or exponential where these are 0."""

    least: float
    scale: float = 0.0
    first: float = 0.0
    second: float = 0.0

    def draw(self, random: Random) -> float:
        """Draw a time in minutes."""
        if not self.scale:
            return self.least
        if not self.first:
            return self.least - self.scale * log(1.0 - random.random())
        return self.least + self.scale * random.betavariate(self.first, self.second)

    @property
    def is_zero(self) -> bool:
        """Whether it is no time at all."""
        return not self.least and not self.scale

    @property
    def variance(self) -> float:
        """The variance in square minutes: beta ab / ((a + b)² (a + b + 1)), exponential 1, each times scale²."""
        if not self.first:
            return self.scale**2
        total = self.first + self.second
        return self.scale**2 * self.first * self.second / (total**2 * (total + 1))


NO_TIME = TimeDistribution(0.0)


def time_distribution(time: Time | None, length: Length = minutes) -> TimeDistribution:
    """Return how a time varies; one that never does has scale 0."""
    match time:
        case None:
            return NO_TIME
        case Exponential():
            return TimeDistribution(0.0, length(time.mean))
        case Pert():
            low, mode, high = length(time.min), length(time.mode), length(time.max)
            return TimeDistribution(low, high - low,
                                    *_shape(low, mode, high)) if high > low else TimeDistribution(low)
        case _:
            return TimeDistribution(length(time))
