"""The unit of a projection: a 45th of the screen's height, so that text is read from the far end of the room.

On a picture 1.2 metres high that is 27 mm: 9 minutes of arc for a small letter at 5 metres.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

UNITS = 45
POINTS_PER_INCH = 72.0


@dataclass(frozen=True, slots=True)
class Units:
    """Lengths on a screen that is `height` pixels high."""

    height: int

    @property
    def one(self) -> float:
        """One unit in pixels."""
        return self.height / UNITS

    @property
    def text(self) -> int:
        """The least size of text in whole pixels."""
        return max(1, ceil(self.one))

    def size(self, units: float) -> int:
        """Return the size of text of so many units in whole pixels, never below the least."""
        return max(self.text, round(self.one * units))

    def length(self, units: float) -> int:
        """Return a length in whole pixels, never more than it is: what stands side by side has to fit."""
        return int(self.one * units)

    def points(self, dots_per_inch: float) -> float:
        """Return the least size of text in points on a screen of so many dots an inch."""
        return self.text * POINTS_PER_INCH / dots_per_inch
