"""Pictures of pixels in a PDF: image XObjects in sRGB (ISO 32000-1, 8.9.5), each once however often it is drawn.

They have no mask and ask for no interpolation, as a file for archives must not (ISO 19005-2, 6.2.8). reportlab knows
an image by the digest of its pixels.
"""

from __future__ import annotations

from functools import lru_cache

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from visavis.blueprint.drawing import Picture, Pixels

# Made again for each file that shows it otherwise; a kit has one, in colour and in grey.
_KEPT = 8


def draw_picture(canvas: Canvas, picture: Picture) -> None:
    """Draw a picture into its rectangle, where y runs upward from the drawing's top."""
    x, y, width, height = picture.rect
    if width > 0 and height > 0:
        canvas.drawImage(_read(picture.pixels), x, -(y + height), width, height)


@lru_cache(maxsize=_KEPT)
def _read(pixels: Pixels) -> ImageReader:
    return ImageReader(Image.frombytes("RGB", (pixels.width, pixels.height), pixels.content))
