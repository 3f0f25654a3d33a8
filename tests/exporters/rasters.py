"""Pictures in greys of one page, by each of the three backends, and how far their ink lies apart."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from visavis.blueprint.drawing import Page, PageSet
from visavis.exporters.backends.pdf import pdf
from visavis.exporters.backends.qt import png
from visavis.exporters.backends.svg import svg

# Pixels a point: 288 dots an inch.
SCALE = 4
# Half a point.
REACH = SCALE // 2
# What smoothing does to the grey of an edge, of 255.
SMOOTHING = 40
CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
            "--disable-background-networking", "--disable-component-update", "--disable-sync")

Picture = np.ndarray


def qt_picture(page: Page) -> Picture:
    return read_grey(png(page, scale=SCALE))


def pdf_picture(page: Page, folder: Path) -> Picture:
    program = shutil.which("pdftoppm")
    if program is None:
        pytest.skip("pdftoppm is not installed")
    (folder / "s.pdf").write_bytes(pdf(PageSet((page,), "Page", "fr")))
    subprocess.run([program, "-r", str(72 * SCALE), "-png", "-singlefile", folder / "s.pdf", folder / "s"], check=True)
    return read_grey((folder / "s.png").read_bytes())


def svg_picture(page: Page, folder: Path) -> Picture:
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed")
    (folder / "s.svg").write_text(svg(page), encoding="utf-8")
    # A CSS pixel is three quarters of a point.
    size = f"--window-size={round(page.width * 4 / 3) + 2},{round(page.height * 4 / 3) + 2}"
    subprocess.run([program, *CHROMIUM, f"--user-data-dir={folder / 'profile'}", size,
                    f"--force-device-scale-factor={SCALE * 3 / 4}", f"--screenshot={folder / 's.png'}",
                    (folder / "s.svg").as_uri()], check=True, capture_output=True, timeout=90)
    return read_grey((folder / "s.png").read_bytes())


def misplaced(one: Picture, other: Picture) -> int:
    """Return how many pixels of either picture have no like within half a point in the other."""
    height, width = (min(one.shape[axis], other.shape[axis]) for axis in (0, 1))
    here, there = one[:height, :width].astype(np.int16), other[:height, :width].astype(np.int16)
    return int((_strange(here, there) | _strange(there, here)).sum())


def _strange(here: Picture, there: Picture) -> Picture:
    darkest, lightest = _spread(there, np.minimum), _spread(there, np.maximum)
    return (here < darkest - SMOOTHING) | (here > lightest + SMOOTHING)


def _spread(picture: Picture, least_or_most: np.ufunc) -> Picture:
    """Return the least or most of each pixel's neighbourhood."""
    for axis in (0, 1):
        moved = [np.roll(picture, step, axis) for step in range(-REACH, REACH + 1)]
        picture = least_or_most.reduce(moved)
    return picture


def read_grey(content: bytes) -> Picture:
    with Image.open(BytesIO(content)) as picture:
        return np.asarray(picture.convert("L"))
