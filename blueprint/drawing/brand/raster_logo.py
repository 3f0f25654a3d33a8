"""A PNG or JPEG logo as pixels in sRGB on white: turned upright, its empty edges cut off, as large as print needs."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import TYPE_CHECKING

from visavis.blueprint.drawing.brand.svg_path_data import LogoRefused
from visavis.blueprint.drawing.display_list import Pixels
from visavis.blueprint.language import Count, message

if TYPE_CHECKING:
    from PIL import Image

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
# More pixels than this are a photograph of a wall, or meant to fill the memory.
MOST_PIXELS = 60_000_000
# What 300 dots an inch need of a logo 13 cm long.
MOST_LONG = 1600
# Fewer are seen one by one where a logo is 18 mm high.
LEAST_HIGH = 120
_WHITE = (255, 255, 255)


def read_pixels(content: bytes) -> Pixels:
    """Return the pixels of a PNG or JPEG file; raises LogoRefused where it is none or too large."""
    from PIL import Image, ImageOps

    if content.startswith(PNG) and len(content) > 24:
        # Known before anything is unpacked.
        _refuse_large(*struct.unpack_from(">II", content, 16))
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as opened:
            _refuse_large(*opened.size)
            opened.draft("RGB", (2 * MOST_LONG, 2 * MOST_LONG))
            upright = ImageOps.exif_transpose(opened)
            flat = _flatten(_to_srgb(upright))
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, ArithmeticError, struct.error, TypeError,
            LookupError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise LogoRefused(message("the picture is broken, or no PNG or JPEG")) from None
    flat.thumbnail((MOST_LONG, MOST_LONG), Image.Resampling.LANCZOS)
    return Pixels(flat.width, flat.height, flat.tobytes())


def _refuse_large(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise LogoRefused(message("the picture has {pixels} million pixels, more than {most}: make it smaller",
                                  pixels=Count(round(width * height / 1e6)), most=Count(MOST_PIXELS // 1_000_000)))


def _to_srgb(image: Image.Image) -> Image.Image:
    """Return a picture in the colours that its profile means."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "CMYK"):
        return image
    from PIL import ImageCms

    try:
        made = ImageCms.profileToProfile(image, ImageCms.getOpenProfile(BytesIO(profile)),
                                         ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return made or image


def _flatten(image: Image.Image) -> Image.Image:
    """Return a picture on white, without the edges where nothing of it is seen."""
    from PIL import Image

    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    alpha = seen.getchannel("A")
    box = alpha.getbbox()
    if box is None:
        raise LogoRefused(message("the logo draws nothing"))
    paper = Image.new("RGB", seen.size, _WHITE)
    paper.paste(seen, mask=alpha)
    return paper.crop(box)
