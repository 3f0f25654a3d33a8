"""Scales of the canvas: limits, steps, and what fits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, QSizeF

from visavis.ui.canvas.camera import (
    FIT_MARGIN,
    FULL_SIZE,
    LARGEST,
    LARGEST_FIT,
    SMALLEST,
    STEP,
    clamp_scale,
    fit_scale,
    step_scale,
)

WINDOW = QSizeF(1000 + 2 * FIT_MARGIN, 800 + 2 * FIT_MARGIN)


@pytest.mark.parametrize(("scale", "kept"), [(0.0, SMALLEST), (SMALLEST, SMALLEST), (1.0, 1.0), (LARGEST, LARGEST),
                                             (LARGEST * 2, LARGEST)])
def test_scales_stay_within_their_limits(scale: float, kept: float) -> None:
    assert clamp_scale(scale) == kept


def test_a_step_in_and_a_step_out_lead_back() -> None:
    assert step_scale(1.0, 1) == pytest.approx(STEP)
    assert step_scale(step_scale(0.7, 3), -3) == pytest.approx(0.7)
    assert step_scale(LARGEST, 1) == LARGEST


@pytest.mark.parametrize(("size", "scale"), [
    ((2000, 100), 0.5), ((100, 1600), 0.5), ((1000, 800), 1.0), ((10, 10), LARGEST_FIT), ((0, 0), FULL_SIZE),
    ((10**9, 10), SMALLEST),
])
def test_what_fits_a_window_is_not_blown_up(size: tuple[int, int], scale: float) -> None:
    assert fit_scale(QRectF(0, 0, *size), WINDOW) == pytest.approx(scale)
