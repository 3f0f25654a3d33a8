"""The grain of the plane: every place and size of a layout is a whole number of 64ths of a point.

Such numbers are added and subtracted without error, so that what an edit only moves is exactly what it was, moved. A
64th of a point is 6 µm on paper.
"""

from __future__ import annotations

from math import ceil

PER_POINT = 64


def round_length(length: float) -> float:
    """Return the nearest length that lies on the grain."""
    return round(length * PER_POINT) / PER_POINT


def round_length_up(length: float) -> float:
    """Return the next length on the grain that is not smaller."""
    return ceil(length * PER_POINT) / PER_POINT
