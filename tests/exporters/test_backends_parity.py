"""The three backends draw the same picture: the ink of each specimen lies in the same place, to half a point."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from blueprint.drawing.display_list import Text
from blueprint.layout.places import Rect
from exporters.backends.pdf import pdf
from exporters.backends.qt import png
from exporters.backends.svg import svg
from tests.exporters.specimens import sheets, specimens

# Pixels a point: 288 dots an inch.
SCALE = 4
TOLERANCE = 0.5
WHITE_ENOUGH = 245
CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
            "--disable-background-networking", "--disable-component-update", "--disable-sync")

Picture = np.ndarray


def grey(content: bytes) -> Picture:
    with Image.open(BytesIO(content)) as picture:
        return np.asarray(picture.convert("L"))


@pytest.fixture(scope="module")
def by_qt() -> Picture:
    return grey(png(specimens(), scale=SCALE))


@pytest.fixture(scope="module")
def by_pdf(tmp_path_factory: pytest.TempPathFactory) -> Picture:
    program = shutil.which("pdftoppm")
    if program is None:
        pytest.skip("pdftoppm is not installed")
    folder = tmp_path_factory.mktemp("pdf")
    (folder / "s.pdf").write_bytes(pdf(sheets()))
    subprocess.run([program, "-r", str(72 * SCALE), "-png", "-singlefile", folder / "s.pdf", folder / "s"], check=True)
    return grey((folder / "s.png").read_bytes())


@pytest.fixture(scope="module")
def by_svg(tmp_path_factory: pytest.TempPathFactory) -> Picture:
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed")
    folder = tmp_path_factory.mktemp("svg")
    drawing = specimens()
    (folder / "s.svg").write_text(svg(drawing), encoding="utf-8")
    # A CSS pixel is three quarters of a point.
    size = f"--window-size={round(drawing.width * 4 / 3) + 2},{round(drawing.height * 4 / 3) + 2}"
    subprocess.run([program, *CHROMIUM, f"--user-data-dir={folder / 'profile'}", size,
                    f"--force-device-scale-factor={SCALE * 3 / 4}", f"--screenshot={folder / 's.png'}",
                    (folder / "s.svg").as_uri()], check=True, capture_output=True, timeout=90)
    return grey((folder / "s.png").read_bytes())


def ink(picture: Picture, region: Rect) -> tuple[float, float, float, float] | None:
    """Return the left, top, right and bottom of what is drawn in a region, in points."""
    rows = slice(round(region.y * SCALE), round(region.bottom * SCALE))
    columns = slice(round(region.x * SCALE), round(region.right * SCALE))
    dark = picture[rows, columns] < WHITE_ENOUGH
    if not dark.any():
        return None
    ys, xs = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return (xs[0] / SCALE, ys[0] / SCALE, (xs[-1] + 1) / SCALE, (ys[-1] + 1) / SCALE)


def differences(one: Picture, other: Picture) -> list[str]:
    """Return what does not lie in the same place in two pictures."""
    told = []
    for group in specimens().groups:
        here, there = ink(one, group.bounds), ink(other, group.bounds)
        if (here is None) != (there is None) or (here and there and max(
                abs(a - b) for a, b in zip(here, there, strict=True)) > TOLERANCE):
            told.append(f"{group.title}: {here} {there}")
    return told


def darkness(picture: Picture, region: Rect) -> float:
    rows = slice(round(region.y * SCALE), round(region.bottom * SCALE))
    columns = slice(round(region.x * SCALE), round(region.right * SCALE))
    return float(255 - picture[rows, columns].mean())


def unlike_tones(one: Picture, other: Picture) -> list[str]:
    """Return the regions that have clearly more ink in one picture: a filled hole, a lost opacity or weight."""
    pairs = [(group.title, darkness(one, group.bounds), darkness(other, group.bounds)) for group in specimens().groups]
    return [f"{name}: {here:.2f} {there:.2f}" for name, here, there in pairs
            if abs(here - there) > 0.12 * max(here, there) + 0.3]


def test_pdf_and_window_agree(by_qt: Picture, by_pdf: Picture) -> None:
    assert differences(by_qt, by_pdf) == []
    assert unlike_tones(by_qt, by_pdf) == []


def test_svg_and_window_agree(by_qt: Picture, by_svg: Picture) -> None:
    # Letters that no shipped face has are drawn by whatever font the browser finds.
    assert [told for told in differences(by_qt, by_svg) if "no face" not in told] == []
    assert [told for told in unlike_tones(by_qt, by_svg) if "no face" not in told] == []


def test_text_ends_where_it_was_measured(by_qt: Picture) -> None:
    for group in specimens().groups:
        for text in group.primitives:
            if isinstance(text, Text) and text.run.text.strip() == text.run.text:
                found = ink(by_qt, group.bounds)
                assert found is not None
                # The last letter's side bearing lies between its ink and its advance.
                assert -1.0 <= text.x + text.run.width - found[2] <= 0.45 * text.run.style.size, text.run.text
