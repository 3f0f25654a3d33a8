"""Scales of the canvas: limits, steps and what fits."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF

# Pixels a point at 100 %: a screen of 96 dots an inch would give 96/72; cards read well at one to one.
FULL_SIZE = 1.0
SMALLEST = 0.01
LARGEST = 8.0
# One key press or one notch of the wheel.
STEP = 1.2
FIT_MARGIN = 24.0
# Above this, fitting would only blow a small drawing up.
LARGEST_FIT = 1.25


def clamp_scale(scale: float) -> float:
    """Return `scale` within what the canvas allows."""
    return max(SMALLEST, min(LARGEST, scale))


def step_scale(scale: float, notches: float) -> float:
    """Return the scale after so many notches (negative: outwards); fractions are touch-pads."""
    return clamp_scale(scale * STEP ** notches)


def fit_scale(area: QRectF, window: QSizeF) -> float:
    """Return the scale at which `area` (points) fits into a window of that many pixels, with a margin."""
    if area.isEmpty():
        return FULL_SIZE
    across = (window.width() - 2 * FIT_MARGIN) / area.width()
    down = (window.height() - 2 * FIT_MARGIN) / area.height()
    return clamp_scale(min(across, down, LARGEST_FIT))
