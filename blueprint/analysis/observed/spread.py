"""How measured times are spread, in memory that does not grow with their number."""

from __future__ import annotations

import random
from array import array

# Of more times than these a sample stands for all: Vitter (1985), Random sampling with a reservoir, algorithm R.
# The standard error of a share is then at most 0.5 / √10,000, half a per cent.
SAMPLE = 10_000
_SEED = 20_250_101


class Spread:
    """Collects times (minutes): their number and mean are exact, their quantiles those of a sample."""

    def __init__(self) -> None:
        self.count = 0
        self.total = 0.0
        self._sample = array("d")
        self._chance = random.Random(_SEED)  # noqa: S311 - not a secret

    def add(self, amount: float) -> None:
        """Take one more time."""
        self.count += 1
        self.total += amount
        if self.count <= SAMPLE:
            self._sample.append(amount)
        else:
            place = self._chance.randrange(self.count)
            if place < SAMPLE:
                self._sample[place] = amount

    @property
    def mean(self) -> float | None:
        """The mean in minutes; None of no time."""
        return self.total / self.count if self.count else None

    def quantile(self, share: float) -> float | None:
        """Return the time that this share of all is not above (the nearest rank); None of no time."""
        ordered = sorted(self._sample)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None
