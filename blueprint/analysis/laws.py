"""How long a step takes, as a law of probability: its mean, draws of it, and a few points that stand for it."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from math import log
from random import Random
from typing import NamedTuple

from blueprint.model import Exponential, Pert, Time, mean_minutes, minutes

# A three-point time that runs beside something else is replaced by this many equally likely values, each the mean
# of its stratum: the mean stays exact, and the expectation of a maximum is off by at most range / (8 · points²).
POINTS = 32
_GRID = 4096
# PERT's shape parameters add up to 6 (Malcolm et al., Operations Research 7, 1959: mean (min + 4·mode + max) / 6).
_PERT_WEIGHT = 4.0

Points = tuple[tuple[float, float], ...]


def is_fixed(time: Time | None) -> bool:
    """Tell whether a time is one number."""
    if isinstance(time, Pert):
        return minutes(time.min) == minutes(time.max)
    return not isinstance(time, Exponential)


def points(time: Time | None, count: int = POINTS) -> Points | None:
    """Return (probability, minutes) pairs that stand for a time, or None for an exponential one."""
    if isinstance(time, Exponential):
        return None
    if isinstance(time, Pert) and not is_fixed(time):
        return _strata(minutes(time.min), minutes(time.mode), minutes(time.max), count)
    return ((1.0, mean_minutes(time)),)


def shape(time: Pert) -> tuple[float, float]:
    """Return the two parameters of a PERT time's beta law."""
    low, mode, high = minutes(time.min), minutes(time.mode), minutes(time.max)
    return 1 + _PERT_WEIGHT * (mode - low) / (high - low), 1 + _PERT_WEIGHT * (high - mode) / (high - low)


@lru_cache(maxsize=512)
def _strata(low: float, mode: float, high: float, count: int) -> Points:
    """Cut a PERT law into `count` strata of about equal probability; midpoint rule on 4,096 cells."""
    first = _PERT_WEIGHT * (mode - low) / (high - low)
    second = _PERT_WEIGHT - first
    cells = [(cell + 0.5) / _GRID for cell in range(_GRID)]
    density = [place**first * (1 - place) ** second for place in cells]
    total = sum(density)
    chances, sums = [0.0] * count, [0.0] * count
    for place, chance, upto in zip(cells, density, accumulate(density), strict=True):
        stratum = min(count - 1, int(count * (upto - chance / 2) / total))
        chances[stratum] += chance / total
        sums[stratum] += chance / total * place
    # The midpoint rule leaves the mean off by about 1e-8 of the range; shifting all points makes it exact.
    shift = (low + 4 * mode + high) / 6 - (low + (high - low) * sum(sums))
    return tuple((chance, low + (high - low) * moment / chance + shift)
                 for chance, moment in zip(chances, sums, strict=True) if chance > 0)


class Spread(NamedTuple):
    """A time as `least` + `scale` · X minutes: X is beta (`first`, `second`), or exponential where these are 0."""

    least: float
    scale: float = 0.0
    first: float = 0.0
    second: float = 0.0

    def drawn(self, random: Random) -> float:
        """Draw a time in minutes."""
        if not self.scale:
            return self.least
        if not self.first:
            return self.least - self.scale * log(1.0 - random.random())
        return self.least + self.scale * random.betavariate(self.first, self.second)

    @property
    def variance(self) -> float:
        """The variance in square minutes: beta ab / ((a + b)² (a + b + 1)), exponential 1, each times scale²."""
        if not self.first:
            return self.scale**2
        total = self.first + self.second
        return self.scale**2 * self.first * self.second / (total**2 * (total + 1))


NO_TIME = Spread(0.0)


def spread(time: Time | None) -> Spread:
    """Return how a time varies; one that never does has scale 0."""
    if isinstance(time, Exponential):
        return Spread(0.0, minutes(time.mean))
    if isinstance(time, Pert) and not is_fixed(time):
        return Spread(minutes(time.min), minutes(time.max) - minutes(time.min), *shape(time))
    return Spread(mean_minutes(time))
