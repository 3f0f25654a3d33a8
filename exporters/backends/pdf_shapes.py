"""Boxes and paths as PDF operators (ISO 32000-1, 8.5), y upward; pictures as images of it.

Boxes start at the top left and go clockwise, as in SVG and Qt, so that dashes fall on the same places.

Written here, not by reportlab: its formatting of numbers took a third of the time of a large poster.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from visavis.blueprint.drawing import Bitmap, Box, Path, Pixels

# How far the handles of a cubic curve reach towards the corner of the quarter circle it draws.
_HANDLE = 0.5523
# By whether there is a fill and a stroke; holes by the even-odd rule (without a star by the other one).
_PAINT = {(True, True): "B*", (True, False): "f*", (False, True): "S", (False, False): "n"}
_OPERATORS = {
    "M": "%.3f %.3f m",
    "L": "%.3f %.3f l",
    "C": "%.3f %.3f %.3f %.3f %.3f %.3f c",
    "Z": "h",
}
_RECTANGLE = "%.3f %.3f %.3f %.3f re"


def shape_operators(shape: Box | Path) -> str:
    """Return what draws a shape in the colours already set; nothing for a box without width or height."""
    if isinstance(shape, Box):
        if shape.rect.width <= 0 or shape.rect.height <= 0:
            return ""
        drawn = _rounded(shape) if shape.radius else _plain(shape)
    else:
        drawn = outline_operators(shape.segments)
    painted = _PAINT[shape.fill is not None, shape.stroke is not None]
    return f"{drawn} {painted.rstrip('*') if isinstance(shape, Path) and shape.is_nonzero else painted}"


def outline_operators(segments: Iterable[tuple[str | float, ...]]) -> str:
    """Return the segments of a path as operators, without painting it."""
    return " ".join([_OPERATORS[str(letter)] % tuple([-float(value) if at % 2 else float(value)
                                                      for at, value in enumerate(numbers)])
                     for letter, *numbers in segments])


def _plain(box: Box) -> str:
    rect = box.rect
    return _RECTANGLE % (rect.x, -rect.y, rect.width, -rect.height)


def _rounded(box: Box) -> str:
    rect = box.rect
    radius = min(box.radius, rect.width / 2, rect.height / 2)
    left, right, bottom, top = rect.x, rect.right, -rect.bottom, -rect.y
    handle = radius * (1 - _HANDLE)
    line, curve = _OPERATORS["L"], _OPERATORS["C"]
    return " ".join((
        _OPERATORS["M"] % (left + radius, top),
        line % (right - radius, top),
        curve % (right - handle, top, right, top - handle, right, top - radius),
        line % (right, bottom + radius),
        curve % (right, bottom + handle, right - handle, bottom, right - radius, bottom),
        line % (left + radius, bottom),
        curve % (left + handle, bottom, left, bottom + handle, left, bottom + radius),
        line % (left, top - radius),
        curve % (left, top - handle, left + handle, top, left + radius, top),
        "h",
    ))


def draw_picture(canvas: Canvas, picture: Bitmap) -> None:
    """Draw pixels into their rectangle, in sRGB (8.9.5), once in the file however often they are drawn.

    They have no mask and ask for no interpolation, as a file for archives must not (ISO 19005-2, 6.2.8).
    """
    x, y, width, height = picture.rect
    if width > 0 and height > 0:
        canvas.drawImage(_read_pixels(picture.pixels), x, -(y + height), width, height)


# reportlab knows an image by the digest of its pixels, which takes its time for each that is made.
@lru_cache(maxsize=8)
def _read_pixels(pixels: Pixels) -> ImageReader:
    return ImageReader(Image.frombytes("RGB", (pixels.width, pixels.height), pixels.content))
