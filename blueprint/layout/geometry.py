"""Points and boxes in points, y downward; every position and size is a whole number of 64ths of a point.

Such numbers are added and subtracted without error, so that what an edit only moves is exactly what it was, moved. A
64th of a point is 6 µm on paper.
"""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

PER_POINT = 64


def round_length(length: float) -> float:
    """Return the nearest length that is a whole number of 64ths of a point."""
    return round(length * PER_POINT) / PER_POINT


def round_length_up(length: float) -> float:
    """Return the next whole number of 64ths of a point that is not smaller."""
    return ceil(length * PER_POINT) / PER_POINT


class Point(NamedTuple):
    """A position."""

    x: float
    y: float


class Rect(NamedTuple):
    """A box, given by its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the bottom edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def move(self, across: float, down: float) -> Rect:
        """Return the box, its corner so many points further."""
        return Rect(self.x + across, self.y + down, self.width, self.height)

    def inset(self, margin: float) -> Rect:
        """Return the box with `margin` taken off each edge (a negative margin grows it)."""
        return Rect(self.x + margin, self.y + margin, self.width - 2 * margin, self.height - 2 * margin)

    def contains(self, x: float, y: float) -> bool:
        """Return whether a point lies in the box."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def encloses(self, other: Rect) -> bool:
        """Return whether another box lies in this one, up to its edges."""
        return (self.x <= other.x and other.right <= self.right and self.y <= other.y
                and other.bottom <= self.bottom)

    def intersects(self, other: Rect) -> bool:
        """Return whether two boxes share more than an edge."""
        return (self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom)
