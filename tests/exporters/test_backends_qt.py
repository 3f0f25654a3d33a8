"""The Qt backend: pictures of the right size, from any thread, with or without an application."""

from __future__ import annotations

import subprocess
import sys
import threading
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from tests.exporters.specimens import specimens
from visavis.blueprint.drawing import Box, DisplayList, Group, Layer, Page, Primitive, Role, Text
from visavis.blueprint.layout import Rect
from visavis.blueprint.text import TextStyle, metrics
from visavis.exporters.backends import qt
from visavis.exporters.backends.qt import paint, png

BLACK = Box(Rect(0, 0, 10, 10), fill="#000000")


def drawing(*primitives: Primitive, width: float = 40, height: float = 30) -> DisplayList:
    group = Group("one", Role.FIGURE, Layer.CARDS, Rect(0, 0, 10, 10), primitives)
    return DisplayList(width, height, (group,), "#FFFFFF")


def grey(content: bytes) -> np.ndarray:
    with Image.open(BytesIO(content)) as picture:
        return np.asarray(picture.convert("L"))


@pytest.mark.parametrize(("scale", "size"), [(1.0, (40, 30)), (2.5, (100, 75)), (0.01, (1, 1))])
def test_a_picture_has_the_pixels_asked_for(scale: float, size: tuple[int, int]) -> None:
    with Image.open(BytesIO(png(drawing(BLACK), scale=scale))) as picture:
        assert picture.size == size


def test_a_picture_says_how_large_it_prints() -> None:
    with Image.open(BytesIO(png(drawing(BLACK), scale=300 / 72))) as picture:
        assert picture.info["dpi"][0] == pytest.approx(300, abs=0.1)


def test_a_huge_picture_is_made_smaller_in_its_own_proportions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt, "MOST_PIXELS", 10_000)
    with Image.open(BytesIO(png(drawing(BLACK, width=20_000, height=5_000), scale=4))) as picture:
        assert picture.size == (200, 50)


def test_a_page_shows_its_drawing_moved_and_scaled() -> None:
    dark = grey(png(Page(60, 60, drawing(BLACK), x=20, y=30, scale=2))) < 128
    ys, xs = np.nonzero(dark)
    assert (xs.min(), ys.min(), xs.max() + 1, ys.max() + 1) == (20, 30, 40, 50)


def test_type_of_any_size_is_drawn() -> None:
    for size in (3, 12, 59, 61, 150, 500):
        text = Text(metrics().shape("H", TextStyle(size)), 0, size, "#000000")
        assert (grey(png(drawing(text, width=size, height=size * 1.2))) < 200).any(), size


def test_a_dimmed_painter_dims_what_is_see_through_and_what_follows_it() -> None:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setOpacity(0.5)
    paint(painter, DisplayList(20, 10, drawing(Box(Rect(0, 0, 10, 10), fill="#000000", opacity=0.5),
                                               Box(Rect(10, 0, 10, 10), fill="#000000")).groups))
    painter.end()
    assert image.pixelColor(5, 5).red() == pytest.approx(255 * 0.75, abs=2)
    assert image.pixelColor(15, 5).red() == pytest.approx(255 * 0.5, abs=2)


def test_only_what_touches_the_clip_is_painted() -> None:
    near = Group("near", Role.FIGURE, Layer.CARDS, Rect(0, 0, 10, 10), (BLACK,))
    far = Group("far", Role.FIGURE, Layer.CARDS, Rect(20, 0, 10, 10), (Box(Rect(20, 0, 10, 10), fill="#000000"),))
    image = QImage(30, 10, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter, DisplayList(30, 10, (near, far)), clip=Rect(0, 0, 12, 10))
    painter.end()
    assert image.pixelColor(5, 5) == Qt.GlobalColor.black
    assert image.pixelColor(25, 5) == Qt.GlobalColor.white


def test_another_thread_makes_the_same_picture() -> None:
    made: list[bytes] = []
    for _ in range(2):
        worker = threading.Thread(target=lambda: made.append(png(specimens())))
        worker.start()
        worker.join()
    assert made == [png(specimens())] * 2


def test_a_picture_needs_no_application_beforehand() -> None:
    code = ("from visavis.exporters.backends.qt import png; from visavis.blueprint.drawing.display_list import DisplayList; "
            "print(png(DisplayList(8, 8, ()))[:4])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "PNG" in done.stdout
